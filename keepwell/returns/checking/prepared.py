"""Columns that are prepared before rules are run, and how: those of one kind are made together.

A prepared column belongs to a table. Columns with the same `batch` are made in one go. What a table has of each child,
one value a child, is kept in the table CHILDREN: its rows are the children of the run, by their number.
"""

from dataclasses import dataclass

import polars as pl

from .columns import EXISTS, yes
from .frames import CHILDREN, ROW, WHOSE


def spoken(*expressions):
    """The columns that expressions speak of."""
    return {name for e in expressions if e is not None for name in e.meta.root_names()}


def of(table, *expressions):
    """The columns that expressions over one table speak of, with that table."""
    return frozenset((table, name) for name in spoken(*expressions))


@dataclass(frozen=True, eq=False)
class Prepared:
    """A column `name` of `table` that is made before the rules are run, from the columns `needs`."""

    table: str
    name: str

    @property
    def needs(self):
        return frozenset()

    @property
    def batch(self):
        return (type(self), self.table)


@dataclass(frozen=True, eq=False)
class Said(Prepared):
    """An expression over the row itself, under a name of its own."""

    what: pl.Expr

    @property
    def needs(self):
        return of(self.table, self.what)

    @staticmethod
    def make(bench, columns):
        return bench.frame(columns[0].table).select(c.what.alias(c.name) for c in columns)


@dataclass(frozen=True, eq=False)
class Neighbour(Prepared):
    """A column of the child's row `step` rows before (negative: after), in the order `by`."""

    step: int
    order: str
    by: tuple
    column: str

    @property
    def needs(self):
        days = (pl.col(day) if isinstance(day, str) else day for day in self.by)
        return of(self.table, *days) | ({(self.table, self.column)} if self.column != EXISTS else set())

    @property
    def batch(self):
        return (Neighbour, self.table, self.order)

    @staticmethod
    def make(bench, columns):
        frame, by = bench.frame(columns[0].table), columns[0].by
        order = _in_order(frame, by)
        names = sorted({c.column for c in columns} - {EXISTS})
        rows = frame.select(WHOSE, *names)[order].with_row_index("_place")
        found = rows.select(c._beside() for c in columns)
        back = pl.DataFrame({"_back": order}).with_row_index("_place").sort("_back")["_place"]
        return found[back]

    def _beside(self):
        same = pl.col(WHOSE) == pl.col(WHOSE).shift(self.step)
        value = yes(same) if self.column == EXISTS else pl.when(same).then(pl.col(self.column).shift(self.step))
        return value.alias(self.name)


def _in_order(frame, by):
    """Row numbers in the order of child and date: missing dates last, equal keys in the order of the file."""
    days = [(pl.col(day) if isinstance(day, str) else day).alias(f"_{n}") for n, day in enumerate(by)]
    keys = [f"_{n}" for n in range(len(days))]
    return frame.select(ROW, WHOSE, *days).sort(WHOSE, *keys, nulls_last=True, maintain_order=True)[ROW]


@dataclass(frozen=True, eq=False)
class Held(Prepared):
    """Of each child: how many of its rows in `other` hold a condition, if one is given. Its table is CHILDREN."""

    other: str
    holds: pl.Expr | None

    @property
    def needs(self):
        return of(self.other, self.holds)

    @property
    def batch(self):
        return (Held, self.other)

    @staticmethod
    def make(bench, columns):
        rows = bench.frame(columns[0].other)
        if not rows.height:
            return _each_child(bench, columns, 0)
        counts = ((pl.len() if c.holds is None else yes(c.holds).sum()).alias(c.name) for c in columns)
        return _by_child(bench, rows.drop_nulls(WHOSE).group_by(WHOSE).agg(counts), columns).fill_null(0)


@dataclass(frozen=True, eq=False)
class Chosen(Prepared):
    """Of each child: its first (or `latest`) row in `other` for which `where` holds. Its table is CHILDREN.

    By date `by`, the first in the file of equals and none without a valid date; without `by` in the order of the file.
    """

    other: str
    where: pl.Expr | None
    by: str | None
    latest: bool

    @property
    def needs(self):
        return of(self.other, self.where, pl.col(self.by) if self.by else None)

    @property
    def batch(self):
        return (Chosen, self.other, self.by, self.latest)

    @staticmethod
    def make(bench, columns):
        one = columns[0]
        rows = bench.frame(one.other)
        if not rows.height:
            return _each_child(bench, columns, None)
        rows = rows.drop_nulls([WHOSE, one.by] if one.by else WHOSE)
        if one.by:
            rows = rows.sort(one.by, descending=one.latest, maintain_order=True)
        rows = rows.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("_place"))
        places = rows.group_by(WHOSE).agg(c._first().alias(c.name) for c in columns)
        found = _by_child(bench, places, columns)
        return found.select(pl.lit(rows[ROW]).gather(pl.col(c.name)).alias(c.name) for c in columns)

    def _first(self):
        place = pl.col("_place")
        return (place if self.where is None else pl.when(self.where).then(place)).min()


