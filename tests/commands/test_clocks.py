"""The command about clocks: the list, what a new policy moves, and working them out."""

import pytest

from keepwell.policy import shipped

OWN = """
[clock.visit]
length = 4
unit = "weeks"
because = "Our board"
in_force_from = 2026-01-01
"""


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(shipped().read_text("utf-8") + OWN, "utf-8")
    return path


def test_list_with_a_time_of_our_own(house, own):
    said = house.run("clocks", "--policy", own)
    assert said.returncode == 0
    (line,) = (one for one in said.stdout.splitlines() if one.startswith("visit "))
    assert "6 weeks" in line
    assert "ours: 4 weeks from 2026-01-01 (Our board)" in line


@pytest.mark.both
def test_worked_out_and_moved_in_an_empty_house(house, own):
    assert house.run("clocks", "recompute").stdout == "0 clocks began, 0 changed, 0 went.\n"
    assert house.run("clocks", "moved", "--policy", own).stdout == "No running clock gets another day.\n"


def test_policy_that_cannot_be_obeyed_is_told_in_a_sentence(house, own):
    own.write_text(own.read_text("utf-8").replace("length = 4\nunit", "length = 9\nunit"), "utf-8")
    said = house.run("clocks", "--policy", own)
    assert said.returncode != 0
    assert "clock.visit.length: must be shorter than 6 weeks" in said.stderr
    assert "Traceback" not in said.stderr
