"""keepwell people move, end-role, leave, unlock, new-factor, end-sessions: every change has its entry in the log."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from .house import open_house, stop
from .people import Address, app, check_roles, known, team_called


def day(about):
    return Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=about)]


@app.command()
def move(
    email: Address,
    role: Annotated[str, typer.Option(help="The new role.")],
    instead_of: Annotated[list[str], typer.Option(help="A role that ends; may be given several times.")],
    on: day("The first day in the new role; without it, today.") = None,
    team: Annotated[str | None, typer.Option(help="The team of the new role, by its name.")] = None,
):
    """Change somebody's role on a day: the old one ends the day before, the new one starts.

    Example: [bold]keepwell people move pat@example.org --instead-of social-worker --role team-manager[/bold]
    """
    open_house()
    from keepwell.web.staff import actions

    user, first = known(email), _day(on)
    check_roles([role])
    ending = [_held(user, one) for one in instead_of]
    with logged(
        *(f"end the role {one.role} of {_name(user)}" for one in ending), f"give the role {role} to {_name(user)}"
    ):
        last = first - timedelta(days=1)
        actions.move(user=user, ends=ending, last_day=last, role=role, team=team_called(team), by=None)
    typer.echo(f"{user.name} has the role {role} from {first:%-d %B %Y}. The last day of the other: {last:%-d %B %Y}.")


@app.command("end-role")
def end_role(
    email: Address,
    role: Annotated[str, typer.Option(help="The role that ends.")],
    on: day("Its last day; without it, yesterday: it is over at once.") = None,
):
    """End a role of somebody. When the last one is over, the account is closed.

    Example: [bold]keepwell people end-role pat@example.org --role auditor --on 2027-01-31[/bold]
    """
    open_house()
    from keepwell.web.staff import actions

    user = known(email)
    held, last = _held(user, role), _day(on, -1)
    with logged(f"end the role {role} of {_name(user)}"):
        actions.end_role(held=held, ends_on=last, by=None)
    typer.echo(f"The last day of {user.name} in the role {role}: {last:%-d %B %Y}.")


@app.command()
def leave(email: Address, on: day("Their last day; without it, today: they are out at once.") = None):
    """Somebody stops working here: all roles end, the account is closed, and its sessions end.

    Example: [bold]keepwell people leave pat@example.org --on 2027-01-31[/bold]
    """
    open_house()
    from keepwell.web.staff import actions

    user, last = known(email), _day(on)
    with logged(f"let {_name(user)} leave"):
        actions.leave(user=user, on=last, by=None)
    when = "from now on" if not user.is_active else f"after {last:%-d %B %Y}"
    typer.echo(f"{user.name} cannot sign in {when}.")


@app.command()
def unlock(email: Address):
    """Let somebody try again at once who entered wrong passwords or codes.

    Example: [bold]keepwell people unlock pat@example.org[/bold]
    """
    open_house()
    from keepwell.web.staff import lockout

    user = known(email)
    with logged(f"unlock {_name(user)}"):
        lockout.unlock(user)
    typer.echo(f"{user.name} can try again.")


@app.command("new-factor")
def new_factor(email: Address):
    """Take away the second step of somebody who lost it. Make sure first that it is them: by telephone, or by sight.

    Their sessions end. When they sign in next they set up a new one.

    Example: [bold]keepwell people new-factor pat@example.org[/bold]
    """
    open_house()
    from keepwell.web.staff import actions, lockout

    user = known(email)
    with logged(f"take away the second factors of {_name(user)}"):
        gone = actions.forget_second_factors(user=user)
        lockout.unlock(user)
    typer.echo(f"{user.name} sets up a new second step at the next sign-in." if gone else f"{user.name} had none.")


@app.command("end-sessions")
def end_sessions(email: Address):
    """Sign somebody out everywhere, for instance when a telephone was stolen.

    Example: [bold]keepwell people end-sessions pat@example.org[/bold]
    """
    open_house()
    from keepwell.web.staff import actions

    user = known(email)
    with logged(f"end the sessions of {_name(user)}"):
        ended = actions.end_sessions(user=user)
    typer.echo(f"Sessions of {user.name} that were ended: {ended}.")


def _day(given, otherwise=0):
    return given.date() if given else date.today() + timedelta(days=otherwise)


def _held(user, role):
    """The role that this person holds now or later; stops when there is none."""
    held = user.roles_held.filter(role=role).exclude(ends_on__lt=date.today()).order_by("starts_on").first()
    if held is None:
        raise stop(f"{user.name} does not hold the role {role}: see keepwell people list.")
    return held


def _name(user):
    from keepwell.web.access import door

    return door.name_of(user)


@contextmanager
def logged(*actions):
    """One transaction: a change and what the log says of it. What may not be is one sentence."""
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from keepwell.web.access import door
    from keepwell.web.staff.actions import StaffError

    try:
        with transaction.atomic():
            yield
            for action in actions:
                door.note(by=door.Operator.here(), action=action)
    except StaffError as trouble:
        raise stop(str(trouble)) from None
    except ValidationError as trouble:
        raise stop(" ".join(trouble.messages)) from None
