"""CIN: referral, episode and closure."""

from .drawn import places, reports


def test_8555q_referred_after_death():
    reports("8555Q", CINdetails="""
        | LAchildID | CINreferralDate | ! |
        | A         | 2025-06-01      |   |
        | A         | 2025-06-02      | ! |
        | B         | 2025-06-02      |   |
        | C         | 2025-06-02      |   |
    """, ChildIdentifiers="""
        | LAchildID | PersonDeathDate | ! |
        | A         | 2025-06-01      | ! |
        | B         |                 |   |
        | C         | 2025-06-31      |   |
    """)  # fmt: skip


def test_8565_activity_after_closure():
    tables = {
        "CINdetails": """
        | LAchildID | CINdetailsID | CINclosureDate | DateOfInitialCPC | ! |
        | A         | 1            | 2025-06-01     | 2025-06-02       | ! |
        | A         | 2            | 2025-06-01     | 2025-06-01       |   |
        | B         | 1            | 2025-06-01     |                  | ! |
        | C         | 1            | 2025-06-01     |                  | ! |
        | D         | 1            | 2025-06-01     |                  | ! |
        | E         | 1            | 2025-06-01     |                  | ! |
        | F         | 1            |                | 2025-06-02       |   |
        | B         | 2            | 2025-12-31     |                  |   |
        | C         | 2            | 2025-12-31     |                  |   |
        | D         | 2            | 2025-06-01     |                  |   |
        | E         | 2            | 2025-06-01     |                  |   |
    """,
        "Assessments": """
        | LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate | ! |
        | B         | 1            | 2025-05-01                | 2025-06-02                  | ! |
        | B         | 1            | 2025-05-01                | 2025-06-01                  |   |
        | F         | 1            | 2025-06-02                |                             |   |
        | A         | 2            | 2025-06-01                |                             |   |
    """,
        "Section47": """
        | LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ! |
        | C         | 1            | 2025-06-02         |                  | ! |
        | C         | 1            | 2025-06-01         | 2025-06-01       |   |
    """,
        "ChildProtectionPlans": """
        | LAchildID | CINdetailsID | CPPstartDate | CPPendDate | ! |
        | D         | 1            | 2025-05-01   | 2025-06-02 | ! |
        | D         | 1            | 2025-06-05   |            |   |
        | D         | 2            | 2025-05-01   | 2025-06-01 |   |
    """,
        "CINplanDates": """
        | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate | ! |
        | E         | 1            | 2025-05-01       | 2025-06-02     | ! |
        | E         | 1            | 2025-05-01       | 2025-06-01     |   |
        | E         | 2            | 2025-06-01       |                |   |
    """,
    }
    reports("8565", **tables)
    assert ("CINdetails", "DateOfInitialCPC", 2) in places("8565", **tables)
    assert ("CINplanDates", "CINPlanStartDate", 0) in places("8565", **tables)


def test_8568_action_not_said():
    reports("8568", CINdetails="""
        | ReferralNFA | ! |
        | 1           |   |
        | 0           |   |
        | TRUE        |   |
        | False       |   |
        | yes         | ! |
        |             | ! |
    """)  # fmt: skip


def test_8569q_old_referral_without_action():
    reports("8569Q", CINdetails="""
        | LAchildID | CINreferralDate | ReferralNFA | ! |
        | A         | 2025-03-30      | 1           | ! |
        | B         | 2025-03-30      |             | ! |
        | C         | 2025-03-30      | 0           |   |
        | D         | 2025-03-31      | 1           |   |
        | E         |                 | 1           |   |
    """)  # fmt: skip


def test_8569q_steps_over_a_holiday():
    # 29 March 2024 was Good Friday: the last working day before 1 April was the 28th.
    reports("8569Q", Header="| ReferenceDate |\n| 2025-03-31 |", CINdetails="""
        | LAchildID | CINreferralDate | ReferralNFA | ! |
        | A         | 2024-03-27      | 1           | ! |
        | B         | 2024-03-28      | 1           |   |
        | C         | 2024-03-31      | 1           |   |
    """)  # fmt: skip


def test_8585q_died_without_date():
    reports("8585Q", ChildIdentifiers="""
        | LAchildID | PersonDeathDate | ! |
        | A         |                 | ! |
        | B         | 2025-06-01      |   |
        | C         |                 |   |
        | D         | yesterday       | ! |
    """, CINdetails="""
        | LAchildID | ReasonForClosure | ! |
        | A         | RC1              |   |
        | A         | RC2              | ! |
        | B         | RC2              |   |
        | C         | rc2              |   |
        | D         | RC2              | ! |
    """)  # fmt: skip


def test_8590_no_episode():
    reports("8590", ChildIdentifiers="""
        | LAchildID | _child | ! |
        | A         | 1      |   |
        | B         | 2      | ! |
        |           | 3      |   |
        |           | 4      | ! |
    """, CINdetails="""
        | LAchildID | _child |
        | A         | 1      |
        |           | 3      |
    """)  # fmt: skip
    reports("8590", ChildIdentifiers="| LAchildID | ! |\n| A | ! |")


