"""Missing from care."""

from keepwell.returns.checking import Outcome, check
from keepwell.returns.ssda903.rules import missing
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

RULES = {rule.code: rule for rule in missing.RULES}


def assert_missing(code, rows, year=2027, **tables):
    assert_reports(RULES[code], TABLES, year, Missing=rows, **tables)


def test_564_a_kind_has_a_start():
    assert_missing("564", """
        | CHILD | MISSING | MIS_START  | ! |
        | 1     | M       |            | ! |
        | 1     | a       | 31/02/2026 | ! |
        | 1     | A       | 28/02/2026 |   |
        | 1     | X       |            |   |
        |       |         |            |   |
    """)  # fmt: skip


def test_565_a_start_has_a_kind():
    assert_missing("565", """
        | CHILD | MISSING | MIS_START  | ! |
        | 1     |         | 01/05/2026 | ! |
        | 1     |         | 31/02/2026 |   |
        | 1     | X       | 28/02/2026 |   |
        |       |         |            |   |
    """)  # fmt: skip


def test_566_an_end_has_a_kind():
    assert_missing("566", """
        | CHILD | MISSING | MIS_END    | ! |
        | 1     |         | 01/05/2026 | ! |
        | 1     |         | 31/02/2026 |   |
        | 1     | M       | 28/02/2026 |   |
        |       |         |            |   |
    """)  # fmt: skip


def test_567_ends_after_it_starts():
    assert_missing("567", """
        | CHILD | MIS_START  | MIS_END    | ! |
        | 1     | 02/05/2026 | 01/05/2026 | ! |
        | 1     | 02/05/2026 | 2/5/2026   |   |
        | 1     | 31/06/2026 | 01/05/2026 |   |
        | 1     | 02/05/2026 |            |   |
    """)  # fmt: skip


def test_570_starts_within_the_year():
    assert_missing("570", """
        | CHILD | MIS_START  | ! |
        | 1     | 01/04/2027 | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 31/04/2027 |   |
        |       |            |   |
    """)  # fmt: skip


def test_571_ends_within_the_year():
    assert_missing("571", """
        | CHILD | MIS_END    | ! |
        | 1     | 01/04/2027 | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2026 |   |
        | 1     | 31/03/2026 | ! |
        | 1     | 31/04/2028 |   |
        |       |            |   |
    """)  # fmt: skip


def test_574_times_missing_do_not_overlap():
    assert_missing("574", """
        | CHILD | MIS_START  | MIS_END    | ! |
        | 1     | 09/05/2026 | 20/05/2026 | ! |
        | 1     | 01/05/2026 | 10/05/2026 |   |
        | 1     | 20/05/2026 |            |   |
        | 1     | 21/05/2026 | 22/05/2026 | ! |
        | 1     |            | 23/05/2026 |   |
        | 1     |            | 32/05/2026 |   |
        | 2     | 05/05/2026 | 06/05/2026 | ! |
        | 2     | 01/05/2026 | 06/05/2026 |   |
        | 3     | 05/05/2026 |            |   |
        | 3     | 05/05/2026 |            | ! |
        |       | 05/05/2026 |            |   |
        |       | 05/05/2026 |            |   |
    """)  # fmt: skip


