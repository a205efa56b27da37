"""Supervision: a note about a child's case, and what is to be done after it."""

import uuid

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...record import vault
from ...record.actions import noting
from ..models import Action

NARRATIVE = "narrative"
DONE = "say that an action is done"


@transaction.atomic
def keep(child, *, on, text, by, purpose, what="", given_to=None, due_on=None):
    """Keep the note, and the action when there is one; returns the Note."""
    title = f"Supervision, written by {by.name}"
    note = noting.write(child, kind="supervision", on=on, title=title, text=text, by=by, purpose=purpose,
                        what="write down supervision")  # fmt: skip
    if what:
        give(child, note=note, what=what, to=given_to, due_on=due_on, by=by)
    return note


def give(child, *, note, what, to, due_on, by):
    """Somebody is asked to do this by a day, or by no day."""
    (key,) = vault.keys_of([child.pk]).values()
    seal = uuid.uuid4()
    return Action.objects.create(
        child=child, note=note, seal=seal, sealed_what=vault.seal(key, what, "action", seal, "what"), given_to=to,
        due_on=due_on, given_at=timezone.now(), given_by=by,
    )  # fmt: skip


@transaction.atomic
def done(action, *, by, purpose):
    """It is done, says whoever was asked or somebody who may write about the child. Saying it twice does nothing."""
    category = {"by": by, "categories": [NARRATIVE], "purpose": purpose, "what": DONE}
    door.ask_of(action.child, action="view" if action.given_to_id == by.pk else "add", **category)
    Action.objects.filter(pk=action.pk, done_at=None).update(done_at=timezone.now(), done_by=by)
