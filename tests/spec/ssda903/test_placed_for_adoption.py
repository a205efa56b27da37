"""Decisions that a child should be placed for adoption. The year is 2026-27."""

from keepwell.returns.checking import check
from keepwell.returns.ssda903.rules import placed_for_adoption as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case


def reports(rule, **tables):
    assert_reports(rule, TABLES, **tables)


def reads_dates(rule, column):
    reports(rule, PlacedAdoption=f"""
        | CHILD | {column}   | ! |
        | 1     | 1/5/2026   |   |
        | 1     |            |   |
        | 1     | 31/04/2026 | ! |
        | 1     | 2026-05-01 | ! |
    """)  # fmt: skip


def test_115_date_of_the_decision_can_be_read():
    reads_dates(rules.decision_date_unreadable, "DATE_PLACED")


def test_116_date_it_ceased_can_be_read():
    reads_dates(rules.ceased_date_unreadable, "DATE_PLACED_CEASED")


def test_120_reason_is_on_the_list():
    reports(rules.ceased_reason_not_listed, PlacedAdoption="""
        | CHILD | REASON_PLACED_CEASED | ! |
        | 1     | RD1                  |   |
        | 1     | rd4                  |   |
        | 1     |                      |   |
        | 1     | RD5                  | ! |
    """)  # fmt: skip


def test_119_date_and_reason_come_together():
    reports(rules.date_or_reason_alone, PlacedAdoption="""
        | CHILD | DATE_PLACED_CEASED | REASON_PLACED_CEASED | ! |
        | 1     | 01/05/2026         | RD1                  |   |
        | 1     |                    |                      |   |
        | 1     | 31/04/2026         |                      |   |
        | 1     | 01/05/2026         |                      | ! |
        | 1     |                    | RD9                  | ! |
        | 1     | 31/04/2026         | RD1                  | ! |
    """)  # fmt: skip


def test_563_what_ceased_had_a_date():
    reports(rules.ceased_without_decision, PlacedAdoption="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED | ! |
        | 1     | 01/05/2026  | 01/06/2026         | RD1                  |   |
        | 1     |             | 01/06/2026         | RD1                  | ! |
        | 1     | 31/04/2026  | 01/06/2026         | RD1                  | ! |
        | 1     |             | 31/06/2026         | RD1                  |   |
        | 1     |             | 01/06/2026         |                      |   |
        | 1     |             |                    |                      |   |
    """)  # fmt: skip


def test_522_ceased_after_the_decision():
    reports(rules.ceased_before_decision, PlacedAdoption="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | ! |
        | 1     | 01/05/2026  | 01/05/2026         |   |
        | 1     | 02/05/2026  | 01/05/2026         | ! |
        | 1     | 28/02/2026  | 01/03/2026         |   |
        | 1     | 02/05/2026  |                    |   |
        | 1     | 02/05/2026  | 31/04/2026         |   |
        | 1     |             | 01/05/2026         |   |
    """)  # fmt: skip


def test_184_decided_after_birth():
    reports(rules.decided_before_birth, Header="""
        | CHILD | DOB        |
        | 1     | 01/05/2026 |
        | 2     | 31/04/2026 |
        | 3     |            |
        |       | 01/05/2026 |
    """, PlacedAdoption="""
        | CHILD | DOB        | DATE_PLACED | ! |
        | 1     | 01/01/2020 | 30/04/2026  | ! |
        | 1     | 01/01/2027 | 01/05/2026  |   |
        | 1     |            | 30/04/26    |   |
        | 2     | 01/05/2026 | 30/04/2026  | ! |
        | 3     |            | 30/04/2026  |   |
        | 4     | 01/05/2026 | 30/04/2026  | ! |
        | 4     | 30/04/2026 | 30/04/2026  |   |
        |       |            | 30/04/2026  |   |
    """)  # fmt: skip


def test_579_one_decision_after_the_other():
    reports(rules.decided_before_previous_ceased, PlacedAdoption="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | ! |
        | 1     | 01/05/2026  |                    |   |
        | 1     | 01/04/2026  | 01/05/2026         |   |
        | 2     | 30/04/2026  |                    | ! |
        | 2     | 01/04/2026  | 01/05/2026         |   |
        | 3     | 01/04/2026  | 31/04/2026         |   |
        | 3     | 01/05/2026  |                    | ! |
        | 3     |             |                    | ! |
        | 4     | 01/04/2026  | 01/04/2026         |   |
        | 4     | 01/04/2026  | 01/05/2026         |   |
        | 4     |             |                    |   |
        | 5     | 01/04/2026  |                    |   |
        |       | 01/04/2026  |                    |   |
        |       | 01/04/2026  |                    |   |
    """)  # fmt: skip


def test_583_only_the_latest_decision_is_open():
    reports(rules.earlier_decision_open, PlacedAdoption="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | ! |
        | 1     | 01/12/2024  |                    |   |
        | 1     | 28/01/2020  |                    | ! |
        | 1     | 01/02/2019  | 01/03/2019         |   |
        | 1     |             |                    |   |
        | 2     | 01/04/2026  | 31/04/2026         | ! |
        | 2     | 01/04/2026  |                    |   |
        | 3     | 01/04/2026  |                    |   |
        | 3     | 31/04/2026  |                    |   |
    """)  # fmt: skip


