"""Syllables of an English word, counted from its letters.

No list of pronunciations is kept: the rules below are right for about nineteen of twenty words of ordinary prose, and
their errors go both ways, which is what a formula over a whole text needs (tests/wording/test_syllables.py).
"""

import re
from functools import lru_cache

VOWELS = re.compile(r"[aeiouy]+")
# Written and not spoken: an e at the end, before s or d, or before an ending (hope-ful, care-less, place-ment).
SILENT = re.compile(
    r"(?<=[^aeiouyl])e(?=$|less|ful|ment|ness|time|where)(?<![^aeiouy]re)|(?<=[aeiou][^aeiouyl])e(?=ly$)|"
    r"(?<=[aeiouyrw]l)e(?=$|ly$|ful|less|ment)|(?<=[aeiouy])e$|(?<=[^aeiouytdl])e(?=d$)|(?<=[aeiouyrl]l)e(?=d$)|"
    r"(?<=[aeiouy])e(?=d$)|(?<=[^aeiouyscgxzl])(?<!sh)(?<!ch)(?<![td]r)e(?=s$)|(?<=[aeiouyrl]l)e(?=s$)|"
    r"(?<=^som)e(?=[btwh])|(?<=^ev)e(?=[rn][yi])|(?<=^(?:saf|lif|hom|car))e(?=[gtwb])|(?<=^(?:gat|cas|not))e(?=[wb])"
)
# Written together and spoken apart, with a bar between: be-ing, sci-ence, cre-ate, vi-o-lence, du-al, cha-os.
APART = re.compile(
    r"(?<=[aeiouy])(?=ing)|(?<=i)(?=o(?!n|us|u)|um|us|est|en[ct]|et)|(?<=[^tcsgxl]i)(?=a(?!ge|r?$|l))|"
    r"(?<=[^tcsgxul]i)(?=al|an|on$)|(?<=[^g]re)(?=a(?:te|ti|li|ct|ss|dm|pp))|(?<=cre)(?=at(?!ur))|(?<=(?<![qg])u)(?=al|at|ou|ity|en(?!t?$))|"
    r"(?<=[rv]i)(?=ous)|(?<=[rs]i)(?=er$)|(?<=cha)(?=o)|(?<=po)(?=e)|(?<=the)(?=a)|(?<=deo)(?=$)|(?<=de)(?=o)|(?<=[^aeiou]s)(?=ms?$)|(?<=th)(?=ms?$)"
)


@lru_cache(maxsize=20_000)
def syllables(word):
    """How many syllables; at least 1."""
    letters = word.lower().replace("’", "'").split("'")[0]
    spoken = SILENT.sub("", letters)
    groups = len(VOWELS.findall(spoken))
    return max(1, groups + len(APART.findall(spoken)))
