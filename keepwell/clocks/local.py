"""What a council or school sets itself: less than the national number, or its own where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from keepwell.clocks import declared
from keepwell.clocks.declared import CALENDAR, Clock, Own, Span
from keepwell.clocks.mistakes import Mistakes, nearest
from keepwell.clocks.values import Key, build

KEYS = {
    "length": Key(int),
    "unit": Key(str, declared.UNITS[:-1]),
    "because": Key(str),
    "in_force_from": Key(date),
}


def with_local(clocks: Mapping[str, Clock], given: Mapping[str, Any], file: str) -> Mapping[str, Clock]:
    """The clocks with what a council or school set itself.

    given   the tables `[clock.<id>]` of its file by id: length, unit, because (who decided it), in_force_from
    file    the file's name, for mistakes

    The national versions stay beside, and both are shown. ClockError when a clock is unknown, may not be changed here,
    or would become longer than the law or guidance allows.
    """
    mistakes = Mistakes(file)
    made = {id: _own(id, one, clocks, mistakes) for id, one in given.items()}
    mistakes.stop_if_any()
    return MappingProxyType({**clocks, **made})


def _own(id: str, given: Any, clocks: Mapping[str, Clock], mistakes: Mistakes) -> Clock | None:
    path = f"clock.{id}"
    values = build(path, given, KEYS, mistakes)
    if id not in clocks:
        mistakes.note(path, f"is no clock that Keepwell knows.{nearest(id, clocks)} Correct the name or remove it.")
    elif clocks[id].local == "none":
        mistakes.note(path, f"cannot be set here: {clocks[id].versions[-1].source} leaves no room. Remove it.")
    elif values is not None:
        return _with(clocks[id], values, path, mistakes)
    return None


def _with(clock: Clock, values: dict, path: str, mistakes: Mistakes) -> Clock | None:
    span, since = Span(values["length"], values["unit"]), values["in_force_from"]
    national = clock.version(since) or clock.versions[0]
    for held in {national, *(one for one in clock.versions if (one.in_force_from or since) > since)}:
        if clock.local == "shorter" and not _shorter(span, held.span):
            limit = f"{held.span} ({held.source})"
            text = f"must be shorter than {limit}, in a unit that can be compared. Lower the length, or remove it."
            mistakes.note(f"{path}.length", text)
            return None
    if span.length == 0 and national.start == "the day" and span.unit == national.span.unit:
        mistakes.note(f"{path}.length", "must be 1 or more: the day it starts is counted as the first.")
        return None
    return replace(clock, own=(*clock.own, Own(span, values["because"], since)))


def _shorter(span: Span, national: Span) -> bool:
    if national.length is None or span.length is None:
        return True
    if span.unit == national.unit:
        return span.length < national.length
    # A month is longer or shorter than so many days by the month: only a national one can be judged, by its fewest.
    if span.unit == "months" or not {span.unit, national.unit} <= CALENDAR.keys():
        return False
    return span.length * CALENDAR[span.unit] < national.length * CALENDAR[national.unit]
