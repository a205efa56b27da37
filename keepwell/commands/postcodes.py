"""keepwell postcodes"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from .house import stop

app = typer.Typer(
    help="The postcode directory: whose area a postcode is in, and how far it is from another.\n\n"
    "Example: [bold]keepwell postcodes load ONSPD_NOV_2025.zip[/bold]",
    invoke_without_command=True,
)
out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)


@app.callback()
def postcodes(context: typer.Context):
    """The postcode directory: whose area a postcode is in, and how far it is from another."""
    if context.invoked_subcommand is None:
        show()


@app.command()
def load(
    file: Annotated[
        Path, typer.Argument(help="The ONS Postcode Directory or Code-Point Open: its zip, its folder or its CSV file.")
    ],
):
    """Take in a directory as it is published, in place of the one before.

    Example: [bold]keepwell postcodes load ONSPD_NOV_2025.zip[/bold]
    """
    from keepwell.home import home, where
    from keepwell.returns.findings import ReadingError
    from keepwell.returns.postcodes import load as take_in

    try:
        with _bar() as bar:
            task = bar.add_task("Reading", total=None)
            loaded = take_in(file, home(), progress=lambda done, total: bar.update(task, completed=done, total=total))
    except ReadingError as trouble:
        raise stop(str(trouble)) from None
    except OSError as trouble:
        raise stop(f"The postcode table cannot be written to {where()} ({trouble.strerror}).") from None
    _tell(loaded)


@app.command()
def show():
    """Say which directory is loaded."""
    from keepwell.home import where
    from keepwell.returns.findings import ReadingError
    from keepwell.returns.postcodes import about

    try:
        loaded = about(where())
    except ReadingError as trouble:
        raise stop(str(trouble)) from None
    if loaded is None:
        raise stop(f"No postcode directory is loaded in {where()}: keepwell postcodes load FILE.", status=1)
    _tell(loaded)


def _bar():
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)


def _tell(loaded):
    from datetime import date

    day = date.fromisoformat(loaded.loaded_on)
    out.print(f"{loaded.edition} ({loaded.file}), loaded on {day:%d/%m/%Y}.", markup=False)
    out.print(
        f"{loaded.postcodes:,} postcodes, of these {loaded.ended:,} no longer in use; {loaded.without_place:,} without "
        f"a place on the grid; {loaded.without_authority:,} without an authority.",
        markup=False,
    )
    for remark in loaded.remarks():
        out.print(remark, markup=False)
