"""Adoptions and the episodes that end in them. The year is 2026-27."""

from keepwell.returns.ssda903.rules import adoption as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports


def reports(rule, **tables):
    assert_reports(rule, TABLES, **tables)


def reads_dates(rule, column):
    reports(rule, AD1=f"""
        | CHILD | {column}   | ! |
        | 1     | 1/5/2026   |   |
        | 1     |            |   |
        | 1     | 31/04/2026 | ! |
        | 1     | 2026-05-01 | ! |
        | 1     | 01/05/26   | ! |
    """)  # fmt: skip


def test_112_date_of_the_decision_can_be_read():
    reads_dates(rules.decision_date_unreadable, "DATE_INT")


def test_113_date_of_the_match_can_be_read():
    reads_dates(rules.match_date_unreadable, "DATE_MATCH")


def test_114_foster_carer_is_yes_or_no():
    reports(rules.foster_care_not_yes_or_no, AD1="""
        | CHILD | FOSTER_CARE | ! |
        | 1     | 0           |   |
        | 1     | True        |   |
        | 1     |             |   |
        | 1     | 2           | ! |
        | 1     | no          | ! |
    """)  # fmt: skip


def knows_codes(rule, column, good, bad):
    reports(rule, AD1=f"""
        | CHILD | {column}  | ! |
        | 1     | {good[0]} |   |
        | 1     | {good[1]} |   |
        | 1     |           |   |
        | 1     | {bad[0]}  | ! |
        | 1     | {bad[1]}  | ! |
    """)  # fmt: skip


def test_175_number_of_adopters_is_1_or_2():
    knows_codes(rules.adopters_not_one_or_two, "NB_ADOPTR", ["1", "2"], ["0", "3"])


def test_176_sex_of_the_adopters_is_on_the_list():
    knows_codes(rules.adopters_sex_not_listed, "SEX_ADOPTR", ["mf", "M1"], ["M", "F2"])


def test_177_legal_status_of_the_adopters_is_on_the_list():
    knows_codes(rules.adopters_status_not_listed, "LS_ADOPTR", ["L0", "l12"], ["L1", "L5"])


def test_151_details_come_together():
    reports(rules.adoption_incomplete, AD1="""
        | CHILD | DATE_INT   | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR | ! |
        | 1     | 01/05/2026 | 01/06/2026 | 0           | 2         | MF         | L11       |   |
        | 1     | 01/05/2026 | 01/06/2026 | x           | 2         | MF         | L11       |   |
        | 1     |            |            |             |           |            |           |   |
        | 1     | 31/04/2026 |            |             |           |            |           |   |
        | 1     | 01/05/2026 |            | 0           | 2         | MF         | L11       | ! |
        | 1     | 01/05/2026 | 31/06/2026 | 0           | 2         | MF         | L11       | ! |
        | 1     |            |            |             |           |            | L11       | ! |
    """)  # fmt: skip


def test_333_decision_is_not_after_the_match():
    reports(rules.matched_before_decision, AD1="""
        | CHILD | DATE_INT   | DATE_MATCH | ! |
        | 1     | 01/05/2026 | 01/05/2026 |   |
        | 1     | 02/05/2026 | 01/05/2026 | ! |
        | 1     |            | 01/05/2026 | ! |
        | 1     | 00/05/2026 | 01/05/2026 | ! |
        | 1     | 02/05/2026 | 2026-05-01 |   |
        | 1     | 02/05/2026 |            |   |
    """)  # fmt: skip


def test_511_two_adopters_are_two_people():
    reports(rules.two_adopters_one_sex, AD1="""
        | CHILD | NB_ADOPTR | SEX_ADOPTR | ! |
        | 1     | 2         | M1         | ! |
        | 1     | 2         | F1         | ! |
        | 1     | 2         | MF         |   |
        | 1     | 2         |            |   |
        | 1     | 1         | F1         |   |
        | 1     |           | F1         |   |
    """)  # fmt: skip


