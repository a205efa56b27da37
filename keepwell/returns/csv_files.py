"""Read one CSV file into the declared table that its columns belong to."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from keepwell.returns import cells
from keepwell.returns.csv_plain import plain_cells
from keepwell.returns.csv_rows import SEPARATORS, Row, Rows, as_text, find_separator, first_row
from keepwell.returns.encodings import decode, looks_like
from keepwell.returns.findings import AsideRow, Finding, plural
from keepwell.returns.loaded import SourceFile, TableData
from keepwell.returns.progress import Meter
from keepwell.returns.recognise import Match, fold, recognise
from keepwell.returns.tables import Table

# Rows are turned into columns in portions, so that a large file does not stand in memory as single cells.
_PORTION = 50_000
# A quoted cell of more lines than this is more likely a forgotten quote mark than a long note.
_LONG = 100
_TELL = 1 << 16  # characters between two calls of the meter


@dataclass
class CsvFile:
    """A CSV file whose header has been read: what it is, where its columns go, and how to read its rows."""

    source: SourceFile
    text: str
    separator: str
    header: Row
    match: Match
    findings: list[Finding] = field(default_factory=list)
    aside: list[AsideRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.source.name

    @property
    def table(self) -> Table | None:
        return self.match.table

    def note(self, kind: str, text: str, line: int | None = None, column: str | None = None) -> None:
        table = self.table.name if self.table else None
        self.findings.append(Finding(self.name, line, table, column, kind, text))

    def rows(self, meter: Meter) -> Iterator[Row]:
        """The rows after the header, telling the meter how far they are."""
        read = Rows(self.text, self.separator, self._width())
        share = self.source.bytes / len(self.text)
        told = 0
        for row in read:
            if row.line > self.header.line:
                yield row
            if read.consumed - told > _TELL:
                meter.add(int((read.consumed - told) * share))
                told = read.consumed

    def _width(self) -> int | None:
        """No cell of an SSDA903 table holds a line break; notes about people do."""
        return len(self.header.cells) if self.match.collection == "ssda903" else None


class NotACsv(Exception):
    """The file is no table at all; the text says what it looks like."""


def open_csv(name: str, data: bytes) -> CsvFile:
    """Read encoding, separator and header. Raises NotACsv for a file that is empty or not text."""
    seems = looks_like(data)
    if seems:
        raise NotACsv(f"{name} looks like {seems}, not like a CSV or XML file.")
    text, encoding = decode(data)
    if not text.strip():
        raise NotACsv(f"{name} is empty.")
    text = _without_hint(text)
    separator = find_separator(text)
    header = first_row(text, separator)
    if header is None:
        raise NotACsv(f"{name} is empty.")
    match = recognise(header.cells)
    about = SourceFile(name, hashlib.sha256(data).hexdigest(), len(data), encoding, match.table and match.table.name)
    file = CsvFile(about, text, separator, header, match)
    _tell_form(file)
    return file


def _without_hint(text: str) -> str:
    """Spreadsheets may begin a file with the line sep=; which is no row. The line stays, empty, for the numbering."""
    first, end, rest = text.partition("\n")
    return end + rest if first.strip().lower()[:-1] == "sep=" else text


def _tell_form(file: CsvFile) -> None:
    if file.source.encoding == "cp1252":
        file.note("note", f"{file.name} is not UTF-8 and was read as Windows-1252; check names with accents.")
    if file.separator != ",":
        file.note("note", f"{file.name} is separated by {SEPARATORS[file.separator]} instead of commas.")


def read_table(file: CsvFile, meter: Meter) -> TableData:
    """The rows of a recognised file as a typed table; findings and what is set aside are added to the file."""
    places, extras = _places(file)
    cells_read = plain_cells(file.text, file.separator, file.header)
    if cells_read is None:
        portions = [_frame(portion, len(file.header.cells)) for portion in _portions(file, meter)]
        cells_read = pl.concat(portions) if portions else _frame([], len(file.header.cells))
    else:
        cells_read = _without_empty(file, cells_read)
        meter.add(file.source.bytes)
    raw = cells_read.select(
        *(_placed(column.name, places.get(column.name)) for column in file.table.columns),
        pl.lit(file.name).alias("_file"),
        "_line",
    )
    data, findings = cells.load(file.table, file.match.collection, raw, _extra(file, cells_read, extras))
    file.findings += findings
    return data


def _placed(name: str, position: int | None) -> pl.Expr:
    cell = pl.lit(None, dtype=pl.Utf8) if position is None else pl.col(str(position))
    return cell.alias(name)


def set_aside(file: CsvFile, reason: str, meter: Meter) -> list[AsideRow]:
    """Every row of a file that has no place, with the reason."""
    table = file.table.name if file.table else None
    return [AsideRow(file.name, row.line, table, as_text(row.cells), reason) for row in file.rows(meter)]


def _places(file: CsvFile) -> tuple[dict[str, int], dict[str, int]]:
    """Positions in the file of declared columns and of the others, by name."""
    declared = {fold(name): name for name in file.table.names}
    derived = {fold(column.name): column.name for column in file.table.derived}
    places, extras, taken = {}, {}, {"_file", "_line"}
    for position, cell in enumerate(file.header.cells):
        name = declared.get(fold(cell))
        if name and name not in places:
            places[name] = position
            continue
        extra = _new_name(derived.get(fold(cell)) or cell.strip() or f"column {position + 1}", taken)
        extras[extra] = position
        if fold(cell) and fold(cell) not in derived:
            _tell_unknown(file, extra, name)
    _tell_missing(file, places)
    return places, extras


def _new_name(name: str, taken: set[str]) -> str:
    number, new = 2, name
    while new in taken:
        number, new = number + 1, f"{name} ({number})"
    taken.add(new)
    return new


def _tell_unknown(file: CsvFile, column: str, repeats: str | None) -> None:
    if repeats:
        text = f"{file.name} has the column {repeats} twice; the first is read and the second kept beside the table."
    else:
        text = f"{file.table.name} has no column {column}; what it holds is kept beside the table."
    file.note("unknown column", text, file.header.line, column)


def _tell_missing(file: CsvFile, places: dict[str, int]) -> None:
    missing = [name for name in file.table.names if name not in places]
    if missing:
        verb = "has no column" if len(missing) == 1 else "has no columns"
        file.note("note", f"{file.name} {verb} {', '.join(missing)}; they count as empty.", file.header.line)


def _portions(file: CsvFile, meter: Meter) -> Iterator[list[tuple[int, list[str]]]]:
    portion, empty, width = [], 0, len(file.header.cells)
    for row in file.rows(meter):
        row_cells = row.cells
        if not row_cells[0].strip() and not "".join(row_cells).strip():
            empty += 1
            continue
        if row.unclosed or row.lines > _LONG:
            _tell_quote(file, row)
        if len(row_cells) != width:
            row_cells = _fitted(file, row, width)
        portion.append((row.line, row_cells))
        if len(portion) == _PORTION:
            yield portion
            portion = []
    _tell_empty(file, empty)
    if portion:
        yield portion


def _without_empty(file: CsvFile, cells_read: pl.DataFrame) -> pl.DataFrame:
    """Rows without any text are passed over, and counted."""
    kept = cells_read.filter(pl.any_horizontal(pl.exclude("_line").str.contains(r"\S")))
    _tell_empty(file, cells_read.height - kept.height)
    return kept


def _tell_empty(file: CsvFile, empty: int) -> None:
    if empty:
        file.note("note", f"{plural(empty, 'row')} of {file.name} without any text {_were(empty)} passed over.")


def _tell_quote(file: CsvFile, row: Row) -> None:
    if row.unclosed:
        text = "A quote mark in this row is never closed; it was read as an ordinary character."
    else:
        text = f"A quoted cell of this row runs over {row.lines} lines; if it should not, a quote mark is missing."
    file.note("unreadable row", text, row.line)


def _fitted(file: CsvFile, row: Row, width: int) -> list[str]:
    """Cells brought to the width of the header: missing ones are empty, surplus ones are set aside."""
    count = len(row.cells)
    if count < width:
        text = f"This row has {plural(count, 'cell')} and the header {width}; the missing ones count as empty."
        file.note("unreadable row", text, row.line)
        return row.cells + [""] * (width - count)
    surplus = row.cells[width:]
    if any(surplus):
        reason = f"This row has {plural(count, 'cell')} and the header {width}; the surplus was set aside."
        file.note("unreadable row", reason, row.line)
        file.aside.append(AsideRow(file.name, row.line, file.table.name, as_text(surplus), reason))
    return row.cells[:width]


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _frame(portion: list[tuple[int, list[str]]], width: int) -> pl.DataFrame:
    """Columns named by position, empty cells null, and the line of each row."""
    columns = list(zip(*(row_cells for _, row_cells in portion), strict=True)) or [()] * width
    frame = pl.DataFrame([pl.Series(str(n), column, dtype=pl.Utf8) for n, column in enumerate(columns)])
    emptied = frame.with_columns(pl.when(pl.all() != "").then(pl.all()).name.keep())
    return emptied.with_columns(pl.Series("_line", [line for line, _ in portion], dtype=pl.Int64))


def _extra(file: CsvFile, cells_read: pl.DataFrame, extras: dict[str, int]) -> pl.DataFrame:
    """The columns beside the table; those without a name only when they hold something."""
    kept = {}
    for name, position in extras.items():
        named = file.header.cells[position].strip()
        if not named and cells_read[str(position)].null_count() == cells_read.height:
            continue
        if not named:
            _tell_unknown(file, name, None)
        kept[name] = position
    return cells_read.select(
        *(pl.col(str(position)).alias(name) for name, position in kept.items()),
        pl.lit(file.name).alias("_file"),
        "_line",
    )
