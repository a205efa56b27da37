"""Episodes: dates, and how long an episode or a run of them may last."""

from functools import partial

from keepwell.returns.ssda903.rules import episode_dates as episodes
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

reports = partial(assert_reports, declared=TABLES)


def test_141_start_unreadable():
    reports(episodes.start_unreadable, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 1/5/2026   |   |
        | 1     |            |   |
        | 1     | 2026-05-01 | ! |
        | 1     | 31/02/2026 | ! |
    """)  # fmt: skip


def test_147_end_unreadable():
    reports(episodes.end_unreadable, Episodes="""
        | CHILD | DEC        | ! |
        | 1     | 01/05/2026 |   |
        | 1     |            |   |
        | 1     | 01/05/26   | ! |
        | 1     | ZZ/05/2026 | ! |
    """)  # fmt: skip


def test_353_start_before_the_act():
    reports(episodes.start_before_the_act, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 13/10/1991 | ! |
        | 1     | 14/10/1991 |   |
        | 1     |            |   |
        | 1     | 1/1/91     |   |
    """)  # fmt: skip


def test_354_start_after_the_year():
    reports(episodes.start_after_the_year, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2027 | ! |
        | 1     |            |   |
    """)  # fmt: skip
    reports(episodes.start_after_the_year, year=2026, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 31/03/2027 | ! |
    """)  # fmt: skip


def test_355_ends_as_it_starts_as_dates():
    reports(episodes.ends_as_it_starts, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/05/2026 | 1/5/2026   | ! |
        | 1     | 01/05/2026 | 02/05/2026 |   |
        | 1     |            |            |   |
        | 1     | nonsense   | nonsense   |   |
    """)  # fmt: skip


def test_356_ends_before_it_starts():
    reports(episodes.ends_before_it_starts, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 02/05/2026 | 01/05/2026 | ! |
        | 1     | 01/05/2026 | 01/05/2026 |   |
        | 1     | 01/05/2026 |            |   |
        | 1     | 32/05/2026 | 01/05/2026 |   |
    """)  # fmt: skip


def test_385_end_after_the_year():
    reports(episodes.end_after_the_year, Episodes="""
        | CHILD | DEC        | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2027 | ! |
        | 1     |            |   |
    """)  # fmt: skip


def test_446_placement_order_too_early():
    reports(episodes.placement_order_too_early, Episodes="""
        | CHILD | LS | DECOM      | ! |
        | 1     | E1 | 30/11/2005 | ! |
        | 1     | E1 | 01/12/2005 |   |
        | 1     | E1 |            |   |
        | 1     | C2 | 30/11/2005 |   |
    """)  # fmt: skip


def test_361_long_police_protection_alone_and_in_a_run():
    reports(episodes.long_police_protection, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | L1 | 03/05/2026 | 05/05/2026 | ! |
        | 2     | L1 | 01/05/2026 | 04/05/2026 |   |
        | 1     | L1 | 01/05/2026 | 03/05/2026 | ! |
        | 1     | C2 | 05/05/2026 |            |   |
        | 3     | L1 | 28/03/2027 |            |   |
        | 4     | L1 | 27/03/2027 | 31/31/2027 | ! |
        | 5     | L1 |            | 04/05/2026 |   |
        |       | L1 | 01/05/2026 | 09/05/2026 |   |
    """)  # fmt: skip


def test_361_a_run_is_broken_by_a_gap_or_another_status():
    reports(episodes.long_police_protection, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | L1 | 01/05/2026 | 03/05/2026 |   |
        | 1     | L1 | 04/05/2026 | 06/05/2026 |   |
        | 2     | L1 | 01/05/2026 | 03/05/2026 |   |
        | 2     |    | 03/05/2026 | 03/05/2026 |   |
        | 2     | L1 | 03/05/2026 | 06/05/2026 |   |
        | 3     | L1 | 01/05/2026 | 03/05/2026 |   |
        | 4     | L1 | 03/05/2026 | 06/05/2026 |   |
        | 5     | L1 | 01/05/2026 | 03/05/2026 | ! |
        | 5     | L1 | 03/05/2026 | 06/05/2026 | ! |
        | 5     | L1 | nonsense   | 06/05/2026 |   |
    """)  # fmt: skip


def test_361_a_run_of_three_with_ties_in_file_order():
    reports(episodes.long_police_protection, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | L1 | 01/05/2026 | 01/05/2026 | ! |
        | 1     | L1 | 01/05/2026 | 03/05/2026 | ! |
        | 1     | L1 | 03/05/2026 | 05/05/2026 | ! |
        | 2     | L1 | 01/05/2026 | 03/05/2026 |   |
        | 2     | L1 | 01/05/2026 | 01/05/2026 |   |
        | 2     | L1 | 03/05/2026 | 05/05/2026 |   |
    """)  # fmt: skip


def test_362_long_emergency_protection():
    reports(episodes.long_emergency_protection, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | L2 | 01/05/2026 | 10/05/2026 | ! |
        | 1     | L2 | 10/05/2026 | 23/05/2026 | ! |
        | 2     | L2 | 01/05/2026 | 22/05/2026 |   |
        | 3     | L2 | 09/03/2027 |            | ! |
        | 4     | L2 | 10/03/2027 |            |   |
        | 5     | L1 | 01/05/2026 | 23/06/2026 |   |
    """)  # fmt: skip


