"""Words as search has them: folded, without their endings, and marked so that only the child's key knows them.

A mark is keyed BLAKE2b (RFC 7693), which is made for this and is five times as quick here as HMAC.
"""

import hmac
import re
from functools import lru_cache
from hashlib import blake2b

from .. import names

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
MARK = 8  # bytes of a mark; two words of one child share one by chance once in 10**19
ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s")
LEAST = 3  # letters that must be left
PROOF = b"keepwell proof"  # sets the proof apart from any mark


def words(text):
    """[(start, end, stem)] of the words of a text, in order."""
    return [(found.start(), found.end(), stem(found.group())) for found in WORD.finditer(text)]


def stems(text):
    return {word for _, _, word in words(text) if word}


@lru_cache(maxsize=50_000)
def stem(word):
    """A word without capitals, accents and its ending: visits, visited and visiting are all "visit".

    Light on purpose: what it takes for the same word is near enough for a reader, and there is no list of exceptions.
    """
    plain = names.fold(word.replace("’", "").replace("'", "")).replace("-", "").replace(" ", "")
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= LEAST and not plain.endswith("ss"):
            plain = plain.removesuffix(ending) + ("y" if ending in ("ies", "ied") else "")
            break
    if len(plain) > LEAST and plain[-1] == plain[-2] and plain[-1] not in "aeiouls":
        plain = plain[:-1]  # stopped, stop
    if len(plain) > LEAST:
        plain = plain.removesuffix("e")  # bruise, bruising
    return plain[:-1] + "i" if plain.endswith("y") and len(plain) > LEAST else plain


def mark(key, word):
    return blake2b(word.encode(), key=key, digest_size=MARK).digest()


def marks(key, text, version):
    """The marks of all words of a text, once each and in order, and a proof of them that belongs to this version."""
    found = b"".join(sorted({mark(key, word) for word in stems(text)}))
    return found + _proof(key, found, version)


def is_whole(key, kept, version):
    """Are these the marks that were made, of this version?"""
    return len(kept) % MARK == 0 and hmac.compare_digest(kept[-MARK:], _proof(key, kept[:-MARK], version))


def holds(kept, wanted):
    """Are all these marks among the kept ones?"""
    return all(_holds(kept, one) for one in wanted)


def _holds(kept, one):
    at = kept.find(one, 0, -MARK)
    while at % MARK and at != -1:
        at = kept.find(one, at + 1, -MARK)
    return at != -1


def _proof(key, found, version):
    return blake2b(bytes(version) + found, key=key, digest_size=MARK, person=PROOF).digest()
