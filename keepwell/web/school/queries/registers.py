"""A child's attendance in one school year, and that of all children somebody may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from keepwell.attendance.counting import Count, count
from keepwell.attendance.register import BLANK, Register, first_day, packed, school_year, sessions_in, title, unpacked
from keepwell.attendance.thresholds import reached
from keepwell.codes.attendance import CODES, ILL, UNAUTHORISED

from ..models import Amendment
from ..models import Register as Row

WEEK = timedelta(days=7)
KEPT = 4_000  # children whose thresholds a process remembers: a few megabytes of marks without names
WITHOUT_LEAVE = "".join(packed(code) for code, one in CODES.items() if one.meaning == UNAUTHORISED)


@dataclass(frozen=True)
class Week:
    """A school week: its Monday and its Count."""

    monday: date
    count: Count


@dataclass(frozen=True)
class Month:
    """The days of a month as (day, [morning, afternoon]) with codes, '' for none; weekends without marks left out."""

    first: date
    days: tuple


class Year:
    """A child's attendance in the school year that began in `year`. Two queries."""

    def __init__(self, child, year):
        self.child, self.year = child, year
        rows = dict(Row.objects.filter(child=child).values_list("year", "marks"))
        self.years = sorted(rows, reverse=True)
        self.marks = rows.get(year, "").ljust(sessions_in(year))
        self.register = Register.of({y: marks for y, marks in rows.items() if y in (year - 1, year)})
        self.own = Register(first_day(year), self.marks)

    @property
    def title(self):
        return title(self.year)

    @property
    def is_empty(self):
        return not self.marks.strip()

    @cached_property
    def count(self):
        return count(self.marks)

    @cached_property
    def reached(self):
        return reached(self.register, self.year)

    @cached_property
    def weeks(self):
        found = []
        day = first_day(self.year) - timedelta(days=first_day(self.year).weekday())
        while day < first_day(self.year + 1):
            start = max(0, 2 * (day - first_day(self.year)).days)
            own = count(self.marks[start : max(0, 2 * (day + WEEK - first_day(self.year)).days)])
            found += [Week(day, own)] if own.possible else []
            day += WEEK
        return found

    @cached_property
    def codes(self):
        """[(code, its Code, how often)], the commonest first."""
        held = {mark: self.marks.count(mark) for mark in set(self.marks) - {BLANK}}
        return sorted(
            ((unpacked(m), CODES[unpacked(m)], n) for m, n in held.items()), key=lambda one: (-one[2], one[0])
        )

    @property
    def last(self):
        """The last session with a mark; None without any."""
        at = len(self.marks.rstrip()) - 1
        return self.own.session(at) if at >= 0 else None

    @cached_property
    def months(self):
        found = {}
        for place in range(0, len(self.marks), 2):
            pair = self.marks[place : place + 2]
            day = self.own.session(place).on
            if pair.strip() or day.weekday() < 5:
                found.setdefault(day.replace(day=1), []).append((day, [unpacked(mark) for mark in pair]))
        return [Month(m, tuple(days)) for m, days in found.items() if any(any(codes) for _, codes in days)]

    @cached_property
    def amendments(self):
        within = (first_day(self.year), first_day(self.year + 1) - timedelta(days=1))
        return list(Amendment.objects.filter(child=self.child, on__range=within).select_related("by").order_by("-at"))


def year_asked(text, today):
    """The school year of an address, such as 2025; this one when it is none."""
    this = school_year(today)
    return int(text) if text and text.isascii() and text.isdigit() and 2000 <= int(text[:5]) <= this + 1 else this


# All children ---------------------------------------------------------------------------------------------------------


@dataclass
class Line:
    """One child of the list. `name` and `thresholds` are filled in for those that are shown."""

    child: int
    uid: object
    count: Count
    reached: dict  # {id of a threshold: Reached}
    group: str = ""
    school: str = ""
    urn: str = ""
    name: object = None
    thresholds: list = ()


def lines(known, year):
    """The Line of each child in this queryset of Registers of the year; thresholds only where numbers allow any."""
    rows = known.filter(year=year).order_by().values_list("child_id", "child__person__uid", "marks")
    found = [(Line(child, uid, count(marks), {}), marks) for child, uid, marks in rows.iterator(chunk_size=2000)]
    before = dict(known.filter(year=year - 1).order_by().values_list("child_id", "marks"))
    for line, marks in found:
        earlier = before.get(line.child, "")
        if _may_reach(line.count, earlier):
            line.reached = _latest(year, marks, earlier)
    return [line for line, _ in found]


@lru_cache(maxsize=KEPT)
def _latest(year, marks, earlier):
    """{id of a threshold: the latest Reached of it}. The same marks say the same: it is asked once."""
    register = Register.of({year: marks, **({year - 1: earlier} if earlier else {})})
    return {one.threshold.id: one for one in reached(register, year)}


def _may_reach(own, earlier):
    """Do the bare numbers allow any threshold at all? Both years count for what goes over the end of one."""
    if 10 * own.missed >= own.possible > 0:
        return True
    return _enough(own.unauthorised, earlier, WITHOUT_LEAVE, 10) or _enough(own.ill, earlier, packed(ILL), 15)


def _enough(now, earlier, marks, number):
    return now > 0 and now + sum(map(earlier.count, marks)) >= number
