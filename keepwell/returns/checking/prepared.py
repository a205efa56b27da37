"""Columns that are prepared before rules are run, and how: those of one kind are made together.

A prepared column belongs to a table. Columns with the same `batch` are made in one go. What a table has of each child
(or episode, ...), one value each, is kept in a table of its own: its rows are the children of the run, by their number.
"""

from dataclasses import dataclass

import polars as pl

from .columns import EXISTS, yes
from .frames import CHILD, ROW, each, whose


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
        days = [(pl.col(day) if isinstance(day, str) else day).alias(f"_{n}") for n, day in enumerate(columns[0].by)]
        names = sorted({c.column for c in columns} - {EXISTS, ROW})
        rows = bench.frame(columns[0].table).select(ROW, whose(), *names, *days)
        # Missing dates last, equal ones in the order of the file.
        rows = rows.sort(whose(), *(f"_{n}" for n in range(len(days))), nulls_last=True, maintain_order=True)
        return _in_file_order(rows.select(ROW, *(c._beside() for c in columns)))

    def _beside(self):
        same = pl.col(whose()) == pl.col(whose()).shift(self.step)
        value = yes(same) if self.column == EXISTS else pl.when(same).then(pl.col(self.column).shift(self.step))
        return value.alias(self.name)


def _in_file_order(rows):
    """Every row of a table, sorted another way, in the order of the file again."""
    order = rows[ROW]
    rows = rows if order.is_sorted() else rows.sort(ROW)
    return pl.DataFrame(rows.get_columns()[1:])


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


@dataclass(frozen=True, eq=False)
class Stretch(Prepared):
    """`what` over the stretch of rows that the row belongs to: see `stretches`."""

    what: pl.Expr
    among: str
    taken: pl.Expr | None
    begins: pl.Expr | None
    days: tuple[str, ...]

    @property
    def needs(self):
        return of(self.table, self.what, self.taken, self.begins, *(pl.col(day) for day in self.days))

    @property
    def batch(self):
        return (Stretch, self.table, self.among)

    @staticmethod
    def make(bench, columns):
        one, key = columns[0], whose()
        frame = bench.frame(one.table)
        rows = bench.owned(one.table, key, one.days[0])
        rows = rows if one.taken is None else rows.filter(one.taken)
        rows = rows.sort(key, *one.days, nulls_last=True, maintain_order=True)
        rows = rows.with_columns(c._begins().cum_sum().alias(f"_stretch {n}") for n, c in enumerate(columns))
        told = rows.select(ROW, *(c.what.over(f"_stretch {n}").alias(c.name) for n, c in enumerate(columns)))
        if told.height < frame.height:
            told = frame[ROW].to_frame().join(told, on=ROW, how="left", maintain_order="left")
        return _in_file_order(told)

    def _begins(self):
        begins = pl.col(whose()).ne_missing(pl.col(whose()).shift())
        return begins if self.begins is None else begins | yes(self.begins)


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
