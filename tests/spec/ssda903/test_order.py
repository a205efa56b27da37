"""Episodes: order and continuity within the year."""

from keepwell.returns.ssda903.rules import order
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

RULES = {rule.code: rule for rule in order.RULES}


def assert_episodes(code, episodes, year=2027, **tables):
    assert_reports(RULES[code], TABLES, year, Episodes=episodes, **tables)


def test_142_every_episode_but_the_last_has_ended():
    assert_episodes("142", """
        | CHILD | DECOM      | DEC        | REC | ! |
        | 1     | 01/07/2026 |            |     |   |
        | 1     | 01/05/2026 |            | X1  | ! |
        | 1     | 01/06/2026 | 01/07/2026 |     | ! |
        | 1     | 01/04/2026 | 01/05/2026 | X1  |   |
        | 2     | 01/05/2026 | 32/05/2026 | X1  | ! |
        | 2     | 01/05/2026 |            |     |   |
        | 3     | 01/05/2026 |            |     | ! |
        | 3     | 31/06/2026 |            |     |   |
        | 3     |            |            |     |   |
        |       | 01/05/2026 |            |     |   |
        |       | 01/06/2026 |            |     |   |
    """)  # fmt: skip


def test_225_a_change_of_placement_has_a_reason():
    assert_episodes("225", """
        | CHILD | DECOM      | RNE | PLACE | REC | REASON_PLACE_CHANGE | ! |
        | 1     | 01/05/2026 | S   | U1    | X1  |                     | ! |
        | 1     | 01/06/2026 | P   |       | X1  |                     | ! |
        | 1     | 01/07/2026 | B   | U1    | X1  | CARPL               |   |
        | 1     | 01/08/2026 | T   | U1    | X1  |                     |   |
        | 1     | 01/09/2026 | L   | U1    | X1  |                     |   |
        | 1     | 01/10/2026 | P   | T2    | X1  |                     |   |
        | 1     | 01/11/2026 | P   | U1    | E8  |                     |   |
        | 1     | 01/12/2026 | P   | U1    | X1  |                     |   |
        | 2     |            | P   | U1    | X1  |                     |   |
    """)  # fmt: skip


def test_226_no_reason_for_change_around_a_temporary_placement():
    assert_episodes("226", """
        | CHILD | DECOM      | PLACE | REASON_PLACE_CHANGE | ! |
        | 1     | 01/06/2026 | T0    |                     | ! |
        | 1     | 01/05/2026 | U1    | CARPL               |   |
        | 1     | 01/07/2026 | T4    |                     |   |
        | 1     | 01/08/2026 | T1    | OTHER               | ! |
        | 2     |            | T1    |                     |   |
        | 2     | 01/09/2026 |       | OTHER               |   |
        | 2     | 01/10/2026 | U1    |                     |   |
        |       | 01/10/2026 | U1    | OTHER               |   |
        |       | 01/11/2026 | T1    |                     |   |
    """)  # fmt: skip


def test_233_an_open_episode_has_no_reason_for_change():
    assert_episodes("233", """
        | CHILD | DECOM      | DEC        | REASON_PLACE_CHANGE | ! |
        | 1     | 01/05/2026 |            | CARPL               | ! |
        | 1     | 01/05/2026 | 31/02/2027 | CARPL               | ! |
        | 1     | 01/05/2026 | 28/02/2027 | CARPL               |   |
        | 1     | 01/05/2026 |            |                     |   |
    """)  # fmt: skip


def test_234_custody_from_ten_years_on():
    assert_episodes("234", """
        | CHILD | DECOM      | DEC        | REASON_PLACE_CHANGE | ! |
        | 1     | 01/05/2026 | 28/02/2026 | CUSTOD              | ! |
        | 1     | 27/02/2027 | 28/02/2027 | CUSTOD              |   |
        | 1     | 28/02/2027 | 27/02/2027 | CUSTOD              | ! |
        | 2     | 01/05/2026 | 27/02/2020 | CUSTOD              |   |
        | 2     |            |            | CUSTOD              |   |
        | 3     | 01/05/2020 | 27/02/2020 | OTHER               |   |
        | 4     | 01/05/2020 | 27/02/2020 | CUSTOD              |   |
    """, Header="""
        | CHILD | DOB        | ! |
        | 1     | 28/02/2017 | ! |
        | 2     | 28/02/2018 |   |
        | 3     | 28/02/2018 |   |
        | 4     | 30/02/2018 |   |
    """)  # fmt: skip