def test_8600_referral_date():
    reports(
        "8600", CINdetails="| CINreferralDate | ! |\n| | ! |\n| 2026-03-31 | |\n| 2026-04-01 | ! |\n| 31/03/2026 | ! |"
    )


def test_8606_referred_before_conception():
    reports("8606", CINdetails="""
        | LAchildID | CINreferralDate | ! |
        | A         | 2025-03-26      |   |
        | A         | 2025-03-25      | ! |
        | B         | 2025-03-25      | ! |
        | C         | 2025-03-25      |   |
        | D         |                 |   |
    """, ChildIdentifiers="""
        | LAchildID | PersonBirthDate | ExpectedPersonBirthDate | ! |
        | A         | 2025-12-31      |                         | ! |
        | B         |                 | 2025-12-31              | ! |
        | C         |                 |                         |   |
        | D         | 2025-12-31      | 2025-12-31              |   |
    """)  # fmt: skip


def test_8610_need_missing():
    reports("8610", CINdetails="""
        | ReferralNFA | PrimaryNeedCode | ! |
        | 0           |                 | ! |
        | false       |                 | ! |
        | FALSE       | N1              |   |
        | 1           |                 |   |
        |             |                 |   |
    """)  # fmt: skip


def test_8620_closed_in_another_year():
    reports("8620", CINdetails="""
        | CINclosureDate | ! |
        | 2025-03-31     | ! |
        | 2025-04-01     |   |
        | 2026-03-31     |   |
        | 2026-04-01     | ! |
        |                |   |
    """)  # fmt: skip


def test_8630_closed_before_referral():
    reports("8630", CINdetails="""
        | CINreferralDate | CINclosureDate | ! |
        | 2025-06-02      | 2025-06-01     | ! |
        | 2025-06-01      | 2025-06-01     |   |
        |                 | 2025-06-01     |   |
        | 2025-06-01      |                |   |
    """)  # fmt: skip


def test_8640_reason_unknown():
    reports("8640", CINdetails="| ReasonForClosure | ! |\n| RC1 | |\n| RC9 | |\n| RC10 | ! |\n| rc1 | ! |\n| | |")


def test_8650_need_unknown():
    reports("8650", CINdetails="| PrimaryNeedCode | ! |\n| N0 | |\n| N9 | |\n| N10 | ! |\n| n1 | ! |\n| | |")


def test_8805_closed_without_reason():
    reports("8805", CINdetails="""
        | CINclosureDate | ReasonForClosure | ! |
        | 2025-06-01     |                  | ! |
        | 2025-06-01     | RC1              |   |
        | 2025-06-31     |                  |   |
    """)  # fmt: skip


def test_8810_reason_without_closing():
    reports("8810", CINdetails="""
        | CINclosureDate | ReasonForClosure | ! |
        | 2025-06-01     | RC1              |   |
        | 2025-06-31     | RC1              | ! |
        |                |                  |   |
    """)  # fmt: skip


def test_8815_several_open_episodes():
    reports("8815", CINdetails="""
        | LAchildID | CINclosureDate | ReferralNFA | ! |
        | A         |                | 0           | ! |
        | A         | 2025-06-01     | 0           |   |
        | A         |                | 1           |   |
        | A         |                | false       | ! |
        | B         |                | 0           |   |
        | B         |                |             |   |
    """)  # fmt: skip


def test_8816_earlier_episode_open():
    reports("8816", CINdetails="""
        | LAchildID | CINreferralDate | CINclosureDate | ReferralNFA | ! |
        | A         | 2025-05-01      |                | 0           | ! |
        | A         | 2025-06-01      | 2025-07-01     | 0           | ! |
        | A         | 2025-04-01      | 2025-05-01     | 0           |   |
        | B         | 2025-06-01      |                | 0           | ! |
        | B         | 2025-06-01      |                | False       | ! |
        | C         | 2025-05-01      |                | 1           |   |
        | C         | 2025-06-01      |                | 0           |   |
        | D         |                 |                | 0           |   |
        | D         | 2025-06-01      |                | 0           |   |
    """)  # fmt: skip


def test_8820_episodes_overlap():
    reports("8820", CINdetails="""
        | LAchildID | CINreferralDate | CINclosureDate | ReferralNFA | ! |
        | A         | 2025-05-01      | 2025-06-01     | 0           | ! |
        | A         | 2025-05-31      | 2025-07-01     | 0           | ! |
        | A         | 2025-07-01      |                | 0           |   |
        | B         | 2025-05-01      |                | 1           |   |
        | B         | 2025-06-01      |                | 0           |   |
        | C         | 2025-05-01      |                | 0           |   |
        | C         | 2026-03-31      | 2026-03-31     | 0           |   |
        | C         |                 |                | 0           |   |
        | D         | 2025-05-01      |                | 0           | ! |
        | D         | 2026-03-30      | 2026-03-31     | 0           | ! |
    """)  # fmt: skip