def test_523_dates_of_decision_are_one():
    reports(rules.two_dates_of_decision, AD1="""
        | CHILD | DATE_INT   | ! |
        | 1     | 1/5/2026   |   |
        | 2     | 01/05/2026 | ! |
        | 3     | 31/04/2026 |   |
        | 4     | 01/05/2026 |   |
        |       | 01/05/2026 |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 01/05/2026  |   |
        | 2     | 02/05/2026  | ! |
        | 2     | 01/05/2026  |   |
        | 3     | 02/05/2026  |   |
        | 4     |             |   |
        |       | 02/05/2026  |   |
    """)  # fmt: skip


def test_525_ceased_or_adopted():
    reports(rules.ceased_yet_adopted, AD1="""
        | CHILD | DATE_MATCH | NB_ADOPTR | ! |
        | 1     | 01/05/2026 |           | ! |
        | 1     |            |           |   |
        | 2     |            | 7         | ! |
        | 3     | 31/04/2026 |           |   |
        | 4     | 01/05/2026 |           |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED_CEASED | REASON_PLACED_CEASED | ! |
        | 1     | 01/05/2026         |                      | ! |
        | 1     |                    | RD1                  |   |
        | 2     | 01/05/2020         |                      | ! |
        | 3     | 01/05/2026         |                      |   |
        | 4     | 31/04/2026         |                      |   |
    """)  # fmt: skip


def test_117_decided_while_in_care_and_in_the_year():
    reports(rules.decision_after_care, Episodes="""
        | CHILD | DECOM      | DEC        | REC | ! |
        | 1     | 01/04/2026 | 01/05/2026 | E13 | ! |
        | 1     | 01/04/2026 | 01/01/2020 | E13 |   |
        | 1     | 01/06/2026 | 01/01/2020 | X1  |   |
        | 1     | 01/01/2026 | 01/02/2026 | E13 |   |
        | 2     | 01/04/2026 |            |     | ! |
        | 3     | 01/04/2026 | 31/04/2026 | E13 |   |
        | 4     | May        | 01/05/2026 | E13 |   |
        | 5     | 01/04/2026 | 01/05/2026 | X1  |   |
        | 6     | 01/04/2026 | 01/05/2026 | E13 |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | ! |
        | 1     | 01/05/2026  | 01/05/2026         |   |
        | 1     | 02/05/2026  |                    | ! |
        | 1     |             | 02/05/2026         | ! |
        | 2     | 31/03/2027  | 31/03/2027         |   |
        | 2     | 01/04/2027  |                    | ! |
        | 2     | 01/04/2026  | 01/04/2027         | ! |
        | 3     | 02/05/2026  | 02/05/2026         |   |
        | 4     | 02/05/2026  | 01/04/2027         |   |
        | 5     | 02/05/2026  | 01/04/2027         |   |
        | 6     | 31/06/2026  | 1/6/26             |   |
    """)  # fmt: skip


def test_118_ceased_after_care_began_and_in_the_year():
    reports(rules.ceased_before_care, Episodes="""
        | CHILD | DECOM      | LS | ! |
        | 1     | 01/05/2026 | E1 | ! |
        | 1     | 01/05/2026 | E1 |   |
        | 1     | 01/01/2026 | V3 |   |
        | 1     | 01/06/2026 | E1 |   |
        | 2     | 01/04/2020 |    | ! |
        | 2     |            | E1 |   |
        | 3     | 31/04/2026 | E1 |   |
        | 4     | 01/05/2026 | V4 |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED_CEASED | ! |
        | 1     | 30/04/2026         | ! |
        | 1     | 01/05/2026         |   |
        | 1     | 31/04/2026         |   |
        | 2     | 31/03/2026         | ! |
        | 2     | 01/04/2026         |   |
        | 3     | 01/01/2020         |   |
        | 4     | 01/01/2020         |   |
        | 5     | 01/01/2020         |   |
    """)  # fmt: skip


