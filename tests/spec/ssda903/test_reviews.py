"""Reviews: the SSDA903 rules."""

from keepwell.returns.ssda903.rules import reviews as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports


def test_every_rule_of_the_subject_is_there_once():
    assert " ".join(sorted(rule.code for rule in rules.RULES)) == "166 167 399 440 441"
    assert len({rule.sentence for rule in rules.RULES}) == len(rules.RULES)


def test_166_review_date_missing():
    assert_reports(rules.review_date_missing, TABLES, Reviews="""
        | CHILD | REVIEW     | ! |
        | 1     | 1/5/2026   |   |
        | 2     |            | ! |
        | 3     | 31/04/2026 | ! |
        | 4     | 01/05/26   | ! |
    """)  # fmt: skip


def test_167_review_code_wrong():
    assert_reports(rules.review_code_wrong, TABLES, Reviews="""
        | CHILD | REVIEW     | REVIEW_CODE | ! |
        | 1     | 01/05/2026 | PN0         |   |
        | 2     | 01/05/2026 | pn7         |   |
        | 3     | 01/05/2026 | PN8         | ! |
        | 4     |            | PN1         | ! |
        | 5     | 01/05/2026 |             | ! |
        | 6     | 31/04/2026 | PN1         | ! |
        | 7     | 31/04/2026 |             |   |
        | 8     |            |             |   |
    """)  # fmt: skip


def test_399_short_breaks_only():
    assert_reports(rules.short_breaks_only, TABLES, Episodes="""
        | CHILD | LS | ! |
        | 1     | V3 | ! |
        | 1     | v4 | ! |
        | 2     | V3 |   |
        | 2     |    |   |
        | 3     | V3 | ! |
        | 4     | V3 |   |
        |       | V3 |   |
        | 6     | V4 | ! |
    """, Header="""
        | CHILD | MOTHER | ! |
        | 1     |        | ! |
        | 2     | 0      |   |
        | 3     | ?      | ! |
        | 3     |        |   |
        | 4     |        |   |
        | 5     | 0      |   |
        |       | 0      |   |
    """, Reviews="""
        | CHILD | REVIEW     | REVIEW_CODE | ! |
        | 1     | 01/05/2026 |             | ! |
        | 1     |            |             |   |
        | 2     | 01/05/2026 | PN1         |   |
        | 3     |            |             | ! |
        | 4     | 32/05/2026 |             |   |
        | 5     | 01/05/2026 | PN1         |   |
        | 6     |            | PN1         | ! |
    """)  # fmt: skip


def test_440_old_enough_to_take_part():
    assert_reports(rules.old_enough_to_take_part, TABLES, Reviews="""
        | CHILD | DOB        | REVIEW     | REVIEW_CODE | ! |
        | 1     | 01/05/2022 | 02/05/2026 | PN0         | ! |
        | 2     | 01/05/2022 | 01/05/2026 | PN0         |   |
        | 3     | 01/05/2022 | 02/05/2026 | PN1         |   |
        | 4     |            | 02/05/2026 | PN0         |   |
        | 5     | 01/05/2022 | 32/05/2026 | PN0         |   |
        | 6     | 01/05/2022 | 02/05/2026 |             |   |
    """)  # fmt: skip


def test_441_too_young_to_take_part():
    assert_reports(rules.too_young_to_take_part, TABLES, Reviews="""
        | CHILD | DOB        | REVIEW     | REVIEW_CODE | ! |
        | 1     | 01/05/2022 | 30/04/2026 | PN1         | ! |
        | 2     | 01/05/2022 | 30/04/2026 | pn7         | ! |
        | 3     | 01/05/2022 | 01/05/2026 | PN1         |   |
        | 4     | 01/05/2022 | 30/04/2026 | PN0         |   |
        | 5     | 32/05/2022 | 30/04/2026 | PN1         |   |
        | 6     | 01/05/2022 | 30/04/2026 |             |   |
    """)  # fmt: skip
