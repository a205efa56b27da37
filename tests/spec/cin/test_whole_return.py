"""CIN: the header and the whole return."""

import json
from pathlib import Path

import pytest

from .drawn import RULES, checked, fails, reports

SPEC = Path("../shared/specs/cin/rules.jsonl")


def test_every_rule_of_the_specification_marks_what_it_says():
    if not SPEC.exists():
        pytest.skip("the specification is not here")
    spec = [json.loads(line) for line in SPEC.read_text(encoding="utf-8").splitlines()]
    assert {rule["code"] for rule in spec} == set(RULES)
    for rule in spec:
        ours = RULES[rule["code"]]
        assert {tuple(mark) for mark in ours.marks} == {tuple(mark) for mark in rule["reports"]}, ours.code
        assert ours.severity == rule["severity"]
        assert bool(ours.needs) == ("reference date" in rule["needs"]), ours.code


def test_no_two_rules_say_the_same():
    assert len({rule.sentence for rule in RULES.values()}) == len(RULES)


def test_a_rule_without_its_reference_date_is_not_run():
    outcome = checked("8520", Header="| Year | ReferenceDate |\n| 2026 | 31/03/2026 |").outcomes["8520"]
    assert outcome.state == "not run"
    assert "reference date" in outcome.why
    assert checked("8520", Header="| Year |").outcomes["8520"].state == "not run"


def test_100_reference_date():
    reports("100", Header="""
        | Year | ReferenceDate | ! |
        | 2026 | 2026-03-31    |   |
        | 2026 | 2026-03-30    | ! |
        | 2026 | 2027-03-31    | ! |
        | 2026 | 2026-02-30    | ! |
        |      | 2026-03-31    | ! |
        | soon | 2026-03-31    | ! |
        | 2026 |               | ! |
    """)  # fmt: skip


PLANS = "| CPPstartDate |\n| 2025-04-01 |\n| 2026-03-31 |\n| 2025-03-31 |\n| 2026-04-01 |\n| |\n"


def test_2883_plans_and_conferences():
    held = "| DateOfInitialCPC |\n| 2025-04-01 |\n| 2025-03-31 |\n| |"
    assert fails("2883", ChildProtectionPlans=PLANS, CINdetails=held)
    assert not fails("2883", ChildProtectionPlans=PLANS, CINdetails=held, Section47=held)
    assert not fails("2883")


def test_2886q_share_of_unknown_sex():
    known = "| M | |\n" * 49
    assert not fails("2886Q", ChildIdentifiers=f"| Sex | ExpectedPersonBirthDate |\n{known} | U | |")
    assert fails("2886Q", ChildIdentifiers=f"| Sex | ExpectedPersonBirthDate |\n{known} | U | |\n | | |")
    assert not fails(
        "2886Q", ChildIdentifiers=f"| Sex | ExpectedPersonBirthDate |\n{known} | U | |\n | U | 2026-05-01 |"
    )
    assert not fails("2886Q")


def test_2887q_kinds_of_disability():
    seven = "| Disability |\n| NONE |\n| |\n| MOB |\n| HAND |\n| PC |\n| INC |\n| COMM |\n| LD |\n| HEAR |\n| HEAR |\n"
    assert fails("2887Q", Disabilities=seven)
    assert not fails("2887Q", Disabilities=seven + "| VIS |")
    assert fails("2887Q")


def test_2888q_several_disabilities():
    one = "| LAchildID | Disability |\n| A | MOB |\n| A | MOB |\n| A | NONE |\n| B | LD |\n| B | |\n"
    assert fails("2888Q", Disabilities=one)
    assert not fails("2888Q", Disabilities=one + "| B | VIS |")
    assert not fails("2888Q", Disabilities="| LAchildID | Disability |\n| A | NONE |")
