"""Who works for the council: a made-up workforce that grows with the number of children."""

from datetime import date
from functools import lru_cache
from itertools import pairwise

from .chance import chance, day_between, days, rng_for, weighted
from .life import Allocation, Home, Name, Person
from .names import family_name, given_name, heritage
from .numbers import email, landline
from .places import COUNCIL, Address, address, ethnic_group, providers_for, schools

TEAMS = {
    "need": ("Assessment Team East", "Assessment Team West", "Family Support Team"),
    "protection": ("Safeguarding Team North", "Safeguarding Team South"),
    "care": ("Children in Care Team 1", "Children in Care Team 2", "Permanence Team"),
}
# How many of each for a hundred children, and the fewest.
ROLES = {
    "SW": ("social worker", 8, 12),
    "TM": ("team manager", 1, 4),
    "RO": ("independent reviewing officer", 1.5, 3),
    "PA": ("personal adviser", 1, 3),
    "HV": ("health visitor", 1.5, 3),
    "CG": ("children's guardian", 0.5, 2),
}
FOSTER_HOUSEHOLDS_PER_100 = 9
# Reasons a social worker's time with a child ended, as the next row of SWEpisodes gives them.
CHANGE_REASONS = {
    "TSPROC": 45,
    "LEFTRL": 25,
    "ORGRST": 8,
    "ABSENC": 8,
    "OTHERS": 8,
    "MANAGE": 3,
    "CHCHAN": 2,
    "PCCHAN": 1,
}


class Workforce:
    """Workers and foster households by number, the same for the same seed and size."""

    def __init__(self, seed: int, children: int):
        self.seed = seed
        self.sizes = {code: max(least, round(children * share / 100)) for code, (_, share, least) in ROLES.items()}
        self.households = max(12, round(children * FOSTER_HOUSEHOLDS_PER_100 / 100))
        self.household = lru_cache(maxsize=None)(self._household)

    def worker_id(self, rng, code: str) -> str:
        # One draw whatever the size, so that a child's life does not change with the number of children.
        return f"{code}{10_000 + int(rng.random() * self.sizes[code])}"

    def _household(self, number: int) -> tuple[Person, Address, str, str]:
        """A foster carer, the address, the agency's URN and its provider code."""
        rng = rng_for(self.seed, "household", number)
        code = weighted(rng, {"PR1": 60, "PR4": 12, "PR5": 28})
        agency = rng.choice(providers_for("U6", code))
        where = address(rng, far=agency.far)
        carer = adult(rng, f"FC{10_000 + number}", "carer", date(1984, 1, 1))
        carer.homes.append(
            Home("home", where, day_between(rng, date(2005, 1, 1), date(2018, 12, 31)), None, sealed=True)
        )
        carer.contacts.append(("phone", landline(rng.randrange(1000)), "", False))
        return carer, where, agency.urn, agency.provider_code

    def professionals(self):
        """(person, role, organisation, team) of everybody who works with children, in a fixed order."""
        for code, (role, *_) in ROLES.items():
            for n in range(self.sizes[code]):
                yield self._professional(code, role, n)
        for phase in schools().values():
            for school in phase:
                rng = rng_for(self.seed, "teacher", school.urn)
                yield adult(rng, school.teacher, "professional", None), "designated teacher", school.name, ""

    def _professional(self, code: str, role: str, number: int):
        rng = rng_for(self.seed, "worker", code, number)
        person = adult(rng, f"{code}{10_000 + number}", "professional", None)
        person.contacts.append(("email", email(person.given, person.family, number), "", False))
        organisation = {"HV": "Marlow Coast Community Health", "CG": "Family courts"}.get(code, f"{COUNCIL} Council")
        teams = TEAMS[("need", "protection", "care")[number % 3]]
        team = "Leaving Care Team" if code == "PA" else rng.choice(teams) if code in ("SW", "TM") else ""
        return person, role, organisation, team


def adult(rng, person_id: str, kind: str, born_about: date | None) -> Person:
    """A grown-up with a name; `born_about` is varied by up to twelve years either way."""
    sex = "F" if chance(rng, 0.7) else "M"
    of = heritage(rng, ethnic_group(rng))
    born_on = born_about and born_about + days(rng.randint(-4400, 4400))
    return Person(person_id, kind, sex, born_on, names=[Name("legal", given_name(rng, sex, of), family_name(rng, of))])


def allocations(rng, workforce: Workforce, starts_on: date, ends_on: date, handovers: list[date]) -> list[Allocation]:
    """Social workers from `starts_on` to `ends_on`, one after the other, with a new one on each day of `handovers`.

    Every stint lasts at least 30 days but before a handover, where it lasts at least 4 or is left out.
    """
    found: list[Allocation] = []
    edges = [
        starts_on,
        *(day for day in sorted(set(handovers)) if starts_on + days(4) < day < ends_on - days(4)),
        ends_on,
    ]
    for first, last in pairwise(edges):
        found.extend(_stints(rng, workforce, first, last, new_case=not found))
    return found


def _stints(rng, workforce: Workforce, first: date, last: date, new_case: bool):
    start, reason = first, "FCONTA" if new_case else "TSPROC"
    while True:
        end = start + days(rng.randint(120, 900))
        if end > last - days(40):
            end = last
        yield Allocation(workforce.worker_id(rng, "SW"), start, end, reason)
        if end == last:
            return
        start, reason = end, weighted(rng, CHANGE_REASONS)
