"""Sealing anew what was written of adoptions before there was a second key for it.

It may be stopped and run again: what stands under the second key already is left as it is, and each handful of rows is
written whole or not at all. What does not open now stays as it is and is counted.
"""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from django.db import transaction

from .. import apart, resealing, vault
from ..models import Words
from ..searching.sources import sources

CHUNK = 200  # rows written at once


@dataclass
class Sealed:
    """How many texts were looked at, how many of them were sealed anew, and how many do not open."""

    texts: int = 0
    anew: int = 0
    shut: int = 0


def seal_apart():
    """Seal all of it under the second keys; the Sealed. KeyMissing when the file of the adoption key is gone."""
    done = Sealed()
    for model, rows in apart.kinds():
        keys = list(rows.values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            _seal(model, keys[start : start + CHUNK], done)
    _forget_words()
    return done


@transaction.atomic
def _seal(model, keys, done):
    rows = list(model._base_manager.select_for_update().filter(pk__in=keys))
    held = vault.keys_of({row.child_id for row in rows}, whole=True)
    changed = [row for row in rows if _seal_row(row, held[row.child_id], done)]
    fields = [resealing.PREFIX + part for part in resealing.parts(model)]
    model._base_manager.bulk_update(changed, fields)


def _seal_row(row, key, done):
    """Did the first key open a part of it? It is sealed under the second then."""
    anew = 0
    for part in resealing.parts(type(row)):
        name, about = resealing.PREFIX + part, resealing.about(row, part)
        sealed = getattr(row, name)
        if not sealed:
            continue
        done.texts += 1
        try:
            text = vault.unseal_bytes(key, sealed, *about)
        except vault.KeyMissing:
            raise
        except InvalidTag:
            done.shut += 1
            continue
        if vault.opens_alone(key, sealed, *about):
            setattr(row, name, vault.seal_bytes(key.apart, text, *about))
            anew += 1
    done.anew += anew
    return bool(anew)


def _forget_words():
    """Search knows nothing of what stands apart, not even the marks of its words."""
    for source in sources():
        if source.apart:
            rows = source.model.objects.filter(**{source.apart: True})
            Words.objects.filter(kind=source.name, key__in=rows.values("pk")).delete()


def how_it_stands():
    """The Sealed as it would be done now, without doing it: `anew` are texts that the first key still opens."""
    found = Sealed()
    for model, rows in apart.kinds():
        names = [resealing.PREFIX + part for part in resealing.parts(model)]
        held = list(rows.only("child", "seal", *names))
        keys = vault.keys_of({row.child_id for row in held}, whole=True) if held else {}
        for row in held:
            for part in resealing.parts(model):
                _look(row, part, keys[row.child_id], found)
    return found


def _look(row, part, key, found):
    sealed, about = getattr(row, resealing.PREFIX + part), resealing.about(row, part)
    if sealed:
        found.texts += 1
        if vault.opens_alone(key, sealed, *about):
            found.anew += 1
        elif key.second is None or not vault.opens_alone(key.second, sealed, *about):
            found.shut += 1
