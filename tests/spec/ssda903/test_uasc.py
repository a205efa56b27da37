"""Unaccompanied asylum-seeking children: the SSDA903 rules, and the flag that they share (terms 7)."""

from keepwell.returns.checking import check, rule
from keepwell.returns.ssda903.rules import uasc as rules
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import uasc_flag, uasc_set
from tests.returns.checking.tables import assert_reports, case


def outcome(one, year=2027, **tables):
    return check(case(TABLES, year, **tables), [one], TABLES).outcomes[one.code]


def test_every_rule_of_the_subject_is_there_once():
    wanted = "1014 104 105 205A 205B 205C 205D 231 303 304"
    assert " ".join(sorted(rule.code for rule in rules.RULES)) == wanted
    assert len({rule.sentence for rule in rules.RULES}) == len(rules.RULES)
    assert [rule.code for rule in rules.RULES if rule.query] == ["231"]


@rule("flag", rules.Header.CHILD)
def flagged(h):
    """The child has the flag."""
    return uasc_flag(h)


@rule("set", rules.UASC.CHILD, optional=("UASC",))
def in_set(u):
    """The child is or was unaccompanied."""
    return uasc_set(u)


@rule("set of headers", rules.Header.CHILD)
def header_in_set(h):
    """The child of the list is or was unaccompanied."""
    return uasc_set(h)


def test_the_flag_of_a_csv_return_is_whether_the_uasc_table_says_anything():
    header = "| CHILD | ! |\n| 1 | ! |\n| 2 | ! |\n| 3 |  |\n| 4 |  |\n|  |  |"
    assert_reports(flagged, TABLES, Header=header, UASC="""
        | CHILD | SEX | DOB        | DUC |
        | 1     |     |            | ?   |
        | 2     | M   |            |     |
        | 3     |     | 01/01/2010 |     |
        |       | M   |            |     |
    """)  # fmt: skip
    assert outcome(flagged, Header="| CHILD |\n| 1 |").why == (
        "the return does not say who is an unaccompanied asylum-seeking child"
    )


def test_a_flag_that_the_return_carries_is_used_as_it_stands():
    header = "| CHILD | UASC | ! |\n| 1 | true | ! |\n| 2 | 0 |  |\n| 3 |  |  |"
    assert_reports(flagged, TABLES, Header=header, UASC="| CHILD | SEX |\n| 2 | M |\n| 3 | M |")
    assert_reports(flagged, TABLES, FORM="xml", Header=header)
    assert_reports(flagged, TABLES, FORM="xml", Header="| CHILD |\n| 3 |", UASC="| CHILD | SEX |\n| 3 | M |")


def test_the_set_joins_this_year_and_the_previous():
    header = "| CHILD | ! |\n| 1 | ! |\n| 2 | ! |\n| 3 |  |"
    now, then = "| CHILD | SEX |\n| 1 | M |\n| 3 |  |", "| CHILD | SEX |\n| 2 | M |"
    assert_reports(header_in_set, TABLES, Header=header, UASC=now, UASC_last=then)
    assert_reports(header_in_set, TABLES, Header=header, UASC=now, Header_last="| CHILD | UASC |\n| 2 | 1 |")
    assert_reports(header_in_set, TABLES, Header="| CHILD | ! |\n| 1 | |\n| 2 | ! |", UASC_last=then)
    assert outcome(header_in_set, Header="| CHILD |\n| 1 |").state == "not run"


def test_104_end_before_the_year():
    assert_reports(rules.end_before_the_year, TABLES, UASC="""
        | CHILD | DUC        | ! |
        | 1     | 31/03/2026 | ! |
        | 2     | 01/04/2026 |   |
        | 3     | 2026-05-01 | ! |
        | 4     |            |   |
    """)  # fmt: skip


def test_105_flag_missing():
    assert_reports(rules.flag_missing, TABLES, FORM="xml", Header="""
        | CHILD | UASC  | ! |
        | 1     | 0     |   |
        | 2     | 1     |   |
        | 3     | True  |   |
        | 4     | false |   |
        | 5     |       | ! |
        |       | 2     | ! |
    """)  # fmt: skip
    assert_reports(rules.flag_missing, TABLES, FORM="xml", Header="| CHILD | ! |\n| 1 | ! |")
    assert outcome(rules.flag_missing, Header="| CHILD |\n| 1 |").why == "it is for XML returns"


THEN = """
    | CHILD | SEX | DUC        |
    | 1     | M   |            |
    | 2     | M   | 31/03/2026 |
    | 3     | M   | 01/04/2025 |
    | 4     | M   | 31/03/2025 |
    | 5     | M   | 01/04/2026 |
    | 6     | M   | ?          |
    | 7     | M   |            |
    | 8     |     |            |
"""


