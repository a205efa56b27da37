"""Concerns about staff: raised by whoever may raise one, read and decided by those alone whom the policy names."""

import uuid

from django.db import transaction
from django.utils import timezone

from ...access import door
from .. import sealing
from ..models import StaffConcern
from .raising import PURPOSE

CATEGORY = "low-level-concern"


@transaction.atomic
def raise_about_staff(*, on, words, by):
    """Keep a concern about somebody who works here. words: about, seen, where, others (texts)."""
    door.ask(by=by, action="add", category=CATEGORY, purpose=PURPOSE, what="raise a concern about staff")
    seal = uuid.uuid4()
    concern = StaffConcern(
        seal=seal, raised_by=by, on=on, sealed_words=sealing.seal_data(sealing.staff_key(), "staff", words, seal)
    )
    concern._history_user = by
    concern.save()
    return concern


@transaction.atomic
def decide_about_staff(concern, *, was, decision, harm, officer_told_on, said, by):
    """The decision; `said`: reason, told. Raises Meanwhile when somebody decided since it was shown."""
    from .deciding import Meanwhile

    door.ask(by=by, action="edit", category=CATEGORY, purpose=PURPOSE, what="decide a concern about staff")
    concern = StaffConcern.objects.select_for_update(of=("self",)).get(pk=concern.pk)
    now = said_now(concern)
    if now != was:
        raise Meanwhile(now)
    concern.decision, concern.harm, concern.officer_told_on = decision, harm, officer_told_on
    concern.sealed_decision = sealing.seal_data(sealing.staff_key(), "decision", said, concern.seal)
    concern.decided_at, concern.decided_by = timezone.now(), by
    concern._history_user = by
    concern.save()
    return concern


def said_now(concern):
    """What the form of the decision shows, {name: text}."""
    said = sealing.unseal_data(sealing.staff_key(), "decision", concern.sealed_decision, concern.seal)
    return {
        "decision": concern.decision, "harm": "on" if concern.harm else "",
        "officer_told_on": concern.officer_told_on.isoformat() if concern.officer_told_on else "",
        "reason": said.get("reason", ""), "told": said.get("told", ""),
    }  # fmt: skip
