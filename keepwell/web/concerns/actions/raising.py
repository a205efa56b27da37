"""Raising a concern: by whoever may add one, who may be unable to read it afterwards."""

import uuid

from django.db import transaction

from ...access import door
from ...record.elsewhere import changed
from ...record.models import Child
from .. import sealing
from ..models import Attached, Concern

CONCERN, PURPOSE = "concern", "safeguarding"
RAISE = "raise a concern"


@transaction.atomic
def raise_concern(*, child=None, on, at_time, how, danger, words, files=(), by):
    """Keep a note of concern; returns it.

    child   the Child it is about, None when that is for the lead to settle
    words   about, child_words, seen, told_by, opinion, where (texts), marks and people (lists of dicts of text)
    files   `record.files.Handed` each
    """
    ask_to_raise(child, by=by, what=RAISE)
    seal, key = uuid.uuid4(), sealing.key_of(child and child.pk)
    concern = Concern(
        child=child, seal=seal, raised_by=by, on=on, at_time=at_time, how=how, danger=danger,
        sealed_words=sealing.seal_data(key, "words", words, seal),
    )  # fmt: skip
    concern._history_user = by
    concern.save()
    for file in files:
        mark = sealing.write_file(key, file.content)
        Attached.objects.create(
            concern=concern, seal=mark, sealed_name=sealing.seal(key, "file", file.name, mark),
            media_type=file.media_type, size=len(file.content),
        )  # fmt: skip
    if child:
        changed.send(Child, children=[child.pk])
    return concern


def ask_to_raise(child, *, by, what):
    """Asked of the one child when it is known who that is, else of notes of concern as such."""
    if child:
        door.ask_of(child, by=by, action="add", categories=[CONCERN], purpose=PURPOSE, what=what)
    else:
        door.ask(by=by, action="add", category=CONCERN, purpose=PURPOSE, what=what)