def status_wants(rule, status, *sexes):
    """Adopters of this legal status are of one of these sexes."""
    marks = {sex: "" if sex in sexes else "!" for sex in ("M1", "F1", "MM", "FF", "MF", "XX", "")}
    rows = "\n".join(f"| 1 | {status} | {sex} | {mark} |" for sex, mark in marks.items())
    reports(rule, AD1=f"""
        | CHILD | LS_ADOPTR | SEX_ADOPTR | ! |
        {rows}
        | 1     | L1        | M          |   |
        | 1     |           | M          |   |
    """)  # fmt: skip


def test_514_a_single_adopter_is_one_person():
    status_wants(rules.single_adopter_sex, "L0", "M1", "F1")


def test_517_an_unmarried_couple_of_different_sexes():
    status_wants(rules.unmarried_couple_sex, "L3", "MF")


def test_518_an_unmarried_couple_of_the_same_sex():
    status_wants(rules.unmarried_same_sex_couple_sex, "L4", "MM", "FF")


def test_519_civil_partners_are_two_people():
    status_wants(rules.civil_partners_sex, "L2", "MM", "FF", "MF")


def test_520_a_married_couple_of_different_sexes():
    status_wants(rules.married_couple_sex, "L11", "MF")


def test_524_a_married_couple_of_the_same_sex():
    status_wants(rules.married_same_sex_couple_sex, "L12", "MM", "FF")


def test_331_matched_before_the_last_episode():
    reports(rules.matched_after_last_episode_began, Episodes="""
        | CHILD | DECOM      | REC | ! |
        | 1     | 01/05/2026 | E11 |   |
        | 2     | 01/05/2026 | E12 | ! |
        | 2     | 01/04/2026 | X1  |   |
        | 3     | 01/04/2026 | E13 |   |
        | 4     | April      | E11 |   |
        | 5     | 01/04/2026 | E11 |   |
        |       | 01/04/2026 | E11 |   |
    """, AD1="""
        | CHILD | DATE_MATCH | ! |
        | 1     | 01/05/2026 |   |
        | 2     | 02/05/2026 | ! |
        | 2     | 01/05/2026 |   |
        | 3     | 02/05/2026 |   |
        | 4     | 02/05/2026 |   |
        | 5     | 2/5/26     |   |
        |       | 02/05/2026 |   |
    """)  # fmt: skip


def test_334_decided_after_the_latest_start_of_care():
    reports(rules.decided_before_care, Episodes="""
        | CHILD | DECOM      | RNE | ! |
        | 1     | 01/05/2026 | S   |   |
        | 2     | 01/04/2025 | S   |   |
        | 2     | 01/05/2026 | S   | ! |
        | 2     | 01/05/2026 | S   |   |
        | 2     | 01/06/2026 | P   |   |
        | 3     | 01/05/2026 | L   |   |
        | 4     | 01/05/26   | S   |   |
        | 4     | 01/04/2026 | S   |   |
    """, AD1="""
        | CHILD | DATE_INT   | ! |
        | 1     | 01/05/2026 |   |
        | 2     | 30/04/2026 | ! |
        | 2     |            |   |
        | 3     | 30/04/2026 |   |
        | 4     | 01/04/2026 |   |
    """)  # fmt: skip


def test_335_foster_carer_fits_the_last_placement():
    reports(rules.foster_carer_contradicts_placement, Episodes="""
        | CHILD | PLACE | REC | DECOM  | ! |
        | 1     | A3    | E11 |        | ! |
        | 2     | A5    | E12 |        |   |
        | 3     | A6    | E12 | May    | ! |
        | 4     | A4    | E11 |        |   |
        | 5     | A2    | E1  |        | ! |
        | 6     | A1    | E1  |        | ! |
        | 7     | A3    | X1  |        |   |
        | 8     | U1    | E11 |        |   |
        | 9     | A3    | E11 |        |   |
        | 10    | A5    | E12 |        | ! |
        | 11    | A4    | E12 |        | ! |
    """, AD1="""
        | CHILD | FOSTER_CARE | ! |
        | 1     | 0           | ! |
        | 2     | 1           |   |
        | 3     | true        | ! |
        | 4     | false       |   |
        | 5     | 0           | ! |
        | 6     | 1           | ! |
        | 7     | 0           |   |
        | 8     | 0           |   |
        | 9     | no          |   |
        | 10    | 0           | ! |
        | 11    | 1           | ! |
    """)  # fmt: skip


