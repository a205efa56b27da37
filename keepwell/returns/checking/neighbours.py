"""The rows before and after a row: of the same child, in the table's order or another."""

import polars as pl

from .bench import ROW
from .case import LAST
from .columns import EXISTS, NUMBERS, ORDER, Columns


class Neighbours:
    """The part of `Words` that speaks of neighbours."""

    @property
    def previous(self):
        return self._neighbour(1, "previous")

    @property
    def next(self):
        return self._neighbour(-1, "next")

    @property
    def previous_but_one(self):
        return self._neighbour(2, "previous but one")

    def before(self, *by):
        """The row before this one in another order than the table's own: by these expressions, missing ones last."""
        return self._neighbour(1, f"before#{next(NUMBERS)}", by)

    def after(self, *by):
        """The row after this one in another order than the table's own, like `before`."""
        return self._neighbour(-1, f"after#{next(NUMBERS)}", by)

    def _neighbour(self, step, word, by=None):
        by = by or ORDER[self._table.removesuffix(LAST)]
        return Columns(lambda column: self._shifted(step, word, by, column), self._check, exists=True)

    def _shifted(self, step, word, by, column):
        source = "CHILD" if column == EXISTS else column

        def make():
            frame, order = self._bench.frame(self._table), self._order(by)
            sorted_ = frame[order]
            same = sorted_["CHILD"] == sorted_["CHILD"].shift(step)
            found = sorted_[source].shift(step)
            found = same.fill_null(False) if column == EXISTS else found.zip_with(same.fill_null(False), _nulls(found))
            return found[order.arg_sort()]

        return self._want(f"{word}.{column}", make)

    def _order(self, by):
        """Row numbers in the order of child and date: missing dates last, equal keys in the order of the file."""
        days = [(pl.col(day) if isinstance(day, str) else day).alias(f"_{n}") for n, day in enumerate(by)]
        frame = self._bench.frame(self._table).select(ROW, pl.col(self._key).alias("_key"), *days)
        return frame.sort("_key", "^_[0-9]+$", nulls_last=True, maintain_order=True)[ROW]


def _nulls(series):
    return (
        pl.Series(series.name, [None], dtype=series.dtype).extend_constant(None, len(series) - 1)
        if len(series)
        else series
    )
