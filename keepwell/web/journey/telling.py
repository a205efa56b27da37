"""Steps in the chronology, and the way to the work from the child's page."""

from datetime import date

from django.urls import reverse

from ..record.elsewhere import Part, tells_events, tells_links, tells_part
from ..record.models import Step
from ..record.queries.chronology import Event
from .offers import may_record
from .queries import steps_of
from .saying import answer

# The kind of the chronology under which the steps of an area are told.
KINDS = {
    "front-door": "referral", "assessment": "assessment", "protection": "section47", "care": "care",
    "health": "health", "education": "education-plan", "adoption": "adoption", "leaving": "leaving", "work": "note",
}  # fmt: skip
OF_FORM = {
    "conference": "conference", "protection-review": "review", "looked-after-review": "review", "need-visit": "visit",
    "protection-visit": "visit", "looked-after-visit": "visit", "need-plan": "plan", "core-group": "plan",
    "need-plan-review": "review", "placement-move": "placement", "placement-plan": "placement", "sdq": "sdq",
    "legal-change": "legal", "missing": "missing", "missing-back": "missing", "return-interview": "missing",
    "offence": "offending", "substance": "substance", "pre-proceedings": "court", "social-worker": "worker",
}  # fmt: skip


@tells_links
def links(opened):
    from ..access.forms_in_force import forms

    if any(may_record(form, opened) for form in forms().values()) or steps_of(opened):
        yield "The work with this child", reverse("journey:work", args=[opened.child.person.uid])


@tells_part
def part(page):
    """What the plans say will be done, where that is followed."""
    from .acting import told

    shown = told(page.rows.opened)
    if shown["plans"]:
        yield Part("need", "Actions of the plans", "journey/_part.html", shown)


@tells_events
def events(story):
    """Each step, told on its day with who recorded it and what came of it."""
    for step in steps_of(story.rows.opened):
        words = step.version.words
        kind = OF_FORM.get(step.form) or KINDS[words["area"]]
        facts = [(Step, step.pk, name) for name in ("on", "ends_on") if getattr(step, name)]
        uid = story.rows.person.uid
        yield Event(
            step.on, kind, words["category"], _text(step, words), step.by.name if step.by else "", "", "",
            step.significant, tuple(facts or [(Step, step.pk, "on")]), (step.on or date.max, 1, 99, step.pk, 0),
            link=reverse("journey:step", args=[uid, step.pk]),
        )  # fmt: skip


def _text(step, words):
    asked = next((one for one in words["questions"] if one["id"] == "outcome"), None)
    if not step.outcome or asked is None:
        return step.version.title
    return f"{step.version.title}: {answer(asked, step.outcome)}"