def test_575_missing_no_longer_than_an_ended_episode():
    assert_missing("575", """
        | CHILD | MIS_START  | MIS_END    | ! |
        | 1     | 01/05/2026 |            | ! |
        | 1     | 01/06/2026 | 31/06/2026 | ! |
        | 1     | 01/06/2026 | 02/06/2026 |   |
        | 1     | 30/04/2026 |            |   |
        | 1     | 02/06/2026 |            |   |
        | 1     |            |            |   |
        | 2     | 01/05/2026 |            |   |
        | 3     | 01/05/2026 |            |   |
        |       | 01/05/2026 |            |   |
    """, Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2026 | 01/06/2026 |
        | 1     | 01/06/2026 |            |
        | 2     | 01/05/2026 | 31/06/2026 |
        | 2     |            | 30/06/2026 |
        |       | 01/05/2026 | 30/06/2026 |
    """)  # fmt: skip


LAST_YEAR = """
    | CHILD | MIS_START  | MIS_END    |
    | 1     | 20/03/2026 |            |
    | 2     | 20/03/2026 | 31/02/2026 |
    | 3     | 20/03/2026 | 21/03/2026 |
    | 4     | 32/03/2026 |            |
    | 5     | 20/03/2026 |            |
    | 5     | 20/02/2026 |            |
    | 6     | 20/03/2026 |            |
    | 8     | 20/03/2026 |            |
    |       | 20/03/2026 |            |
"""
THIS_YEAR = """
    | CHILD | MIS_START  | ! |
    | 1     |            |   |
    | 1     | 01/05/2026 |   |
    | 1     | 20/3/2026  |   |
    | 2     | 21/03/2026 | ! |
    | 2     | 21/03/2026 |   |
    | 3     | 01/05/2026 |   |
    | 4     | 01/05/2026 |   |
    | 5     | 20/02/2026 | ! |
    | 7     | 01/05/2026 |   |
    | 8     |            |   |
    |       | 01/05/2026 |   |
"""


def test_576_who_was_missing_at_the_end_of_last_year_is_carried_over():
    assert_missing("576", THIS_YEAR, Missing_last=LAST_YEAR, Header="""
        | CHILD | ! |
        | 1     |   |
        | 3     |   |
        | 6     | ! |
        | 8     |   |
        |       |   |
    """)  # fmt: skip


def test_576_runs_without_header_but_not_without_last_year():
    assert_missing("576", THIS_YEAR, Missing_last=LAST_YEAR)
    drawn = case(TABLES, Missing=THIS_YEAR, Episodes_last="| CHILD |\n| 1 |")
    outcome = check(drawn, [RULES["576"]], TABLES).outcomes["576"]
    assert outcome == Outcome("not run", "last year's table Missing is not in the return")


PERIODS = """
    | CHILD | DECOM      | DEC        |
    | 1     | 01/06/2026 | 01/07/2026 |
    | 1     | 01/05/2026 | 01/06/2026 |
    | 1     | 01/09/2026 | 30/09/2026 |
    | 2     | 01/05/2026 | 31/06/2026 |
    | 2     | 01/07/2026 | 01/08/2026 |
    | 2     |            | 01/12/2026 |
    | 3     | 01/05/2026 | 01/06/2026 |
    | 3     | 01/09/2026 |            |
    | 4     | 31/04/2026 |            |
    |       | 01/05/2026 |            |
"""


def test_577_ends_while_looked_after():
    assert_missing("577", """
        | CHILD | MIS_START  | MIS_END    | ! |
        | 1     | 01/01/2026 | 01/05/2026 |   |
        | 1     | 01/05/2026 | 01/07/2026 |   |
        | 1     | 01/05/2026 | 02/07/2026 | ! |
        | 1     | 01/05/2026 | 30/04/2026 | ! |
        | 1     | 01/05/2026 | 30/09/2026 |   |
        | 1     | 01/09/2026 |            | ! |
        | 1     | 31/09/2026 |            |   |
        | 2     | 01/05/2026 | 01/08/2026 |   |
        | 2     | 01/05/2026 | 02/08/2026 | ! |
        | 3     | 01/09/2026 |            |   |
        | 3     | 31/08/2026 | 31/09/2026 | ! |
        | 3     | 31/08/2026 | 01/01/2099 |   |
        | 4     | 31/08/2026 | 01/01/2020 |   |
        | 5     | 31/08/2026 | 01/01/2020 |   |
        |       | 31/08/2020 | 01/01/2020 |   |
    """, Episodes=PERIODS)  # fmt: skip


def test_578_starts_while_looked_after():
    assert_missing("578", """
        | CHILD | MIS_START  | ! |
        | 1     | 01/05/2026 |   |
        | 1     | 30/04/2026 | ! |
        | 1     | 01/07/2026 |   |
        | 1     | 02/07/2026 | ! |
        | 1     | 30/09/2026 |   |
        | 1     | 31/09/2026 |   |
        | 1     |            |   |
        | 2     | 30/06/2026 |   |
        | 2     | 02/08/2026 | ! |
        | 3     | 01/09/2099 |   |
        | 4     | 31/08/2026 |   |
        | 5     | 31/08/2026 |   |
        |       | 31/08/2020 |   |
    """, Episodes=PERIODS)  # fmt: skip


def test_580_missing_until_the_eighteenth_birthday():
    assert_missing("580", """
        | CHILD | DOB        | MIS_END    |
        | 1     | 29/02/2008 | 01/03/2026 |
        | 1     | 29/02/2008 | 28/2/2026  |
        | 2     | 01/05/2008 | 01/05/2026 |
        | 3     | 31/02/2008 | 28/02/2026 |
        | 4     | 01/05/2008 |            |
        |       | 01/05/2008 | 01/05/2026 |
    """, Episodes="""
        | CHILD | DEC        | REC | ! |
        | 1     | 28/02/2026 | E9  | ! |
        | 1     | 28/02/2026 |     | ! |
        | 1     | 28/02/2026 | E8  |   |
        | 1     | 01/03/2026 | E9  |   |
        | 2     | 31/04/2026 | E9  |   |
        | 2     | 01/05/2026 | X1  | ! |
        | 3     | 28/02/2026 | E9  |   |
        | 4     | 01/05/2026 | E9  |   |
        |       | 01/05/2026 | E9  |   |
    """)  # fmt: skip


def test_581_starts_within_an_episode():
    assert_missing("581", """
        | CHILD | MIS_START  | ! |
        | 1     | 01/05/2026 |   |
        | 1     | 30/04/2026 | ! |
        | 1     | 01/07/2026 |   |
        | 1     | 02/07/2026 | ! |
        | 1     | 31/09/2026 | ! |
        | 1     |            | ! |
        | 2     | 01/01/2099 |   |
        | 2     | 30/04/2026 | ! |
        | 4     | 01/05/2026 | ! |
        | 5     | 01/05/2026 |   |
        |       | 01/05/2026 |   |
    """, Episodes=PERIODS)  # fmt: skip


def test_586_missing_after_birth():
    assert_missing("586", """
        | CHILD | DOB        | MIS_START  | ! |
        | 1     | 01/05/2026 | 01/05/2026 | ! |
        | 1     | 01/05/2026 | 30/04/2026 | ! |
        | 1     | 01/05/2026 | 02/05/2026 |   |
        | 1     | 31/06/2026 | 02/05/2026 |   |
        |       |            |            |   |
    """)  # fmt: skip


def test_1004_the_start_is_a_date():
    assert_missing("1004", """
        | CHILD | MIS_START  | ! |
        | 1     | 1/5/2026   |   |
        | 1     | 31/04/2026 | ! |
        | 1     | 2026-05-01 | ! |
        |       |            | ! |
    """)  # fmt: skip


def test_1005_the_end_is_a_date():
    assert_missing("1005", """
        | CHILD | MIS_END    | ! |
        | 1     | 1/5/2026   |   |
        | 1     | 31/04/2026 | ! |
        | 1     | 2026-05-01 | ! |
        |       |            |   |
    """)  # fmt: skip


def test_1006_the_kind_is_listed():
    assert_missing("1006", """
        | CHILD | MISSING | ! |
        | 1     | m       |   |
        | 1     | A       |   |
        | 1     | AWAY    | ! |
        |       |         |   |
    """)  # fmt: skip
