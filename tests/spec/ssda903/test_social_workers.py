"""Social workers."""

from keepwell.returns.ssda903.rules import social_workers
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

RULES = {rule.code: rule for rule in social_workers.RULES}


def assert_workers(code, workers, year=2027, **tables):
    assert_reports(RULES[code], TABLES, year, SWEpisodes=workers, **tables)


def test_SW02STG1_the_number_has_its_form():
    assert_workers("SW02STG1", """
        | CHILD | SW_ID | ! |
        | 1     | SW12  |   |
        | 1     | xx99  |   |
        | 1     | SW1   | ! |
        | 1     | 1SW12 | ! |
        |       |       | ! |
    """)  # fmt: skip


DATES = """
    | CHILD | SW_DECOM   | SW_DEC     | ! |
    | 1     | 01/05/2026 | 31/02/2026 | {end} |
    | 1     | ZZ/05/2026 | 1/2/2026   | {start} |
    |       | 2026-05-01 |            | {start} |
    | 1     |            | ZZ/ZZ/2026 | {end} |
"""


def test_SW04STG1_the_start_is_a_date():
    assert_workers("SW04STG1", DATES.format(start="!", end=""))


def test_SW05STG1_the_end_is_a_date():
    assert_workers("SW05STG1", DATES.format(start="", end="!"))


def test_SW06STG2_starts_within_the_year():
    assert_workers("SW06STG2", """
        | CHILD | SW_DECOM   | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2027 | ! |
        | 1     | 32/04/2027 |   |
        | 1     |            |   |
    """)  # fmt: skip


def test_SW07STG2_ends_within_the_two_years():
    assert_workers("SW07STG2", """
        | CHILD | SW_DEC     | ! |
        | 1     | 31/03/2027 |   |
        | 1     | 01/04/2027 | ! |
        | 1     | 01/04/2025 |   |
        | 1     | 31/03/2025 | ! |
        | 1     | 31/02/2020 |   |
        | 1     |            |   |
    """)  # fmt: skip


def test_SW08STG2_only_the_last_is_open():
    assert_workers("SW08STG2", """
        | CHILD | SW_DECOM   | SW_DEC     | ! |
        | 1     | 01/06/2026 |            |   |
        | 1     | 01/05/2026 |            | ! |
        | 1     | 01/04/2026 | 01/05/2026 |   |
        | 2     | 01/05/2026 | 31/02/2026 | ! |
        | 2     | 01/05/2026 | 01/06/2026 |   |
        | 3     | 01/05/2026 |            | ! |
        | 3     | 31/02/2026 |            |   |
        | 3     |            |            |   |
        |       | 01/05/2026 |            |   |
        |       | 01/06/2026 |            |   |
    """)  # fmt: skip


def test_SW09STG2_lasts_three_days():
    assert_workers("SW09STG2", """
        | CHILD | SW_DECOM   | SW_DEC     | ! |
        | 1     | 01/05/2026 | 03/05/2026 | ! |
        | 1     | 01/05/2026 | 04/05/2026 |   |
        | 1     | 01/05/2026 | 01/04/2026 | ! |
        | 1     | 01/05/2026 |            |   |
        | 1     | 31/04/2026 | 01/01/2026 |   |
    """)  # fmt: skip


def test_SW10aSTG2_follows_within_seven_days():
    assert_workers("SW10aSTG2", """
        | CHILD | SW_DECOM   | SW_DEC     | SW_REASON | ! |
        | 1     | 17/05/2026 | 20/05/2026 | LEFTRL    |   |
        | 1     | 01/05/2026 | 10/05/2026 | LEFTRL    |   |
        | 1     | 28/05/2026 | 05/06/2026 |           | ! |
        | 1     | 29/05/2026 | 01/07/2026 | LEFTRL    |   |
        | 1     | 23/06/2026 |            | FCONTA    |   |
        | 1     | 24/06/2026 |            | LEFTRL    |   |
        | 2     | 01/05/2026 | 20/06/2026 | LEFTRL    |   |
        | 2     | 01/05/2026 | 02/05/2026 | LEFTRL    |   |
        | 2     | 01/06/2026 | 02/06/2026 | LEFTRL    | ! |
        | 2     | 31/09/2026 | 03/10/2026 | LEFTRL    |   |
        |       | 01/05/2026 | 02/05/2026 | LEFTRL    |   |
        |       | 01/07/2026 | 02/08/2026 | LEFTRL    |   |
    """)  # fmt: skip


def test_SW10bSTG2_a_new_contact_starts_after_the_previous_end():
    assert_workers("SW10bSTG2", """
        | CHILD | SW_DECOM   | SW_DEC     | SW_REASON | ! |
        | 1     | 10/05/2026 | 20/05/2026 | FCONTA    | ! |
        | 1     | 01/05/2026 | 10/05/2026 | FCONTA    |   |
        | 1     | 20/05/2026 | 25/05/2026 |           |   |
        | 1     | 26/05/2026 |            | FCONTA    |   |
        | 1     | 27/05/2026 |            | FCONTA    |   |
        | 1     | 27/05/2099 |            | FCONTA    |   |
        | 2     | 10/05/2026 | 12/05/2026 | FCONTA    | ! |
        | 2     | 10/05/2026 | 10/05/2026 | FCONTA    |   |
        |       | 01/05/2026 | 02/05/2026 | FCONTA    |   |
        |       | 01/05/2026 | 02/05/2026 | FCONTA    |   |
    """)  # fmt: skip


