"""Ages and steps of years and months.

Where the target year or month lacks the day, the returns take the last one it has: a birthday on 29 February
falls on 28 February in a common year, and a month after 31 January is 28 or 29 February.
"""

from calendar import monthrange
from datetime import date


def age_on(born: date, day: date) -> int:
    """Age in whole years on the day, counted by birthdays: a child is N from the N-th birthday on.

    Negative before birth (-1 in the year before), so that an unborn child is still under any age.
    Source: SSDA903 rules; Family Law Reform Act 1969, section 9 (an age is reached as the birthday begins).
    """
    return day.year - born.year - (birthday_on(born, day.year) > day)


def birthday_on(born: date, year: int) -> date:
    """The birthday in that calendar year."""
    return born.replace(year=year, day=min(born.day, monthrange(year, born.month)[1]))


def plus_years(day: date, years: int) -> date:
    """The same day and month so many years later (earlier when negative).

    29 February becomes 28 February in a common year (SSDA903 terms). ValueError outside the years 1 to 9999.
    """
    return plus_months(day, 12 * years)


def plus_months(day: date, months: int) -> date:
    """The same day so many months later (earlier when negative).

    A month without such a day gives its last one (CIN census terms). ValueError outside the years 1 to 9999.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise ValueError("That is too long a step: it leads outside the calendar, the years 1 to 9999.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
