"""keepwell build"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from .house import open_house, stop

out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)


class Collection(StrEnum):
    SSDA903 = "ssda903"
    CIN = "cin"


class Form(StrEnum):
    CSV = "csv"
    XML = "xml"


def build(
    collection: Annotated[Collection, typer.Argument(help="Which return.")],
    year: Annotated[int, typer.Option(help="Collection year, the year it ends in: 2027 for 2026-27.")],
    output: Annotated[Path, typer.Option(help="The folder to write into; made when missing.")],
    form: Annotated[
        Form | None, typer.Option("--format", help="CSV files or one XML file; the CIN census is always XML.")
    ] = None,
):
    """Build a statutory return from the record.

    Rows that came from an imported return of that year are given back cell for cell, unless the record has
    changed since.

    Example: [bold]keepwell build ssda903 --year 2027 --output to-send[/bold]
    """
    if not 1990 <= year <= 2100:
        raise stop(f"--year {year}: give the year the collection ends in, such as 2027 for 2026-27.")
    if collection == Collection.CIN and form == Form.CSV:
        raise stop("The CIN census is sent as XML: leave out --format csv.")
    open_house()
    from keepwell.clocks.collection import CollectionYear
    from keepwell.web.access.door import Operator
    from keepwell.web.desk import actions

    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Gathering children", total=None)
        try:
            built = actions.build(
                collection.value, year, output, by=Operator.here(), form=form and form.value,
                progress=lambda n: bar.advance(task, n),
            )  # fmt: skip
        except OSError as trouble:
            raise stop(f"{output}: the files cannot be written there ({trouble.strerror}).") from None
        except actions.WritingError as trouble:
            raise stop(f"The return could not be written: {trouble}") from None
    out.print(f"[bold]{actions.TITLES[collection]} {CollectionYear(year).title}[/bold]")
    for name, count in built.rows.items():
        out.print(f"  {count:>9,}  {name}")
    if not any(built.rows.values()):
        out.print("The record holds nothing for that collection year.")
    for lost in built.left_out:
        out.print(lost.sentence(), markup=False)
    for file in built.files:
        out.print(f"Written: {file}", markup=False)