def test_363_long_assessment_order_adds_up_days_within_a_period():
    reports(episodes.long_assessment_order, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | L3 | 05/05/2026 | 09/05/2026 | ! |
        | 1     | L3 | 01/05/2026 | 05/05/2026 | ! |
        | 2     | L3 | 01/05/2026 | 08/05/2026 |   |
        | 2     | L3 | 09/05/2026 | 12/05/2026 |   |
        | 3     | L3 | 01/05/2026 | 05/05/2026 | ! |
        | 3     | C2 | 05/05/2026 | 05/05/2026 |   |
        | 3     | L3 | 05/05/2026 | 09/05/2026 | ! |
        | 4     | L3 | 24/03/2027 | nonsense   |   |
        | 5     | L3 | 23/03/2027 |            | ! |
        | 6     | L3 |            | 09/05/2026 |   |
        |       | L3 | 01/05/2026 | 09/06/2026 |   |
    """)  # fmt: skip


def test_363_an_episode_that_ends_before_it_starts_counts_no_days():
    reports(episodes.long_assessment_order, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | L3 | 01/05/2026 | 08/05/2026 |   |
        | 1     | L3 | 02/05/2026 | 01/04/2026 |   |
        | 2     | L3 | 01/05/2026 | 09/05/2026 | ! |
        | 2     | L3 | 02/05/2026 | 01/04/2026 | ! |
    """)  # fmt: skip


def test_364_long_police_detention():
    reports(episodes.long_police_detention, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | J2 | 11/05/2026 | 23/05/2026 | ! |
        | 1     | J2 | 01/05/2026 | 11/05/2026 | ! |
        | 2     | J2 | 01/05/2026 | 22/05/2026 |   |
        | 3     | J2 | 01/03/2027 |            | ! |
        | 4     | J1 | 01/03/2027 |            |   |
    """)  # fmt: skip


def test_365_long_short_break():
    reports(episodes.long_short_break, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | V3 | 01/05/2026 | 18/05/2026 |   |
        | 1     | V3 | 01/05/2026 | 19/05/2026 | ! |
        | 1     | V3 | 13/03/2027 |            | ! |
        | 1     | V3 | 14/03/2027 | nonsense   |   |
        | 1     | V3 |            | 19/05/2026 |   |
        | 1     | V4 | 01/05/2026 | 19/05/2026 |   |
    """)  # fmt: skip


def test_367_many_short_breaks_in_the_year():
    reports(episodes.many_short_breaks, Episodes="""
        | CHILD | LS | DECOM      | DEC        | ! |
        | 1     | V3 | 01/03/2026 | 11/04/2026 | ! |
        | 2     | V3 | 01/03/2026 | 11/04/2026 |   |
        | 1     | V3 | 24/01/2027 |            | ! |
        | 2     | V3 | 25/01/2027 | nonsense   |   |
        | 1     | V3 | 01/05/2026 | 01/05/2026 |   |
        | 2     | V3 | 01/05/2026 | 01/05/2026 |   |
        | 1     | V3 | 01/06/2026 | 02/06/2026 | ! |
        | 1     | V3 | 01/02/2026 | 01/03/2026 |   |
        | 1     | V4 | 01/05/2026 | 01/09/2026 |   |
        | 1     | V3 |            | 01/09/2026 |   |
        |       | V3 | 01/05/2026 | 01/09/2026 |   |
        | 3     | V3 | 15/01/2027 | 15/04/2027 |   |
        | 4     | V3 | 14/01/2027 | 15/04/2027 | ! |
    """)  # fmt: skip


def test_375_long_hospital_stay():
    reports(episodes.long_hospital_stay, Episodes="""
        | CHILD | PLACE | DECOM      | DEC        | ! |
        | 1     | T1    | 01/05/2026 | 12/06/2026 |   |
        | 1     | T1    | 01/05/2026 | 13/06/2026 | ! |
        | 1     | T1    | 01/05/2026 |            |   |
        | 1     | T1    | nonsense   | 13/06/2026 |   |
        | 1     | T2    | 01/05/2026 | 13/06/2026 |   |
    """)  # fmt: skip


def test_376_long_carer_holiday():
    reports(episodes.long_carer_holiday, Episodes="""
        | CHILD | PLACE | DECOM      | DEC        | ! |
        | 1     | T3    | 01/05/2026 | 22/05/2026 |   |
        | 1     | T3    | 01/05/2026 | 23/05/2026 | ! |
        | 1     | T3    | 01/05/2026 |            |   |
        | 1     | T1    | 01/05/2026 | 23/05/2026 |   |
    """)  # fmt: skip


def test_379_long_other_temporary():
    reports(episodes.long_other_temporary, Episodes="""
        | CHILD | PLACE | DECOM      | DEC        | ! |
        | 1     | T4    | 01/05/2026 | 08/05/2026 |   |
        | 1     | T4    | 01/05/2026 | 09/05/2026 | ! |
        | 1     | T4    | 01/05/2026 |            |   |
        | 1     | T3    | 01/05/2026 | 09/05/2026 |   |
    """)  # fmt: skip
