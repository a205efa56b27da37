"""When something falls due, as paragraphs: a table and the sentence it proves."""

from datetime import date, datetime

from keepwell.clocks.counting import Pause
from keepwell.clocks.due import HERE, due
from keepwell.clocks.loading import clocks
from tests.clocks.reference import TERMS
from tests.spec.test_clocks_calendars import rows


def test_a_request_is_answered_on_the_same_date_of_the_next_month_or_the_working_day_after():
    table = """
    received   | by
    2024-11-25 | 2024-12-27
    2026-01-31 | 2026-03-02
    2026-01-01 | 2026-02-02
    2026-09-03 | 2026-10-05
    2026-11-25 | 2026-12-29
    """
    for received, by in rows(table):
        assert due(clocks()["request"], received).on == by


def test_a_difficult_request_has_three_months_from_the_same_day():
    assert due(clocks()["request-extended"], date(2026, 11, 25)).on == date(2027, 2, 25)


def test_a_question_stops_the_clock_on_both_its_days_since_february_2026():
    table = """
    received   | asked      | answered   | by         | aim at
    2026-02-04 | 2026-02-09 | 2026-02-11 | 2026-03-06 | -
    2026-02-05 | 2026-02-09 | 2026-02-11 | 2026-03-09 | -
    2026-02-09 | 2026-02-09 | 2026-02-10 | 2026-03-11 | 2026-03-10
    2026-02-09 | 2026-02-09 | 2026-02-09 | 2026-03-10 | 2026-03-09
    """
    for received, asked, answered, by, aim in rows(table):
        found = due(clocks()["request"], received, pauses=[Pause(asked, answered)])
        assert (found.on, found.target_on or "-") == (by, aim)


def test_school_days_leave_holidays_weekends_and_staff_days_out():
    table = """
    asked      | by
    2026-01-02 | 2026-01-26
    2026-03-27 | 2026-05-06
    2026-07-20 | 2026-09-21
    """
    for asked, by in rows(table):
        assert due(clocks()["educational-record"], asked, terms=TERMS).on == by


def test_a_school_answers_in_twenty_school_days_or_sixty_working_days():
    table = """
    received   | by
    2026-01-06 | 2026-02-03
    2026-07-20 | 2026-09-28
    """
    for received, by in rows(table):
        assert due(clocks()["freedom-of-information-school"], received, terms=TERMS).on == by


def test_hours_are_hours_also_when_the_clocks_change():
    table = """
    came back  | by         | at
    2026-10-23 | 2026-10-26 | 11:00
    2026-03-27 | 2026-03-30 | 13:00
    2026-06-05 | 2026-06-08 | 12:00
    """
    for day, by, at in rows(table):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=HERE)
        found = due(clocks()["return-interview"], noon)
        assert (found.on, f"{found.at:%H:%M}") == (by, at)
