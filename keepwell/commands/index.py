"""keepwell index"""

from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .house import open_house

out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)


def index(
    anew: Annotated[bool, typer.Option("--anew", help="Throw away what is kept and read every text again.")] = False,
):
    """Prepare notes for search, and compare all records for children who are there twice.

    Search finds everything without it too, but slowly; run it after a large import. It may be stopped and run again.

    Example: [bold]keepwell index[/bold]
    """
    open_house()
    from keepwell.web.record.actions import indexing, pairing

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=screen, transient=True) as progress:
        texts, pairs = (progress.add_task(what, total=None) for what in ("Children’s texts", "Comparing records"))
        read = indexing.index(anew=anew, progress=lambda n, total: progress.update(texts, completed=n, total=total))
        found = pairing.look_through(lambda n, total: progress.update(pairs, completed=n, total=total))
    out.print(f"{read:,} texts were read and prepared for search; all others were ready.")
    out.print(f"{found:,} pairs of records wait for somebody to say whether they are of the same child.")
