"""First answers that the record itself gives to questions which ask for them (`fills` of a question)."""

from datetime import date

from keepwell.clocks.collection import CollectionYear

from ..record.models import HealthEvent, Offence, ProtectionPlan, Sdq, SubstanceUse
from ..record.targets import standing


def first_answers(form, child, by):
    """{question id: answer} of the questions that the record can answer; the person sees and may change each."""
    found = {one.id: FILLS[one.fills](child, by) for one in form.questions if one.fills}
    return {id: answer for id, answer in found.items() if answer not in (None, "")}


def _earlier_plans(child, by):
    plans = ProtectionPlan.objects.filter(child=child)
    known = [plan.previous_plans + 1 for plan in plans if plan.previous_plans is not None]
    return max([plans.count(), *known])


def _latest_harm(child, by):
    held = standing(child, "cin-childprotectionplans")
    return held and held.facts.get("latest_category")


def _in_the_year(model, child, name="on", **more):
    year = CollectionYear.of(date.today())
    return model.objects.filter(child=child, **{f"{name}__gte": year.start, f"{name}__lte": year.end}, **more)


def _health(kind):
    return lambda child, by: True if _in_the_year(HealthEvent, child, kind=kind).exists() else None


FILLS = {
    "earlier-plans": _earlier_plans,
    "latest-harm": _latest_harm,
    "worker-number": lambda child, by: by.worker_number,
    "development": _health("development check"),
    "immunised": _health("immunisations"),
    "teeth": _health("dental check"),
    "assessed": _health("health assessment"),
    "sdq": lambda child, by: _in_the_year(Sdq, child).exclude(score=None).values_list("score", flat=True).last(),
    "convicted": lambda child, by: True if _in_the_year(Offence, child, outcome="conviction").exists() else None,
    "substance": lambda child, by: True if _in_the_year(SubstanceUse, child, "found_on").exists() else None,
}
