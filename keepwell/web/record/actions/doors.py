"""Keeping people away from one record, opening it in an emergency, and checking that afterwards.

Each asks the door, and writes its reason sealed under the child's own key: a reason tells of the child.
"""

import uuid

from django.db import transaction

from ...access import actions, door
from ...access.models import Restriction
from .. import vault
from ..models import Child

KEEPING, EMERGENCY, WORKER = "restriction", "emergency", "worker"  # categories of the policy
CONFLICT = Restriction.Kind.CONFLICT


@transaction.atomic
def allocate(child, *, to, part=None, starts_on, ends_on=None, by):
    _ask(child, by, "add", WORKER, "allocate")
    return actions.allocate(child.person.uid, to=to, part=part, starts_on=starts_on, ends_on=ends_on, by=by)


@transaction.atomic
def end_allocation(child, allocation, *, on, by):
    """Its last day; one that has not begun by then is taken back."""
    _of(child, allocation)
    _ask(child, by, "edit", WORKER, "end an allocation")
    if allocation.starts_on > on:
        actions.take_back(allocation)
    else:
        actions.end_allocation(allocation, on=on, by=by)


@transaction.atomic
def restrict(child, *, kind, user=None, reason, by):
    """A conflict of interest of their own anybody may state who knows the child; all else is for those who may."""
    if kind == CONFLICT and user == by:
        door.open(child, by=by)
    else:
        _ask(child, by, "add", KEEPING, f"restrict: {kind}")
    seal = uuid.uuid4()
    return actions.restrict(
        child.person.uid, kind=kind, user=user, by=by, seal=seal, sealed_reason=_sealed(child, reason, "reason", seal)
    )


@transaction.atomic
def lift(child, restriction, *, by):
    _of(child, restriction)
    _ask(child, by, "edit", KEEPING, f"lift: {restriction.kind}")
    actions.lift(restriction, by=by)


@transaction.atomic
def open_in_emergency(child, *, reason, by):
    """Open the record to `by` for some hours. The door must allow emergencies; NotForYou when it does not.

    Also NotForYou when the record stays closed even then: it is sealed, or this person is shut out of it.
    """
    purpose = emergency_purpose(by)
    door.ask(by=by, action="add", category=EMERGENCY, purpose=purpose, what="open in an emergency",
             child=child.person.uid)  # fmt: skip
    seal = uuid.uuid4()
    made = actions.open_in_emergency(
        child.person.uid, by=by, purpose=purpose, seal=seal, sealed_reason=_sealed(child, reason, "reason", seal)
    )
    door.open(child, by=by, purpose=purpose)
    return made


@transaction.atomic
def close_emergency(emergency, *, by):
    if emergency.user_id != by.pk:
        raise ValueError("an emergency is given back by whoever opened it")
    actions.close_emergency(emergency)


@transaction.atomic
def review(emergency, *, found, note, by):
    """What the manager found; the child may be one whom they otherwise do not reach."""
    door.ask(by=by, action="edit", category=EMERGENCY, purpose="administration", what="check an emergency",
             child=emergency.child)  # fmt: skip
    child = Child.objects.get(person__uid=emergency.child)
    sealed = _sealed(child, note, "note", emergency.seal)
    actions.review(emergency, found=found, sealed_note=sealed, by=by)


def emergency_purpose(by):
    """The purpose for which this person may open a record in an emergency; the first of the policy when for none."""
    urgent = door.urgent_purposes()
    may = (one for one in urgent if door.may(by, "add", EMERGENCY, one).allowed)
    return next(may, urgent[0] if urgent else "safeguarding")


def may_open_in_emergency(by):
    return door.may(by, "add", EMERGENCY, emergency_purpose(by)).allowed


def words_of(child, row, part="reason"):
    """The reason of a restriction or an emergency, or the note of its review."""
    key = vault.keys_of([child.pk])[child.pk]
    return vault.unseal(key, getattr(row, f"sealed_{part}"), "door", row.seal, part)


def _sealed(child, text, part, seal):
    return vault.seal(vault.keys_of([child.pk])[child.pk], text, "door", seal, part)


def _of(child, row):
    if row.child != child.person.uid:
        raise ValueError("the row is not of this child")


def _ask(child, by, action, category, what):
    door.ask_of(child, by=by, action=action, categories=[category], purpose="administration", what=what)
