"""Reading a text as the child would: how old a reader must be, and which words stand in the way."""

from dataclasses import dataclass

from . import initials, lexicon
from .grade import flesch_kincaid, reading_age, smog
from .hint import Hint
from .syllables import syllables
from .tokens import sentences, words

ENOUGH = 20  # words; in fewer a formula says nothing
LONG = 25  # words; beyond this GOV.UK's guidance on content asks for a shorter sentence (known, not read again)
SHOWN = 3  # longest sentences


@dataclass(frozen=True)
class Reading:
    """What was found of a text.

    age      years of a reader who can follow it, 5 to 18; None when it is too short to tell
    grade    Flesch-Kincaid grade level, or None
    smog     SMOG grade, or None: it needs 30 sentences
    longest  the longest Sentences, the longest first, at most three
    hints    Hints in the order of the text
    """

    words: int
    sentences: int
    syllables: int
    age: int | None
    grade: float | None
    smog: float | None
    longest: tuple
    hints: tuple


def read(text):
    """A Reading of `text`. It never judges what may be saved: it only points."""
    found = words(text)
    spans = sentences(text, found)
    counts = [syllables(word.text) for word in found]
    enough = len(found) >= ENOUGH
    grade = flesch_kincaid(len(found), len(spans), sum(counts)) if enough else None
    phrases = list(lexicon.hints(text, found))
    letters = initials.hints(text, found, [(hint.start, hint.end) for hint in phrases])
    hints = [*phrases, *letters, *_long(text, spans)]
    return Reading(
        words=len(found), sentences=len(spans), syllables=sum(counts), grade=grade,
        age=reading_age(grade) if enough else None,
        smog=smog(len(spans), sum(count > 2 for count in counts)) if spans else None,
        longest=tuple(sorted(spans, key=lambda one: (-one.words, one.start))[:SHOWN]),
        hints=tuple(sorted(hints, key=lambda hint: (hint.start, hint.end))),
    )  # fmt: skip


def _long(text, spans):
    for one in spans:
        if one.words > LONG:
            yield Hint(one.start, one.end, "long", text[one.start : one.end], "two or three shorter sentences",
                       f"This sentence has {one.words} words. Most people lose the thread after {LONG}.")  # fmt: skip
