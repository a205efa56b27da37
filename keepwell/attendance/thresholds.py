"""When an absence reaches a number at which something must be done: the day, and the sessions that make it.

A threshold is a count and no clock. The two that are counted in school days in a row agree with the clocks
`absence-unauthorised` and `absence-illness` of keepwell.clocks where nothing interrupts them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from keepwell.attendance.counting import SICK, counted, kinds
from keepwell.attendance.register import Register, Session, first_day, school_year
from keepwell.codes.attendance import GUIDANCE

_RETURNS = "School Attendance (Pupil Registration) (England) Regulations 2024 (SI 2024/208), regulation 13"


@dataclass(frozen=True)
class Threshold:
    """`number` of `unit`; `clock` is the clock of keepwell.clocks that counts the same in a row, if there is one."""

    id: str
    title: str
    number: int
    unit: str
    to_do: str
    source: str
    standing: str
    clock: str = ""
    note: str = ""


THRESHOLDS = {
    one.id: one
    for one in (
        Threshold(
            "ten-days", "Ten school days without leave", 10, "school days in a row",
            "Tell the council, with the address and the cause if it is known.", _RETURNS, "repeated",
            "absence-unauthorised",
            "The same holds for a pupil who fails to attend regularly: no number says when that is so.",
        ),
        Threshold(
            "illness", "Fifteen days of illness", 15, "school days in a row, or in one school year",
            "Tell the council, which sees to teaching the child elsewhere.",
            f"{_RETURNS}; Education Act 1996, section 19", "repeated", "absence-illness",
            "The school tells the council already when it has reason to believe that so many days will be missed.",
        ),
        Threshold(
            "penalty", "Ten sessions without leave in ten school weeks", 10, "sessions in 10 school weeks",
            "Think about a penalty notice, and whether support has been tried.",
            f"{GUIDANCE}, national framework for penalty notices", "repeated",
            note="It makes somebody think, and decides nothing. It may span terms and school years.",
        ),
        Threshold(
            "severe", "Severely absent", 50, "per cent of the possible sessions so far this school year",
            "All who work with the family agree on help, and the council joins in.", GUIDANCE, "repeated",
        ),
        Threshold(
            "persistent", "Persistently absent", 10, "per cent of the possible sessions so far this school year",
            "Find out with the family what is in the way, and agree on help.", GUIDANCE, "repeated",
            note="National figures add up whole terms or years. In the first weeks a few sessions reach it.",
        ),
    )
}  # fmt: skip
WEEKS = 10  # school weeks in which the sessions of a penalty notice are counted


@dataclass(frozen=True)
class Reached:
    """A threshold that was reached: on this day, by these sessions. `lasts`: is it so at the end of the register?"""

    threshold: Threshold
    register: Register = field(repr=False, compare=False)
    on: date
    places: tuple[int, ...]
    lasts: bool = False

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(map(self.register.session, self.places))


def reached(register: Register, year: int) -> list[Reached]:
    """What was reached in a school year (the year in which it began), the earliest first.

    The register may begin earlier: runs and rolling weeks go over the end of a year.
    """
    read = _Read(register)
    found = [one for one in (*_ten_days(read), *_illness(read), *_penalty(read)) if school_year(one.on) == year]
    return sorted([*found, *_shares(read, year)], key=lambda one: (one.on, one.threshold.id))


# One letter for a day, of those of its two sessions: wholly missed without leave or ill, none possible, anything else.
_DAYS = {
    a + b: {"": "x", "u": "u", "s": "s"}.get("".join({a, b} - {"x", " "}), "o") for a in "pelsux " for b in "pelsux "
}


class _Read:
    """A register with what the thresholds count in it, each worked out when first asked for."""

    def __init__(self, register):
        self.register = register
        self.letters = kinds(register.marks)

    @cached_property
    def days(self):
        """(places of the mornings, one letter for each) of the school days on which a session was possible."""
        told = [_DAYS[self.letters[place : place + 2]] for place in self.register.days]
        places = [place for place, day in zip(self.register.days, told, strict=True) if day != "x"]
        return places, "".join(told).replace("x", "")

    def places(self, letter):
        return [found.start() for found in re.finditer(letter, self.letters)]

    def made(self, threshold, on, places, lasts=False):
        """The Reached of these sessions, reached with that of the place `on`."""
        return Reached(threshold, self.register, self.register.session(on).on, tuple(places), lasts)


# A share of the school year so far ------------------------------------------------------------------------------------


def _shares(read, year) -> Iterator[Reached]:
    """Persistent and severe absence as it stands at the end of the register: the day since which it is so."""
    start, end = (max(2 * (first_day(y) - read.register.first).days, 0) for y in (year, year + 1))
    letters = read.letters[start:end]
    total = counted(letters)
    for id in ("persistent", "severe"):
        if total.missed and 100 * total.missed >= THRESHOLDS[id].number * total.possible:
            yield _share(read, letters, start, THRESHOLDS[id], total)


def _share(read, letters, start, threshold, total):
    """Back from the end to the first session after which the share never fell below the number."""
    possible, missed, since = total.possible, total.missed, 0
    for i in range(len(letters) - 1, -1, -1):
        if letters[i] not in "pelsu":
            continue
        if 100 * missed < threshold.number * possible:
            break
        since, possible, missed = i, possible - 1, missed - (letters[i] in "lsu")
    places = [start + found.start() for found in re.finditer("[lsu]", letters)]
    return read.made(threshold, start + since, places, lasts=True)


# Days in a row --------------------------------------------------------------------------------------------------------


def _ten_days(read):
    yield from _long(read, "u", THRESHOLDS["ten-days"])


def _long(read, wanted, threshold):
    """Runs of school days in each of which every possible session was `wanted`.

    A day in which none was possible neither ends a run nor counts in it.
    """
    if not re.search(f"(?:{wanted}[x ]*){{{threshold.number},}}", read.letters):  # most pupils: no need to look at days
        return
    places, told = read.days
    for run in re.finditer(f"{wanted}{{{threshold.number},}}", told):
        days = places[run.start() : run.start() + threshold.number]
        sessions = [i for day in days for i in (day, day + 1) if read.letters[i] == wanted]
        yield read.made(threshold, days[-1], sessions, lasts=run.end() == len(told))


# Illness: in a row, or added up ---------------------------------------------------------------------------------------


def _illness(read):
    """The first day of each school year on which either is so."""
    threshold = THRESHOLDS["illness"]
    if read.letters.count(SICK) < threshold.number:
        return
    found: dict[int, Reached] = {}
    for one in (*_long(read, SICK, threshold), *_added_up(read, threshold)):
        year = school_year(one.on)
        if year not in found or one.on < found[year].on:
            found[year] = one
    yield from found.values()


def _added_up(read, threshold):
    """Two sessions make a day."""
    number, years = 2 * threshold.number, {}
    places = read.places(SICK)
    for place in places if len(places) >= number else ():
        years.setdefault(school_year(read.register.session(place).on), []).append(place)
    for own in years.values():
        if len(own) >= number:
            yield read.made(threshold, own[number - 1], own[:number])


# Ten sessions in ten school weeks -------------------------------------------------------------------------------------


def _penalty(read):
    """Each time anew: sessions that made one do not count towards the next."""
    threshold = THRESHOLDS["penalty"]
    if read.letters.count("u") < threshold.number:
        return
    own = []
    for place in read.places("u"):
        own.append(place)
        if len(own) == threshold.number:
            if _weeks_between(read.register, own[0], place) < WEEKS:
                yield read.made(threshold, place, own)
                own = []
            else:
                own.pop(0)


def _weeks_between(register, first, last):
    """School weeks from one session to another; as there are no more of them than weeks, those are looked at first."""
    first, last = register.week(first), register.week(last)
    return last - first if last - first < WEEKS else register.weeks[last] - register.weeks[first]
