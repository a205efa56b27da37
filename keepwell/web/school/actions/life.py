"""Suspensions and exclusions, stages of an education, health and care plan, and leaving a school."""

import uuid

from django.db import transaction

from ...access import door
from ...record import vault
from ...record.elsewhere import changed
from ..may import EDUCATION, PLAN, of_exclusions
from ..models import Exclusion, Leaving, PlanStage
from ..queries.life import needed_before, sessions_suspended

MOST = 90  # sessions of suspension in a school year: 45 school days (Education Act 2002, section 51A regulations)
FACTS = ("kind", "starts_on", "ends_on", "sessions", "reasons", "returned_on", "told_parents_on", "told_council_on",
         "told_worker_on", "told_virtual_head_on")  # fmt: skip


class CannotBe(Exception):
    """What was asked for contradicts what is there; `field` is where, the text a sentence for whoever asked."""

    def __init__(self, field, text):
        super().__init__(text)
        self.field = field


@transaction.atomic
def exclude(child, said, *, by, purpose):
    """Write down a suspension or exclusion; `said` has FACTS and `note`. CannotBe past 45 school days in a year."""
    door.ask_of(child, by=by, action="add", categories=[of_exclusions()], purpose=purpose, what="write an exclusion")
    one = Exclusion(child=child, by=by, seal=uuid.uuid4())
    return _keep_exclusion(one, said)


@transaction.atomic
def change_exclusion(one, said, *, by, purpose):
    door.ask_of(
        one.child, by=by, action="edit", categories=[of_exclusions()], purpose=purpose, what="change an exclusion"
    )
    return _keep_exclusion(one, said)


def _keep_exclusion(one, said):
    others = sessions_suspended(one.child, said["starts_on"], but=one.pk)
    if said["kind"] != "permanent" and others + (said["sessions"] or 0) > MOST:
        raise CannotBe(
            "sessions",
            f"With {others} sessions before, that is more than 45 school days in this school year, which the law does "
            "not allow: check the number",
        )
    for fact in FACTS:
        setattr(one, fact, said[fact])
    key = vault.keys_of([one.child_id])[one.child_id]
    one.sealed_note = vault.seal(key, said["note"], "exclusion", one.seal, "note")
    one.save()
    changed.send(sender=Exclusion, children=[one.child_id])
    return one


def note_of(one):
    """What happened, as it was written down."""
    return vault.unseal(vault.keys_of([one.child_id])[one.child_id], one.sealed_note, "exclusion", one.seal, "note")


@transaction.atomic
def add_stage(child, *, stage, on, by, purpose):
    """A stage was reached. CannotBe when what must come before is not there."""
    door.ask_of(child, by=by, action="add", categories=[PLAN], purpose=purpose, what="write a stage of a plan")
    if missing := needed_before(child, stage, on):
        raise CannotBe(
            "on", f"By that day this is not written down yet: {missing}. Write it down first, or check the day"
        )
    if PlanStage.objects.filter(child=child, stage=stage, on=on).exists():
        raise CannotBe("stage", "This is written down for that day already")
    made = PlanStage.objects.create(child=child, stage=stage, on=on, by=by)
    changed.send(sender=PlanStage, children=[child.pk])
    return made


@transaction.atomic
def leave(child, said, *, by, purpose, pk=None):
    """A pupil leaves a school: written down, or what was written changed."""
    action = "edit" if pk else "add"
    door.ask_of(child, by=by, action=action, categories=[EDUCATION], purpose=purpose, what="write leaving a school")
    one = Leaving.objects.get(child=child, pk=pk) if pk else Leaving(child=child, by=by)
    for fact, value in said.items():
        setattr(one, fact, value)
    one.save()
    changed.send(sender=Leaving, children=[child.pk])
    return one
