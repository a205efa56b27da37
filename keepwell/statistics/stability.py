"""How settled a child's life in care is: placements counted as the department's statistics count them.

A stay is (first day, last day or None, code of the placement). Stays without a first day are not counted.
"""

from datetime import date, timedelta

# Temporary absences from a placement that goes on (SSDA903 placement codes T0 to T4): no move of their own.
TEMPORARY = "T"


def counts(stay):
    start, _, kind = stay
    return start is not None and not kind.startswith(TEMPORARY)


def within(stays, first, last):
    """The stays with at least one night from `first` to `last`, both included; temporary ones are left out.

    A stay that ended on the first day was over when the time began.
    """
    return [s for s in stays if counts(s) and s[0] <= last and (s[1] is None or s[1] > first or s[0] == s[1] >= first)]


def days(stay, on):
    """How many days a stay has lasted by `on`, not counting the day of leaving; 0 when it begins later."""
    start, end, _ = stay
    return max((min(end or on, on) - start).days, 0)


def longest(stays, on):
    """Days of the longest stay so far; None without one."""
    return max((days(s, on) for s in stays if counts(s) and s[0] <= on), default=None)


def current(stays, on):
    """The stay of that day, the latest begun when several stand; None without one."""
    standing = [s for s in stays if counts(s) and s[0] <= on and (s[1] is None or s[1] > on)]
    return max(standing, key=lambda s: s[0], default=None)


def year_before(on):
    """The first day of the twelve months that end on `on`."""
    try:
        return on.replace(year=on.year - 1) + timedelta(1)
    except ValueError:  # 29 February
        return date(on.year - 1, 3, 1)
