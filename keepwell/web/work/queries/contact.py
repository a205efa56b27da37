"""Which young people who left care refuse contact, and since when."""

from collections import defaultdict

from ...record.models import CareLeaverContact, Child, Step
from ..running.facts import possible
from ..running.refusing import REFUSES, STEP, YEARLY, refused_since, wishes


def refusing(children=None):
    """{child: the day since which they refuse} of these children (keys), of all when not given."""
    if children is None:
        children = {
            *CareLeaverContact.objects.filter(in_touch="REFU").values_list("child", flat=True),
            *Step.objects.filter(form=STEP, outcome=REFUSES).values_list("child", flat=True),
        }
    said = _said(list(children)).items()
    return {child: since for child, all_of_it in said if (since := refused_since(all_of_it))}


def _said(children):
    years, steps = defaultdict(list), defaultdict(list)
    for row in CareLeaverContact.objects.filter(child__in=children):
        years[row.child_id].append(row)
    asked = Step.objects.filter(child__in=children, form__in=(STEP, YEARLY))
    for step in asked.only("child", "form", "on", "outcome", "kind", "key"):
        steps[step.child_id].append(step)
    known = years.keys() | steps.keys()
    born = dict(Child.objects.filter(pk__in=known).values_list("pk", "person__born_on"))
    return {child: wishes(possible(born[child]), years[child], steps[child]) for child in known}
