"""Under which key a note of concern lies, and moving it from one key to another with all its versions and files."""

import json
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import transaction

from ..record import resealing, vault
from ..record.actions.documents import write
from ..staff import keyfile
from .models import Attached, Concern, Doing, Linked

PARTS = ("words", "reason", "feedback", "file_why")


def key_of(child):
    """The key for a concern about this child (id); the master key when nobody knows yet whom it is about."""
    return vault.keys_of([child])[child] if child else vault.master()


def keys_of(children):
    """{child id or None: key} for several at once."""
    return vault.keys_of({child for child in children if child}) | {None: vault.master()}


def seal(key, part, text, mark):
    return vault.seal(key, text, "concern", mark, part)


def unseal(key, part, sealed, mark):
    return vault.unseal(key, sealed, "concern", mark, part)


def seal_data(key, part, data, mark):
    return seal(key, part, json.dumps(data), mark)


def unseal_data(key, part, sealed, mark):
    text = unseal(key, part, sealed, mark)
    return json.loads(text) if text else {}


def staff_key():
    """The key of concerns about staff: a file of its own, beside those of the children and of no use to them."""
    place = settings.KEEPWELL_KEYS / "staff-concerns.key"
    return AESGCM(keyfile.read(place) or keyfile.make(place))


# Files ------------------------------------------------------------------------------------------------------------


def write_file(key, content):
    """Keep the content under a new mark; returns the mark."""
    mark = uuid.uuid4()
    write(vault.document_path(mark), vault.seal_bytes(key, content, "concern file", mark))
    return mark


def read_file(key, attached):
    """(name, content) of a file of a concern. InvalidTag when it was changed, FileNotFoundError when it is gone."""
    sealed = vault.document_path(attached.seal).read_bytes()
    content = vault.unseal_bytes(key, sealed, "concern file", attached.seal)
    return unseal(key, "file", attached.sealed_name, attached.seal), content


# From one key to another ------------------------------------------------------------------------------------------


def hand_over(concern, child):
    """Make the concern be about this child (id): all its words, versions, files and actions go under the child's key.

    Its files are written anew; the old ones go when all of it is committed.
    """
    old, new = key_of(concern.child_id), key_of(child)
    for row in (concern, *Concern.history.filter(id=concern.pk)):
        sealed = {f"sealed_{part}": _again(old, new, part, row) for part in PARTS}
        for name, value in sealed.items():
            setattr(row, name, value)
        row.child_id = child
        if row is not concern:
            row.save(update_fields=["child", *sealed])
    for doing in concern.doings.all():
        doing.sealed_what = seal(new, "doing", unseal(old, "doing", doing.sealed_what, doing.seal), doing.seal)
        doing.save(update_fields=["sealed_what"])
    for attached in concern.files.all():
        _rewrite(old, new, attached)


def sealed_texts():
    """Say how the texts of this room are sealed, for a child's record that is put together with another."""
    resealing.seals(Concern, "concern")
    resealing.seals(Linked, "concern", names={"words": "part"})
    resealing.hangs(Doing, "concern", resealing.once(Doing, "concern", {"what": "doing"}))
    resealing.hangs(Attached, "concern", _files_again)


def _files_again(files, old, new):
    shut = 0
    for attached in files:
        try:
            _rewrite(old, new, attached)
        except (InvalidTag, OSError):
            shut += 1
    return shut


def _again(old, new, part, row):
    return seal(new, part, unseal(old, part, getattr(row, f"sealed_{part}"), row.seal), row.seal)


def _rewrite(old, new, attached):
    before = vault.document_path(attached.seal)
    name, content = read_file(old, attached)
    attached.seal = write_file(new, content)
    attached.sealed_name = seal(new, "file", name, attached.seal)
    attached.save(update_fields=["seal", "sealed_name"])
    transaction.on_commit(lambda: before.unlink(missing_ok=True))
