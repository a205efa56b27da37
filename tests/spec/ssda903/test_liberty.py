"""Deprivation of liberty orders, collected from 2026-27."""

from functools import partial

import pytest

from keepwell.returns.checking import Outcome, check
from keepwell.returns.ssda903.rules import liberty
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

reports = partial(assert_reports, declared=TABLES)


@pytest.mark.parametrize("rule", liberty.RULES, ids=lambda rule: rule.code)
def test_no_rule_of_orders_is_run_before_2026_27(rule):
    report = check(case(TABLES, 2026, DoLo="| CHILD |\n| 1 |"), [rule], TABLES)
    assert report.outcomes[rule.code] == Outcome("not run", "it does not apply to this collection year")


def test_700_start_missing_or_unreadable():
    reports(liberty.start_missing, DoLo="""
        | CHILD | DOLO_START | ! |
        | 1     | 01/05/2026 |   |
        | 1     |            | ! |
        | 1     | 2026-05-01 | ! |
    """)  # fmt: skip


def test_701_end_unreadable():
    reports(liberty.end_unreadable, DoLo="""
        | CHILD | DOLO_END   | ! |
        | 1     | 01/05/2026 |   |
        | 1     |            |   |
        | 1     | 31/02/2026 | ! |
    """)  # fmt: skip


def test_702_ends_before_it_starts_or_that_day():
    reports(liberty.ends_before_it_starts, DoLo="""
        | CHILD | DOLO_START | DOLO_END   | ! |
        | 1     | 01/05/2026 | 02/05/2026 |   |
        | 1     | 02/05/2026 | 02/05/2026 | ! |
        | 1     | 03/05/2026 | 02/05/2026 | ! |
        | 1     |            | 02/05/2026 |   |
        | 1     | 03/05/2026 | nonsense   |   |
    """)  # fmt: skip


def test_703_start_after_the_year():
    reports(liberty.start_after_the_year, DoLo="""
        | CHILD | DOLO_START | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2027 | ! |
        | 1     |            |   |
    """)  # fmt: skip


def test_704_end_outside_the_year():
    reports(liberty.end_outside_the_year, DoLo="""
        | CHILD | DOLO_END   | ! |
        | 1     | 31/03/2026 | ! |
        | 1     | 01/04/2026 |   |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2027 | ! |
        | 1     |            |   |
        | 1     | nonsense   |   |
    """)  # fmt: skip


def test_705_starts_before_previous_ends():
    reports(liberty.starts_before_previous_ends, DoLo="""
        | CHILD | DOLO_START | DOLO_END   | ! |
        | 1     | 01/06/2026 | 01/07/2026 | ! |
        | 2     | 01/05/2026 | 10/05/2026 |   |
        | 1     | 01/05/2026 | 02/06/2026 |   |
        | 2     | 10/05/2026 | 20/05/2026 |   |
        | 3     | 01/05/2026 |            |   |
        | 3     | 01/06/2026 | 01/07/2026 | ! |
        |       | 01/06/2026 |            |   |
        |       | 01/06/2026 |            |   |
    """)  # fmt: skip


def test_705_the_order_is_that_of_the_ends_and_then_of_the_starts():
    reports(liberty.starts_before_previous_ends, DoLo="""
        | CHILD | DOLO_START | DOLO_END   | ! |
        | 1     | 01/05/2026 | 01/12/2026 | ! |
        | 1     | 01/07/2026 | 01/08/2026 |   |
        | 2     | 01/06/2026 | 01/08/2026 | ! |
        | 2     | 01/05/2026 | 01/08/2026 |   |
        | 3     | nonsense   | 01/08/2026 |   |
        | 3     | 01/05/2026 | 01/07/2026 |   |
        | 4     | nonsense   | nonsense   |   |
        | 4     | 01/05/2026 | 01/07/2026 |   |
        | 5     |            |            |   |
        | 5     |            |            | ! |
    """)  # fmt: skip


def test_706_open_order_lost():
    tables = {
        "DoLo_last": """
            | CHILD | DOLO_START | DOLO_END   |
            | 1     | 01/05/2026 |            |
            | 2     | 01/05/2026 |            |
            | 3     | 01/05/2026 | 01/06/2026 |
            | 4     | 01/05/2026 | nonsense   |
            | 5     |            |            |
            | 6     | 01/05/2026 |            |
            | 6     | 01/06/2026 |            |
            | 7     | 01/05/2026 |            |
            |       | 01/05/2026 |            |
        """,
        "DoLo": """
            | CHILD | DOLO_START | ! |
            | 1     | 01/05/2026 |   |
            | 2     |            |   |
            | 2     | 01/07/2027 |   |
            | 2     | 01/06/2027 | ! |
            | 2     | 01/06/2027 |   |
            | 3     | 01/06/2027 |   |
            | 6     | 01/06/2026 | ! |
            | 7     |            | ! |
            | 7     | nonsense   |   |
            |       | 01/06/2027 |   |
        """,
    }
    header = """
        | CHILD | ! |
        | 1     |   |
        | 2     |   |
        | 3     |   |
        | 4     | ! |
        | 5     |   |
        |       |   |
    """
    reports(liberty.open_order_lost, year=2028, **tables, Header=header)
    reports(liberty.open_order_lost, year=2028, **tables)


