"""keepwell people number, team: by which number and name files know those who work here, and so who reaches whom."""

from typing import Annotated

import typer

from .house import open_house, stop
from .people import Address, app, known
from .people_changes import logged

KINDS = "social-work, reviewing, returns, data-protection, school"


@app.command()
def number(
    email: Address,
    number: Annotated[str | None, typer.Argument(help="Their number in the files.")] = None,
    none: Annotated[bool, typer.Option("--none", help="Take their number away.")] = False,
):
    """Say by which number files know somebody as a worker. The children of that worker are within their reach at once.

    Example: [bold]keepwell people number pat@example.org SW100200300[/bold]
    """
    if none == bool(number and number.strip()):
        raise stop("Give the number, or --none to take it away.")
    open_house()
    from keepwell.web.access import door
    from keepwell.web.staff.actions import number_worker

    user = known(email)
    with logged(f"{'take the worker number of' if none else 'give a worker number to'} {door.name_of(user)}"):
        number_worker(user=user, number=number or "")
        moved = _follow()
    typer.echo(f"{user.name} has {'no number' if none else f'the number {user.worker_number}'}. {moved}")


@app.command()
def team(
    name: Annotated[str, typer.Argument(help="The team, by its name here.")],
    kind: Annotated[str | None, typer.Option(help=f"Of a team that is new: {KINDS}.")] = None,
    called: Annotated[str | None, typer.Option(help="A new name: what files call it.")] = None,
    urn: Annotated[str | None, typer.Option(help="Of a school: its URN, six digits; '' to take it away.")] = None,
):
    """Make a team, or say what files call it. The children whom files name with it are within its reach at once.

    A team of social workers has the children of its name in the files; a school those of its URN.

    Examples: [bold]keepwell people team "North team" --kind social-work[/bold],
    [bold]keepwell people team "Mossbank School" --kind school --urn 100001[/bold]
    """
    open_house()
    from keepwell.web.staff.actions import describe_team

    _check(kind, called, urn)
    there = _there(name)
    if there is None and kind is None:
        raise stop(f"There is no team called {name}: to make one, say its --kind: {KINDS}.")
    if there and kind and kind != there.kind:
        raise stop(f"{there.name} is there already, and is of the kind {there.kind}.")
    with logged(f"{'describe' if there else 'make'} a team"):
        there = there or _made(name, kind)
        describe_team(team=there, name=called, urn=urn)
        moved = _follow()
    typer.echo(f"{there.name}: {there.get_kind_display().lower()}{f', URN {there.urn}' if there.urn else ''}. {moved}")


def _check(kind, called, urn):
    if kind and kind not in KINDS.split(", "):
        raise stop(f"--kind {kind}: there is no such kind. There are: {KINDS}.")
    if called is not None and not called.strip():
        raise stop("--called: give the name that files use.")
    if urn and not (urn.isascii() and urn.isdigit() and len(urn) == 6):
        raise stop("--urn: a school's URN has six digits.")


def _there(name):
    from keepwell.web.staff.models import Team

    return Team.objects.filter(name=name.strip()).first()


def _made(name, kind):
    from keepwell.web.staff.actions import make_team

    return make_team(name=name, kind=kind, by=None)


def _follow():
    """Allocations follow at once what files say; how many began and ended, in words."""
    from keepwell.web.record.actions.following import follow_record

    began, ended = follow_record()
    return f"Allocations by files that began: {began}; that ended: {ended}."
