"""Which records may be of the same child: declared comparisons, each with its words.

Two records are compared by their numbers, by the day of birth (the same, with day and month the other way round, or
with one figure off) and by their names (the same words, or words that sound the same). What is compared is blocked:
by number, by day of birth, or by the words of the name; never every child with every other.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

from .. import names
from ..models import Child, Identifier, NameKey, Person
from .naming import CHUNK

NUMBER, BORN, SWAPPED, FIGURE, NO_DAY = "number", "born", "swapped", "figure", "no-day"
NAMES, SOUNDS, GIVEN = "names", "sounds", "given"
WHY = {
    NUMBER: "the same number",
    BORN: "the same date of birth",
    SWAPPED: "the date of birth with day and month the other way round",
    FIGURE: "one figure of the date of birth is different",
    NO_DAY: "the date of birth of one of them is not known",
    NAMES: "the same names",
    SOUNDS: "names that sound alike",
    GIVEN: "one name is the same",
}
# What is likely to be the same child: every one of these together. `given` counts only before a record is made, when
# a look costs nothing: a child whose family name changed has only that much in common.
LIKELY = (
    {NUMBER}, {BORN, NAMES}, {BORN, SOUNDS}, {SWAPPED, NAMES}, {SWAPPED, SOUNDS}, {FIGURE, NAMES}, {NO_DAY, NAMES},
)  # fmt: skip
BEFORE_MAKING = (*LIKELY, {BORN, GIVEN})
OF_A_PERSON = ("upn", "former_upn", "uln", "nhs_number", "home_office")  # kinds of number that only one child has
SHORTEST = 4  # figures of a number that can tell anything
MOST = 60  # people with the same whole name and no day of birth that are compared


@dataclass(frozen=True)
class Facts:
    """What is compared of one child. `words` are those of all names, folded; `numbers` are bare."""

    words: frozenset = frozenset()
    born_on: date | None = None
    numbers: frozenset = frozenset()

    @cached_property
    def sounds(self):
        return frozenset(names.sound(word) or word for word in self.words)


@dataclass
class Known:
    """The facts of a child of the record, as they are fetched."""

    words: set = field(default_factory=set)
    born_on: date | None = None
    numbers: set = field(default_factory=set)

    def facts(self):
        return Facts(frozenset(self.words), self.born_on, frozenset(self.numbers))


def bare(number):
    """A number as it is compared: capitals without spaces and strokes."""
    return "".join(c for c in number.upper() if c.isalnum())


def why(one, other):
    """The codes of all that two Facts have in common, in the order of WHY."""
    found = {NUMBER} if one.numbers & other.numbers else set()
    found |= {code for code in (_days(one.born_on, other.born_on), _names(one, other)) if code}
    return [code for code in WHY if code in found]


def _days(one, other):
    if one is None or other is None:
        return NO_DAY
    if one == other:
        return BORN
    if one == swapped(other):
        return SWAPPED
    return FIGURE if _off_by_a_figure(one, other) else None


def swapped(day):
    """The day with day and month the other way round; None where that is no date."""
    try:
        return day.replace(month=day.day, day=day.month)
    except ValueError:
        return None


def _off_by_a_figure(one, other):
    pairs = zip(f"{one:%Y%m%d}", f"{other:%Y%m%d}", strict=True)
    return sum(a != b for a, b in pairs) == 1


def _names(one, other):
    same = len(one.words & other.words)
    enough = min(2, len(one.words), len(other.words))
    if enough and same >= enough:
        return NAMES
    if enough and len(one.sounds & other.sounds) >= enough:
        return SOUNDS
    return GIVEN if same else None


def is_likely(codes, levels=LIKELY):
    return any(level <= set(codes) for level in levels)


# One child against the record -----------------------------------------------------------------------------------------


def like(facts, *, but=None, levels=BEFORE_MAKING):
    """{child id: codes} of the children whose record is likely to be of the child with these Facts.

    All records are looked through, whoever asks: what may be told of them is for the caller to ask the door. It takes
    as long whether they are open or not. `but` is the id of the child itself.
    """
    people = (_numbered(facts) | _born_near(facts) | _named(facts)) - {but}
    found = {}
    for child, theirs in facts_of(people).items():
        codes = why(facts, theirs)
        if is_likely(codes, levels):
            found[child] = codes
    return found


def facts_of(people):
    """{child id: Facts} of those of these people (ids) who are children."""
    found = {}
    people = sorted(people)
    for start in range(0, len(people), CHUNK):
        found |= _facts_of(people[start : start + CHUNK])
    return {child: known.facts() for child, known in found.items()}


def _facts_of(people):
    days = Child.objects.filter(pk__in=people).values_list("pk", "person__born_on")
    found = {child: Known(born_on=born_on) for child, born_on in days}
    for person, word in NameKey.objects.filter(person__in=found).values_list("person_id", "word"):
        found[person].words.add(word)
    for person, number in _numbers(person__in=found):
        found[person].numbers.add(number)
    return found


def _numbers(**where):
    rows = Identifier.objects.filter(kind__in=OF_A_PERSON, **where).exclude(value="").order_by()
    for person, value in rows.values_list("person_id", "value"):
        if len(number := bare(value)) >= SHORTEST:
            yield person, number


def _numbered(facts):
    spelt = {way for number in facts.numbers for way in (number, _spaced(number))}
    rows = Identifier.objects.filter(value__in=spelt, kind__in=OF_A_PERSON)
    return set(rows.values_list("person_id", flat=True))


def _spaced(number):
    """As an NHS number is often written."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number


