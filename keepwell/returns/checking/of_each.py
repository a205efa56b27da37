"""What a table has of each child (or episode, ...): counted and chosen once, then asked by every table.

One value a child is kept in a table of its own (`each`): its rows are the children of the run, by their number.
"""

from dataclasses import dataclass

import polars as pl

from .columns import EXISTS, yes
from .frames import ROW, each, whose
from .prepared import Prepared, of


@dataclass(frozen=True, eq=False)
class Held(Prepared):
    """How many rows of `other` each child (...) has for which a condition holds, if one is given."""

    group: str
    other: str
    holds: pl.Expr | None

    @property
    def needs(self):
        return of(self.other, self.holds)

    @property
    def batch(self):
        return (Held, self.group, self.other)

    @staticmethod
    def make(bench, columns):
        one = columns[0]
        rows = bench.owned(one.other, whose(one.group))
        if not rows.height:
            return _alike(bench, columns, 0)
        counts = [(pl.len() if c.holds is None else yes(c.holds).sum()).alias(c.name) for c in columns]
        return _of_each(bench, rows, counts, columns, nothing=0)


@dataclass(frozen=True, eq=False)
class Chosen(Prepared):
    """The number of the first (or `latest`) row of each child (...) in `other` for which `where` holds.

    By date `by`, the first in the file of equals and none without a valid date; without `by` in the order of the file.
    """

    group: str
    other: str
    where: pl.Expr | None
    by: str | None
    latest: bool

    @property
    def needs(self):
        return of(self.other, self.where, pl.col(self.by) if self.by else None)

    @property
    def batch(self):
        return (Chosen, self.group, self.other, self.by, self.latest)

    @staticmethod
    def make(bench, columns):
        one = columns[0]
        rows = bench.owned(one.other, whose(one.group), *([one.by] if one.by else []))
        if not rows.height:
            return _alike(bench, columns, None)
        if one.by is None:
            return _of_each(bench, rows, [c._first(ROW) for c in columns], columns)
        rows = rows.sort(one.by, descending=one.latest, maintain_order=True).with_row_index("_place")
        found = _of_each(bench, rows, [c._first("_place") for c in columns], columns)
        return found.select(pl.lit(rows[ROW]).gather(pl.col(c.name)).alias(c.name) for c in columns)

    def _first(self, place):
        place = pl.col(place)
        return (place if self.where is None else pl.when(self.where).then(place)).min().alias(self.name)


def _of_each(bench, rows, asked, columns, nothing=None):
    """Sums over the rows of each child (...), in the order of their numbers; `nothing` where a child has no row."""
    key, everybody = whose(columns[0].group), bench.frame(columns[0].table)
    if everybody.height == 1:  # one child's record: all rows are theirs
        return rows.select(asked)
    found = rows.group_by(key).agg(asked)
    if found.height == everybody.height:
        return found.sort(key).drop(key)
    joined = everybody.select(ROW).join(found, left_on=ROW, right_on=key, how="left", maintain_order="left")
    return joined.select(pl.col(c.name).fill_null(nothing) if nothing is not None else c.name for c in columns)


def _alike(bench, columns, value):
    many = bench.frame(columns[0].table).height
    return pl.DataFrame([pl.Series(c.name, [value], pl.UInt32).new_from_index(0, many) for c in columns])


@dataclass(frozen=True, eq=False)
class FromEach(Prepared):
    """What is made for each row of the table of what its child (...) has under `source`."""

    group: str
    source: str

    @property
    def needs(self):
        return frozenset({(each(self.group), self.source)})

    @property
    def batch(self):
        return (type(self), self.table, self.group)

    @classmethod
    def make(cls, bench, columns):
        one = columns[0]
        row = pl.lit(bench.frame(one.table)[whose(one.group)])
        sources = bench.frame(each(one.group))
        return sources.select(c.value(bench, pl.col(c.source).gather(row)).alias(c.name) for c in columns)


class Count(FromEach):
    """The number itself; 0 where there is no child."""

    def value(self, bench, source):
        return source.fill_null(0).cast(pl.Int64)


class IsChosen(FromEach):
    """Is the row the chosen one?"""

    def value(self, bench, source):
        return yes(source == pl.lit(bench.frame(self.table)[ROW]))


@dataclass(frozen=True, eq=False)
class Found(FromEach):
    """A column of the chosen row of `other`."""

    other: str
    column: str

    @property
    def needs(self):
        return super().needs | ({(self.other, self.column)} if self.column != EXISTS else set())

    def value(self, bench, source):
        if self.column == EXISTS:
            return source.is_not_null()
        return pl.lit(bench.frame(self.other)[self.column]).gather(source)
