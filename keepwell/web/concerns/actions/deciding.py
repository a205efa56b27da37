"""What the lead does with a concern: settle whom it is about, decide and say why, ask somebody to act, mend, move."""

import uuid

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...record.elsewhere import changed
from ...record.models import Child
from .. import sealing
from ..models import Concern, Doing, Linked, Moved
from .raising import CONCERN, PURPOSE


class Meanwhile(Exception):
    """Somebody else changed the concern since it was shown: `now` is what it says now, {name: text}."""

    def __init__(self, now):
        super().__init__("changed meanwhile")
        self.now = now


SETTLED = "Somebody has settled meanwhile which child it is: look at the note again."


class ConcernError(Exception):
    """A change that may not be made; its text is a sentence for the person who asked for it."""


@transaction.atomic
def settle(concern, child, *, by):
    """Say which child it is about. From one child to another it is moved, with a trace on both records.

    Raises ConcernError when it is about that child already, or when somebody else settled it since it was read.
    """
    seen = concern.child_id
    concern = _locked(concern, by, "settle a concern")
    if concern.child_id != seen:
        raise ConcernError(SETTLED)
    if concern.child_id == child.pk:
        raise ConcernError("The note is about this child already.")
    _ask(child, by, "settle a concern")
    before = concern.child
    if concern.linked.filter(child=child).exists():
        raise ConcernError("This child is linked to the note with a part of their own: take that link away first.")
    sealing.hand_over(concern, child.pk)
    if before:  # that it belongs in one child's file says nothing of another's
        concern.in_file, concern.sealed_file_why, concern.filed_at, concern.filed_by = "", b"", None, None
    _save(concern, by, "moved" if before else "settled")
    if before:
        Moved.objects.create(child=before, way="away", by=by)
        Moved.objects.create(child=child, way="here", by=by)
    changed.send(Child, children=[one.pk for one in (before, child) if one])
    return concern


@transaction.atomic
def decide(concern, *, was, category, decision, reason, feedback, by):
    """The decision and its reason; raises Meanwhile when the concern does not say what the person saw (`was`)."""
    concern = _locked(concern, by, "decide a concern")
    key = sealing.key_of(concern.child_id)
    now = decided_now(concern, key)
    _unchanged(now, was)
    concern.category, concern.decision = category, decision
    concern.sealed_reason = sealing.seal(key, "reason", reason, concern.seal)
    concern.sealed_feedback = sealing.seal(key, "feedback", feedback, concern.seal)
    concern.decided_at, concern.decided_by = timezone.now(), by
    _save(concern, by, "decided")
    return concern


@transaction.atomic
def put_in_file(concern, *, was, in_file, why, by):
    """Say whether it belongs in the file of the child whom it is about (a key of IN_FILE), and why.

    ConcernError while nobody knows which child that is, or without a reason; Meanwhile as `decide`.
    """
    concern = _locked(concern, by, "say whether a concern belongs in the file")
    if not concern.child_id:
        raise ConcernError("Settle first which child it is about.")
    if not why.strip():
        raise ConcernError("Give the reason: nothing goes into a child’s file without one.")
    key = sealing.key_of(concern.child_id)
    _unchanged(file_now(concern, key), was)
    concern.in_file = in_file
    concern.sealed_file_why = sealing.seal(key, "file_why", why, concern.seal)
    concern.filed_at, concern.filed_by = timezone.now(), by
    _save(concern, by, "put in the file" if in_file == "yes" else "left out of the file")
    return concern


def file_now(concern, key):
    """What the form about the file shows, {name: text}."""
    why = sealing.unseal(key, "file_why", concern.sealed_file_why, concern.seal)
    return {"in_file": concern.in_file, "why": why}


@transaction.atomic
def mend(concern, *, was, words, by):
    """Write some of its words anew ({name: text}); what it said before stays in its versions."""
    concern = _locked(concern, by, "mend a concern")
    key = sealing.key_of(concern.child_id)
    held = sealing.unseal_data(key, "words", concern.sealed_words, concern.seal)
    _unchanged({name: held.get(name, "") for name in words}, was)
    concern.sealed_words = sealing.seal_data(key, "words", held | words, concern.seal)
    _save(concern, by, "mended")
    return concern


def decided_now(concern, key):
    """What the form of the decision shows, {name: text}."""
    return {
        "category": concern.category, "decision": concern.decision,
        "reason": sealing.unseal(key, "reason", concern.sealed_reason, concern.seal),
        "feedback": sealing.unseal(key, "feedback", concern.sealed_feedback, concern.seal),
    }  # fmt: skip


@transaction.atomic
def link(concern, *, number, child, part, words, why, by):
    """A person of the note is this child: on their record stands their part alone, in words meant for it, and why."""
    concern = _locked(concern, by, "link a child to a concern")
    _ask(child, by, "link a child to a concern")
    if child.pk == concern.child_id:
        raise ConcernError("The note is about this child: they need no link.")
    if not why.strip():
        raise ConcernError("Give the reason why their own record needs to say this.")
    if concern.linked.filter(number=number).exists():
        raise ConcernError("Somebody has linked this person meanwhile.")
    seal, key = uuid.uuid4(), sealing.key_of(child.pk)
    made = Linked.objects.create(
        concern=concern, number=number, child=child, part=part, seal=seal, by=by,
        sealed_words=sealing.seal(key, "part", words, seal), sealed_why=sealing.seal(key, "why", why, seal),
    )  # fmt: skip
    changed.send(Child, children=[child.pk])
    return made


@transaction.atomic
def unlink(linked, *, by):
    """It was somebody else after all: what was written on that record goes."""
    _locked(linked.concern, by, "take a link away")
    linked.delete()
    changed.send(Child, children=[linked.child_id])


@transaction.atomic
def ask_for(concern, *, what, owner, due_on, by):
    """Somebody (owner) is to do something by a day; returns the Doing."""
    concern = _locked(concern, by, "ask for an action")
    seal = uuid.uuid4()
    sealed = sealing.seal(sealing.key_of(concern.child_id), "doing", what, seal)
    return Doing.objects.create(concern=concern, seal=seal, sealed_what=sealed, owner=owner, due_on=due_on, given_by=by)


@transaction.atomic
def done(doing, *, by):
    """It is done; a second time changes nothing."""
    _locked(doing.concern, by, "an action is done")
    Doing.objects.filter(pk=doing.pk, done_at=None).update(done_at=timezone.now(), done_by=by)


def _locked(concern, by, what):
    """The concern as it is now, nobody else changing it meanwhile, for somebody who may."""
    now = Concern.objects.select_for_update(of=("self",)).select_related("child__person").get(pk=concern.pk)
    if now.child:
        _ask(now.child, by, what)
    else:
        door.ask(by=by, action="edit", category=CONCERN, purpose=PURPOSE, what=what)
    return now


def _ask(child, by, what):
    door.ask_of(child, by=by, action="edit", categories=[CONCERN], purpose=PURPOSE, what=what)


def _unchanged(now, was):
    if now != was:
        raise Meanwhile(now)


def _save(concern, by, why):
    concern._history_user, concern._change_reason = by, why
    concern.save()
    if concern.child_id:
        changed.send(Child, children=[concern.child_id])
