"""Working days in England: Monday to Friday without the bank holidays.

The bank holidays are those that GOV.UK publishes for England and Wales, read from the copy inside the package
govuk-bank-holidays: nothing is ever fetched. The copy knows whole years only; `calendar_covers` tells
whether a day is in one of them. In other years only weekends are left out.
"""

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

_SATURDAY = 5
_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in bank_holidays()


def add_working_days(day: date, days: int) -> date:
    """The working day that many steps after the day, or before it when `days` is negative.

    The day itself is never counted, whether or not it is a working day. 0 gives the day unchanged.
    OverflowError when the steps lead past the year 9999 or before the year 1.
    """
    step = _DAY if days > 0 else -_DAY
    for _ in range(abs(days)):
        day = _next_working(day + step, step)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days come after `start`, up to and including `end`.

    Negative when `end` is the earlier: then the working days before `start` back to and including `end`. So
    `add_working_days(start, working_days_between(start, end))` is `end` whenever `end` is a working day.
    """
    if end < start:
        return _before(end) - _before(start)
    return _up_to(end) - _up_to(start)


def working_days_back(day: date, days: int) -> date:
    """The first of a run of `days` working days that ends with the day, which itself counts as one.

    A day that is no working day gives way to the next working day. ValueError when `days` is below 1.
    Source: CIN census rules 8670Q (45 working days) and 8675Q (15 working days).
    """
    if days < 1:
        raise ValueError(f"The first day counts as one, so count back 1 working day or more, not {days}.")
    return add_working_days(_next_working(day, _DAY), 1 - days)


def calendar_covers(day: date) -> bool:
    """Whether the bank holidays of the day's year are known."""
    first, last = calendar_years()
    return first <= day.year <= last


@cache
def calendar_years() -> tuple[int, int]:
    """The first and the last year whose bank holidays are known."""
    days = bank_holidays()
    return min(days).year, max(days).year


@cache
def bank_holidays() -> frozenset[date]:
    """Every bank holiday of England that is known, a substitute day standing in for one on a weekend."""
    # Imported here because the package brings an HTTP client along, slower to load than all of this room.
    from govuk_bank_holidays.bank_holidays import BankHolidays

    calendar = BankHolidays(use_cached_holidays=True)
    holidays = calendar.get_holidays(division=calendar.ENGLAND_AND_WALES)
    return frozenset(holiday["date"] for holiday in holidays)


def _next_working(day: date, step: timedelta) -> date:
    while not is_working_day(day):
        day += step
    return day


def _before(day: date) -> int:
    return _up_to(day) - is_working_day(day)


def _up_to(day: date) -> int:
    # Counted from 1 January of year 1, which was a Monday.
    weeks, days = divmod(day.toordinal(), 7)
    return weeks * 5 + min(days, 5) - bisect_right(_weekday_holidays(), day)


@cache
def _weekday_holidays() -> tuple[date, ...]:
    return tuple(sorted(day for day in bank_holidays() if day.weekday() < _SATURDAY))
