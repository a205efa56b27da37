"""Leaving care: contacts around the birthdays from 17 to 21, personal advisers, and young mothers in care."""

import random
from datetime import date

from keepwell.clocks.ages import plus_years

from .chance import chance, day_between, days, weighted
from .life import CareEpisode, Involvement, Life, Name, Person, Tie
from .names import given_name
from .workforce import Workforce

BIRTHDAYS = range(17, 22)
ACTIVITY = {"F1": 6, "F2": 24, "P2": 3, "F4": 7, "P4": 1, "F5": 22, "P5": 6, "G4": 9, "G5": 20, "G6": 2}
HOME = {
    "B1": 13,
    "B2": 1,
    "C1": 3,
    "D1": 16,
    "D2": 1,
    "E1": 8,
    "K1": 2,
    "U1": 30,
    "U2": 2,
    "S2": 1,
    "V2": 1,
    "X2": 2,
    "Y1": 3,
}
# Children looked after 13 weeks from the age of 14 on, some of it at 16 or later (SSDA903 rule 1001).
WEEKS_13, SINCE, SOME_AFTER = 91, 14, 16


def add_contacts(rng: random.Random, life: Life) -> None:
    """What would be said around each birthday after the last day in care, if the young person qualifies."""
    if not qualifies(life):
        return
    left_on, stayed = life.care[-1].ends_on, life.care[-1].rec == "E17"
    for age in BIRTHDAYS:
        if plus_years(life.born_on, age) > left_on:
            life.leaver[age] = _contact(rng, life, age, stayed)


def _contact(rng, life: Life, age: int, stayed: bool) -> tuple[str, str, str]:
    touch = weighted(rng, {"YES": 91, "NO": 4, "REFU": 2, "NREQ": 2, "RHOM": 1})
    if touch in ("NO", "RHOM"):
        return touch, "0", "0"
    homes = {"Z1": 70, "U1": 20, "B1": 5} if stayed and age < 21 else {**HOME, "T1": 3} if age > 18 else HOME
    activity = weighted(rng, ACTIVITY)
    return touch, "G5" if activity == "G6" and life.person.sex == "M" else activity, weighted(rng, homes)


def qualifies(life: Life) -> bool:
    stays = [e for e in life.care if e.legal_status not in ("V3", "V4")]
    if not stays or stays[-1].rec in ("E11", "E12", "E2", "E3", "E45", "E46", "E47", "E48", "E41", "E16"):
        return False
    return _days_since(life, stays, SINCE) >= WEEKS_13 and _days_since(life, stays, SOME_AFTER) >= 1


def _days_since(life: Life, stays: list[CareEpisode], age: int) -> int:
    birthday = plus_years(life.born_on, age)
    return sum(max(0, (e.ends_on - max(e.starts_on, birthday)).days) for e in stays)


def add_adviser(rng: random.Random, workforce: Workforce, life: Life) -> None:
    """A personal adviser from about the 16th birthday for those in care then."""
    first = plus_years(life.born_on, 16) + days(rng.randint(10, 240))
    if any(e.ends_on > first for e in life.care if e.legal_status not in ("V3", "V4")):
        since = max(first, life.care[0].starts_on + days(14))
        adviser = workforce.worker_id(rng, "PA")
        life.involvements.append(Involvement(adviser, "personal adviser", since, plus_years(life.born_on, 21)))


def add_motherhood(rng: random.Random, life: Life, on: date) -> None:
    """A few young women of 15 to 17 who are still in care become mothers; the baby is not one of our children.

    Only for those in care on `on`: the return asks for MOTHER while she is looked after and forbids it afterwards
    (rules 165, 207, 624 and 628 cannot all be kept for a mother who has left).
    """
    first, last = plus_years(life.born_on, 15), min(plus_years(life.born_on, 18), on) - days(3)
    here = [e for e in life.care if e.starts_on <= on < e.ends_on and e.legal_status not in ("V3", "V4")]
    if life.person.sex != "F" or not here or last <= first or not chance(rng, 0.08):
        return
    life.mother_on = day_between(rng, first, last)
    sex = rng.choice("FM")
    baby = Person(f"B{life.index:07d}", "other", sex, life.mother_on)
    baby.names.append(Name("legal", given_name(rng, sex, "british"), life.person.family, life.mother_on))
    baby.ties.append(Tie(life.child_id, "mother", True, life.mother_on))
    life.relations.append(baby)
