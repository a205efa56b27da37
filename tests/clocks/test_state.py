from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.clocks.counting import Pause
from keepwell.clocks.due import HERE, due
from keepwell.clocks.loading import clocks
from keepwell.clocks.state import KINDS, Stop, state

BORN = date(2012, 5, 3)
ASSESSMENT = due(clocks()["assessment"], date(2026, 3, 3))  # by 7 May 2026
VISIT = due(clocks()["visit"], date(2026, 3, 2))  # by Monday 13 April 2026


def said(due, now, **more):
    return str(state(due, now, born_on=BORN, **more))


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (date(2026, 3, 2), "Not started."),
        (date(2026, 3, 3), "Running."),
        (date(2026, 4, 28), "Running."),
        (date(2026, 4, 29), "Due soon."),  # 4 May is a bank holiday: five working days are left
        (date(2026, 5, 7), "Due soon."),
        (date(2026, 5, 8), "Overdue by 1 working day."),
        (date(2026, 5, 9), "Overdue by 1 working day."),
        (date(2026, 5, 26), "Overdue by 12 working days."),
    ],
)
def test_state_of_what_is_not_done(now, words):
    assert said(ASSESSMENT, now) == words


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (date(2026, 5, 7), "Done in time."),
        (date(2026, 5, 8), "Done late by 1 working day."),
        (date(2026, 5, 11), "Done late by 2 working days."),
    ],
)
def test_state_of_what_is_done(done, words):
    assert said(ASSESSMENT, date(2026, 6, 1), done=done) == words


def test_late_on_a_weekend_is_late_although_no_working_day_lies_between():
    friday = due(clocks()["core-group"], date(2026, 3, 6))
    assert friday.on == date(2026, 3, 20)
    assert said(friday, date(2026, 3, 21)) == "Overdue by 1 day."


def test_clock_of_calendar_time_is_late_in_days():
    assert said(VISIT, date(2026, 4, 18)) == "Overdue by 5 days."


def test_done_on_a_day_to_come_does_not_count():
    found = state(VISIT, date(2026, 4, 20), done=date(2026, 5, 1), born_on=BORN)
    assert (found.kind, found.open) == ("overdue", True)
    assert "still to come" in found.doubts[0]


def test_done_before_it_started_is_a_doubt():
    assert "before it started" in state(VISIT, date(2026, 4, 1), done=date(2026, 3, 1), born_on=BORN).doubts[0]
    waiting = state(due(clocks()["visit"], None), date(2026, 4, 1), done=date(2026, 3, 1))
    assert (waiting.kind, len(waiting.doubts)) == ("not started", 1)


def test_open_question_pauses_from_its_day():
    paused = due(clocks()["request"], date(2026, 3, 2), pauses=[Pause(date(2026, 3, 9))])
    assert said(paused, date(2027, 1, 1)) == "Paused: since 9 March 2026, until the answer comes."
    assert state(paused, date(2026, 3, 8)).kind == "no day"
    assert state(paused, date(2026, 6, 1), done=date(2026, 5, 1)).kind == "done in time"


def test_child_who_died_stops_the_clock():
    found = state(VISIT, date(2026, 4, 20), born_on=BORN, died_on=date(2026, 4, 1))
    assert (found.kind, found.by, found.why) == ("stopped", None, "the child has died.")
    assert not found.open


def test_what_was_overdue_when_it_stopped_stays_told():
    found = state(VISIT, date(2026, 6, 1), born_on=BORN, died_on=date(2026, 4, 15))
    assert str(found) == "Stopped, overdue by 2 days: the child has died."


def test_death_does_not_stop_a_request():
    running = due(clocks()["request"], date(2026, 3, 2))
    assert state(running, date(2026, 3, 20), died_on=date(2026, 3, 10)).kind == "running"


@pytest.mark.parametrize(
    ("born", "kind"),
    [(date(2008, 4, 1), "stopped"), (date(2008, 4, 2), "running"), (date(2008, 2, 29), "stopped")],
)
def test_turning_18_stops_the_clock_on_the_birthday(born, kind):
    assert state(VISIT, date(2026, 4, 1), born_on=born, soon=0).kind == kind


def test_the_age_is_the_one_the_clock_names():
    leaver = due(clocks()["pathway-review"], date(2026, 3, 2))
    assert state(leaver, date(2026, 4, 1), born_on=date(2007, 1, 1)).kind == "running"
    assert state(leaver, date(2026, 4, 1), born_on=date(2001, 1, 1)).why == "the child has turned 25."


def test_unknown_birth_is_a_doubt_and_stops_nothing():
    found = state(VISIT, date(2026, 3, 10))
    assert (found.kind, "date of birth" in found.doubts[0]) == ("running", True)


def test_done_before_the_end_counts_and_done_after_it_does_not():
    ended = Stop(date(2026, 4, 1), "care has ended.")
    assert said(VISIT, date(2026, 6, 1), done=date(2026, 3, 31), ended=ended) == "Done in time."
    assert said(VISIT, date(2026, 6, 1), done=date(2026, 4, 10), ended=ended) == "Done in time."
    assert said(VISIT, date(2026, 6, 1), done=date(2026, 4, 20), ended=ended) == "Stopped: care has ended."
    assert said(VISIT, date(2026, 3, 31), ended=ended) == "Running."


def test_hours_are_judged_to_the_minute():
    back = due(clocks()["return-interview"], datetime(2026, 6, 5, 12, tzinfo=HERE))  # by 12:00 on 8 June
    assert said(back, datetime(2026, 6, 7, 11, 59, tzinfo=HERE)) == "Running."
    assert said(back, datetime(2026, 6, 7, 12, tzinfo=HERE)) == "Due soon."
    assert said(back, datetime(2026, 6, 8, 12, 1, tzinfo=HERE)) == "Overdue by 1 hour."
    assert said(back, date(2026, 6, 8)) == "Due soon."
    assert said(back, date(2026, 6, 9)) == "Overdue by 1 day."


def test_hours_done_on_the_last_day_without_a_time_is_a_doubt():
    back = due(clocks()["return-interview"], datetime(2026, 6, 5, 12, tzinfo=HERE))
    found = state(back, date(2026, 6, 20), done=date(2026, 6, 8), born_on=BORN)
    assert (found.kind, "time of day" in found.doubts[0]) == ("done in time", True)


def test_what_has_no_day_is_open_until_done_and_never_late():
    told = due(clocks()["breach-people"], date(2026, 3, 2))
    assert said(told, date(2027, 3, 2)) == "No day: No number is set: without undue delay."
    assert said(told, date(2027, 3, 2), done=date(2026, 9, 1)) == "Done."


@given(st.sampled_from(sorted(clocks())), st.dates(date(2026, 7, 1), date(2026, 12, 1)), st.integers(-30, 500))
def test_there_is_always_a_state_and_late_is_after_the_last_day(id, day, later):
    found = due(clocks()[id], day)
    today = day + timedelta(later)
    judged = state(found, today)
    assert judged.kind in KINDS
    assert (judged.kind == "overdue") == (found.on is not None and today > found.on and later >= 0)
    assert (judged.by is not None) == (judged.kind == "overdue")
