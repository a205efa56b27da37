"""Placements counted: temporary moves are none, and a place left on the first day of a year is not of that year."""

from datetime import date

import pytest

from keepwell.statistics import stability

YEAR = date(2025, 4, 1), date(2026, 3, 31)


def stay(start, end=None, kind="U6"):
    return start, end, kind


@pytest.mark.parametrize(
    ("one", "counted"),
    [
        (stay(date(2020, 1, 1)), True),
        (stay(date(2020, 1, 1), date(2025, 4, 1)), False),
        (stay(date(2020, 1, 1), date(2025, 4, 2)), True),
        (stay(date(2025, 4, 1), date(2025, 4, 1)), True),
        (stay(date(2026, 3, 31)), True),
        (stay(date(2026, 4, 1)), False),
        (stay(date(2025, 6, 1), date(2025, 6, 9), "T1"), False),
        (stay(None, date(2025, 6, 9)), False),
    ],
)
def test_which_stays_are_of_a_year(one, counted):
    assert bool(stability.within([one], *YEAR)) == counted


def test_lengths_are_nights():
    on = date(2026, 1, 11)
    stays = [stay(date(2026, 1, 1)), stay(date(2025, 1, 1), date(2025, 1, 31)), stay(date(2027, 1, 1))]
    assert [stability.days(s, on) for s in stays] == [10, 30, 0]
    assert stability.longest(stays, on) == 30
    assert stability.longest([], on) is None
    assert stability.current(stays, on) == stays[0]
    assert stability.current(stays, date(2025, 1, 31)) is None  # left on that day


@pytest.mark.parametrize(
    ("on", "first"), [(date(2026, 11, 22), date(2025, 11, 23)), (date(2024, 2, 29), date(2023, 3, 1))]
)
def test_twelve_months_end_on_the_day(on, first):
    assert stability.year_before(on) == first
