"""Write returns: CSV files, SSDA903 XML and CIN XML. Cells are text already; None is an empty cell."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from keepwell.returns.atomic import whole_file
from keepwell.returns.cin.xml_writing import write_cin_xml
from keepwell.returns.left_out import LeftOut, WritingError, check_width
from keepwell.returns.ssda903.xml_writing import write_ssda903_xml
from keepwell.returns.tables import Table

__all__ = ["LeftOut", "WritingError", "write_cin_xml", "write_csv", "write_ssda903_xml"]

Cells = Sequence[str | None]


def write_csv(tables: Mapping[str, Sequence[Cells]], declared: dict[str, Table], folder: Path) -> list[Path]:
    """One file a table, under its usual name: UTF-8 without mark, commas, quotes only where needed.

    Lines end in carriage return and line feed, as RFC 4180 and every spreadsheet have them. All files appear once all
    are whole. Raises WritingError for a table that is not declared, a row of the wrong width, or a character that no
    text file carries.
    """
    folder = Path(folder)
    paths = []
    with ExitStack() as files:
        for name, rows in tables.items():
            if name not in declared:
                raise WritingError(f"{name} is not a table of this return; its tables are {', '.join(declared)}.")
            table = declared[name]
            check_width(rows, table.names, name)
            path = folder / table.usual_name
            _write(files.enter_context(whole_file(path)), table, rows)
            paths.append(path)
    return paths


def _write(stream, table: Table, rows: Sequence[Cells]) -> None:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.names)
    try:
        writer.writerows(_checked(rows, table.name))
    except UnicodeEncodeError as error:
        raise WritingError(f"A row of {table.name} holds a broken character; it cannot be written.") from error
    finally:
        text.detach()


def _checked(rows: Iterable[Cells], table: str) -> Iterable[Cells]:
    for number, row in enumerate(rows, 1):
        if any(cell and "\0" in cell for cell in row):
            raise WritingError(f"Row {number} of {table} holds a zero byte, which no text file carries; remove it.")
        yield row
