"""What putting two records together and taking them apart have in common: pointing rows, and sealing them anew."""

import uuid
from dataclasses import dataclass, field

from django.db import transaction

from ...access import door
from .. import resealing, vault
from ..models import AdoptionKey, ChildKey, Document, Pair

CATEGORY = door.CATEGORY_OF_BEING_KNOWN
OFFERED = (Pair,)  # speak of two records
KEYS = (ChildKey, AdoptionKey)  # of a record of its own: neither goes over
CHUNK = 500


class MergeError(Exception):
    """Two records that cannot be put together or taken apart; its text is a sentence for whoever asked."""


@dataclass
class Done:
    """What was done: how many rows went over or back, and how many texts could not be opened and stay shut.

    since   {name of the model: how many} rows that were added after the merge and stay with the record that stayed
    gone    rows that went over and are no longer there, or are another child's now
    """

    rows: int = 0
    shut: int = 0
    gone: int = 0
    since: dict = field(default_factory=dict)


def point(model, pointer, keys, child):
    for start in range(0, len(keys), CHUNK):
        model._base_manager.filter(pk__in=keys[start : start + CHUNK]).update(**{pointer: child})


def sealed_anew(model, rows, old, new):
    """Seal the texts of these rows, and of what hangs on them, under another key; how many stay shut."""
    shut = 0
    if resealing.parts(model):
        fields, shut = resealed(rows, old, new)
        model._base_manager.bulk_update(rows, fields, batch_size=CHUNK)
    return shut + resealing.below(rows, old, new)


def resealed(rows, old, new):
    """As `resealing.reseal`; a Document gets a new file, and the old one goes once all is kept."""
    if type(rows[0]) is not Document:
        return resealing.reseal(rows, old, new)
    shut = 0
    for row in rows:
        mark, name = uuid.uuid4(), None
        if resealing.move_file(row, old, new, mark):
            transaction.on_commit(lambda was=row.seal: resealing.drop_file(was))
            name = vault.unseal(old, row.sealed_name, "document", row.seal, "name")
            row.seal, row.sealed_name = mark, vault.seal(new, name, "document", mark, "name")
        else:
            shut += 1
    return ["seal", "sealed_name"], shut


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value