def test_234_ten_on_the_28_of_february_when_born_on_the_29():
    assert_episodes("234", """
        | CHILD | DECOM      | DEC        | REASON_PLACE_CHANGE | ! |
        | 1     | 01/05/2025 | 28/02/2026 | CUSTOD              |   |
        | 2     | 01/05/2025 | 27/02/2026 | CUSTOD              | ! |
    """, Header="""
        | CHILD | DOB        | ! |
        | 1     | 29/02/2016 |   |
        | 2     | 29/02/2016 | ! |
    """)  # fmt: skip


def test_336_own_carers_fostered_before():
    assert_episodes("336", """
        | CHILD | DECOM      | PLACE | ! |
        | 1     | 01/05/2026 | A3    |   |
        | 1     | 01/06/2026 | A5    |   |
        | 1     | 01/07/2026 | K2    |   |
        | 1     | 01/08/2026 | A3    | ! |
        | 1     |            | A3    |   |
        | 2     | 01/06/2026 | A5    | ! |
        | 2     | 01/05/2026 |       |   |
        | 2     | 01/07/2026 | U6    |   |
        | 2     | 01/08/2026 | A3    |   |
        | 2     | 01/08/2026 | K2    |   |
        | 2     | 01/08/2026 | A4    |   |
    """)  # fmt: skip


def test_357_the_first_episode_of_the_year_starts_care():
    assert_episodes("357", """
        | CHILD | DECOM      | RNE | ! |
        | 1     | 02/04/2026 | P   |   |
        | 1     | 01/04/2026 |     | ! |
        | 2     | 31/03/2026 | P   |   |
        | 2     | 01/05/2026 | P   |   |
        | 3     | 01/05/2026 | L   | ! |
        | 3     | 01/05/2026 | S   |   |
        | 4     | 01/05/2026 | S   |   |
        | 4     |            | P   |   |
        | 5     | 2026-05-01 | P   |   |
        |       | 01/05/2026 | P   |   |
    """)  # fmt: skip


def test_383_back_to_the_placement_before_a_temporary_one():
    assert_episodes("383", """
        | CHILD | DECOM      | RNE | PLACE | PL_POST | ! |
        | 1     | 01/05/2026 | S   | U1    | AB1 2CD |   |
        | 1     | 01/06/2026 | P   | T0    | AB1 2CE |   |
        | 1     | 01/07/2026 | P   | U1    | AB12CD  |   |
        | 2     | 01/05/2026 | S   | U1    |         |   |
        | 2     | 01/06/2026 | P   | T4    |         |   |
        | 2     | 01/07/2026 | P   | U1    |         |   |
        | 2     | 01/08/2026 | P   | T1    |         |   |
        | 2     | 01/09/2026 | P   | U1    | AB1 2CD | ! |
        | 3     | 01/05/2026 | S   | U1    |         |   |
        | 3     | 01/06/2026 | P   | T1    |         |   |
        | 3     | 01/07/2026 |     | U1    |         | ! |
        | 3     | 01/08/2026 | P   | T1    |         |   |
        | 3     | 01/09/2026 | P   | U2    |         | ! |
        | 3     | 32/09/2026 | P   | U1    |         |   |
        | 4     | 01/05/2026 | P   | T1    |         |   |
        | 4     | 01/06/2026 | P   | U2    |         |   |
        | 4     | 01/07/2026 | P   | U1    |         |   |
        |       | 01/05/2026 | P   | U1    |         |   |
        |       | 01/06/2026 | P   | T1    |         |   |
        |       | 01/07/2026 | P   | U2    |         |   |
    """)  # fmt: skip


