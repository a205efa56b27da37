"""Writing into a child's life story."""

import uuid

from django.db import transaction

from ...access import door
from .. import vault
from ..models import LifeStoryEntry, LifeStoryPicture
from .documents import keep_document

CATEGORY = "narrative"
NAMES = {"image/jpeg": "picture.jpg", "image/png": "picture.png"}  # what the camera called it may name a person


class Gone(Exception):
    """There is no such entry of this child."""


@transaction.atomic
def add(child, *, whose, title, words, on, age, picture, by, purpose):
    """Add an entry; returns the LifeStoryEntry.

    on, age   the day, or how old the child was in years; both None when nobody knows
    picture   (media type, content, what is to be seen), or None
    """
    _ask(child, by, "add", purpose, "add to the life story")
    entry = LifeStoryEntry(child=child, seal=uuid.uuid4(), by=by)
    _write(entry, whose, title, words, on, age)
    _keep(entry, picture)
    return entry


@transaction.atomic
def change(child, key, *, whose, title, words, on, age, picture, by, purpose):
    """Change an entry, and put another picture to it; what it said before is kept. Raises Gone."""
    _ask(child, by, "edit", purpose, "change the life story")
    entry = find(child, key)
    _write(entry, whose, title, words, on, age)
    _keep(entry, picture)
    return entry


def find(child, key):
    """The entry of this child with this key; Gone when there is none."""
    entry = LifeStoryEntry.objects.filter(child=child, pk=key).first()
    if entry is None:
        raise Gone
    return entry


def _ask(child, by, action, purpose, what):
    door.ask_of(child, by=by, action=action, categories=[CATEGORY], purpose=purpose, what=what)


def _write(entry, whose, title, words, on, age):
    key = _key(entry)
    entry.whose, entry.on, entry.age = whose, on, age
    entry.sealed_title = vault.seal(key, title, "life story", entry.seal, "title")
    entry.sealed_words = vault.seal(key, words, "life story", entry.seal, "words")
    entry.save()


def _keep(entry, picture):
    if picture is None:
        return
    media_type, content, shows = picture
    document = keep_document(entry.child, name=NAMES[media_type], content=content, media_type=media_type, on=entry.on)
    seal = uuid.uuid4()
    sealed = vault.seal(_key(entry), shows, "life story", seal, "shows")
    LifeStoryPicture.objects.create(child=entry.child, entry=entry, document=document, seal=seal, sealed_shows=sealed)


def _key(entry):
    return vault.keys_of([entry.child_id])[entry.child_id]
