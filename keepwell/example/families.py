"""Families: parents, brothers and sisters, names, addresses and who has parental responsibility."""

import random
from dataclasses import dataclass, field
from datetime import date

from keepwell.clocks.ages import age_on, plus_years

from .chance import chance, day_between, days, weighted
from .life import Home, Life, Name, Person, Tie
from .names import family_name, given_name, heritage, preferred_name
from .numbers import email, mobile
from .places import address, ethnic_group

SIZES = {1: 46, 2: 28, 3: 15, 4: 8, 5: 3}
ALONE = ("unaccompanied", "leaver", "disabled")
# Shares of children we aim at, in per cent, by storyline.
STORYLINES = {
    "need": 54, "disabled": 6, "protection": 15,
    "court": 11, "agreed": 4, "adoption": 2.5, "unaccompanied": 2.5, "leaver": 5,
}  # fmt: skip
MEAN_SIZE = sum(size * share for size, share in SIZES.items()) / sum(SIZES.values())
# A family tells as many lives as it has children, so families of one are drawn more often for the same share.
FAMILY_WEIGHTS = {line: share / (1 if line in ALONE else MEAN_SIZE) for line, share in STORYLINES.items()}
DISABILITIES = ("MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS", "BEH", "CON", "AUT", "DDA")


@dataclass(slots=True)
class Family:
    number: int
    storyline: str
    began_on: date  # the first referral
    ethnicity: str
    adults: list[Person] = field(default_factory=list)
    children: list[Life] = field(default_factory=list)


def plan_family(rng: random.Random, number: int, first_day: date, on: date) -> tuple[Family, int]:
    """An empty family with its storyline, its first referral and its size."""
    storyline = weighted(rng, FAMILY_WEIGHTS)
    back = {
        "need": 150,
        "disabled": 1800,
        "protection": 500,
        "court": 1400,
        "agreed": 300,
        "adoption": 250,
        "unaccompanied": 600,
    }
    ahead = {"need": 3, "unaccompanied": 25, "disabled": 120}.get(storyline, 50)
    began_on = day_between(rng, first_day - days(back.get(storyline, 0)), on - days(ahead))
    size = 1 if storyline in ALONE else weighted(rng, SIZES)
    return Family(number, storyline, began_on, ethnic_group(rng)), size


def birthdays(rng: random.Random, family: Family, size: int, first_day: date, on: date) -> list[date]:
    """Dates of birth, eldest first: nobody is 17 at referral, or 18 before the first year is two months old."""
    eldest_limit = max(first_day - days(18 * 365 - 56), family.began_on - days(17 * 365 - 90))
    youngest = family.began_on - days(_youngest_age(rng, family, size, on))
    found = [max(youngest, eldest_limit)]
    for _ in range(size - 1):
        gap = 0 if chance(rng, 0.04) else rng.randint(310, 1300)
        older = found[-1] - days(gap)
        found.append(older if older >= eldest_limit else found[-1])
    return sorted(found)


def _youngest_age(rng: random.Random, family: Family, size: int, on: date) -> int:
    """Age in days of the youngest at the first referral; negative for a child not yet born."""
    if family.storyline == "adoption":
        return rng.randint(0, 3 * 365)
    if family.storyline == "disabled":
        return rng.randint(2 * 365, 13 * 365)
    if family.storyline in ("need", "protection", "court") and chance(rng, 0.06):
        return -rng.randint(20, 150)
    return rng.randint(5, (16 if size == 1 else 11) * 365)


def fill(rng: random.Random, family: Family, born: list[date], first_index: int, limit: int) -> None:
    """Parents and at most `limit` of the children, with names, homes and ties."""
    of = heritage(rng, family.ethnicity)
    surname = family_name(rng, of)
    eldest, youngest = born[0], born[-1]
    home = address(rng)
    moved_in = day_between(rng, eldest - days(900), eldest)
    mother = _parent(rng, family, "M", "F", of, surname if chance(rng, 0.5) else family_name(rng, of), eldest, youngest)
    fathers = [_parent(rng, family, "F", "M", of, surname, eldest, youngest)]
    if len(born) > 1 and chance(rng, 0.22):
        fathers.append(_parent(rng, family, "S", "M", of, family_name(rng, of), eldest, youngest))
    family.adults += [mother, *fathers]
    mother.homes.append(Home("home", home, moved_in))
    together = chance(rng, 0.45)
    for father in fathers:
        where = home if together and father is fathers[-1] else address(rng)
        father.homes.append(Home("home", where, moved_in))
    _remarriage(rng, family, mother)
    responsible = [chance(rng, 0.78) for _ in fathers]
    for place, day in enumerate(born[:limit]):
        which = 1 if len(fathers) > 1 and place >= (len(born) + 1) // 2 else 0
        father = fathers[which]
        surname = father.family if chance(rng, 0.6) else mother.family
        child = _child(rng, family, first_index + place, day, of, surname, home)
        child.person.ties.append(Tie(mother.person_id, "mother", True, day))
        child.person.ties.append(Tie(father.person_id, "father", responsible[which], day))
        family.children.append(child)
    _grandparent(rng, family, of, home)
    _tie_siblings(family)


