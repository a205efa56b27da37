"""Saying what came of an action of a plan."""

import json
import uuid
from datetime import date

from django.db import transaction

from ..access import door
from ..record import vault
from ..record.elsewhere import changed
from .acting import asking
from .models import Followed

WHAT = "say what came of an action"


class FollowError(Exception):
    """What may not be said; its text is a sentence for the person."""


@transaction.atomic
def follow(action, *, came, on, note, by, purpose):
    """Keep what came (a key of Followed.CAME) of an Action, since which day; returns the Followed.

    NotForYou when this person may not correct what the plan says. FollowError for a day to come, or no reason.
    """
    step = action.step
    door.ask_of(step.child, by=by, action="edit", categories=[asking()[step.form]], purpose=purpose, what=WHAT)
    if on > date.today():
        raise FollowError("Give a day that has come.")
    if came == "dropped" and not note.strip():
        raise FollowError("Say why it will not be done.")
    seal = uuid.uuid4()
    words = json.dumps({"turn": action.said, "note": note}, ensure_ascii=False)
    key = vault.keys_of([step.child_id])[step.child_id].under(step.version.apart)
    made = Followed.objects.create(
        child=step.child, step=step, number=action.number, came=came, on=on, seal=seal, by=by,
        sealed_words=vault.seal(key, words, "plan action", seal, "words"),
    )  # fmt: skip
    changed.send(Followed, children=[step.child_id])
    return made
