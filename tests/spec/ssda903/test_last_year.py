"""Episodes: comparison with the previous year."""

import pytest

from keepwell.returns.checking import Outcome, check
from keepwell.returns.ssda903.derived import prepare
from keepwell.returns.ssda903.rules import last_year
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

RULES = {rule.code: rule for rule in last_year.RULES}


def assert_episodes(code, now, before, year=2027):
    assert_reports(RULES[code], TABLES, year, Episodes=now, Episodes_last=before)


def test_199_nothing_follows_an_adoption():
    assert_episodes("199", """
        | CHILD | DECOM      | REC | ! |
        | 1     | 01/07/2026 | E11 | ! |
        | 1     | 01/05/2026 | E12 |   |
        | 1     | 01/04/2026 | X1  |   |
        | 1     |            | X1  |   |
        | 2     | 01/05/2026 | X1  |   |
        | 2     | 01/05/2026 | E11 |   |
        | 2     | 01/05/2026 |     | ! |
        | 3     | 01/05/2026 | E11 | ! |
        | 4     | 01/03/2026 | E8  |   |
        | 4     | 01/05/2026 |     |   |
        | 5     | 01/05/2026 |     |   |
        |       | 01/05/2026 | E11 |   |
        |       | 01/06/2026 | E11 |   |
    """, """
        | CHILD | DECOM      | REC |
        | 3     | 01/03/2026 | E11 |
        | 4     | 1/3/2026   | E11 |
        | 5     | 31/02/2026 | E11 |
        | 6     | 01/01/2026 | E11 |
        |       | 01/01/2026 | E11 |
    """)  # fmt: skip


def test_199_runs_without_last_year():
    assert_reports(RULES["199"], TABLES, Episodes="""
        | CHILD | DECOM      | REC | ! |
        | 1     | 01/05/2026 | E11 |   |
        | 1     | 01/06/2026 |     | ! |
    """)  # fmt: skip


def test_452_the_authority_stays_with_the_same_reason():
    assert_episodes("452", """
        | CHILD | DECOM      | RNE | PL_LA | ! |
        | 1     | 01/05/2026 | S   | E06x  |   |
        | 1     | 01/03/2026 | S   | E06b  | ! |
        | 2     | 01/03/2026 | S   |       | ! |
        | 3     | 01/03/2026 |     | E06b  |   |
        | 4     | 01/03/2026 | S   |       |   |
        | 5     | 01/03/2026 | S   | E06b  |   |
        | 6     |            | S   | E06b  |   |
    """, """
        | CHILD | DECOM      | DEC        | RNE | PL_LA |
        | 1     | 01/03/2026 |            | S   | E06a  |
        | 1     | 01/03/2026 |            | S   | E06b  |
        | 1     | 01/02/2026 |            | S   | E06b  |
        | 2     | 01/03/2026 |            | S   | E06a  |
        | 3     | 01/03/2026 |            |     | E06a  |
        | 4     | 01/03/2026 |            | S   |       |
        | 5     | 01/03/2026 | 02/03/2026 | S   | E06a  |
        | 6     | 01/03/2026 |            | S   | E06a  |
    """)  # fmt: skip


DISTANCES = """
    | CHILD | DECOM      | RNE | PL_DISTANCE | ! |
    | 1     | 01/03/2026 | S   | 1.3         |   |
    | 2     | 01/03/2026 | S   | 1.4         | ! |
    | 3     | 01/03/2026 | S   | 1.0         | ! |
    | 4     | 01/03/2026 | S   | 1.0         | ! |
    | 5     | 01/03/2026 | S   |             |   |
    | 6     | 01/03/2026 | P   | 9           | {} |
    | 7     | 01/03/2026 | S   | 9           |   |
    | 8     | today      | S   | 9           |   |
    | 9     | 01/03/2026 | S   | 0.3         | ! |
""", """
    | CHILD | DECOM      | DEC        | RNE | PL_DISTANCE |
    | 1     | 01/03/2026 |            | S   | 1.2         |
    | 2     | 01/03/2026 |            | S   | 1.2         |
    | 3     | 01/03/2026 |            | S   | 1.2         |
    | 4     | 01/03/2026 |            | S   |             |
    | 5     | 01/03/2026 |            | S   | 1.2         |
    | 6     | 01/03/2026 |            | S   | 1.2         |
    | 7     | 01/03/2026 | 31/03/2026 | S   | 1.2         |
    | 8     | 01/03/2026 |            | S   | 1.2         |
    | 9     | 01/03/2026 |            | S   | 0.1         |
"""  # fmt: skip


def test_453_the_distance_stays_with_the_same_reason():
    assert_episodes("453", DISTANCES[0].format(" "), DISTANCES[1])


def test_503G_the_distance_stays_whatever_the_reason():
    assert_episodes("503G", DISTANCES[0].format("!"), DISTANCES[1])


def test_502_the_first_episode_starts_with_the_open_one():
    assert_episodes("502", """
        | CHILD | DECOM      | ! |
        | 1     | 01/05/2026 |   |
        | 1     | 01/04/2026 | ! |
        | 2     | 01/03/2026 |   |
        | 3     | 1/3/2026   | ! |
        | 4     | 01/03/2026 | ! |
        | 5     | 02/03/2026 |   |
        | 6     | 31/02/2026 |   |
        |       | 01/03/2026 |   |
    """, """
        | CHILD | DECOM      | DEC        |
        | 1     | 01/03/2026 |            |
        | 2     | 1/3/2026   | 32/03/2026 |
        | 3     | 01/03/2026 |            |
        | 3     | 01/02/2026 |            |
        | 4     |            |            |
        | 5     | 01/03/2026 | 02/03/2026 |
        | 6     | 01/03/2026 |            |
        |       | 01/02/2026 |            |
    """)  # fmt: skip