def _parent(rng, family: Family, letter: str, sex: str, of: str, surname: str, eldest: date, youngest: date) -> Person:
    at_least = max(0, age_on(eldest, youngest))
    born_on = eldest - days(rng.randint(17 * 365, max(18, 40 - at_least) * 365))
    person = Person(f"P{family.number:07d}{letter}", "parent", sex, born_on)
    person.names.append(Name("legal", given_name(rng, sex, of), surname, born_on))
    wish = rng.choice(("", "", "Text first, please.", "After 5pm."))
    person.contacts.append(("phone", mobile(rng.randrange(1000)), wish, chance(rng, 0.03)))
    if chance(rng, 0.6):
        person.contacts.append(("email", email(person.given, surname, family.number), "", False))
    return person


def _remarriage(rng, family: Family, mother: Person) -> None:
    """One mother in twelve took a new name; one in twenty was known by another all along."""
    old = mother.names[0]
    if chance(rng, 0.08):
        day = day_between(rng, mother.born_on + days(18 * 365 + 30), family.began_on)
        mother.names.insert(0, Name("legal", old.given, family_name(rng, "british"), day))
        old.ends_on = day
    if chance(rng, 0.05):
        mother.names.append(Name("alias", old.given, family_name(rng, "british"), None))


def _grandparent(rng, family: Family, of: str, home) -> None:
    if not family.children or not chance(rng, 0.15):
        return
    mother = family.adults[0]
    born_on = mother.born_on - days(rng.randint(19 * 365, 34 * 365))
    grand = Person(f"P{family.number:07d}G", "parent" if chance(rng, 0.1) else "other", "F", born_on)
    grand.names.append(Name("legal", given_name(rng, "F", of), mother.family, born_on))
    grand.homes.append(Home("home", address(rng), born_on + days(9000)))
    family.adults.append(grand)
    for child in family.children:
        child.person.ties.append(Tie(grand.person_id, "grandparent", False, child.born_on))


def _child(rng, family: Family, index: int, born_on: date, of: str, surname: str, home) -> Life:
    sex = weighted(rng, {"M": 51, "F": 49})
    person = Person(child_id(index), "child", sex, born_on)
    given = given_name(rng, sex, of)
    # One child in three hundred has a single name, kept as the family name.
    person.names.append(Name("legal", "" if chance(rng, 1 / 300) else given, surname, born_on))
    if chance(rng, 0.1) and person.given:
        person.names.append(Name("preferred", preferred_name(rng, given), "", plus_years(born_on, 3)))
    person.homes.append(Home("home", home, born_on))
    life = Life(index, person, family.storyline, family.ethnicity, born_on + days(rng.randint(-14, 10)))
    if family.storyline == "disabled" or chance(rng, 0.07):
        life.disabilities = tuple(sorted(rng.sample(DISABILITIES, rng.randint(1, 3))))
    return life


def child_id(index: int) -> str:
    """The council's own number of child `index`: digits only, as the census asks (rules 1570 and 1580)."""
    return f"{1_000_000 + index}"


def _tie_siblings(family: Family) -> None:
    for child in family.children:
        for other in family.children:
            if other is not child:
                full = child.person.ties[1].other == other.person.ties[1].other
                since = max(child.born_on, other.born_on)
                child.person.ties.append(Tie(other.child_id, "sibling" if full else "half-sibling", False, since))


def alone(rng: random.Random, family: Family, index: int, arrived_on: date, age_days: int) -> None:
    """An unaccompanied child: no parents here, no home address here."""
    family.ethnicity = weighted(rng, {"OOTH": 40, "BAFR": 30, "AOTH": 20, "WOTH": 6, "APKN": 4})
    of = heritage(rng, family.ethnicity)
    sex = weighted(rng, {"M": 88, "F": 12})
    born_on = arrived_on - days(age_days)
    person = Person(child_id(index), "child", sex, born_on)
    given = "" if chance(rng, 0.05) else given_name(rng, sex, of)
    person.names.append(Name("legal", given, family_name(rng, of), born_on))
    if chance(rng, 0.15):
        person.names.append(Name("alias", given_name(rng, sex, of), person.family, None))
    life = Life(index, person, "unaccompanied", family.ethnicity, born_on, arrived_on=arrived_on)
    family.children.append(life)
