"""When an absence reaches a number at which something must be done: the day, and the sessions that make it.

A threshold is a count and no clock. The two that are counted in school days in a row agree with the clocks
`absence-unauthorised` and `absence-illness` of keepwell.clocks where nothing interrupts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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
    on: date
    sessions: tuple[Session, ...]
    lasts: bool = False


def reached(register: Register, year: int) -> list[Reached]:
    """What was reached in a school year (the year in which it began), the earliest first.

    The register may begin earlier: runs and rolling weeks go over the end of a year.
    """
    letters = kinds(register.marks)
    found = [*_ten_days(register, letters), *_illness(register, letters), *_penalty(register, letters)]
    found = [one for one in found if school_year(one.on) == year]
    return sorted([*found, *shares(register, letters, year)], key=lambda one: (one.on, one.threshold.id))


# A share of the school year so far ------------------------------------------------------------------------------------


def shares(register: Register, letters: str, year: int) -> Iterator[Reached]:
    """Persistent and severe absence as it stands at the end of the register: the day since which it is so."""
    start = max(2 * (first_day(year) - register.first).days, 0)
    end = max(2 * (first_day(year + 1) - register.first).days, 0)
    letters = letters[start:end]
    total = counted(letters)
    for id in ("persistent", "severe"):
        if total.missed and 100 * total.missed >= THRESHOLDS[id].number * total.possible:
            yield _share(register, letters, start, THRESHOLDS[id], total)


def _share(register, letters, start, threshold, total):
    """Back from the end to the first session after which the share never fell below the number."""
    possible, missed, since = total.possible, total.missed, 0
    for i in range(len(letters) - 1, -1, -1):
        if letters[i] not in "pelsu":
            continue
        if 100 * missed < threshold.number * possible:
            break
        since, possible, missed = i, possible - 1, missed - (letters[i] in "lsu")
    sessions = tuple(register.session(start + i) for i, letter in enumerate(letters) if letter in "lsu")
    return Reached(threshold, register.session(start + since).on, sessions, lasts=True)


# Days in a row --------------------------------------------------------------------------------------------------------


def runs(register: Register, letters: str, wanted: str) -> list[list[int]]:
    """Runs of school days (places of their mornings) in each of which every possible session was `wanted`.

    A day in which none was possible neither ends a run nor counts in it.
    """
    found: list[list[int]] = [[]]
    for place, _ in register.days:
        day = letters[place : place + 2].replace("x", "").replace(" ", "")
        if day and not day.strip(wanted):
            found[-1].append(place)
        elif day:
            found.append([])
    return [run for run in found if run]


def _ten_days(register, letters):
    if letters.count("u") < 10:
        return
    yield from _long(register, letters, "u", THRESHOLDS["ten-days"])


def _long(register, letters, wanted, threshold):
    every = runs(register, letters, wanted)
    last = register.days[-1][0] if register.days else None
    for run in every:
        if len(run) >= threshold.number:
            days = run[: threshold.number]
            yield Reached(threshold, register.session(days[-1]).on, _sessions(register, letters, days, wanted),
                          lasts=run[-1] == last)  # fmt: skip


def _sessions(register, letters, days, wanted):
    return tuple(register.session(i) for day in days for i in (day, day + 1) if letters[i : i + 1] == wanted)


# Illness: in a row, or added up -----------------------------------------------------------------------------------


def _illness(register, letters):
    """The first day of each school year on which either is so."""
    threshold = THRESHOLDS["illness"]
    if letters.count(SICK) < threshold.number:
        return
    found: dict[int, Reached] = {}
    for one in (*_long(register, letters, SICK, threshold), *_added_up(register, letters, threshold)):
        year = school_year(one.on)
        if year not in found or one.on < found[year].on:
            found[year] = one
    yield from found.values()


def _added_up(register, letters, threshold):
    """Two sessions make a day."""
    years: dict[int, list[Session]] = {}
    for i, letter in enumerate(letters):
        if letter == SICK:
            session = register.session(i)
            years.setdefault(school_year(session.on), []).append(session)
    for sessions in years.values():
        if len(sessions) >= 2 * threshold.number:
            own = sessions[: 2 * threshold.number]
            yield Reached(threshold, own[-1].on, tuple(own))


# Ten sessions in ten school weeks -------------------------------------------------------------------------------------


def _penalty(register, letters):
    """Each time anew: sessions that made one do not count towards the next."""
    threshold = THRESHOLDS["penalty"]
    if letters.count("u") < threshold.number:
        return
    weeks, own = _school_weeks(register), []
    for place in (i for i, letter in enumerate(letters) if letter == "u"):
        own.append(place)
        if len(own) == threshold.number:
            if weeks[_monday(register, own[-1])] - weeks[_monday(register, own[0])] < WEEKS:
                yield Reached(threshold, register.session(place).on, tuple(map(register.session, own)))
                own = []
            else:
                own.pop(0)


def _school_weeks(register):
    """{Monday: which school week it is}: only weeks with a session count."""
    mondays = dict.fromkeys(_monday(register, place) for place, _ in register.days)
    return {monday: n for n, monday in enumerate(mondays)}


def _monday(register, place):
    day = register.session(place).on
    return day - timedelta(days=day.weekday())
