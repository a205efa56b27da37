"""How the objects of a policy file are declared: a dataclass a kind, a field a key.

The loader reads these declarations and nothing else, so a new kind or key is written once, in `objects.py`.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field
from datetime import date


def one_of(*choices, default=MISSING):
    """A key whose value is one of these words or numbers."""
    return field(default=default, metadata={"choices": choices})


def id_of(kind, default=MISSING):
    """A key that holds the id of one object of that kind."""
    return field(default=default, metadata={"kind": kind})


def ids_of(kind, default=()):
    """A key that holds a list of ids of that kind."""
    return field(default=default, metadata={"kind": kind})


def some_of(*choices, default=()):
    """A key that holds a list of these words."""
    return field(default=default, metadata={"choices": choices})


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What every object has: an id (its place in the file), a plain title, and the days it is in force.

    `valid_from` is the policy's own when the object gives none. Both days are included.
    """

    id: str
    title: str
    valid_from: date | None = None
    valid_to: date | None = None

    def in_force(self, on: date) -> bool:
        started = self.valid_from is None or self.valid_from <= on
        return started and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Which categories an object speaks of: those named, those of the groups named, less those excepted.

    After loading, `categories` holds all of them, in the order in which the file declares categories.
    """

    categories: tuple[str, ...] = ids_of("category")
    groups: tuple[str, ...] = ids_of("group")
    but_not: tuple[str, ...] = ids_of("category")
