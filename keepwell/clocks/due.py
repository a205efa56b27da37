"""When something is due: one clock, what started it, and what paused it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from keepwell.clocks.counting import Pause, nominal_end, paused_end, rolled, stretches
from keepwell.clocks.declared import Clock, Span, Version
from keepwell.clocks.school_days import Terms
from keepwell.clocks.spoken import spoken
from keepwell.clocks.working_days import calendar_covers, calendar_years

HERE = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Due:
    """By when a duty is to be done.

    trigger       the day it started, in London; None when it has not
    version       the version that runs; None when there was none yet
    on            the last day, that day included; None when `gap` says why there is none
    at            for hours only: the moment, in London
    counted_on    the last day before it rolled off a weekend or bank holiday
    target_on     an earlier day to aim at, where the days of a pause can be counted in two ways; else None
    paused_since  the day of the question that is still open; there is no last day until it is answered
    left_out      the stretches of days that the pauses took out
    gap           why there is no last day
    doubts        what a person should know about the day
    national      where the council or school has set itself less: the same by the national version
    """

    clock: Clock
    trigger: date | None = None
    version: Version | None = None
    on: date | None = None
    at: datetime | None = None
    counted_on: date | None = None
    target_on: date | None = None
    paused_since: date | None = None
    left_out: tuple[tuple[date, date], ...] = ()
    gap: str = ""
    doubts: tuple[str, ...] = ()
    national: Due | None = None


def due(
    clock: Clock, trigger: date | datetime | None, *, pauses: Iterable[Pause] = (), terms: Terms | None = None
) -> Due:
    """By when the duty of the clock is to be done.

    trigger   the day it started, or for hours the moment with its time zone; None when it has not started
    pauses    questions asked and answered, in any order; they may overlap
    terms     the school's terms, for clocks in school days

    It runs by the version in force on the day of its trigger. What cannot be worked out has no day and a `gap`
    that says why; it raises only for a moment without a time zone (ValueError).
    """
    if trigger is None:
        return Due(clock=clock, gap="It has not started.")
    day = local_day(trigger)
    national, own = clock.version(day), clock.own_version(day)
    if national is None:
        since = clock.versions[0].in_force_from
        return Due(clock=clock, trigger=day, gap=f"This duty began on {spoken(since)}, after what would start it.")
    pauses = tuple(pauses)
    found = _by(clock, national, trigger, day, pauses, terms)
    if own is None:
        return found
    return _replaced(_by(clock, own, trigger, day, pauses, terms), found)


def local_day(moment: date | datetime) -> date:
    """The day in London. ValueError for a moment without a time zone."""
    if not isinstance(moment, datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("A moment needs a time zone. Give one with it, such as Europe/London.")
    return moment.astimezone(HERE).date()


def _replaced(own: Due, national: Due) -> Due:
    # A cap is only national, and terms may be missing for one of two units: an earlier national day always holds.
    if national.on and national.clock.local != "own" and (own.on is None or national.on < own.on):
        return national
    return Due(**{**vars(own), "national": national})


def _by(clock: Clock, version: Version, trigger, day: date, pauses: tuple[Pause, ...], terms: Terms | None) -> Due:
    base = {"clock": clock, "version": version, "trigger": day}
    try:
        if version.span.unit == "none":
            return Due(**base, gap=f"No number is set: {version.pace}.")
        if version.span.unit == "hours":
            return Due(**base, **_moment(version, trigger))
        return Due(**base, **_day(version, day, pauses, terms))
    except OverflowError:
        return Due(**base, gap="The day it leads to is outside the calendar. Look at the day it started.")


def _moment(version: Version, trigger: date | datetime) -> dict:
    doubts = ()
    if not isinstance(trigger, datetime):
        doubts = ("The time of day is not known: the hours are counted from the beginning of that day.",)
        trigger = datetime.combine(trigger, time(), HERE)
    # Added in UTC: 72 hours are 72 hours, also when the clocks change in between.
    at = (trigger.astimezone(UTC) + timedelta(hours=version.span.length)).astimezone(HERE)
    return {"on": at.date(), "counted_on": at.date(), "at": at, "doubts": doubts}


def _day(version: Version, day: date, pauses: tuple[Pause, ...], terms: Terms | None) -> dict:
    if "school days" in _units(version) and (terms is None or not terms.knows(day)):
        return {"gap": "The school's term dates around the start are not known. Give them to work the day out."}
    earliest = day if version.start == "the day" else day + _DAY
    left_out = stretches(pauses, version.pause, earliest) if version.pause != "none" else []
    end = _end(version, day, left_out, terms)
    if end is None:
        return {"gap": f"It ends after {spoken(terms.last)}, the last term day known. Give the terms that follow."}
    if since := _open(version, pauses, end):
        return {"paused_since": since, "left_out": tuple(left_out), "gap": "It is paused until the answer comes."}
    last = _roll(version, end)
    target = _target(version, day, pauses, earliest, terms)
    used = tuple(stretch for stretch in left_out if stretch[0] <= end)
    return {
        "on": last, "counted_on": end, "target_on": target if target != last else None,
        "left_out": used, "doubts": _doubts(version, end, last, pauses),
    }  # fmt: skip


def _units(version: Version) -> set[str]:
    return {version.span.unit} | ({version.cap.unit} if version.cap else set())


def _end(version: Version, day: date, left_out: list, terms: Terms | None) -> date | None:
    """The end of the span or of the cap, whichever is first. A cap still limits a span that no known term ends."""
    spans = [version.span] + ([version.cap] if version.cap else [])
    ends = [_end_of(version, span, day, left_out, terms) for span in spans]
    known = [end for end in ends if end is not None]
    # The span itself may end later than the known terms and still before its cap: only terms up to the cap settle it.
    if not known or (None in ends and terms.last < min(known)):
        return None
    return min(known)


def _end_of(version: Version, span: Span, day: date, left_out: list, terms: Terms | None) -> date | None:
    end = nominal_end(version, span, day, terms)
    return paused_end(span.unit, end, left_out, terms)


def _open(version: Version, pauses: tuple[Pause, ...], end: date) -> date | None:
    """Since when a question is open that was asked before the end, if the clock has pauses."""
    asked = [pause.asked_on for pause in pauses if pause.answered_on is None and pause.asked_on <= end]
    return min(asked) if asked and version.pause != "none" else None


def _roll(version: Version, end: date) -> date:
    return rolled(end) if version.roll == "next working day" else end


def _target(version: Version, day: date, pauses, earliest: date, terms: Terms | None) -> date | None:
    if version.pause != "both days":
        return None
    end = _end(version, day, stretches(pauses, "one day", earliest), terms)
    return None if end is None else _roll(version, end)


def _doubts(version: Version, end: date, last: date, pauses: tuple[Pause, ...]) -> tuple[str, ...]:
    found = []
    if not calendar_covers(last) and ("working days" in _units(version) or version.roll != "none"):
        found.append(f"Bank holidays are known up to {calendar_years()[1]}: later ones are counted as working days.")
    if pauses and version.pause == "none":
        found.append("A pause is recorded, and this clock does not pause: it was left out of account.")
    elif any(pause.asked_on > end for pause in pauses):
        found.append("A pause is recorded that began after the last day: it moves nothing.")
    return tuple(found)
