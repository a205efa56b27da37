"""Which declared table a CSV header belongs to: by its columns, never by the name of the file."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.tables import Table

COLLECTIONS: dict[str, dict[str, Table]] = {"ssda903": SSDA903, "people": PEOPLE}
# A column that no table knows says little against a table: systems add their own.
_FOREIGN = 0.1
# Below this share of likeness a header belongs to no table; nearer than this to the second best, it is a guess.
_ENOUGH = 0.1
_CLEAR = 0.02


@dataclass(frozen=True)
class Match:
    """The table a header belongs to (None when unclear), the nearest one, and why it is unclear."""

    collection: str | None
    table: Table | None
    nearest: Table | None = None
    reason: str = ""


def fold(name: str) -> str:
    """Column names match in any case and with spaces around."""
    return name.strip().casefold()


def recognise(names: Iterable[str]) -> Match:
    """The declared table that the column names belong to.

    Columns that few tables have count more than CHILD, DOB or kind, which many have. The key column must be there, and
    at least one of the columns that set the table apart.
    """
    header = {fold(name) for name in names} - {""}
    ranked = sorted(_likeness(header), key=lambda scored: -scored[0])
    keyed = [(score, table) for score, table in ranked if fold(table.key) in header]
    if not keyed or keyed[0][0] == 0:
        return _no_key(*ranked[0])
    best, nearest = keyed[0]
    second = keyed[1][0] if len(keyed) > 1 else 0.0
    if not _has_own_column(header, nearest):
        return Match(None, None, nearest, "the columns that set that table apart are missing")
    if best < _ENOUGH or best - second < _CLEAR:
        return Match(None, None, nearest, "its columns fit no table well enough")
    return Match(_collection(nearest), nearest, nearest)


def _no_key(best: float, nearest: Table) -> Match:
    if best < _ENOUGH:
        return Match(None, None, None, "its columns are those of no table")
    return Match(None, None, nearest, f"the column {nearest.key} is missing")


def known_names() -> frozenset[str]:
    return frozenset(_weights())


def _likeness(header: set[str]) -> list[tuple[float, Table]]:
    weights = _weights()
    scores = []
    for table in _tables():
        columns = {fold(name) for name in table.names}
        shared = sum(weights[name] for name in header & columns)
        either = sum(weights.get(name, _FOREIGN) for name in header | columns)
        scores.append((shared / either, table))
    return scores


def _has_own_column(header: set[str], table: Table) -> bool:
    """Whether one of the columns that fewest other tables share is there."""
    weights = {fold(name): _weights()[fold(name)] for name in table.names}
    rarest = max(weights.values())
    return any(name in header for name, weight in weights.items() if weight == rarest)


def _collection(table: Table) -> str:
    return next(name for name, tables in COLLECTIONS.items() if table in tables.values())


@lru_cache
def _tables() -> tuple[Table, ...]:
    return tuple(table for tables in COLLECTIONS.values() for table in tables.values())


@lru_cache
def _weights() -> dict[str, float]:
    counts = Counter(fold(name) for table in _tables() for name in table.names)
    return {name: 1 / count for name, count in counts.items()}
