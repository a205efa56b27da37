"""Marlowshire: its numbers, towns, streets, postcodes, schools and providers. None of it exists.

Numbers and postcodes are well-formed but unassigned, so that nothing can be mistaken for a real place:
authority 399 follows no list, areas ZM and ZN are not among the Royal Mail's postcode areas.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

from .chance import rng_for, weighted

COUNCIL = "Marlowshire"
# Three digits as the CIN census wants (LEA), but between 394 and 420, where no council stands.
AUTHORITY = "399"
# What a postcode directory would give as the council's code; E06000999 is not assigned either.
AUTHORITY_GSS = "E06000999"
ELSEWHERE_GSS = "E06000998"
HOME_AREA, ELSEWHERE_AREA = "ZM", "ZN"

TOWNS = (
    "Brindlewick", "Fennacombe", "Larksworthy", "Quillmere", "Stonnery", "Aldermoss", "Thrupnall St Anne",
    "Oakenfold Sands",
    "Little Garrowby", "Nether Quorle", "Pennismead", "Wrangholme",
)  # fmt: skip
FAR_TOWNS = ("Tolverbridge", "East Harrowmoor", "Cindleford", "Upper Massenby")
STREETS = (
    "Alder", "Beacon", "Bracken", "Chapel", "Cobbler's", "Dovecote", "Elm", "Ferry", "Foundry", "Glebe", "Harbour",
    "Hawthorn",
    "Jubilee", "Kiln", "Larch", "Maltings", "Mill", "Nightingale", "Orchard", "Pasture", "Quarry", "Rope Walk",
    "Sandpiper",
    "Tannery", "Underhill", "Viaduct", "Weavers", "Yewtree",
)  # fmt: skip
STREET_KINDS = ("Road", "Street", "Close", "Lane", "Avenue", "Way", "Court", "Rise")
UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
# District numbers of the council's area and of the neighbours'.
HOME_DISTRICTS, FAR_DISTRICTS = range(1, 13), range(1, 5)


@dataclass(frozen=True, slots=True)
class Address:
    line_1: str
    town: str
    postcode: str


@dataclass(frozen=True, slots=True)
class School:
    name: str
    urn: str
    phase: str  # "primary", "secondary", "special"
    teacher: str  # person id of the designated teacher


@dataclass(frozen=True, slots=True)
class Provider:
    urn: str
    name: str
    places: tuple[str, ...]
    provider_code: str
    postcode: str
    far: bool


def address(rng: random.Random, far: bool = False) -> Address:
    district = rng.choice(FAR_DISTRICTS if far else HOME_DISTRICTS)
    towns = FAR_TOWNS if far else TOWNS
    street = f"{rng.randint(1, 180)} {rng.choice(STREETS)} {rng.choice(STREET_KINDS)}"
    return Address(street, towns[district - 1], postcode(rng, far, district))


def postcode(rng: random.Random, far: bool, district: int) -> str:
    area = ELSEWHERE_AREA if far else HOME_AREA
    return f"{area}{district} {rng.randint(1, 9)}{rng.choice(UNIT_LETTERS)}{rng.choice(UNIT_LETTERS)}"


def postcode_directory() -> list[tuple[str, int, int, str]]:
    """Every postcode the example can use: (postcode, easting, northing, authority code), metres on the national grid.

    The squares lie in the North Sea off the coast, so no postcode lands on a real door.
    """
    home = [(HOME_AREA, n, AUTHORITY_GSS) for n in HOME_DISTRICTS]
    far = [(ELSEWHERE_AREA, n, ELSEWHERE_GSS) for n in FAR_DISTRICTS]
    return [row for district in home + far for row in _postcodes_of(*district)]


def _postcodes_of(area: str, district: int, gss: str):
    east = 640_000 + 4_000 * (district % 4) + (60_000 if area == ELSEWHERE_AREA else 0)
    north = 480_000 + 4_000 * (district // 4)
    for sector in range(1, 10):
        for i, first in enumerate(UNIT_LETTERS):
            for j, second in enumerate(UNIT_LETTERS):
                yield f"{area}{district} {sector}{first}{second}", east + 400 * sector + 17 * j, north + 190 * i, gss


SCHOOL_NAMES = {
    "primary": (
        "Brindlewick Community Primary", "Larksworthy St Osyth's Primary", "Quillmere Infant and Junior",
        "Stonnery Green Primary",
        "Aldermoss Primary", "Oakenfold Sands Primary", "Garrowby Church School", "Pennismead Primary Academy",
        "Wrangholme Primary", "Fennacombe Harbour Primary", "Nether Quorle Village School", "Thrupnall St Anne Primary",
    ),
    "secondary": (
        "Brindlewick High", "Fennacombe Academy", "The Quillmere School", "Stonnery Technology College",
        "Aldermoss Upper School",
        "Larksworthy Upper School", "Marlowshire Sixth Form College",
    ),
    "special": ("Heron's Reach School", "The Willows Centre, Pennismead"),
}  # fmt: skip


@lru_cache(maxsize=1)
def schools() -> dict[str, tuple[School, ...]]:
    """Schools by phase. Their numbers begin with 99, higher than any school's."""
    numbered, found = 0, {}
    for phase, names in SCHOOL_NAMES.items():
        found[phase] = tuple(
            School(name, f"99{numbered + n:04d}", phase, f"TE{numbered + n:04d}")
            for n, name in enumerate(names, start=101)
        )
        numbered += len(names)
    return found


