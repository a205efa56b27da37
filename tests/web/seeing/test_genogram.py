"""The picture of any family: each person once, none overlapped, lines to the right people."""

from datetime import date
from itertools import combinations
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.web.seeing import genogram
from keepwell.web.seeing.genogram import KINDS, TIES, Member, Tie
from keepwell.web.seeing.genogram.layout import SYMBOL, Layout

SVG = "{http://www.w3.org/2000/svg}"
OTHERS = [kind for kind in KINDS if kind != "self"]


@st.composite
def families(draw):
    """Members with any kinds, and any ties between them, also such as no family has."""
    count = draw(st.integers(1, 9))
    name = st.text("abcdé <&-", max_size=30)
    members = [Member(1, draw(name), ("self",), "This child", "female", date(2014, 5, 3))]
    for key in range(2, count + 1):
        kinds = tuple(draw(st.lists(st.sampled_from(OTHERS), min_size=1, max_size=2, unique=True)))
        born = draw(st.none() | st.dates())
        members.append(Member(key, draw(name), kinds, ", ".join(kinds), draw(st.sampled_from(["", "male", "female"])),
                              born, dead=draw(st.booleans()), responsible=draw(st.none() | st.booleans())))  # fmt: skip
    keys = st.sampled_from([m.key for m in members])
    tie = st.builds(Tie, st.sampled_from(list(TIES)), st.lists(keys, max_size=3, unique=True).map(tuple),
                    st.lists(keys, min_size=1, max_size=3, unique=True).map(tuple))  # fmt: skip
    return members, draw(st.lists(tie, max_size=6, unique=True))


def touching(run, box):
    """Does a straight piece go through the inside of a box?"""
    (x1, x2), (y1, y2) = sorted(run[::2]), sorted(run[1::2])
    left, top, right, bottom = box
    return x1 < right and x2 > left and y1 < bottom and y2 > top


def symbol(place):
    x, y = place
    return x - SYMBOL / 2, y - SYMBOL / 2, x + SYMBOL / 2, y + SYMBOL / 2


def words(place):
    _, top, right, bottom = Layout.box(place)
    return place[0] + SYMBOL / 2 + 6, top, right, bottom


def on_edge(run, place):
    """Does an end of the piece lie on the upper or lower edge of this symbol?"""
    left, top, right, bottom = symbol(place)
    return any(left <= x <= right and y in (top, bottom) for x, y in (run[:2], run[2:]))


def whole(runs):
    """Is everything that the pieces touch one piece?"""
    left, reached = list(runs[1:]), [runs[0]]
    while more := [one for one in left if any(meet(one, other) for other in reached)]:
        reached += more
        left = [one for one in left if one not in more]
    return not left


def meet(one, other):
    (a1, a2), (b1, b2) = sorted(one[::2]), sorted(one[1::2])
    (c1, c2), (d1, d2) = sorted(other[::2]), sorted(other[1::2])
    return a1 <= c2 and c1 <= a2 and b1 <= d2 and d1 <= b2


def along(one, other):
    """Do two pieces run on top of each other, not only across?"""
    for axis in (0, 1):
        if one[axis] == one[axis + 2] == other[axis] == other[axis + 2]:
            (a1, a2), (b1, b2) = sorted(one[1 - axis :: 2]), sorted(other[1 - axis :: 2])
            return min(a2, b2) > max(a1, b1)
    return False


@settings(max_examples=75, deadline=None)
@given(families())
def test_any_family_is_laid_out_without_overlap(family):
    members, ties = family
    laid = genogram.layout(members, ties)
    assert sorted(laid.places) == [m.key for m in members]
    boxes = [Layout.box(place) for place in laid.places.values()]
    assert all(b[0] >= 0 and b[2] <= laid.width and b[1] >= 0 and b[3] <= laid.height for b in boxes)
    for (a, b, c, d), (e, f, g, h) in combinations(boxes, 2):
        assert c <= e or g <= a or d <= f or h <= b
    heights = {m.generation: laid.places[m.key][1] for m in members}
    assert sorted(heights, key=heights.get) == sorted(heights)


@settings(max_examples=75, deadline=None)
@given(families())
def test_every_line_joins_its_own_people_and_nobody_else(family):
    members, ties = family
    laid = genogram.layout(members, ties)
    assert [line.tie for line in laid.lines] == [tie for tie in ties if len(set(tie.members)) > 1]
    for line in laid.lines:
        assert whole(line.runs)
        assert all(x1 == x2 or y1 == y2 for x1, y1, x2, y2 in line.runs)
        joined = {key for key, place in laid.places.items() if any(on_edge(run, place) for run in line.runs)}
        assert joined == set(line.tie.members)
        for place in laid.places.values():
            assert not any(touching(run, symbol(place)) or touching(run, words(place)) for run in line.runs)


@settings(max_examples=75, deadline=None)
@given(families())
def test_lines_of_two_ties_cross_but_never_run_on_top_of_each_other(family):
    laid = genogram.layout(*family)
    for one, other in combinations(laid.lines, 2):
        assert not any(along(a, b) for a in one.runs for b in other.runs)


@settings(max_examples=50, deadline=None)
@given(families())
def test_the_picture_says_everybody_once_and_is_the_same_each_time(family):
    members, ties = family
    svg = genogram.drawn(genogram.layout(members, ties), members)
    assert svg == genogram.drawn(genogram.layout(members[::-1], ties), members[::-1])
    titles = [one.text for one in ElementTree.fromstring(svg).iter(f"{SVG}title")]
    assert all(titles.count(genogram.drawing.said(m)) >= 1 for m in members)
    assert len(titles) == 1 + len(members) + len([tie for tie in ties if len(set(tie.members)) > 1])


def test_a_death_and_parental_responsibility_are_said_and_marked():
    members = [
        Member(1, "Ama", ("self",), "This child"),
        Member(2, "Efua", ("mother",), "Mother", "female", date(1990, 1, 2), responsible=True),
        Member(3, "Kwame", ("father",), "Father", "male", date(1988, 1, 2), date(2020, 3, 4), dead=True),
    ]
    svg = genogram.drawn(genogram.layout(members, [Tie("parents", (3, 2), (1,))]), members)
    said = ElementTree.fromstring(svg).find(f"{SVG}desc").text
    assert "Efua, mother, female, born 2 January 1990, has parental responsibility." in said
    assert "Kwame, father, male, born 2 January 1988, died 4 March 2020." in said
    texts = [one.text for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert "PR" in texts
    assert "1988 to 2020, died" in texts
    assert "Has died" in texts
