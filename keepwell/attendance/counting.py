"""Sessions possible, attended and missed, as the national statistics count them."""

from __future__ import annotations

from dataclasses import dataclass

from keepwell.attendance.register import packed
from keepwell.codes.attendance import ACTIVITY, AUTHORISED, CODES, ILL, NOT_POSSIBLE, PRESENT, UNAUTHORISED

# One letter for what a mark counts as; illness apart, because it has a threshold of its own.
LETTERS = {PRESENT: "p", ACTIVITY: "e", AUTHORISED: "l", UNAUTHORISED: "u", NOT_POSSIBLE: "x"}
SICK = "s"
KINDS = str.maketrans({packed(c): SICK if c == ILL else LETTERS[one.meaning] for c, one in CODES.items()})


@dataclass(frozen=True)
class Count:
    """Numbers of sessions. `authorised` has the sessions of illness (`ill`) in it."""

    present: int = 0
    activity: int = 0
    authorised: int = 0
    unauthorised: int = 0
    ill: int = 0

    @property
    def attended(self) -> int:
        return self.present + self.activity

    @property
    def missed(self) -> int:
        return self.authorised + self.unauthorised

    @property
    def possible(self) -> int:
        return self.attended + self.missed

    @property
    def per_cent(self) -> float | None:
        """Sessions attended, of a hundred possible; None where none was possible."""
        return _share(self.attended, self.possible)

    @property
    def missed_per_cent(self) -> float | None:
        return _share(self.missed, self.possible)

    def __add__(self, other: Count) -> Count:
        return Count(*(a + b for a, b in zip(_numbers(self), _numbers(other), strict=True)))


def _numbers(count: Count):
    return count.present, count.activity, count.authorised, count.unauthorised, count.ill


def _share(part, whole):
    return round(100 * part / whole, 1) if whole else None


def kinds(marks: str) -> str:
    """Each mark as the letter of what it counts as."""
    return marks.translate(KINDS)


def count(marks: str) -> Count:
    """Add up a string of marks (`register.packed`)."""
    return counted(kinds(marks))


def counted(letters: str) -> Count:
    """The same of letters (`kinds`)."""
    ill = letters.count(SICK)
    return Count(letters.count("p"), letters.count("e"), ill + letters.count("l"), letters.count("u"), ill)