def test_706_is_not_run_without_last_years_orders():
    tables = {"DoLo": "| CHILD |\n| 1 |", "Header": "| CHILD |\n| 1 |"}
    run = partial(check, rules=[liberty.open_order_lost], declared=TABLES)
    nothing, other = run(case(TABLES, **tables)), run(case(TABLES, **tables, Header_last="| CHILD |\n| 1 |"))
    assert nothing.outcomes["706"] == Outcome("not run", "no previous year's return was given")
    assert other.outcomes["706"] == Outcome("not run", "last year's table DoLo is not in the return")


def test_707_outside_care():
    reports(liberty.outside_care, Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2026 | 01/06/2026 |
        | 2     | 01/07/2026 |            |
        | 1     | 01/06/2026 | 01/07/2026 |
        | 1     | 01/09/2026 | 01/10/2026 |
        | 2     | 01/05/2026 | 01/06/2026 |
        | 3     | nonsense   | 01/06/2026 |
        | 4     | 01/05/2026 | nonsense   |
        | 4     |            | 01/05/2026 |
        |       | 01/05/2026 |            |
    """, DoLo="""
        | CHILD | DOLO_START | DOLO_END   | ! |
        | 1     | 10/05/2026 | 01/07/2026 |   |
        | 1     | 10/05/2026 | 02/07/2026 | ! |
        | 1     | 01/09/2026 | 01/10/2026 |   |
        | 1     | 01/04/2026 | 30/04/2026 | ! |
        | 1     | 10/05/2026 |            | ! |
        | 1     | nonsense   | 02/07/2026 |   |
        | 2     | 01/07/2026 |            |   |
        | 2     | 30/06/2026 |            | ! |
        | 2     | 30/06/2026 | 01/07/2026 |   |
        | 2     | 30/06/2026 | 30/06/2026 | ! |
        | 2     | 01/05/2026 | nonsense   | ! |
        | 3     | 01/05/2026 | 01/05/2027 |   |
        | 4     | 01/05/2026 | 01/05/2027 |   |
        | 5     | 01/05/2026 | 01/05/2027 |   |
        |       | 01/04/2026 | 01/04/2026 |   |
    """)  # fmt: skip


def test_708_starts_before_birth_or_that_day():
    reports(liberty.starts_before_birth, DoLo="""
        | CHILD | DOB        | DOLO_START | ! |
        | 1     | 01/05/2010 | 01/05/2026 |   |
        | 1     | 01/05/2026 | 01/05/2026 | ! |
        | 1     | 02/05/2026 | 01/05/2026 | ! |
        | 1     |            | 01/05/2026 |   |
        | 1     | 02/05/2026 | nonsense   |   |
    """)  # fmt: skip


ORDERS = """
    | CHILD | DOLO_START | DOLO_END   | ! |
    | 1     | 10/05/2026 | 20/05/2026 | {one} |
    | 2     | 10/05/2026 |            |   |
    | 3     | nonsense   | 20/05/2026 |   |
    |       | 10/05/2026 | 20/05/2026 |   |
"""


def test_709_unexpected_placement():
    assert liberty.unexpected_placement.severity == "query"
    reports(liberty.unexpected_placement, DoLo=ORDERS.format(one="!"), Episodes="""
        | CHILD | PLACE | DECOM      | DEC        | ! |
        | 1     | U4    | 01/05/2026 | 10/05/2026 | ! |
        | 1     |       | 20/05/2026 |            | ! |
        | 1     | K2    | 10/05/2026 | 20/05/2026 |   |
        | 1     | Z13   | 10/05/2026 |            |   |
        | 1     | U4    | 01/05/2026 | 09/05/2026 |   |
        | 1     | U4    | 21/05/2026 |            |   |
        | 1     | U4    | nonsense   | 10/05/2026 |   |
        | 2     | U4    | 01/05/2026 |            |   |
        | 3     | U4    | 01/05/2026 |            |   |
        |       | U4    | 01/05/2026 |            |   |
    """)  # fmt: skip


def test_709_a_usual_placement_passes():
    reports(liberty.unexpected_placement, DoLo=ORDERS.format(one=""), Episodes="""
        | CHILD | PLACE | DECOM      | DEC |
        | 1     | Z12   | 01/05/2026 |     |
    """)  # fmt: skip


def test_710_impossible_placement():
    reports(liberty.impossible_placement, DoLo=ORDERS.format(one="!"), Episodes="""
        | CHILD | PLACE | DECOM      | DEC        | ! |
        | 1     | K1    | 01/05/2026 | 10/05/2026 | ! |
        | 1     | P1    | 20/05/2026 | nonsense   | ! |
        | 1     | U4    | 10/05/2026 | 20/05/2026 |   |
        | 1     |       | 10/05/2026 | 20/05/2026 |   |
        | 1     | R5    | 21/05/2026 |            |   |
        | 2     | K3    | 01/05/2026 |            |   |
        | 3     | K3    | 01/05/2026 |            |   |
    """)  # fmt: skip
