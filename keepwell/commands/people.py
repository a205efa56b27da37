"""keepwell person, keepwell people: who works here, as what, and until when."""

from datetime import date, timedelta
from typing import Annotated

import typer

from .house import open_house, stop

app = typer.Typer(
    help="Look at who works here, and change it: roles, leaving, a lost second step.", no_args_is_help=True
)
Address = Annotated[str, typer.Argument(help="The address they sign in with.")]
SOON = 30  # days


def person(
    email: Address,
    name: Annotated[str, typer.Option(help="Their name as others see it.")],
    role: Annotated[list[str], typer.Option(help="A role of the policy file; may be given several times.")],
    team: Annotated[str | None, typer.Option(help="The team in which they hold it, by its name.")] = None,
):
    """Let somebody sign in, in the roles that the policy gives them.

    Somebody new is asked for a first password; it is not shown and not kept in the shell's history. Somebody who is
    here already only gets the role.

    Example: [bold]keepwell person pat@example.org --name "Pat Example" --role returns-officer[/bold]
    """
    open_house()
    from keepwell.web.staff.queries import with_address

    check_roles(role)
    within = team_called(team)
    user = with_address(email) or _join(email, name)
    if not user.works_here(date.today()):
        raise stop("This person has left, and the account is closed: use another address for somebody new.")
    given = _give(user, role, within)
    where = f" in {within.name}" if within and given else ""
    said = f"{', '.join(given) or 'none that were not held'}{where}"
    typer.echo(f"{user.name} can sign in as {user.email}. Roles given: {said}.")


@app.command("list")
def list_people():
    """List who may sign in, which roles each holds, and what ends in the next 30 days.

    Example: [bold]keepwell people list[/bold]
    """
    open_house()
    from keepwell.web.staff.models import User

    today = date.today()
    for user in User.objects.filter(is_active=True).prefetch_related("roles_held__team"):
        if user.works_here(today):
            typer.echo(f"{user.name}, {user.email}{_last_day(user)}")
            for held in user.roles_held.all():
                if held.ends_on is None or held.ends_on >= today:
                    typer.echo(f"    {_told(held, today)}")


@app.command()
def unused(days: Annotated[int, typer.Option(min=1, help="Not used for so many days.")] = 90):
    """List the accounts that nobody has used for 90 days, to be reviewed: does this person still need it?

    Ends with status 1 when there are any, so that a monthly job can tell somebody.

    Example: [bold]keepwell people unused --days 60[/bold]
    """
    open_house()
    from keepwell.web.staff.queries import unused_since

    found = list(unused_since(date.today() - timedelta(days=days)))
    for user in found:
        last = f"last signed in on {user.last_login:%-d %B %Y}" if user.last_login else "never signed in"
        typer.echo(f"{user.name}, {user.email}: {last}")
    typer.echo(f"Accounts not used for {days} days: {len(found)}")
    raise typer.Exit(1 if found else 0)


def check_roles(roles):
    """Stop at a role that the policy does not have."""
    from keepwell.web.access.policy import policy

    if unknown := [role for role in roles if role not in policy().roles]:
        raise stop(
            f"--role {unknown[0]}: the policy has no such role. It has: {', '.join(sorted(policy().roles))}."
        )  # fmt: skip


def team_called(name):
    """The team of this name; None without a name; stops when there is none."""
    from keepwell.web.staff.models import Team

    if not name:
        return None
    if team := Team.objects.filter(name=name.strip()).first():
        return team
    raise stop(f"--team {name}: there is no such team. There are: {', '.join(map(str, Team.objects.all())) or 'none'}.")


def known(email):
    """The person who signs in with this address; stops when there is none."""
    from keepwell.web.staff.queries import with_address

    user = with_address(email)
    if user is None:
        raise stop("Nobody here signs in with this address: see keepwell people list.")
    return user


def _last_day(user):
    return f" (last day {user.leaves_on:%-d %B %Y})" if user.leaves_on else ""


def _told(held, today):
    """A role in words, with what is remarkable about its days."""
    words = held.role + (f", {held.team.name}" if held.team else "")
    if held.starts_on > today:
        words += f", from {held.starts_on:%-d %B %Y}"
    if held.ends_on:
        soon = " (soon)" if held.ends_on <= today + timedelta(days=SOON) else ""
        words += f", until {held.ends_on:%-d %B %Y}{soon}"
    return words


def _join(email, name):
    """A new person with a first password good enough to keep."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from keepwell.web.access import door
    from keepwell.web.staff.actions import join

    password = typer.prompt("First password", hide_input=True, confirmation_prompt=True)
    try:
        validate_password(password)
        with transaction.atomic():
            user = join(email=email, name=name, password=password, by=None)
            door.note(by=door.Operator.here(), action=f"let {door.name_of(user)} join")
    except ValidationError as trouble:
        raise stop(" ".join(trouble.messages)) from None
    return user


def _give(user, roles, team):
    """Give the roles that the person does not hold yet in this team, each with its entry in the log."""
    from django.db import transaction

    from keepwell.web.access import door
    from keepwell.web.staff.actions import give_role
    from keepwell.web.staff.queries import roles_of

    held = {(one.role, one.team) for one in roles_of(user, date.today())}
    wanted = [r for r in dict.fromkeys(roles) if (r, team) not in held]
    with transaction.atomic():
        for role in wanted:
            give_role(user=user, role=role, team=team, starts_on=date.today(), by=None)
            door.note(by=door.Operator.here(), action=f"give the role {role} to {door.name_of(user)}")
    return wanted
