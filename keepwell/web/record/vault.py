"""Sealing what was written about a child under the child's own key.

AES-256-GCM throughout. The child's key is random and wrapped by the installation's master key, which lives in
the keys folder and never in the database: a copy of the database alone reads nothing, and destroying one
child's key makes every copy of that child's narrative unreadable, backups included.
"""

import hmac
import os
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from ..staff import keyfile
from .models import ChildKey

NONCE = 12  # bytes; the size that AES-GCM is specified for
KEY_BITS = 256


@cache
def _master(path):
    return AESGCM(keyfile.read(path) or keyfile.make(path))


def master():
    return _master(master_path())


def master_path():
    """Where the master key lies; it is made when first asked for."""
    return settings.KEEPWELL_KEYS / "master.key"


def document_path(mark):
    """Where the sealed content of the document with this mark lies; its name tells nothing."""
    return Path(settings.MEDIA_ROOT) / mark.hex[:2] / mark.hex


def _encrypt(key, text, about):
    nonce = os.urandom(NONCE)
    return nonce + key.encrypt(nonce, text, about)


def _decrypt(key, sealed, about):
    sealed = bytes(sealed)
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], about)


def keys_of(children):
    """The keys of these children (by id), made where missing: {child id: key}."""
    found = dict(ChildKey.objects.filter(child__in=children).values_list("child_id", "wrapped"))
    fresh = []
    for child in set(children) - found.keys():
        wrapped = _encrypt(master(), AESGCM.generate_key(KEY_BITS), b"child %d" % child)
        fresh.append(ChildKey(child_id=child, wrapped=wrapped))
        found[child] = wrapped
    ChildKey.objects.bulk_create(fresh)
    return {child: AESGCM(_decrypt(master(), wrapped, b"child %d" % child)) for child, wrapped in found.items()}


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


def _about(parts):
    return " ".join(str(p) for p in parts).encode()
