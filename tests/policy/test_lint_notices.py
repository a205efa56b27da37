"""The two notices of 2018 against what lint is known to say of them, and the policies we ship against nothing.

After a wanted change: `keepwell notice lint --on 2026-11-22 examples/notices/NAME.toml > tests/policy/lint/NAME.txt`,
and read the difference.
"""

from datetime import date
from pathlib import Path

import pytest

from keepwell.policy import PolicyError, load, shipped
from keepwell.policy.lint import LOADER, lint, rules

ON = date(2026, 11, 22)
NOTICES = Path(__file__).parents[2] / "examples" / "notices"
EXPECTED = Path(__file__).parent / "lint"
SHIPPED = sorted(shipped("local-authority").parent.glob("*.toml"))

# Which of the thirty defects stand in which of the two.
COUNCIL = {1, 2, 3, 4, 5, 9, 10, 11, 12, 15, 16, 17, 18, 19, 20, 21, 22, 27, 29, 30}
SCHOOL = {5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 26, 28, 29, 30}


def ids(name):
    return {finding.id for finding in lint(NOTICES / name, ON).findings}


@pytest.mark.parametrize(("name", "numbers"), [("council-2018.toml", COUNCIL), ("junior-school-2018.toml", SCHOOL)])
def test_each_notice_has_its_own_of_the_thirty(name, numbers):
    assert {id for id in ids(name) if id[0] == "L"} == {f"L{n}" for n in numbers}


def test_together_they_have_all_thirty():
    both = ids("council-2018.toml") | ids("junior-school-2018.toml")
    assert {f"L{n}" for n in range(1, 31)} <= both


@pytest.mark.parametrize("name", ["council-2018", "junior-school-2018"])
def test_every_line_is_as_expected(name):
    linted = lint(NOTICES / f"{name}.toml", ON)
    assert linted.troubles == ()
    assert [str(one) for one in linted.findings] == (EXPECTED / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ["council-2018.toml", "junior-school-2018.toml"])
def test_the_program_does_not_run_by_them(name):
    with pytest.raises(PolicyError, match="officer: is missing"):
        load(NOTICES / name)


@pytest.mark.parametrize("name", ["council-2018.toml", "junior-school-2018.toml"])
def test_what_the_loader_misses_in_them_a_rule_has_said_better(name):
    assert "K0" not in ids(name)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_what_we_ship_has_no_finding(file):
    linted = lint(file, ON)
    assert linted.troubles == ()
    assert [str(one) for one in linted.findings] == []


def test_the_manual_explains_every_id():
    manual = (Path(__file__).parents[2] / "docs" / "notice.md").read_text("utf-8")
    assert [one.id for one in (*rules(), LOADER) if f"\n| {one.id} | " not in manual] == []
