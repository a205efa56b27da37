"""Writing the parts of an education, health and care plan: each under the child's key, each change a version."""

import uuid

from django.db import transaction

from ...access import door
from ...record import vault
from ...record.elsewhere import changed
from ...record.models import Child
from ..models import PlanPart

WHAT = "write a part of a plan"


class Meanwhile(Exception):
    """Somebody else wrote in this part since it was shown; `said` is what it says now."""

    def __init__(self, said):
        super().__init__("changed meanwhile")
        self.said = said


@transaction.atomic
def write(child, *, section, words, seen, by, purpose):
    """Write a part (a Section of `school.parts`); returns the PlanPart. What it said before stays as a version.

    seen   the `mark_of` what the writer had before them: Meanwhile when it is another now. NotForYou when one of the
           categories of the section is closed to `by`, for reading or for writing.
    """
    Child.objects.select_for_update().get(pk=child.pk)
    one = PlanPart.objects.filter(child=child, section=section.id).first()
    for action in ("view", "edit" if one else "add"):
        door.ask_of(child, by=by, action=action, categories=section.categories, purpose=purpose, what=WHAT)
    if mark_of(one) != seen:
        raise Meanwhile(words_of(one))
    one = one or PlanPart(child=child, section=section.id, seal=uuid.uuid4())
    key = vault.keys_of([child.pk])[child.pk]
    one.sealed_words, one.by = vault.seal(key, words, "plan part", one.seal, "words"), by
    one._history_user = by
    one.save()
    changed.send(sender=PlanPart, children=[child.pk])
    return one


def mark_of(part):
    """Which version of a part somebody sees; '' when nothing is written yet."""
    return part.at.isoformat() if part else ""


def words_of(part, key=None):
    """What a part says, or said in an earlier version; '' without one. InvalidTag when it does not open."""
    if part is None:
        return ""
    key = key or vault.keys_of([part.child_id])[part.child_id]
    return vault.unseal(key, part.sealed_words, "plan part", part.seal, "words")
