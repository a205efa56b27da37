"""Noticing that a source of the policy changed, looking at it again, and saying that one has read it."""

from django.db import transaction
from django.utils import timezone

from ...access import door
from ..models import Confirmed, Edition
from ..queries import guidance

LOOK = "look at guidance again"


class GuidanceError(Exception):
    """What may not be said; its text is a sentence for the person."""


@transaction.atomic
def notice(on=None):
    """Keep how the sources of the policy in force stand now, where that is new; returns how many tasks that opened."""
    on, opened = on or timezone.localdate(), 0
    list(Edition.objects.select_for_update().values_list("pk"))  # two who notice at once open one task
    for source, row in guidance.unseen(on):
        edition, replaced_by, ended = guidance.state_of(source, on)
        first = row is None and not replaced_by and not ended
        Edition.objects.create(source=source.id, edition=edition, replaced_by=replaced_by, ended=ended, first=first)
        opened += not first
    return opened


@transaction.atomic
def confirm(id, *, by):
    """This person has read the source (its id) as it stands. GuidanceError when nobody asked them to."""
    asked = {one.source.id: one.source for one in guidance.asked_of(by, timezone.localdate())}
    if id not in asked:
        raise GuidanceError("Nobody asks you to read this.")
    _, new = Confirmed.objects.get_or_create(user=by, source=id, edition=asked[id].version)
    if new:
        door.note(by=by, action="confirm guidance", why=f"source.{id}")


@transaction.atomic
def look(task, *, said, by):
    """What a keeper of the policy found who looked at all that cites this source (an Edition) again."""
    ask(by)
    if not said.strip():
        raise GuidanceError("Say what you found: what stays as it is, and what you changed.")
    waits = Edition.objects.filter(pk=task.pk, first=False, looked_at=None)
    if not waits.update(looked_at=timezone.now(), looked_by=by, said=said):
        raise GuidanceError("Somebody looked at this already: read what they found. What you wrote is not kept.")


def ask(by):
    """The door: is this somebody who keeps the policy? Logged either way."""
    action, category, purpose = guidance.KEEPS
    door.ask(by=by, action=action, category=category, purpose=purpose, what=LOOK)
