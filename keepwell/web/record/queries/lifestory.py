"""A child's life story in the order of the child's life, by chapters: each year of age is one."""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from cryptography.exceptions import InvalidTag

from keepwell.clocks.ages import age_on, birthday_on

from .. import vault
from ..models import ChildKey, LifeStoryEntry

LAST = date.max  # what nobody knows the time of comes at the end


@dataclass(frozen=True)
class Picture:
    key: int
    shows: str


@dataclass(frozen=True)
class Told:
    """An entry as it is read; `opens` is False when its words cannot be unsealed."""

    entry: LifeStoryEntry
    title: str
    words: str
    pictures: list
    opens: bool = True


@dataclass(frozen=True)
class Chapter:
    """age in years, -1 before birth, None when it is not known; `year` where there is a day and no date of birth."""

    age: int | None
    year: int | None
    entries: list = field(default_factory=list)

    @property
    def of_child(self):
        """The heading to somebody who works with the child."""
        return self._heading("Before birth", "In the first year", "Aged {}", "In {}", "Nobody knows when")

    @property
    def to_child(self):
        """The heading to the child."""
        return self._heading("Before you were born", "When you were a baby", "When you were {}", "In {}", "Some day")

    def _heading(self, unborn, baby, aged, year, unknown):
        if self.age is not None:
            return unborn if self.age < 0 else aged.format(self.age) if self.age else baby
        return year.format(self.year) if self.year else unknown


def chapters(child):
    """The Chapters of a child's life story, the earliest first."""
    born = child.person.born_on
    rows = LifeStoryEntry.objects.filter(child=child).select_related("by").prefetch_related("pictures")
    placed = sorted((_placed(row, born), row.pk, row) for row in rows)
    key = _key(child) if placed else None
    return [
        Chapter(age, year, [_read(row, key) for _, _, row in those])
        for (age, year), those in groupby(placed, key=lambda one: _chapter(one, born))
    ]


def _placed(row, born):
    """The day by which an entry is put in order: an age is the birthday on which it began."""
    if row.on:
        return row.on
    if row.age is not None and born:
        return birthday_on(born, born.year + row.age)
    return LAST


def _chapter(one, born):
    day, _, row = one
    if row.age is not None:
        return row.age, None
    if row.on and born:
        return (age_on(born, row.on) if row.on >= born else -1), None
    return None, day.year if row.on else None


def read_entry(entry):
    """One entry as Told."""
    return _read(entry, _key(entry.child))


def _key(child):
    """The child's key; None when there is none, because asking the vault would make one that opens nothing."""
    there = ChildKey.objects.filter(child=child).exists()
    return vault.keys_of([child.pk])[child.pk] if there else None


def _read(row, key):
    try:
        if key is None:
            raise InvalidTag
        title, words = (vault.unseal(key, getattr(row, f"sealed_{part}"), "life story", row.seal, part)
                        for part in ("title", "words"))  # fmt: skip
        pictures = [
            Picture(one.pk, vault.unseal(key, one.sealed_shows, "life story", one.seal, "shows"))
            for one in row.pictures.all()
        ]
    except InvalidTag:
        return Told(row, "", "", [], opens=False)
    return Told(row, title, words, pictures)
