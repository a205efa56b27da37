"""keepwell register"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from .house import open_house, stop

out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)
SHOWN = 8  # bad lines told in full on the screen


def register(
    paths: Annotated[list[Path], typer.Argument(help="Register files: CSV or .xlsx, as a management system exports.")],
    troubles: Annotated[Path | None, typer.Option(help="Write every bad line to this CSV file.")] = None,
):
    """Take the marks of school registers into the record.

    A row a pupil and day (pupil number, date, AM, PM), or a row a pupil and week (pupil number, week beginning, and the
    marks in one column or a column a session). Run it again whenever you like: marks that are there stay, and one that
    the file says otherwise is amended, with what it was kept.

    Example: [bold]keepwell register autumn-term.csv[/bold]
    """
    open_house()
    told, wrong = [], False
    for path in paths:
        try:
            told += bring_in(path, tell=_tell)
        except _Trouble as trouble:
            stop(str(trouble))
            wrong = True
    if troubles:
        _write(troubles, told)
    if wrong:
        raise typer.Exit(2)


class _Trouble(Exception):
    pass


def bring_in(path, *, tell):
    """Take in one file, telling of its account; its bad lines as (file, line, sentence)."""
    from keepwell.attendance.reading import NotARegister
    from keepwell.web.access.door import NotForYou, Operator
    from keepwell.web.school.actions.registers import take_in

    try:
        content = path.read_bytes()
    except OSError as trouble:
        raise _Trouble(f"{path}: cannot be read ({trouble.strerror}).") from None
    with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                  console=screen, transient=True, disable=not screen.is_terminal) as bar:  # fmt: skip
        task = bar.add_task("Reading lines", total=None)
        try:
            _, account = take_in(
                content, by=Operator.here(), on_lines=lambda lines: bar.update(task, completed=lines),
                on_children=lambda done, total: bar.update(task, description="Pupils", completed=done, total=total),
            )  # fmt: skip
        except NotARegister as trouble:
            raise _Trouble(f"{path}: {trouble}") from None
        except NotForYou:
            raise _Trouble("The policy in force lets nobody here take in a register.") from None
    tell(path, account)
    return [(path.name, line, text) for line, text in [*account.troubles, *_strangers(account)]]


def _strangers(account):
    return [(line, f"No pupil with the number {number} is in the record.") for line, number in account.unknown]


def _tell(path, account):
    out.print(f"\n{path.name}: {account.lines:,} lines of {account.children:,} pupils.", markup=False)
    out.print(f"{account.new:,} new marks, {account.amended:,} amended, {account.same:,} as they were.")
    for line, text in [*account.troubles, *_strangers(account)][:SHOWN]:
        out.print(f"  line {line}: {text}", markup=False)
    left = len(account.troubles) + len(account.unknown) - SHOWN
    if left > 0:
        out.print(f"  and {left:,} more: --troubles FILE writes them all.")


def tell_briefly(path, account):
    """One line for one register."""
    out.print(f"  {account.new:>7,} marks of {account.children:,} pupils: {path.name}", markup=False)


def _write(path, told):
    import csv

    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "line", "what"])
        rows.writerows(told)
    out.print(f"{len(told):,} bad lines written to {path}", markup=False)
