"""A made-up council: lives told one family at a time, and cut into returns only when somebody asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from keepwell.clocks.collection import CollectionYear

from . import cin, people, ssda903
from .chance import chance, rng_for
from .families import Family
from .life import Life
from .mistakes import Mistake, make_mistake
from .places import AUTHORITY, COUNCIL
from .ssda903 import Rows, View
from .stories import make_family
from .workforce import Workforce

EARLIEST = 2019  # the codes of earlier collection years are not known here


@dataclass(frozen=True, slots=True)
class Record:
    """One child as the files show it: rows by table, for the returns also by collection year."""

    life: Life
    people: Rows
    ssda903: dict[int, Rows]
    cin: dict[int, Rows]
    mistake: Mistake | None


@dataclass(frozen=True)
class Authority:
    """A council of `children` children as known on the day `on`; nothing is made before it is asked for."""

    children: int
    seed: int
    on: date
    years: int = 3
    errors: float = 0.0

    name = COUNCIL
    code = AUTHORITY

    @property
    def collections(self) -> list[int]:
        """The collection years (the year each ends in), oldest first; the last one contains `on`."""
        last = CollectionYear.of(self.on).year
        return list(range(last - self.years + 1, last + 1))

    @property
    def views(self) -> list[View]:
        return [View.of(year, self.on) for year in self.collections]

    @cached_property
    def workforce(self) -> Workforce:
        return Workforce(self.seed, self.children)

    def families(self) -> Iterator[Family]:
        """Families in order until there are enough children; the last may be cut short."""
        first_day, made, number = self.views[0].start, 0, 0
        while made < self.children:
            number += 1
            left = self.children - made
            family = make_family(self.seed, number, made + 1, left, first_day, self.on, self.workforce)
            made += len(family.children)
            yield family

    def lives(self) -> Iterator[Life]:
        return (life for family in self.families() for life in family.children)

    def people(self) -> Iterator[Rows]:
        """Rows of the people who belong to no one child: workers and foster carers."""
        return people.workforce_rows(self.workforce, self.on)

    def record(self, life: Life) -> Record:
        views = self.views
        looked_after = {view.year: ssda903.rows_of(life, view) for view in views}
        in_need = {view.year: cin.rows_of(life, view) for view in views}
        rng = rng_for(self.seed, "mistake", life.index)
        mistake = make_mistake(rng, life.child_id, looked_after, in_need) if chance(rng, self.errors) else None
        rows = people.rows_of(self.seed, life, views[-1], views[0].start)
        return Record(life, rows, looked_after, in_need, mistake)

    def records(self) -> Iterator[tuple[Rows, list[Record]]]:
        """For each family the people rows of its adults and the records of its children."""
        for family in self.families():
            yield people.family_rows(family, self.on), [self.record(life) for life in family.children]

    @cached_property
    def mistakes(self) -> list[Mistake]:
        """Every deliberate mistake, in the order of the children; for a large council this takes a while."""
        return [record.mistake for _, records in self.records() for record in records if record.mistake]


def authority(children: int, seed: int, on: date, years: int = 3, errors: float = 0.0) -> Authority:
    """A coherent, made-up council: the same arguments give the same files, byte for byte.

    children   how many children, 1 to 400,000
    seed       any whole number
    on         the day the council is looked at; nothing after it is known
    years      how many collection years to report, the last being the one that contains `on`
    errors     share of children, 0 to 1, with one deliberate mistake each (`Authority.mistakes` lists them)

    ValueError for an argument outside these.
    """
    if not 1 <= children <= 400_000:
        raise ValueError(f"An example council has 1 to 400,000 children, not {children}.")
    if not 0 <= errors <= 1:
        raise ValueError(f"The share of children with a mistake is a number from 0 to 1, not {errors}.")
    first = CollectionYear.of(on).year - years + 1
    if years < 1 or first < EARLIEST:
        raise ValueError(
            f"Ask for 1 or more collection years, none before {EARLIEST}; {years} up to {on} begin with {first}."
        )
    return Authority(children, seed, on, years, errors)
