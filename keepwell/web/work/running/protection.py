"""From the contact to the child protection plan, and the short orders."""

from collections import defaultdict
from datetime import timedelta

from keepwell.clocks.ages import plus_months
from keepwell.clocks.due import local_day
from keepwell.clocks.state import Stop

from ...record.due import Running
from .facts import days, first
from .repeating import again, chain

TELLS = {
    "contact-screened": {"need"},
    "assessment": {"need", "assessment"},
    "conference": {"section47"},
    "core-group": {"protection-plan"},
    "plan-visit": {"protection-plan"},
    "first-review-conference": {"protection-plan"},
    "review-conference": {"protection-plan"},
    "police-protection": {"care"},
    "emergency-order": {"care"},
    "emergency-order-extended": {"care"},
    "assessment-order": {"care"},
}
UNKNOWN_REVIEWS = 6  # months after which a first review that is known cannot have been the first
BEFORE_PLAN = timedelta(days=10)  # a conference that decided on a plan is at most so long before it
ORDERS = {"L1": "police-protection", "L2": "emergency-order", "L3": "assessment-order"}


def runs(one):
    yield from _contacts(one)
    closed = {r.pk: Stop(r.closed_on, "the case was closed.") for r in one.referrals if r.closed_on}
    yield from _assessments(one, closed)
    yield from _enquiries(one, closed)
    yield from _plans(one)
    yield from _orders(one)


def _contacts(one):
    """A contact is decided at once, or by the referral that follows it. Of both the day of recording is known."""
    referrals = [step for step in one.steps if step.form == "referral" and step.on]
    for contact in one.steps:
        if contact.form == "contact" and contact.on:
            followed = [step for step in referrals if step.after_id == contact.pk]
            if contact.outcome == "referral":
                done = min((_decided_on(step) for step in followed), default=None)
            else:
                done = _decided_on(contact) if contact.outcome else None
            yield Running(one.child, "contact-screened", "record.Step", contact.pk, contact.on, done)
    for step in referrals:
        if step.after_id is None:
            yield Running(one.child, "contact-screened", "record.Step", step.pk, step.on, _decided_on(step))


def _decided_on(step):
    return max(step.on, step.ends_on or local_day(step.at))


def _assessments(one, closed):
    of_referral = defaultdict(list)
    for assessment in one.assessments:
        if assessment.started_on:
            of_referral[assessment.referral_id].append(assessment)
    for referral in one.referrals:
        ended = closed.get(referral.pk)
        for made in of_referral[referral.pk]:
            about = ("record.Assessment", made.pk, made.started_on)
            yield Running(one.child, "assessment", *about, done=made.authorised_on, ended=ended)
        # A return brings the assessments of its year only: an old referral without one says nothing.
        nothing = referral.pk not in of_referral or not of_referral[referral.pk]
        if nothing and not referral.no_further_action and referral.referred_on and one.recorded(referral.referred_on):
            yield Running(one.child, "assessment", "record.Referral", referral.pk, referral.referred_on, ended=ended)


def _enquiries(one, closed):
    held = {c.enquiry_id: c.held_on for c in one.conferences if c.enquiry_id and c.held_on}
    for enquiry in one.enquiries:
        if enquiry.started_on is None or enquiry.conference_not_required:
            continue
        yield Running(one.child, "conference", "record.Section47Enquiry", enquiry.pk, _strategy(one, enquiry),
                      done=held.get(enquiry.pk), ended=closed.get(enquiry.referral_id))  # fmt: skip


def _strategy(one, enquiry):
    """The day of the strategy discussion that started the enquiry, where a step says so."""
    held = [step.on for step in one.steps if step.form == "strategy-discussion" and step.key == enquiry.pk and step.on]
    return min([*held, enquiry.started_on])


def _plans(one):
    for plan in one.plans:
        if plan.starts_on is None:
            continue
        ended = Stop(plan.ends_on, "the plan has ended.") if plan.ends_on else None
        decided, about = _decided(one, plan), ("record.ProtectionPlan", plan.pk)
        if one.recorded(decided):
            met = first(one.steps_of("core-group"), decided)
            yield Running(one.child, "core-group", *about, decided, done=met, ended=ended)
        yield from _reviews(one, plan, decided, about, ended)
        seen = [day for day in one.visited("protection", "protection-visit") if _within(day, plan)]
        yield from again(one, "plan-visit", *about, plan.starts_on, seen, ended)


def _decided(one, plan):
    """The day of the conference that decided on the plan; else its first day."""
    span = (plan.starts_on - BEFORE_PLAN, plan.starts_on)
    held = [c.held_on for c in one.conferences if c.referral_id == plan.referral_id and c.held_on]
    return max((day for day in held if span[0] <= day <= span[1]), default=plan.starts_on)


def _reviews(one, plan, decided, about, ended):
    held = days((r for r in one.plan_reviews if r.plan_id == plan.pk), "held_on")
    if held and held[0] > plus_months(decided, UNKNOWN_REVIEWS):
        yield from chain(one, *about, held[0], held[1:], lambda n, t: "review-conference", ended)
    else:
        yield from chain(one, *about, decided, held, lambda n, t: REVIEWS[min(n, 1)], ended)


REVIEWS = ("first-review-conference", "review-conference")


def _within(day, span):
    return span.starts_on <= day and (span.ends_on is None or day <= span.ends_on)


def _orders(one):
    orders = sorted((s for s in one.statuses if s.starts_on and s.code in ORDERS), key=lambda s: (s.starts_on, s.pk))
    ends = {s.ends_on for s in orders if s.code == "L2" and s.ends_on}
    for order in orders:
        clock = ORDERS[order.code]
        if order.code == "L2" and order.starts_on in ends:
            clock = "emergency-order-extended"
        yield Running(one.child, clock, "record.LegalStatus", order.pk, order.starts_on, done=order.ends_on)
