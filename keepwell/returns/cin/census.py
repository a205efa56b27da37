"""The words in which the rules of the census are written: rows, and the rows that belong to the same child or episode.

An absent table is an empty one. Comparisons with a missing value are false; a condition that cannot be told does not
hold. Rows belong together within a "child", an "episode" (one CINdetails element), an "assessment" or a "plan".

    e.CINclosureDate             the value of a column; missing when empty or unreadable
    e.given.NumberOfPreviousCPP  its text as it stood in the file
    e.case.CINreferralDate       the episode of the row; e.child: the child; e.plan: the protection plan of a review
    e.any("Section47", where, within="episode", on=("CPPstartDate", "DateOfInitialCPC"))
                                 is there a row of the same episode for which `where` holds and whose date is the same?
    e.count("Assessments", where, within="episode")    how many
    e.repeats("UPN")             does the value stand on another row of the table? (within="child": of the child)
    e.reference                  the reference date; e.first_day: the first day of the census period
    e.in_period(day)             is the day in the census period, both ends included?
"""

from datetime import timedelta

import polars as pl

from keepwell.clocks.ages import plus_years
from keepwell.returns.checking.bench import GIVEN, ROW, Bench

PARTS = {
    "child": (),
    "episode": ("CINdetailsID",),
    "assessment": ("CINdetailsID", "AssessmentID"),
    "plan": ("CINdetailsID", "CPPID"),
}


def yes(expression):
    """True where the expression is true; false where it is false or cannot be told."""
    return expression.fill_null(False)


def same(within):
    """The column that is equal on rows that belong together."""
    return f"same {within}"


class Census:
    """The tables of one census with their keys. Columns that a rule asks for are added as it asks."""

    def __init__(self, bench: Bench):
        self._bench = bench
        self._frames: dict[str, pl.DataFrame] = {}
        self._added = 0
        self.reference = bench.case.reference

    @classmethod
    def of(cls, bench):
        return bench.once("census", lambda: cls(bench))

    @property
    def first_day(self):
        """The first day of the census period: a year before the reference date, and a day."""
        return plus_years(self.reference, -1) + timedelta(days=1) if self.reference else None

    def columns(self, table):
        return self._bench.table(table).names

    def frame(self, table):
        if table not in self._frames:
            self._frames[table] = self._bench.frame(table).with_columns(self._keys(table))
        return self._frames[table]

    def _keys(self, table):
        """Rows without the child's number are of one child when they come from one Child element."""
        names = self.columns(table)
        if "LAchildID" not in names:
            return []
        child = pl.col("LAchildID")
        if self._bench.is_loaded(table) and "_child" in (raw := self._bench.case.tables[table].raw).columns:
            child = pl.coalesce(child, pl.lit("\0") + raw["_child"].cast(pl.Utf8))
        return [
            pl.concat_str(child, *(pl.col(c).cast(pl.Utf8) for c in columns), separator="|").alias(same(within))
            for within, columns in PARTS.items()
            if set(columns) <= set(names)
        ]

    def add(self, table, series):
        """Put a column beside a table; returns its name."""
        self._added += 1
        name = f"#{self._added}"
        self._frames[table] = self.frame(table).with_columns(series.alias(name))
        return name


class Rows:
    """The rows of one table, as a rule speaks of them; `side` names one of the two rows of a pair."""

    def __init__(self, census: Census, table: str, side=""):
        self._census, self._table, self._side = census, table, side

    def __getattr__(self, column):
        if column.startswith("_") or column not in self._census.columns(self._table):
            raise AttributeError(f"{self._table} has no column and no word {column}")
        return pl.col(self._side + column)

    @property
    def row(self):
        return pl.col(self._side + ROW)

    @property
    def given(self):
        return _Named(lambda column: pl.col(self._side + GIVEN + column))

    @property
    def reference(self):
        return pl.lit(self._census.reference, dtype=pl.Date)

    @property
    def first_day(self):
        return pl.lit(self._census.first_day, dtype=pl.Date)

    @property
    def reference_date(self):
        """The reference date as a date, for counting."""
        return self._census.reference

    @property
    def first_date(self):
        """The first day of the census period as a date, for counting."""
        return self._census.first_day

    def in_period(self, day):
        return day.is_between(self.first_day, self.reference)

    @property
    def child(self):
        return self._first_of("ChildIdentifiers", "child")

    @property
    def case(self):
        return self._first_of("CINdetails", "episode")

    @property
    def plan(self):
        return self._first_of("ChildProtectionPlans", "plan")

    def _first_of(self, table, within):
        """A column at a time: the first row of `table` that belongs to the row."""

        def found(column):
            key = pl.col(same(within)).alias("_key")
            rows = self._census.frame(table).select(key, pl.col(column).alias("_value")).drop_nulls("_key")
            rows = rows.unique("_key", keep="first", maintain_order=True)
            asking = self._census.frame(self._table).select(key)
            return self._said(asking.join(rows, on="_key", how="left", maintain_order="left")["_value"])

        return _Named(found)

    def any(self, table, where=None, *, within="child", on=None):
        """Is there a row of `table` of the same child (...) for which `where` holds? `on`: two columns to be equal."""
        return self.count(table, where, within=within, on=on) > 0

    def count(self, table, where=None, *, within="child", on=None):
        """How many there are."""
        holds = yes(where(Rows(self._census, table))) if where else pl.lit(True)
        mine, theirs = ([on[0]], [on[1]]) if on else ([], [])
        rows = self._census.frame(table).filter(holds).select(same(within), *theirs)
        counts = rows.group_by(pl.all()).agg(pl.len().alias("_count"))
        asking = self._census.frame(self._table).select(same(within), *mine)
        found = asking.join(
            counts, left_on=[same(within), *mine], right_on=[same(within), *theirs], how="left", maintain_order="left"
        )
        return self._said(found["_count"].fill_null(0))

    def repeats(self, column, within=None):
        """Does the value stand on another row too? A missing value never does."""
        keys = [same(within)] if within else []
        twice = pl.struct(*keys, column).is_duplicated() & pl.col(column).is_not_null()
        return self._said(self._census.frame(self._table).select(twice.alias("_"))["_"])

    def latest(self, column):
        """Is this the child's row with the latest valid date? The first in the file of equals."""
        frame = self._census.frame(self._table).drop_nulls([column, same("child")])
        frame = frame.sort(column, descending=True, maintain_order=True)
        chosen = frame.unique(same("child"), keep="first", maintain_order=True)[ROW]
        return self._said(self._census.frame(self._table)[ROW].is_in(chosen.implode()))

    def _said(self, series):
        return pl.col(self._side + self._census.add(self._table, series))


class _Named:
    """`rows.case`, `rows.given`: attribute access by column."""

    def __init__(self, word):
        self._word = word

    def __getattr__(self, column):
        if column.startswith("_"):
            raise AttributeError(column)
        return self._word(column)