def test_388_x1_where_the_next_episode_continues():
    assert_episodes("388", """
        | CHILD | DECOM      | DEC        | REC | ! |
        | 1     | 01/05/2026 | 01/06/2026 | X1  |   |
        | 1     | 01/06/2026 | 01/07/2026 | X1  | ! |
        | 1     | 02/07/2026 | 03/07/2026 | E8  | ! |
        | 1     | 03/07/2026 | 01/08/2026 | E8  |   |
        | 1     | 02/08/2026 | 03/08/2026 | X1  | ! |
        | 2     | 01/05/2026 |            | X1  |   |
        | 2     | 01/06/2026 | 01/07/2026 |     |   |
        | 2     | 01/07/2026 |            | X1  |   |
        | 3     | 01/05/2026 | 01/06/2026 | X1  |   |
        | 3     | 30/02/2026 | 01/07/2026 | E8  |   |
        | 4     |            | 01/07/2026 | X1  | ! |
        |       | 01/05/2026 | 01/06/2026 | X1  |   |
    """)  # fmt: skip


def test_431_care_starts_after_the_previous_end():
    assert_episodes("431", """
        | CHILD | DECOM      | DEC        | RNE | ! |
        | 1     | 01/06/2026 | 01/07/2026 | S   | ! |
        | 1     | 01/05/2026 | 01/06/2026 | S   |   |
        | 1     | 02/07/2026 | 01/08/2026 | S   |   |
        | 1     | 01/08/2026 |            | P   |   |
        | 1     | 02/08/2026 |            | S   |   |
        |       | 01/05/2026 | 01/06/2026 | S   |   |
        |       | 01/05/2026 | 01/06/2026 | S   |   |
    """)  # fmt: skip


def test_432_care_starts_again_after_it_ended():
    assert_episodes("432", """
        | CHILD | DECOM      | REC | RNE | ! |
        | 1     | 01/05/2026 | E4a | S   |   |
        | 1     | 01/06/2026 | E8  | S   |   |
        | 1     | 01/07/2026 | X1  |     | ! |
        | 1     | 01/08/2026 |     | P   |   |
        | 1     | 01/09/2026 | E48 | P   |   |
        | 1     | tomorrow   |     | L   | ! |
        | 2     | 01/05/2026 | E8  | P   |   |
        |       | 01/05/2026 | E8  | P   |   |
        |       | 01/06/2026 | E8  | P   |   |
    """)  # fmt: skip


def test_433_changes_follow_on_the_same_day():
    assert_episodes("433", """
        | CHILD | DECOM      | DEC        | RNE | ! |
        | 1     | 01/05/2026 | 1/6/2026   | P   |   |
        | 1     | 01/06/2026 | 01/07/2026 | P   |   |
        | 1     | 02/07/2026 |            | L   | ! |
        | 1     | 01/08/2026 | 03/08/2026 | T   | ! |
        | 1     | 02/08/2026 | 05/08/2026 | S   |   |
        | 2     |            |            | B   | ! |
        | 2     | 01/05/2026 | 01/06/2026 | U   |   |
        | 3     | 01/05/2026 | 02/05/2026 | P   |   |
        | 3     | 01/05/2026 | 01/05/2026 | P   |   |
        | 3     | 02/05/2026 |            | P   |   |
        |       | 01/05/2026 | 01/06/2026 | P   |   |
        |       | 01/05/2026 | 01/06/2026 | P   |   |
    """)  # fmt: skip


