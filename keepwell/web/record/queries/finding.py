"""Finding a child by any name, a date of birth, a number, or several of these together.

Every route goes by an index and ends in a small number of children, which are then ranked in Python: names as
typed before beginnings of names, before names that sound alike, before names spelt nearly alike; the name in use
before a former one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from keepwell.clocks.ages import age_on

from .. import names
from ..models import Child, Identifier, Person
from .calling import Called, called, is_past, names_of
from .naming import CHUNK, NEARLY, SOUNDS, Fitting

MOST = 60  # children ranked at most; a longer list is no answer
STEP = 2 * MOST  # people fetched at a time, the likeliest first; some of them are parents and workers
FEW_KNOWN = 2_000  # for a reader who knows no more children than a school has, these alone are looked through
FEW = 5  # fewer found by exact, beginning and sound: also try words that are spelt nearly alike
SURPRISE = {SOUNDS: "sounds like", NEARLY: "spelt nearly like"}
SWAPPED = "day and month of birth are the other way round"


@dataclass
class Hit:
    """A child that was found; `why` says what matched when that is not plain to see."""

    child: Child
    called: Called
    rank: tuple = ()
    why: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    age: int | None = None

    @property
    def person(self):
        return self.child.person


@dataclass(frozen=True)
class Found:
    hits: list
    more: bool = False  # there are more than were ranked


def find(asked, known, on=None, *, few=False):
    """The children whom `asked` (an Asked) may mean, the likeliest first.

    known   the children of whom the reader may know, as a queryset: nothing here looks at any other child
    few     are these likely to be few, as a worker's or a school's?
    """
    return _Search(asked, known, on or date.today(), few).found() if asked.is_enough else Found([])


class _Search:
    def __init__(self, asked, known, on, few):
        self.asked, self.known, self.on = asked, known, on
        mine = list(known.values_list("pk", flat=True)[: FEW_KNOWN + 1]) if few else None
        self.mine = set(mine) if few and len(mine) <= FEW_KNOWN else None
        self.fitting = Fitting()
        self.numbered = {}  # person -> kinds of number that matched
        self.levels = {}  # person -> {typed word: level}

    def found(self):
        self.numbered = self._known_holders(_whole(self.asked.text))
        if self.asked.numbers:
            if not self.numbered:
                self._by_numbers()
        else:
            self._by_names()
        return self._ranked()

    def _by_numbers(self):
        """People who have every number, and whose names and date of birth fit if those were given too."""
        each = [self._known_holders(_spellings(number)) for number in self.asked.numbers]
        people = [p for p in each[0] if all(p in other for other in each)]
        if self.asked.born_on:
            people = set(people) & self._born()
        self.levels = self._fit(people)
        self.numbered = {p: each[0][p] for p in self.levels}

    def _known_holders(self, values):
        """As `_holders`, of children of whom the reader may know: the number of another hides nobody."""
        found = _holders(values)
        known = {child.pk for child in self._children(found)} if found else ()
        return {person: kinds for person, kinds in found.items() if person in known}

    def _by_names(self):
        among = self._born() if self.asked.born_on else self.mine
        self.levels = self._fit(among)
        if self.asked.words and len(self.levels) <= CHUNK and len(self._children(self.levels)) < FEW:
            self.fitting = Fitting(near=True)
            self.levels = self._fit(among)

    def _born(self):
        """Children born on that day, or with day and month the other way round, as dates are often mistaken."""
        day = self.asked.born_on
        days = {day, day.replace(month=day.day, day=day.month)} if day.day <= 12 else {day}
        return set(self.known.filter(person__born_on__in=days).values_list("pk", flat=True))

    def _fit(self, among):
        best = {}
        for words in joined(self.asked.words):
            for person, own in self.fitting.people(words, among).items():
                if person not in best or sum(own.values()) < sum(best[person].values()):
                    best[person] = own
        return best

    def _ranked(self):
        people = sorted(self._mine(self.numbered.keys() | self.levels.keys()), key=self._promise)
        children, more = [], False
        for start in range(0, len(people), STEP):
            place = {p: i for i, p in enumerate(people[start : start + STEP])}
            children += sorted(self._children(place), key=lambda c: place[c.pk])
            if len(children) > MOST:
                children, more = children[:MOST], True
                break
        own = names_of([c.pk for c in children])
        return Found(sorted((self._hit(c, own[c.pk]) for c in children), key=lambda h: h.rank), more)

    def _mine(self, people):
        """Those whom the reader can know of, where these are few enough to be held in memory."""
        return people if self.mine is None else people & self.mine

    def _children(self, people):
        return list(self.known.filter(pk__in=list(self._mine(set(people)))).select_related("person"))

    def _promise(self, person):
        return person not in self.numbered, sum(self.levels.get(person, {}).values()), person

    def _hit(self, child, own):
        born = child.person.born_on
        hit = Hit(child, called(own, self.on), age=age_on(born, self.on) if born else None)
        hit.why += [kind for kind in self.numbered.get(child.pk, ()) if kind]
        matches = [self._match(word, own) for word in self.levels.get(child.pk, ())]
        for word, (level, past, name) in zip(self.levels.get(child.pk, ()), matches, strict=True):
            hit.why += _why(word, level, past, name)
        swapped = bool(self.asked.born_on and born != self.asked.born_on and child.pk in self.levels)
        hit.why = list(dict.fromkeys(hit.why + [SWAPPED] * swapped))
        hit.rank = (
            child.pk not in self.numbered, swapped, sum(m[0] for m in matches), sum(m[1] for m in matches),
            names.fold(hit.called.family), names.fold(hit.called.given), str(born), child.pk,
        )  # fmt: skip
        return hit

    def _match(self, typed, own):
        """(level, is it past, name) of the name that fits best."""
        fits = [
            (level, is_past(name, self.on), i)
            for i, name in enumerate(own)
            for word in names.words(name.full)
            if (level := self.fitting.level(typed, word)) is not None
        ]
        if not fits:
            return NEARLY, False, None
        level, past, i = min(fits)
        return level, past, own[i]


def joined(words):
    """The words as typed, and with one joined to the next, as in "o neill" or "mac donald"."""
    ways = [words]
    if len(words) <= 6:
        ways += [(*words[:i], words[i] + words[i + 1], *words[i + 2 :]) for i in range(len(words) - 1)]
    return ways


def _why(word, level, past, name):
    if name is not None and past:
        yield f"former name {name.full}"
    elif name is not None and name.kind == "alias":
        yield f"also called {name.full}"
    if level in SURPRISE:
        yield f"{SURPRISE[level]} “{word}”"


def _whole(text):
    return {text.upper(), text.upper().replace(" ", "")}


def _spellings(number):
    bare = number.replace("-", "").replace(" ", "")
    spaced = f"{bare[:3]} {bare[3:6]} {bare[6:]}" if len(bare) == 10 and bare.isdigit() else bare
    return {number, bare, spaced, number.lower()}


def _holders(values):
    """{person id: [kind of the number]} of those who have one of these numbers; '' for the council's own."""
    found = defaultdict(list)
    for person in Person.objects.filter(folded__in=values).values_list("pk", flat=True):
        found[person].append("")
    for person, kind in Identifier.objects.filter(value__in=values).values_list("person_id", "kind"):
        found[person].append(Identifier.KINDS.get(kind, kind))
    return dict(found)