def _born_near(facts):
    if facts.born_on is None:
        return set()
    days = {facts.born_on, swapped(facts.born_on), *_a_figure_off(facts.born_on)} - {None}
    rows = Person.objects.filter(born_on__in=days, child__isnull=False)
    return set(rows.values_list("pk", flat=True))


def _a_figure_off(day):
    """The dates that differ from this one in one figure."""
    text = f"{day:%Y%m%d}"
    for place, kept in enumerate(text):
        for figure in "0123456789":
            if figure != kept:
                yield _date(text[:place] + figure + text[place + 1 :])


def _date(text):
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def _named(facts):
    """Children of the same whole name of whom one day of birth or the other is not known."""
    words = sorted(facts.words, key=len, reverse=True)[:2]
    if not words:
        return set()
    rows = Person.objects.filter(child__isnull=False)
    rows = rows.filter(born_on=None) if facts.born_on else rows
    for word in words:
        rows = rows.filter(name_keys__word=word)
    return set(rows.values_list("pk", flat=True)[:MOST])


# The whole record -----------------------------------------------------------------------------------------------------


def alike(progress=lambda done, total: None):
    """{(child id, child id): codes} of all likely pairs of the record, the lower id first.

    Three passes over what is fetched once: records with a number in common, records of the same day of birth, and
    records of the same words of a name whose days are nearly alike or not known.
    """
    everybody = _everybody()
    blocks = [*_by_number(everybody), *_by_day(everybody), *_by_words(everybody)]
    found = {}
    for done, block in enumerate(blocks, 1):
        for one, other in combinations(sorted(block), 2):
            if (one, other) not in found and is_likely(codes := why(everybody[one], everybody[other])):
                found[one, other] = codes
        if done % 1000 == 0:
            progress(done, len(blocks))
    progress(len(blocks), len(blocks))
    return found


def _everybody():
    days = Child.objects.order_by().values_list("pk", "person__born_on")
    found = {child: Known(born_on=born_on) for child, born_on in days.iterator(5000)}
    keys = NameKey.objects.filter(person__child__isnull=False).values_list("person_id", "word")
    for person, word in keys.iterator(5000):
        found[person].words.add(word)
    for person, number in _numbers(person__child__isnull=False):
        found[person].numbers.add(number)
    return {child: known.facts() for child, known in found.items()}


def _by_number(everybody):
    return _blocks((number, child) for child, facts in everybody.items() for number in facts.numbers)


def _by_day(everybody):
    """Of one day, those with two sounds in common; the day with its month the other way round is the same block.

    Whoever has a single word is compared with everybody of the day who has one that sounds so.
    """
    days = {child: _day(facts.born_on) for child, facts in everybody.items() if facts.born_on}
    alone = {(day, *everybody[child].sounds) for child, day in days.items() if len(everybody[child].sounds) == 1}
    return _blocks(
        (key, child)
        for child, day in days.items()
        for key in (
            *((day, *pair) for pair in combinations(sorted(everybody[child].sounds), 2)),
            *((day, sound) for sound in everybody[child].sounds if (day, sound) in alone),
        )
    )


def _day(born_on):
    return min(born_on, swapped(born_on) or born_on)


def _by_words(everybody):
    """Of the same two words of a name: those whose days of birth differ in one figure, and those without a day."""
    keyed = ((pair, child) for child, facts in everybody.items() for pair in combinations(sorted(facts.words), 2))
    for block in _blocks(keyed):
        dated = [(f"{everybody[child].born_on:%Y%m%d}", child) for child in block if everybody[child].born_on]
        yield from _blocks((f"{text[:n]}*{text[n + 1 :]}", child) for text, child in dated for n in range(len(text)))
        if len(dated) < len(block) <= MOST:
            yield block


def _blocks(keyed):
    found = defaultdict(set)
    for key, child in keyed:
        found[key].add(child)
    return [block for block in found.values() if len(block) > 1]