def test_8820_marks_the_closing_date_of_the_other_only():
    heads = "| LAchildID | CINreferralDate | CINclosureDate |\n"
    later = heads + "| A | 2025-06-01 | 2025-08-01 |\n| A | 2025-05-01 | 2025-07-01 |"
    assert places("8820", CINdetails=later) == [
        ("CINdetails", "CINclosureDate", 1), ("CINdetails", "CINreferralDate", 0), ("CINdetails", "CINreferralDate", 1),
    ]  # fmt: skip
    twins = heads + "| A | 2025-06-01 | 2025-08-01 |\n" * 2
    assert len(places("8820", CINdetails=twins)) == 4


def test_8825q_closed_after_no_assessment():
    reports("8825Q", CINdetails="""
        | LAchildID | CINdetailsID | ReasonForClosure | ! |
        | A         | 1            | RC8              |   |
        | A         | 2            | RC9              | ! |
        | B         | 1            | RC7              |   |
        | B         | 2            | rc8              |   |
    """, Assessments="| LAchildID | CINdetailsID |\n| A | 1 |")  # fmt: skip


def test_8831_activity_despite_no_action():
    reports("8831", CINdetails="""
        | LAchildID | CINdetailsID | ReferralNFA | DateOfInitialCPC | ! |
        | A         | 1            | 1           | 2025-06-01       | ! |
        | A         | 2            | 0           | 2025-06-01       |   |
        | B         | 1            | TRUE        |                  | ! |
        | C         | 1            | 1           |                  | ! |
        | D         | 1            | 1           |                  |   |
        | B         | 2            | 1           |                  |   |
        | C         | 2            | 1           |                  |   |
    """, Assessments="""
        | LAchildID | CINdetailsID | AssessmentActualStartDate | AssessmentAuthorisationDate | ! |
        | B         | 1            |                           | 2025-06-01                  | ! |
        | B         | 1            | soon                      |                             |   |
        | A         | 2            | 2025-06-01                |                             |   |
    """, Section47="""
        | LAchildID | CINdetailsID | S47ActualStartDate | DateOfInitialCPC | ! |
        | C         | 1            | 2025-06-01         |                  | ! |
        | C         | 1            |                    | 2025-06-01       | ! |
        | D         | 1            |                    |                  |   |
    """)  # fmt: skip


def test_8832_protection_despite_no_action():
    reports("8832", CINdetails="""
        | LAchildID | CINdetailsID | ReferralNFA | ! |
        | A         | 1            | True        | ! |
        | A         | 2            | 0           |   |
        | B         | 1            | 1           |   |
    """, ChildProtectionPlans="| LAchildID | CINdetailsID | ! |\n| A | 2 | |\n| A | 1 | ! |\n| A | 1 | ! |"
    )  # fmt: skip


def test_8866_source_unknown():
    reports("8866", CINdetails="""
        | CINreferralDate | ReferralSource | ! |
        | 2013-04-01      |                | ! |
        | 2013-03-31      |                |   |
        | 2025-06-01      | 1a             | ! |
        | 2025-06-01      | 1A             |   |
        | 2025-06-01      | 10             |   |
        |                 | 11             |   |
    """)  # fmt: skip


def test_2990_more_than_assessed():
    tables = {
        "CINdetails": """
        | LAchildID | CINdetailsID | ReasonForClosure | DateOfInitialCPC | ! |
        | A         | 1            | RC8              | 2025-06-01       | ! |
        | A         | 2            | RC9              |                  | ! |
        | A         | 3            | RC8              |                  |   |
        | B         | 1            | RC7              | 2025-06-01       |   |
        | C         | 1            | RC8              |                  | ! |
        | D         | 1            | RC9              |                  | ! |
    """,
        "ChildProtectionPlans": "| LAchildID | CINdetailsID | ! |\n| A | 2 | ! |\n| B | 1 | |",
        "Section47": "| LAchildID | CINdetailsID | ! |\n| A | 2 | ! |\n| C | 1 | ! |",
        "CINplanDates": "| LAchildID | CINdetailsID | ! |\n| D | 1 | ! |\n| D | 1 | ! |",
    }
    reports("2990", **tables)
    assert ("CINdetails", "DateOfInitialCPC", 1) in places("2990", **tables)


def test_4000_plan_despite_no_action():
    reports("4000", CINdetails="""
        | LAchildID | CINdetailsID | ReferralNFA | ! |
        | A         | 1            | TRUE        | ! |
        | A         | 2            | 0           |   |
        | B         | 1            | 1           |   |
        | C         | 1            |             |   |
    """, CINplanDates="| LAchildID | CINdetailsID | ! |\n| A | 1 | ! |\n| A | 2 | |\n| C | 1 | |")  # fmt: skip
