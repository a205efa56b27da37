"""Giving children another worker: several at once, all or none."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ...access import reach
from ...access.actions import DoorError
from ...access.models import Allocation
from ...record import vault
from ...record.actions import doors
from ..models import Move

_DAY = timedelta(days=1)
FROM_FILES = "One of them follows from files: it moves with the next import that says so. Leave it out."


@transaction.atomic
def move(children, *, from_user, to_user, on, reason, by):
    """These children (Child rows) get another worker from that day on; returns the Moves.

    from_user   whose they were, until the day before; None for children whom nobody works with

    Each ending and each beginning asks the door and is logged. DoorError when one cannot be moved: then none is.
    """
    if from_user == to_user:
        raise DoorError("Choose another worker than the one they have now.")
    return [_move(child, from_user, to_user, on, reason, by) for child in children]


def _move(child, from_user, to_user, on, reason, by):
    uid = child.person.uid
    # The new worker first: a child whom only the old one brought within the manager's reach stays there meanwhile.
    if not _works_with(uid, to_user, on).exists():
        doors.allocate(child, to=to_user, part=Allocation.Part.WORKER, starts_on=on, by=by)
    for allocation in _works_with(uid, from_user, on) if from_user else ():
        _end(child, allocation, on, by)
    (key,) = vault.keys_of([child.pk]).values()
    seal = uuid.uuid4()
    return Move.objects.create(
        child=child, seal=seal, sealed_reason=vault.seal(key, reason, "move", seal, "reason"), from_user=from_user,
        to_user=to_user, on=on, at=timezone.now(), by=by,
    )  # fmt: skip


def _works_with(uid, user, on):
    return reach.running(on).filter(child=uid, user=user, part=Allocation.Part.WORKER)


def _end(child, allocation, on, by):
    if allocation.source:
        raise DoorError(FROM_FILES)
    # One that begins that very day is as long as a day can be: it ends as the other begins.
    doors.end_allocation(child, allocation, on=max(on - _DAY, allocation.starts_on), by=by)
