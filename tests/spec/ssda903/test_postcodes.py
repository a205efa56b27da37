"""Postcodes: home and placement, whose area the placement is in, and how far it is from home."""

import polars as pl
import pytest

from keepwell.returns.checking import Outcome, check
from keepwell.returns.ssda903.derived import prepare
from keepwell.returns.ssda903.rules import postcodes
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

RULES = {r.code: r for r in postcodes.RULES}
HEADER = "| CHILD |\n| 1 |\n| 2 |\n| 3 |\n| 4 |\n| 5 |\n| 6 |"
# 5 is UASC this year by a date nobody can read; the row of 4 says nothing besides the child.
UASC = "| CHILD | DOB | DUC |\n| 5 | | 18th birthday |\n| 4 | 01/01/2010 | |"
UASC_LAST = "| CHILD | SEX |\n| 6 | M |"
OF_UASC = {"Header": HEADER, "UASC": UASC, "UASC_last": UASC_LAST}

# ZM1 1AB is 10.0 miles from ZM1 1AA, ZN1 1AA 372.8 miles.
DIRECTORY = pl.DataFrame(
    [
        ("ZM11AA", 600_000, 400_000, "E06000999"),
        ("ZM11AB", 616_093, 400_000, "E06000999"),
        ("ZN11AA", 600_000, 1_000_000, "W06000015"),
        ("ZP11AA", None, None, "L99999999"),
    ],
    schema=["pcd_abbr", "oseast1m", "osnrth1m", "laua"],
    orient="row",
)


def reports(code, episodes, **rest):
    rest = {"POSTCODES": DIRECTORY, "AUTHORITY": "E06000999"} | rest
    assert_reports(RULES[code], TABLES, prepare=prepare, Episodes=episodes, **rest)


def outcome(code, episodes, **rest):
    return check(case(TABLES, Episodes=episodes, **rest), [RULES[code]], TABLES, prepare).outcomes[code]


def test_164_distance_out_of_range():
    reports("164", """
        | CHILD | PL_DISTANCE | HOME_POST | PL_POST | ! |
        | 1     | -0.1        |           |         | ! |
        | 2     | 1000        |           |         | ! |
        | 4     | 1000        |           |         | ! |
        |       | 1000        |           |         | ! |
        | 1     | 999.9       |           |         |   |
        | 1     | 0           |           |         |   |
        | 1     |             | ZM1 1AA   | ZN1 1AA |   |
        | 3     |             |           |         |   |
        | 5     | 1000        |           |         |   |
        | 6     | 1000        |           |         |   |
    """, **OF_UASC)  # fmt: skip


def test_169_authority_missing():
    reports("169", """
        | CHILD | LS | PL_POST | PL_LA | ! |
        | 1     | C2 |         |       | ! |
        | 2     |    | ZZ9 9ZZ |       | ! |
        | 3     | C2 | ZP1 1AA |       | ! |
        | 4     | C2 | zm1 1aa |       |   |
        | 5     | C2 | ZZ9 9ZZ | CON   |   |
        | 6     | V4 |         |       |   |
    """)  # fmt: skip


def test_179_location_missing():
    reports("179", """
        | CHILD | LS | PL_POST | PL_LA | PL_LOCATION | ! |
        | 1     | C2 |         |       |             | ! |
        | 2     |    | ZZ9 9ZZ |       |             | ! |
        | 3     | C2 | ZM11AA  |       |             |   |
        | 4     | C2 |         | NUK   |             |   |
        | 5     | C2 |         |       | out         |   |
        | 6     | V3 |         |       |             |   |
    """)  # fmt: skip


def test_392a_distance_missing():
    reports("392a", """
        | CHILD | LS | HOME_POST | PL_POST | PL_DISTANCE | ! |
        | 1     | C2 |           | ZM1 1AA |             | ! |
        | 2     |    | ZM1 1AA   | ZZ9 9ZZ |             | ! |
        | 4     | C2 | ZM1 1AA   |         |             | ! |
        | 3     | C2 | ZM1 1AA   | ZP1 1AA |             | ! |
        | 1     | C2 | ZM1 1AA   | ZM1 1AB |             |   |
        | 1     | C2 |           |         | 12.5        |   |
        | 3     | V3 |           |         |             |   |
        | 5     | C2 |           |         |             |   |
        | 6     | C2 |           |         |             |   |
    """, **OF_UASC)  # fmt: skip


def test_392b_postcode_missing():
    reports("392b", """
        | CHILD | LS | HOME_POST | PL_POST | ! |
        | 1     | C2 |           | ZM1 1AA | ! |
        | 2     |    | ZM1 1AA   |         | ! |
        | 4     | C2 |           |         | ! |
        |       | C2 |           |         | ! |
        | 3     | C2 | nowhere   | ??      |   |
        | 3     | V3 |           |         |   |
        | 5     | C2 |           |         |   |
        | 6     | C2 |           |         |   |
    """, **OF_UASC)  # fmt: skip


def test_392b_every_child_counts_when_nobody_says_who_is_uasc():
    reports("392b", """
        | CHILD | LS | HOME_POST | PL_POST | ! |
        | 5     | C2 |           | ZM1 1AA | ! |
        | 6     | C2 | ZM1 1AA   | ZM1 1AA |   |
    """, POSTCODES=None)  # fmt: skip


