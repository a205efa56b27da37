"""The key of the log: it marks each entry, and lies apart from the database."""

from django.conf import settings

from ..staff import keyfile
from ..staff.keyfile import LENGTH

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
    found = keyfile.read(place)
    if found is not None and len(found) != LENGTH:
        raise MissingKey(
            f"The key of the access log, {place}, is not a key: it has {len(found)} bytes, not {LENGTH}. Put it "
            "back from your copy of the keys."
        )
    return found


def _make(place, started):
    if started():
        raise MissingKey(
            f"The key of the access log is missing: {place}. Put it back from your copy of the keys; until then no "
            "record opens, because nothing can be logged."
        )
    return keyfile.make(place)
