"""The collection year: 1 April to 31 March, known by the year it ends in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, order=True)
class CollectionYear:
    """The year a return covers: `CollectionYear(2027)` is 1 April 2026 to 31 March 2027.

    year   the year it ends in, in four figures; ValueError otherwise

    Source: the SSDA903 and CIN census guides; the CIN census calls the last day the reference date.
    """

    year: int

    def __post_init__(self):
        if not 1000 <= self.year <= 9999:
            raise ValueError(
                f"A collection year is the year it ends in, in four figures: {self.year} is not one. "
                "Write 2027 for April 2026 to March 2027."
            )

    @classmethod
    def of(cls, day: date) -> "CollectionYear":
        """The collection year that the day falls in."""
        return cls(day.year + 1 if (day.month, day.day) >= (4, 1) else day.year)

    @property
    def start(self) -> date:
        return date(self.year - 1, 4, 1)

    @property
    def end(self) -> date:
        return date(self.year, 3, 31)

    @property
    def title(self) -> str:
        """As people write it: "2026-27"."""
        return f"{self.year - 1}-{self.year % 100:02d}"

    @property
    def previous(self) -> "CollectionYear":
        return CollectionYear(self.year - 1)

    @property
    def next(self) -> "CollectionYear":
        return CollectionYear(self.year + 1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        return self.title
