"""The activities of a controller: what is used for one purpose on one lawful basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepwell.policy.papers.paper import in_force


@dataclass(frozen=True)
class Facts:
    """What only the running system knows, each a sentence without personal data; empty where it does not know."""

    practice: str = ""  # whether what is kept follows the schedule
    departures: str = ""  # where it does not, why
    consents: str = ""
    breaches: str = ""


@dataclass(frozen=True)
class Activity:
    """Categories used for a purpose on a basis. No `basis`: the file gives none, and the lint has said so."""

    purpose: Any
    basis: Any
    categories: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.purpose.id}-{self.basis.id if self.basis else 'none'}"

    @property
    def title(self) -> str:
        return f"{self.purpose.title}: {self.basis.title if self.basis else 'no lawful basis is declared'}"

    def speaks_of(self, selection) -> bool:
        """Does a selection reach any of the categories? One that names none reaches all."""
        return not selection.categories or bool(set(selection.categories) & set(self.categories))

    def serves(self, purposes) -> bool:
        """Is the purpose among these? An empty list means all."""
        return not purposes or self.purpose.id in purposes


def activities(policy, on: date) -> list[Activity]:
    """Every category of every purpose stands in at least one, in the order of the file."""
    return [one for purpose in in_force(policy, "purpose", on) for one in _of(policy, purpose, on)]


def _of(policy, purpose, on: date) -> Iterator[Activity]:
    used = {*purpose.categories, *purpose.flag_only}
    left = [one.id for one in in_force(policy, "category", on) if one.id in used]
    bare = list(left)
    for basis in in_force(policy, "basis", on):
        if purpose.id in basis.purposes and (covered := tuple(c for c in left if c in basis.categories)):
            yield Activity(purpose, basis, covered)
            bare = [c for c in bare if c not in covered]
    if bare:
        yield Activity(purpose, None, tuple(bare))
