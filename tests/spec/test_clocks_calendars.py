"""How dates are counted, as paragraphs: a table and the sentence it proves.

The tables are those of the two returns (CIN census terms section 5, SSDA903 terms section 4).
"""

from datetime import date

from keepwell.clocks.ages import age_on, birthday_on
from keepwell.clocks.collection import CollectionYear
from keepwell.clocks.working_days import add_working_days, working_days_back


def rows(table):
    """The rows of a small table drawn in text, without its heading; dates and whole numbers are read."""
    for line in table.strip().splitlines()[1:]:
        yield tuple(_cell(text.strip()) for text in line.split("|"))


def _cell(text):
    if text.count("-") == 2:
        return date.fromisoformat(text)
    return int(text) if text.lstrip("-").isdigit() else text


def test_the_collection_year_is_named_by_the_year_it_ends_in():
    table = """
    day        | year | title
    2025-04-01 | 2026 | 2025-26
    2026-03-31 | 2026 | 2025-26
    2026-04-01 | 2027 | 2026-27
    2027-03-31 | 2027 | 2026-27
    """
    for day, year, title in rows(table):
        assert CollectionYear.of(day) == CollectionYear(year)
        assert CollectionYear(year).title == title


def test_counting_back_includes_the_first_day():
    table = """
    reference  | days | first day
    2026-03-31 |   45 | 2026-01-28
    2027-03-31 |   45 | 2027-01-26
    2026-03-31 |   15 | 2026-03-11
    2027-03-31 |   15 | 2027-03-09
    """
    for reference, days, first in rows(table):
        assert working_days_back(reference, days) == first


def test_counting_back_from_a_day_off_starts_with_the_next_working_day():
    table = """
    reference  | days | first day
    2024-03-31 |    1 | 2024-04-02
    2024-03-31 |    2 | 2024-03-28
    """
    for reference, days, first in rows(table):
        assert working_days_back(reference, days) == first


def test_one_working_day_before_the_census_period():
    table = """
    first day  | the day before
    2025-04-01 | 2025-03-31
    2026-04-01 | 2026-03-31
    2024-04-01 | 2024-03-28
    """
    for first, before in rows(table):
        assert add_working_days(first, -1) == before


def test_a_child_born_on_a_leap_day_has_the_birthday_on_28_february_in_common_years():
    table = """
    born       | year | birthday   | age that day
    2008-02-29 | 2025 | 2025-02-28 | 17
    2008-02-29 | 2026 | 2026-02-28 | 18
    2008-02-29 | 2028 | 2028-02-29 | 20
    """
    for born, year, birthday, age in rows(table):
        assert birthday_on(born, year) == birthday
        assert age_on(born, birthday) == age
