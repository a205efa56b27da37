"""Steps of a child, and those for whom the same may be recorded."""

from ..record.models import Relationship, Step
from ..record.queries.calling import called, names_of

SIBLINGS = ("sibling", "half-sibling")


def steps_of(opened):
    """The steps of an opened record whose own category is open, oldest first, each with `form_of` (its words then)."""
    rows = Step.objects.filter(child=opened.child).select_related("version", "by").defer("sealed_answers")
    return [step for step in rows if opened.may(step.version.words["category"])]


def step_at(opened, pk):
    """One step of the record, or None when there is none or its category is closed."""
    step = Step.objects.filter(child=opened.child, pk=pk).select_related("version", "by", "after__version").first()
    return step if step and opened.may(step.version.words["category"]) else None


def siblings_of(opened, form, on):
    """[(uid, name)] of brothers and sisters with a record of their own that the reader may know of."""
    if not form.group or not opened.may("relationships"):
        return []
    rows = Relationship.objects.filter(person=opened.child.person, kind__in=SIBLINGS, other__child__isnull=False)
    others = {row.other.uid: row.other_id for row in rows.select_related("other")}
    known = opened.known_among(set(others))
    names = names_of(list(others.values()))
    return [(str(uid), called(names[pk], on).full) for uid, pk in others.items() if uid in known]
