"""Tables without rows, for returns that have no way to say that a table is empty.

A CSV return without reviews.csv may have lost the file. An XML return is one file: a table that nobody has a row in is
not mentioned, so a table that it could carry and does not is empty, not missing.
"""

import polars as pl

from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.loaded import Return, TableData
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.tables import Table

_DECLARED = {"ssda903": SSDA903, "cin": CIN}
_TYPES = {"date": pl.Date, "integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean}


def tables_of(ret: Return, year: int) -> dict[str, TableData]:
    """The tables of a return of that collection year; of an XML return also those that it could carry and does not."""
    if ret.format != "xml":
        return dict(ret.tables)
    declared = _DECLARED.get(ret.collection, {})
    carried = [table for table in declared.values() if table.since is None or table.since <= year]
    return {table.name: empty_table(table, ret.collection) for table in carried} | ret.tables


def empty_table(table: Table, collection: str) -> TableData:
    """A table of that collection without any row, its columns typed as if it had been read."""
    place = {"_file": pl.Utf8, "_line": pl.Int64}
    child = {"_child": pl.Int64} if collection == "cin" else {}
    raw = pl.DataFrame(schema=dict.fromkeys(table.names, pl.Utf8) | place | child)
    values = pl.DataFrame(schema={column.name: _TYPES.get(column.kind, pl.Utf8) for column in table.columns})
    return TableData(table, raw, values, pl.DataFrame(schema=place))
