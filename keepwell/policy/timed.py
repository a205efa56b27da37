"""The times that a controller sets itself: `[clock.<id>]`, and the day from which Keepwell is the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from keepwell.clocks.declared import Clock
from keepwell.clocks.loading import clocks
from keepwell.clocks.local import with_local
from keepwell.clocks.mistakes import ClockError
from keepwell.clocks.spoken import spoken
from keepwell.policy.building import Mistakes, build


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The table `[record]`: `since` is the first day of which every visit, plan and meeting is recorded in Keepwell."""

    since: date | None = None


def timed(parsed: Mapping[str, Any], mistakes: Mistakes) -> tuple[Mapping[str, Clock], Recorded]:
    """The clocks with this file's own times, and its `[record]`; what is wrong with either is noted."""
    recorded = build(Recorded, "record", parsed.get("record", {}), mistakes) or Recorded()
    given = parsed.get("clock", {})
    if not isinstance(given, dict):
        mistakes.note("clock", "should hold tables such as [clock.visit].")
        given = {}
    try:
        return with_local(clocks(), given, mistakes.file), recorded
    except ClockError as trouble:
        for key, text in trouble.notes:
            mistakes.note(key, text)
        return clocks(), recorded


def differences(old, new) -> Iterator[str]:
    """What two policies differ in here, a line each: own times of clocks, and since when Keepwell is the record."""
    for id, clock in new.clocks.items():
        was, now = old.clocks[id].own, clock.own
        if was != now:
            yield f"The clock “{clock.title}” (clock.{id}): {_own(was)} becomes {_own(now)}"
    if old.recording_since != new.recording_since:
        was, now = (_day(one.recording_since) for one in (old, new))
        yield f"The day from which Keepwell is the record (record.since): {was} becomes {now}"


def _own(own) -> str:
    if not own:
        return "the national time"
    return f"{own[-1].span} from {spoken(own[-1].in_force_from)} ({own[-1].because.rstrip('.')})"


def _day(day: date | None) -> str:
    return spoken(day) if day else "nothing"
