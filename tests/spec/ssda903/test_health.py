"""Health, convictions and the strengths and difficulties score of children looked after for twelve months.

In these drawings child A is looked after all year, N came into care in the year, B's dates cannot be read, and X has
no episodes. The year is 2026-27.
"""

import pytest

from keepwell.returns.ssda903.rules import health as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

EPISODES = """
    | CHILD | DECOM      | RNE | LS | DEC      | REC |
    | A     | 01/04/2026 | S   | C2 |          |     |
    | N     | 02/04/2026 | S   | C2 |          |     |
    | B     | 31/04/2026 | S   | C2 | tomorrow |     |
"""


def reports(rule, oc2, episodes=EPISODES):
    assert_reports(rule, TABLES, OC2=oc2, Episodes=episodes)


def test_180_score_is_a_whole_number_from_0_to_40():
    reports(rules.score_out_of_range, """
        | CHILD | SDQ_SCORE | ! |
        | A     | 0         |   |
        | A     | 40        |   |
        | A     |           |   |
        | A     | 41        | ! |
        | A     | -1        | ! |
        | A     | 39.5      | ! |
        | A     | ten       | ! |
    """)  # fmt: skip


def test_196_reason_is_on_the_list():
    reports(rules.reason_not_listed, """
        | CHILD | SDQ_REASON | ! |
        | A     | SDQ1       |   |
        | A     | sdq5       |   |
        | A     |            |   |
        | A     | SDQ6       | ! |
    """)  # fmt: skip


def test_197a_score_and_reason_do_not_go_together():
    reports(rules.score_and_reason, """
        | CHILD | SDQ_SCORE | SDQ_REASON | ! |
        | A     | 0         | SDQ2       | ! |
        | A     | ten       | SDQ2       | ! |
        | A     | 12        |            |   |
        | A     |           | SDQ2       |   |
    """)  # fmt: skip


def test_157_age_is_no_reason_from_4_to_16():
    reports(rules.wrong_age_reason, """
        | CHILD | DOB        | SDQ_SCORE | SDQ_REASON | ! |
        | A     | 01/04/2022 |           | SDQ1       | ! |
        | A     | 02/04/2022 |           | SDQ1       |   |
        | A     | 31/03/2011 |           | SDQ1       | ! |
        | A     | 30/03/2011 |           | SDQ1       |   |
        | A     | 29/02/2020 |           | SDQ1       | ! |
        | A     | 01/01/2015 | 3         | SDQ1       |   |
        | A     | 01/01/2015 |           | SDQ2       |   |
        | A     | 2015-01-01 |           | SDQ1       |   |
        | A     |            |           | SDQ1       |   |
        | N     | 01/01/2015 |           | SDQ1       |   |
        | B     | 01/01/2015 |           | SDQ1       |   |
    """)  # fmt: skip


def test_186_score_or_reason_is_given_from_4_to_16():
    reports(rules.no_score_from_4_to_16, """
        | CHILD | DOB        | SDQ_SCORE | SDQ_REASON | ! |
        | A     | 01/04/2022 |           |            | ! |
        | A     | 02/04/2022 |           |            |   |
        | A     | 01/04/2010 |           |            | ! |
        | A     | 31/03/2010 |           |            |   |
        | A     | 01/01/2015 | 4         |            |   |
        | A     | 01/01/2015 | four      |            |   |
        | A     | 01/01/2015 |           | SDQ3       |   |
        | A     |            |           |            |   |
        | N     | 01/01/2015 |           |            |   |
        | X     | 01/01/2015 |           |            |   |
    """)  # fmt: skip


def test_197B_score_or_reason_is_given_when_turning_4_or_17():
    reports(rules.no_score_when_turning_4_or_17, """
        | CHILD | DOB        | SDQ_SCORE | SDQ_REASON | ! |
        | A     | 01/04/2022 |           |            | ! |
        | A     | 31/03/2022 |           |            |   |
        | A     | 31/03/2023 |           |            | ! |
        | A     | 01/04/2023 |           |            |   |
        | A     | 01/04/2009 |           |            | ! |
        | A     | 31/03/2009 |           |            |   |
        | A     | 31/03/2010 |           |            | ! |
        | A     | 01/06/2009 | 7         |            |   |
        | A     | 01/06/2009 |           | SDQ1       |   |
        | A     | 01/06/09   |           |            |   |
        | N     | 01/06/2009 |           |            |   |
        | B     | 01/06/2009 |           |            |   |
    """)  # fmt: skip


