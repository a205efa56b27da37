"""School days: the weekdays of a school's terms, without bank holidays and the days it is closed to pupils.

Term dates differ from school to school and are given by whoever asks: nothing here knows them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from keepwell.clocks.working_days import is_working_day

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Terms:
    """A school's terms or half-terms, as first and last day, both included, and the days without pupils in them.

    ValueError when one ends before it begins.
    """

    spans: tuple[tuple[date, date], ...]
    closed: frozenset[date] = frozenset()

    def __init__(self, spans: Iterable[tuple[date, date]], closed: Iterable[date] = ()):
        object.__setattr__(self, "spans", tuple(sorted(spans)))
        object.__setattr__(self, "closed", frozenset(closed))
        if any(last < first for first, last in self.spans):
            raise ValueError("A term ends before it begins. Correct one of its two dates.")

    def is_school_day(self, day: date) -> bool:
        within = any(first <= day <= last for first, last in self.spans)
        return within and is_working_day(day) and day not in self.closed

    @property
    def last(self) -> date | None:
        """The last day of the last term that is known."""
        return max((last for _, last in self.spans), default=None)

    def knows(self, day: date) -> bool:
        """Does the day lie between the first and the last day of the terms that are known?"""
        return bool(self.spans) and self.spans[0][0] <= day <= self.last

    def add(self, day: date, days: int) -> date | None:
        """The school day that many steps after the day, itself not counted; None when it lies after the known terms."""
        for _ in range(days):
            day = self.on_or_after(day + _DAY)
            if day is None:
                return None
        return day

    def on_or_after(self, day: date) -> date | None:
        """The first school day from that day on; None when there is none in the known terms."""
        while self.last is not None and day <= self.last:
            if self.is_school_day(day):
                return day
            day += _DAY
        return None

    def count(self, first: date, last: date) -> int:
        """School days from the first to the last, both included."""
        return sum(self.is_school_day(first + timedelta(n)) for n in range((last - first).days + 1))
