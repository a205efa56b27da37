"""How somebody stands to one child: what a decision must know besides the roles, and holds nothing about the child.

states  restricted  only those who work with the child, and those named for it, may know of the record
        sealed      the record before an adoption
        conflict    the person's own family, or another conflict of interest
        excluded    this person was shut out of this record
near    allocated   the person works with the child or was named for it
        emergency   the person opened the record in an emergency, said why, and the time for it is not over
"""

from __future__ import annotations

from dataclasses import dataclass

STATES = ("restricted", "sealed", "conflict", "excluded")
NEAR = ("allocated", "emergency")


@dataclass(frozen=True)
class Standing:
    """`reached` are the ids of the roles that reach the child; states and near as above."""

    reached: frozenset[str]
    states: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
