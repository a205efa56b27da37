"""Counting and the thresholds, against the plain reference and by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.attendance.counting import count, kinds
from keepwell.attendance.register import Register, Session, packed, school_year, title, unpacked
from keepwell.attendance.thresholds import THRESHOLDS, reached
from keepwell.clocks.due import due
from keepwell.clocks.loading import clocks
from keepwell.codes.attendance import CODES, MEANINGS
from tests.attendance import plain

MONDAY = date(2025, 9, 1)


def weekdays(first, number):
    day, found = first, []
    while len(found) < number:
        if day.weekday() < 5:
            found.append(day)
        day += timedelta(1)
    return found


def marks(text, first=MONDAY):
    """{Session: code} of a text of codes, two a weekday, - for none."""
    codes = text.split()
    days = weekdays(first, -(-len(codes) // 2))
    sessions = [Session(day, half) for day in days for half in (0, 1)]
    return {s: c for s, c in zip(sessions, codes, strict=False) if c != "-"}


def found(given, id, year=2025):
    return [one for one in reached(Register.of_marks(given), year) if one.threshold.id == id]


@st.composite
def registers(draw):
    """Stretches of one or two codes over a year and a half, so that runs and rolling weeks occur."""
    day, given = date(2025, 1, 6), {}
    for _ in range(draw(st.integers(1, 14))):
        codes = draw(st.lists(st.sampled_from(["/", "/", "I", "O", "G", "U", "N", "X", "#", "Y1", "C2", "B", "-"]),
                              min_size=1, max_size=2))  # fmt: skip
        for one in weekdays(day, draw(st.integers(1, 25))):
            given |= {Session(one, half): c for half in (0, 1) if (c := codes[half % len(codes)]) != "-"}
            day = one + timedelta(1)
        day += timedelta(draw(st.sampled_from([0, 0, 0, 7, 45])))
    return given


def test_every_code_keeps_its_character():
    assert len({packed(code) for code in CODES}) == len(CODES)
    assert all(unpacked(packed(code)) == code for code in CODES)
    assert {one.meaning for one in CODES.values()} == set(MEANINGS)


def test_a_week_is_counted_as_the_statistics_do():
    said = count(Register.of_marks(marks("/ \\ L B I \\ O X Y4 #")).marks)
    assert (said.present, said.activity, said.authorised, said.unauthorised) == (4, 1, 1, 1)
    assert (said.possible, said.attended, said.missed, said.per_cent) == (7, 5, 2, 71.4)
    assert count("").per_cent is None


@given(registers())
def test_a_count_is_that_of_the_reference(given):
    assert count(Register.of_marks(given).marks) == plain.count(given)


@settings(max_examples=60)
@given(registers())
def test_thresholds_are_those_of_the_reference(given):
    register, years = Register.of_marks(given), {school_year(s.on) for s in given}
    said = [one for year in years for one in reached(register, year)]
    days = {id: sorted(one.on for one in said if one.threshold.id == id) for id in THRESHOLDS}
    assert days["ten-days"] == plain.ten_days(given)
    assert days["illness"] == sorted(plain.illness(given).values())
    assert days["penalty"] == plain.penalty(given)
    for id, number in (("persistent", 10), ("severe", 50)):
        own = {school_year(one.on): one.on for one in said if one.threshold.id == id}
        assert own == {y: d for y in years if (d := plain.share_since(given, y, number))}


@given(registers())
def test_what_is_said_to_make_a_threshold_does(given):
    register = Register.of_marks(given)
    for one in reached(register, 2025):
        meant = {given[s] for s in one.sessions}
        assert max(one.sessions).on >= one.on or one.threshold.id in ("persistent", "severe")
        assert "/" not in meant
        if one.threshold.id == "penalty":
            assert len(one.sessions) == 10
            assert meant <= set("GNOU")
        if one.threshold.id == "illness":
            assert meant == {"I"}


def test_ten_days_agree_with_the_clock_of_school_days():
    given = marks(" ".join(["/ \\"] * 3 + ["O O"] * 11))
    register, (one,) = Register.of_marks(given), found(given, "ten-days")
    first = one.sessions[0].on
    assert due(clocks()["absence-unauthorised"], first, terms=register.terms()).on == one.on
    assert (one.on, len(one.sessions), one.lasts) == (weekdays(MONDAY, 14)[12], 20, True)


@pytest.mark.parametrize(("days", "number"), [
    (["O O"] * 9, 0), (["O O"] * 10, 1), (["G U"] * 10, 1),
    (["O O"] * 9 + ["O /"] + ["O O"] * 9, 0),  # half a day at school ends the run
    (["O O"] * 5 + ["X X"] + ["O O"] * 5, 1),  # a day that was not possible does not
    (["O O"] * 5 + ["# #"] * 5 + ["O O"] * 5, 1),  # nor do holidays
    (["O X"] * 10, 1), (["X X"] * 12, 0),
])  # fmt: skip
def test_ten_days_without_leave(days, number):
    assert len(found(marks(" ".join(days)), "ten-days")) == number


@pytest.mark.parametrize(("days", "on"), [
    (["I I"] * 14, None), (["I I"] * 15, 14), (["I \\"] * 30, 29), (["I I"] * 14 + ["/ \\", "I \\", "/ I"], 16),
])  # fmt: skip
def test_illness_in_a_row_or_added_up(days, on):
    said = [one.on for one in found(marks(" ".join(days)), "illness")]
    assert said == ([] if on is None else [weekdays(MONDAY, on + 1)[on]])


def test_ten_sessions_in_ten_school_weeks_leave_the_holidays_out():
    """Five sessions in July and five in September: the weeks of the summer are no school weeks."""
    july = marks("O O O O O \\ / \\ / \\", date(2026, 7, 13))
    september = marks("/ \\ O O O O O \\ / \\", date(2026, 9, 7))
    (one,) = found(july | september, "penalty", 2026)
    assert one.on == date(2026, 9, 10)
    assert one.sessions[0] == Session(date(2026, 7, 13), 0)
    between = {s: "/" for week in range(9) for s in marks("/ \\ / \\", date(2026, 9, 14) + timedelta(7 * week))}
    later = marks("O O O O O", date(2026, 11, 23))
    assert found(july | between | later, "penalty", 2026) == []


def test_persistent_absence_is_told_since_the_day_from_which_it_lasted():
    given = marks(" ".join(["I /"] + ["/ \\"] * 20 + ["I I"] * 3))
    (one,) = found(given, "persistent")
    assert one.on == weekdays(MONDAY, 24)[22]
    assert len(one.sessions) == 7
    assert found(given, "severe") == []
    assert found(marks(" ".join(["I /"] + ["/ \\"] * 20)), "persistent") == []


def test_nothing_is_reached_where_nothing_is_marked():
    assert reached(Register.of({}), 2025) == []
    assert reached(Register.of({2024: ""}), 2025) == []


def test_years_stand_after_one_another():
    both = Register.of_marks(marks("O", date(2024, 7, 15)) | marks("I", date(2025, 9, 1)))
    assert list(both.items()) == [(Session(date(2024, 7, 15), 0), "O"), (Session(date(2025, 9, 1), 0), "I")]
    assert (title(2025), kinds(packed("Y3"))) == ("2025-26", "x")
