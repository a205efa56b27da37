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

from datetime import date, timedelta

import polars as pl

from keepwell.clocks.ages import plus_years
from keepwell.returns.checking.beside import Alike
from keepwell.returns.checking.columns import NUMBERS, called, yes
from keepwell.returns.checking.frames import CHILD, ROW, whose
from keepwell.returns.checking.of_each import IsChosen
from keepwell.returns.checking.partner import Partner
from keepwell.returns.checking.prepared import Said
from keepwell.returns.checking.words import Words

__all__ = ["Rows", "first_day", "yes"]


def first_day(reference: date | None) -> date | None:
    """The first day of the census period: a year before the reference date, and a day."""
    return plus_years(reference, -1) + timedelta(days=1) if reference else None


class Rows(Words):
    """The rows of one table of the census; `side` names one of the two rows of a pair."""

    @property
    def row(self):
        return self._say(pl.col(ROW))

    @property
    def reference_date(self):
        """The reference date as a date, for counting."""
        return self._plan.facts.reference

    @property
    def first_date(self):
        """The first day of the census period as a date, for counting."""
        return first_day(self.reference_date)

    @property
    def reference(self):
        return pl.lit(self.reference_date, dtype=pl.Date)

    @property
    def first_day(self):
        return pl.lit(self.first_date, dtype=pl.Date)

    def in_period(self, day):
        return day.is_between(self.first_day, self.reference)

    @property
    def child(self):
        return self._first_of("ChildIdentifiers", CHILD)

    @property
    def case(self):
        return self._first_of("CINdetails", "episode")

    @property
    def plan(self):
        return self._first_of("ChildProtectionPlans", "plan")

    def _first_of(self, table, within):
        """A column at a time: the first row of `table` that belongs to the row."""
        return Partner(self, Rows(self._plan, table), self._chosen(f"of({table})", table, group=within))

    def any(self, table, where=None, *, within=CHILD, on=None):
        """Is there a row of `table` of the same child (...) for which `where` holds? `on`: two columns to be equal."""
        if on is None:
            return self._count(table, where, within) > 0
        name = f"any({called(table, where)} {within} {on})"
        holds = where(Rows(self._plan, table)) if where else pl.lit(True)
        return self._want(Alike(self._table, name, within, table, holds, *on))

    def count(self, table, where=None, *, within=CHILD):
        """How many there are."""
        return self._count(table, where, within)

    def repeats(self, column, within=None):
        """Does the value stand on another row too? A missing value never does."""
        keys = [whose(within)] if within else []
        twice = pl.struct(*keys, column).is_duplicated() & pl.col(column).is_not_null()
        return self._want(Said(self._table, f"repeats {column} #{next(NUMBERS)}", twice))

    def latest(self, column):
        """Is this the child's row with the latest valid date? The first in the file of equals."""
        name = f"latest({self._table} by {column})"
        self._plan.want(self._chosen(name, self._table, by=column, latest=True))
        return self._want(IsChosen(self._table, f"is {name}", CHILD, name))
