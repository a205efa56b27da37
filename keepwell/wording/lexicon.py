"""Jargon and words that judge: the lists jargon.toml and label.toml, and where their phrases stand in a text.

A phrase matches its words in any case, with spaces or hyphens between. The longest phrase wins, and phrases that the
lists call `fine` hide what they contain: 'contact details' is no 'contact'.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from .hint import Hint
from .tokens import words

BETWEEN = re.compile(r"(?:[\s‐‑–-]{1,4}|\.)\Z")  # spaces, hyphens, or the stop in s.47


class Entry(NamedTuple):
    kind: str
    instead: str
    why: str


@cache
def phrases():
    """{first word: [(all words, Entry or None), ...]}, the longest first; None for what is fine as it is."""
    found = {}
    for kind in ("jargon", "label"):
        for phrase, entry in _listed(kind):
            spelt = tuple(word.plain for word in words(phrase))
            found.setdefault(spelt[0], []).append((spelt, entry))
    return {first: sorted(those, key=lambda one: -len(one[0])) for first, those in found.items()}


def _listed(kind):
    listed = tomllib.loads((files(__package__) / f"{kind}.toml").read_text("utf-8"))
    for one in listed["words"]:
        for phrase in one["said"]:
            yield phrase, Entry(kind, one["instead"], one["why"])
    for phrase in listed.get("fine", ()):
        yield phrase, None


def hints(text, found):
    """Hints for the phrases of both lists in a text whose words were `found`."""
    listed, at = phrases(), 0
    plain = [word.plain for word in found]
    while at < len(found):
        those = listed.get(plain[at])
        spelt, entry = _longest(text, found, plain, at, those) if those else ((), None)
        if entry:
            start, end = found[at].start, found[at + len(spelt) - 1].end
            yield Hint(start, end, entry.kind, text[start:end], entry.instead, entry.why)
        at += len(spelt) or 1


def _longest(text, found, plain, at, those):
    for spelt, entry in those:
        if tuple(plain[at : at + len(spelt)]) == spelt and _together(text, found[at : at + len(spelt)]):
            return spelt, entry
    return (), None


def _together(text, run):
    return all(BETWEEN.match(text, a.end, b.start) for a, b in pairwise(run))