def test_188_no_score_under_4():
    reports(rules.score_under_4, """
        | CHILD | DOB        | SDQ_SCORE | SDQ_REASON | ! |
        | A     | 01/04/2023 | 0         |            | ! |
        | X     | 01/04/2023 |           | SDQ1       | ! |
        | A     | 31/03/2023 | 0         | SDQ1       |   |
        | A     | 01/04/2023 |           |            |   |
        | A     |            | 3         |            |   |
    """)  # fmt: skip


def test_189_no_score_over_17():
    reports(rules.score_over_17, """
        | CHILD | DOB        | SDQ_SCORE | SDQ_REASON | ! |
        | A     | 31/03/2009 | 12        |            | ! |
        | A     | 31/03/2009 |           | SDQ1       | ! |
        | A     | 01/04/2009 | 12        |            |   |
        | A     | 31/03/2009 |           |            |   |
        | A     | unknown    | 12        |            |   |
    """)  # fmt: skip


def test_185_score_only_when_looked_after_all_year():
    reports(rules.score_not_all_year, """
        | CHILD | SDQ_SCORE | ! |
        | A     | 12        |   |
        | N     | 12        | ! |
        | N     |           |   |
        | B     | 12        | ! |
        | X     | twelve    | ! |
    """)  # fmt: skip


def test_198_reason_only_when_looked_after_all_year():
    reports(rules.reason_not_all_year, """
        | CHILD | SDQ_REASON | ! |
        | A     | SDQ2       |   |
        | N     | SDQ2       | ! |
        | N     |            |   |
        | X     | SDQ2       | ! |
    """)  # fmt: skip


@pytest.mark.parametrize("column", rules.FLAGS)
def test_181_answers_are_yes_or_no(column):
    reports(rules.not_yes_or_no, f"""
        | CHILD | {column} | ! |
        | A     | 1        |   |
        | A     | false    |   |
        | A     | TRUE     |   |
        | A     |          |   |
        | A     | 2        | ! |
        | A     | yes      | ! |
    """)  # fmt: skip


def test_182_health_answers_come_together():
    reports(rules.health_answers_incomplete, """
        | CHILD | IMMUNISATIONS | TEETH_CHECK | HEALTH_ASSESSMENT | SUBSTANCE_MISUSE | CONVICTED | HEALTH_CHECK | ! |
        | A     | 1             | 1           | 0                 | 0                | 0         |              |   |
        | A     | 1             | 1           | x                 | 0                | 0         |              |   |
        | A     | 1             | 1           |                   | 0                | 0         |              | ! |
        | A     |               |             |                   |                  |           | x            | ! |
        | A     | 1             |             |                   |                  |           |              |   |
    """)  # fmt: skip
    reports(rules.health_answers_incomplete, """
        | CHILD | IMMUNISATIONS | INTERVENTION_RECEIVED | INTERVENTION_OFFERED | ! |
        | A     | 1             |                       | 0                    | ! |
        | A     | 1             | 0                     |                      | ! |
    """)  # fmt: skip


def test_190_answers_only_when_looked_after_all_year():
    reports(rules.answers_not_all_year, """
        | CHILD | CONVICTED | TEETH_CHECK | ! |
        | A     | 0         |             |   |
        | N     | 0         |             | ! |
        | N     |           | yes         | ! |
        | N     |           |             |   |
        | X     |           | 1           | ! |
    """)  # fmt: skip


def test_191_answers_of_every_child_looked_after_all_year():
    reports(rules.answers_missing, """
        | CHILD | IMMUNISATIONS | TEETH_CHECK | HEALTH_ASSESSMENT | SUBSTANCE_MISUSE | ! |
        | A     | 1             | 1           | 1                 | 0                |   |
        | C     | 1             | 1           | 1                 |                  | ! |
        | C     | 1             | no          | 1                 | 0                |   |
        | N     |               |             |                   |                  |   |
        | X     |               |             |                   |                  |   |
    """, """
        | CHILD | DECOM      | RNE | LS | DEC        | REC | ! |
        | A     | 01/04/2020 | S   | C2 |            |     |   |
        | C     | 01/04/2020 | S   | C2 |            |     |   |
        | D     | 01/05/2026 | L   | C2 |            |     |   |
        | D     | 01/04/2020 | S   | V2 | 01/05/2026 | X1  | ! |
        | D     | 01/04/2020 | P   | C2 | 01/05/2026 | X1  |   |
        | N     | 01/05/2026 | S   | C2 |            |     |   |
        | B     | soon       | S   | C2 |            |     |   |
        |       | 01/04/2020 | S   | C2 |            |     |   |
    """)  # fmt: skip


