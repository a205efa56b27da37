"""What Ofsted's lists call things, and the codes of the return that follow.

The lists say what kind of provision a setting is and which sector runs it; rules 219 and 224 ask for placement codes
and provider codes. The codes are the return's: K1 secure children's homes, K2 children's homes, K3 supported
accommodation, R3 family centres, R5 youth custody, S1 residential schools, U1 to U6 fostering, A3 to A6 adoption. An
adoption agency may also have approved the carers of U2 and U5, a fostering agency those of A3 and A5. A child on a
temporary move (T0 to T4) may be with any of them.
"""

from functools import lru_cache

TEMPORARY = ("T0", "T1", "T2", "T3", "T4")
FOSTERING = ("U1", "U2", "U3", "U4", "U5", "U6", "A3", "A5")
ADOPTION = ("A3", "A4", "A5", "A6", "U2", "U5")

# Words of the provision type that must all be there -> placement codes. The first line that fits counts.
PLACES = (
    (("secure 16 to 19 academy",), ("K1", "R5")),
    (("secure school",), ("K1", "R5")),
    (("secure training centre",), ("R5",)),
    (("young offender",), ("R5",)),
    (("secure", "childrens home"), ("K1",)),
    (("school", "childrens home"), ("K2", "S1")),
    (("childrens home",), ("K2",)),
    (("supported accommodation",), ("K3",)),
    (("family centre",), ("R3",)),
    (("residential special school",), ("S1",)),
    (("residential school",), ("S1",)),
    (("boarding school",), ("S1",)),
    (("further education college",), ("S1",)),
    (("fostering", "adoption"), (*FOSTERING, *ADOPTION)),
    (("fostering",), FOSTERING),
    (("adoption agency",), ADOPTION),
)

# Words of the sector, or of the provision type where there is no sector -> provider codes. A council's own provision is
# PR1 to itself and PR2 to every other.
PROVIDERS = (
    (("local authority",), ("PR1", "PR2")),
    (("council",), ("PR1", "PR2")),
    (("health",), ("PR3",)),
    (("nhs",), ("PR3",)),
    (("voluntary",), ("PR4",)),
    (("charit",), ("PR4",)),
    (("not for profit",), ("PR4",)),
    (("private",), ("PR5",)),
    (("for profit",), ("PR5",)),
    (("independent",), ("PR4", "PR5")),
)

CLOSED = (
    "resigned",
    "cancelled",
    "closed",
    "deregistered",
    "de registered",
    "expired",
    "inactive",
    "not active",
    "ended",
)

# Column -> what the lists head it, as heading() writes it; the first that is there counts.
HEADINGS = {
    "URN": ("urn", "setting urn", "provider urn", "ofsted urn", "unique reference number urn",
            "unique reference number"),
    "type": ("provision type", "provider type", "setting type", "type of provision", "provision", "service type"),
    "kind": ("provision subtype", "provider subtype", "provision sub type", "provider sub type", "type of home"),
    "sector": ("sector", "provider sector", "owner sector", "ownership", "ownership type"),
    "status": ("registration status", "current registration status", "provider status", "status"),
    "REG_END": ("reg end", "registration end date", "deregistration date", "de registration date", "registration ended",
                "date registration ended", "date of deregistration", "closure date", "closed date", "date closed",
                "end date"),
    "POSTCODE": ("setting address postcode", "setting postcode", "postcode", "post code", "address postcode",
                 "provider postcode", "registered address postcode"),
    "LA_CODE_INFERRED": ("la code inferred", "local authority ons code", "local authority code", "la code"),
    "PLACE_CODES": ("place codes",),
    "PROVIDER_CODES": ("provider codes",),
}  # fmt: skip
OURS = ("PLACE_CODES", "PROVIDER_CODES")  # headings of our own table, which no published list has


@lru_cache(maxsize=4096)
def heading(cell) -> str:
    """A heading as it is compared: small letters, no apostrophes, one space for everything else between words."""
    text = str(cell).lower().replace("'", "").replace("\u2019", "").replace("\u2018", "")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


@lru_cache(maxsize=4096)
def codes(table, text: str) -> tuple[str, ...]:
    """The codes of the first line of a table that fits the text, or none."""
    plain = heading(text)
    return next((found for words, found in table if all(word in plain for word in words)), ())