PLACES = """
    | CHILD | DECOM      | RNE | LS | PLACE | PL_POST | URN   | PLACE_PROVIDER | ! |
    | 1     | 01/05/2026 | {r} | C1 | U1    | AB1 2CD | 10    | PR1            |   |
    | 1     | 02/05/2026 | {r} | C2 | U1    | AB12CD  | 10    | PR1            | {legal} |
    | 1     | 03/05/2026 | {r} | C2 | U1    | AB1 2CD | 11    | PR1            | {place} |
    | 1     | 04/05/2026 | {r} | C1 | U1    | AB1 2CE | 11    | PR1            | {both} |
    | 1     | 05/05/2026 | {r} | C1 | U1    | AB1 2CE | 11    | PR1            | {none} |
    | 1     | 06/05/2026 | {r} |    |       |         |       |                | {both} |
    | 1     | 07/05/2026 | {r} |    |       |         |       |                | {empty} |
    | 1     | 08/05/2026 | {r} |    | U1    |         |       |                | {place_only} |
    | 1     |            | {r} | C1 | U1    |         |       |                | {legal} |
    | 2     | 01/05/2026 | {r} | C1 | U1    |         |       |                |   |
    | 2     | 02/05/2026 | X   | C1 | U1    |         |       |                |   |
    |       | 01/05/2026 | {r} | C1 | U1    |         |       |                |   |
    |       | 02/05/2026 | {r} | C1 | U1    |         |       |                |   |
"""


def assert_changes(code, reason, **marks):
    signs = {name: "!" if name in marks else " " for name in ("legal", "place", "both", "none", "empty", "place_only")}
    assert_episodes(code, PLACES.format(r=reason, **signs))


def test_434_only_the_legal_status_changes():
    assert_changes("434", "L", place=1, both=1, none=1, place_only=1)


def test_435_only_the_placement_changes():
    for reason in "PT":
        assert_changes("435", reason, legal=1, both=1, none=1, empty=1)


def test_436_both_change():
    for reason in "UB":
        assert_changes("436", reason, legal=1, place=1, none=1, empty=1, place_only=1)


def test_437_nothing_follows_death_or_a_move_to_another_authority():
    assert_episodes("437", """
        | CHILD | DECOM      | REC | ! |
        | 1     | 01/06/2026 | E15 | ! |
        | 1     | 01/05/2026 | E2  | ! |
        | 1     |            | E2  |   |
        | 1     | 2026       | E2  |   |
        | 2     | 01/05/2026 | E8  |   |
        | 2     | 01/06/2026 | E2  |   |
        |       | 01/06/2026 | E2  |   |
        |       | 01/06/2026 | E2  |   |
    """)  # fmt: skip


def test_501_no_overlap():
    assert_episodes("501", """
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/07/2026 |            |   |
        | 1     | 01/05/2026 | 01/06/2026 | ! |
        | 1     | 01/04/2026 | 02/05/2026 |   |
        | 1     | 01/06/2026 | 01/06/2026 |   |
        | 2     | 01/05/2026 | 02/13/2026 |   |
        | 2     | 01/05/2026 | 02/05/2026 |   |
        | 2     | 01/05/2026 | 02/05/2026 | ! |
        | 2     |            | 02/05/2027 |   |
        |       | 01/05/2026 | 02/05/2026 |   |
        |       | 01/05/2026 | 02/05/2026 |   |
    """)  # fmt: skip


def test_504_the_need_stays_within_one_time_in_care():
    assert_episodes("504", """
        | CHILD | DECOM      | DEC        | REC | CIN | ! |
        | 1     | 01/05/2026 | 01/06/2026 | X1  | N1  |   |
        | 1     | 01/06/2026 | 01/07/2026 | X1  | N2  | ! |
        | 1     | 01/07/2026 | 01/08/2026 | X1  |     | ! |
        | 1     | 01/08/2026 | 01/09/2026 | X1  |     |   |
        | 1     | 02/09/2026 | 03/09/2026 | E8  | N1  |   |
        | 1     | 03/09/2026 |            | X1  | N2  |   |
        | 1     |            |            |     | N3  |   |
        |       | 01/05/2026 | 01/06/2026 | X1  | N1  |   |
        |       | 01/06/2026 | 01/06/2026 | X1  | N2  |   |
    """)  # fmt: skip


def test_1009_reasons_for_change_are_listed():
    assert_episodes("1009", """
        | CHILD | REASON_PLACE_CHANGE | ! |
        | 1     | CARPL               |   |
        | 1     | other               |   |
        |       | CARP                | ! |
        | 1     |                     |   |
        | 1     | custod              |   |
        | 1     | 1                   | ! |
    """)  # fmt: skip
