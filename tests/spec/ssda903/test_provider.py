"""Providers: an episode's provider number against the register and the authority of the placement."""

from datetime import date

import polars as pl

from keepwell.returns.checking import Outcome, check
from keepwell.returns.ssda903.derived import prepare
from keepwell.returns.ssda903.rules import provider
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case, drawn

RULES = {r.code: r for r in provider.RULES}

# SC1 has two listings, the first of them closed; SC2 closed in August; 7000003 has no codes, end or postcode.
REGISTER = """
    | URN     | PLACE_CODES | PROVIDER_CODES | REG_END    | POSTCODE | LA_CODE_INFERRED |
    | SC1     | K2, S1      | PR1            | 2026-01-31 | ZM11AA   | E06000999        |
    | SC1     | K3          | PR4,PR5        |            | ZN1 1AA  | E06000998        |
    | SC2     | U1          | PR5            | 2026-03-31 | ZM11AB   | E06000999        |
    | SC2     | U2          | PR5            | 2026-08-15 | ZM11AB   | E06000999        |
    | 7000003 |             |                |            |          |                  |
    |         | U1          | PR1            |            | ZM11AC   | E06000999        |
"""


def register(text=REGISTER, **types):
    heads, rows = drawn(text)
    return pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.Utf8), orient="row").cast(types)


def reports(code, episodes, **rest):
    rest = {"PROVIDERS": register(), "AUTHORITY": "E06000999"} | rest
    assert_reports(RULES[code], TABLES, prepare=prepare, Episodes=episodes, **rest)


def outcome(code, episodes="| CHILD | URN |\n| 1 | SC1 |", **rest):
    return check(case(TABLES, Episodes=episodes, **rest), [RULES[code]], TABLES, prepare).outcomes[code]


def test_218_number_missing():
    reports("218", """
        | CHILD | URN     | DEC        | PLACE | PL_LA     | ! |
        | 1     |         |            | U4    | E06000999 | ! |
        | 2     |         | 01/04/2026 |       |           | ! |
        | 3     |         | 32/13/2025 | K2    | E06000999 | ! |
        | 4     |         | 31/03/2026 | U4    | E06000999 |   |
        | 5     |         |            | P1    | E06000999 |   |
        | 6     |         |            | Z13   |           |   |
        | 7     |         |            | U4    | sco       |   |
        | 8     |         |            | U4    | CON       |   |
        | 9     | XXXXXXX |            | U4    | E06000999 |   |
    """)  # fmt: skip


def test_219_place_not_offered():
    reports("219", """
        | CHILD | URN     | PLACE | ! |
        | 1     | SC1     | U4    | ! |
        | 2     | SC1     |       | ! |
        | 3     | SC9     | K2    | ! |
        | 4     | 7000003 | K2    | ! |
        | 5     | SC1     | S1    |   |
        | 6     | sc1     | K3    |   |
        | 7     | XXXXXXX | U4    |   |
        | 8     |         | U4    |   |
    """)  # fmt: skip


def test_221_postcode_is_not_the_homes():
    reports("221", """
        | CHILD | URN     | PLACE | PL_POST  | LS | ! |
        | 1     | SC1     | K2    | ZM1 1AB  | C2 | ! |
        | 2     | SC9     | K2    | ZM1 1AA  |    | ! |
        | 3     | 7000003 | S1    | ZM1 1AA  | C2 | ! |
        | 4     | SC1     | K2    | zm1 1aa  | C2 |   |
        | 5     | SC1     | K3    | ZN11AA   |    |   |
        | 6     | SC1     | K2    |          | C2 |   |
        | 7     | SC1     | K2    | ZM1 1AB  | V4 |   |
        | 8     | SC1     | U4    | ZM1 1AB  | C2 |   |
        | 9     | SC1     |       | ZM1 1AB  | C2 |   |
        | 10    | XXXXXXX | K2    | ZM1 1AB  | C2 |   |
        | 11    |         | K2    | ZM1 1AB  | C2 |   |
    """)  # fmt: skip


def test_224_not_that_kind_of_provider():
    reports("224", """
        | CHILD | URN     | PLACE_PROVIDER | ! |
        | 1     | SC1     | PR2            | ! |
        | 2     | SC1     |                | ! |
        | 3     | SC9     | PR1            | ! |
        | 4     | 7000003 | PR1            | ! |
        | 5     | SC1     | PR1            |   |
        | 6     | SC1     | PR5            |   |
        | 7     | XXXXXXX | PR2            |   |
        | 8     |         | PR2            |   |
    """)  # fmt: skip


def test_227_starts_after_closure():
    reports("227", """
        | CHILD | URN     | DECOM      | ! |
        | 1     | SC2     | 15/08/2026 | ! |
        | 2     | SC2     | 14/08/2026 |   |
        | 3     | SC2     |            |   |
        | 4     | SC2     | 2026-09-01 |   |
        | 5     | SC1     | 15/08/2026 |   |
        | 6     | 7000003 | 15/08/2026 |   |
        | 7     | SC9     | 15/08/2026 |   |
        | 8     | XXXXXXX | 15/08/2026 |   |
        | 9     |         | 15/08/2026 |   |
    """)  # fmt: skip


