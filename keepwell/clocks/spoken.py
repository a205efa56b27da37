"""Days, moments and small numbers as people say them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spoken(day: date, *, weekday: bool = False) -> str:
    """As in “3 March 2026”, or “Tuesday 3 March 2026”."""
    said = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {said}" if weekday else said


def spoken_days(days: Sequence[date]) -> str:
    """As in “3 April, 6 April and 4 May 2026”: the year is said once for the days that share it."""
    years = [day.year for day in days] + [None]
    said = [spoken(day) if years[n + 1] != day.year else spoken(day)[:-5] for n, day in enumerate(days)]
    return listed(said)


def spoken_moment(at: datetime) -> str:
    """As in “14:30 on Tuesday 3 March 2026”."""
    return f"{at:%H:%M} on {spoken(at, weekday=True)}"


def many(number: int, one: str) -> str:
    """As in “two bank holidays”, “one bank holiday”, “12 days”."""
    said = NUMBERS[number] if 0 <= number < len(NUMBERS) else f"{number:,}"
    return f"{said} {one}" + ("" if number == 1 else "s")


def listed(words: Sequence[str]) -> str:
    """As in “a”, “a and b”, “a, b and c”."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
