"""The words of the census rules, and how its rules are declared."""

import pytest

from keepwell.returns.checking import check
from keepwell.returns.cin.declaring import pair_rule, return_rule, row_rule
from keepwell.returns.cin.tables import TABLES
from keepwell.returns.cin.words import Assessments, ChildIdentifiers, CINdetails
from tests.returns.checking.tables import case


def ran(one, **tables):
    return check(case(TABLES, 2026, **tables), [one], TABLES)


@pair_rule("x", Assessments.AssessmentActualStartDate, CINdetails.CINreferralDate, within="episode")
def early(a, e):
    """The assessment is early."""
    return a.AssessmentActualStartDate < e.CINreferralDate


def test_rows_without_a_number_belong_together_by_their_child_element():
    report = ran(
        early,
        CINdetails="""
        | LAchildID | _child | CINdetailsID | CINreferralDate |
        |           | 1      | 1            | 2025-06-01      |
        |           | 2      | 1            | 2025-01-01      |
        | A         | 3      | 1            | 2025-06-01      |
        | A         | 4      | 1            | 2025-07-01      |
    """,
        Assessments="""
        | LAchildID | _child | CINdetailsID | AssessmentActualStartDate |
        |           | 1      | 1            | 2025-05-01                |
        |           | 2      | 1            | 2025-05-01                |
        | A         | 4      | 1            | 2025-05-01                |
    """,
    )
    assert report.rows("x", "Assessments") == [0, 2]
    assert report.rows("x", "CINdetails") == [0, 2, 3]


def test_rows_without_a_number_and_without_a_child_element_belong_to_nobody():
    table = "| CINdetailsID | {} |\n| 1 | {} |"
    report = ran(
        early,
        CINdetails=table.format("CINreferralDate", "2025-06-01"),
        Assessments=table.format("AssessmentActualStartDate", "2025-05-01"),
    )
    assert report.outcomes["x"].state == "passed"


def test_an_absent_table_is_an_empty_one():
    assert ran(early, CINdetails="| LAchildID |\n| A |").outcomes["x"].state == "passed"
    assert ran(early).outcomes["x"].state == "passed"


def test_places_of_one_failure_have_one_group():
    @row_rule("y", ChildIdentifiers.Sex, ChildIdentifiers.UPN, CINdetails.ReferralNFA, together=("Sex",))
    def wrong(c, e):
        """Everything is wrong."""
        return c.Sex == "M", e.ReferralNFA

    report = ran(
        wrong,
        ChildIdentifiers="| LAchildID | Sex |\n| A | F |\n| B | M |",
        CINdetails="| LAchildID | ReferralNFA |\n| B | 1 |",
    )
    assert report.places["y"].rows() == [
        ("ChildIdentifiers", "Sex", 1, "B|M"),
        ("ChildIdentifiers", "UPN", 1, "B|M"),
        ("CINdetails", "ReferralNFA", 0, "B"),
    ]


def test_rows_that_stand_alone_have_a_group_of_their_own():
    @row_rule("z", ChildIdentifiers.Sex, ChildIdentifiers.UPN)
    def wrong(c):
        """The sex is M."""
        return c.Sex == "M"

    report = ran(wrong, ChildIdentifiers="| LAchildID | Sex |\n| A | M |\n| A | M |")
    groups = report.places["z"].sort("row", "column")["group"].to_list()
    assert groups[0] == groups[1] != groups[2] == groups[3]


def test_two_rules_may_use_conditions_of_one_name():
    def rule_with(code, sex):
        def told(c):
            return c.Sex == sex

        @row_rule(code, CINdetails.LAchildID)
        def wrong(e):
            """A child of that sex."""
            return e.any("ChildIdentifiers", told)

        return wrong

    tables = {"ChildIdentifiers": "| LAchildID | Sex |\n| A | M |", "CINdetails": "| LAchildID |\n| A |"}
    report = check(case(TABLES, 2026, **tables), [rule_with("1", "M"), rule_with("2", "F")], TABLES)
    assert [report.outcomes[code].state for code in "12"] == ["failed", "passed"]


def test_a_rule_about_the_whole_return_marks_no_row():
    @return_rule("w", ChildIdentifiers.Sex)
    def wrong(census):
        """There is a child."""
        return census.frame("ChildIdentifiers").height > 0

    report = ran(wrong, ChildIdentifiers="| LAchildID |\n| A |")
    assert report.failing.rows() == [("w", None, None)]
    assert ran(wrong).outcomes["w"].state == "passed"


def test_a_rule_that_breaks_says_so():
    @row_rule("b", ChildIdentifiers.Sex)
    def wrong(c):
        """It speaks of a column that is not there."""
        return c.Sexx == "M"

    assert ran(wrong, ChildIdentifiers="| LAchildID |\n| A |").outcomes["b"].state == "could not run"


def test_a_rule_without_a_sentence_is_refused():
    with pytest.raises(TypeError, match="has no sentence"):
        row_rule("n", ChildIdentifiers.Sex)(lambda c: c.Sex == "M")


@pytest.mark.parametrize(("day", "first"), [("2026-03-31", "2025-04-01"), ("2024-02-29", "2023-03-01")])
def test_the_census_period_begins_a_year_and_a_day_before(day, first):
    @row_rule("p", CINdetails.CINreferralDate)
    def wrong(e):
        """The referral is in the period."""
        return e.in_period(e.CINreferralDate)

    drawn = f"| LAchildID | CINreferralDate |\n| A | {first} |\n| A | {day} |"
    report = ran(wrong, Header=f"| ReferenceDate |\n| {day} |", CINdetails=drawn)
    assert report.rows("p") == [0, 1]
