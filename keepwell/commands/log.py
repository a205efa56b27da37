"""keepwell log"""

import typer
from rich.console import Console

from .house import open_house, stop

app = typer.Typer(
    help="The log of who opened a record: has anybody changed it?\n\nExample: [bold]keepwell log verify[/bold]",
    no_args_is_help=True,
)
out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)


@app.command()
def verify():
    """Verify that no entry of the log was changed, removed or put in by hand. Changes nothing.

    Prints one line for each thing that is wrong, with the numbers of the entries, and ends with status 1 when there is
    any. Write down the last seal that it names, on paper: a log that was cut short later does not reach it.

    Example: [bold]keepwell log verify[/bold]
    """
    open_house()
    from keepwell.web.access.keys import MissingKey
    from keepwell.web.access.verifying import verify as walk

    try:
        with _bar() as bar:
            task = bar.add_task("Verifying", total=None)
            verdict = walk(lambda done, total: bar.update(task, completed=done, total=total))
    except MissingKey as trouble:
        raise stop(str(trouble)) from None
    for defect in verdict.defects:
        out.print(defect, markup=False)
    _tell(verdict)
    if not verdict.whole:
        raise typer.Exit(1)


@app.command()
def seal():
    """Seal what is not sealed yet. A running server and [bold]keepwell work[/bold] do this by themselves.

    Example: [bold]keepwell log seal[/bold]
    """
    open_house()
    from keepwell.web.access import sealing
    from keepwell.web.access.head import BrokenHead
    from keepwell.web.access.keys import MissingKey

    try:
        sealed = sealing.seal(thorough=True)
    except (MissingKey, BrokenHead) as trouble:
        raise stop(str(trouble)) from None
    except OSError as trouble:
        raise stop(f"The keys folder cannot be written: {trouble.filename} ({trouble.strerror}).") from None
    out.print(f"{_count(sealed, 'entry', 'entries')} sealed." if sealed else "Everything was sealed already.")


@app.command()
def restored():
    """Account for what an older copy of the database lost, after you put one back for a good reason.

    Writes into the log who says so and when. From then on [bold]keepwell log verify[/bold] tells it as known, not as
    wrong. What else is wrong stays wrong.

    Example: [bold]keepwell log restored[/bold]
    """
    open_house()
    from django.db import transaction

    from keepwell.web.access import restored as accounting
    from keepwell.web.access.door import Operator
    from keepwell.web.access.keys import MissingKey
    from keepwell.web.access.verifying import verify as walk

    try:
        lost = walk().lost
        with transaction.atomic():
            accounting.account_for(lost, by=Operator.here())
    except MissingKey as trouble:
        raise stop(str(trouble)) from None
    if not lost:
        out.print("No seal is missing: there is nothing to account for.")
    for first, last in lost:
        which = f"Seal {first}" if first == last else f"Seals {first} to {last}"
        out.print(f"{which}: it is in the log that you say they were lost when an older copy was put back.")


def _tell(verdict):
    for note in verdict.notes:
        out.print(f"Known: {note}", markup=False)
    found = "Nothing is wrong" if verdict.whole else f"{_count(len(verdict.defects), 'thing', 'things')} wrong"
    sealed, seals = verdict.entries - verdict.unsealed, _count(verdict.seals, "seal", "seals")
    out.print(
        f"{found}: {_count(verdict.entries, 'entry', 'entries')} read, {sealed:,} in {seals} and "
        f"{verdict.unsealed:,} not sealed yet."
    )
    if verdict.end:
        out.print(f"The last seal is {verdict.end.number:,}: {verdict.end.digest.hex()}")


def _count(number, one, many):
    return f"{number:,} {one if number == 1 else many}"


def _bar():
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
