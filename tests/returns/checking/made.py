"""Random small returns to check: 2 to 4 children, few rows in a table, cells that fit, blanks and junk.

A return here is a dict of table -> rows; a row is a dict of column -> text, and "#" a number that no other row has: by
it a finding is known again when rows have moved.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from keepwell.codes import CODE_SETS
from keepwell.returns.catalogue import TABLES, rules_of
from keepwell.returns.checking import check
from keepwell.returns.ssda903 import derived

from .tables import case

ONE_ROW = {"Header", "UASC", "OC2", "OC3", "AD1", "PrevPerm", "ChildIdentifiers", "ChildCharacteristics"}
NUMBERED = {"CINdetails": "CINdetailsID", "Assessments": "AssessmentID", "ChildProtectionPlans": "CPPID"}
YEAR = 2027
FIRST, DAYS = date(2024, 3, 25), 1107  # the days that are drawn: from before last year's start to after this year's end
EDGES = [date(2025, 3, 31), date(2025, 4, 1), date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31), date(2027, 4, 1)]
JUNK = ["Q9", "?", "31/02/2026", "2026-13-45", "ZZ", "-1", "unknown"]
TEXTS = {
    "UPN": ["UN1", "UN4", "H801200001001", "U80120000100A", "A123"],
    "URN": ["XXXXXXX", "1234567", "7654321", "99"],
    "SW_ID": ["SW1", "SW2", "SW3"],
    "LA_PERM": ["301", "WAL"],
    "DATE_PERM": ["ZZ/05/2020", "ZZ/ZZ/ZZZZ", "01/05/2020"],
    "HOME_POST": ["EC1A 1BB", "SW1A 1AA", "ec1a1bb", "ZZ99 9ZZ"],
    "LEA": ["933"],
}
TEXTS["PL_POST"], TEXTS["FormerUPN"] = TEXTS["HOME_POST"], TEXTS["UPN"]
REGISTER = pl.DataFrame(
    {
        "URN": ["1234567", "1234567", "7654321"],
        "LA_NAME_FROM_FILE": ["Here", "There", "Here"],
        "PLACE_CODES": ["K2, U1", "R1", "H5,P1"],
        "PROVIDER_CODES": ["PR1,PR2", "PR4", None],
        "REG_END": [None, date(2026, 6, 1), date(2025, 12, 1)],
        "POSTCODE": ["EC1A1BB", "SW1A1AA", None],
        "LA_CODE_INFERRED": ["E09000001", "E09000033", None],
        "LA_NAME_INFERRED": ["Here", "There", None],
    }
)
POSTCODES = pl.DataFrame(
    {"pcd_abbr": ["EC1A1BB", "SW1A1AA"], "oseast1m": [532000, 529090], "osnrth1m": [181800, 179645],
     "laua": ["E09000001", "E09000033"]}
)  # fmt: skip
AROUND = {
    "ssda903": {"AUTHORITY": "E09000001", "PROVIDERS": REGISTER, "POSTCODES": POSTCODES},
    "cin": {},
}
PREPARE = {"ssda903": derived.prepare, "cin": None}


@dataclass
class Maker:
    """Makes rows of one collection by one random stream; `untied`: no two rows of a child share a day, or lack one."""

    collection: str
    rng: random.Random
    untied: bool = False
    blank: float = 0.15
    junk: float = 0.05
    rows: int = 0

    @property
    def declared(self):
        return TABLES[self.collection]

    def made(self):
        names = list(self.declared)
        if self.collection == "ssda903":
            names += [f"{name}_last" for name in names if name != "DoLo"]
        children = [str(n) for n in range(1, self.rng.randint(2, 4) + 1)]
        return {name: self.table(name, children) for name in names}

    def table(self, name, children):
        if self.collection == "cin" and name == "Header":
            return [self.header()]
        rows = [row for child in children for row in self.rows_of(name, child)]
        self.rng.shuffle(rows)
        return rows

    def header(self):
        self.rows += 1
        return {"#": self.rows, "Collection": "CIN", "Year": "2027", "ReferenceDate": "2027-03-31", "LEA": "933"}

    def rows_of(self, name, child):
        plain = name.removesuffix("_last")
        first = plain in ("Header", "ChildIdentifiers")
        many = self.rng.choice([1, 1, 1, 0] if first else [0, 1] if plain in ONE_ROW else [0, 1, 1, 2, 3])
        if not self.untied and self.rng.random() < 0.05:
            many += 1  # a repeated row, where one is allowed
        days = iter(self.rng.sample(range(DAYS), 200)) if self.untied else None
        rows = [self.row(plain, child, days) for _ in range(many)]
        if self.untied:
            self._tell_apart(plain, rows)
        return rows

    def _tell_apart(self, name, rows):
        """Numbers of the rows' own count from 1, and the days of one row at most are empty or unreadable."""
        for number, row in enumerate(rows, start=1):
            row |= {NUMBERED[name]: str(number)} if name in NUMBERED else {}
        if rows and self.rng.random() < 0.3:
            row = self.rng.choice(rows)
            row |= {c.name: self.rng.choice([None, *JUNK]) for c in self.declared[name].columns if c.kind == "date"}

    def row(self, name, child, days=None):
        self.rows += 1
        key = self.declared[name].key
        row = {c.name: self.cell(c, days) for c in self.declared[name].columns if c.name != key} | {"#": self.rows}
        if self.collection == "cin":
            row["_child"] = child if child.isdigit() else "9"
        return row | ({key: child} if key else {})

    def cell(self, column, days):
        rng = self.rng
        if column.kind == "integer" and column.name.endswith("ID"):
            return str(rng.randint(1, 2))
        ordered = days is not None and column.kind == "date" and not column.name.endswith(("DOB", "BirthDate"))
        if not ordered and rng.random() < self.blank:
            return None
        if not ordered and rng.random() < self.junk:
            return rng.choice(JUNK)
        return self.fitting(column, days if ordered else None)

    def fitting(self, column, days):
        rng = self.rng
        if column.name in TEXTS:
            return rng.choice(TEXTS[column.name])
        if column.kind == "date":
            return self.day(column.name, days)
        if column.kind == "flag":
            return rng.choice(["0", "1", "true", "false"])
        if column.kind == "integer":
            return str(rng.randint(0, 45))
        known = CODE_SETS.get(column.codes) if column.codes else None
        return rng.choice(list(known.codes)) if known and known.codes else "text"

    def day(self, name, days):
        if name.endswith(("DOB", "BirthDate")):
            day = date(2003, 1, 1) + timedelta(self.rng.randint(0, 365 * 24))
        elif days is not None:
            day = FIRST + timedelta(next(days))
        else:
            day = self.rng.choice([FIRST + timedelta(self.rng.randrange(DAYS)), self.rng.choice(EDGES)])
        return self.written(day)

    def written(self, day):
        return day.isoformat() if self.collection == "cin" else day.strftime("%d/%m/%Y")


def maker(collection, seed, **rest):
    return Maker(collection, random.Random(seed), **rest)


def as_case(collection, tables, **rest):
    """A Case of the rows."""
    texts = {name: _text(collection, name, rows) for name, rows in tables.items()}
    return case(TABLES[collection], YEAR, **AROUND[collection], **texts, **rest)


def _text(collection, name, rows):
    names = TABLES[collection][name.removesuffix("_last")].names
    heads = [*names, "_child"] if collection == "cin" else names
    lines = [" | ".join([*(row.get(h) or "" for h in heads), ""]) for row in rows]
    return "\n".join(f"| {line}" for line in [" | ".join([*heads, ""]), *lines])


def checked(collection, tables, rules=None, **rest):
    """The report of the rules (all of them) on the rows."""
    rules = rules_of(collection) if rules is None else rules
    return check(as_case(collection, tables, **rest), list(rules), TABLES[collection], PREPARE[collection])


def found(report, tables):
    """Findings as (rule, table, number of the row)."""
    return {(r, t, None if n is None else tables[t][n]["#"]) for r, t, n in report.failing.iter_rows()}
