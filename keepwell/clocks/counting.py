"""Counting on from a day in each unit, and which days of a pause count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from keepwell.clocks.ages import plus_months
from keepwell.clocks.declared import Span, Version
from keepwell.clocks.school_days import Terms
from keepwell.clocks.working_days import add_working_days, is_working_day, working_days_between

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """The clock was stopped: from the day something was asked to the day it was answered (None while it is open).

    ValueError when it ends before it begins.
    """

    asked_on: date
    answered_on: date | None = None

    def __post_init__(self):
        if self.answered_on is not None and self.answered_on < self.asked_on:
            raise ValueError("A pause ends before it begins. Correct one of its two dates.")


def nominal_end(version: Version, span: Span, day: date, terms: Terms | None) -> date | None:
    """The last day of the span, before pauses and before it rolls; None when the known terms end earlier.

    OverflowError when it leads outside the calendar.
    """
    if span.unit == "months":
        return _months_later(day, span.length)
    days = span.length * 7 if span.unit == "weeks" else span.length
    if version.start == "next day":
        return forward(span.unit, day, days, terms)
    first = first_counted(span.unit, day, terms)
    return None if first is None else forward(span.unit, first, days - 1, terms)


def _months_later(day: date, months: int) -> date:
    try:
        return plus_months(day, months)
    except ValueError as error:
        raise OverflowError("The months lead outside the calendar.") from error


def first_counted(unit: str, day: date, terms: Terms | None) -> date | None:
    """The day that is counted as the first: the day itself, or the first school day from it on.

    A day off counts as the first working day, as in CIN census rules 8670Q and 8675Q.
    """
    return terms.on_or_after(day) if unit == "school days" else day


def forward(unit: str, day: date, days: int, terms: Terms | None) -> date | None:
    """So many counted days later. Months and weeks go on in days."""
    if unit == "working days":
        return add_working_days(day, days)
    return terms.add(day, days) if unit == "school days" else day + timedelta(days)


def rolled(day: date) -> date:
    """The day itself, or the next working day when it is none."""
    while not is_working_day(day):
        day += _DAY
    return day


def paused_end(unit: str, end: date, stretches: Iterable[tuple[date, date]], terms: Terms | None) -> date | None:
    """The end moved by the counted days of each stretch that begins by then. The stretches are in order, and apart."""
    for first, last in stretches:
        if end is None or first > end:
            break
        end = forward(unit, end, counted(unit, first, last, terms), terms)
    return end


def counted(unit: str, first: date, last: date, terms: Terms | None) -> int:
    """How many days from the first to the last, both included, the unit counts."""
    if unit == "working days":
        return working_days_between(first - _DAY, last)
    return terms.count(first, last) if unit == "school days" else (last - first).days + 1


def stretches(pauses: Iterable[Pause], how: str, earliest: date) -> list[tuple[date, date]]:
    """The days that pauses leave out, as first and last day, in order and merged; open pauses are not in it.

    `how` is "both days" or "one day" (the day of the answer counts again). Nothing before `earliest` is left out.
    """
    merged: list[tuple[date, date]] = []
    for pause in sorted((p for p in pauses if p.answered_on), key=lambda p: (p.asked_on, p.answered_on)):
        first, last = max(pause.asked_on, earliest), pause.answered_on - (how == "one day") * _DAY
        if first > last:
            continue
        if merged and first <= merged[-1][1] + _DAY:
            before, until = merged.pop()
            merged.append((before, max(until, last)))
        else:
            merged.append((first, last))
    return merged
