"""Keeping what somebody has typed and not saved yet, giving it back to them alone, and forgetting it."""

import json
import uuid
from datetime import timedelta

from cryptography.exceptions import InvalidTag
from django.db import transaction
from django.utils import timezone

from .. import vault
from ..models import Draft

AT_MOST = 200_000  # characters of all fields together: the longest note with room to spare
KEPT_FOR = timedelta(days=30)


@transaction.atomic
def keep(*, form, place="", fields, by):
    """Keep `fields` ([(name, value)], in the order of the form) instead of what was kept before; when it was kept.

    ValueError when it is too much.
    """
    text = json.dumps(list(fields))
    if len(text) > AT_MOST:
        raise ValueError("too much for a draft")
    seal = uuid.uuid4()
    kept = {
        "seal": seal,
        "sealed_fields": vault.seal(vault.master(), text, *_about(seal, by)),
        "saved_at": timezone.now(),
    }
    Draft.objects.update_or_create(user=by, form=form, place=place, defaults=kept)
    return kept["saved_at"]


def read(*, form, place="", by):
    """(fields, when they were kept) of this person's draft; None when there is none, it is too old or does not open."""
    draft = Draft.objects.filter(user=by, form=form, place=place, saved_at__gt=timezone.now() - KEPT_FOR).first()
    if draft is None:
        return None
    try:
        text = vault.unseal(vault.master(), draft.sealed_fields, *_about(draft.seal, by))
    except InvalidTag:
        return None
    return [(name, value) for name, value in json.loads(text)], draft.saved_at


def forget(*, form, place="", by):
    Draft.objects.filter(user=by, form=form, place=place).delete()


def forget_old():
    """Drafts that nobody came back to; how many there were. Part of the daily tidying."""
    return Draft.objects.filter(saved_at__lte=timezone.now() - KEPT_FOR).delete()[0]


def _about(seal, by):
    return "draft", seal, by.pk
