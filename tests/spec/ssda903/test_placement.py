"""Placement: the kind of placement, who provides it, and whether a provider's number fits it."""

from keepwell.returns.ssda903.rules import placement
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

RULES = {r.code: r for r in placement.RULES}


def reports(code, episodes):
    assert_reports(RULES[code], TABLES, Episodes=episodes)


def test_178_provider_code():
    reports("178", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | U4    | PR5            |   |
        | 2     | U4    | PR6            | ! |
        | 3     | T0    | PR1            | ! |
        | 4     | Z14   | PR1            | ! |
        | 5     | T4    | PR1            |   |
        | 6     | T3    |                |   |
        | 7     |       | pr1            |   |
        | 8     |       | X              | ! |
    """)  # fmt: skip


def test_213_provider_of_temporary_placement():
    reports("213", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | T4    | PR1            | ! |
        | 2     | Z11   | ??             | ! |
        | 3     | t0    | PR1            | ! |
        | 4     | T4    |                |   |
        | 5     | U1    | PR1            |   |
        | 6     |       | PR1            |   |
    """)  # fmt: skip


def test_214_place_of_short_break():
    reports("214", """
        | CHILD | LS | PL_POST | URN     | ! |
        | 1     | V3 | ZM1 1AA |         | ! |
        | 2     | V4 |         | XXXXXXX | ! |
        | 3     | V4 |         |         |   |
        | 4     | C2 | ZM1 1AA | SC99001 |   |
        | 5     |    | ZM1 1AA | SC99001 |   |
    """)  # fmt: skip


def test_217_adopted_by_present_carers():
    reports("217", """
        | CHILD | PLACE | DECOM      | RNE | ! |
        | 1     | A3    | 01/04/2015 | P   | ! |
        | 2     | A5    | 01/06/2026 |     | ! |
        | 3     | A5    | 01/06/2026 | T   |   |
        | 4     | A3    | 31/03/2015 | P   |   |
        | 5     | A3    |            | P   |   |
        | 6     | A3    | 31/02/2026 | P   |   |
        | 7     | A4    | 01/06/2026 | P   |   |
    """)  # fmt: skip


def test_222_number_where_there_is_none():
    reports("222", """
        | CHILD | PLACE | URN     | ! |
        | 1     | P1    | SC99001 | ! |
        | 2     | Z13   | SC99001 | ! |
        | 3     | P1    | XXXXXXX |   |
        | 4     | R5    |         |   |
        | 5     | K2    | SC99001 |   |
        | 6     |       | SC99001 |   |
    """)  # fmt: skip


def test_242_no_number_outside_fostering():
    reports("242", """
        | CHILD | PLACE | URN     | ! |
        | 1     | K2    | XXXXXXX | ! |
        | 2     |       | xxxxxxx | ! |
        | 3     | A6    | XXXXXXX |   |
        | 4     | U1    | XXXXXXX |   |
        | 5     | K2    | SC99001 |   |
        | 6     | K2    |         |   |
    """)  # fmt: skip


def test_516_guardianship_by_foster_carers():
    reports("516", """
        | CHILD | REC | PLACE | ! |
        | 1     | E45 | K2    | ! |
        | 2     | E46 |       | ! |
        | 3     | E46 | U6    |   |
        | 4     | E47 | K2    |   |
        | 5     |     | K2    |   |
    """)  # fmt: skip


def test_526_provider_missing():
    reports("526", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | U4    |                | ! |
        | 2     |       |                | ! |
        | 3     | T4    |                |   |
        | 4     | Z12   |                |   |
        | 5     | U4    | ??             |   |
    """)  # fmt: skip


def test_527_own_provision():
    reports("527", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | P1    | PR1            | ! |
        | 2     | R5    | PR1            | ! |
        | 3     | R2    | PR2            |   |
        | 4     | R3    | PR1            |   |
        | 5     |       | PR1            |   |
        | 6     | P1    |                |   |
    """)  # fmt: skip


def test_528_another_councils_provision():
    reports("528", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | P1    | PR2            | ! |
        | 2     | R2    | PR2            | ! |
        | 3     | R2    | PR1            |   |
        | 4     | K2    | PR2            |   |
        | 5     |       | PR2            |   |
        | 6     | R5    |                |   |
    """)  # fmt: skip


def test_529_public_body_provision():
    reports("529", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | A3    | PR3            | ! |
        | 2     | K1    | PR3            | ! |
        | 3     | U6    | PR3            | ! |
        | 4     | P1    | PR3            | ! |
        | 5     | R2    | PR3            |   |
        | 6     | U6    | PR4            |   |
        | 7     |       | PR3            |   |
    """)  # fmt: skip


def test_530_charity_provides_parents():
    reports("530", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | P1    | PR4            | ! |
        | 2     | P1    | PR0            |   |
        | 3     | K2    | PR4            |   |
        | 4     |       | PR4            |   |
    """)  # fmt: skip


def test_531_company_provides_parents():
    reports("531", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | P1    | PR5            | ! |
        | 2     | P1    |                |   |
        | 3     | K2    | PR5            |   |
        | 4     |       | PR5            |   |
    """)  # fmt: skip


def test_550_parents_provide_another_place():
    reports("550", """
        | CHILD | PLACE | PLACE_PROVIDER | ! |
        | 1     | U1    | PR0            | ! |
        | 2     |       | PR0            | ! |
        | 3     | P1    | PR0            |   |
        | 4     | U1    | PR1            |   |
        | 5     | U1    |                |   |
    """)  # fmt: skip
