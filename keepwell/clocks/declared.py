"""What a clock is: the declarations of clocks.toml in memory. Every word a file may use is listed here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

UNITS = ("hours", "days", "working days", "school days", "weeks", "months", "none")
CALENDAR = {"days": 1, "weeks": 7, "months": 28}  # the fewest days that one of it has
STARTS = ("next day", "the day")
ROLLS = ("none", "next working day")
PAUSES = ("none", "both days", "one day")
RANKS = ("law", "guidance", "practice")
STANDINGS = ("read", "repeated", "known", "uncertain")
LOCALS = ("none", "shorter", "own")
AREAS = ("protection", "looked after", "leaving care", "adoption", "carers", "school", "requests")


@dataclass(frozen=True)
class Span:
    """So many of one unit: `Span(45, "working days")`. The length is None with the unit "none"."""

    length: int | None
    unit: str

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.length == 1 else self.unit
        return f"{self.length} {unit}" if self.length is not None else "no number"


@dataclass(frozen=True)
class Own:
    """A length that a council or school set itself: who decided it, and from which day."""

    span: Span
    because: str
    in_force_from: date


@dataclass(frozen=True, kw_only=True)
class Version:
    """How a clock runs from one day on: the words are those that clocks.toml explains at its head.

    `in_force_from` is None when nobody wrote down since when; then it holds for every earlier day. `own` says who
    decided it when the length is a council's or school's own.
    """

    span: Span
    pace: str = ""
    start: str = "next day"
    roll: str = "none"
    pause: str = "none"
    cap: Span | None = None
    rank: str
    source: str
    standing: str
    in_force_from: date | None = None
    note: str = ""
    own: str = ""


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A duty with a time: what starts and ends it, and its versions, oldest first.

    `stops` holds "death" and ages in years, as text. `own` holds the lengths that a council or
    school set itself, oldest first.
    """

    id: str
    title: str
    area: str
    trigger: str
    done: str
    stops: tuple[str, ...] = ()
    next: str = ""
    local: str = "none"
    versions: tuple[Version, ...]
    own: tuple[Own, ...] = ()

    def version(self, day: date) -> Version | None:
        """The national version in force on that day; None when the duty did not exist yet."""
        return _in_force(self.versions, day)

    def own_version(self, day: date) -> Version | None:
        """The national version of that day with what the council or school had set itself by then, if anything.

        Roll and pause stay the nation's within one kind of unit (days, weeks and months are one); so does the start
        within one unit.
        """
        national, own = self.version(day), _in_force(self.own, day)
        if national is None or own is None:
            return None
        kept = replace(national, span=own.span, pace="", cap=None, own=own.because)
        units = {own.span.unit, national.span.unit}
        if len(units) == 1:
            return kept
        kept = replace(kept, start="next day")
        return kept if units <= CALENDAR.keys() else replace(kept, roll="none", pause="none")

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages in years that stop it."""
        return tuple(int(stop) for stop in self.stops if stop != "death")


def _in_force(versions, day: date):
    held = [one for one in versions if one.in_force_from is None or one.in_force_from <= day]
    return held[-1] if held else None
