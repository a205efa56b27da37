"""Columns that say whether a row of another table stands beside this one."""

from dataclasses import dataclass

import polars as pl

from .columns import yes
from .frames import CHILD, ROW, whose
from .prepared import Prepared, of, spoken


@dataclass(frozen=True, eq=False)
class Alike(Prepared):
    """Is there a row of the same child (...) in `other` for which `holds` and whose `theirs` is the row's `mine`?"""

    group: str
    other: str
    holds: pl.Expr
    mine: str
    theirs: str

    @property
    def needs(self):
        return of(self.table, pl.col(self.mine)) | of(self.other, self.holds, pl.col(self.theirs))

    @property
    def batch(self):
        return (Alike, self.table, self.name)

    @staticmethod
    def make(bench, columns):
        (one,) = columns
        key = whose(one.group)
        rows = bench.frame(one.other).filter(one.holds).select(key, pl.col(one.theirs).alias("_value")).unique()
        frame, rows = bench.frame(one.table), rows.with_columns(pl.lit(True).alias(one.name))
        found = frame.join(rows, left_on=[key, one.mine], right_on=[key, "_value"], how="left", maintain_order="left")
        return found.select(yes(pl.col(one.name)))


@dataclass(frozen=True, eq=False)
class AnyWith(Prepared):
    """Has the child a row in `other` for which `holds`, said of both rows ("a." and "b."), is true?"""

    other: str
    holds: pl.Expr

    @property
    def needs(self):
        return of_pair(self.table, self.other, self.holds)

    @property
    def batch(self):
        return (AnyWith, self.table, self.other)

    @staticmethod
    def make(bench, columns):
        one, names = columns[0], [c.name for c in columns]
        frame = bench.frame(one.table)
        rows = {name: [] for name in names}
        for pairs in bench.pairs(CHILD, one.table, one.other, spoken(*(c.holds for c in columns))):
            held = pairs.select(pl.col("a." + ROW), *(yes(c.holds).alias(c.name) for c in columns))
            for name in names:
                rows[name].append(held.filter(name)["a." + ROW])
        found = {name: pl.concat(parts) if parts else frame[ROW].clear() for name, parts in rows.items()}
        return frame.select(pl.col(ROW).is_in(held.implode()).alias(name) for name, held in found.items())


def of_pair(left, right, *expressions):
    """The columns of two tables that expressions about a pair of rows speak of."""
    return frozenset((left if name.startswith("a.") else right, name[2:]) for name in spoken(*expressions))
