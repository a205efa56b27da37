"""What must be true of clocks beyond the kind of each key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from keepwell.clocks.declared import Clock, Version
from keepwell.clocks.mistakes import Mistakes, nearest

PAUSES_IN = ("days", "working days", "school days", "weeks", "months")


def check(made: Mapping[str, Clock], known: Iterable[str], mistakes: Mistakes) -> None:
    """Notes what does not hold together. `known` are all ids of the file, also of clocks with a mistake."""
    known = list(known)
    for clock in made.values():
        path = f"clock.{clock.id}"
        if clock.next and clock.next not in known:
            mistakes.note(f"{path}.next", f"names no clock: “{clock.next}”.{nearest(clock.next, known)} Correct it.")
        _check_stops(clock, path, mistakes)
        _check_order(clock, path, mistakes)
        for version in clock.versions:
            _check_version(version, path, mistakes)
        if clock.local == "own" and not all(_free(version) for version in clock.versions):
            text = 'cannot be “own” where law or guidance gives a number. Write "shorter", or "none".'
            mistakes.note(f"{path}.local", text)


def _free(version: Version) -> bool:
    return version.span.unit == "none" or version.rank == "practice"


def _check_stops(clock: Clock, path: str, mistakes: Mistakes) -> None:
    for stop in clock.stops:
        if stop != "death" and not (isinstance(stop, str) and stop.isdigit() and 1 <= int(stop) <= 25):
            mistakes.note(f"{path}.stops", f'cannot hold {stop!r}. Use "death" or an age in quotes, such as "18".')


def _check_order(clock: Clock, path: str, mistakes: Mistakes) -> None:
    days = [version.in_force_from for version in clock.versions if version.in_force_from]
    if any(later <= earlier for earlier, later in pairwise(days)):
        mistakes.note(f"{path}.change", "is out of order. Put each change below the one before it in time.")


def _check_version(version: Version, path: str, mistakes: Mistakes) -> None:
    length, unit = version.span.length, version.span.unit
    if unit == "none" and (length is not None or not version.pace):
        text = 'goes with no length and with a pace, such as pace = "without undue delay". Mend the one or the other.'
        mistakes.note(f"{path}.unit", text)
    if unit != "none" and length is None:
        mistakes.note(f"{path}.length", 'is missing. Add it, or write unit = "none" and a pace.')
    if version.pause != "none" and unit not in PAUSES_IN:
        mistakes.note(f"{path}.pause", f"cannot be worked out in {unit}. Remove it, or use another unit.")
    if version.start == "the day" and length == 0:
        mistakes.note(f"{path}.start", "counts the day itself, which is one day already. Make the length 1 or more.")
    if version.roll != "none" and unit in ("hours", "none"):
        mistakes.note(f"{path}.roll", f"cannot go with the unit {unit}. Remove it.")
