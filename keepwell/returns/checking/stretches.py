"""Stretches of a child's rows: rows that follow one another in time and are counted together."""

import polars as pl

from .bench import ROW
from .case import LAST
from .words import ORDER, Words, yes


def stretch(row, what, *, among=None, starts=None):
    """`what` worked out over the whole stretch of rows that this row belongs to; missing outside any stretch.

    Taken are the child's rows with a valid date for which `among` holds, in the table's order; `starts` says of such a
    row whether a new stretch begins with it, and without it each child has one. In `what` and `starts` an aggregate
    (`.max()`, `.sum()`, `.last()`) is that of the stretch, and `.shift()` is the row before among those taken.
    """
    bench, table = row._bench, row._table
    words, key, days = Words(bench, table), row._key, ORDER[table.removesuffix(LAST)]
    taken = pl.col(key).is_not_null() & pl.col(days[0]).is_not_null() & (yes(among(words)) if among else True)
    begins = pl.col(key).ne_missing(pl.col(key).shift()) | (yes(starts(words)) if starts else False)
    value = what(words)

    def make():
        rows = bench.ready(table, taken, begins, value).filter(taken)
        rows = rows.sort(key, *days, nulls_last=True, maintain_order=True)
        rows = rows.with_columns(begins.cum_sum().alias("_stretch")).select(ROW, value.over("_stretch").alias("_value"))
        return bench.frame(table).select(ROW).join(rows, on=ROW, how="left", maintain_order="left")["_value"]

    return row.prepared("stretch", (what, among, starts), make)