@pytest.mark.parametrize(
    ("code", "column", "one", "other"),
    [
        ("503A", "RNE", "S", "P"),
        ("503B", "LS", "C1", "C2"),
        ("503C", "CIN", "N1", "N2"),
        ("503D", "PLACE", "U1", "U2"),
        ("503E", "PLACE_PROVIDER", "PR1", "PR2"),
        ("503F", "URN", "123", "124"),
        ("503H", "PL_LA", "E06a", "E06b"),
        ("503J", "PL_LOCATION", "IN", "OUT"),
    ],
)
def test_503_an_episode_carried_over_stays_as_it_was(code, column, one, other):
    assert_episodes(code, f"""
        | CHILD | DECOM      | {column} | ! |
        | 1     | 01/05/2026 | {other}  |   |
        | 1     | 01/03/2026 | {one}    |   |
        | 2     | 01/04/2026 | {one}    | ! |
        | 2     | 01/04/2026 | {other}  |   |
        | 3     | 01/03/2026 |          | ! |
        | 4     | 01/03/2026 |          |   |
        | 5     | 01/03/2026 | {one}    | ! |
        | 6     | 01/03/2026 | {one}    |   |
        | 7     | 00/03/2026 | {one}    |   |
        | 8     | 01/03/2026 | {one}    |   |
        | 9     | 01/03/2026 | {one}    |   |
        |       | 01/03/2026 | {one}    |   |
    """, f"""
        | CHILD | DECOM      | DEC        | {column} |
        | 1     | 01/03/2026 |            | {one}    |
        | 1     | 01/02/2026 |            | {other}  |
        | 1     |            |            | {other}  |
        | 2     | 01/03/2026 |            | {other}  |
        | 2     | 01/03/2026 | 31/03/2026 | {one}    |
        | 3     | 01/03/2026 |            | {one}    |
        | 4     | 01/03/2026 |            |          |
        | 5     | 01/03/2026 | 31/02/2026 |          |
        | 6     | 01/03/2026 | 31/03/2026 | {other}  |
        | 7     | 01/03/2026 |            | {other}  |
        | 9     | 01/13/2026 |            | {other}  |
        |       | 01/03/2026 |            | {other}  |
    """)  # fmt: skip


@pytest.mark.parametrize(("year", "sign"), [(2026, " "), (2027, "!")])
def test_503D_z1_was_divided_in_2025_26_only(year, sign):
    assert_episodes("503D", f"""
        | CHILD | DECOM      | PLACE | !      |
        | 1     | 01/03/2025 | Z11   | {sign} |
        | 2     | 01/03/2025 | Z14   | {sign} |
        | 3     | 01/03/2025 | U1    | !      |
        | 4     | 01/03/2025 |       | !      |
        | 5     | 01/03/2025 | Z11   | !      |
    """, """
        | CHILD | DECOM      | PLACE |
        | 1     | 01/03/2025 | Z1    |
        | 2     | 01/03/2025 | Z1    |
        | 3     | 01/03/2025 | Z1    |
        | 4     | 01/03/2025 | Z1    |
        | 5     | 01/03/2025 |       |
    """, year=year)  # fmt: skip


def test_562_what_began_earlier_is_the_latest_of_last_year():
    assert_episodes("562", """
        | CHILD | DECOM      | ! |
        | 1     | 01/03/2026 |   |
        | 1     | 31/03/2026 |   |
        | 2     | 31/03/2026 | ! |
        | 2     | 31/03/2026 |   |
        | 3     | 01/04/2026 |   |
        | 4     | 31/03/2026 | ! |
        | 5     | 31/03/2026 | ! |
        | 6     |            |   |
        |       | 31/03/2026 |   |
    """, """
        | CHILD | DECOM      |
        | 1     | 01/02/2026 |
        | 1     | 1/3/2026   |
        | 2     | 01/03/2026 |
        | 5     | 2026-03-31 |
        | 6     | 01/01/2026 |
        |       | 31/03/2026 |
    """)  # fmt: skip


def test_NoE_a_child_from_earlier_was_in_last_years_return():
    assert_episodes("NoE", """
        | CHILD | DECOM      | ! |
        | 1     | 31/03/2026 | ! |
        | 1     | 01/03/2026 | ! |
        | 1     | 01/04/2026 |   |
        | 1     | 31/02/2026 |   |
        | 2     | 31/03/2026 |   |
        |       | 31/03/2026 |   |
    """, """
        | CHILD | DECOM |
        | 2     |       |
        |       |       |
    """)  # fmt: skip


def test_a_place_that_neither_return_nor_directory_tells_is_not_compared():
    drawn = case(TABLES, Episodes="| CHILD |\n| 1 |", Episodes_last="| CHILD |\n| 1 |")
    outcomes = check(drawn, last_year.RULES, TABLES, prepare).outcomes
    told = {code for code, outcome in outcomes.items() if outcome.why == "no postcode directory is loaded"}
    assert told == {"452", "453", "503G", "503H", "503J"}


def test_all_but_199_are_not_run_without_last_year():
    report = check(case(TABLES, Episodes="| CHILD |\n| 1 |"), last_year.RULES, TABLES)
    assert report.outcomes.pop("199") == Outcome("passed")
    assert set(report.outcomes.values()) == {Outcome("not run", "no previous year's return was given")}
