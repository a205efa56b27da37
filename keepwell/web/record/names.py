"""Names as search sees them: folded to plain letters, and how each word sounds."""

import unicodedata
from functools import lru_cache

import jellyfish

from .models import Name, NameKey

LETTERS_APART = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe"})


def fold(text):
    """Lower-case plain letters: "Ó'Néill" is "oneill"."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS_APART))
    return "".join(c for c in plain if c.isalnum() or c in " -")


def words(text):
    """The words of a name as they are searched for: a double name counts whole and in its halves."""
    found = []
    for word in fold(text).split():
        found += [word.replace("-", ""), *(word.split("-") if "-" in word else ())]
    return [w for w in dict.fromkeys(found) if w]


@lru_cache(maxsize=50_000)
def sound(word):
    """How a word sounds; '' for a word without letters."""
    return jellyfish.metaphone(word)


def index(people):
    """Write the search words of these people (by id) anew from all their names."""
    keys = {}
    for name in Name.objects.filter(person__in=people):
        for word in words(name.full):
            keys[name.person_id, word] = NameKey(person_id=name.person_id, word=word, sound=sound(word))
    NameKey.objects.filter(person__in=people).delete()
    NameKey.objects.bulk_create(keys.values(), batch_size=2000)
