"""Drawings: any dates can be drawn, and what is drawn is also said."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.web.record import charts
from keepwell.web.record.charts import Bar, Score, gaps, placements, sdq
from keepwell.web.record.charts.drawing import LEFT, RIGHT, TICKS, Axis

TODAY = date(2026, 11, 21)
DAYS = st.none() | st.dates()
SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg):
    return ElementTree.fromstring(svg)  # well-formed, or this raises


def words(svg):
    return [t.text for t in drawn(svg).iter(f"{SVG}text")]


def test_nothing_to_draw_is_no_picture():
    assert placements([], [], TODAY) == sdq([], TODAY) == ""


@given(st.lists(st.builds(Bar, st.text("ab<>&\"'é", max_size=6), st.sampled_from(["U6", "K1", "QQ", ""]), DAYS, DAYS),
                min_size=1, max_size=5), DAYS)  # fmt: skip
def test_placements_of_any_dates_are_drawn(bars, status):
    svg = placements(bars, [Bar("Full care order", "C2", status, None)], TODAY)
    assert sum(any(t.startswith(f"{b.label}, ") for t in words(svg)) for b in bars) == len(bars)


@given(
    st.lists(st.builds(Score, st.none() | st.integers(-5, 60), DAYS, st.none() | st.integers(-1, 10_000)), max_size=6)
)
def test_scores_of_any_dates_are_drawn(scores):
    svg = sdq(scores, TODAY)
    placed = [
        s for s in scores if s.score is not None and 0 <= s.score <= 40 and (s.on or (s.year or 0) in range(1, 10_000))
    ]
    assert bool(svg) == bool(placed)
    assert not svg or sum(t == str(s.score) for s in placed for t in set(words(svg))) == len(placed)


@given(st.lists(st.dates(), max_size=4))
def test_axis_has_few_ticks_and_keeps_days_inside(days):
    axis = Axis(days, TODAY)
    assert len(axis.ticks()) <= TICKS
    assert all(LEFT <= axis.x(day) <= RIGHT for day in [*days, date.min, date.max])


def test_axis_keeps_the_order_of_days():
    axis = Axis([date(2010, 1, 1), date(2026, 1, 1)], TODAY)
    places = [axis.x(date(y, 6, 1)) for y in range(2010, 2026)]
    assert places == sorted(set(places))


def test_picture_says_what_it_shows_to_those_who_do_not_see_it():
    svg = drawn(placements([Bar("Foster care", "U6", date(2024, 1, 1), None)], [], TODAY, id="p"))
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "p-title p-desc"
    assert svg.find(f"{SVG}title").text == "Placements over time: 1 placement"
    assert svg.find(f"{SVG}desc").text == "Foster care: from 1 January 2024 until now."


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (None, None, "dates not known"),
        (None, date(2020, 5, 1), "start not known, until 1 May 2020"),
        (date(2020, 5, 1), date(2020, 4, 1), "1 May 2020, but ends before it starts: 1 April 2020"),
        (date(2027, 5, 1), None, "to start 1 May 2027"),
        (date(2020, 5, 1), date(2020, 6, 1), "1 May 2020 to 1 June 2020"),
    ],
)
def test_odd_dates_are_said(start, end, text):
    assert f"Home, {text}" in words(placements([Bar("Home", "K2", start, end)], [], TODAY))


def test_end_before_start_is_a_marked_point():
    assert "!" in words(placements([Bar("Home", "K2", TODAY, TODAY - timedelta(1))], [], TODAY))


def test_gap_between_placements_is_drawn_and_in_the_key():
    bars = [Bar("A", "U6", date(2020, 1, 1), date(2020, 2, 1)), Bar("B", "U6", date(2020, 3, 1), None)]
    assert list(gaps(bars)) == [(1, date(2020, 2, 1), date(2020, 3, 1))]
    assert "No placement recorded" in words(placements(bars, [], TODAY))


def test_no_gap_where_placements_meet_or_overlap():
    bars = [Bar("A", "U6", date(2020, 1, 1), date(2020, 6, 1)), Bar("B", "T1", date(2020, 2, 1), date(2020, 3, 1)),
            Bar("C", "U6", date(2020, 6, 1), None), Bar("D", "U6", date(2022, 6, 1), None)]  # fmt: skip
    assert list(gaps(bars)) == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [("U6", "foster"), ("K1", "secure"), ("K2", "residential"), ("K3", "independent"), ("P1", "parents"),
     ("R5", "secure"),
     ("A4", "adoption"), ("T0", "temporary"), ("", "other"), ("QQ", "other")],
)  # fmt: skip
def test_kinds_have_looks(kind, name):
    assert charts.family(kind) == name


@pytest.mark.parametrize(
    ("score", "words"),
    [(0, "as for most children"), (13, "as for most children"), (14, "borderline"), (16, "borderline"),
     (17, "cause for concern"), (40, "cause for concern"), (41, ""), (-1, ""), (None, "")],
)  # fmt: skip
def test_bands_of_the_score(score, words):
    assert charts.band(score) == words


def test_score_of_the_yearly_return_is_marked_as_without_a_day():
    svg = sdq([Score(15, year=2025)], TODAY)
    assert any("From the yearly return" in t for t in words(svg))
    assert "15 in the year ending 31 March 2025, borderline" in drawn(svg).find(f"{SVG}desc").text