def test_205a_no_longer_without_end():
    assert_reports(rules.no_longer_without_end, TABLES, UASC_last=THEN, Header="""
        | CHILD | ! |
        | 1     | ! |
        | 2     |   |
        | 3     |   |
        | 4     | ! |
        | 5     | ! |
        | 6     | ! |
        | 7     |   |
        | 8     |   |
        | 9     |   |
    """, UASC="""
        | CHILD | SEX | DUC | ! |
        | 1     |     |     | ! |
        | 7     | M   |     |   |
    """)  # fmt: skip


def test_205a_of_flags_that_the_returns_carry():
    assert_reports(rules.no_longer_without_end, TABLES, FORM="xml", Header_last="""
        | CHILD | UASC |
        | 1     | 1    |
        | 2     | 1    |
        | 3     | 1    |
        | 4     | 0    |
    """, UASC_last=THEN, Header="""
        | CHILD | UASC | ! |
        | 1     | 1    |   |
        | 2     | 0    | ! |
        | 3     |      |   |
        | 4     | 0    |   |
    """, UASC="""
        | CHILD | DUC        | ! |
        | 2     | 01/05/2026 | ! |
        | 3     | 32/05/2026 |   |
        | 4     | 01/05/2026 |   |
    """)  # fmt: skip


def test_205a_205b_205c_need_flags_of_both_years():
    header, uasc = "| CHILD |\n| 1 |", "| CHILD |\n| 1 |"
    for one in (rules.no_longer_without_end, rules.still_although_ended, rules.end_of_what_never_was):
        assert outcome(one, Header=header, Header_last=header, UASC=uasc).state == "not run"
        assert outcome(one, Header=header, Header_last=header, UASC_last=uasc).state == "not run"
        assert outcome(one, Header=header, UASC=uasc, UASC_last=uasc).state == "passed"
        assert outcome(one, FORM="xml", Header=header, UASC=uasc, UASC_last=uasc).state == "not run"
        assert outcome(one, FORM="xml", Header=header, Header_last=header, UASC=uasc, UASC_last=uasc).state == "passed"


def test_205b_still_although_ended():
    tables = {"Header": """
        | CHILD | ! |
        | 1     | ! |
        | 2     |   |
        | 3     | ! |
        | 4     |   |
        | 5     |   |
        | 6     | ! |
        | 7     |   |
        | 8     |   |
    """, "UASC_last": """
        | CHILD | SEX | DOB        | DUC        |
        | 1     | M   | 01/05/2008 | 02/05/2026 |
        | 2     | M   | 01/05/2008 | 01/05/2026 |
        | 3     | M   | 01/05/2008 |            |
        | 4     | M   |            | 01/05/2025 |
        | 5     | M   | 01/05/2008 |            |
        | 6     | M   | 01/05/2008 | 01/05/2026 |
        | 8     |     |            | 01/05/2026 |
    """, "UASC": """
        | CHILD | SEX | DUC        | ! |
        | 1     | M   |            | ! |
        | 2     | M   |            |   |
        | 3     | M   | 01/04/2027 | ! |
        | 3     | M   | 31/03/2027 |   |
        | 4     | M   | 01/05/2025 |   |
        | 5     | M   | 99/04/2027 |   |
        | 6     | M   | 31/03/2026 | ! |
        | 7     | M   | 31/03/2026 |   |
    """}  # fmt: skip
    assert_reports(rules.still_although_ended, TABLES, **tables)
    assert_reports(rules.still_although_ended, TABLES, UASC=tables["UASC"], UASC_last=tables["UASC_last"])


def test_205c_end_of_what_never_was():
    assert_reports(rules.end_of_what_never_was, TABLES, FORM="xml", Header_last="""
        | CHILD | UASC |
        | 1     | 0    |
        | 2     | 1    |
        | 3     |      |
        | 4     | 0    |
    """, UASC_last="""
        | CHILD | DUC        |
        | 3     | 01/05/2025 |
        | 4     | 01/13/2025 |
    """, Header="""
        | CHILD | UASC | ! |
        | 1     | 0    | ! |
        | 2     | 0    |   |
        | 3     | 0    | ! |
        | 4     |      |   |
    """, UASC="""
        | CHILD | DUC        | ! |
        | 1     | 01/05/2026 | ! |
        | 2     | 01/05/2026 |   |
        | 3     |            | ! |
        | 4     | 01/13/2026 |   |
    """)  # fmt: skip


