"""Sealing what was written about a child under the child's own keys.

AES-256-GCM throughout. The child's key is random and wrapped by the installation's master key, which lies in
the keys folder and never in the database: a copy of the database alone reads nothing, and destroying one
child's key makes every copy of that child's narrative unreadable, backups included.

What is written of an adoption is sealed under a second key of the child, wrapped by a key file of its own: who has the
master key and the database reads nothing of it. Reading finds the right key by itself; writing says `key.apart`.
"""

import hmac
import os
from functools import cache, cached_property
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from ..staff import keyfile
from .models import AdoptionKey, ChildKey

NONCE = 12  # bytes; the size that AES-GCM is specified for
KEY_BITS = 256


class KeyMissing(InvalidTag):
    """The file of the adoption key is not in the keys folder, or is another; its text says so to people."""

    def __init__(self):
        super().__init__(
            f"The key file {apart_path().name} is missing from the keys folder, or is not the one that was there: put "
            "it back from its copy. Nothing is lost; what is written of adoptions does not open until then."
        )


class Key:
    """A child's own key, which opens what stands under either of the two; it seals under the first.

    `apart` is the second, for sealing what must stand apart; it is made when first asked for.
    """

    def __init__(self, child, raw):
        self.child, self._own = child, AESGCM(raw)
        self.encrypt = self._own.encrypt

    def decrypt(self, nonce, text, about):
        try:
            return self._own.decrypt(nonce, text, about)
        except InvalidTag:
            if self.second is None:
                raise
            return self.second.decrypt(nonce, text, about)

    @property
    def alone(self):
        """The first key without the second."""
        return self._own

    @cached_property
    def second(self):
        """The second key; None when the child has none. KeyMissing when it does not open."""
        return _second_keys([self.child]).get(self.child)

    @property
    def apart(self):
        if self.second is None:
            self.second = _make_second(self.child)
        return self.second

    def under(self, apart):
        """What to seal with: the second key for what must stand apart."""
        return self.apart if apart else self


@cache
def _master(path):
    return AESGCM(keyfile.read(path) or keyfile.make(path))


def master():
    return _master(master_path())


def master_path():
    """Where the master key lies; it is made when first asked for."""
    return settings.KEEPWELL_KEYS / "master.key"


@cache
def _apart_master(path):
    found = keyfile.read(path)
    if found is None and AdoptionKey.objects.exists():
        raise KeyMissing  # a new one would open nothing of what is there
    return AESGCM(found or keyfile.make(path))


def apart_master():
    """As `master`, for what stands apart. KeyMissing when the file is gone and something was sealed with it."""
    return _apart_master(apart_path())


def apart_path():
    """Where the adoption key lies; it is made when first asked for."""
    return settings.KEEPWELL_KEYS / "adoption.key"


def document_path(mark):
    """Where the sealed content of the document with this mark lies; its name tells nothing."""
    return Path(settings.MEDIA_ROOT) / mark.hex[:2] / mark.hex


def _encrypt(key, text, about):
    nonce = os.urandom(NONCE)
    return nonce + key.encrypt(nonce, text, about)


def _decrypt(key, sealed, about):
    sealed = bytes(sealed)
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], about)


def keys_of(children, *, whole=False):
    """The keys of these children (by id), made where missing: {child id: Key}.

    whole   the second keys too, at once: before the rows that hold them go to another record
    """
    found = dict(ChildKey.objects.filter(child__in=children).values_list("child_id", "wrapped"))
    fresh = []
    for child in set(children) - found.keys():
        wrapped = _encrypt(master(), AESGCM.generate_key(KEY_BITS), b"child %d" % child)
        fresh.append(ChildKey(child_id=child, wrapped=wrapped))
        found[child] = wrapped
    ChildKey.objects.bulk_create(fresh)
    keys = {child: Key(child, _decrypt(master(), wrapped, b"child %d" % child)) for child, wrapped in found.items()}
    if whole:
        second = _second_keys(keys)
        for child, key in keys.items():
            key.second = second.get(child)
    return keys


def _second_keys(children):
    found = AdoptionKey.objects.filter(child__in=children).values_list("child_id", "wrapped")
    return {child: _opened(child, wrapped) for child, wrapped in found}


def _opened(child, wrapped):
    try:
        return AESGCM(_decrypt(apart_master(), wrapped, _second_of(child)))
    except InvalidTag:
        raise KeyMissing from None


def _make_second(child):
    wrapped = _encrypt(apart_master(), AESGCM.generate_key(KEY_BITS), _second_of(child))
    # Two at once take the one that was first.
    held, _ = AdoptionKey.objects.get_or_create(child_id=child, defaults={"wrapped": wrapped})
    return _opened(child, held.wrapped)


def _second_of(child):
    return b"adoption of child %d" % child


def word_keys(children):
    """The keys by which the words of these children (ids) are marked for search: {child id: 32 bytes}.

    Each follows from the child's own key (HKDF-Expand of RFC 5869, one block), and from no other. A child without a key
    has none, and a key that does not open leaves its child out.
    """
    found = {}
    for child, wrapped in ChildKey.objects.filter(child__in=children).values_list("child_id", "wrapped"):
        try:
            raw = _decrypt(master(), wrapped, b"child %d" % child)
        except InvalidTag:
            continue
        found[child] = hmac.digest(raw, b"keepwell words\x01", "sha256")
    return found


def seal(key, text, *about):
    """Encrypt `text` so that it opens only as the same part of the same row. Empty text stays empty."""
    return seal_bytes(key, text.encode(), *about)


def unseal(key, sealed, *about):
    """The text that was sealed. Raises `cryptography.exceptions.InvalidTag` when anything was changed."""
    return unseal_bytes(key, sealed, *about).decode()


def seal_bytes(key, content, *about):
    """As `seal`, for bytes."""
    return _encrypt(key, content, _about(about)) if content else b""


def unseal_bytes(key, sealed, *about):
    """As `unseal`, for bytes."""
    return _decrypt(key, sealed, _about(about)) if sealed else b""


def opens_alone(key, sealed, *about):
    """Does the first of a child's keys open this text, or the only one of another key?"""
    try:
        unseal_bytes(getattr(key, "alone", key), sealed, *about)
    except InvalidTag:
        return False
    return True


def _about(parts):
    return " ".join(str(p) for p in parts).encode()
