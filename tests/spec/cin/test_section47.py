"""CIN: section 47 enquiries and conferences."""

from .drawn import places, reports


def test_1104_conference_before_referral():
    reports("1104", Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | A         | 1            | 2025-05-31       | ! |
        | A         | 1            | 2025-06-01       |   |
        | A         | 2            | 2025-05-31       |   |
        | B         | 1            |                  |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | CINreferralDate | DateOfInitialCPC | ! |
        | A         | 1            | 2025-06-01      |                  | ! |
        | A         | 2            | 2025-05-31      | 2025-01-01       |   |
        | B         | 1            | 2025-06-01      | 2025-01-01       |   |
    """)  # fmt: skip


def test_2884_conference_in_two_places():
    reports("2884", Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | A         | 1            | 2025-06-01       | ! |
        | A         | 1            | 2025-06-02       |   |
        | A         | 3            | 2025-06-01       | ! |
        | B         | 1            |                  |   |
        | C         | 1            | 2025-06-01       |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | A         | 1            |                  |   |
        | A         | 2            | 2025-06-01       | ! |
        | B         | 1            |                  |   |
        | C         | 1            | 2025-06-02       |   |
    """)  # fmt: skip


def test_2889_enquiry_before_referral():
    reports("2889", Section47="""
        | LAchildID | CINdetailsID | S47ActualStartDate | ! |
        | A         | 1            | 2025-05-31         | ! |
        | A         | 1            | 2025-06-01         |   |
        | A         | 2            | 2025-05-31         |   |
        | B         | 1            |                    |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | CINreferralDate | ! |
        | A         | 1            | 2025-06-01      | ! |
        | A         | 2            |                 |   |
        | B         | 1            | 2025-06-01      |   |
    """)  # fmt: skip


def test_2991q_enquiry_without_assessment():
    reports(
        "2991Q",
        Section47="| LAchildID | CINdetailsID | ! |\n| A | 1 | |\n| A | 2 | ! |\n| A | 2 | ! |\n| B | 1 | ! |",
        Assessments="| LAchildID | CINdetailsID |\n| A | 1 |\n| B | 2 |",
    )
    reports("2991Q", Section47="| LAchildID | CINdetailsID | ! |\n| A | 1 | ! |")


def test_8615_conference_before_enquiry():
    reports("8615", Section47="""
        | S47ActualStartDate | DateOfInitialCPC | ! |
        | 2025-06-02         | 2025-06-01       | ! |
        | 2025-06-01         | 2025-06-01       |   |
        |                    | 2025-06-01       | ! |
        | 2025-06-02         |                  |   |
    """)  # fmt: skip


def test_8675q_conference_overdue():
    table = """
        | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired | ! |
        | {before}           |                  | 0               | ! |
        | {before}           |                  | FALSE           | ! |
        | {day}              |                  | 0               |   |
        | {before}           |                  | 1               |   |
        | {before}           |                  |                 |   |
        | {before}           | 2026-03-01       | 0               |   |
        |                    |                  | 0               |   |
    """
    reports("8675Q", Section47=table.format(before="2026-03-10", day="2026-03-11"))
    header = "| ReferenceDate |\n| 2027-03-31 |"
    reports("8675Q", Header=header, Section47=table.format(before="2027-03-08", day="2027-03-09"))


def test_8715_conference_in_another_year():
    reports("8715", Section47="""
        | DateOfInitialCPC | ! |
        | 2025-03-31       | ! |
        | 2025-04-01       |   |
        | 2026-03-31       |   |
        | 2026-04-01       | ! |
        |                  |   |
    """)  # fmt: skip


def test_8740_awaited_since_another_year():
    reports("8740", Section47="""
        | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired | ! |
        | 2025-03-31         |                  | 0               | ! |
        | 2026-04-01         |                  | False           | ! |
        | 2025-04-01         |                  | 0               |   |
        | 2025-03-31         |                  | true            |   |
        | 2025-03-31         |                  |                 |   |
        | 2025-03-31         | 2025-04-05       | 0               |   |
        |                    |                  | 0               |   |
    """)  # fmt: skip


def test_8839_several_open_enquiries():
    reports("8839", Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired | ! |
        | A         | 1            |                  | 0               | ! |
        | A         | 1            | 2025-13-01       |                 | ! |
        | A         | 1            |                  | 1               |   |
        | A         | 1            | 2025-06-01       | 0               |   |
        | A         | 2            |                  | 0               |   |
        | B         | 1            |                  | TRUE            |   |
        | B         | 1            |                  | 0               |   |
    """)  # fmt: skip


def test_8868_closed_with_conference_unclear():
    reports("8868", Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired | ! |
        | A         | 1            |                  | 0               | ! |
        | A         | 1            |                  |                 | ! |
        | A         | 1            | 2025-06-01       | TRUE            | ! |
        | A         | 1            | 2025-06-01       |                 |   |
        | A         | 1            |                  | 1               |   |
        | A         | 2            |                  | 0               |   |
        | B         | 1            | 2025-06-01       | 0               |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | CINclosureDate | ! |
        | A         | 1            | 2025-07-01     | ! |
        | A         | 2            |                |   |
        | B         | 1            | 2025-07-01     |   |
    """)  # fmt: skip


def test_8870q_conference_due_at_weekend():
    reports(
        "8870Q", Section47="| InitialCPCtarget | ! |\n| 2025-06-06 | |\n| 2025-06-07 | ! |\n| 2025-06-08 | ! |\n| | |"
    )


def test_8875_conference_at_weekend():
    reports("8875", Section47="""
        | DateOfInitialCPC | ! |
        | 2025-06-07       | ! |
        | 2025-06-08       | ! |
        | 2025-06-09       |   |
        | 2025-12-25       |   |
        |                  |   |
    """)  # fmt: skip


def test_8890_enquiries_overlap():
    reports("8890", Section47="""
        | LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ICPCnotRequired | ! |
        | A         | 1            | 2025-05-01         | 2025-06-01       | 0               | ! |
        | A         | 1            | 2025-06-01         | 2025-07-01       | 0               | ! |
        | A         | 2            | 2025-05-01         |                  | True            |   |
        | A         | 2            | 2025-06-01         |                  | 0               |   |
        | B         | 1            | 2025-05-01         |                  |                 | ! |
        | B         | 1            | 2026-03-31         |                  | 1               | ! |
        | B         | 1            |                    |                  | 0               |   |
        | C         | 1            | 2025-05-01         |                  | 0               |   |
        | C         | 1            | 2025-05-01         |                  | 0               |   |
        | D         | 1            | 2025-05-01         |                  | 0               |   |
        | D         | 1            | 2026-04-01         |                  | 1               |   |
        | E         | 1            | 2025-05-01         | 2025-06-01       | 0               | ! |
        | E         | 1            | 2025-05-01         | 2025-04-01       | 0               | ! |
    """)  # fmt: skip


def test_8890_marks_the_conference_of_the_other_only():
    table = """
        | LAchildID | CINdetailsID | S47ActualStartDate |
        | A         | 1            | 2025-06-01         |
        | A         | 1            | 2025-05-01         |
    """
    assert places("8890", Section47=table) == [
        ("Section47", "DateOfInitialCPC", 1), ("Section47", "S47ActualStartDate", 0),
        ("Section47", "S47ActualStartDate", 1),
    ]  # fmt: skip