def test_205d_newly_unaccompanied():
    now = "| CHILD | SEX | ! |\n| 1 | M | {} |\n| 2 | M |  |\n| 3 | M | |\n| 4 | |  |"
    then = "| CHILD | SEX |\n| 1 |  |\n| 2 | M |"
    header = "| CHILD | ! |\n| 1 | ! |\n| 2 |  |\n| 3 |  |\n| 4 |  |"
    assert_reports(rules.newly_unaccompanied, TABLES, UASC=now.format("!"), UASC_last=then)
    assert_reports(rules.newly_unaccompanied, TABLES, UASC=now.format(""), UASC_last=then, Header=header)
    assert_reports(
        rules.newly_unaccompanied, TABLES, UASC=now.format(""), Header=header.replace("| 3 |  |", "| 3 | ! |"),
        UASC_last=then, Header_last="| CHILD |\n| 1 |\n| 2 |\n| 3 |\n| 4 |",
    )  # fmt: skip
    assert outcome(rules.newly_unaccompanied, Header="| CHILD |", Header_last="| CHILD |", UASC=now).why == (
        "last year's return does not say who was an unaccompanied child"
    )


def test_205d_of_flags_that_the_returns_carry():
    assert_reports(rules.newly_unaccompanied, TABLES, FORM="xml", Header_last="""
        | CHILD | UASC |
        | 1     |      |
        | 2     | 1    |
        | 3     | 0    |
    """, Header="""
        | CHILD | UASC | ! |
        | 1     | 1    | ! |
        | 2     | 1    |   |
        | 3     | 1    | ! |
        | 4     | 1    |   |
    """)  # fmt: skip


def test_231_very_young():
    assert_reports(rules.very_young, TABLES, Header="""
        | CHILD | DOB        | ! |
        | 1     | 31/03/2016 |   |
        | 2     | 01/04/2016 | ! |
        | 3     | 01/04/2016 |   |
        | 4     | 31/02/2020 |   |
        | 5     |            |   |
    """, UASC="| CHILD | SEX |\n| 1 | M |\n| 2 | M |\n| 4 | M |\n| 5 | M |")  # fmt: skip
    header = "| CHILD | UASC | DOB | ! |\n| 1 | 1 | 01/04/2016 | ! |\n| 1 | 0 | 01/04/2016 |  |"
    assert_reports(rules.very_young, TABLES, FORM="xml", Header=header)


def test_303_end_without_flag():
    assert_reports(rules.end_without_flag, TABLES, FORM="xml", Header="""
        | CHILD | UASC | ! |
        | 1     | 0    | ! |
        | 2     |      | ! |
        | 3     | 1    |   |
        | 4     | 0    |   |
    """, UASC="""
        | CHILD | DUC        | ! |
        | 1     | 01/05/2026 | ! |
        | 1     |            |   |
        | 2     | 01/05/2026 | ! |
        | 3     | 01/05/2026 |   |
        | 4     | 32/05/2026 |   |
        | 5     | 01/05/2026 |   |
    """)  # fmt: skip
    uasc = "| CHILD | DUC |\n| 1 | 01/05/2026 |"
    assert outcome(rules.end_without_flag, Header="| CHILD |\n| 1 |", UASC=uasc).state == "passed"


def test_304_ended_after_adulthood():
    assert_reports(rules.ended_after_adulthood, TABLES, UASC="""
        | CHILD | DOB        | DUC        | ! |
        | 1     | 01/05/2008 | 01/05/2026 |   |
        | 2     | 01/05/2008 | 02/05/2026 | ! |
        | 3     | 29/02/2008 | 01/03/2026 | ! |
        | 4     |            | 02/05/2026 |   |
        | 5     | 01/05/2008 | 99/05/2026 |   |
    """)  # fmt: skip


def test_1014_care_leaver_details():
    assert_reports(rules.care_leaver_details, TABLES, Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2025 | 31/03/2026 |
        | 2     | 01/05/2025 | 01/04/2026 |
        | 2     | 01/05/2024 | 31/03/2025 |
        | 3     | 01/05/2025 | 32/13/2025 |
        | 4     | 32/13/2025 |            |
        | 5     | 01/05/2025 | 31/03/2026 |
        | 7     | 01/05/2025 | 31/03/2026 |
    """, UASC="""
        | CHILD | ! |
        | 1     | ! |
        | 2     |   |
        | 3     |   |
        | 4     | ! |
        | 5     |   |
        | 6     |   |
    """, OC3="""
        | CHILD | IN_TOUCH | ACTIV | ! |
        | 1     | YES      |       | ! |
        | 2     | YES      |       |   |
        | 3     | YES      |       |   |
        | 4     |          | F1    | ! |
        | 5     |          |       |   |
        | 6     | YES      |       |   |
        | 7     | YES      |       |   |
    """)  # fmt: skip
