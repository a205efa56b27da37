"""Deliberate mistakes of the kinds that real files have, each told so that a test can look for it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .chance import days
from .ssda903 import Row, Rows
from .ssda903 import text as as_written

# Positions in the declared column order.
DECOM, LS, PLACE, DEC = 1, 3, 5, 7


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where a mistake was put: collection "ssda903" or "cin"; `child` is the number written in the row."""

    year: int
    collection: str
    table: str
    child: str
    column: str
    what: str


Found = tuple[str, str, str, str]  # table, child, column, what


def make_mistake(rng: random.Random, child: str, ssda903: dict[int, Rows], cin: dict[int, Rows]) -> Mistake | None:
    """Change one thing in the rows of one year; None when the child is in no return."""
    options = [(year, "ssda903", rows, kind) for year, rows in ssda903.items() if rows for kind in SSDA903_KINDS]
    options += [(year, "cin", rows, kind) for year, rows in cin.items() if rows for kind in CIN_KINDS]
    rng.shuffle(options)
    for year, collection, rows, kind in options:
        if found := kind(rng, child, rows):
            return Mistake(year, collection, *found)
    return None


def _change(rows: Rows, table: str, number: int, column: int, value: str | None) -> None:
    row = list(rows[table][number])
    row[column] = value
    rows[table] = [*rows[table][:number], tuple(row), *rows[table][number + 1 :]]


def _pick(rng, rows: Rows, table: str, fits: Callable[[Row], bool]) -> int | None:
    numbers = [number for number, row in enumerate(rows.get(table, ())) if fits(row)]
    return rng.choice(numbers) if numbers else None


def _day(cell: str) -> date:
    day, month, year = cell.split("/")
    return date(int(year), int(month), int(day))


def end_before_start(rng, child: str, rows: Rows) -> Found | None:
    number = _pick(rng, rows, "Episodes", lambda row: row[DEC])
    if number is None:
        return None
    start = _day(rows["Episodes"][number][DECOM])
    _change(rows, "Episodes", number, DEC, as_written(start - days(rng.randint(1, 30))))
    return "Episodes", child, "DEC", "ends before it starts"


def overlap(rng, child: str, rows: Rows) -> Found | None:
    episodes = rows.get("Episodes", [])
    numbers = [n for n, row in enumerate(episodes[:-1]) if row[DEC] and row[DEC] == episodes[n + 1][DECOM]]
    if not numbers:
        return None
    number = rng.choice(numbers)
    _change(rows, "Episodes", number, DEC, as_written(_day(episodes[number][DEC]) + days(rng.randint(2, 20))))
    return "Episodes", child, "DEC", "ends after the next episode starts"


def _episode_cell(column: int, name: str, value: Callable[[str], str], what: str):
    def mistake(rng, child: str, rows: Rows) -> Found | None:
        number = _pick(rng, rows, "Episodes", lambda row: row[column] and value(row[column]) != row[column])
        if number is None:
            return None
        _change(rows, "Episodes", number, column, value(rows["Episodes"][number][column]))
        return "Episodes", child, name, what

    return mistake


def missing_upn(rng, child: str, rows: Rows) -> Found | None:
    # A missing UPN is a mistake only for a child with more than short breaks (rule 442).
    if _pick(rng, rows, "Episodes", lambda row: row[LS] not in ("V3", "V4")) is None:
        return None
    _change(rows, "Header", 0, 4, None)
    return "Header", child, "UPN", "neither a UPN nor a reason why there is none"


def unknown_child(rng, child: str, rows: Rows) -> Found | None:
    if "Reviews" not in rows:
        return None
    stranger = f"9{child}"
    _, *rest = rows["Reviews"][-1]
    rows["Reviews"] = [*rows["Reviews"], (stranger, *rest)]
    return "Reviews", stranger, "CHILD", "a child who is not in Header"


SSDA903_KINDS = (
    end_before_start,
    overlap,
    missing_upn,
    unknown_child,
    _episode_cell(LS, "LS", lambda code: "Q9", "a code that does not exist"),
    _episode_cell(PLACE, "PLACE", lambda code: f"{code}  ", "spaces after the code"),
    _episode_cell(PLACE, "PLACE", str.lower, "lower case"),
    _episode_cell(DECOM, "DECOM", lambda day: "31/02/" + day[-4:], "a day that no calendar has"),
    _episode_cell(DECOM, "DECOM", lambda day: f"{day[-4:]}.{day[3:5]}.{day[:2]}", "a date written in another way"),
)


def _census_cell(table: str, column: int, name: str, value: Callable[[str], str | None], what: str):
    def mistake(rng, child: str, rows: Rows) -> Found | None:
        number = _pick(rng, rows, table, lambda row: row[column])
        if number is None:
            return None
        _change(rows, table, number, column, value(rows[table][number][column]))
        return table, child, name, what

    return mistake


def closed_before_referral(rng, child: str, rows: Rows) -> Found | None:
    number = _pick(rng, rows, "CINdetails", lambda row: row[5])
    if number is None:
        return None
    referred = date.fromisoformat(rows["CINdetails"][number][2])
    _change(rows, "CINdetails", number, 5, (referred - days(rng.randint(1, 20))).isoformat())
    return "CINdetails", child, "CINclosureDate", "closed before the referral"


CIN_KINDS = (
    closed_before_referral,
    _census_cell("CINdetails", 6, "ReasonForClosure", lambda code: None, "closed without a reason"),
    _census_cell("CINdetails", 2, "CINreferralDate", lambda day: f"{day[:4]}-13-45", "a day that no calendar has"),
    _census_cell("AssessmentFactorsList", 3, "AssessmentFactors", lambda code: "99Z", "a code that does not exist"),
    _census_cell("ChildCharacteristics", 1, "Ethnicity", str.lower, "lower case"),
    _census_cell("ChildCharacteristics", 1, "Ethnicity", lambda code: f"{code}  ", "spaces after the code"),
    _census_cell("ChildIdentifiers", 1, "UPN", lambda number: None, "neither a UPN nor a reason why there is none"),
)
