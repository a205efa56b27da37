"""The key of the log: it marks each entry, and lies apart from the database."""

import contextlib
import os
import secrets

from django.conf import settings

LENGTH = 32  # bytes, as long as the digest that HMAC-SHA256 makes
_known = {}


class MissingKey(Exception):
    """There are entries that a key marked, and the key is not there."""


def path():
    """Where the key lies."""
    return settings.KEEPWELL_KEYS / "log.key"


def key(started):
    """The key's bytes, made at first use.

    started: a function that tells whether the log has entries already. Then no new key is made, because every entry
    would look changed: MissingKey, with one sentence for a person.
    """
    place = path()
    if place not in _known:
        _known[place] = _read(place) or _make(place, started)
    return _known[place]


def forget():
    """Read the key anew when it is next asked for."""
    _known.clear()


def _read(place):
    with contextlib.suppress(FileNotFoundError):
        found = place.read_bytes()
        if len(found) != LENGTH:
            raise MissingKey(
                f"The key of the access log, {place}, is not a key: it has {len(found)} bytes, not {LENGTH}. Put it "
                "back from your copy of the keys."
            )
        return found
    return None


def _make(place, started):
    if started():
        raise MissingKey(
            f"The key of the access log is missing: {place}. Put it back from your copy of the keys; until then no "
            "record opens, because nothing can be logged."
        )
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A finished file is linked into place: of two processes that start together both take the one that was first.
    draft = place.with_name(f"{place.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, place)
    draft.unlink()
    return place.read_bytes()
