"""The end of the chain, remembered outside the database: a chain that was cut short, or came back from an older copy,
does not reach it."""

import contextlib
import fcntl
import os
import re
from typing import NamedTuple

from django.conf import settings

FORM = re.compile(r"([1-9]\d*) ([0-9a-f]{64})\n")


class Head(NamedTuple):
    """Number and digest of the last seal."""

    number: int
    digest: bytes


class BrokenHead(Exception):
    """The file says something else than a head; the text is a sentence for a person."""


def path():
    return settings.KEEPWELL_KEYS / "log.head"


def read():
    """The Head that was written last; None when none was."""
    try:
        found = FORM.fullmatch(path().read_text("ascii", "replace"))
    except FileNotFoundError:
        return None
    if found is None:
        raise BrokenHead(f"{path()} does not say where the log ends. Put it back from your copy of the keys.")
    return Head(int(found[1]), bytes.fromhex(found[2]))


def write(head):
    """Remember this Head, unless a later one is there."""
    place = path()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(place.with_name("log.head.lock"), "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = None
        with contextlib.suppress(BrokenHead):
            known = read()
        if known is None or known.number < head.number:
            _replace(place, f"{head.number} {head.digest.hex()}\n")


def _replace(place, text):
    draft = place.with_name("log.head.new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(place)
