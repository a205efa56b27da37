"""Links between tables: INT01 to INT36, EPI and 1012 of the SSDA903 rules."""

import pytest

from keepwell.returns.checking import check
from keepwell.returns.ssda903.rules.links import RULES, in_no_return, no_episode, other_sex
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

RULE = {rule.code: rule for rule in RULES}

NOT_LISTED = {
    "INT01": "AD1", "INT02": "PlacedAdoption", "INT03": "Episodes", "INT04": "Missing", "INT05": "OC2",
    "INT06": "OC3", "INT07": "PrevPerm", "INT08": "Reviews", "INT09": "UASC",
}  # fmt: skip
OTHER_BIRTH_DATE = {
    "INT11": "AD1", "INT12": "PlacedAdoption", "INT13": "Missing", "INT14": "OC2", "INT15": "OC3",
    "INT16": "PrevPerm", "INT17": "Reviews", "INT18": "UASC",
}  # fmt: skip
LISTED_TWICE = {
    "INT31": "AD1", "INT32": "Header", "INT33": "OC2", "INT34": "OC3", "INT35": "PrevPerm", "INT36": "UASC",
}  # fmt: skip


def test_every_rule_of_the_subject_is_there_once():
    wanted = [*NOT_LISTED, *OTHER_BIRTH_DATE, "INT21", *LISTED_TWICE, "EPI", "1012"]
    assert sorted(rule.code for rule in RULES) == sorted(wanted)
    assert len({rule.sentence for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(("code", "table"), NOT_LISTED.items())
def test_int01_to_int09_child_not_listed(code, table):
    assert_reports(RULE[code], TABLES, Header="""
        | CHILD |
        | 1     |
        |       |
    """, **{table: """
        | CHILD | ! |
        | 1     |   |
        | 2     | ! |
        | 1     |   |
        |       | ! |
    """})  # fmt: skip


@pytest.mark.parametrize(("code", "table"), OTHER_BIRTH_DATE.items())
def test_int11_to_int18_other_birth_date(code, table):
    assert_reports(RULE[code], TABLES, Header="""
        | CHILD | DOB        |
        | 1     | 01/02/2010 |
        | 2     | 30/02/2010 |
        | 3     | 01/01/2011 |
        | 3     | 02/01/2011 |
        |       | 01/01/2011 |
    """, **{table: """
        | CHILD | DOB        | ! |
        | 1     | 1/2/2010   |   |
        | 1     | 02/02/2010 | ! |
        | 1     |            |   |
        | 2     | 01/02/2010 |   |
        | 3     | 01/01/2011 | ! |
        | 4     | 01/01/2011 |   |
        |       | 02/01/2011 |   |
    """})  # fmt: skip


def test_int21_other_sex():
    assert_reports(other_sex, TABLES, Header="""
        | CHILD | SEX |
        | 1     | F   |
        | 2     |     |
        | 3     | M   |
    """, UASC="""
        | CHILD | SEX | ! |
        | 1     | M   | ! |
        | 1     | f   |   |
        | 1     |     |   |
        | 2     | M   |   |
        | 4     | M   |   |
    """)  # fmt: skip


@pytest.mark.parametrize(("code", "table"), LISTED_TWICE.items())
def test_int31_to_int36_listed_twice(code, table):
    assert_reports(RULE[code], TABLES, **{table: """
        | CHILD | ! |
        | 1     | ! |
        | 2     |   |
        |       |   |
        | 1     | ! |
        |       |   |
    """})  # fmt: skip


HEADER = """
    | CHILD | ! |
    | 1     |   |
    | 2     |   |
    | 3     | ! |
    |       | ! |
"""


def test_epi_in_no_return():
    assert_reports(in_no_return, TABLES, Header=HEADER, Episodes="| CHILD |\n| 1 |\n| |", OC3="| CHILD |\n| 2 |")
    assert_reports(in_no_return, TABLES, Header=HEADER, Episodes="| CHILD |\n| 1 |\n| 2 |")
    assert_reports(in_no_return, TABLES, Header=HEADER, OC3="| CHILD |\n| 2 |\n| 1 |")


def test_1012_no_episode():
    rows = """
        | CHILD | ! |
        | 1     |   |
        | 2     | ! |
        |       | ! |
    """
    details = dict.fromkeys(no_episode.reports, rows)
    assert_reports(no_episode, TABLES, Episodes="| CHILD | DECOM |\n| 1 | 31/31/2026 |\n| | |", **details)
    assert_reports(no_episode, TABLES, Episodes="| CHILD |\n| 1 |", Missing=rows)
    assert set(no_episode.reports) == {"Reviews", "OC2", "AD1", "PlacedAdoption", "PrevPerm", "Missing"}


def test_1012_needs_episodes():
    report = check(case(TABLES, Reviews="| CHILD |\n| 1 |"), [no_episode], TABLES)
    assert report.outcomes["1012"].state == "not run"
