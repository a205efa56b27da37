"""The key of the house for what signs people in: secrets of authenticator apps, recovery codes, a form that waits.

It lies beside the other keys and never in the database, so that a copy of the database signs nobody in.
"""

import os
from base64 import b64decode, b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from . import keyfile
from .keyfile import LENGTH

NONCE = 12  # bytes; the size that AES-GCM is specified for
_known = {}


class MissingKey(Exception):
    """Something was sealed with a key that is not there."""


def path():
    """Where the key lies; it is made when first asked for."""
    return settings.KEEPWELL_KEYS / "sign-in.key"


def seal(text, *about):
    """`text`, readable only with the key and only as what it is `about`; the answer is plain letters."""
    nonce = os.urandom(NONCE)
    return b64encode(nonce + _cipher().encrypt(nonce, text.encode(), _about(about))).decode("ascii")


def unseal(sealed, *about):
    """The text that was sealed. ValueError when it was not sealed here, as this, or was changed."""
    raw = b64decode(sealed, validate=True)
    try:
        return _cipher().decrypt(raw[:NONCE], raw[NONCE:], _about(about)).decode()
    except InvalidTag:
        raise ValueError("not sealed with this key, or as something else") from None


def key():
    """The key's bytes, made at first use; MissingKey when it is gone and something was sealed with it."""
    place = path()
    if place not in _known:
        _known[place] = _read(place) or _make(place)
    return _known[place]


def forget():
    """Read the key anew when it is next asked for."""
    _known.clear()


def _cipher():
    return AESGCM(key())


def _about(parts):
    return " ".join(str(part) for part in parts).encode()


def _read(place):
    found = keyfile.read(place)
    if found is not None and len(found) != LENGTH:
        raise MissingKey(f"The key of sign-in, {place}, is not a key: put it back from your copy of the keys.")
    return found


def _make(place):
    from allauth.mfa.models import Authenticator

    if Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).exists():
        raise MissingKey(
            f"The key of sign-in is missing: {place}. Put it back from your copy of the keys; until then no code of an "
            "authenticator app can be checked."
        )
    return keyfile.make(place)
