"""What the words of a rule give: columns by attribute, the collection dates; and how prepared columns are named."""

from itertools import count

import polars as pl

ORDER = {  # the date by which a table's rows of one child stand in order
    "Episodes": ("DECOM",),
    "Reviews": ("REVIEW",),
    "PlacedAdoption": ("DATE_PLACED",),
    "Missing": ("MIS_START",),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "DoLo": ("DOLO_START",),
}
EXISTS = "exists"
NUMBERS = count()


def yes(expression):
    """True where the expression is true; false where it is false or cannot be told."""
    return expression.fill_null(False)


def years_after(day, years):
    """The same day `years` later; 29 February is 28 February in a year without one."""
    return day.dt.offset_by(f"{years}y")


class Columns:
    """`words.previous`, `words.given`, ...: attribute access by column."""

    def __init__(self, word, check, exists=False):
        self._word, self._check, self._exists = word, check, exists

    def __getattr__(self, column):
        if not (self._exists and column == EXISTS):
            self._check(column)
        return self._word(column)


class Year:
    """The collection dates as expressions."""

    def __init__(self, case):
        self.start, self.end = pl.lit(case.start), pl.lit(case.end)

    def holds(self, day):
        """Is the day within the collection year, both ends included?"""
        return day.is_between(self.start, self.end)


def called(what, where):
    """A name for a prepared word: two rules that ask with the same named condition share it."""
    if where is None:
        return what
    named = where.__qualname__
    return f"{what} {where.__module__}.{named}" if "<" not in named else f"{what} #{next(NUMBERS)}"
