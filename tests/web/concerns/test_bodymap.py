"""The body map: places with names, marks in words, and a picture drawn from them."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from keepwell.web.concerns import figures
from keepwell.web.concerns.bodymap import HIGH, KINDS, REGIONS, SIDES, WIDE, Mark, choices, from_data


def test_every_place_has_a_name_of_its_own_and_lies_on_the_figure():
    assert len({(one.side, one.title) for one in REGIONS.values()}) == len(REGIONS) > 55
    assert all(0 < one.x - one.rx < one.x + one.rx < WIDE and 0 < one.y < HIGH for one in REGIONS.values())
    assert sum(len(group) for _, group in choices()) == len(REGIONS)


@pytest.mark.parametrize("side", SIDES)
def test_no_two_places_are_so_near_that_a_finger_takes_the_wrong_one(side):
    mine = [one for one in REGIONS.values() if one.side == side]
    near = [(a.id, b.id) for a, b in combinations(mine, 2) if hypot(a.x - b.x, a.y - b.y) < figures.BOX]
    assert near == []


def test_left_is_the_child_s_own_left():
    assert REGIONS["left-cheek"].x > WIDE / 2 > REGIONS["right-cheek"].x
    assert REGIONS["left-calf"].x < WIDE / 2 < REGIONS["right-calf"].x


def test_one_can_point_at_each_place_and_the_chosen_one_is_marked():
    drawn = figures.picker("mark-0-point", "left-knee", "Mark 1:")
    page = html.fromstring(drawn)
    radios = page.findall(".//input")
    assert {one.get("value") for one in radios} == set(REGIONS)
    assert [one.get("value") for one in radios if one.get("checked") is not None] == ["left-knee"]


def test_the_picture_numbers_the_marks_and_says_them_in_words():
    marks = [
        Mark("left-knee", "bruise", size="2 cm", colour="blue", skin="no"),
        Mark("heel-x", "cut"),
        Mark("elbow", "?"),
    ]
    said = etree.fromstring(figures.picture(marks))
    assert said.find("{*}title").text == "Body map: 3 marks"
    assert "Bruise at Left knee (front), 2 cm, blue, skin not broken" in said.find("{*}desc").text
    assert figures.picture([]) == ""


@given(st.lists(st.builds(Mark, st.sampled_from([*REGIONS, "", "<b>"]), st.sampled_from([*KINDS, "?"]), words=st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)), max_size=8))  # fmt: skip
def test_any_marks_can_be_drawn(marks):
    drawn = figures.picture(marks)
    assert drawn == "" or etree.fromstring(drawn) is not None
    assert from_data([vars(one) for one in marks]) == marks