def test_392c_postcode_unknown():
    reports("392c", """
        | CHILD | HOME_POST | PL_POST  | ! |
        | 1     | ZZ9 9ZZ   | ZM1 1AA  | ! |
        | 2     |           | ZZ9 9ZZ  | ! |
        | 3     | ZM1 1AA   |          |   |
        | 4     | zm1  1aa  | ZP11AA   |   |
        | 5     |           |          |   |
    """)  # fmt: skip
    assert outcome("392c", "| PL_LA |\n| CON |") == Outcome("not run", "no postcode directory is loaded")


def test_392d_placed_at_home():
    reports("392d", """
        | CHILD | HOME_POST | PL_POST | PLACE | ! |
        | 1     | ZM1 1AA   | zm11aa  | U4    | ! |
        | 2     | ZZ99ZZ    | ZZ9 9ZZ |       | ! |
        | 3     | ZM1 1AA   | ZM1 1AA | P1    |   |
        | 4     | ZM1 1AA   | ZM1 1AB | U4    |   |
        | 5     |           |         | U4    |   |
        | 6     | ZM1 1AA   |         | U4    |   |
    """, POSTCODES=None)  # fmt: skip


def test_406_distance_of_unaccompanied():
    reports("406", """
        | CHILD | HOME_POST | PL_POST | PL_DISTANCE | ! |
        | 5     | ZM1 1AA   | ZM1 1AB |             | ! |
        | 6     |           |         | 0           | ! |
        | 5     |           | ZM1 1AB |             |   |
        | 6     | ZM1 1AA   | ZZ9 9ZZ |             |   |
        | 4     | ZM1 1AA   | ZM1 1AB |             |   |
        |       | ZM1 1AA   | ZM1 1AB |             |   |
    """, **OF_UASC)  # fmt: skip


def test_411_inside_but_elsewhere():
    reports("411", """
        | CHILD | PL_POST | PL_LA     | PL_LOCATION | ! |
        | 1     | ZN1 1AA |           | IN          | ! |
        | 2     | ZM1 1AA | E06000998 | in          | ! |
        | 3     | ZM1 1AA |           | IN          |   |
        | 4     | ZN1 1AA |           |             |   |
        | 5     | ZN1 1AA |           | OUT         |   |
        | 6     | ZZ9 9ZZ |           | IN          |   |
    """)  # fmt: skip


def test_420_authority_of_short_break():
    reports("420", """
        | CHILD | LS | PL_POST | PL_LA | ! |
        | 1     | V3 | ZM1 1AA |       | ! |
        | 2     | V4 |         | CON   | ! |
        | 3     | V4 | ZZ9 9ZZ |       |   |
        | 4     | V3 |         |       |   |
        | 5     | C2 | ZM1 1AA |       |   |
        | 6     |    | ZM1 1AA |       |   |
    """)  # fmt: skip


def test_454_far_from_home():
    assert RULES["454"].severity == "query"
    reports("454", """
        | CHILD | HOME_POST | PL_POST | PL_DISTANCE | ! |
        | 1     | ZM1 1AA   | ZN1 1AA |             | ! |
        | 2     |           |         | 350.1       | ! |
        | 3     | ZM1 1AA   | ZM1 1AB |             |   |
        | 4     | ZM1 1AA   | ZN1 1AA | 350         |   |
        | 5     |           |         | 999.9       |   |
        | 6     |           | ZN1 1AA |             |   |
    """)  # fmt: skip


def test_1015_own_provision_elsewhere():
    reports("1015", """
        | CHILD | PLACE_PROVIDER | PLACE | LS | PL_POST | PL_LA     | ! |
        | 1     | PR1            | K2    | C2 | ZN1 1AA |           | ! |
        | 2     | PR1            | S1    | C2 |         |           | ! |
        | 3     | PR1            | K2    | C2 | ZM1 1AA | E06000998 | ! |
        | 4     | PR1            | K2    | C2 | ZM1 1AA |           |   |
        | 5     | PR1            | U4    | C2 | ZN1 1AA |           |   |
        | 6     | PR1            | K3    | C2 | ZN1 1AA |           |   |
        | 7     | PR1            |       | C2 | ZN1 1AA |           |   |
        | 8     | PR1            | K2    |    | ZN1 1AA |           |   |
        | 9     | PR1            | K2    | V3 | ZN1 1AA |           |   |
        | 10    | PR2            | K2    | C2 | ZN1 1AA |           |   |
        | 11    |                | K2    | C2 | ZN1 1AA |           |   |
    """)  # fmt: skip
    assert outcome("1015", "| CHILD |\n| 1 |", POSTCODES=DIRECTORY).why == "the returning authority is not known"


@pytest.mark.parametrize("code", ["164", "392a", "406"])
def test_rules_of_unaccompanied_children_want_to_know_who_they_are(code):
    episodes = "| CHILD | PL_DISTANCE |\n| 1 | 5 |"
    assert outcome(code, episodes, Header=HEADER).state == "not run"
    assert outcome(code, episodes, UASC=UASC).why == "the table Header is not in the return"
    assert outcome(code, episodes, Header=HEADER, UASC=UASC).state in ("passed", "failed")
    assert outcome(code, episodes, Header=HEADER, UASC_last=UASC_LAST).state in ("passed", "failed")


def test_a_header_that_says_who_is_unaccompanied_is_believed():
    header = "| CHILD | UASC |\n| 1 | true |\n| 2 | 0 |\n| 3 | |"
    reports("406", """
        | CHILD | PL_DISTANCE | ! |
        | 1     | 5           | ! |
        | 2     | 5           |   |
        | 3     | 5           |   |
    """, Header=header, FORM="xml")  # fmt: skip