def test_228_goes_on_after_closure():
    episodes = """
        | CHILD | URN     | DEC        | ! |
        | 1     | SC2     | 16/08/2026 | ! |
        | 2     | SC2     |            | ! |
        | 3     | SC2     | unknown    | ! |
        | 4     | SC2     | 15/08/2026 |   |
        | 5     | SC1     |            |   |
        | 6     | SC9     |            |   |
        | 7     | XXXXXXX |            |   |
    """
    reports("228", episodes)
    ends_with_year = register().with_columns(REG_END=pl.lit("31/03/2027"))
    reports("228", "| CHILD | URN | DEC |\n| 1 | SC2 | |", PROVIDERS=ends_with_year)


def test_229_whose_area():
    episodes = """
        | CHILD | URN     | PLACE | PLACE_PROVIDER | ! |
        | 1     | SC2     | U4    | PR2            | ! |
        | 2     | SC9     | U4    | PR1            | ! |
        | 3     | 7000003 |       | PR1            | ! |
        | 4     | SC1     | K2    | PR1            |   |
        | 5     | SC1     | K2    | PR2            |   |
        | 6     | SC2     | U4    | PR1            |   |
        | 7     | SC9     | U4    | PR2            |   |
        | 8     | SC2     | K3    | PR2            |   |
        | 9     | SC2     | P1    | PR2            |   |
        | 10    | SC2     | U4    |                |   |
        | 11    | XXXXXXX | U4    | PR1            |   |
        | 12    |         | U4    | PR1            |   |
    """
    reports("229", episodes)
    assert outcome("229", PROVIDERS=register()).why == "the returning authority is not known"


def test_229_authorities_come_from_the_directory_when_the_register_has_none():
    bare = register().drop("LA_CODE_INFERRED")
    assert outcome("229", PROVIDERS=bare, AUTHORITY="E10000030").why == "no postcode directory is loaded"
    directory = {"pcd_abbr": ["ZM11AA", "ZM11AB"], "oseast1m": [1, 2], "osnrth1m": [1, 2]}
    directory = pl.DataFrame(directory | {"laua": ["E07000207", "E07000208"]})
    reports("229", """
        | CHILD | URN | PLACE | PLACE_PROVIDER | ! |
        | 1     | SC2 | U4    | PR2            | ! |
        | 2     | SC2 | U4    | PR1            |   |
    """, PROVIDERS=bare, POSTCODES=directory, AUTHORITY="E10000030")  # fmt: skip


def test_241_supported_elsewhere():
    reports("241", """
        | CHILD | URN     | PLACE | PL_LA     | ! |
        | 1     | SC2     | K3    | E06000998 | ! |
        | 2     | 7000003 | K3    | E06000998 | ! |
        | 3     | SC1     | K3    | E06000998 |   |
        | 4     | SC1     | K3    | E06000999 |   |
        | 5     | SC2     | K3    |           |   |
        | 6     | SC9     | K3    | E06000998 |   |
        | 7     | SC2     | K2    | E06000998 |   |
        | 8     | SC2     |       | E06000998 |   |
        | 9     | XXXXXXX | K3    | E06000998 |   |
        | 10    |         | K3    | E06000998 |   |
    """)  # fmt: skip


def test_243_number_outside_england():
    reports("243", """
        | CHILD | URN     | PL_LA     | ! |
        | 1     | SC1     | WAL       | ! |
        | 2     | XXXXXXX | nuk       | ! |
        | 3     |         | CON       |   |
        | 4     | SC1     | E06000999 |   |
        | 5     | SC1     |           |   |
    """, PROVIDERS=None)  # fmt: skip


def test_1008_unknown_number():
    reports("1008", """
        | CHILD | URN     | ! |
        | 1     | SC9     | ! |
        |       | 700000  | ! |
        | 3     | 7000003 |   |
        | 4     | sc2     |   |
        | 5     | XXXXXXX |   |
        | 6     |         |   |
    """)  # fmt: skip


def test_1008_numbers_are_compared_as_text_whatever_the_register_keeps():
    for kind in (pl.Int64, pl.Float64, pl.Utf8):
        numbers = register("| URN |\n| 1000001 |\n| 1000002 |", URN=kind)
        reports("1008", """
            | CHILD | URN     | ! |
            | 1     | 1000001 |   |
            | 2     | 100000  | ! |
        """, PROVIDERS=numbers)  # fmt: skip
    dated = pl.DataFrame({"URN": [1000001], "REG_END": [date(2026, 8, 15)]})
    reports("227", "| CHILD | URN | DECOM | ! |\n| 1 | 1000001 | 15/08/2026 | ! |", PROVIDERS=dated)


def test_rules_of_the_register_are_not_run_without_one():
    for code in ("219", "221", "224", "227", "228", "229", "241", "1008"):
        assert outcome(code, AUTHORITY="E06000999") == Outcome("not run", "no provider register was given")
