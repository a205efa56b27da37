"""keepwell remind"""

import typer

from .house import open_house

SUBJECT = "Keepwell: what is due"


def remind():
    """Send each person an e-mail that says how many things are overdue and due, without any name. Once a day for each.

    Run it each morning, from cron or another clock of the machine.

    Example: [bold]keepwell remind[/bold]
    """
    open_house()
    from django.conf import settings
    from django.core.mail import EmailMessage
    from django.utils import timezone

    from keepwell.web.access import door
    from keepwell.web.staff import mail
    from keepwell.web.work.actions import clocks
    from keepwell.web.work.actions.guidance import notice
    from keepwell.web.work.actions.reminding import reminded
    from keepwell.web.work.queries.reminding import to_remind, words_for

    on, sent = timezone.localdate(), 0
    notice(on)
    if clocks.are_others():
        clocks.recompute_all()
    for user in to_remind(on):
        if words := words_for(user, on):
            mail.post(EmailMessage(SUBJECT, words, settings.DEFAULT_FROM_EMAIL, [user.email]))
            sent += 1
        reminded(user, on)
    door.note(by=door.Operator.here(), action="send reminders")
    typer.echo(f"{sent} reminder{'' if sent == 1 else 's'} sent.")
