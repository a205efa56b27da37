"""keepwell extract"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from .house import open_house, stop

out = Console(soft_wrap=True, highlight=False)
screen = Console(stderr=True)


def extract(
    passphrase_file: Annotated[Path, typer.Option(help="A file that only you may read, with the passphrase in it.")],
    to: Annotated[
        Path | None, typer.Option(help="The file to write, which is replaced, or a folder: then a file of today in it.")
    ] = None,
    keep_days: Annotated[
        int, typer.Option(help="After how many days a file is to be destroyed; older ones in the folder are removed.")
    ] = 3,
    new_passphrase: Annotated[
        bool, typer.Option("--new-passphrase", help="Make the file with a new passphrase first, and print it once.")
    ] = False,
):
    """Write the emergency extract: one locked file for the night when nothing else works.

    Everybody with an open case: warnings, who works with them, where they live, legal status, plans and telephone
    numbers, as far as the policy lets an operator take them out. It opens in a browser, without Keepwell.

    Example: [bold]keepwell extract --to /safe/folder --passphrase-file extract.key[/bold]
    """
    if not 1 <= keep_days <= 31:
        raise stop(f"--keep-days {keep_days}: give 1 to 31. An old file misleads, and tells of people who have gone.")
    if to is None and not new_passphrase:
        raise stop("Say where to write the file: --to FILE or --to FOLDER.")
    open_house()
    from keepwell.web.record.extract import passphrases

    try:
        if new_passphrase:
            _tell(passphrases.make(passphrase_file))
        passphrase = passphrases.read(passphrase_file)
    except passphrases.PassphraseError as trouble:
        raise stop(str(trouble)) from None
    if to is not None:
        _write(to, passphrase, keep_days)


def _tell(passphrase):
    out.print(f"The passphrase is: [bold]{passphrase}[/bold]")
    out.print("Write it on paper and put it into the safe of the duty team. It is not shown again.")


def _write(to, passphrase, keep_days):
    from rich.progress import Progress

    from keepwell.web.access.door import Operator
    from keepwell.web.record.extract import NotAllowed, write

    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("Gathering children", total=None)
        try:
            written = write(
                to, passphrase=passphrase, by=Operator.here(), keep_days=keep_days,
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )  # fmt: skip
        except NotAllowed as refusal:
            raise stop(str(refusal)) from None
        except OSError as trouble:
            raise stop(f"{to}: the file cannot be written there ({trouble.strerror}).") from None
    out.print(f"Written: {written.path}", markup=False)
    out.print(
        f"{written.children:,} children in it; {written.left_out:,} open cases left out because the policy closes them."
    )
    if written.removed:
        out.print(f"{written.removed} old {'file' if written.removed == 1 else 'files'} removed.")
