"""From the text of cells to values, with a finding for every cell that cannot be read and a note for every repair."""

import polars as pl

from keepwell.codes import CODE_SETS, CodeSet
from keepwell.returns import kinds
from keepwell.returns.findings import Finding, plural
from keepwell.returns.loaded import TableData
from keepwell.returns.tables import Column, Table

# Columns of raw that are not cells.
PLACE_COLUMNS = ("_file", "_line", "_child")


def load(table: Table, collection: str, raw: pl.DataFrame, extra: pl.DataFrame) -> tuple[TableData, list[Finding]]:
    """A table from its raw text: typed values, and findings about cells and codes."""
    upper = collection == "ssda903"
    trimmed = raw.select(trimmed_text(column.name, column.kind, upper) for column in table.columns)
    values = trimmed.select(value_of(column.name, column.kind, collection) for column in table.columns)
    typed = TableData(table, raw, values, extra)
    odd = _odd(typed, trimmed, collection)
    findings = []
    for column in table.columns:
        findings += _repairs(typed, trimmed, column) if odd[f"repaired {column.name}"] else []
        findings += _unreadable(typed, trimmed, column, collection) if odd[f"unread {column.name}"] else []
        findings += _codes(typed, column) if odd[f"odd code {column.name}"] else []
        findings += _outdated(typed, column)
    return typed, findings


def _odd(data: TableData, trimmed: pl.DataFrame, collection: str) -> dict[str, bool]:
    """What there is to tell of each column, asked of all columns at once: most often nothing."""
    beside = trimmed.select(pl.all().name.prefix("trimmed ")).hstack(data.values.select(pl.all().name.prefix("value ")))
    asked = [expression for column in data.table.columns for expression in _asked(column, collection)]
    found = data.raw.hstack(beside).select(asked)
    return dict(zip(found.columns, found.row(0), strict=True))


def _asked(column: Column, collection: str) -> list[pl.Expr]:
    given, text, value = (pl.col(side + column.name) for side in ("", "trimmed ", "value "))
    unread = value.is_null() & text.is_not_null() if kinds.reader(column.kind, collection) else pl.lit(False)
    codes = _codes_of(column)
    known = list(codes.codes) if codes else []
    return [
        ((given != text) & text.is_not_null()).any().alias(f"repaired {column.name}"),
        unread.any().alias(f"unread {column.name}"),
        (value.is_not_null() & ~value.is_in(known) if codes else pl.lit(False)).any().alias(f"odd code {column.name}"),
    ]


def trimmed_text(name: str, kind: str, upper: bool) -> pl.Expr:
    """A column of text without spaces around, empty as null; with `upper`, kinds that have capitals in them raised."""
    text = pl.col(name).str.strip_chars()
    if upper and kind in ("text", "code", "postcode", "partial date"):
        text = text.str.to_uppercase()
    return pl.when(text != "").then(text).alias(name)


def value_of(name: str, kind: str, collection: str) -> pl.Expr:
    """A column of trimmed text as values of its kind, null where it cannot be read."""
    reading = kinds.reader(kind, collection)
    text = pl.col(name)
    return (reading[0](text) if reading else text).alias(name)


def _repairs(data: TableData, trimmed: pl.DataFrame, column: Column) -> list[Finding]:
    """Spaces taken away and letters raised are told once for the column, never for each cell."""
    before, after = data.raw[column.name], trimmed[column.name]
    changed = (before != after) & after.is_not_null()
    spaced = int((changed & (before != before.str.strip_chars())).sum())
    raised = int((changed & (before.str.strip_chars() != after)).sum())
    notes = []
    if spaced:
        notes.append(f"Spaces around {plural(spaced, 'value')} of {column.name} were left out.")
    if raised:
        notes.append(f"{plural(raised, 'value')} of {column.name} in small letters counted as capital letters.")
    return [_note(data, column, text) for text in notes]


def _unreadable(data: TableData, trimmed: pl.DataFrame, column: Column, collection: str) -> list[Finding]:
    reading = kinds.reader(column.kind, collection)
    if not reading:
        return []
    wrong = trimmed[column.name].is_not_null() & data.values[column.name].is_null()
    text = f"{column.name} should be {reading[1]}; the cell is kept as it stands and counts as empty."
    return _at_rows(data, column, wrong, "unreadable cell", text)


def _codes_of(column: Column) -> CodeSet | None:
    return CODE_SETS.get(column.codes) if column.kind == "code" and column.codes else None


def _codes(data: TableData, column: Column) -> list[Finding]:
    codes, cells = _codes_of(column), data.values[column.name]
    states = {code: codes.state(code) for code in cells.unique().drop_nulls().to_list()}
    unknown = sorted(code for code, state in states.items() if state == "unknown")
    findings = _unknown(data, column, unknown) if codes.closed else []
    return findings + _withdrawn(data, column, codes, states)


def _unknown(data: TableData, column: Column, codes: list[str]) -> list[Finding]:
    findings = []
    for code in codes:
        # A long text is no code but something written into the wrong cell; it may be about somebody.
        named = f"the code {code}" if len(code) <= 8 else "a text"
        text = f"{column.name} holds {named}, which is not on its list; it is kept as given."
        findings += _at_rows(data, column, data.values[column.name] == code, "unknown code", text)
    return sorted(findings, key=lambda finding: finding.line)


def _withdrawn(data: TableData, column: Column, codes: CodeSet, states: dict[str, str]) -> list[Finding]:
    old = sorted(code for code, state in states.items() if state == "withdrawn")
    if not old or column.until:
        return []  # a column of earlier years is told by _outdated
    count = int(data.values[column.name].is_in(old).sum())
    verb = "is" if count == 1 else "are"
    text = f"{plural(count, 'value')} of {column.name} {verb} no longer in use: {', '.join(old)}."
    return [_note(data, column, text)]


def _outdated(data: TableData, column: Column) -> list[Finding]:
    if column.until is None or data.raw[column.name].null_count() == data.height:
        return []
    count = data.height - data.raw[column.name].null_count()
    year = f"{column.until - 1}-{column.until % 100:02}"
    text = f"{column.name} was last asked for in {year}; {plural(count, 'value')} kept."
    return [_note(data, column, text)]


def _at_rows(data: TableData, column: Column, chosen: pl.Series, kind: str, text: str) -> list[Finding]:
    """One finding for each chosen row; they share the sentence, so that 100,000 of them stay small."""
    places = data.raw.select("_file", "_line").with_columns(child=_child(data)).filter(chosen)
    name, marked = data.table.name, column.name
    return [Finding(file, line, name, marked, kind, text, child) for file, line, child in places.iter_rows()]


def _child(data: TableData) -> pl.Series:
    if data.table.key is None:
        return pl.Series("child", [None] * data.height, dtype=pl.Utf8)
    return data.values[data.table.key]


def _note(data: TableData, column: Column, text: str) -> Finding:
    return Finding(data.raw["_file"][0], None, data.table.name, column.name, "note", text)