def test_1003_decided_after_care_began():
    reports(rules.decided_before_care, Episodes="""
        | CHILD | DECOM      | RNE | ! |
        | 1     | 01/05/2026 | S   | ! |
        | 1     | 01/05/2026 | S   |   |
        | 1     | 01/06/2026 | S   |   |
        | 1     | 01/04/2026 | P   |   |
        | 1     | 31/04/2026 | S   |   |
        | 2     | 01/05/2026 | L   |   |
        | 3     | May        | S   |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 30/04/2026  | ! |
        | 1     | 01/05/2026  |   |
        | 1     | 30/04/26    |   |
        | 2     | 01/04/2026  |   |
        | 3     | 01/04/2026  |   |
    """)  # fmt: skip


def test_551_placement_for_adoption_has_a_decision():
    reports(rules.placed_without_decision, Episodes="""
        | CHILD | PLACE | DECOM | ! |
        | 1     | A3    |       |   |
        | 2     | A6    | May   | ! |
        | 3     | A5    |       | ! |
        | 3     | U1    |       |   |
        | 4     | A4    |       | ! |
        | 5     |       |       |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED |
        | 1     | 01/05/2026  |
        | 2     | 01/05/2026  |
        | 2     | 31/04/2026  |
        | 3     |             |
    """)  # fmt: skip


def test_552_placed_after_the_latest_decision():
    reports(rules.placed_before_decision, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 1     | A3    | 01/05/2026 | ! |
        | 1     | A3    | 01/05/2026 |   |
        | 1     | U1    | 01/04/2026 |   |
        | 1     | A3    | 01/06/2026 |   |
        | 1     | A4    |            |   |
        | 2     | A5    | 01/05/2026 |   |
        | 3     | A6    | 31/04/2026 |   |
        | 4     | A6    | 01/04/2026 |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 02/05/2026  | ! |
        | 1     | 02/05/2026  |   |
        | 1     | 01/05/2026  |   |
        | 1     | 32/05/2026  |   |
        | 2     | 01/05/2026  |   |
        | 3     | 01/05/2026  |   |
        | 4     | 2/5/26      |   |
    """)  # fmt: skip


def test_553_placement_order_has_a_standing_decision():
    reports(rules.order_without_decision, Episodes="""
        | CHILD | LS | DEC        | ! |
        | 1     | E1 | 01/05/2026 | ! |
        | 1     | C2 |            |   |
        | 2     | E1 |            |   |
        | 3     | E1 | 31/04/2026 |   |
        | 4     | E1 | 01/05/2026 |   |
        | 5     | C2 |            |   |
        | 6     | E1 | E1         |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED | ! |
        | 2     |             | 01/06/2026         |                      | ! |
        | 2     |             |                    |                      |   |
        | 3     |             |                    | RD9                  | ! |
        | 4     |             | 01/06/2026         |                      |   |
        | 5     |             | 01/06/2026         |                      |   |
        | 6     |             | 31/06/2026         |                      |   |
    """)  # fmt: skip


def test_554_placement_order_after_the_decision():
    reports(rules.order_before_decision, Episodes="""
        | CHILD | LS | DECOM      | ! |
        | 1     | E1 | 01/06/2026 |   |
        | 1     | E1 | 01/05/2026 | ! |
        | 1     | E1 | 01/05/2026 |   |
        | 1     | C2 | 01/04/2026 |   |
        | 2     | E1 | 31/04/2026 |   |
        | 3     | E1 | 01/05/2026 |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 02/05/2026  | ! |
        | 1     | 01/05/2026  |   |
        | 1     | 01/07/2026  | ! |
        | 2     | 02/05/2026  |   |
        | 3     |             |   |
    """)  # fmt: skip


def test_557_leaving_without_adoption_ends_the_decision():
    reports(rules.left_placement_without_ceasing, Episodes="""
        | CHILD | PLACE | LS | REC | ! |
        | 1     | A3    | C2 | E13 | ! |
        | 2     | U1    | E1 | E4A | ! |
        | 3     | A6    | E1 | E13 |   |
        | 4     | A3    | E1 | X1  |   |
        | 5     | A3    | E1 | E11 |   |
        | 6     | A3    | E1 | E12 |   |
        | 7     | A3    | E1 |     |   |
        | 8     | U1    | C2 | E13 |   |
        | 9     |       | E1 | E13 | ! |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED_CEASED | REASON_PLACED_CEASED | ! |
        | 2     | 31/06/2026         | RD1                  | ! |
        | 2     | 01/06/2026         | RD1                  |   |
        | 3     | 01/06/2026         | RD1                  |   |
        | 4     |                    |                      |   |
        | 6     |                    |                      |   |
        | 7     |                    |                      |   |
        | 8     |                    |                      |   |
        | 9     | 01/06/2026         |                      | ! |
    """)  # fmt: skip


def test_558_adopted_on_a_standing_decision():
    reports(rules.adopted_though_ceased, Episodes="""
        | CHILD | REC | ! |
        | 1     | E11 | ! |
        | 1     | E12 | ! |
        | 1     | X1  |   |
        | 2     | E11 |   |
        | 3     | E11 |   |
        | 4     | E12 |   |
        | 5     | E11 |   |
        |       | E11 |   |
    """, PlacedAdoption="""
        | CHILD | DATE_PLACED_CEASED |
        | 1     | 01/05/2026         |
        | 1     | 01/06/2026         |
        | 2     | 01/05/2026         |
        | 3     | 01/05/2026         |
        | 3     |                    |
        | 4     | 01/05/2026         |
        | 4     | 31/06/2026         |
        |       | 01/05/2026         |
        |       | 01/05/2026         |
    """)  # fmt: skip


def test_559_older_decisions_were_told_last_year():
    reports(rules.decision_new_to_us, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 31/03/2026  |   |
        | 2     | 31/03/2026  | ! |
        | 2     | 01/04/2026  |   |
        | 2     | 31/03/26    |   |
        | 3     | 31/03/2026  | ! |
    """, PlacedAdoption_last="""
        | CHILD | DATE_PLACED |
        | 1     |             |
        | 1     | 01/05/2020  |
        | 2     |             |
        | 2     | 2026-03-31  |
    """)  # fmt: skip