def _by_child(bench, found, columns):
    """One row a child, in the order of CHILDREN; missing where a child has nothing in `found`."""
    children = bench.frame(CHILDREN)
    if found.height == children.height:
        return found.sort(WHOSE).drop(WHOSE)
    joined = children.select(ROW).join(found, left_on=ROW, right_on=WHOSE, how="left", maintain_order="left")
    return joined.select(c.name for c in columns)


def _each_child(bench, columns, value):
    return bench.frame(CHILDREN).select(pl.repeat(value, pl.len(), dtype=pl.UInt32).alias(c.name) for c in columns)


@dataclass(frozen=True, eq=False)
class OfChild(Prepared):
    """For each row of the table: what CHILDREN has in `source` of its child; 0 where there is no child."""

    source: str

    @property
    def needs(self):
        return frozenset({(CHILDREN, self.source)})

    @staticmethod
    def make(bench, columns):
        found = bench.of_children(columns[0].table, [c.source for c in columns])
        return found.select(pl.col(c.source).fill_null(0).cast(pl.Int64).alias(c.name) for c in columns)


@dataclass(frozen=True, eq=False)
class IsChosen(Prepared):
    """Is the row the one that CHILDREN has in `source`?"""

    source: str

    @property
    def needs(self):
        return frozenset({(CHILDREN, self.source)})

    @staticmethod
    def make(bench, columns):
        table = columns[0].table
        found = bench.of_children(table, [c.source for c in columns]).with_columns(bench.frame(table)[ROW])
        return found.select(yes(pl.col(c.source) == pl.col(ROW)).alias(c.name) for c in columns)


@dataclass(frozen=True, eq=False)
class Found(Prepared):
    """A column of the row of `other` that CHILDREN has in `source`."""

    other: str
    source: str
    column: str

    @property
    def needs(self):
        needs = {(CHILDREN, self.source)}
        return frozenset(needs | ({(self.other, self.column)} if self.column != EXISTS else set()))

    @property
    def batch(self):
        return (Found, self.table, self.other)

    @staticmethod
    def make(bench, columns):
        rows = bench.of_children(columns[0].table, sorted({c.source for c in columns}))
        other = bench.frame(columns[0].other)
        return rows.select(c._value(other).alias(c.name) for c in columns)

    def _value(self, other):
        row = pl.col(self.source)
        return row.is_not_null() if self.column == EXISTS else pl.lit(other[self.column]).gather(row)


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
        for pairs in bench.pairs(one.table, one.other, spoken(*(c.holds for c in columns))):
            held = pairs.select(pl.col("a." + ROW), *(yes(c.holds).alias(c.name) for c in columns))
            for name in names:
                rows[name].append(held.filter(name)["a." + ROW])
        found = {name: pl.concat(parts) if parts else frame[ROW].clear() for name, parts in rows.items()}
        return frame.select(pl.col(ROW).is_in(held.implode()).alias(name) for name, held in found.items())


def of_pair(left, right, *expressions):
    """The columns of two tables that expressions about a pair of rows speak of."""
    return frozenset((left if name.startswith("a.") else right, name[2:]) for name in spoken(*expressions))


@dataclass(frozen=True, eq=False)
class Stretch(Prepared):
    """`what` over the stretch of rows that the row belongs to: see `stretches`."""

    what: pl.Expr
    taken: pl.Expr | None
    begins: pl.Expr | None
    days: tuple[str, ...]

    @property
    def needs(self):
        return of(self.table, self.what, self.taken, self.begins, *(pl.col(day) for day in self.days))

    @property
    def batch(self):
        return (Stretch, self.table, self.name)

    @staticmethod
    def make(bench, columns):
        (one,) = columns
        frame = bench.frame(one.table)
        rows = frame.drop_nulls([WHOSE, one.days[0]])
        rows = rows if one.taken is None else rows.filter(one.taken)
        rows = rows.sort(WHOSE, *one.days, nulls_last=True, maintain_order=True)
        begins = pl.col(WHOSE).ne_missing(pl.col(WHOSE).shift())
        begins = begins if one.begins is None else begins | yes(one.begins)
        rows = rows.with_columns(begins.cum_sum().alias("_stretch"))
        rows = rows.select(ROW, one.what.over("_stretch").alias(one.name))
        return frame.select(ROW).join(rows, on=ROW, how="left", maintain_order="left").select(one.name)


@dataclass(frozen=True, eq=False)
class Made(Prepared):
    """A column with a maker of its own: make_column(bench) gives a Series as high as the table, in file order."""

    make_column: object
    of_columns: frozenset = frozenset()

    @property
    def needs(self):
        return self.of_columns

    @property
    def batch(self):
        return (Made, self.table, self.name)

    @staticmethod
    def make(bench, columns):
        (one,) = columns
        return one.make_column(bench).alias(one.name).to_frame()
