"""One thing to look at again in a text."""

from typing import NamedTuple

KINDS = {
    "label": "Words that judge",
    "jargon": "Words of the office",
    "initials": "Letters nobody explained",
    "long": "Long sentences",
}


class Hint(NamedTuple):
    """Where it stands (`text[start:end]`), its kind (of KINDS), the words as written, what to say instead, and why."""

    start: int
    end: int
    kind: str
    what: str
    instead: str
    why: str
