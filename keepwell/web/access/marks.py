"""What an entry says, as bytes; the mark that only Keepwell can make of them; and the leaf that a seal keeps.

The mark is HMAC-SHA256 under the key of the log, so whoever writes into the table by hand cannot make one. It begins
with a few random bytes: two entries that say the same still have different marks, and a copied one is known.
"""

import hashlib
import hmac
import json
import secrets
from datetime import UTC
from uuid import UUID

SALT, MARK, LEAF = 8, 32, 16  # bytes; the mark with its salt
_json = json.JSONEncoder(separators=(",", ":")).encode
TOLD = ("at", "actor", "action", "purpose", "child", "categories", "outcome", "why", "policy")


def told(at, actor, action, purpose, child, categories, outcome, why, policy):
    """An entry's own bytes, the same from either database.

    `at` knows its time zone; `child` is 32 hexadecimal digits or None; `categories` is what `listed` makes.
    """
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return _json([moment, actor, action, purpose, child, categories, outcome, why, policy]).encode()


def told_of(entry):
    """The bytes of an Entry."""
    child = None if entry.child is None else UUID(str(entry.child)).hex
    said = {name: getattr(entry, name) for name in TOLD}
    return told(**said | {"child": child, "categories": listed(entry.categories)})


def listed(categories):
    """The categories as one text."""
    return _json(list(categories))


def mark(key, words):
    """A new mark of these bytes."""
    salt = secrets.token_bytes(SALT)
    return salt + _proof(key, salt, words)


def is_marked(key, words, marked):
    """Was this mark made of these bytes, with this key?"""
    return marked is not None and hmac.compare_digest(_proof(key, marked[:SALT], words), marked[SALT:])


def leaf(number, words, marked):
    """What a seal keeps of one entry."""
    return hashlib.sha256(b"%d " % number + words + b" " + (marked or b"")).digest()[:LEAF]


def _proof(key, salt, words):
    return hmac.digest(key, b"entry" + salt + words, "sha256")[: MARK - SALT]
