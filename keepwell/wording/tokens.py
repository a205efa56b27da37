"""Words and sentences of a text, each with where it stands."""

import re
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A sentence ends at a full stop, question or exclamation mark before a space, or at the end of a line.
END = re.compile(r"[.!?]+[\"'’”)\]]*(?=\s|$)|[\n\r]+")
# Words after which a full stop ends nothing.
SHORT = {"mr", "mrs", "ms", "dr", "prof", "st", "rev", "no", "nos", "e.g", "i.e", "etc", "approx", "tel", "ref", "vs"}


class Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def plain(self):
        return self.text.lower().replace("’", "'")


class Sentence(NamedTuple):
    """A span of the text, and how many words are in it."""

    start: int
    end: int
    words: int


def words(text):
    return [Word(m[0], m.start(), m.end()) for m in WORD.finditer(text)]


def sentences(text, found):
    """The Sentences of a text whose words were `found`; a stretch without words is none."""
    ends = [m.end() for m in END.finditer(text) if not _shortened(text, m)]
    made, begins, at = [], 0, 0
    for end in [*ends, len(text)]:
        first = at
        while at < len(found) and found[at].start < end:
            at += 1
        if at > first:
            made.append(Sentence(found[first].start, begins + len(text[begins:end].rstrip()), at - first))
        begins = end
    return made


def _shortened(text, mark):
    """Is this the full stop of a short form, such as in Dr. or e.g.?"""
    if mark[0] != ".":
        return False
    before = re.search(r"[^\s(]*$", text[max(0, mark.start() - 8) : mark.start()])[0].lower()
    return before in SHORT or (len(before) == 1 and before.isalpha() and before not in "ai")
