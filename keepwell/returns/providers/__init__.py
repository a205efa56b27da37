"""The provider register: which providers there are, and which placements and kinds of provider each listing allows.

It comes as a table of our own (COLUMNS), or as the lists that Ofsted publishes, from which the codes follow (see
ofsted.py). Either may be a spreadsheet or a CSV file; several files may make one register. Every listing is kept:
a provider may have several. What a list does not tell is ANY: the rules then compare nothing, and the notes say so.
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from keepwell.returns.findings import ReadingError

from .files import SUFFIXES, sheets
from .listings import ANY, COLUMNS, listings

__all__ = ["ANY", "COLUMNS", "read_register", "read_registers"]


def read_register(path: Path, notes: list[str] | None = None) -> pl.DataFrame:
    """The register from one file, or from all files of a folder: all text, the columns COLUMNS, REG_END as yyyy-mm-dd.

    Sentences about what was passed over, left out or not compared are added to `notes`. Raises ReadingError, with one
    sentence, when nothing in it is a register.
    """
    notes = notes if notes is not None else []
    path = Path(path)
    return _folder(path, notes) if path.is_dir() else _file(path, notes)


def read_registers(paths: Iterable[Path], notes: list[str] | None = None) -> pl.DataFrame:
    """One register of several files or folders, in the order given; a provider may be listed in each of them."""
    return pl.concat([read_register(path, notes) for path in paths] or [_frame([])])


def _folder(path, notes):
    found = []
    for file in sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~"))):
        try:
            found.append(_file(file, notes))
        except ReadingError as trouble:
            notes.append(str(trouble))
    if not found:
        raise ReadingError(f"{path} holds no provider register: no spreadsheet or CSV file with the column URN.")
    return pl.concat(found)


def _file(path, notes):
    rows, known, passed = [], False, []
    for sheet in sheets(path):
        listed = listings(sheet, notes)
        known = known or listed is not None
        rows += listed or []
        passed += [sheet.title] if listed is None else []
    if not known:
        raise ReadingError(f"{path} has no column URN; a provider register has one row for each listing, with its URN.")
    if passed:
        notes.append(f"{path.name}: passed over {', '.join(passed)}: no column URN.")
    return _frame(rows)


def _frame(rows):
    return pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.Utf8), orient="row")
