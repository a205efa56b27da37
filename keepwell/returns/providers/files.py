"""From a file to sheets of cells: a workbook, whatever it is named, or a CSV file in any encoding and separator."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from keepwell.returns.csv_rows import SEPARATORS
from keepwell.returns.encodings import decode, looks_like
from keepwell.returns.findings import ReadingError

SUFFIXES = {".csv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # today's spreadsheets, and those of before 2007
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # what a spreadsheet with a password is wrapped in


@dataclass(frozen=True)
class Sheet:
    """Rows of cells from row 1 on. name as sentences give it: "register.xlsx, sheet Homes"; title: "sheet Homes"."""

    name: str
    title: str
    rows: list[list]


def sheets(path: Path) -> list[Sheet]:
    """The sheets of a file; one for a CSV file. Raises ReadingError when it is neither."""
    try:
        data = path.read_bytes()
    except OSError as trouble:
        why = (trouble.strerror or "no reason given").lower()
        raise ReadingError(f"The provider register {path} cannot be opened ({why}).") from None
    return _workbook(path, data) if data.startswith(_WORKBOOKS) else [_text(path, data)]


def _workbook(path, data):
    # Here, because few checks meet a workbook and all would wait for the import.
    from python_calamine import CalamineError, SheetTypeEnum, load_workbook

    if _LOCKED in data:
        raise ReadingError(f"{path} is locked with a password; save it without one.")
    try:
        book = load_workbook(io.BytesIO(data))
        kinds = {one.name: one.typ for one in book.sheets_metadata}
        names = [name for name in book.sheet_names if kinds[name] == SheetTypeEnum.WorkSheet]
        read = [(name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except (CalamineError, OSError, ValueError):
        raise ReadingError(f"{path} cannot be read as a spreadsheet; open it and save it as .xlsx or CSV.") from None
    return [Sheet(f"{path.name}, sheet {name}", f"sheet {name}", rows) for name, rows in read]


def _text(path, data):
    if (looks := looks_like(data)) is not None:
        raise ReadingError(f"{path} cannot be read as a provider register: it is {looks}.")
    text, _ = decode(data)
    separator = max(SEPARATORS, key=lambda mark: text[:4000].count(mark))
    rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator))
    return Sheet(path.name, path.name, rows)
