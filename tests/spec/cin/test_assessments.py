"""CIN: assessments and factors."""

from .drawn import places, reports

FACTORS = """
    | LAchildID | CINdetailsID | AssessmentID | AssessmentFactors |
"""
ONE = "| LAchildID | CINdetailsID | AssessmentID | ! |\n"


def factors(*rows):
    """The list of factors: each row is written "child episode assessment factor"."""
    return FACTORS + "\n".join("| " + " | ".join((row + " ").split(" ")[:4]) + " |" for row in rows)


def test_1103_assessed_before_referral():
    reports("1103", Assessments="""
        | LAchildID | CINdetailsID | AssessmentActualStartDate | ! |
        | A         | 1            | 2025-05-31                | ! |
        | A         | 1            | 2025-06-01                |   |
        | A         | 2            | 2025-05-31                |   |
        | B         | 1            | 2025-05-31                |   |
        | B         | 2            |                           |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | CINreferralDate | ! |
        | A         | 1            | 2025-06-01      | ! |
        | A         | 2            | 2025-05-01      |   |
        | B         | 1            |                 |   |
        | B         | 2            | 2025-06-01      |   |
    """)  # fmt: skip


def test_8608_authorised_before_start():
    reports("8608", Assessments="""
        | AssessmentActualStartDate | AssessmentAuthorisationDate | ! |
        | 2025-06-02                | 2025-06-01                  | ! |
        | 2025-06-01                | 2025-06-01                  |   |
        |                           | 2025-06-01                  |   |
        | 2025-06-02                |                             |   |
    """)  # fmt: skip


def test_8614_factors_before_authorisation():
    tables = {
        "Assessments": """
        | LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | ! |
        | A         | 1            | 1            |                             | ! |
        | A         | 1            | 2            |                             |   |
        | A         | 2            | 1            | 2025-06-01                  |   |
        | A         | 2            | 2            | 2025-06-31                  | ! |
        | B         | 1            | 1            |                             |   |
    """,
        "AssessmentFactorsList": factors("A 1 1 1A", "A 2 1 1A", "A 2 2 1A", "B 1 1"),
    }
    reports("8614", **tables)
    assert ("Assessments", "AssessmentFactors", 0) in places("8614", **tables)


def test_8670q_assessment_takes_long():
    table = """
        | AssessmentActualStartDate | AssessmentAuthorisationDate | ! |
        | {before}                  |                             | ! |
        | {day}                     |                             |   |
        | {before}                  | 2026-01-01                  |   |
        |                           |                             |   |
    """
    reports("8670Q", Assessments=table.format(before="2026-01-27", day="2026-01-28"))
    header = "| ReferenceDate |\n| 2027-03-31 |"
    reports("8670Q", Header=header, Assessments=table.format(before="2027-01-25", day="2027-01-26"))


def test_8696_authorised_in_another_year():
    reports("8696", Assessments="""
        | AssessmentAuthorisationDate | ! |
        | 2025-03-31                  | ! |
        | 2025-04-01                  |   |
        | 2026-03-31                  |   |
        | 2026-04-01                  | ! |
        |                             |   |
    """)  # fmt: skip


def test_8736_open_since_another_year():
    reports("8736", Assessments="""
        | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate | ! |
        | 1            | 2025-03-31                |                             | ! |
        | 1            | 2025-04-01                |                             |   |
        | 1            | 2026-04-01                |                             | ! |
        | 1            |                           |                             | ! |
        | 1            | 2025-03-31                | 2025-05-01                  |   |
        |              | 2025-03-31                |                             |   |
    """)  # fmt: skip


def test_8863q_assessments_overlap():
    reports("8863Q", Assessments="""
        | LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate | ! |
        | A         | 1            | 2025-05-01                | 2025-06-01                  | ! |
        | A         | 1            | 2025-06-01                | 2025-07-01                  | ! |
        | A         | 2            | 2025-06-01                |                             |   |
        | A         | 2            | 2025-06-01                |                             |   |
        | B         | 1            | 2025-05-01                |                             | ! |
        | B         | 1            | 2026-03-31                |                             | ! |
        | B         | 1            |                           |                             |   |
        | C         | 1            | 2025-05-01                | 2025-05-31                  |   |
        | C         | 1            | 2025-06-01                |                             |   |
    """)  # fmt: skip


def test_8863q_marks_the_authorisation_of_the_other_only():
    table = "| LAchildID | CINdetailsID | AssessmentActualStartDate |\n| A | 1 | 2025-05-01 |\n| A | 1 | 2025-06-01 |"
    assert places("8863Q", Assessments=table) == [
        ("Assessments", "AssessmentActualStartDate", 0), ("Assessments", "AssessmentActualStartDate", 1),
        ("Assessments", "AssessmentAuthorisationDate", 0),
    ]  # fmt: skip


