"""The rows of a register file: CSV with commas, semicolons or tabs, or the first sheet of a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time

from keepwell.attendance.reading import NotARegister

LARGEST = 50_000_000  # bytes; a register of 2,000 pupils for a year has about 15,000,000


def rows_of(content: bytes) -> Iterator[list[str]]:
    """The rows of a file as texts. NotARegister for what is neither kind of file."""
    if len(content) > LARGEST:
        raise NotARegister("The file is larger than 50 MB: export one year, or one term, at a time.")
    if content[:4] == b"PK\x03\x04":
        return _of_sheet(content)
    if content[:3] == b"\xd0\xcf\x11" or b"\x00" in content[:4096]:
        raise NotARegister("This is no CSV file and no .xlsx file: save the register as one of them.")
    return _of_text(_decoded(content))


def _decoded(content):
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _of_text(text):
    head = text.split("\n", 1)[0]
    sign = max(",;\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    except csv.Error:
        raise NotARegister("The file cannot be read as CSV from some line on: export the register again.") from None


def _of_sheet(content):
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError, OSError, ValueError):
        raise NotARegister("The spreadsheet cannot be opened: save the register as CSV.") from None
    return ([_said(cell) for cell in row] for row in rows)


def _said(cell):
    if isinstance(cell, (date, datetime)):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if isinstance(cell, time) else str(cell)
