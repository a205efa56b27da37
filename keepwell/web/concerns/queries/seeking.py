"""The children whom a note of concern may mean, by the words in which somebody said it, of those the lead may know."""

import re
from datetime import date

from ...access import door
from ...record.models import Child
from ...record.queries import asked, finding
from ..actions.raising import PURPOSE

MOST = 8
WORDS = 4  # of what was typed that are looked for
LONG_NUMBER = re.compile(r"\d{3}|\d[/.-]\d")  # a number of a child or a date of birth, and no class
# Words that tell of a class or a family and are nobody's name.
NO_NAMES = {
    "the", "and", "her", "his", "boy", "girl", "child", "pupil", "class", "year", "from", "with", "brother", "sister",
    "reception", "nursery", "form", "group", "room", "table", "about", "who", "sits", "in", "of", "a", "an",
}  # fmt: skip


def likely(text, *, by):
    """Hits for what was typed, the likeliest first: those whom most of its words fit; by number or birthday alone."""
    visitor = door.visitor(by)
    known, few = visitor.only_known(Child.objects.all(), PURPOSE), not visitor.reaches_all(PURPOSE)
    if LONG_NUMBER.search(text):
        return _find(text, known, few)[:MOST]
    names = [word for word in re.findall(r"[^\W\d_][\w'’-]+", text) if word.lower() not in NO_NAMES]
    hits, fits = {}, {}
    for word in names[:WORDS]:
        for hit in _find(word, known, few):
            hits.setdefault(hit.child.pk, hit)
            fits[hit.child.pk] = fits.get(hit.child.pk, 0) + 1
    most = max(fits.values(), default=0)
    best = [hit for hit in hits.values() if fits[hit.child.pk] == most or most == 1]
    return sorted(best, key=lambda hit: hit.rank)[:MOST]


def _find(text, known, few):
    return finding.find(asked.read(text, date.today()), known, few=few).hits


def as_choices(hits):
    """{uid: words} for radios: enough to tell two children of one name apart."""
    return {str(hit.person.uid): _words(hit) for hit in hits}


def _words(hit):
    born = hit.person.born_on
    age = f", born {born.day} {born:%B %Y}, {hit.age} years old" if born else ""
    return f"{hit.called.full}{age}, our number {hit.person.reference}"
