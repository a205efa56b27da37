"""keepwell clocks"""

from pathlib import Path
from typing import Annotated

import typer

from .house import open_house, stop

SHOWN = 20  # children named for each clock at most

app = typer.Typer(
    help="The statutory clocks: how long each runs, what this policy sets itself, and what runs on the children here."
    "\n\n"
    "Example: [bold]keepwell clocks[/bold]",
    invoke_without_command=True,
)


@app.callback()
def clocks(
    context: typer.Context,
    policy: Annotated[
        Path | None, typer.Option(help="Policy file; else KEEPWELL_POLICY, else the one that comes with Keepwell.")
    ] = None,
):
    """List the clocks: id, national length, the policy's own length, title and source."""
    if context.invoked_subcommand:
        return
    from .notice import _in_force

    for id, clock in _load(policy or _in_force()).clocks.items():
        version, own = clock.versions[-1], clock.own[-1] if clock.own else None
        length = f"{version.span}" + (f" or {version.cap}" if version.cap else "")
        mine = f"; ours: {own.span} from {own.in_force_from} ({own.because.rstrip('.')})" if own else ""
        typer.echo(f"{id:<28} {length:<18} {clock.title}{mine}. Source: {version.source}.")


@app.command()
def recompute():
    """Work out again which clocks run on which child, and by when each is due. It may be broken off and begun again.

    Example: [bold]keepwell clocks recompute[/bold]
    """
    open_house()
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from keepwell.web.work.actions.clocks import recompute_all

    from .house import console

    words = (TextColumn("{task.completed} of {task.total} children"), BarColumn(), TimeRemainingColumn())
    with Progress(*words, console=console) as bar:
        task = bar.add_task("", total=None)
        began, changed, went = recompute_all(lambda done, total: bar.update(task, completed=done, total=total))
    typer.echo(f"{began:,} clocks began, {changed:,} changed, {went:,} went.")


@app.command()
def moved(
    policy: Annotated[Path, typer.Option(help="The policy file as it would be.")],
    children: Annotated[bool, typer.Option(help="Also name the children by their number.")] = False,
):
    """Say which clocks that run now would get another day by a new policy file. Nothing is changed.

    Example: [bold]keepwell clocks moved --policy policy-2027.toml[/bold]
    """
    open_house()
    from datetime import date

    from keepwell.web.access.policy import policy as in_force
    from keepwell.web.work.actions.clocks import moved as what_moves

    new = _load(policy)
    found = what_moves(in_force().clocks, new.clocks, on=date.today())
    for id, rows in found.items():
        earlier = sum(after is not None and (before is None or after < before) for _, before, after in rows)
        late = sum(after is not None and after < date.today() <= (before or date.max) for _, before, after in rows)
        number = f"{len(rows):,} running clock{'' if len(rows) == 1 else 's'}"
        typer.echo(
            f"{new.clocks[id].title} ({id}): {number} of another day, {earlier:,} earlier; {late:,} would be overdue "
            "today that are not."
        )
        for line in _named(rows) if children else ():
            typer.echo(f"  {line}")
    if not found:
        typer.echo("No running clock gets another day.")


def _named(rows):
    """The children by the council's own number, each list in the log."""
    from keepwell.web.access import door
    from keepwell.web.record.models import Child

    shown = rows[:SHOWN]
    known = Child.objects.select_related("person").in_bulk([child for child, *_ in shown])
    by = door.Operator.here()
    door.listed([child.person.uid for child in known.values()], by=by, purpose="administration")
    for child, before, after in shown:
        yield f"{known[child].person.reference}: {before or 'no day'} becomes {after or 'no day'}"
    if len(rows) > SHOWN:
        yield f"and {len(rows) - SHOWN:,} more"


def _load(file):
    from keepwell.policy import PolicyError, load

    try:
        return load(file)
    except PolicyError as trouble:
        raise stop(f"The policy file {file} cannot be obeyed.\n{trouble}") from None
