"""Strengths and difficulties scores, health assessments, dental checks and immunisations."""

import random
from datetime import date

from keepwell.clocks.ages import age_on, plus_years

from .chance import chance, days, weighted
from .life import HealthEvent, Life, Sdq

OUTCOMES = {
    "health assessment": (
        "Growing well.",
        "Health plan agreed.",
        "Referred for a hearing test.",
        "Glasses prescribed.",
    ),
    "dental check": (
        "No treatment needed.",
        "Filling done.",
        "Fluoride varnish applied.",
        "Referred to the orthodontist.",
    ),
    "immunisations": ("Up to date.", "Catch-up dose given.", "Booster given."),
    "development check": ("Meeting milestones.", "Speech and language therapy suggested.", "Walking and babbling."),
}


def add_health(rng: random.Random, life: Life) -> None:
    """Events of the years in care: health assessments every six months under 5, then every year (regulation 33)."""
    stays = [e for e in life.care if e.legal_status not in ("V3", "V4")]
    if not stays:
        _add_community_checks(rng, life)
        return
    start, end = stays[0].starts_on, min(stays[-1].ends_on, plus_years(life.born_on, 18))
    _repeat(rng, life, "health assessment", start + days(rng.randint(12, 40)), end, 0.95)
    _repeat(rng, life, "dental check", start + days(rng.randint(20, 90)), end, 0.85)
    _repeat(rng, life, "immunisations", start + days(rng.randint(20, 120)), end, 0.9)
    _repeat(
        rng, life, "development check", start + days(rng.randint(20, 60)), min(end, plus_years(life.born_on, 5)), 0.9
    )
    _add_scores(rng, life, start, end)


def _repeat(rng, life: Life, kind: str, day: date, end: date, kept: float) -> None:
    while day < end:
        if chance(rng, kept):
            life.health.append(HealthEvent(kind, day, rng.choice(OUTCOMES[kind])))
        often = kind != "immunisations" and age_on(life.born_on, day) < 5 and kind != "dental check"
        day += days(rng.randint(150, 180) if often else rng.randint(310, 362))


def _add_community_checks(rng, life: Life) -> None:
    """A few checks that partners told us about, while the case was open."""
    for referral in life.referrals:
        if not referral.closed_on or not chance(rng, 0.4):
            continue
        day = max(referral.on, life.born_on) + days(rng.randint(5, 60))
        kind = "development check" if age_on(life.born_on, day) < 4 else rng.choice(("dental check", "immunisations"))
        if day <= min(referral.closed_on, life.known_until):
            life.health.append(HealthEvent(kind, day, rng.choice(OUTCOMES[kind])))


def _add_scores(rng, life: Life, start: date, end: date) -> None:
    """One questionnaire a year between 4 and 16, drifting from a level of the child's own."""
    level = min(38, max(1, round(rng.gauss(14, 6))))
    day = max(start, plus_years(life.born_on, 4)) + days(rng.randint(60, 300))
    while day < min(end, plus_years(life.born_on, 17)):
        if chance(rng, 0.86):
            by = weighted(
                rng, {"carer": 82, "teacher": 8, "young person": 10 if age_on(life.born_on, day) >= 11 else 0}
            )
            life.sdqs.append(Sdq(day, level, by))
        level = min(40, max(0, level + rng.randint(-4, 3)))
        day += days(rng.randint(330, 380))
