"""keepwell import"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from .house import open_house, stop

out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)
SHOWN = 8  # findings told in full on the screen


def take_in(
    paths: Annotated[
        list[Path],
        typer.Argument(help="A folder of CSV files, an XML file, or a .zip of these; several may be given."),
    ],
    year: Annotated[
        int | None,
        typer.Option(help="Collection year, the year it ends in: 2027 for 2026-27. Worked out when not given."),
    ] = None,
    findings: Annotated[Path | None, typer.Option(help="Write everything the reader noticed to this CSV file.")] = None,
):
    """Take SSDA903, CIN census and people files into the record.

    Each file set goes in whole or not at all. Run it again after an interruption, or with a corrected file:
    what is in the record already stays as it is. Ends with an account of every row read.

    Example: [bold]keepwell import returns/ssda903-2026 returns/cin-2026.xml[/bold]
    """
    if year is not None and not 1990 <= year <= 2100:
        raise stop(f"--year {year}: give the year the collection ends in, such as 2027 for 2026-27.")
    open_house()
    troubles = bring_in(paths, year=year, findings=findings, tell=tell)
    if troubles:
        raise typer.Exit(2)


def bring_in(paths, *, year=None, findings=None, tell):
    """Take in every return of these paths, telling of each; the sentences about what could not be read."""
    from keepwell.web.access.door import Operator
    from keepwell.web.desk.actions import import_path

    troubles, noticed = [], []
    for path in paths:
        with Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                      console=screen, transient=True, disable=not screen.is_terminal) as bar:  # fmt: skip
            for taken in import_path(path, by=Operator.here(), year=year, **_Steps(bar).calls()):
                bar.stop()
                troubles += [taken.trouble] if taken.trouble else []
                noticed += taken.ret.findings if taken.ret else []
                tell(taken)
                bar.start()
    if findings:
        _write(findings, noticed)
    return troubles


class _Steps:
    """A bar while reading, another while the rows go in."""

    def __init__(self, bar):
        self.bar = bar
        self.reading = bar.add_task("Reading", total=None)
        self.rows = None

    def calls(self):
        return {"on_read": self.read, "on_start": self.start, "on_rows": self.went_in}

    def read(self, done, total):
        self.bar.update(self.reading, completed=done, total=total)

    def start(self, ret):
        self.bar.update(self.reading, visible=False)
        if self.rows is not None:
            self.bar.remove_task(self.rows)
        self.rows = self.bar.add_task("Taking in rows", total=ret.rows())

    def went_in(self, rows):
        self.bar.advance(self.rows, rows)


def tell(taken):
    """The account of one return, for a person."""
    from django.utils.timezone import localtime

    from keepwell.clocks.collection import CollectionYear

    if taken.trouble:
        stop(taken.trouble)
        return
    account = taken.account
    out.print(f"\n[bold]{_title(taken)}[/bold]: {escape(taken.source)}")
    if taken.year:
        out.print(f"Collection year {CollectionYear(taken.year).title}: {taken.why.rstrip('.')}.", markup=False)
    if taken.again:
        when = f"{localtime(taken.taken_in.taken_at):%d/%m/%Y %H:%M}"
        out.print(f"These files were taken in on {when}. 0 changes.")
        return
    out.print(_table(account))
    out.print(
        f"{account.read:,} rows read = {account.in_record:,} in the record + {account.total('aside'):,} set aside. "
        f"{account.changes:,} changes ({account.total('new'):,} new, {account.total('changed'):,} changed); "
        f"{account.children:,} new children."
    )
    _reasons("Set aside:", account.reasons)
    _reasons("In the record from an earlier file of this return, not in this one (kept):", account.left)
    _reasons("The reader noticed:", _findings(account))
    _examples(taken.ret.findings)


def _examples(findings):
    """The first few findings in their own words: notes are for the file that --findings writes."""
    worth = [f for f in findings if f.kind not in ("note", "unknown code")]
    for f in worth[:SHOWN]:
        place = f.file if f.line is None else f"{f.file}, line {f.line}"
        out.print(f"           {place}: {f.text}", markup=False)
    if len(worth) > SHOWN:
        out.print(f"           and {len(worth) - SHOWN:,} more: --findings FILE writes them all.", markup=False)


def tell_briefly(taken):
    """One line for one return."""
    if taken.trouble:
        stop(taken.trouble)
        return
    account = taken.account
    out.print(f"  {account.read:>7,} rows read, {account.total('aside'):,} set aside: {_title(taken)}", markup=False)


def _title(taken):
    from keepwell.clocks.collection import CollectionYear
    from keepwell.web.desk.actions import TITLES

    return TITLES[taken.ret.collection] + (f" {CollectionYear(taken.year).title}" if taken.year else "")


def _findings(account):
    found = {f"{kind}s" if n != 1 else kind: n for kind, n in account.findings.items() if kind != "unknown code"}
    codes = {f"codes in {table}.{column} that its list does not have (kept as given)": n
             for (table, column), n in account.unknown_codes.items()}  # fmt: skip
    return found | codes


def _table(account):
    table = Table("Table", *(c for c in ("Read", "New", "Changed", "Same", "Set aside")), box=None, pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for name, fates in account.tables.items():
        counts = [fates[f] for f in ("new", "changed", "same", "aside")]
        table.add_row(name, *(f"{n:,}" for n in (sum(counts), *counts)))
    return table


def _reasons(heading, counts):
    if counts:
        out.print(heading)
        for reason, n in sorted(counts.items(), key=lambda item: -item[1]):
            out.print(f"  {n:>7,}  {reason}", markup=False)


def _write(path, noticed):
    import csv

    with open(path, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["file", "line", "table", "column", "kind", "what"])
        rows.writerows([f.file, f.line, f.table, f.column, f.kind, f.text] for f in noticed)
    out.print(f"{len(noticed):,} findings written to {path}", markup=False)
