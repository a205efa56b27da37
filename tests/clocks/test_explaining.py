from datetime import date, datetime

import pytest

from keepwell.clocks.counting import Pause
from keepwell.clocks.due import HERE, due
from keepwell.clocks.explaining import explained
from keepwell.clocks.loading import clocks
from keepwell.clocks.local import with_local


def says(id, trigger, **more):
    return explained(due(clocks()[id], trigger, **more))


def test_working_days_name_the_bank_holidays_between():
    words = says("assessment", date(2026, 3, 3))
    assert words.startswith("Child and family assessment: by Thursday 7 May 2026. 45 working days from 3 March 2026")
    assert "that day counted as the first; three bank holidays between (3 April, 6 April and 4 May 2026)." in words
    assert "Source: Working together to safeguard children; CIN census rule 8670Q (statutory guidance;" in words


def test_bank_holidays_of_two_years_each_have_theirs():
    assert "(25 December, 28 December 2026 and 1 January 2027)" in says("care-plan", date(2026, 12, 21))


def test_no_bank_holiday_is_said_too():
    assert "no bank holiday between" in says("care-plan", date(2026, 6, 1))


def test_a_rolled_day_says_from_where():
    words = says("request", date(2026, 1, 31))
    assert "by Monday 2 March 2026. 1 month from 31 January 2026" in words
    assert "would end on Saturday 28 February 2026, a weekend, so it goes on to the end of the next working" in words


def test_a_day_off_that_does_not_move_names_the_working_day_before():
    words = says("visit", date(2026, 10, 4))
    assert "That is Sunday 15 November 2026, a weekend, and the day does not move" in words
    assert "the last working day before it is Friday 13 November 2026." in words


def test_a_pause_says_what_is_left_out_and_what_to_aim_at():
    words = says("request", date(2026, 2, 9), pauses=[Pause(date(2026, 2, 12), date(2026, 2, 13))])
    assert "The clock was stopped from 12 February 2026 to 13 February 2026: two days, left out." in words
    assert "leads to Tuesday 10 March 2026: aim at that day." in words


def test_an_open_pause_gives_no_day():
    words = says("request", date(2026, 2, 9), pauses=[Pause(date(2026, 2, 12))])
    assert "It is paused until the answer comes." in words
    assert "It has been stopped since 12 February 2026." in words


def test_hours_give_the_moment():
    assert says("return-interview", datetime(2026, 10, 23, 12, tzinfo=HERE)).startswith(
        "Return interview: by 11:00 on Monday 26 October 2026. 72 hours from 23 October 2026"
    )


def test_an_uncertain_number_says_so():
    assert "uncertain: have it confirmed" in says("police-protection", date(2026, 3, 2))


@pytest.mark.parametrize(
    ("id", "trigger", "words"),
    [
        ("visit", None, "It has not started. It starts when this happens: the last visit."),
        ("complaint", date(2026, 1, 1), "This duty began on 19 June 2026, after what would start it."),
        ("breach-people", date(2026, 1, 1), "No number is set: without undue delay. Source: UK GDPR, Article 34"),
        ("educational-record", date(2026, 1, 1), "Give them to work the day out. 15 school days from 1 January 2026"),
        ("concern-triaged", date(2026, 1, 5), "The same day from 5 January 2026"),
    ],
)
def test_what_has_no_day_says_why(id, trigger, words):
    assert words in says(id, trigger)


def test_own_time_shows_the_national_one_beside():
    own = {"length": 35, "unit": "working days", "because": "Decided by our board.", "in_force_from": date(2026, 1, 1)}
    words = explained(due(with_local(clocks(), {"assessment": own}, "a.toml")["assessment"], date(2026, 3, 3)))
    assert "by Wednesday 22 April 2026. 35 working days" in words
    assert "This is our own time: Decided by our board. The national time is 45 working days, by Thursday 7" in words
