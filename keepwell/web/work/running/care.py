"""While a child is looked after: plans, visits, reviews, health, school, going missing, and short stays."""

from dataclasses import replace
from datetime import timedelta

from keepwell.clocks.ages import plus_months, plus_years
from keepwell.clocks.state import Stop

from ...access.forms_in_force import forms
from ...record.due import Running
from .facts import days, first
from .repeating import UNKNOWN_BEFORE, again, chain

TELLS = {
    "placement-plan": {"care", "placement"},
    "care-plan": {"care"},
    "first-visit": {"care", "placement"},
    "visit": {"care"},
    "weekly-visit": {"care", "placement"},
    "parents-visit": {"care", "placement"},
    "first-review": {"care", "review"},
    "second-review": {"care", "review"},
    "later-review": {"care", "review"},
    "first-health": {"care", "health"},
    "health-under-five": {"care", "health"},
    "health": {"care", "health"},
    "dental": {"care", "dental"},
    "sdq": {"care", "sdq"},
    "education-plan": {"care", "education"},
    "return-interview": {"missing"},
    "short-break": {"care"},
    "holiday-placement": {"care", "placement"},
    "hospital-placement": {"care", "placement"},
    "other-temporary-placement": {"care", "placement"},
}
SHORT_BREAKS = ("V3", "V4")  # legal statuses of a series of short breaks: the child is not in care between them
PARENTS = "P1"
TEMPORARY = {
    "T1": "hospital-placement", "T2": "holiday-placement", "T3": "holiday-placement", "T4": "other-temporary-placement",
}  # fmt: skip
REVIEWS = ("first-review", "second-review", "later-review")
UNKNOWN_REVIEWS = 6  # months after which a first review that is known cannot have been the first
EARLY = timedelta(days=28)  # a plan may be made so long before what it is for
FROM_FOUR, FIVE = 4, 5
LEFT = "the child is no longer looked after."


def runs(one):
    brief = {s.starts_on for s in one.statuses if s.code in SHORT_BREAKS}
    for status in one.statuses:
        if status.code == "V3" and status.starts_on:
            yield Running(one.child, "short-break", "record.LegalStatus", status.pk, status.starts_on, status.ends_on)
    for period in one.periods:
        if period.starts_on and period.starts_on not in brief:
            yield from _period(one, period)
    for episode in one.missing:
        if episode.kind == "M" and episode.ends_on and one.recorded(episode.ends_on):
            held = first(one.steps_of("return-interview"), episode.ends_on)
            yield Running(one.child, "return-interview", "record.MissingEpisode", episode.pk, episode.ends_on, held)


def _period(one, period):
    about, ended = ("record.PeriodOfCare", period.pk), Stop(period.ends_on, LEFT) if period.ends_on else None
    start = period.starts_on
    if one.recorded(start):
        made = first(one.steps_of("care-plan"), start - EARLY)
        yield Running(one.child, "care-plan", *about, start, made, ended)
    yield from _reviews(one, period, about, ended)
    yield from _health(one, period, about, ended)
    yield from _school(one, period, about, ended)
    for placement in one.placements:
        if placement.starts_on and _within(placement.starts_on, period):
            yield from _placement(one, placement)


def _reviews(one, period, about, ended):
    held = [day for day in days(one.reviews, "held_on") if _within(day, period)]
    if held and held[0] > plus_months(period.starts_on, UNKNOWN_REVIEWS):
        yield from chain(one, *about, held[0], held[1:], lambda n, t: "later-review", ended)
    else:
        yield from chain(one, *about, period.starts_on, held, lambda n, t: REVIEWS[min(n, 2)], ended)


def _health(one, period, about, ended):
    start, child = period.starts_on, one.child
    made, checked = _events(one, "health assessment"), _events(one, "dental check")
    if one.recorded(start):
        yield Running(child, "first-health", *about, start, first(made, start), ended)
    yield from _assessed(one, about, [day for day in made if day > start and _within(day, period)], ended, start)
    yield from again(one, "dental", *about, start, [day for day in checked if _within(day, period)], ended)
    if one.born_on:
        start = max(start, plus_years(one.born_on, FROM_FOUR))
        scored = [day for day in sorted({*days(one.sdqs), *one.steps_of("sdq")}) if _within(day, period)]
        for running in again(one, "sdq", *about, start, scored, ended):
            yield replace(running, runs_from=start)


def _events(one, kind):
    """The days of health events of this kind, also as steps."""
    return sorted({*days(event for event in one.health if event.kind == kind), *one.steps_of(kind.replace(" ", "-"))})


def _assessed(one, about, made, ended, start):
    """Half-yearly under five, then yearly: from the fifth birthday the yearly clock takes over."""
    note = ""
    if not made:
        if one.since is None or one.recorded(start) or (ended and ended.on <= one.since):
            return  # the first assessment is still to come, or nothing is known
        made, note = [one.since], UNKNOWN_BEFORE
    five = plus_years(one.born_on, FIVE) if one.born_on else start
    for trigger, done in zip(made, [*made[1:], None], strict=True):
        young = trigger < five
        clock = "health-under-five" if young else "health"
        running = Running(one.child, clock, *about, trigger, done, ended, note=note)
        yield running
        if young and done is None:
            yield replace(running, clock="health", runs_from=five)


def _school(one, period, about, ended):
    start = period.starts_on
    if one.recorded(start):
        plans = {plan.starts_on for plan in one.education_plans if plan.starts_on and "PEP" in plan.kind.upper()}
        begun = first(sorted(plans.union(one.steps_of("education-plan"))), start)
        old_enough = one.born_on is None or plus_years(one.born_on, FROM_FOUR) <= start
        # Where no form can end it, it would be overdue for everybody.
        if old_enough and (begun or "education-plan" in forms()):
            yield Running(one.child, "education-plan", *about, start, begun, ended)


def _placement(one, placement):
    about, start = ("record.Placement", placement.pk), placement.starts_on
    ended = Stop(placement.ends_on, "the placement has ended.") if placement.ends_on else None
    if placement.kind[:1] == "T":
        if clock := TEMPORARY.get(placement.kind):
            yield Running(one.child, clock, *about, start, placement.ends_on)
        return
    if one.recorded(start):
        made = first(one.steps_of("placement-plan"), start - EARLY)
        yield Running(one.child, "placement-plan", *about, start, made, ended)
    seen = [day for day in one.visited("looked after", "looked-after-visit") if _within(day, placement)]
    yield from again(one, "visit", *about, start, seen, ended, _visits(one, placement))


def _visits(one, placement):
    """Which visit is due after which: with parents weekly until the first review (regulation 28)."""
    if placement.kind != PARENTS:
        return lambda number, trigger: "visit" if number else "first-visit"
    reviewed = first(days(one.reviews, "held_on"), placement.starts_on)
    return lambda number, trigger: "weekly-visit" if reviewed is None or trigger < reviewed else "parents-visit"


def _within(day, span):
    return span.starts_on <= day and (span.ends_on is None or day <= span.ends_on)