def test_560_open_decisions_of_last_year_are_still_there():
    reports(rules.open_decision_gone, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 1/5/2025    |   |
        | 1     | 01/06/2026  |   |
        | 2     | 02/05/2025  | ! |
        | 2     |             | ! |
        | 3     | 02/05/2025  |   |
        | 4     | 01/05/2025  | ! |
        | 5     | 02/05/2025  |   |
        |       | 02/05/2025  |   |
    """, PlacedAdoption_last="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED |
        | 1     | 01/05/2025  |                    |                      |
        | 2     | 01/05/2025  | 31/06/2025         | RD1                  |
        | 3     | 01/05/2025  | 01/06/2025         |                      |
        | 3     | 31/04/2025  |                    |                      |
        | 4     | 01/05/2025  |                    |                      |
        | 4     | 01/06/2025  |                    |                      |
        | 6     | 01/05/2025  |                    |                      |
        |       | 01/05/2025  |                    |                      |
    """)  # fmt: skip


def test_561_ended_decisions_are_not_told_again():
    reports(rules.ended_decision_again, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 1/5/2025    | ! |
        | 1     | 02/05/2025  |   |
        | 2     | 01/05/2025  | ! |
        | 3     | 01/05/2025  |   |
        | 3     |             |   |
        | 4     | 01/05/2025  |   |
    """, PlacedAdoption_last="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED |
        | 1     | 01/05/2025  | 01/06/2025         |                      |
        | 2     | 01/05/2025  |                    | RD9                  |
        | 3     | 01/05/2025  | 31/06/2025         |                      |
        | 3     | 02/05/2025  | 01/06/2025         | RD1                  |
        | 3     |             | 01/06/2025         | RD1                  |
    """)  # fmt: skip


def test_584_new_decisions_follow_what_ended_last_year():
    reports(rules.decision_not_after_last_years, PlacedAdoption="""
        | CHILD | DATE_PLACED | ! |
        | 1     | 02/06/2025  |   |
        | 1     | 01/06/2025  | ! |
        | 1     | 28/01/2025  | ! |
        | 1     | June        | ! |
        | 2     | 01/04/2025  |   |
        | 2     |             |   |
        | 3     |             |   |
    """, PlacedAdoption_last="""
        | CHILD | DATE_PLACED | DATE_PLACED_CEASED | REASON_PLACED_CEASED |
        | 1     | 01/12/2024  | 01/01/2025         | RD1                  |
        | 1     | 01/06/2025  |                    | RD1                  |
        | 1     | 01/07/2025  | 31/06/2025         |                      |
        | 2     | 01/05/2025  |                    |                      |
        | 2     | 31/06/2025  | 01/07/2025         | RD1                  |
    """)  # fmt: skip


def test_559_560_561_584_need_last_years_return():
    for rule in (r for r in rules.RULES if r.code in {"559", "560", "561", "584"}):
        without = case(TABLES, PlacedAdoption="| CHILD |")
        assert check(without, [rule], TABLES).outcomes[rule.code].state == "not run"