def test_521_placed_after_the_decision():
    reports(rules.placed_before_decision, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 1     | A3    | 01/05/2026 |   |
        | 2     | A6    | 01/05/2026 | ! |
        | 2     | A6    | 03/05/2026 |   |
        | 3     | U1    | 01/05/2026 |   |
        | 4     | A4    | 31/04/2026 |   |
        | 5     | A4    | 01/05/2026 |   |
    """, AD1="""
        | CHILD | DATE_INT   | ! |
        | 1     | 01/05/2026 |   |
        | 2     | 02/05/2026 | ! |
        | 3     | 02/05/2026 |   |
        | 4     | 02/05/2026 |   |
        | 5     | 2026/05/02 |   |
    """)  # fmt: skip


def test_582_adopted_on_the_day_of_the_match():
    assert rules.adopted_on_match_day.query
    reports(rules.adopted_on_match_day, Episodes="""
        | CHILD | DEC        | REC | ! |
        | 1     | 01/05/2026 | E11 | ! |
        | 1     | 02/05/2026 | E11 |   |
        | 1     | 01/05/2026 | X1  |   |
        | 2     | 1.5.2026   | E12 |   |
        | 3     | 01/05/2026 | E12 |   |
    """, AD1="""
        | CHILD | DATE_MATCH |
        | 1     | 1/5/2026   |
        | 2     | 1.5.2026   |
    """)  # fmt: skip


def test_601_adoption_of_the_year_has_all_details():
    reports(rules.adopted_without_details, Episodes="""
        | CHILD | DEC        | REC | ! |
        | 1     | 01/04/2026 | E11 |   |
        | 2     | 01/04/2026 | E12 | ! |
        | 3     | 31/03/2027 | E11 | ! |
        | 4     | 31/03/2026 | E11 |   |
        | 5     | 01/04/2027 | E11 |   |
        | 6     | 01/05/2026 | E13 |   |
        | 7     | 01/05/2026 | E11 |   |
        | 8     | 01/05/26   | E11 |   |
    """, AD1="""
        | CHILD | DATE_INT   | DATE_MATCH | FOSTER_CARE | NB_ADOPTR | SEX_ADOPTR | LS_ADOPTR | ! |
        | 1     | 01/05/2025 | 01/06/2025 | x           | 2         | MF         | L11       |   |
        | 2     | 31/04/2025 | 01/06/2025 | 0           | 2         | MF         | L11       | ! |
        | 3     |            |            |             |           |            |           | ! |
        | 4     |            |            |             |           |            |           |   |
        | 5     |            |            |             |           |            |           |   |
        | 6     |            |            |             |           |            |           |   |
        | 8     |            |            |             |           |            |           |   |
    """)  # fmt: skip


def test_602_details_belong_to_an_adoption_of_the_year():
    reports(rules.details_without_adoption, Episodes="""
        | CHILD | DEC        | REC | ! |
        | 1     | 01/04/2026 | E11 |   |
        | 2     | 31/03/2026 | E12 |   |
        | 3     | 01/05/2026 | X1  |   |
        | 4     | May        | E11 |   |
        | 5     | 31/03/2027 | E12 |   |
    """, AD1="""
        | CHILD | DATE_INT   | NB_ADOPTR | ! |
        | 1     | 01/05/2025 |           |   |
        | 2     | 01/05/2025 |           | ! |
        | 3     |            | 9         | ! |
        | 4     | 01/05/2025 |           | ! |
        | 4     | 01/05/25   |           |   |
        | 5     | 01/05/2025 |           |   |
        | 6     |            |           |   |
        | 7     | 01/05/2025 |           | ! |
    """)  # fmt: skip
