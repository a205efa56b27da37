"""CIN: child in need plans."""

from .drawn import places, reports


def test_4001_two_kinds_of_open_plan():
    reports("4001", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPstartDate | CPPendDate | ! |
        | A         | 1            |              |            | ! |
        | A         | 1            | 2025-05-01   | 2025-06-01 |   |
        | A         | 2            |              |            |   |
        | B         | 1            |              |            |   |
    """, CINplanDates="""
        | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate | ! |
        | A         | 1            | 2025-05-01       |                | ! |
        | A         | 1            | 2025-05-01       | 2025-06-01     |   |
        | B         | 1            |                  |                |   |
        | B         | 2            | 2025-05-01       |                |   |
    """)  # fmt: skip


def test_4003_protection_reviewed_during_need_plan():
    tables = {
        "Reviews": """
        | LAchildID | CINdetailsID | CPPID | CPPreviewDate | ! |
        | A         | 1            | 1     | 2025-05-01    | ! |
        | A         | 1            | 1     | 2025-06-01    |   |
        | A         | 1            | 2     | 2025-05-15    |   |
        | A         | 2            | 1     | 2025-05-15    |   |
        | B         | 1            | 1     | 2026-03-31    | ! |
        | C         | 1            | 1     | 2026-04-01    |   |
        | C         | 1            | 1     |               |   |
    """,
        "ChildProtectionPlans": """
        | LAchildID | CINdetailsID | CPPID | CPPendDate | ! |
        | A         | 1            | 1     | 2025-05-31 | ! |
        | A         | 1            | 2     | 2025-05-15 |   |
        | A         | 2            | 1     |            |   |
        | B         | 1            | 1     |            | ! |
        | C         | 1            | 1     |            |   |
    """,
        "CINplanDates": """
        | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate | ! |
        | A         | 1            | 2025-05-01       | 2025-06-01     | ! |
        | B         | 1            | 2025-05-01       |                | ! |
        | C         | 1            | 2025-05-01       |                |   |
    """,
    }
    reports("4003", **tables)
    assert ("ChildProtectionPlans", "CPPendDate", 3) in places("4003", **tables)


def test_4003_without_a_reference_date_still_looks_at_ended_plans():
    tables = {
        "Header": "| Year |",
        "Reviews": "| LAchildID | CINdetailsID | CPPID | CPPreviewDate | ! |\n| A | 1 | 1 | 2025-05-01 | ! |",
        "ChildProtectionPlans": "| LAchildID | CINdetailsID | CPPID | ! |\n| A | 1 | 1 | ! |",
        "CINplanDates": """
        | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate | ! |
        | A         | 1            | 2025-05-01       | 2025-06-01     | ! |
        | A         | 1            | 2025-05-01       |                |   |
    """,
    }
    reports("4003", **tables)


def test_4004_several_open_need_plans():
    reports("4004", CINplanDates="""
        | LAchildID | CINdetailsID | CINPlanEndDate | ! |
        | A         | 1            |                | ! |
        | A         | 1            | 2025-06-01     |   |
        | A         | 1            | 2025-06-31     | ! |
        | A         | 2            |                |   |
        | B         | 1            |                |   |
    """)  # fmt: skip


DEATHS = "| LAchildID | PersonDeathDate | ! |\n| A | 2025-06-01 | ! |\n| B | | |"


def test_4008_need_plan_started_after_death():
    reports("4008", ChildIdentifiers=DEATHS, CINplanDates="""
        | LAchildID | CINPlanStartDate | ! |
        | A         | 2025-06-01       |   |
        | A         | 2025-06-02       | ! |
        | A         |                  |   |
        | B         | 2025-06-02       |   |
    """)  # fmt: skip


def test_4009q_need_plan_ended_after_death():
    reports("4009Q", ChildIdentifiers=DEATHS, CINplanDates="""
        | LAchildID | CINPlanEndDate | ! |
        | A         | 2025-06-01     |   |
        | A         | 2025-06-02     | ! |
        | A         |                |   |
        | B         | 2025-06-02     |   |
    """)  # fmt: skip


def test_4010_need_plan_start_missing():
    reports(
        "4010", CINplanDates="| CINPlanStartDate | ! |\n| | ! |\n| 2026-03-31 | |\n| 2026-04-01 | ! |\n| 1999-01-01 | |"
    )


def test_4011_need_plan_ended_before_start():
    reports("4011", CINplanDates="""
        | CINPlanStartDate | CINPlanEndDate | ! |
        | 2025-06-02       | 2025-06-01     | ! |
        | 2025-06-01       | 2025-06-01     |   |
        |                  | 2025-06-01     |   |
        | 2025-06-02       |                |   |
    """)  # fmt: skip


def test_4012q_need_plan_of_one_day():
    reports("4012Q", CINplanDates="""
        | CINPlanStartDate | CINPlanEndDate | ! |
        | 2025-06-01       | 2025-06-01     | ! |
        | 2025-06-01       | 2025-06-02     |   |
        |                  |                |   |
    """)  # fmt: skip


def test_4013_need_plan_ended_in_another_year():
    reports("4013", CINplanDates="""
        | CINPlanEndDate | ! |
        | 2025-03-31     | ! |
        | 2025-04-01     |   |
        | 2026-03-31     |   |
        | 2026-04-01     | ! |
        |                |   |
    """)  # fmt: skip


def test_4014_need_plans_overlap():
    tables = {
        "CINplanDates": """
        | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate | ! |
        | A         | 1            | 2025-05-01       | 2025-06-01     | ! |
        | A         | 2            | 2025-06-01       | 2025-07-01     | ! |
        | A         | 2            | 2025-07-02       |                |   |
        | B         | 1            | 2025-05-01       | 2025-06-01     | ! |
        | B         | 1            | 2025-05-01       | 2025-06-01     | ! |
        | C         | 1            | 2025-05-01       |                |   |
        | C         | 1            | 2026-04-01       |                |   |
        | C         | 1            |                  |                |   |
        | D         | 1            | 2025-05-01       |                | ! |
        | D         | 1            | 2026-03-31       |                | ! |
    """
    }
    reports("4014", **tables)
    found = places("4014", **tables)
    assert ("CINplanDates", "CINPlanEndDate", 0) in found
    assert ("CINplanDates", "CINPlanEndDate", 1) not in found


def test_4015_need_plan_before_referral():
    reports("4015", CINplanDates="""
        | LAchildID | CINdetailsID | CINPlanStartDate | ! |
        | A         | 1            | 2025-05-31       | ! |
        | A         | 1            | 2025-06-01       |   |
        | A         | 2            | 2025-05-31       |   |
        | B         | 1            |                  |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | CINreferralDate | ! |
        | A         | 1            | 2025-06-01      | ! |
        | A         | 2            |                 |   |
        | B         | 1            | 2025-06-01      |   |
    """)  # fmt: skip


def test_4016_need_plan_during_protection():
    reports("4016", CINplanDates="""
        | LAchildID | CINdetailsID | CINPlanStartDate | ! |
        | A         | 1            | 2025-05-01       | ! |
        | A         | 1            | 2025-06-01       |   |
        | A         | 1            |                  |   |
        | B         | 1            | 2026-03-31       | ! |
        | C         | 1            | 2026-04-01       |   |
        | D         | 1            | 2025-05-01       |   |
    """, ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPstartDate | CPPendDate | ! |
        | A         | 2            | 2025-05-01   | 2025-06-01 | ! |
        | B         | 1            | 2025-05-01   |            | ! |
        | C         | 1            | 2025-05-01   |            |   |
        | D         | 1            |              | 2025-06-01 |   |
    """)  # fmt: skip


def test_4017_protection_during_need_plan():
    tables = {
        "ChildProtectionPlans": """
        | LAchildID | CINdetailsID | CPPstartDate | ! |
        | A         | 1            | 2025-05-01   | ! |
        | A         | 1            | 2025-06-01   |   |
        | B         | 1            | 2026-03-31   | ! |
        | C         | 1            | 2026-04-01   |   |
        | D         | 1            |              |   |
    """,
        "CINplanDates": """
        | LAchildID | CINdetailsID | CINPlanStartDate | CINPlanEndDate | ! |
        | A         | 2            | 2025-05-01       | 2025-06-01     | ! |
        | B         | 1            | 2025-05-01       |                | ! |
        | C         | 1            | 2025-05-01       |                |   |
        | D         | 1            | 2025-05-01       |                |   |
    """,
    }
    reports("4017", **tables)
    assert ("CINplanDates", "CINPlanEndDate", 1) in places("4017", **tables)
