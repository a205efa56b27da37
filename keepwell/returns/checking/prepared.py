"""Columns that are prepared before rules are run, and how: those of one kind are made together.

A prepared column belongs to a table. Columns with the same `batch` are made in one go.
"""

from dataclasses import dataclass

import polars as pl

from .columns import EXISTS, yes
from .frames import ROW, whose


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
