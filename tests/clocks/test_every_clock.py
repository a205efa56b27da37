"""Every clock of the file: a bank holiday, a weekend, a month end, a pause where it has one, and its source."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from keepwell.clocks.counting import Pause
from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.clocks.loading import clocks
from tests.clocks.reference import TERMS, due_slowly, is_off

CASES = Path(__file__).with_name("cases.txt")
NUMBERED = [clock for clock in clocks().values() if clock.versions[-1].span.unit != "none"]


def _rows():
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for line in lines[1:]:
        id, case, trigger, pause, last = (part.strip() for part in line.split("|"))
        asked = tuple(date.fromisoformat(day) for day in pause.split(" to ")) if pause else None
        yield id, case, date.fromisoformat(trigger), asked, date.fromisoformat(last)


ROWS = list(_rows())


@pytest.mark.parametrize(("id", "case", "trigger", "pause", "last"), ROWS, ids=lambda one: str(one))
def test_the_day_is_the_one_written_down(id, case, trigger, pause, last):
    clock = clocks()[id]
    found = due(clock, trigger, pauses=[Pause(*pause)] if pause else [], terms=TERMS)
    assert (found.on, found.gap) == (last, "")
    assert (found.counted_on, found.on) == due_slowly(clock.version(trigger), trigger, pause)


@pytest.mark.parametrize("clock", NUMBERED, ids=lambda clock: clock.id)
def test_no_case_is_missing(clock):
    wanted = {"bank holiday", "weekend", "month end"} | ({"pause"} if clock.versions[-1].pause != "none" else set())
    assert {case for id, case, *_ in ROWS if id == clock.id} == wanted


@pytest.mark.parametrize(("id", "case", "trigger", "pause", "last"), ROWS, ids=lambda one: str(one))
def test_each_case_is_what_it_says(id, case, trigger, pause, last):
    version = clocks()[id].version(trigger)
    end, _ = due_slowly(version, trigger, pause)
    counted = version.span.unit in ("hours", "working days", "school days")
    days = [trigger + timedelta(n) for n in range((last - trigger).days + 1)] if counted else [end]
    match case:
        case "bank holiday":
            assert any(is_off(day) and day.weekday() < 5 for day in days)
        case "weekend":
            assert any(day.weekday() >= 5 for day in days)
        case "month end":
            assert (trigger + timedelta(1)).day == 1 or end.day != trigger.day
        case "pause":
            assert trigger <= pause[0] <= pause[1] <= end


@pytest.mark.parametrize("clock", clocks().values(), ids=lambda clock: clock.id)
def test_every_clock_says_who_says_so(clock):
    for version in clock.versions:
        day = version.in_force_from or date(2026, 1, 7)
        said = explained(due(clock, day, terms=TERMS))
        assert version.source in said
        assert said.startswith(clock.title)
        assert "None" not in said


@pytest.mark.parametrize("clock", [c for c in clocks().values() if c not in NUMBERED], ids=lambda clock: clock.id)
def test_a_clock_without_a_number_has_no_day_and_says_what_is_asked(clock):
    found = due(clock, date(2026, 7, 1))
    assert found.on is None
    assert clock.versions[-1].pace in found.gap
