from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.clocks.collection import CollectionYear

days = st.dates(date(1900, 1, 1), date(2200, 1, 1))


def test_collection_year_runs_from_april_to_march():
    year = CollectionYear(2027)
    assert (year.start, year.end) == (date(2026, 4, 1), date(2027, 3, 31))
    assert (year.title, str(year)) == ("2026-27", "2026-27")


def test_title_at_the_turn_of_the_century():
    assert (CollectionYear(2000).title, CollectionYear(2009).title) == ("1999-00", "2008-09")


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), 2026), (date(2026, 4, 1), 2027), (date(2026, 12, 31), 2027)]
)
def test_of_a_day_at_the_edges(day, year):
    assert CollectionYear.of(day) == CollectionYear(year)


def test_years_sort_and_follow_one_another():
    assert CollectionYear(2026) < CollectionYear(2027)
    assert CollectionYear(2026).next == CollectionYear(2027) == CollectionYear(2028).previous


@pytest.mark.parametrize("year", [27, 0, -2027, 20267])
def test_year_not_in_four_figures_is_refused(year):
    with pytest.raises(ValueError, match=f"four figures.*{year} is not one"):
        CollectionYear(year)


@given(days)
def test_a_day_is_in_its_own_year_and_in_no_neighbour(day):
    year = CollectionYear.of(day)
    assert day in year
    assert day not in year.previous
    assert day not in year.next


@given(days)
def test_years_leave_no_gap(day):
    year = CollectionYear.of(day)
    assert (year.next.start - year.end).days == 1
