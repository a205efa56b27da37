"""The days in one child's life from which rules count, and what is not known of them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from types import MappingProxyType

from keepwell.clocks.ages import age_on

ADULT = 18  # Family Law Reform Act 1969, section 1


class Gap(Enum):
    """Why there is no day: nobody wrote it down, or what it is the day of has not happened yet."""

    NOT_KNOWN = "not known"
    NOT_YET = "not yet"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What the record says of one child.

    subjects  ids of the kinds of people that the child is for the policy
    born      None when it is not known; an expected birth is not one
    died      None for all that is known to be alive
    events    the day of each other event by the name of its trigger ("case-closed", "adoption-order", "entry"), or a
              Gap; an event that is not there never happened
    """

    subjects: Set[str]
    born: date | None = None
    died: date | None = None
    events: Mapping[str, date | Gap] = field(default_factory=lambda: MappingProxyType({}))

    def day_of(self, trigger: str) -> date | Gap | None:
        """The day from which a rule with this trigger counts; None when it does not reach this child."""
        match trigger:
            case "birth":
                return self.born or Gap.NOT_KNOWN
            case "death-under-18":
                return self._died_young()
        return self.events.get(trigger)

    def _died_young(self) -> date | Gap | None:
        if self.died is None:
            return None
        # A death before the birth is a mistake in one of the two days, and nobody can say in which.
        if self.born is None or self.died < self.born:
            return Gap.NOT_KNOWN
        return self.died if age_on(self.born, self.died) < ADULT else None