def test_8867_closed_before_authorisation():
    reports("8867", CINdetails="""
        | LAchildID | CINdetailsID | CINclosureDate | ! |
        | A         | 1            | 2025-06-01     | ! |
        | A         | 2            |                |   |
        | B         | 1            | 2025-06-01     |   |
    """, Assessments="""
        | LAchildID | CINdetailsID | AssessmentAuthorisationDate | ! |
        | A         | 1            |                             | ! |
        | A         | 1            | 2025-05-01                  |   |
        | A         | 2            |                             |   |
        | B         | 1            | 2025-05-01                  |   |
    """)  # fmt: skip


def test_8869_no_factor_beside_others():
    tables = {
        "Assessments": ONE + "| A | 1 | 1 | ! |\n| A | 1 | 2 | |\n| A | 2 | 1 | |\n| B | 1 | 1 | |",
        "AssessmentFactorsList": factors(
            "A 1 1 21", "A 1 1 1A", "A 1 2 21", "A 1 2 21", "A 2 1 1A", "B 1 1 21", "B 1 1"
        ),
    }
    reports("8869", **tables)
    assert places("8869", **tables) == [("Assessments", "AssessmentFactors", 0)]


def test_8873q_nothing_found_yet_not_closed():
    reports("8873Q", Assessments="""
        | LAchildID | CINdetailsID | AssessmentID | ! |
        | A         | 1            | 1            | ! |
        | A         | 2            | 1            |   |
        | B         | 1            | 1            | ! |
        | C         | 1            | 1            |   |
        | C         | 1            | 2            |   |
        | D         | 1            | 1            |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | ReasonForClosure | ! |
        | A         | 1            |                  | ! |
        | A         | 2            | RC8              |   |
        | B         | 1            | rc9              | ! |
        | C         | 1            |                  |   |
        | D         | 1            | RC1              |   |
    """, AssessmentFactorsList=factors("A 1 1 21", "A 2 1 21", "B 1 1 21", "C 1 1 21", "D 1 1 1A"))  # fmt: skip


def test_8896_several_open_assessments():
    reports("8896", Assessments="""
        | LAchildID | CINdetailsID | AssessmentAuthorisationDate | ! |
        | A         | 1            |                             | ! |
        | A         | 1            | 2025-06-01                  |   |
        | A         | 1            | 2025-06-31                  | ! |
        | A         | 2            |                             |   |
        | B         | 1            |                             |   |
    """)  # fmt: skip


def test_8897q_factors_missing():
    reports("8897Q", Assessments="""
        | LAchildID | CINdetailsID | AssessmentID | AssessmentAuthorisationDate | ! |
        | A         | 1            | 1            | 2025-04-01                  | ! |
        | A         | 1            | 2            | 2025-03-31                  |   |
        | A         | 1            | 3            | 2027-01-01                  | ! |
        | A         | 2            | 1            | 2025-06-01                  |   |
        | A         | 2            | 2            | 2025-06-01                  | ! |
        | B         | 1            | 1            |                             |   |
        | C         | 1            | 1            | 2025-06-01                  | ! |
    """, AssessmentFactorsList=factors("A 1 3 1Z", "A 2 1 18A", "A 2 1 24A", "A 2 2 1A", "A 2 2", "C 1 1 1a")
    )  # fmt: skip


def test_8898_factor_twice():
    reports(
        "8898",
        Assessments=ONE + "| A | 1 | 1 | ! |\n| A | 1 | 2 | |\n| A | 2 | 1 | |\n| B | 1 | 1 | |",
        AssessmentFactorsList=factors("A 1 1 1A", "A 1 1 1A", "A 1 2 1A", "A 2 1 2A", "A 2 1 2a", "B 1 1", "B 1 1"),
    )


def test_8945q_older_code_of_physical_abuse():
    listed = factors("A 1 1 2A", "A 1 1 18a", "A 1 2 18B", "A 2 1 18A")
    reports(
        "8945Q", Assessments=ONE + "| A | 1 | 1 | ! |\n| A | 1 | 2 | |\n| A | 2 | 1 | ! |", AssessmentFactorsList=listed
    )


def test_8950q_older_code_of_sexual_abuse():
    listed = factors("A 1 1 2A", "A 1 1 19a", "A 1 2 19C", "A 2 1 18A")
    reports(
        "8950Q", Assessments=ONE + "| A | 1 | 1 | ! |\n| A | 1 | 2 | |\n| A | 2 | 1 | |", AssessmentFactorsList=listed
    )
