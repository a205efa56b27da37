"""Where looked-after children live: placements one after the other, each fitting the child's age and legal status."""

import random
from dataclasses import dataclass
from datetime import date

from keepwell.clocks.ages import age_on

from .chance import chance, days, weighted
from .life import Life, Place
from .places import FAR_TOWNS, TOWNS, Address, Provider, address, providers_for
from .workforce import Workforce

FOSTER = ("U1", "U2", "U3", "U4", "U5", "U6")
CHANGE_REASONS = {
    "CARPL": 48, "CREQB": 14, "CREQO": 12, "CHILD": 8, "LAREQ": 6, "CLOSE": 4, "OTHER": 4, "STAND": 2, "ALLEG": 1,
    "APPRR": 1,
}  # fmt: skip
TEMPORARY = {"T1": 30, "T2": 6, "T3": 14, "T4": 6}  # the longest we let each last, in days; rules 375, 376, 379


@dataclass(slots=True)
class Stay:
    starts_on: date
    where: Place
    reason: str | None  # why it ended
    same_carer: bool = False
    temporary: bool = False


def choose_place(rng: random.Random, workforce: Workforce, life: Life, day: date, status: str, first: bool) -> Place:
    """A placement for the child on that day. Parents only under a care order (rule 378)."""
    age = age_on(life.born_on, day)
    weights = {"U6": 46, "U4": 0 if first else 22, "U3": 14 if first else 4, "U1": 0 if first else 9}
    if age >= 9:
        weights["K2"] = 8 if age < 13 else 26
    if age >= 16:
        weights |= {"K3": 50, "P3": 2, "K2": 14}
    if not first and status in ("C1", "C2"):
        weights["P1"] = 9
    if life.disabilities != ("NONE",) and age >= 8:
        weights["S1"] = 12
    if age >= 14 and not first:
        weights["Z12"] = 2
    return place_of(rng, workforce, life, weighted(rng, weights))


def place_of(rng: random.Random, workforce: Workforce, life: Life, code: str) -> Place:
    if code in FOSTER:
        return foster_place(rng, workforce, code)
    if code == "P1":
        home = life.person.homes[0].address
        return Place(code, "PR0", home.postcode, None, home)
    if code in ("P3", "R5", "R1", "R2") or code.startswith(("T", "Z")):
        where = address(rng)
        provider = {"P3": "PR1", "R5": "PR3", "R1": "PR5", "R2": "PR3"}.get(code)
        return Place(code, provider, where.postcode, None, where)
    provider = rng.choice(providers_for(code))
    return Place(code, provider.provider_code, provider.postcode, provider.urn, _address_of(provider))


def foster_place(rng: random.Random, workforce: Workforce, code: str) -> Place:
    """With a household of the pool; relatives are assessed by the council's own service."""
    number = int(rng.random() * workforce.households)
    carer, where, urn, provider = workforce.household(number)
    if code in ("U1", "U2", "U3"):
        # A relative's own home, not one of the pool's; now and then not yet known to Ofsted.
        where = address(rng)
        own = providers_for("U6", "PR1")[0].urn
        return Place(code, "PR1", where.postcode, "XXXXXXX" if chance(rng, 0.1) else own, where)
    return Place(code, provider, where.postcode, urn, where, carer.person_id)


def _address_of(provider: Provider) -> Address:
    district = int(provider.postcode[2:].split()[0])
    return Address(provider.name, (FAR_TOWNS if provider.far else TOWNS)[district - 1], provider.postcode)


def stays(
    rng, workforce: Workforce, life: Life, start: date, end: date, status_on, first_place: Place | None
) -> list[Stay]:
    """Placements from `start` to `end`. No change in the first four weeks or the last three."""
    found = [Stay(start, first_place or choose_place(rng, workforce, life, start, status_on(start), True), None)]
    day = start
    while True:
        day += days(30 + int(rng.expovariate(1 / _usual_days(life, day, found[-1]))))
        if day > end - days(21):
            return found
        found[-1].reason = weighted(rng, CHANGE_REASONS)
        found.append(Stay(day, _another(rng, workforce, life, day, status_on(day), found[-1].where), None))


def _usual_days(life: Life, day: date, stay: Stay) -> int:
    """How long a placement of this kind lasts on average, in days; invented, shorter for teenagers."""
    if stay.where.place in ("U4", "U1"):
        return 1600
    return 330 if age_on(life.born_on, day) >= 13 else 520


def _another(rng, workforce, life, day, status, before: Place) -> Place:
    while True:
        found = choose_place(rng, workforce, life, day, status, False)
        if found.postcode != before.postcode:
            return found


def with_temporary(
    rng, workforce: Workforce, life: Life, found: list[Stay], end: date, legal_days: list[date]
) -> list[Stay]:
    """Now and then a hospital stay or a holiday, after which the child goes back to the same placement."""
    kept: list[Stay] = []
    for number, stay in enumerate(found):
        kept.append(stay)
        until = found[number + 1].starts_on if number + 1 < len(found) else end
        long_enough = (until - stay.starts_on).days > 150 and stay.where.place in FOSTER
        if not long_enough or stay.same_carer or not chance(rng, 0.06):
            continue
        code = rng.choice(tuple(TEMPORARY))
        away = stay.starts_on + days(rng.randint(40, 80))
        back = away + days(rng.randint(2, TEMPORARY[code]))
        if any(away <= day <= back for day in legal_days):
            continue
        kept.append(Stay(away, place_of(rng, workforce, life, code), None, temporary=True))
        kept.append(Stay(back, stay.where, stay.reason, temporary=True))
        stay.reason = None
    return kept
