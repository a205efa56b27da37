"""Periods, days in time, and that every figure says what it counts and by which source."""

from datetime import date, timedelta

import pytest

from keepwell.policy import load, shipped
from keepwell.statistics.measures import MEASURES
from keepwell.statistics.periods import named, quarters, years
from keepwell.statistics.timeliness import care_reviews, protection_reviews, within_working_days

ON = date(2026, 11, 22)


def test_every_figure_says_what_it_counts_and_why():
    for one in MEASURES.values():
        assert one.counts
        assert one.source
        assert one.words.endswith(".")
        assert len({part.id for part in one.parts}) == len(one.parts) > 1
        assert one.needs <= set(load(shipped()).categories)


def test_years_and_quarters():
    assert [(p.slug, p.title, p.first, p.last) for p in years(ON, 2)] == [
        ("2027", "2026-27 so far", date(2026, 4, 1), ON),
        ("2026", "2025-26", date(2025, 4, 1), date(2026, 3, 31)),
    ]
    assert [(p.slug, p.first, p.last, p.over) for p in quarters(ON, 4)] == [
        ("2027-q3", date(2026, 10, 1), ON, False),
        ("2027-q2", date(2026, 7, 1), date(2026, 9, 30), True),
        ("2027-q1", date(2026, 4, 1), date(2026, 6, 30), True),
        ("2026-q4", date(2026, 1, 1), date(2026, 3, 31), True),
    ]
    for period in (*years(ON, 3), *quarters(ON, 9)):
        assert named(period.slug, ON) == period


@pytest.mark.parametrize("slug", ["", "27", "2028", "2027-q4", "2027-q5", "2027-q", "abcd", "0001", "9999", "２０２６"])
def test_a_period_that_is_none(slug):
    assert named(slug, ON) is None


@pytest.mark.parametrize(
    ("start", "end", "limit", "said"),
    [
        # 25 and 28 December 2026 are holidays, 1 January 2027 too: Monday 21 December is day 1.
        (date(2026, 12, 21), date(2027, 1, 13), 15, "in-time"),
        (date(2026, 12, 21), date(2027, 1, 14), 15, "late"),
        (date(2026, 11, 21), date(2026, 12, 11), 15, "in-time"),  # from a Saturday, the Monday is day 1
        (date(2026, 11, 20), date(2026, 11, 20), 1, "in-time"),
        (date(2026, 11, 20), date(2026, 11, 19), 15, "not-known"),
        (None, ON, 15, "not-known"),
        (ON, None, 15, "not-known"),
    ],
)
def test_working_days_taken(start, end, limit, said):
    assert within_working_days(start, end, limit) == said


YEAR = date(2025, 4, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("start", "held", "said"),
    [
        (date(2026, 1, 31), [], None),  # nothing fell due yet: the first is due on 30 April
        (date(2025, 11, 30), [date(2026, 2, 28)], "in-time"),  # three months: the last day of February
        (date(2025, 11, 30), [date(2026, 3, 1)], "late"),
        (date(2025, 6, 1), [date(2025, 9, 1)], "late"),  # the next fell due on 1 March
        (date(2025, 6, 1), [date(2025, 9, 1), date(2026, 3, 1)], "in-time"),
        (date(2020, 1, 1), [date(2025, 2, 1), date(2025, 8, 1), date(2026, 1, 1)], "in-time"),  # older lateness is over
        (date(2024, 1, 1), [date(2025, 5, 1), date(2025, 11, 1)], "late"),  # overdue as the year began
        (date(2025, 11, 30), [date(2026, 2, 28), date(2026, 9, 1)], "in-time"),  # what comes later does not count
    ],
)
def test_protection_plan_reviews(start, held, said):
    assert protection_reviews(start, held[::-1], *YEAR) == said


def test_care_reviews_have_three_steps():
    start = date(2025, 6, 2)  # a Monday; 20 working days on is 30 June
    reviews = [date(2025, 6, 30), date(2025, 9, 30), date(2026, 3, 30)]
    assert care_reviews(start, reviews, *YEAR) == "in-time"
    for i in range(3):
        moved = [day + timedelta(1 if i == j else 0) for j, day in enumerate(reviews)]
        assert care_reviews(start, moved, *YEAR) == "late", i
