"""Looking for words in the texts of children's records, as far as the reader may read them.

Each child's words are marked under a key of their own, so every child is looked at one by one: the words that are
looked for are marked anew for each. What has no marks, or marks of another version, is opened and read itself. What
cannot be opened is counted and said: an error never looks like "nothing found".
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from cryptography.exceptions import InvalidTag

from ...access.models import Allocation
from ...access.reach import running
from .. import vault
from ..actions.indexing import versions
from ..models import Child, Words
from ..searching import marking
from ..searching.sources import sources
from .calling import called, names_of

CHUNK = 500  # children at a time
MOST_CHILDREN = 5_000  # looked through for one page
MOST_READ = 1_000  # texts without marks that are opened for one page
MOST_FOUND = 200  # texts that are told; more are no answer
AROUND = 90  # letters of a text shown before and after the first word


@dataclass(frozen=True)
class Sought:
    """What is looked for: stems that must all stand in one text, of these days."""

    text: str
    first: date | None = None
    last: date | None = None

    @property
    def stems(self):
        return marking.stems(self.text)

    def of_the_days(self, day):
        if self.first is None and self.last is None:
            return True
        return day is not None and (self.first or day) <= day <= (self.last or day)


@dataclass
class Hit:
    """A text in which all the words stand. `snippet` is [(text, is it a word that was looked for?)]."""

    child: Child
    told: object
    snippet: list
    categories: frozenset
    name: str = ""


@dataclass
class Looked:
    """What was found, and how far it was looked.

    children, known   records looked through, and those of whom the reader may know
    shut      texts that could not be opened
    unread    texts without marks that were not looked at any more
    damaged   marks that were not as they were made; these texts were read themselves
    """

    hits: list = field(default_factory=list)
    children: int = 0
    known: int = 0
    shut: int = 0
    unread: int = 0
    damaged: int = 0
    more: bool = False


def look(sought, by, *, mine=False, start=0):
    """The Looked for a Reader: their own children (mine) or all they may know of, the own first, from `start` on."""
    children = _in_order(by, mine)
    looked = Looked(known=len(children))
    some = children[start : start + MOST_CHILDREN]
    _look_through(sought, by, some, looked)
    looked.children = len(some)
    return looked


def look_in(sought, by, child):
    """The Looked for one child's record."""
    looked = Looked(children=1, known=1)
    _look_through(sought, by, [child.pk], looked)
    return looked


def _in_order(by, mine):
    """Ids of the children of whom the reader may know: those they work with, then the others, the latest made first."""
    own = running(date.today()).filter(user=by.by).exclude(part=Allocation.Part.SELF).values("child")
    known = by.visitor.only_known(Child.objects.all())
    first = list(known.filter(person__uid__in=own).order_by("-pk").values_list("pk", flat=True))
    if mine:
        return first
    there = set(first)
    return first + [pk for pk in known.order_by("-pk").values_list("pk", flat=True) if pk not in there]


def _look_through(sought, by, children, looked):
    for start in range(0, len(children), CHUNK):
        _Part(sought, by, children[start : start + CHUNK], looked).look()
        if len(looked.hits) > MOST_FOUND:
            break
    looked.more = len(looked.hits) > MOST_FOUND
    looked.hits.sort(key=lambda hit: (hit.told.on is None, -(hit.told.on or date.min).toordinal(), hit.child.pk))
    del looked.hits[MOST_FOUND:]


