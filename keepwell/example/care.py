"""Periods of care: legal status and placement woven into episodes, each starting where the one before ended."""

import random
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from keepwell.clocks.ages import age_on, plus_years
from keepwell.clocks.working_days import add_working_days

from .chance import chance, day_between, days, weekday, weighted
from .life import CareEpisode, Life, Place, Span
from .placements import FOSTER, Stay, place_of, stays, with_temporary
from .workforce import Workforce

# Care Planning Regulations 2010, regulation 33: the first review within 20 working days, the second within
# three months of it, later ones within six months.
FIRST_REVIEW, SECOND_REVIEW, LATER_REVIEW = 20, 91, 182
TOOK_PART = {"PN1": 44, "PN2": 4, "PN3": 4, "PN4": 3, "PN5": 8, "PN6": 25, "PN7": 12}


@dataclass(slots=True)
class Ending:
    on: date
    rec: str
    closing: str  # reason for closing the case: RC..., or "" while support goes on


def legal_path(rng: random.Random, start: date, kind: str) -> list[tuple[date, str]]:
    """Legal statuses with the days they begin. Police protection at most 3 days, emergency orders at most 21."""
    if kind == "agreed":
        return [(start, "V2")]
    first = weighted(rng, {"C1": 42, "V2": 38, "L1": 10, "L2": 10})
    interim = start + days(
        {"C1": 0, "V2": rng.randint(30, 160), "L1": rng.randint(1, 3), "L2": rng.randint(4, 8)}[first]
    )
    path = [(start, first)] if first != "C1" else []
    path.append((interim, "C1"))
    path.append((interim + days(rng.randint(150, 320)), "C2"))
    return path


def ending(rng: random.Random, life: Life, start: date, kind: str, floor: date) -> Ending:
    """When and why this period ends: not before `floor` unless the 18th birthday is, never on 31 March."""
    adult_on = plus_years(life.born_on, 18)
    ways = {"grown": 34, "home": 38, "E13": 8, "E3": 3} if kind == "agreed" else {
        "grown": 50, "home": 17, "special": 18, "E41": 4, "E3": 2, "E2": 0.4, "E16": 0.3
    }  # fmt: skip
    way = weighted(rng, ways)
    if life.storyline == "leaver":
        way = "grown" if chance(rng, 0.8) else "independent"
    if way == "independent":
        left_on = day_between(rng, adult_on - days(420), adult_on - days(25))
        return Ending(not_last_of_march(left_on), weighted(rng, {"E5": 3, "E6": 1}), "")
    on = start + days(rng.randint(45, 400) if way == "home" and kind == "agreed" else rng.randint(200, 1500))
    if on <= floor:
        on = floor + days(rng.randint(3, 500))
    if way == "grown" or on >= adult_on - days(60):
        return Ending(adult_on, "E8", "")
    on = not_last_of_march(on)
    if way == "home":
        return Ending(on, weighted(rng, {"E4A": 4, "E4B": 1}), "")
    if way == "special":
        return Ending(on, weighted(rng, {"E45": 5, "E46": 2, "E47": 5, "E48": 1}), "RC4")
    return Ending(on, way, {"E41": "RC3", "E3": "RC5", "E2": "RC2", "E16": "RC7", "E13": ""}[way])


def not_last_of_march(day: date) -> date:
    """31 March gives way to the day before, so that a period never ends on the last day of a collection."""
    return day - days(1) if (day.month, day.day) == (3, 31) else day


def write_period(
    rng: random.Random,
    workforce: Workforce,
    life: Life,
    need: str,
    path: list[tuple[date, str]],
    end: Ending,
    first: Place | None,
) -> None:
    """One period of care with its reviews and absences."""
    path = [(day, status) for day, status in path if day < end.on - days(3)]
    start = path[0][0]
    found = stays(rng, workforce, life, start, end.on, lambda day: status_on(path, day), first)
    _fit_ending(rng, workforce, life, found[-1], end)
    found = with_temporary(rng, workforce, life, found, end.on, [day for day, _ in path])
    weave(life, need, path, found, end)
    add_reviews(rng, life, start, end.on)
    add_missing(rng, life, start)


def status_on(path: list[tuple[date, str]], day: date) -> str:
    return [status for since, status in path if since <= day][-1]


