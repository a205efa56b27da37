"""Previous permanence: the SSDA903 rules."""

from keepwell.returns.ssda903.rules import permanence as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports


def test_every_rule_of_the_subject_is_there_once():
    assert " ".join(sorted(rule.code for rule in rules.RULES)) == "630 631 632 633 634 635"
    assert len({rule.sentence for rule in rules.RULES}) == len(rules.RULES)


def test_630_arrangement_not_told():
    assert_reports(rules.arrangement_not_told, TABLES, Episodes="""
        | CHILD | DECOM      | RNE | ! |
        | 1     | 01/04/2026 | S   | ! |
        | 1     | 31/03/2026 | S   |   |
        | 1     | 01/04/2026 | L   |   |
        | 1     | 31/04/2026 | S   |   |
        | 2     | 01/04/2026 | s   | ! |
        | 3     | 01/04/2026 | S   |   |
        | 4     | 01/04/2026 | S   | ! |
        | 5     | 01/04/2026 | S   | ! |
        | 6     | 01/04/2026 | S   |   |
        | 7     | 01/04/2026 | S   | ! |
        |       | 01/04/2026 | S   | ! |
    """, PrevPerm="""
        | CHILD | PREV_PERM | LA_PERM | DATE_PERM  |
        | 2     |           | 301     | 01/05/2020 |
        | 3     | Z1        |         |            |
        | 4     | P1        |         | 01/05/2020 |
        | 5     | P1        | 301     |            |
        | 6     | P1        | 301     | zz/zz/2020 |
        | 7     | P1        | 301     | 2020       |
        |       | Z1        |         |            |
    """)  # fmt: skip


def test_631_arrangement_unknown_code():
    assert_reports(rules.arrangement_unknown_code, TABLES, PrevPerm="""
        | CHILD | PREV_PERM | ! |
        | 1     | P1        |   |
        | 2     | P2        |   |
        | 3     | p3        |   |
        | 4     | P4        |   |
        | 5     | Z1        |   |
        | 6     |           |   |
        | 7     | P5        | ! |
        |       | 1         | ! |
    """)  # fmt: skip


def test_632_the_date_must_be_readable():
    assert_reports(rules.arrangement_not_before_care, TABLES, PrevPerm="""
        | CHILD | DATE_PERM  | ! |
        | 1     | 2020-05-01 | ! |
        | 2     | 31/02/2020 | ! |
        | 3     | ZZ/ZZ/ZZ   | ! |
        | 4     | 01/2020    | ! |
        | 5     | ZZ/13/2020 | ! |
        | 6     | ZZ/ZZ/ZZZZ |   |
        | 7     | 05/zz/2020 |   |
        | 8     |            |   |
    """, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 02/05/2026 |   |
        | 1     | 01/05/2026 | ! |
        | 1     | 01/05/2026 |   |
        | 2     | 32/05/2026 |   |
        | 6     | 01/05/1990 |   |
    """)  # fmt: skip


def test_632_the_latest_day_it_could_be_is_before_the_first_episode():
    assert_reports(rules.arrangement_not_before_care, TABLES, PrevPerm="""
        | CHILD | DATE_PERM  | ! |
        | 1     | 01/05/2026 | ! |
        | 2     | 30/04/2026 |   |
        | 3     | ZZ/05/2026 | ! |
        | 4     | ZZ/04/2026 |   |
        | 5     | ZZ/ZZ/2026 | ! |
        | 6     | 01/ZZ/2025 |   |
        | 7     | 15/ZZ/2026 | ! |
        | 8     | ZZ/02/2024 | ! |
        | 9     | 01/05/2026 |   |
    """, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 01/06/2026 |   |
        | 1     | 01/05/2026 | ! |
        | 2     | 01/05/2026 |   |
        | 3     | 31/05/2026 | ! |
        | 4     | 01/05/2026 |   |
        | 5     | 31/12/2026 | ! |
        | 6     | 02/12/2025 |   |
        | 7     | 15/12/2026 | ! |
        | 8     | 29/02/2024 | ! |
        | 9     | 32/04/2026 |   |
    """)  # fmt: skip


def test_633_authority_unknown_code():
    assert_reports(rules.authority_unknown_code, TABLES, PrevPerm="""
        | CHILD | LA_PERM | ! |
        | 1     | 301     |   |
        | 2     | 838     |   |
        | 3     | 943     |   |
        | 4     | 909     |   |
        | 5     | wal     |   |
        | 6     | 999     |   |
        | 7     |         |   |
        | 8     | 123     | ! |
        |       | ENG     | ! |
    """)  # fmt: skip


def test_634_care_before_it_was_asked():
    assert_reports(rules.care_before_it_was_asked, TABLES, PrevPerm="""
        | CHILD | PREV_PERM | LA_PERM | DATE_PERM  | ! |
        | 1     | Z1        |         |            | ! |
        | 2     | P1        |         |            |   |
        | 3     |           | 301     |            | ! |
        | 4     |           |         | ZZ/ZZ/2010 | ! |
        | 5     |           |         | 2010       |   |
        | 6     | P1        |         |            |   |
        | 7     | P1        |         |            |   |
    """, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 31/03/2016 | ! |
        | 1     | 01/03/2016 | ! |
        | 1     | 32/03/2017 | ! |
        | 2     | 31/03/2016 |   |
        | 2     | 01/04/2016 |   |
        | 3     | 31/03/2016 | ! |
        | 4     | 31/03/2016 | ! |
        | 5     | 31/03/2016 |   |
        | 6     | 32/03/2016 |   |
    """)  # fmt: skip


def test_635_details_of_no_arrangement():
    assert_reports(rules.details_of_no_arrangement, TABLES, PrevPerm="""
        | CHILD | PREV_PERM | LA_PERM | DATE_PERM  | ! |
        | 1     | Z1        | 301     |            | ! |
        | 2     |           |         | 01/ZZ/2020 | ! |
        | 3     | P1        | 301     | 01/05/2020 |   |
        | 4     | Z1        |         |            |   |
        | 5     |           |         | 2020       |   |
        | 6     | P9        | 301     |            |   |
    """)  # fmt: skip