class _Part:
    """Some children, looked through together."""

    def __init__(self, sought, by, children, looked):
        self.sought, self.by, self.looked = sought, by, looked
        self.stems = sought.stems
        self.uids = dict(Child.objects.filter(pk__in=children).values_list("pk", "person__uid"))
        self.marking = vault.word_keys(list(self.uids))
        self.kept = _kept(self.uids)
        self.wanted = {pk: [marking.mark(key, s) for s in self.stems] for pk, key in self.marking.items()}

    def look(self):
        candidates = {source: keys for source in sources() if (keys := self._candidates(source))}
        if not candidates:
            return
        rows = {source: self._rows(source, keys) for source, keys in candidates.items()}
        children = {row.child_id for found in rows.values() for row in found}
        self._open(children)
        for source, found in rows.items():
            self._tell(source, source.only([row for row in found if self._may(source, row)], self.by))

    def _candidates(self, source):
        """Keys of the texts in which the words may stand."""
        there = versions(source, list(self.uids))
        found, seen = [], set()
        for key, child, version, marks in self.kept.get(source.name, ()):
            if there.get(key) != (child, version) or child not in self.marking:
                continue
            if not marking.is_whole(self.marking[child], marks, version):
                self.looked.damaged += 1
                continue
            seen.add(key)
            if marking.holds(marks, self.wanted[child]):
                found.append(key)
        return found + self._to_read(sorted(there.keys() - seen))

    def _to_read(self, keys):
        """Texts without marks: they are read themselves, as long as they are not too many."""
        room = max(MOST_READ - self.looked.unread, 0)
        self.looked.unread += max(len(keys) - room, 0)
        return keys[:room]

    def _rows(self, source, keys):
        rows = source.rows.filter(child__in=self.uids).select_related(*source.within)
        found = [row for at in range(0, len(keys), CHUNK) for row in rows.filter(pk__in=keys[at : at + CHUNK])]
        return [row for row in found if self.sought.of_the_days(row.on)]

    def _open(self, children):
        """What the reader may read of these children, who they are, and their keys."""
        uids = {pk: self.uids[pk] for pk in children}
        wanted = sorted({category for source in sources() for category in source.categories()})
        self.opens = self.by.visitor.opens_among(uids, wanted)
        keyed = [pk for pk in children if pk in self.marking]
        self.keys = vault.keys_of(keyed) if keyed else {}
        self.children = Child.objects.select_related("person").in_bulk(list(children))

    def _may(self, source, row):
        return source.home(row) in self.opens.get(row.child_id, ())

    def _tell(self, source, rows):
        told = source.tell(rows, self.uids)
        own = names_of({row.child_id for row in rows})
        for row in rows:
            passages = self._passages(source, row)
            found = set().union(*(marking.stems(p.text) for p in passages)) if passages else set()
            if passages and self.stems <= found:
                name = called(own[row.child_id], date.today()).full
                categories = frozenset(p.category for p in passages)
                self.looked.hits.append(
                    Hit(self.children[row.child_id], told[row.pk], snippet(passages, self.stems), categories, name)
                )

    def _passages(self, source, row):
        """The passages that the reader may read; none, and counted, where the text does not open."""
        if row.child_id not in self.keys:
            self.looked.shut += 1
            return []
        try:
            passages = source.read(row, self.keys[row.child_id])
        except (InvalidTag, ValueError):
            self.looked.shut += 1
            return []
        return [p for p in passages if p.category in self.opens[row.child_id]]


def _kept(children):
    """{kind: [(key, child id, version, marks)]}; asked by child alone, which the database finds quickest."""
    found = defaultdict(list)
    rows = Words.objects.filter(child__in=children).values_list("kind", "key", "child_id", "version", "marks")
    for kind, key, child, version, marks in rows.iterator(2000):
        found[kind].append((key, child, bytes(version), bytes(marks)))
    return found


def snippet(passages, stems):
    """[(text, is it a word that was looked for?)] around the first such word of the passage that has most of them."""
    best = max(passages, key=lambda p: len(stems & marking.stems(p.text)))
    found = [(start, end) for start, end, word in marking.words(best.text) if word in stems]
    start = max(found[0][0] - AROUND, 0)
    end = min(found[0][1] + 2 * AROUND, len(best.text))
    parts, at = [], start
    for first, last in found:
        if first >= at and last <= end:
            parts += [(best.text[at:first], False), (best.text[first:last], True)]
            at = last
    parts.append((best.text[at:end], False))
    head = [(f"{best.heading}: ", False)] if best.heading else []
    return [*head, *([("… ", False)] if start else []), *parts, *([(" …", False)] if end < len(best.text) else [])]
