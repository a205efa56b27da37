"""A due date in words: from what, how long, what lay between, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from keepwell.clocks.declared import Version
from keepwell.clocks.due import Due
from keepwell.clocks.spoken import many, spoken, spoken_days, spoken_moment
from keepwell.clocks.working_days import add_working_days, bank_holidays, is_working_day

RANKS = {"law": "law", "guidance": "statutory guidance", "practice": "practice"}
STANDINGS = {
    "read": "read on an official page",
    "repeated": "as others repeat it",
    "known": "generally known, not looked up again",
    "uncertain": "uncertain: have it confirmed",
}
_SATURDAY = 5


def explained(due: Due) -> str:
    """The due date in plain English, in full sentences; the same way for a day that cannot be worked out, and why."""
    return " ".join(_sentences(due))


def source_of(version: Version) -> str:
    """Who says so, how binding it is and how sure we are of it: one sentence."""
    since = f", in force from {spoken(version.in_force_from)}" if version.in_force_from else ""
    return f"Source: {version.source} ({RANKS[version.rank]}; {STANDINGS[version.standing]}{since})."


def _sentences(due: Due) -> Iterator[str]:
    yield f"{due.clock.title}: {_by_when(due)}"
    if due.version is None:
        if due.trigger is None:
            yield f"It starts when this happens: {due.clock.trigger}."
        return
    if due.version.span.unit != "none":
        yield _counted(due)
    yield from _moved(due)
    if due.version.own:
        yield f"This is our own time: {due.version.own.rstrip('.')}."
    if due.national:
        yield _nation(due.national)
    yield source_of(due.version if due.national is None else due.national.version)
    if due.version.note:
        yield due.version.note
    yield from due.doubts


def _by_when(due: Due) -> str:
    if due.at:
        return f"by {spoken_moment(due.at)}."
    return f"by {spoken(due.on, weekday=True)}." if due.on else due.gap


def _counted(due: Due) -> str:
    span, unit = due.version.span, due.version.span.unit
    said = f"{_capital(_span_words(due))} from {spoken(due.trigger)} ({due.clock.trigger})"
    if due.version.start == "the day" and unit != "months":
        said += ", that day counted as the first"
    if unit == "working days" and due.counted_on and span.length:
        said += f"; {_holidays_between(due.trigger, due.counted_on)}"
    return f"{said}."


def _span_words(due: Due) -> str:
    span, cap = due.version.span, due.version.cap
    if span.length == 0:
        return "the same day"
    return f"{span} or {cap}, whichever ends first," if cap else str(span)


def _holidays_between(start: date, end: date) -> str:
    between = sorted(day for day in bank_holidays() if start < day <= end and day.weekday() < _SATURDAY)
    if not between:
        return "no bank holiday between"
    return f"{many(len(between), 'bank holiday')} between ({spoken_days(between)})"


def _moved(due: Due) -> Iterator[str]:
    for first, last in due.left_out:
        days = many((last - first).days + 1, "day")
        yield f"The clock was stopped from {spoken(first)} to {spoken(last)}: {days}, left out."
    if due.paused_since:
        yield f"It has been stopped since {spoken(due.paused_since)}."
    if due.on and due.on != due.counted_on:
        yield f"That would end on {_odd(due.counted_on)}, so it goes on to the end of the next working day."
    elif due.on and due.at is None and not is_working_day(due.on):
        before = spoken(add_working_days(due.on, -1), weekday=True)
        yield f"That is {_odd(due.on)}, and the day does not move; the last working day before it is {before}."
    if due.target_on:
        target = spoken(due.target_on, weekday=True)
        yield f"The shorter reading, in which the day of the answer counts again, leads to {target}: aim at that day."


def _odd(day: date) -> str:
    """A day that is no working day, and why."""
    what = "a bank holiday" if day.weekday() < _SATURDAY else "a weekend"
    return f"{spoken(day, weekday=True)}, {what}"


def _nation(national: Due) -> str:
    if national.version.span.unit == "none":
        return f"No national number is set: {national.version.pace}."
    return f"The national time is {national.version.span}, {_by_when(national)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
