"""Mistakes in a file of clocks are said to the person who edits it: file, key, how to mend it."""

from datetime import date

import pytest

from keepwell.clocks.counting import Pause
from keepwell.clocks.declared import AREAS
from keepwell.clocks.due import due
from keepwell.clocks.loading import clocks, parse_clocks, read_clocks
from keepwell.clocks.local import with_local
from keepwell.clocks.mistakes import ClockError

SOUND = """
[clock.visit]
title = "Visit"
area = "looked after"
trigger = "the last visit"
done = "the child is visited"
length = 6
unit = "weeks"
rank = "law"
source = "Regulation 28"
standing = "read"
"""
CHANGE = """
[[clock.visit.change]]
in_force_from = 2026-02-05
length = 4
"""


def wrong(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ClockError) as caught:
        read_clocks(path)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("was", "now", "key", "mend"),
    [
        ('unit = "weeks"', 'unit = "week"', "clock.visit.unit", "Did you mean “weeks”?"),
        ('unit = "weeks"', 'unti = "weeks"', "clock.visit.unti", "Did you mean “unit”?"),
        ("length = 6", 'length = "6"', "clock.visit.length", "a whole number, without quotes"),
        ("length = 6", "length = true", "clock.visit.length", "a whole number"),
        ("length = 6", "length = -6", "clock.visit.length", "from 0 to 2000"),
        ("length = 6", "", "clock.visit.length", "is missing"),
        ('title = "Visit"', 'title = " "', "clock.visit.title", "is empty"),
        ('source = "Regulation 28"', "", "clock.visit.source", "is missing"),
        ("length = 6", 'length = 6\nnext = "visti"', "clock.visit.next", "Did you mean “visit”?"),
        ("length = 6", 'length = 6\nstops = ["dead"]', "clock.visit.stops", 'Use "death" or an age'),
        ("length = 6", 'length = 6\nlocal = "own"', "clock.visit.local", "cannot be “own”"),
        ("length = 6", "length = 6\nin_force_from = 2026-02-05T00:00:00", "clock.visit.in_force_from", "a date"),
        ("length = 6", "length = 0\nstart = \"the day\"", "clock.visit.start", "1 or more"),
        ('unit = "weeks"', 'unit = "none"', "clock.visit.unit", "goes with no length"),
        ('unit = "weeks"', 'unit = "hours"\npause = "both days"', "clock.visit.pause", "in hours"),
        ('unit = "weeks"', 'unit = "hours"\nroll = "next working day"', "clock.visit.roll", "unit hours"),
        ("length = 6", 'length = 6\ncap = { length = 6 }', "clock.visit.cap.unit", "is missing"),
    ],
)  # fmt: skip
def test_mistake_names_file_key_and_mend(tmp_path, was, now, key, mend):
    problems = wrong(tmp_path, SOUND.replace(was, now))
    told = [problem for problem in problems if problem.startswith(f"mine.toml, {key}: ")]
    assert told
    assert mend in told[0]


def test_every_mistake_is_named_at_once(tmp_path):
    text = SOUND.replace('"weeks"', '"week"').replace('"law"', '"laws"') + SOUND.replace("visit]", "walk]")
    assert len(wrong(tmp_path, text.replace('standing = "read"', ""))) == 4


def test_change_without_a_day_or_out_of_order_is_refused(tmp_path):
    without = wrong(tmp_path, SOUND + CHANGE.replace("in_force", "#"))
    assert "clock.visit.change[1].in_force_from: is missing" in without[0]
    assert "out of order" in wrong(tmp_path, SOUND + CHANGE + CHANGE)[0]


def test_change_of_what_lasts_is_refused(tmp_path):
    assert "cannot" in wrong(tmp_path, SOUND + CHANGE + 'unit = "moons"')[0]
    assert "not a key that can change" in wrong(tmp_path, SOUND + CHANGE + 'title = "Other"')[0]


