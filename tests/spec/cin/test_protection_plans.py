"""CIN: child protection plans and reviews."""

from .drawn import checked, places, reports


def test_1105_plan_before_referral():
    reports("1105", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPstartDate | ! |
        | A         | 1            | 2025-05-31   | ! |
        | A         | 1            | 2025-06-01   |   |
        | A         | 2            | 2025-05-31   |   |
        | B         | 1            |              |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | CINreferralDate | ! |
        | A         | 1            | 2025-06-01      | ! |
        | A         | 2            |                 |   |
        | B         | 1            | 2025-06-01      |   |
    """)  # fmt: skip


def test_2885_with_enquiries():
    reports("2885", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPstartDate | ! |
        | A         | 1            | 2025-06-01   |   |
        | A         | 1            | 2025-07-01   | ! |
        | B         | 1            | 2025-06-01   | ! |
        | C         | 1            | 2025-03-31   |   |
        | C         | 1            |              |   |
        | D         | 1            | 2025-06-01   | ! |
    """, Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired | ! |
        | A         | 1            | 2025-06-01       | 0               |   |
        | A         | 1            | 2025-08-01       | 0               |   |
        | B         | 1            | 2025-06-02       |                 | ! |
        | B         | 1            |                  | 0               | ! |
        | B         | 1            | 2025-06-01       | TRUE            |   |
        | B         | 2            | 2025-06-01       | 0               |   |
        | C         | 1            | 2025-06-02       | 0               |   |
        | D         | 1            | 2025-06-02       | 0               | ! |
    """, CINdetails="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | A         | 1            |                  |   |
        | B         | 1            |                  |   |
        | D         | 1            | 2025-06-01       |   |
    """)  # fmt: skip


def test_2885_without_enquiries():
    reports("2885", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPstartDate | ! |
        | A         | 1            | 2025-06-01   |   |
        | A         | 1            | 2025-07-01   | ! |
        | B         | 1            | 2025-06-01   | ! |
        | C         | 1            | 2025-06-01   | ! |
        | D         | 1            | 2026-04-01   |   |
        | E         | 1            | 2026-03-31   |   |
    """, Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ICPCnotRequired | ! |
        | B         | 1            | 2025-06-01       | 1               |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | A         | 1            | 2025-06-01       |   |
        | B         | 1            | 2025-06-02       | ! |
        | C         | 1            |                  | ! |
        | D         | 1            |                  |   |
        | E         | 1            | 2026-03-31       |   |
    """)  # fmt: skip


def test_2885_looks_at_each_episode_alone():
    reports("2885", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPstartDate | ! |
        | A         | 1            | 2025-06-01   |   |
        | A         | 2            | 2025-06-01   | ! |
        | B         | 1            | 2025-06-01   |   |
        | B         | 2            | 2025-06-01   | ! |
        | C         | 2            | 2025-06-01   |   |
    """, Section47="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | B         | 1            | 2025-06-01       |   |
        | B         | 3            | 2025-07-01       |   |
        | C         | 1            | 2025-07-01       |   |
    """, CINdetails="""
        | LAchildID | CINdetailsID | DateOfInitialCPC | ! |
        | A         | 1            | 2025-06-01       |   |
        | A         | 2            |                  | ! |
        | A         | 3            | 2025-07-01       |   |
        | B         | 1            |                  |   |
        | B         | 2            | 2025-07-01       | ! |
        | C         | 2            | 2025-06-01       |   |
    """)  # fmt: skip


def test_8720_start_missing():
    reports("8720", ChildProtectionPlans="""
        | CPPID | CPPstartDate | ! |
        | 1     |              | ! |
        | 1     | 2026-03-31   |   |
        | 1     | 2026-04-01   | ! |
        |       |              |   |
    """)  # fmt: skip


def test_8730_earlier_plans_not_counted():
    reports("8730", ChildProtectionPlans="""
        | NumberOfPreviousCPP | ! |
        | 0                   |   |
        | 12                  |   |
        | 1.0                 |   |
        | 1.5                 | ! |
        | -1                  | ! |
        | none                | ! |
        |                     | ! |
    """)  # fmt: skip


def test_8840_plan_of_one_day():
    reports("8840", ChildProtectionPlans="""
        | CPPstartDate | CPPendDate | ! |
        | 2025-06-01   | 2025-06-01 | ! |
        | 2025-06-01   | 2025-06-02 |   |
        |              |            |   |
    """)  # fmt: skip


