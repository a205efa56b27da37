"""Columns of Episodes that follow from others."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns.checking import Outcome, check, fields_of, rule
from keepwell.returns.checking.bench import Bench
from keepwell.returns.ssda903.derived import COUNTY_OF, authority_of, prepare, squeezed
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import case

Episodes = fields_of(TABLES["Episodes"])
DIRECTORY = pl.DataFrame(
    [
        ("ZM11AA", "600000", "400000", "E07000208"),
        ("ZM11AB", "600000", "416093", "E06000999"),
        ("ZM11AC", "", "", "S12000005"),
    ],
    schema=["pcd_abbr", "oseast1m", "osnrth1m", "laua"],
    orient="row",
)
DRAWN = """
    | CHILD | HOME_POST | PL_POST | PL_LA | PL_LOCATION | PL_DISTANCE |
    | 1     | zm1 1aa   | ZM1 1AB |       |             |             |
    | 2     | ZM11AB    | ZM1 1AA |       |             |             |
    | 3     | ZM1 1AA   | ZM1 1AC |       |             |             |
    | 4     | ZM1 1AA   | ZM9 9ZZ |       |             |             |
    | 5     | ZM1 1AA   | ZM1 1AB | con   | in          | 7.25        |
    | 6     |           |         | NUK   |             | far         |
"""


def derived(table="Episodes", **rest):
    bench = Bench(case(TABLES, **rest), TABLES)
    prepare.fill(bench)
    return bench.frame(table).select("PL_LA", "PL_LOCATION", "PL_DISTANCE").rows()


def test_the_directory_fills_what_the_return_leaves_out():
    told = [
        ("E06000999", "OUT", 10.0),
        ("E10000030", "IN", 10.0),
        ("SCO", "OUT", None),
        (None, None, None),
        ("CON", "IN", 7.25),
        ("NUK", "OUT", None),
    ]
    asked = {"POSTCODES": DIRECTORY, "AUTHORITY": "E10000030"}
    assert derived(Episodes=DRAWN, **asked) == told
    assert derived("Episodes_last", Episodes_last=DRAWN, **asked) == told


def test_without_a_directory_the_return_is_believed():
    told = [(None, None, None)] * 4 + [("CON", "IN", 7.25), ("NUK", "OUT", None)]
    assert derived(Episodes=DRAWN, AUTHORITY="E10000030") == told


def test_a_directory_read_lazily_will_do():
    assert derived(Episodes=DRAWN, POSTCODES=DIRECTORY.lazy())[0] == ("E06000999", None, 10.0)


def test_a_return_without_episodes_is_left_alone():
    prepare.fill(Bench(case(TABLES, Header="| CHILD |\n| 1 |", POSTCODES=DIRECTORY), TABLES))


# needs: which rules are run


def speaks_of(*columns):
    def wrong(e):
        """Wrong."""
        return pl.any_horizontal(getattr(e, c).is_null() for c in columns)

    return rule("x", *(getattr(Episodes, c) for c in columns))(wrong)


def outcome(one, episodes="| CHILD |\n| 1 |", **rest):
    return check(case(TABLES, Episodes=episodes, **rest), [one], TABLES, prepare).outcomes["x"]


@pytest.mark.parametrize("column", ["PL_LA", "PL_LOCATION", "PL_DISTANCE"])
def test_a_rule_is_not_run_when_nobody_can_tell_the_column(column):
    nobody = Outcome("not run", "no postcode directory is loaded")
    asks = speaks_of(column)
    assert outcome(asks, AUTHORITY="E06000999") == nobody
    assert outcome(asks, f"| CHILD | {column} |\n| 1 | |", AUTHORITY="E06000999") == nobody
    assert outcome(asks, POSTCODES=DIRECTORY, AUTHORITY="E06000999").state == "failed"
    assert outcome(asks, f"| CHILD | {column} |\n| 1 | 5 |").state == "passed"
    assert outcome(asks, f"| CHILD | {column} |\n| 1 | 5 |\n| 2 | |").state == "failed"


def test_the_location_follows_from_the_authorities():
    asks, supplied = speaks_of("PL_LOCATION"), "| CHILD | PL_LA |\n| 1 | SCO |"
    assert outcome(asks, supplied, AUTHORITY="E06000999").state == "passed"
    assert outcome(asks, supplied) == Outcome("not run", "the returning authority is not known")
    assert outcome(asks, POSTCODES=DIRECTORY) == Outcome("not run", "the returning authority is not known")


def test_last_years_columns_must_be_told_too():
    def wrong(e):
        """Moved."""
        return e.PL_LA.ne_missing(e.partner("Episodes_last").PL_LA)

    asks, supplied = rule("x", Episodes.PL_LA)(wrong), "| CHILD | PL_LA |\n| 1 | SCO |"
    assert outcome(asks, supplied, Episodes_last="| CHILD |\n| 1 |").why == "no postcode directory is loaded"
    assert outcome(asks, supplied, Episodes_last=supplied).state == "passed"


# authorities


def authority(code):
    return pl.select(authority_of(pl.lit(code, dtype=pl.Utf8))).item()


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("E06000063", "E06000063"), ("E08000038", "E08000038"), ("E09000001", "E09000001"), ("E10000016", "E10000016"),
        ("E07000008", "E10000003"), ("E07000240", "E10000015"), ("E07000245", "E10000029"), ("E07000239", "E10000034"),
        ("W06000015", "WAL"), ("S12000049", "SCO"), ("N09000003", "NIR"), ("WAL", "WAL"),
        ("L99999999", None), ("M99999999", None), ("E99999999", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_authority_of_a_district_is_its_county(code, wanted):
    assert authority(code) == wanted


def test_no_district_is_in_two_counties():
    assert len(COUNTY_OF) == 172  # the 164 districts of 2023 and eight that have since got new numbers
    assert len(set(COUNTY_OF.values())) == 21


@given(st.from_regex(r"\A[A-Za-z]{1,2}[0-9]{1,2} {0,2}[0-9][A-Za-z]{2}\Z"))
def test_squeezing_a_postcode_twice_changes_nothing(postcode):
    once = squeezed(pl.Series([postcode]))
    assert squeezed(once).to_list() == once.to_list()
    assert " " not in once[0]
    assert once[0] == once[0].upper()
