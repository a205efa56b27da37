"""The same arithmetic walked day by day, slowly and in another way: what the quick one is judged by."""

from datetime import UTC, date, datetime, timedelta

from keepwell.clocks.due import HERE
from keepwell.clocks.school_days import Terms
from keepwell.clocks.working_days import bank_holidays

DAY = timedelta(days=1)

# A made-up school: half-terms, and two days on which only the staff come.
TERMS = Terms(
    [
        (date(2025, 9, 1), date(2025, 10, 24)),
        (date(2025, 11, 3), date(2025, 12, 19)),
        (date(2026, 1, 5), date(2026, 2, 13)),
        (date(2026, 2, 23), date(2026, 4, 1)),
        (date(2026, 4, 20), date(2026, 5, 22)),
        (date(2026, 6, 1), date(2026, 7, 21)),
        (date(2026, 9, 1), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 12, 18)),
    ],
    closed=[date(2026, 1, 5), date(2026, 9, 1)],
)


def is_off(day):
    return day.weekday() >= 5 or day in bank_holidays()


def counts(unit, day):
    if unit == "working days":
        return not is_off(day)
    if unit == "school days":
        return any(a <= day <= b for a, b in TERMS.spans) and not is_off(day) and day not in TERMS.closed
    return True


def end_of(version, span, trigger, pause):
    """The last day before it rolls. `pause` is (asked, answered) or None, and begins before the end."""
    out = set()
    if pause:
        last = pause[1] if version.pause == "both days" else pause[1] - DAY
        out = {pause[0] + n * DAY for n in range((last - pause[0]).days + 1)}
    if span.unit == "months":
        return months_on(trigger, span.length) + len(out) * DAY
    day = trigger if version.start == "next day" else trigger - DAY
    left = span.length * (7 if span.unit == "weeks" else 1)
    while left:
        day += DAY
        # Where the day it starts is counted as the first working day, it is so also on a weekend.
        first = span.unit == "working days" and version.start == "the day" and day == trigger
        left -= (first or counts(span.unit, day)) and day not in out
    return day


def months_on(day, months):
    later = day.replace(day=1)
    for _ in range(months):
        later = (later + 31 * DAY).replace(day=1)
    number = day.day
    while True:
        try:
            return later.replace(day=number)
        except ValueError:
            number -= 1


def due_slowly(version, trigger, pause=None):
    """(before it rolls, after)."""
    if version.span.unit == "hours":
        at = (datetime.combine(trigger, datetime.min.time(), HERE).astimezone(UTC)) + version.span.length * (DAY / 24)
        return (at.astimezone(HERE).date(),) * 2
    end = end_of(version, version.span, trigger, pause)
    if version.cap:
        end = min(end, end_of(version, version.cap, trigger, pause))
    last = end
    while version.roll == "next working day" and is_off(last):
        last += DAY
    return end, last