def test_542_no_conviction_under_10():
    reports(rules.conviction_under_10, """
        | CHILD | DOB        | CONVICTED | ! |
        | A     | 01/04/2017 | 0         | ! |
        | X     | 01/04/2017 | x         | ! |
        | A     | 31/03/2017 | 1         |   |
        | A     | 01/04/2017 |           |   |
        | A     |            | 1         |   |
    """)  # fmt: skip


def test_543_conviction_is_answered_from_10():
    reports(rules.conviction_missing, """
        | CHILD | DOB        | CONVICTED | ! |
        | A     | 31/03/2017 |           | ! |
        | A     | 01/04/2017 |           |   |
        | A     | 31/03/2017 | 0         |   |
        | A     | 31-03-2017 |           |   |
        | N     | 31/03/2010 |           |   |
        | B     | 31/03/2010 |           |   |
    """)  # fmt: skip


def yes_asks_for_the_rest(rule, column):
    reports(rule, f"""
        | CHILD | {column} | IMMUNISATIONS | TEETH_CHECK | HEALTH_ASSESSMENT | SUBSTANCE_MISUSE | ! |
        | A     | 1        | 1             | 0           | 1                 | 0                |   |
        | A     | 1        | 1             | 0           |                   | 0                | ! |
        | A     | true     |               | 0           | 1                 | 0                | ! |
        | A     | 0        |               |             |                   |                  |   |
        | A     |          |               |             |                   |                  |   |
        | A     | x        |               |             |                   |                  |   |
    """)  # fmt: skip


def test_544_a_conviction_asks_for_the_other_answers():
    yes_asks_for_the_rest(rules.convicted_without_health, "CONVICTED")


def test_547_a_development_check_asks_for_the_other_answers():
    yes_asks_for_the_rest(rules.development_check_without_health, "HEALTH_CHECK")


def test_545_development_check_is_answered_under_5():
    reports(rules.development_check_missing, """
        | CHILD | DOB        | HEALTH_CHECK | ! |
        | A     | 01/04/2022 |              | ! |
        | A     | 31/03/2022 |              |   |
        | A     | 01/04/2022 | 0            |   |
        | A     |            |              |   |
        | N     | 01/04/2022 |              |   |
    """)  # fmt: skip


def test_546_no_development_check_from_5():
    reports(rules.development_check_from_5, """
        | CHILD | DOB        | HEALTH_CHECK | ! |
        | A     | 31/03/2022 | 0            | ! |
        | A     | 01/04/2022 | 0            |   |
        | A     | 31/03/2022 |              |   |
        | A     |            | 1            |   |
        | N     | 31/03/2022 | 1            |   |
    """)  # fmt: skip


def test_158_offer_is_empty_when_help_was_received():
    reports(rules.received_and_offered, """
        | CHILD | INTERVENTION_RECEIVED | INTERVENTION_OFFERED | ! |
        | A     | 1                     | 0                    | ! |
        | A     | true                  | x                    | ! |
        | A     | 1                     |                      |   |
        | A     | 0                     | 1                    |   |
        | A     |                       | 1                    |   |
    """)  # fmt: skip


def test_159_offer_is_told_when_no_help_was_received():
    reports(rules.offer_not_told, """
        | CHILD | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED | INTERVENTION_OFFERED | ! |
        | A     | 1                | 0                     |                      | ! |
        | A     | TRUE             | False                 |                      | ! |
        | A     | 1                | 0                     | 1                    |   |
        | A     | 1                | 1                     |                      |   |
        | A     | 1                |                       |                      |   |
        | A     | 0                | 0                     |                      |   |
    """)  # fmt: skip


def test_192_help_is_told_when_there_is_a_problem():
    reports(rules.help_not_told, """
        | CHILD | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED | ! |
        | A     | 1                |                       | ! |
        | A     | 1                | 0                     |   |
        | A     | 0                |                       |   |
        | A     |                  |                       |   |
    """)  # fmt: skip


def test_193_no_help_without_a_problem():
    reports(rules.help_without_problem, """
        | CHILD | SUBSTANCE_MISUSE | INTERVENTION_RECEIVED | INTERVENTION_OFFERED | ! |
        | A     | 0                | 0                     |                      | ! |
        | A     |                  |                       | 1                    | ! |
        | A     | 1                | 0                     | 1                    |   |
        | A     | x                | 0                     | 1                    |   |
        | A     | 0                |                       |                      |   |
    """)  # fmt: skip