PROVIDER_KINDS = (
    # name, placements, provider code, far, how many
    ("Marlowshire Fostering Service", ("U1", "U2", "U3", "U4", "U5", "U6", "A3", "A4", "A5", "A6"), "PR1", False, 1),
    ("Lantern Fostering", ("U1", "U2", "U3", "U4", "U5", "U6", "A3", "A5"), "PR5", False, 3),
    ("Kestrel Families Trust", ("U1", "U2", "U3", "U4", "U5", "U6", "A4", "A6"), "PR4", True, 2),
    ("Marlowshire Children's Home", ("K2",), "PR1", False, 3),
    ("Brightwater Care Home", ("K2",), "PR5", False, 5),
    ("Farholme House", ("K2",), "PR5", True, 5),
    ("Anchor Steps Supported Accommodation", ("K3",), "PR5", False, 4),
    ("Waypoint Lodgings", ("K3",), "PR4", True, 2),
    ("Moorgate Residential School", ("S1",), "PR4", True, 2),
    ("Ferndale Family Centre", ("R3",), "PR4", False, 1),
)


@lru_cache(maxsize=1)
def providers() -> tuple[Provider, ...]:
    """The made-up provider register: numbers SC99..., one postcode each."""
    rng, found = rng_for(0, "providers"), []
    for name, places, code, far, count in PROVIDER_KINDS:
        for n in range(1, count + 1):
            where = address(rng, far)
            title = f"{name} {n}" if count > 1 else name
            found.append(Provider(f"SC99{len(found) + 1:04d}", title, places, code, where.postcode, far))
    return tuple(found)


@lru_cache(maxsize=256)
def providers_for(place: str, provider_code: str | None = None) -> tuple[Provider, ...]:
    return tuple(p for p in providers() if place in p.places and provider_code in (None, p.provider_code))


def ethnic_group(rng: random.Random) -> str:
    return weighted(rng, ETHNIC_GROUPS)


# Shares of a mixed council, in per cent; invented, near enough to look right.
ETHNIC_GROUPS = {
    "WBRI": 66, "WIRI": 0.7, "WIRT": 0.4, "WROM": 0.6, "WOTH": 4.5, "MWBC": 3.2, "MWBA": 1.4, "MWAS": 1.8, "MOTH": 2.6,
    "AIND": 1.6, "APKN": 4.2, "ABAN": 2.2, "AOTH": 1.8, "BCRB": 1.6, "BAFR": 3.6, "BOTH": 1.2, "CHNE": 0.4, "OOTH": 1.6,
    "NOBT": 0.4, "REFU": 0.2,
}  # fmt: skip