@pytest.mark.parametrize(
    ("given", "mend"),
    [
        (b"[clock.visit", "is not TOML"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b'clock = "visit"', "should hold tables"),
        (b"[clock]\nvisit = 3", "should be a table of keys"),
        (b"[clocks.visit]", "does not belong here"),
    ],
)
def test_file_that_is_none_says_so(tmp_path, given, mend):
    (tmp_path / "mine.toml").write_bytes(given)
    with pytest.raises(ClockError, match=mend):
        read_clocks(tmp_path / "mine.toml")


def test_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(ClockError, match=r"gone\.toml: cannot be read"):
        read_clocks(tmp_path / "gone.toml")


def test_what_started_before_a_change_runs_on_as_it_was(tmp_path):
    (tmp_path / "mine.toml").write_text(SOUND + CHANGE, "utf-8")
    visit = read_clocks(tmp_path / "mine.toml")["visit"]
    assert due(visit, date(2026, 2, 4)).on == date(2026, 3, 18)
    assert due(visit, date(2026, 2, 5)).on == date(2026, 3, 5)


def test_change_keeps_what_it_does_not_name_except_the_note():
    sound = {"title": "T", "area": "school", "trigger": "a", "done": "b", "length": 6, "unit": "weeks", "note": "Old."}
    said = {"rank": "law", "source": "S", "standing": "read"}
    given = {**sound, **said, "change": [{"in_force_from": date(2026, 2, 5), "length": 4}]}
    old, new = parse_clocks("x", {"clock": {"one": given}})["one"].versions
    assert (old.note, new.note, new.source, new.span.length) == ("Old.", "", "S", 4)


def own(id, **more):
    given = {"length": 4, "unit": "weeks", "because": "Our board", "in_force_from": date(2026, 1, 1)} | more
    return with_local(clocks(), {id: given}, "council.toml")


@pytest.mark.parametrize(
    ("id", "given", "mend"),
    [
        ("visit", {"length": 8}, "clock.visit.length: must be shorter than 6 weeks"),
        ("visit", {"length": 6}, "must be shorter"),
        ("visit", {"unit": "days", "length": 42}, "must be shorter than 6 weeks"),
        ("visit", {"unit": "months", "length": 1}, "in a unit that can be compared"),
        ("visit", {"unit": "working days"}, "in a unit that can be compared"),
        ("police-protection", {}, "leaves no room"),
        ("vist", {}, "Did you mean “visit”?"),
        ("visit", {"because": ""}, "clock.visit.because: is empty"),
        ("assessment", {"length": 0, "unit": "working days"}, "must be 1 or more"),
        ("assessment", {"length": 46, "unit": "working days"}, "must be shorter than 45 working days"),
        ("visit", {"unit": "none"}, "clock.visit.unit: cannot be"),
    ],
)
def test_own_time_is_refused_where_it_may_not_be(id, given, mend):
    with pytest.raises(ClockError) as caught:
        own(id, **given)
    assert str(caught.value).startswith("council.toml, ")
    assert mend in str(caught.value)


def test_own_time_holds_from_its_day_and_leaves_the_nation_beside():
    visit = own("visit")["visit"]
    assert due(visit, date(2025, 12, 31)).on == date(2026, 2, 11)
    found = due(visit, date(2026, 1, 1))
    assert (found.on, found.national.on) == (date(2026, 1, 29), date(2026, 2, 12))
    assert clocks()["visit"].own == ()


def test_own_time_keeps_how_the_nation_counts():
    request = own("request", length=20, unit="days")["request"]
    found = due(request, date(2026, 2, 9), pauses=[Pause(date(2026, 2, 12), date(2026, 2, 13))])
    assert (found.on, found.national.on) == (date(2026, 3, 3), date(2026, 3, 11))
    assert due(request, date(2026, 2, 8)).on == date(2026, 3, 2)  # 28 February is a Saturday


def test_where_the_nation_has_no_number_any_is_allowed():
    assert due(own("plan-visit")["plan-visit"], date(2026, 3, 2)).on == date(2026, 3, 30)
    assert due(own("education-plan", length=20, unit="working days")["education-plan"], date(2026, 3, 2)).on == date(
        2026, 3, 30
    )


def test_the_clocks_of_the_program_are_sound_and_in_every_area():
    assert len(clocks()) > 60
    assert {clock.area for clock in clocks().values()} == set(AREAS)
