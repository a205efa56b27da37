from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.clocks.ages import age_on, birthday_on, plus_months, plus_years

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
months = st.integers(-600, 600)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2010, 5, 6), date(2026, 5, 5), 15),
        (date(2010, 5, 6), date(2026, 5, 6), 16),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2008, 2, 29), date(2024, 2, 28), 15),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
        (date(2026, 5, 6), date(2026, 5, 6), 0),
        (date(2026, 5, 6), date(2026, 5, 5), -1),
        (date(2026, 5, 6), date(2025, 5, 5), -2),
    ],
)
def test_age_by_birthdays(born, day, age):
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("year", "birthday"), [(2025, date(2025, 2, 28)), (2028, date(2028, 2, 29)), (2100, date(2100, 2, 28))]
)
def test_birthday_of_a_leap_day_child(year, birthday):
    assert birthday_on(date(2008, 2, 29), year) == birthday


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
    ],
)
def test_plus_months_keeps_the_day_or_takes_the_last(day, count, then):
    assert plus_months(day, count) == then


@pytest.mark.parametrize("count", [-10_000, 10_000])
def test_plus_years_outside_the_calendar_is_a_sentence(count):
    with pytest.raises(ValueError, match="outside the calendar"):
        plus_years(date(2026, 4, 1), count)


@given(days, days)
def test_age_is_the_number_of_whole_years_lived(born, day):
    age = age_on(born, day)
    assert plus_years(born, age) <= day < plus_years(born, age + 1)


@given(days, days)
def test_age_goes_up_on_birthdays_and_on_no_other_day(born, day):
    grew = age_on(born, day) - age_on(born, day - timedelta(days=1))
    assert grew == (birthday_on(born, day.year) == day)


@given(days, st.integers(-100, 100))
def test_plus_years_is_the_birthday_of_that_year(day, years):
    assert plus_years(day, years) == birthday_on(day, day.year + years)


@given(days, months)
def test_plus_months_lands_in_the_month_meant(day, count):
    then = plus_months(day, count)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == count
    assert then.day == day.day or (then.day < day.day and (then + timedelta(days=1)).day == 1)


@given(days, months)
def test_plus_months_and_back_loses_at_most_the_short_month(day, count):
    back = plus_months(plus_months(day, count), -count)
    assert timedelta(0) <= day - back <= timedelta(days=3)
