"""From a file of clocks to declared clocks, or every mistake in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from keepwell.clocks import declared
from keepwell.clocks.checking import check
from keepwell.clocks.declared import Clock, Span, Version
from keepwell.clocks.mistakes import ClockError, Mistakes, nearest
from keepwell.clocks.values import Key, build

CHANGING = {
    "length": Key(int, needed=False),
    "unit": Key(str, declared.UNITS),
    "pace": Key(str, needed=False),
    "start": Key(str, declared.STARTS, needed=False),
    "roll": Key(str, declared.ROLLS, needed=False),
    "pause": Key(str, declared.PAUSES, needed=False),
    "cap": Key(dict, needed=False),
    "rank": Key(str, declared.RANKS),
    "source": Key(str),
    "standing": Key(str, declared.STANDINGS),
    "in_force_from": Key(date, needed=False),
    "note": Key(str, needed=False),
}
LASTING = {
    "title": Key(str),
    "area": Key(str, declared.AREAS),
    "trigger": Key(str),
    "done": Key(str),
    "stops": Key(list, needed=False),
    "next": Key(str, needed=False),
    "local": Key(str, declared.LOCALS, needed=False),
    "change": Key(list, needed=False),
}
SPAN = {"length": Key(int), "unit": Key(str, declared.UNITS[:-1])}


@cache
def clocks() -> Mapping[str, Clock]:
    """The national clocks that come with the program, by id, in the order of clocks.toml."""
    return read_clocks(Path(__file__).with_name("clocks.toml"))


def read_clocks(path: Path) -> Mapping[str, Clock]:
    """The clocks of that file. ClockError names every mistake, with its file and key."""
    return parse_clocks(path.name, read_toml(path))


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file. ClockError when it cannot be read, is not UTF-8 or not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ClockError([f"{path.name}: is not UTF-8 text. Save the file as UTF-8."]) from error
    except tomllib.TOMLDecodeError as error:
        text = f"is not TOML ({error}). Look for a missing quote, bracket or equals sign."
        raise ClockError([f"{path.name}: {text}"]) from error
    except OSError as error:
        text = f"cannot be read: {error.strerror}. Check the name and that you may open it."
        raise ClockError([f"{path.name}: {text}"]) from error


def parse_clocks(file: str, given: Mapping[str, Any]) -> Mapping[str, Clock]:
    """The clocks of parsed tables `{"clock": {id: {…}}}`. ClockError names every mistake."""
    mistakes = Mistakes(file)
    for other in given.keys() - {"clock"}:
        mistakes.note(other, "does not belong here: this file has [clock.…] only. Remove it, or move it.")
    held = given.get("clock", {})
    if not isinstance(held, dict):
        mistakes.note("clock", "should hold tables such as [clock.first-visit].")
        held = {}
    built = {id: _clock(id, one, mistakes) for id, one in held.items()}
    made = {id: one for id, one in built.items() if one is not None}
    check(made, built.keys(), mistakes)
    mistakes.stop_if_any()
    return MappingProxyType(made)


def _clock(id: str, given: Any, mistakes: Mistakes) -> Clock | None:
    path = f"clock.{id}"
    values = build(path, given, {**LASTING, **CHANGING}, mistakes)
    if values is None:
        return None
    versions = _versions(path, {k: v for k, v in given.items() if k in CHANGING}, values.pop("change", ()), mistakes)
    stops = tuple(values.pop("stops", ()))
    lasting = {name: value for name, value in values.items() if name in LASTING}
    return Clock(id=id, stops=stops, versions=versions, **lasting) if versions else None


def _versions(path: str, first: dict, changes: list, mistakes: Mistakes) -> tuple[Version, ...]:
    """The first version and each that changed something of the one before; empty when one is not sound."""
    made, current = [_version(path, first, mistakes)], first
    for n, change in enumerate(changes, start=1):
        place = f"{path}.change[{n}]"
        if not isinstance(change, dict):
            mistakes.note(place, f"should be written as [[{path}.change]], with what became different below it.")
            return ()
        if "in_force_from" not in change:
            mistakes.note(f"{place}.in_force_from", "is missing. Say from which day the change holds: 2026-02-05.")
        for unknown in change.keys() - CHANGING.keys():
            text = f"is not a key that can change in time.{nearest(unknown, CHANGING)} Correct or remove it."
            mistakes.note(f"{place}.{unknown}", text)
        # A note belongs to its own version: what was said of the old one may be untrue of the new.
        current = {k: v for k, v in (current | change).items() if k in CHANGING and (k != "note" or k in change)}
        made.append(_version(place, current, mistakes))
    return () if None in made else tuple(made)


def _version(path: str, given: dict, mistakes: Mistakes) -> Version | None:
    values = build(path, given, CHANGING, mistakes, quiet=not path.endswith("]"))
    if values is None:
        return None
    if "cap" in values:
        cap = build(f"{path}.cap", values["cap"], SPAN, mistakes)
        if cap is None:
            return None
        values["cap"] = Span(cap["length"], cap["unit"])
    return Version(span=Span(values.pop("length", None), values.pop("unit")), **values)
