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
APART = "apart-"  # begins the name of a form in which people write what stands apart: see `record.apart`


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
        "sealed_fields": vault.seal(_key(form), text, *_about(seal, by)),
        "saved_at": timezone.now(),
    }
    Draft.objects.update_or_create(user=by, form=form, place=place, defaults=kept)
    return kept["saved_at"]


def read(*, form, place="", by):
    """(fields, when they were kept) of this person's draft; None when there is none, it is too old or does not open."""
    kept = Draft.objects.filter(user=by, form__in=_names(form), place=place, saved_at__gt=timezone.now() - KEPT_FOR)
    draft = kept.order_by("-saved_at").first()
    if draft is None:
        return None
    try:
        text = vault.unseal(_key(draft.form), draft.sealed_fields, *_about(draft.seal, by))
    except InvalidTag:
        return None
    return [(name, value) for name, value in json.loads(text)], draft.saved_at


def forget(*, form, place="", by):
    Draft.objects.filter(user=by, form__in=_names(form), place=place).delete()


def forget_old():
    """Drafts that nobody came back to; how many there were. Part of the daily tidying."""
    return Draft.objects.filter(saved_at__lte=timezone.now() - KEPT_FOR).delete()[0]


def _names(form):
    """What stands apart may have been begun before it did, under its name alone."""
    return {form, form.removeprefix(APART)}


def _key(form):
    return vault.apart_master() if form.startswith(APART) else vault.master()


def _about(seal, by):
    return "draft", seal, by.pk