def _fit_ending(rng, workforce, life: Life, last: Stay, end: Ending) -> None:
    """A guardian who fostered the child needs a foster placement at the end (rule 516); so does staying put at 18."""
    if end.rec in ("E45", "E46") and last.where.place not in FOSTER:
        last.where = place_of(rng, workforce, life, "U3" if end.rec == "E45" else "U6")
    if end.rec == "E8" and last.where.place in FOSTER and chance(rng, 0.45):
        end.rec = "E17"
    elif end.rec == "E8" and life.disabilities != ("NONE",) and chance(rng, 0.5):
        end.rec = "E7"


def weave(life: Life, need: str, path: list[tuple[date, str]], found: list[Stay], end: Ending) -> None:
    """Episodes from legal statuses and stays: one begins wherever either changes, and the last ends the period."""
    home = None if life.unaccompanied else life.person.homes[0].address.postcode
    edges = [*sorted({day for day, _ in path} | {stay.starts_on for stay in found}), end.on]
    number = -1
    for edge, until in pairwise(edges):
        moved = number + 1 < len(found) and found[number + 1].starts_on == edge
        number += moved
        stay, status = found[number], status_on(path, edge)
        leaves = number + 1 < len(found) and found[number + 1].starts_on == until
        last = until == end.on
        life.care.append(
            CareEpisode(
                edge, _why_new(life, edge, edges[0], moved, status, stay), status, need, stay.where, until,
                end.rec if last else "X1", stay.reason if leaves and not last else None, home,
            )
        )  # fmt: skip


def _why_new(life: Life, edge: date, start: date, moved: bool, status: str, stay: Stay) -> str:
    if edge == start:
        return "S"
    changed = life.care[-1].legal_status != status
    if not moved:
        return "L"
    if changed:
        return "U" if stay.same_carer else "B"
    return "T" if stay.same_carer else "P"


def add_reviews(rng: random.Random, life: Life, start: date, end: date) -> None:
    day, limit = add_working_days(start, rng.randint(12, FIRST_REVIEW if chance(rng, 0.93) else 26)), SECOND_REVIEW
    while day < end:
        young = day < plus_years(life.born_on, 4)
        life.reviews.append((day, "PN0" if young else weighted(rng, TOOK_PART)))
        late = 20 if chance(rng, 0.07) else 0
        day, limit = weekday(day + days(rng.randint(limit - 24, limit - 2) + late)), LATER_REVIEW


def add_missing(rng: random.Random, life: Life, start: date) -> None:
    """Times missing (M) or away without permission (A) of some teenagers, each within one episode."""
    often = chance(rng, 0.13)
    for episode in life.care:
        if episode.starts_on < start or not often or age_on(life.born_on, episode.starts_on) < 12:
            continue
        day = episode.starts_on + days(rng.randint(5, 90))
        while day < episode.ends_on - days(8) and chance(rng, 0.7):
            back = day + days(weighted(rng, {0: 35, 1: 35, 2: 15, 3: 8, 5: 5, 6: 2}))
            life.missing.append(("M" if chance(rng, 0.75) else "A", day, back))
            day = back + days(rng.randint(6, 150))


def write_short_breaks(rng: random.Random, life: Life, start: date, end: date) -> None:
    """Short breaks for a disabled child: one agreement (V4), or single stays of a few days (V3).

    No postcode and no provider number are given (rules 214 and 398), so the place is one that needs none (rule 218).
    """
    where = Place("R1", "PR4", None, None)
    if chance(rng, 0.8):
        life.care.append(CareEpisode(start, "S", "V4", "N2", where, not_last_of_march(end), "E8", None, None))
        return
    day = start
    while day < end - days(10):
        back = not_last_of_march(day + days(rng.randint(2, 5)))
        life.care.append(CareEpisode(day, "S", "V3", "N2", where, back, "E4A", None, None))
        day = back + days(rng.randint(35, 80))


def add_liberty(rng: random.Random, life: Life) -> None:
    """A deprivation of liberty order for a very few teenagers in a children's home, from 2026-27 on."""
    for episode in life.care:
        first = max(episode.starts_on + days(3), date(2026, 4, 8))
        if episode.where.place == "K2" and episode.ends_on > first + days(120) and chance(rng, 0.06):
            life.liberty.append(Span(first, first + days(rng.randint(25, 84))))
