"""Initials that nobody explained: IRO, PEP, s47. The list initials.toml has what they stand for.

Where a text says once what letters stand for, in words or in brackets beside them, they are explained for all of it.
Letters that the list does not know are pointed out too, but for everyday ones and words written in capitals.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from .hint import Hint

CAPITALS = re.compile(r"[A-Z]{2,6}s?\Z")
WHY = "The child who reads this later may not know these letters. Say once what they stand for."
ASK = "the words these letters stand for"


@cache
def listed():
    """({letters in capitals: (words, say instead)}, everyday letters)."""
    found = tomllib.loads((files(__package__) / "initials.toml").read_text("utf-8"))
    return {one["letters"].upper(): (one["words"], one["instead"]) for one in found["known"]}, frozenset(
        found["everyday"]
    )


def hints(text, found, covered=()):
    """One Hint for each of these letters, where they stand first outside the spans that are `covered` already."""
    known, everyday = listed()
    lower, told = text.lower(), set()
    spoken_for = {at for start, end in covered for at in range(start, end)}
    for at, word in enumerate(found):
        letters = _letters(word.text, known)
        if letters is None or letters in told | everyday or word.start in spoken_for or _shouted(found, at, known):
            continue
        told.add(letters)
        words, instead = known.get(letters, ("", ASK))
        if not (words and words.lower() in lower) and not _in_brackets(text, word):
            why = f"{word.text} stands for {words}. {WHY}" if words else WHY
            yield Hint(word.start, word.end, "initials", word.text, instead, why)


def _letters(written, known):
    """The initials in this word, without the s of several; None when it is an ordinary word."""
    if CAPITALS.match(written):
        return written.removesuffix("s")
    upper = written.upper()
    return upper if upper in known and any(sign.isdigit() for sign in upper) else None


def _shouted(found, at, known):
    """Is it a word of a line in capitals? Then one beside it is in capitals too, and neither is in the list."""
    if found[at].text.upper() in known:
        return False
    beside = [found[n].text for n in (at - 1, at + 1) if 0 <= n < len(found)]
    return any(len(word) > 1 and word.isalpha() and word.isupper() and word not in known for word in beside)


def _in_brackets(text, word):
    """Do brackets beside it explain it: 'reviewing officer (IRO)', 'IRO (the reviewing officer)'?"""
    before, after = text[: word.start].rstrip(), text[word.end : word.end + 40].lstrip()
    if before.endswith("(") and after.startswith(")"):
        return bool(re.search(r"\w\s*\($", before))
    return bool(re.match(r"\([^)]*[a-z]{3}", after))