def test_8841_review_before_start():
    reports("8841", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPID | CPPstartDate | ! |
        | A         | 1            | 1     | 2025-06-01   | ! |
        | A         | 1            | 2     | 2025-07-01   |   |
        | A         | 2            | 1     | 2025-08-01   |   |
        | B         | 1            | 1     |              |   |
        | C         | 1            | 1     | 2025-06-01   |   |
    """, Reviews="""
        | LAchildID | CINdetailsID | CPPID | CPPreviewDate | ! |
        | A         | 1            | 1     | 2025-06-01    | ! |
        | A         | 1            | 1     | 2025-06-02    |   |
        | A         | 1            | 2     | 2025-07-02    |   |
        | B         | 1            | 1     | 2025-07-02    |   |
        | C         | 1            | 1     |               |   |
    """)  # fmt: skip


def test_8842q_review_without_date():
    reports(
        "8842Q", Reviews="| LAchildID | CPPreviewDate | ! |\n| A | 2025-06-01 | |\n| A | | ! |\n| A | 01/06/2025 | ! |"
    )


def test_8905_first_category_unknown():
    reports("8905", ChildProtectionPlans="| InitialCategoryOfAbuse | ! |\n| NEG | |\n| MUL | |\n| neg | ! |\n| | ! |")


def test_8910_latest_category_unknown():
    reports("8910", ChildProtectionPlans="| LatestCategoryOfAbuse | ! |\n| EMO | |\n| SAB | |\n| QQQ | ! |\n| | ! |")


DEATHS = "| LAchildID | PersonDeathDate | ! |\n| A | 2025-06-01 | ! |\n| B | | |"


def test_8915_plan_started_after_death():
    reports("8915", ChildIdentifiers=DEATHS, ChildProtectionPlans="""
        | LAchildID | CPPstartDate | ! |
        | A         | 2025-06-01   |   |
        | A         | 2025-06-02   | ! |
        | A         |              |   |
        | B         | 2025-06-02   |   |
    """)  # fmt: skip


def test_8920_plan_ended_after_death():
    reports("8920", ChildIdentifiers=DEATHS, ChildProtectionPlans="""
        | LAchildID | CPPendDate | ! |
        | A         | 2025-06-01 |   |
        | A         | 2025-06-02 | ! |
        | A         |            |   |
        | B         | 2025-06-02 |   |
    """)  # fmt: skip


def test_8925_plan_ended_before_start():
    reports("8925", ChildProtectionPlans="""
        | CPPstartDate | CPPendDate | ! |
        | 2025-06-01   | 2025-05-31 | ! |
        | 2025-06-01   | 2025-06-01 |   |
        |              | 2025-06-01 |   |
        | 2025-06-01   |            |   |
    """)  # fmt: skip


def test_8930_plan_ended_in_another_year():
    reports("8930", ChildProtectionPlans="""
        | CPPendDate | ! |
        | 2025-03-31 | ! |
        | 2025-04-01 |   |
        | 2026-03-31 |   |
        | 2026-04-01 | ! |
        |            |   |
    """)  # fmt: skip


def test_8935_several_open_plans():
    reports("8935", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPID | CPPendDate | ! |
        | A         | 1            | 1     |            | ! |
        | A         | 2            | 1     | 2025-02-30 | ! |
        | A         | 2            | 2     | 2025-06-01 |   |
        | B         | 1            | 1     |            |   |
        | B         | 1            | 2     | 2025-06-01 |   |
    """)  # fmt: skip


def test_8940_plans_overlap():
    reports("8940", ChildProtectionPlans="""
        | LAchildID | CINdetailsID | CPPID | CPPstartDate | CPPendDate | ! |
        | A         | 1            | 1     | 2025-05-01   | 2025-06-01 | ! |
        | A         | 2            | 1     | 2025-06-01   | 2025-07-01 | ! |
        | A         | 2            | 2     | 2025-07-02   |            |   |
        | B         | 1            | 1     | 2025-05-01   |            | ! |
        | B         | 1            | 2     | 2026-03-31   |            | ! |
        | B         | 1            | 3     |              |            |   |
        | C         | 1            | 1     | 2025-05-01   |            |   |
        | C         | 1            | 2     | 2026-04-01   |            |   |
        | D         | 1            | 1     | 2025-05-01   |            |   |
    """)  # fmt: skip


def test_8940_marks_the_end_of_the_other_only_and_tells_the_pairs_apart():
    table = """
        | LAchildID | CINdetailsID | CPPID | CPPstartDate |
        | A         | 1            | 1     | 2025-05-01   |
        | A         | 2            | 1     | 2025-06-01   |
    """
    assert places("8940", ChildProtectionPlans=table) == [
        ("ChildProtectionPlans", "CPPendDate", 0), ("ChildProtectionPlans", "CPPstartDate", 0),
        ("ChildProtectionPlans", "CPPstartDate", 1),
    ]  # fmt: skip
    groups = checked("8940", ChildProtectionPlans=table).places["8940"]["group"]
    assert set(groups) == {"A|2|1|1|1"}
