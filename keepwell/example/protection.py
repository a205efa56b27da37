"""Child protection: enquiry, conference, plan, reviews, and what comes after."""

import random
from datetime import date

from keepwell.clocks.ages import plus_years

from .chance import chance, days, weekday, weighted
from .life import Life, PreProceedings, ProtectionPlan, Referral
from .need import (
    Beginning,
    add_plan,
    add_reassessments,
    assessment,
    beginning,
    close,
    enquiry,
    write_need,
)

CATEGORIES = {"NEG": 48, "EMO": 36, "PHY": 8, "SAB": 5, "MUL": 3}
# Working Together: the first review within three months of the conference, later ones within six.
FIRST_REVIEW, LATER_REVIEW = 91, 182


def write_protection(rng: random.Random, life: Life, start: Beginning, floor: date) -> None:
    """A referral with a child protection plan, then a child-in-need plan; for one in eight a second plan later."""
    adult_on = plus_years(life.born_on, 18)
    for before in range(2):
        referral = referral_with_plan(rng, life, start, before)
        life.referrals.append(referral)
        ends_on = referral.protection[-1].ends_on
        plan = add_plan(rng, referral, ends_on, ends_on + days(rng.randint(40, 250)), floor, adult_on)
        add_reassessments(rng, referral, plan)
        close(rng, life, referral, plan.ends_on, adult_on)
        again_on = referral.closed_on + days(rng.randint(40, 500))
        if referral.reason == "RC5" or again_on > adult_on - days(500):
            return
        if not chance(rng, 0.13):
            break
        start = beginning(rng, again_on, "N1", True, True)
    if chance(rng, 0.15):
        write_need(rng, life, beginning(rng, again_on, "N4", False, False), floor)


def referral_with_plan(
    rng: random.Random, life: Life, start: Beginning, before: int, until: date | None = None
) -> Referral:
    """A referral with assessment, enquiry, conference and plan. `until` ends the plan (the child came into care)."""
    referral = start.referral()
    referral.assessments.append(assessment(rng, start))
    if referral.source == "5C":
        # The family moved here with a plan: a conference of ours without an enquiry of ours.
        referral.conference_on = start.conference_on
    else:
        referral.enquiries.append(enquiry(start))
    referral.protection.append(protection_plan(rng, life, start.conference_on, before, until))
    return referral


def protection_plan(rng: random.Random, life: Life, starts_on: date, before: int, until: date | None) -> ProtectionPlan:
    limit = min(until or date.max, plus_years(life.born_on, 18) - days(2))
    wanted = min(starts_on + days(rng.randint(85, 640)), limit)
    reviews = review_days(rng, starts_on, wanted)
    ends_on = reviews[-1] if reviews and reviews[-1] <= limit else max(wanted, starts_on + days(1))
    first = weighted(rng, CATEGORIES)
    latest = weighted(rng, CATEGORIES) if chance(rng, 0.15) else first
    return ProtectionPlan(starts_on, ends_on, first, latest, before, [day for day in reviews if day <= ends_on])


def review_days(rng: random.Random, starts_on: date, until: date) -> list[date]:
    """Reviews from the conference on, mostly in time; the last is the first on or after `until`."""
    found, day = [], starts_on
    while day < until:
        limit = LATER_REVIEW if found else FIRST_REVIEW
        day = weekday(day + days(rng.randint(limit - 25, limit - 2) + (21 if chance(rng, 0.08) else 0)))
        found.append(day)
    return found


def pre_proceedings(rng: random.Random, starts_on: date, court_on: date | None) -> PreProceedings:
    """Pre-proceedings and the offer of a family group decision-making meeting, from collection 2026-27 on."""
    letter_on = starts_on + days(rng.randint(3, 12))
    meeting_on = letter_on + days(rng.randint(7, 18))
    decided_on = max(meeting_on + days(rng.randint(40, 110)), court_on or date.min)
    return PreProceedings(starts_on, letter_on, meeting_on, rng.randint(1, 3), decided_on, court_on)
