"""Episodes: codes, and codes that do not go together."""

from functools import partial

from keepwell.returns.ssda903.rules import episode_codes as episodes
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

reports = partial(assert_reports, declared=TABLES)


def test_143_new_episode_reason_unknown():
    reports(episodes.new_episode_reason_unknown, Episodes="""
        | CHILD | RNE | ! |
        | 1     | S   |   |
        | 1     | s   |   |
        | 1     | X1  | ! |
        | 1     |     |   |
    """)  # fmt: skip


def test_144_legal_status_unknown():
    reports(episodes.legal_status_unknown, Episodes="""
        | CHILD | LS | ! |
        | 1     | C1 |   |
        | 1     | c2 |   |
        | 1     | C3 | ! |
        | 1     |    |   |
    """)  # fmt: skip


def test_145_need_unknown():
    reports(episodes.need_unknown, Episodes="""
        | CHILD | CIN | ! |
        | 1     | N8  |   |
        | 1     | N9  | ! |
        | 1     | N0  | ! |
        | 1     |     |   |
    """)  # fmt: skip


def test_146_placement_unknown():
    for year in (2026, 2027):
        reports(episodes.placement_unknown, year=year, Episodes="""
            | CHILD | PLACE | ! |
            | 1     | Z11   |   |
            | 1     | u4    |   |
            | 1     | Z1    | ! |
            | 1     | H5    | ! |
            | 1     | P2    | ! |
            | 1     |       |   |
        """)  # fmt: skip


def test_149_end_reason_unknown():
    reports(episodes.end_reason_unknown, Episodes="""
        | CHILD | REC | ! |
        | 1     | E4a |   |
        | 1     | X1  |   |
        | 1     | E4  | ! |
        | 1     | E10 | ! |
        | 1     |     |   |
    """)  # fmt: skip


def test_148_end_half_told_or_unreadable():
    reports(episodes.end_half_told, Episodes="""
        | CHILD | DEC        | REC | ! |
        | 1     | 01/05/2026 | X1  |   |
        | 1     |            |     |   |
        | 1     | 01/05/2026 |     | ! |
        | 1     |            | X1  | ! |
        | 1     | 31/02/2026 | X1  | ! |
        | 1     | 31/02/2026 |     |   |
    """)  # fmt: skip


def test_366_short_break_not_a_start():
    reports(episodes.short_break_not_a_start, Episodes="""
        | CHILD | LS | RNE | ! |
        | 1     | V3 | S   |   |
        | 1     | V3 | P   | ! |
        | 1     | V3 |     | ! |
        | 1     | V4 | P   |   |
        | 1     |    | P   |   |
    """)  # fmt: skip


def test_377_three_carer_holidays_with_or_without_dates():
    reports(episodes.three_carer_holidays, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 1     | T3    | 01/05/2026 | ! |
        | 2     | T3    | 01/05/2026 |   |
        | 1     | U4    | 01/06/2026 |   |
        | 1     | T3    | nonsense   | ! |
        | 2     | T3    | 01/06/2026 |   |
        | 1     | T3    |            | ! |
        |       | T3    |            |   |
        |       | T3    |            |   |
        |       | T3    |            |   |
    """)  # fmt: skip


def test_378_with_parents_by_agreement():
    reports(episodes.with_parents_by_agreement, Episodes="""
        | CHILD | PLACE | LS | ! |
        | 1     | P1    | V2 | ! |
        | 1     | P1    | C2 |   |
        | 1     | U4    | V2 |   |
        | 1     | P1    |    |   |
    """)  # fmt: skip


def test_380_temporary_without_move():
    reports(episodes.temporary_without_move, Episodes="""
        | CHILD | PLACE | RNE | ! |
        | 1     | T0    | P   |   |
        | 1     | T4    | B   |   |
        | 1     | T1    | S   | ! |
        | 1     | T2    |     | ! |
        | 1     | U4    | S   |   |
        | 1     |       |     |   |
    """)  # fmt: skip


def test_381_temporary_ends_care():
    reports(episodes.temporary_ends_care, Episodes="""
        | CHILD | PLACE | REC | ! |
        | 1     | T0    | X1  |   |
        | 1     | T3    | E8  | ! |
        | 1     | T3    |     |   |
        | 1     | U4    | E8  |   |
    """)  # fmt: skip


def test_382_short_break_temporary():
    reports(episodes.short_break_temporary, Episodes="""
        | CHILD | LS | PLACE | ! |
        | 1     | V3 | T0    | ! |
        | 1     | V4 | T4    | ! |
        | 1     | V2 | T4    |   |
        | 1     | V3 | U6    |   |
        | 1     | V3 |       |   |
    """)  # fmt: skip


def test_384_short_break_in_long_term_care():
    reports(episodes.short_break_in_long_term_care, Episodes="""
        | CHILD | LS | PLACE | ! |
        | 1     | V3 | U1    | ! |
        | 1     | V4 | U4    | ! |
        | 1     | V4 | U5    |   |
        | 1     | V2 | U4    |   |
        | 1     |    | U4    |   |
    """)  # fmt: skip


def test_390_adopted_from_elsewhere():
    reports(episodes.adopted_from_elsewhere, Episodes="""
        | CHILD | REC | PLACE | ! |
        | 1     | E11 | A3    |   |
        | 1     | E12 | A6    |   |
        | 1     | E11 | U4    | ! |
        | 1     | E12 |       | ! |
        | 1     | E8  | U4    |   |
        | 1     |     | U4    |   |
    """)  # fmt: skip


def test_398_short_break_with_postcode():
    reports(episodes.short_break_with_postcode, Episodes="""
        | CHILD | LS | HOME_POST | PL_POST | ! |
        | 1     | V3 | AB1 0CD   |         | ! |
        | 1     | V4 |           | nowhere | ! |
        | 1     | V4 |           |         |   |
        | 1     | V2 | AB1 0CD   | AB1 0CD |   |
    """)  # fmt: skip


def test_408_placed_for_adoption_without_order():
    reports(episodes.placed_for_adoption_without_order, Episodes="""
        | CHILD | PLACE | LS | ! |
        | 1     | A5    | E1 |   |
        | 1     | A6    | C2 | ! |
        | 1     | A5    |    | ! |
        | 1     | A3    | C2 |   |
        | 1     |       | C2 |   |
    """)  # fmt: skip


def test_426_both_kinds_of_short_break():
    reports(episodes.both_kinds_of_short_break, Episodes="""
        | CHILD | LS | DECOM      | ! |
        | 1     | V3 | 01/05/2026 | ! |
        | 2     | V3 | 01/05/2026 |   |
        | 1     | C2 | 01/06/2026 |   |
        | 1     | V4 | nonsense   | ! |
        | 3     | V4 | 01/05/2026 |   |
        | 2     | V3 |            |   |
        |       | V3 |            |   |
        |       | V4 |            |   |
    """)  # fmt: skip
