"""A pupil's marks as one string, two characters a day, so that years of them are read and counted quickly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import add

from keepwell.clocks.school_days import Terms
from keepwell.codes.attendance import CODES

BLANK = " "  # no mark
AM, PM = 0, 1
HALVES = ("morning", "afternoon")
# Codes of two characters, each as one.
_SHORT = {"C1": "1", "C2": "2", "J1": "3", **{f"Y{n}": "abcdefg"[n - 1] for n in range(1, 8)}}
_LONG = {short: code for code, short in _SHORT.items()}
_NO_SCHOOL = f"{BLANK}#Z"  # marks that do not say that the school was open to this pupil
_CLOSED = frozenset(a + b for a in _NO_SCHOOL for b in _NO_SCHOOL)


def packed(code: str) -> str:
    """The one character of a code; KeyError for what is no code."""
    return _SHORT[code] if code in _SHORT else CODES[code].code


def unpacked(mark: str) -> str:
    """The code of a character; '' of a blank."""
    return _LONG.get(mark, mark.strip())


@dataclass(frozen=True, order=True)
class Session:
    """A morning or an afternoon (half 0 or 1) of a day."""

    on: date
    half: int

    @property
    def words(self) -> str:
        return HALVES[self.half]


def school_year(day: date) -> int:
    """The calendar year in which the school year of a day began. It is taken to run from August to July."""
    return day.year if day.month >= 8 else day.year - 1


def title(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02d}"


def first_day(year: int) -> date:
    return date(year, 8, 1)


def sessions_in(year: int) -> int:
    return 2 * (first_day(year + 1) - first_day(year)).days


@dataclass(frozen=True)
class Register:
    """Marks from the day `first` on, two characters a day."""

    first: date
    marks: str

    @classmethod
    def of(cls, years: dict[int, str]) -> Register:
        """One register of the marks of several school years; a year without any is blank."""
        if not years:
            return cls(date.min, "")
        span = range(min(years), max(years) + 1)
        return cls(first_day(span[0]), "".join(years.get(y, "").ljust(sessions_in(y)) for y in span))

    @classmethod
    def of_marks(cls, given: dict[Session, str]) -> Register:
        """The same of codes by session, for tests and notebooks."""
        years: dict[int, str] = {}
        for session, code in given.items():
            year = school_year(session.on)
            years[year] = put(years.get(year, ""), year, session, code)
        return cls.of(years)

    def session(self, place: int) -> Session:
        return Session(date.fromordinal(self._start + place // 2), place % 2)

    @cached_property
    def _start(self) -> int:
        return self.first.toordinal()

    def items(self):
        """(Session, code) of each mark there is, in order."""
        return ((self.session(i), unpacked(mark)) for i, mark in enumerate(self.marks) if mark != BLANK)

    @cached_property
    def days(self) -> list[int]:
        """The place of the morning of each day on which school was open to the pupil."""
        pairs = map(add, self.marks[::2], self.marks[1::2])
        return [2 * n for n, pair in enumerate(pairs) if pair not in _CLOSED]

    @cached_property
    def weeks(self) -> dict[int, int]:
        """{week: which school week it is}, weeks counted by `week`: those on which school was open to the pupil."""
        offset, last = self.first.weekday(), len(self.marks) // 14 + 2
        starts = ((week, 2 * (7 * week - offset)) for week in range(last))
        held = (week for week, at in starts if self.marks[max(at, 0) : max(at + 14, 0)].strip(_NO_SCHOOL))
        return {week: n for n, week in enumerate(held)}

    def week(self, place: int) -> int:
        """The number of the week, from Monday, in which a session lies."""
        return (self.first.weekday() + place // 2) // 7

    def terms(self) -> Terms:
        """The school days that the register itself shows, for the clocks that count in them."""
        return Terms((day, day) for day in (self.session(i).on for i in self.days))


def put(marks: str, year: int, session: Session, code: str) -> str:
    """The marks of a school year with this one in its place."""
    marks, place = marks.ljust(sessions_in(year)), place_of(session)
    return f"{marks[:place]}{packed(code)}{marks[place + 1 :]}"


def place_of(session: Session) -> int:
    """Where a session stands in the string of its school year."""
    return 2 * (session.on - first_day(school_year(session.on))).days + session.half
