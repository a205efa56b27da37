from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.clocks.counting import Pause, counted
from keepwell.clocks.declared import Clock, Span, Version
from keepwell.clocks.due import due
from keepwell.clocks.loading import clocks
from keepwell.clocks.local import with_local
from keepwell.clocks.school_days import Terms
from keepwell.clocks.working_days import calendar_years, is_working_day, working_days_back, working_days_between
from tests.clocks.reference import TERMS, due_slowly

DAY = timedelta(days=1)
days = st.dates(date(2019, 1, 1), date(2027, 1, 1))
lengths = st.integers(1, 80)
units = st.sampled_from(["days", "working days", "weeks", "months"])
starts = st.sampled_from(["next day", "the day"])
rolls = st.sampled_from(["none", "next working day"])


def made(length=10, unit="working days", **more):
    version = Version(span=Span(length, unit), rank="law", source="An Act", standing="known", **more)
    return Clock(id="made", title="Made up", area="school", trigger="it starts", done="it is done", versions=(version,))


@st.composite
def paused(draw):
    """A day, and pauses that begin on it or later: apart, touching, over one another."""
    day = draw(days)
    spans = draw(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 15)), max_size=4))
    return day, [Pause(day + n * DAY, day + (n + long) * DAY) for n, long in spans]


@given(lengths, units, starts, rolls, days)
def test_due_agrees_with_walking(length, unit, start, roll, day):
    clock = made(length, unit, start=start, roll=roll)
    found = due(clock, day)
    assert (found.counted_on, found.on) == due_slowly(clock.versions[0], day)


@given(lengths, units, starts, rolls, days)
def test_longer_is_never_earlier(length, unit, start, roll, day):
    shorter, longer = (due(made(n, unit, start=start, roll=roll), day).on for n in (length, length + 1))
    assert shorter <= longer
    assert shorter < longer or roll != "none"


@given(lengths, units, starts, rolls, paused(), st.integers(0, 40), st.sampled_from(["both days", "one day"]))
def test_a_later_start_is_never_due_earlier(length, unit, start, roll, given, later, pause):
    day, pauses = given
    clock = made(length, unit, start=start, roll=roll, pause=pause)
    assert due(clock, day, pauses=pauses).on <= due(clock, day + later * DAY, pauses=pauses).on


@given(lengths, units, starts, days, st.integers(1, 30), st.integers(0, 20))
def test_a_pause_moves_by_exactly_its_own_length_in_days_that_count(length, unit, start, day, after, long):
    clock = made(length, unit, start=start, pause="both days")
    plain = due(clock, day).on
    pause = Pause(day + after * DAY, day + (after + long) * DAY)
    moved = due(clock, day, pauses=[pause]).on
    if pause.asked_on > plain:
        assert moved == plain
    else:
        assert counted(unit, plain + DAY, moved, None) == counted(unit, pause.asked_on, pause.answered_on, None)


@given(lengths, units, paused())
def test_pauses_leave_each_day_out_once_in_whatever_order_they_come(length, unit, given):
    day, pauses = given
    clock = made(length, unit, pause="both days")
    found = due(clock, day, pauses=pauses)
    assert found.on == due(clock, day, pauses=[*reversed(pauses), *pauses]).on
    assert all(earlier[1] + DAY < later[0] for earlier, later in pairwise(found.left_out))


@given(lengths, units, paused())
def test_the_answer_never_comes_after_the_last_day(length, unit, given):
    day, pauses = given
    found = due(made(length, unit, roll="next working day", pause="both days"), day, pauses=pauses)
    assert all(last <= found.on for _, last in found.left_out)
    assert found.target_on is None or found.target_on < found.on


@given(lengths, units, starts, days)
def test_rolling_never_lands_on_a_day_off_nor_passes_a_working_day(length, unit, start, day):
    found = due(made(length, unit, start=start, roll="next working day"), day)
    assert is_working_day(found.on)
    assert working_days_between(found.counted_on - DAY, found.on) == 1


@given(st.integers(1, 25), st.dates(date(2025, 9, 1), date(2026, 11, 1)), starts)
def test_school_days_land_on_a_school_day_or_say_that_terms_are_missing(length, day, start):
    found = due(made(length, "school days", start=start), day, terms=TERMS)
    assert TERMS.is_school_day(found.on) if found.on else "Give the terms that follow" in found.gap


def test_version_of_the_day_it_started_runs():
    request = clocks()["request"]
    assert due(request, date(2026, 2, 4)).version.pause == "one day"
    assert due(request, date(2026, 2, 5)).version.pause == "both days"


def test_duty_that_did_not_exist_yet_has_no_day():
    found = due(clocks()["complaint"], date(2026, 6, 18))
    assert (found.on, found.version) == (None, None)
    assert found.gap == "This duty began on 19 June 2026, after what would start it."
    assert due(clocks()["complaint"], date(2026, 6, 19)).on == date(2026, 7, 20)  # 19 July is a Sunday