def test_SW11bSTG2_the_last_one_does_not_end_with_the_year():
    assert_workers("SW11bSTG2", """
        | CHILD | SW_DECOM   | SW_DEC     | ! |
        | 1     | 01/05/2026 | 26/03/2027 | ! |
        | 1     |            | 31/03/2027 |   |
        | 2     | 01/05/2026 | 25/03/2027 |   |
        | 3     | 01/05/2026 | 31/03/2027 |   |
        | 3     | 01/05/2026 | 31/03/2027 | ! |
        | 3     | 01/04/2026 | 31/03/2027 |   |
        | 4     | 01/05/2026 | 01/04/2027 |   |
        | 5     | 01/05/2026 | 32/03/2027 |   |
        | 6     | 31/04/2026 | 31/03/2027 |   |
        |       | 01/05/2026 | 31/03/2027 |   |
    """)  # fmt: skip


WORKERS = """
    | CHILD | SW_DECOM   |
    | 1     | 01/05/2026 |
    | 1     | 01/07/2026 |
    | 2     | 31/02/2026 |
    |       | 01/05/2026 |
"""


def test_SW12STG2_whoever_starts_or_leaves_care_has_a_social_worker():
    assert_workers("SW12STG2", WORKERS, Episodes="""
        | CHILD | DECOM      | DEC        | RNE | REC | LS | ! |
        | 1     | 02/07/2026 |            | S   |     | C1 | ! |
        | 1     | 01/07/2026 |            | S   |     |    |   |
        | 1     | 02/07/2026 | 30/04/2026 | S   | E8  | C1 | ! |
        | 1     | 02/07/2026 | 01/05/2026 | S   | E8  | C1 |   |
        | 1     | 02/07/2026 | 01/05/2026 | S   | X1  | C1 | ! |
        | 1     | 01/05/2026 | 30/04/2026 | P   | E8  | C1 | ! |
        | 1     | 02/07/2026 | 30/04/2026 | P   | X1  | C1 |   |
        | 1     | 02/07/2026 | 30/04/2026 | S   | E8  | V4 |   |
        | 1     | 02/07/2026 | 31/03/2025 | S   | E8  | C1 |   |
        | 1     | 02/07/2026 | 01/04/2025 | S   | E8  | C1 | ! |
        | 1     | 02/07/2027 | 01/04/2027 | S   | X1  | C1 |   |
        | 2     | 01/01/2026 | 02/03/2027 | S   | E8  | C1 | ! |
        | 3     | 01/01/2026 | 02/03/2027 | S   | E8  | C1 | ! |
        |       | 01/01/2026 | 02/03/2020 | S   | E8  | C1 |   |
        |       | 01/01/2027 |            | S   | E8  | C1 |   |
    """)  # fmt: skip


def test_SW13STG1_the_reason_is_listed_and_given_since_2023():
    assert_workers("SW13STG1", """
        | CHILD | SW_DECOM   | SW_REASON | ! |
        | 1     | 01/04/2023 |           | ! |
        | 1     | 31/03/2023 |           |   |
        | 1     | 31/02/2026 |           |   |
        | 1     |            |           |   |
        | 1     | 01/04/2023 | fconta    |   |
        |       | 01/04/2023 | LEFT      | ! |
        | 1     | 01/04/2020 | LEFT      | ! |
    """)  # fmt: skip


def test_SW17STG2_the_latest_is_open():
    assert_workers("SW17STG2", """
        | CHILD | SW_DECOM   | SW_DEC     | ! |
        | 1     | 01/05/2026 | 01/06/2026 |   |
        | 1     | 01/06/2026 | 01/07/2026 | ! |
        | 1     | 01/06/2026 | 01/07/2026 |   |
        | 1     |            | 01/07/2026 |   |
        | 2     | 01/06/2026 | 31/06/2026 |   |
        | 3     |            | 02/06/2026 | ! |
        | 3     | 31/06/2026 | 01/06/2026 |   |
        | 4     |            |            |   |
        | 4     |            | 01/06/2026 |   |
        |       |            | 01/06/2026 |   |
        |       | 01/05/2026 | 01/06/2026 |   |
    """)  # fmt: skip


def test_SW18STG2_ends_after_it_starts():
    assert_workers("SW18STG2", """
        | CHILD | SW_DECOM   | SW_DEC     | ! |
        | 1     | 01/05/2026 | 01/05/2026 | ! |
        | 1     | 01/05/2026 | 30/04/2026 | ! |
        | 1     | 01/05/2026 | 02/05/2026 |   |
        | 1     | 01/05/2026 |            |   |
        | 1     | 31/04/2026 | 01/01/2026 |   |
    """)  # fmt: skip


def test_SW19STG2_no_two_start_on_the_same_day():
    assert_workers("SW19STG2", """
        | CHILD | SW_DECOM   | SW_DEC     | ! |
        | 1     | 01/05/2026 |            |   |
        | 1     | 1/5/2026   | 01/06/2026 | ! |
        | 2     | 01/05/2026 | 01/06/2026 |   |
        | 1     | 01/05/2026 | 01/05/2026 | ! |
        | 1     | 02/05/2026 | 01/06/2026 |   |
        | 3     |            | 01/06/2026 |   |
        | 3     | 31/02/2026 | 01/06/2026 |   |
        |       | 01/05/2026 | 01/06/2026 |   |
        |       | 01/05/2026 | 01/06/2026 |   |
    """)  # fmt: skip
