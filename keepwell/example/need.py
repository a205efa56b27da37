"""Referral, assessment and child-in-need plan: the part of a life that most children in the record have."""

import random
from dataclasses import dataclass
from datetime import date

from keepwell.clocks.ages import plus_years
from keepwell.clocks.working_days import add_working_days

from .chance import chance, day_between, days, weighted
from .life import Assessment, Enquiry, Life, Referral, Span

# Working Together to Safeguard Children: an assessment within 45 working days of the referral,
# an initial conference within 15 working days of the strategy discussion.
ASSESSMENT_DAYS, CONFERENCE_DAYS = 45, 15
IN_TIME = 0.88

SOURCES = {
    "6": 27, "2A": 18, "1A": 8, "3A": 3, "3B": 4, "3C": 1, "3D": 3, "3E": 6, "3F": 3, "4": 2, "5A": 5, "5B": 3,
    "5C": 3, "5D": 6,
    "7": 4, "8": 7, "1B": 2, "1C": 1, "1D": 1, "2B": 2, "9": 2, "10": 1,
}  # fmt: skip
NEEDS = {"N1": 57, "N2": 3, "N3": 4, "N4": 12, "N5": 14, "N6": 3, "N7": 1, "N8": 2, "N9": 1, "N0": 1}
FACTORS = {
    "N1": ("3B", "16A", "17A", "18C", "4B", "2B", "1B", "3A", "19C", "24A"),
    "N2": ("6A", "5A", "4A", "20"),
    "N3": ("4B", "6B", "5B", "7A"),
    "N4": ("4B", "3B", "20", "17A", "6C"),
    "N5": ("4A", "14A", "3B", "17A", "1B"),
    "N6": ("14A", "2A", "13A", "24A", "10A", "18B"),
    "N7": ("20", "16A", "4B"),
    "N8": ("9A", "20", "8F"),
    "N9": ("20",),
    "N0": ("20", "4A"),
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What brothers and sisters share: the referral and what was found on the way."""

    on: date
    source: str
    need: str
    assessed_on: date
    authorised_on: date
    enquiry_on: date | None = None
    conference_on: date | None = None

    def referral(self) -> Referral:
        return Referral(self.on, self.source, self.need)


def in_working_days(rng: random.Random, start: date, limit: int, least: int = 1) -> date:
    """A working day after `start`: mostly within the limit, otherwise up to half as long again."""
    most = limit if chance(rng, IN_TIME) else limit + limit // 2
    return add_working_days(start, rng.randint(least, most))


def beginning(rng: random.Random, on: date, need: str, enquiry: bool, conference: bool) -> Beginning:
    """The start of a case; the assessment covers any enquiry, and is authorised on or after the conference."""
    assessed_on = add_working_days(on, rng.randint(0, 2)) if chance(rng, 0.9) else on
    authorised_on = in_working_days(rng, on, ASSESSMENT_DAYS, least=8)
    enquiry_on = day_between(rng, assessed_on, min(assessed_on + days(12), authorised_on)) if enquiry else None
    conference_on = in_working_days(rng, enquiry_on, CONFERENCE_DAYS, least=7) if conference else None
    if conference_on and conference_on > authorised_on:
        authorised_on = conference_on
    return Beginning(on, weighted(rng, SOURCES), need, assessed_on, authorised_on, enquiry_on, conference_on)


def assessment(rng: random.Random, start: Beginning, extra: tuple[str, ...] = ()) -> Assessment:
    pool = FACTORS[start.need]
    found = set(rng.sample(pool, min(len(pool), rng.randint(1, 4)))) | set(extra)
    return Assessment(start.assessed_on, start.authorised_on, tuple(sorted(found)))


def enquiry(start: Beginning) -> Enquiry:
    target = add_working_days(start.enquiry_on, CONFERENCE_DAYS)
    return Enquiry(start.enquiry_on, target, start.conference_on)


def write_need(rng: random.Random, life: Life, start: Beginning, floor: date) -> None:
    """A referral with its outcome, then perhaps later ones, until the child is 18. Nothing closes before `floor`."""
    adult_on = plus_years(life.born_on, 18)
    for _ in range(3):
        referral = _one_referral(rng, life, start, floor, adult_on)
        life.referrals.append(referral)
        last = referral.closed_on or referral.on
        again_on = last + days(rng.randint(25, 500))
        if referral.reason in ("RC2", "RC5") or again_on > adult_on - days(200) or not chance(rng, 0.22):
            return
        start = beginning(rng, again_on, weighted(rng, NEEDS), chance(rng, 0.12), False)


def _one_referral(rng, life: Life, start: Beginning, floor: date, adult_on: date) -> Referral:
    referral = start.referral()
    ways = {"nothing": 12, "assessed": 22, "early help": 13, "plan": 53}
    way = "plan" if start.enquiry_on or life.storyline == "disabled" else weighted(rng, ways)
    if way != "plan" and max(start.on, start.authorised_on) < floor:
        way = "plan"
    if way == "nothing" and start.on >= floor:
        referral.no_further_action = True
        referral.need = rng.choice((start.need, None))
        return referral
    extra = ("6A",) if life.disabilities != ("NONE",) else ()
    referral.assessments.append(assessment(rng, start, extra))
    if start.enquiry_on:
        referral.enquiries.append(enquiry(start))
    if way != "plan":
        _close_after_assessment(rng, referral, start, way)
    else:
        _support(rng, life, referral, start.authorised_on, floor, adult_on)
    return referral


def _close_after_assessment(rng, referral: Referral, start: Beginning, way: str) -> None:
    referral.closed_on = start.authorised_on
    referral.reason = "RC9" if way == "early help" else "RC8"
    if way == "assessed" and chance(rng, 0.4):
        referral.assessments[0].factors = ("21",)


def _support(rng, life: Life, referral: Referral, after: date, floor: date, adult_on: date) -> None:
    lasting = rng.randint(300, 2500) if life.disabilities != ("NONE",) else rng.randint(50, 480)
    plan = add_plan(rng, referral, after, after + days(lasting), floor, adult_on)
    add_reassessments(rng, referral, plan)
    close(rng, life, referral, plan.ends_on, adult_on)


def add_plan(rng, referral: Referral, after: date, until: date, floor: date, adult_on: date) -> Span:
    """A child-in-need plan after `after`; it lasts to the floor at least and to the 18th birthday at most."""
    starts_on = after + days(rng.randint(1, 14))
    if until < floor:
        until = floor + days(rng.randint(10, 200))
    plan = Span(starts_on, max(starts_on + days(14), min(until, adult_on - days(1))))
    referral.plans.append(plan)
    return plan


def add_reassessments(rng, referral: Referral, plan: Span) -> None:
    """A fresh assessment about every year of a long plan; each ends before the plan does."""
    start = plan.starts_on + days(rng.randint(300, 420))
    while start < plan.ends_on - days(130):
        again = Beginning(
            start, referral.source, referral.need, start, in_working_days(rng, start, ASSESSMENT_DAYS, least=10)
        )
        referral.assessments.append(assessment(rng, again))
        start += days(rng.randint(330, 450))


def close(rng, life: Life, referral: Referral, after: date, adult_on: date) -> None:
    referral.closed_on = max(after + days(rng.randint(0, 14)), *(a.authorised_on for a in referral.assessments))
    moved = chance(rng, 0.05)
    grown = referral.closed_on >= adult_on - days(20) and life.disabilities != ("NONE",)
    referral.reason = "RC6" if grown else "RC5" if moved else "RC7"
    if moved:
        # The family moved: their next address belongs to another council.
        life.person.homes[-1].ends_on = referral.closed_on


def end_with_death(life: Life, referral: Referral, died_on: date) -> None:
    """The child died: everything open ends on that day."""
    life.person.died_on = died_on
    referral.closed_on, referral.reason = died_on, "RC2"
    referral.plans = [Span(p.starts_on, min(p.ends_on, died_on)) for p in referral.plans if p.starts_on < died_on]
    referral.assessments = [a for a in referral.assessments if a.authorised_on <= died_on]
    for plan in referral.protection:
        plan.ends_on = min(plan.ends_on, died_on)
        plan.reviews = [day for day in plan.reviews if day <= died_on]