def test_open_question_leaves_no_day():
    found = due(clocks()["request"], date(2026, 3, 2), pauses=[Pause(date(2026, 3, 9))])
    assert (found.on, found.paused_since) == (None, date(2026, 3, 9))


@pytest.mark.parametrize("answered", [None, date(2026, 5, 1)])
def test_question_after_the_last_day_moves_nothing_and_is_a_doubt(answered):
    found = due(clocks()["request"], date(2026, 3, 2), pauses=[Pause(date(2026, 4, 10), answered)])
    assert found.on == date(2026, 4, 2)
    assert "began after the last day" in found.doubts[0]


def test_pause_of_a_clock_without_pauses_is_not_lost_silently():
    found = due(clocks()["visit"], date(2026, 3, 2), pauses=[Pause(date(2026, 3, 4), date(2026, 3, 6))])
    assert found.on == date(2026, 4, 13)
    assert "does not pause" in found.doubts[0]


def test_pause_that_ends_before_it_begins_is_refused_without_its_dates():
    with pytest.raises(ValueError, match=r"^A pause ends before it begins\. Correct one of its two dates\.$"):
        Pause(date(2026, 3, 6), date(2026, 3, 4))


def test_day_without_the_time_counts_hours_from_its_beginning_and_says_so():
    found = due(clocks()["return-interview"], date(2026, 6, 5))
    assert found.at.isoformat() == "2026-06-08T00:00:00+01:00"
    assert "time of day is not known" in found.doubts[0]


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs a time zone"):
        due(clocks()["return-interview"], datetime(2026, 6, 5, 12))


def test_moment_is_a_day_in_london():
    late = datetime(2026, 6, 5, 23, 30, tzinfo=UTC)
    assert due(clocks()["visit"], late).trigger == date(2026, 6, 6)


def test_school_days_without_terms_say_what_is_missing():
    assert "Give them" in due(clocks()["educational-record"], date(2026, 3, 2)).gap
    assert "Give them" in due(clocks()["educational-record"], date(2029, 3, 2), terms=TERMS).gap
    assert "after 18 December 2026" in due(clocks()["educational-record"], date(2026, 12, 10), terms=TERMS).gap


def test_cap_ends_it_where_the_school_days_go_on():
    clock = clocks()["freedom-of-information-school"]
    few = Terms([(date(2026, 7, 1), date(2026, 7, 3)), (date(2026, 11, 2), date(2026, 12, 18))])
    assert due(clock, date(2026, 7, 2), terms=few).on == date(2026, 9, 25)  # sixty working days, one bank holiday


def test_cap_is_not_taken_for_the_end_while_terms_are_missing():
    clock = clocks()["freedom-of-information-school"]
    assert due(clock, date(2026, 12, 1), terms=TERMS).on is None


def test_year_without_known_bank_holidays_is_a_doubt():
    found = due(clocks()["assessment"], date(calendar_years()[1], 12, 15))
    assert "Bank holidays are known up to" in found.doubts[0]


@pytest.mark.parametrize("id", ["request", "visit", "assessment", "new-pupil", "return-interview", "police-protection"])
def test_end_of_the_calendar_gives_no_day(id):
    found = due(clocks()[id], date(9999, 12, 30))
    assert found.on is None
    assert "outside the calendar" in found.gap


def test_nothing_is_due_before_it_started():
    assert due(clocks()["visit"], None).gap == "It has not started."


def test_term_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="A term ends before it begins"):
        Terms([(date(2026, 3, 2), date(2026, 3, 1))])


@given(st.sampled_from(["assessment", "conference"]), days, st.integers(0, 120))
def test_what_is_late_for_the_census_is_late_for_the_clock(id, reference, before):
    # CIN census rules 8670Q and 8675Q: begun before the first of so many working days that end on the reference date.
    clock, begun = clocks()[id], reference - before * DAY
    late_in_return = begun < working_days_back(reference, clock.versions[0].span.length)
    assert (due(clock, begun).on < reference) == late_in_return


def test_days_of_a_question_before_the_start_are_not_left_out():
    asked_early = Pause(date(2026, 2, 20), date(2026, 3, 3))
    found = due(clocks()["request"], date(2026, 3, 2), pauses=[asked_early])
    assert found.left_out == ((date(2026, 3, 2), date(2026, 3, 3)),)
    assert found.counted_on == date(2026, 4, 4)


def test_national_day_holds_where_the_own_one_would_be_later_or_is_not_known():
    id = "freedom-of-information-school"
    own = {"length": 19, "unit": "school days", "because": "The governors", "in_force_from": date(2026, 1, 1)}
    clock = with_local(clocks(), {id: own}, "school.toml")[id]
    summer = (date(2026, 7, 1), date(2026, 7, 3))
    for last in (date(2026, 12, 18), date(2026, 11, 13)):
        terms = Terms([summer, (date(2026, 11, 2), last)])
        assert due(clock, date(2026, 7, 2), terms=terms).on == date(2026, 9, 25)
    assert due(clock, date(2026, 7, 2), terms=Terms([(date(2026, 7, 1), date(2026, 8, 31))])).on == date(2026, 7, 29)
