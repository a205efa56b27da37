import json
import socket
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.clocks import working_days
from keepwell.clocks.working_days import (
    add_working_days,
    bank_holidays,
    calendar_covers,
    calendar_years,
    is_working_day,
    working_days_back,
    working_days_between,
)

CENSUS = Path(__file__).parents[3] / "shared/specs/cin/census.json"
days = st.dates(date(2010, 1, 1), date(2031, 1, 1))
steps = st.integers(-300, 300)


@pytest.mark.skipif(not CENSUS.exists(), reason="the shared specifications are not beside this folder")
def test_bank_holidays_are_those_of_the_census():
    listed = {date.fromisoformat(text) for text in json.loads(CENSUS.read_text("utf-8"))["bank_holidays"]}
    assert {day for day in bank_holidays() if 2022 <= day.year <= 2027} == listed


def test_every_year_of_the_calendar_is_whole():
    first, last = calendar_years()
    assert first <= 2022
    assert last >= 2027
    count = Counter(day.year for day in bank_holidays())
    assert [year for year in range(first, last + 1) if count[year] < 8] == []


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert working_days.bank_holidays.__wrapped__() == bank_holidays()


def test_holiday_of_england_counts_and_of_scotland_does_not():
    assert not is_working_day(date(2026, 4, 6))  # Easter Monday, no holiday in Scotland
    assert is_working_day(date(2026, 1, 2))  # a holiday in Scotland only


def test_christmas_on_a_saturday_has_a_substitute():
    assert [is_working_day(date(2027, 12, day)) for day in (24, 25, 26, 27, 28, 29)] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("day", "covered"),
    [
        (date(2022, 1, 1), True),
        (date(2027, 12, 31), True),
        (date(1999, 5, 3), False),
        (date(2199, 1, 1), False),
    ],
)
def test_calendar_covers_known_years_only(day, covered):
    assert calendar_covers(day) is covered


def test_outside_the_calendar_only_weekends_are_left_out():
    assert is_working_day(date(2006, 12, 25))  # a Monday, and Christmas Day
    assert not is_working_day(date(2006, 12, 24))


def test_add_does_not_count_the_day_itself():
    assert add_working_days(date(2026, 4, 1), 1) == date(2026, 4, 2)
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)  # over Easter
    assert add_working_days(date(2026, 4, 4), 1) == date(2026, 4, 7)  # from a Saturday
    assert add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 2)
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)


def test_between_counts_the_end_and_not_the_start():
    assert working_days_between(date(2026, 4, 2), date(2026, 4, 7)) == 1
    assert working_days_between(date(2026, 4, 7), date(2026, 4, 2)) == -1
    assert working_days_between(date(2026, 4, 3), date(2026, 4, 6)) == 0


def test_between_bears_the_edges_of_the_calendar():
    # Systems write 1/1/0001 and 31/12/9999 for "no date": a Monday and a Friday.
    assert working_days_between(date.min, date(1, 1, 8)) == 5
    assert working_days_between(date(1, 1, 8), date.min) == -5
    assert working_days_between(date(9999, 12, 24), date.max) == 5


def test_back_below_one_is_refused():
    with pytest.raises(ValueError, match="count back 1 working day or more, not 0"):
        working_days_back(date(2026, 3, 31), 0)


@given(days, st.integers(1, 90))
def test_back_is_a_run_of_that_many_working_days(day, count):
    first = working_days_back(day, count)
    last = working_days_back(day, 1)
    run = [first + timedelta(n) for n in range((last - first).days + 1)]
    assert last >= day
    assert sum(map(is_working_day, run)) == count
    assert is_working_day(first)


@given(days, steps.filter(bool))
def test_add_lands_on_a_working_day(day, count):
    landed = add_working_days(day, count)
    assert is_working_day(landed)
    assert (landed > day) == (count > 0)


@given(days, steps)
def test_between_undoes_add(day, count):
    assert working_days_between(day, add_working_days(day, count)) == count


@given(days, days)
def test_between_counts_days_one_by_one(start, end):
    start, end = min(start, end), max(start, end)
    after = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    before = [start + timedelta(n) for n in range((end - start).days)]
    assert working_days_between(start, end) == sum(map(is_working_day, after))
    assert working_days_between(end, start) == -sum(map(is_working_day, before))
