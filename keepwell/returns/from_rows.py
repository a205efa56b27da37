"""A return straight from rows of text, as the record gives them: the same tables as reading a file of them would make.

All cells of one kind are read together, whatever their table: one child of a few rows takes two or three milliseconds,
so that a record can be checked each time it is saved.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import polars as pl

from keepwell.returns.cells import trimmed_text, value_of
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.empty import empty_table
from keepwell.returns.left_out import check_width
from keepwell.returns.loaded import Return, TableData
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.tables import KINDS, Table

DECLARED = {"ssda903": SSDA903, "cin": CIN}
SOURCE = "the record"  # stands where a return that was read names its file
CHILD = "_child"

Rows = Sequence[Sequence[str | None]]


def return_of_rows(collection: str, tables: Mapping[str, Rows], *, form: str = "csv") -> Return:
    """A Return of "ssda903" or "cin", typed exactly as a file of the same cells would be.

    tables: rows by table, cells as text (None or "" where empty) in the declared order of the table; rows of the census
    have the ordinal of their child before them, as text or None. A table without rows is there and empty; one that is
    not named is not there. `_line` is the number of the row in its table, from 1. Raises KeyError for a table that the
    collection does not have and WritingError for a row of the wrong width.
    """
    declared = DECLARED[collection]
    cells = {name: _columns(declared[name], collection, rows) for name, rows in tables.items() if rows}
    values = _values(collection, {declared[name]: columns for name, columns in cells.items()})
    made = {}
    for name in (name for name in declared if name in tables):
        if name in cells:
            made[name] = _table(declared[name], cells[name], values[name])
        else:
            made[name] = _empty(declared[name], collection)
    return Return(collection, form, SOURCE, tables=made)


def _columns(table: Table, collection: str, rows: Rows) -> dict[str, list[str | None]]:
    """Cells by column, with "_child" first in the census."""
    names = [CHILD, *table.names] if collection == "cin" else table.names
    check_width(rows, names, table.name)
    columns = zip(*rows, strict=True)
    return {name: [text or None for text in column] for name, column in zip(names, columns, strict=True)}


def _values(collection: str, tables: Mapping[Table, dict]) -> dict[str, list[pl.Series]]:
    """The columns of each table typed, in order: one long column of each kind is read and cut up again."""
    together, cuts = defaultdict(list), []
    for table, columns in tables.items():
        for column in table.columns:
            texts = together[column.kind]
            cuts.append((table.name, column, len(texts), len(columns[column.name])))
            texts += columns[column.name]
    long = max(map(len, together.values()), default=0)
    raw = pl.DataFrame(
        [pl.Series(kind, texts + [None] * (long - len(texts)), dtype=pl.Utf8) for kind, texts in together.items()]
    )
    trim, read = _expressions(collection)
    typed = raw.lazy().select(trim[kind] for kind in together).select(read[kind] for kind in together).collect()
    found = defaultdict(list)
    for name, column, start, count in cuts:
        found[name].append(typed[column.kind].slice(start, count).alias(column.name))
    return found


@cache
def _expressions(collection: str) -> tuple[dict[str, pl.Expr], dict[str, pl.Expr]]:
    upper = collection == "ssda903"
    trim = {kind: trimmed_text(kind, kind, upper) for kind in KINDS}
    return trim, {kind: value_of(kind, kind, collection) for kind in KINDS}


def _table(table: Table, columns: dict, values: list[pl.Series]) -> TableData:
    rows = len(columns[table.names[0]])
    place = [pl.Series("_file", [SOURCE] * rows), pl.Series("_line", range(1, rows + 1), dtype=pl.Int64)]
    cells = [pl.Series(name, columns[name], dtype=pl.Utf8) for name in table.names]
    child = [pl.Series(CHILD, _ordinals(columns[CHILD]), dtype=pl.Int64)] if CHILD in columns else []
    return TableData(table, pl.DataFrame([*cells, *place, *child]), pl.DataFrame(values), pl.DataFrame(place))


def _ordinals(texts: list[str | None]) -> list[int | None]:
    return [int(text) if text else None for text in texts]


@cache
def _empty(table: Table, collection: str) -> TableData:
    return empty_table(table, collection)
