"""The child's row in another table."""

import polars as pl

from .case import LAST
from .columns import EXISTS, ORDER, yes


class Partner:
    """The row that is the child's in another table, a column at a time."""

    def __init__(self, mine, other, where, latest, name):
        self._mine, self._other, self._where, self._latest, self._name = mine, other, where, latest, name

    def __getattr__(self, column):
        if column != EXISTS:
            self._other._check(column)
        word = f"{'latest' if self._latest else 'of'}({self._name}).{column}"
        return self._mine._want(word, lambda: self._found(column))

    def _found(self, column):
        bench, mine, other = self._mine._bench, self._mine, self._other
        source = pl.lit(True) if column == EXISTS else pl.col(column)
        rows = bench.ready(other._table, source, *([] if self._where is None else [self._where]))
        if self._where is not None:
            rows = rows.filter(yes(self._where))
        if self._where is not None or self._latest:
            by = ORDER[other._table.removesuffix(LAST)][0]
            rows = rows.filter(pl.col(by).is_not_null()).sort(by, descending=self._latest, maintain_order=True)
        key = pl.col(bench.key(other._table)).alias("_key")
        found = rows.select(key, source.alias("_value")).filter(pl.col("_key").is_not_null())
        found = found.unique("_key", keep="first", maintain_order=True)
        asking = bench.frame(mine._table).select(pl.col(mine._key).alias("_key"))
        values = asking.join(found, on="_key", how="left", maintain_order="left")["_value"]
        return values.fill_null(False) if column == EXISTS else values
