"""Care leavers: contact, activity and accommodation of young people who have left care. The year is 2026-27."""

from keepwell.returns.checking import check
from keepwell.returns.ssda903.rules import leavers as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case


def reports(rule, **tables):
    assert_reports(rule, TABLES, **tables)


def state(rule, **tables):
    return check(case(TABLES, **tables), [rule], TABLES).outcomes[rule.code].state


def test_131_contact_is_on_the_list():
    reports(rules.in_touch_not_listed, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     | YES      |   |
        | 1     | rhom     |   |
        | 1     | Y        | ! |
        | 1     |          | ! |
    """)  # fmt: skip


def test_132_activity_is_on_the_list():
    reports(rules.activity_not_listed, OC3="""
        | CHILD | ACTIV | ! |
        | 1     | F1    |   |
        | 1     | 0     |   |
        | 1     | f3    | ! |
        | 1     |       | ! |
    """)  # fmt: skip


def test_133_accommodation_is_on_the_list():
    reports(rules.accommodation_not_listed, OC3="""
        | CHILD | ACCOM | ! |
        | 1     | T1    |   |
        | 1     | 0     |   |
        | 1     | T     | ! |
        | 1     |       | ! |
    """)  # fmt: skip


def test_153_three_answers_come_together():
    reports(rules.leaver_incomplete, OC3="""
        | CHILD | IN_TOUCH | ACTIV | ACCOM | ! |
        | 1     | YES      | F1    | B1    |   |
        | 1     |          |       |       |   |
        | 1     | YES      |       | B1    | ! |
        | 1     |          | 0     |       | ! |
    """)  # fmt: skip


def test_344_nothing_to_tell_after_death_or_going_home():
    reports(rules.answers_after_death_or_return_home, OC3="""
        | CHILD | IN_TOUCH | ACTIV | ACCOM | ! |
        | 1     | DIED     | 0     | 0     |   |
        | 1     | DIED     | F1    | 0     | ! |
        | 1     | RHOM     | 0     | B1    | ! |
        | 1     | RHOM     | 0     |       | ! |
        | 1     | NO       | F1    |       |   |
        | 1     |          | F1    |       |   |
    """)  # fmt: skip


def test_345_in_touch_means_knowing():
    reports(rules.in_touch_without_answers, OC3="""
        | CHILD | IN_TOUCH | ACTIV | ACCOM | ! |
        | 1     | YES      | F1    | B1    |   |
        | 1     | YES      | 0     | B1    | ! |
        | 1     | YES      |       | 0     | ! |
        | 1     | YES      |       |       |   |
        | 1     | NO       | 0     | 0     |   |
    """)  # fmt: skip


def test_348_who_died_last_year_is_not_alive():
    reports(rules.alive_again, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     | YES      | ! |
        | 1     |          | ! |
        | 1     | DIED     |   |
        | 2     | YES      |   |
        | 3     | YES      |   |
        |       | YES      |   |
    """, OC3_last="""
        | CHILD | IN_TOUCH |
        | 1     | NO       |
        | 1     | DIED     |
        | 2     | YES      |
        |       | DIED     |
    """)  # fmt: skip


def test_347_foyer_from_18():
    reports(rules.foyer_under_18, OC3="""
        | CHILD | DOB        | ACCOM | ! |
        | 1     | 02/04/2008 | T1    | ! |
        | 1     | 02/04/2008 | T2    | ! |
        | 1     | 02/04/2008 | T     | ! |
        | 1     | 01/04/2008 | T1    |   |
        | 1     | 29/02/2008 | T1    |   |
        | 1     | 02/04/2008 | U1    |   |
        | 1     |            | T1    |   |
        | 1     | 02.04.2008 | T1    |   |
    """)  # fmt: skip


def test_391_nobody_under_17():
    reports(rules.leaver_under_17, OC3="""
        | CHILD | DOB        | IN_TOUCH | ACCOM | ! |
        | 1     | 01/04/2010 | NO       |       | ! |
        | 1     | 01/04/2010 |          | B1    | ! |
        | 1     | 31/03/2010 | NO       | B1    |   |
        | 1     | 01/04/2010 |          |       |   |
        | 1     | 31/02/2010 | NO       |       |   |
    """)  # fmt: skip


def test_3001_former_foster_carers_not_at_17():
    reports(rules.not_with_us_at_17, OC3="""
        | CHILD | ACCOM | DOB        | ! |
        | 1     | Z1    | 01/01/2000 | ! |
        | 1     | B1    |            |   |
        | 2     | Z2    |            | ! |
        | 3     | Z2    | 01/04/2009 |   |
        | 4     | Z2    |            |   |
        | 5     | Z2    | 01/04/2009 |   |
        | 6     | Z2    | 01/04/2009 |   |
    """, Header="""
        | CHILD | DOB        |
        | 1     | 01/04/2009 |
        | 2     | 31/03/2010 |
        | 3     | 31/03/2009 |
        | 4     | 01/04/2010 |
        | 5     | April      |
    """)  # fmt: skip


def test_134_no_leaver_who_was_adopted():
    reports(rules.leaver_and_adopted, AD1="""
        | CHILD | DATE_INT   | FOSTER_CARE | LS_ADOPTR | ! |
        | 1     | 01/05/2026 |             |           | ! |
        | 1     |            | x           |           | ! |
        | 1     | 2026-05-01 |             |           |   |
        | 1     |            |             |           |   |
        | 2     | 01/05/2026 |             |           |   |
        | 3     | 01/05/2026 |             |           |   |
        |       | 01/05/2026 |             |           |   |
    """, OC3="""
        | CHILD | IN_TOUCH | ACTIV | ACCOM |
        | 1     |          |       |       |
        | 1     |          | F1    |       |
        | 2     |          |       |       |
        |       | YES      |       |       |
    """)  # fmt: skip


def test_187_nothing_about_leaving_of_a_child_looked_after_all_year():
    reports(rules.looked_after_yet_left, Episodes="""
        | CHILD | DECOM      | RNE | LS | DEC    |
        | 1     | 01/04/2020 | S   | C2 |        |
        | 2     | 01/05/2026 | S   | C2 |        |
        | 4     | last year  | S   | C2 | never  |
    """, OC3="""
        | CHILD | IN_TOUCH | ACTIV | ACCOM | ! |
        | 1     |          |       | B1    | ! |
        | 1     |          |       |       |   |
        | 2     | YES      | F1    | B1    |   |
        | 3     | YES      | F1    | B1    |   |
        | 4     | YES      | F1    | B1    |   |
    """, AD1="""
        | CHILD | DATE_MATCH | NB_ADOPTR | ! |
        | 1     | 01/05/2026 |           | ! |
        | 1     |            | 3         | ! |
        | 1     | 31/06/2026 |           |   |
        | 2     | 01/05/2026 | 1         |   |
    """)  # fmt: skip


def test_187_needs_its_three_tables():
    assert state(rules.looked_after_yet_left, Episodes="| CHILD |", OC3="| CHILD |") == "not run"


def test_215_leaver_or_looked_after():
    reports(rules.leaver_and_looked_after, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     | YES      | ! |
        | 1     |          |   |
        | 2     | YES      |   |
        | 3     |          |   |
        |       | YES      |   |
    """, OC2="""
        | CHILD | SDQ_SCORE | CONVICTED | INTERVENTION_OFFERED | ! |
        | 1     | 3         |           |                      |   |
        | 1     |           |           | x                    | ! |
        | 2     | 3         |           |                      |   |
        | 3     |           | 0         |                      |   |
        |       |           | 0         |                      |   |
    """)  # fmt: skip


DEATHS = {
    "Episodes": """
        | CHILD | DECOM    | REC |
        | 1     | sometime | E2  |
        | 2     |          | E3  |
        |       |          | E2  |
    """,
    "Episodes_last": """
        | CHILD | REC |
        | 3     | E2  |
        | 4     | X1  |
    """,
}


def test_1000_no_leaver_who_died_in_care():
    reports(rules.leaver_who_died, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     |          | ! |
        | 2     | YES      |   |
        | 3     | YES      | ! |
        | 4     | YES      |   |
        |       | YES      |   |
    """, **DEATHS)  # fmt: skip


def test_1000_looks_at_this_year_without_last_year():
    reports(rules.leaver_who_died, OC3="""
        | CHILD | ! |
        | 1     | ! |
        | 3     |   |
    """, Episodes=DEATHS["Episodes"])  # fmt: skip


def test_1001_thirteen_weeks_from_14_and_a_day_from_16():
    """Children by number: 1 and 2 are a day either side of 91 days; 3 and 4 left on and after the 16th birthday."""
    reports(rules.not_a_care_leaver, Header="""
        | CHILD | DOB        |
        | 1     | 01/09/2010 |
        | 2     | 01/09/2010 |
        | 3     | 01/09/2010 |
        | 4     | 01/09/2010 |
        | 5     | 01/09/2010 |
        | 6     | 29/02/2008 |
        | 7     | 31/03/2007 |
        | 8     | 01/04/2007 |
        | 9     | 01/09/2010 |
    """, Episodes="""
        | CHILD | DECOM      | LS | DEC        | REC |
        | 1     | 01/09/2026 | C2 | 01/12/2026 | E13 |
        | 2     | 01/09/2026 | C2 | 30/11/2026 | E13 |
        | 3     | 01/05/2026 | C2 | 01/09/2026 | E13 |
        | 4     | 01/05/2026 | C2 | 02/09/2026 | E13 |
        | 5     | 01/05/2026 | V4 | 02/02/2027 | E13 |
        | 6     | 01/01/2027 |    |            |     |
        | 9     | 32/01/2026 | C2 |            |     |
    """, Episodes_last="""
        | CHILD | DECOM      | LS | DEC        | REC |
        | 6     | 01/01/2026 | C2 | 10/01/2026 | E13 |
    """, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     | YES      |   |
        | 2     |          | ! |
        | 3     | YES      | ! |
        | 4     | YES      |   |
        | 5     | YES      | ! |
        | 6     | YES      |   |
        | 7     | YES      |   |
        | 8     | YES      | ! |
        | 9     | YES      | ! |
        | 10    | YES      | ! |
        |       | YES      | ! |
    """)  # fmt: skip


def test_1001_pools_two_years_and_looks_for_adoption():
    """1: adopted at the end. 2: one episode told twice counts once, as it ended first. 3: this year's row of equals.

    4: an earlier open episode counts nothing. 5: no date of birth. 6: an open latest episode lasts to the year's end.
    """
    reports(rules.not_a_care_leaver, Header="""
        | CHILD | DOB        |
        | 1     | 01/09/2009 |
        | 2     | 01/09/2009 |
        | 3     | 01/09/2009 |
        | 4     | 01/09/2009 |
        | 5     | 31/09/2009 |
        | 6     | 01/09/2009 |
        | 7     | 01/09/2009 |
    """, Episodes_last="""
        | CHILD | DECOM      | LS | DEC        | REC |
        | 2     | 01/01/2026 | C2 |            |     |
        | 3     | 01/01/2026 | C2 | 01/06/2026 | E12 |
        | 4     | 01/01/2024 | C2 |            |     |
        | 6     | 29/12/2025 | C2 |            |     |
        | 7     | 01/01/2026 | C2 | 01/01/2027 | E13 |
    """, Episodes="""
        | CHILD | DECOM      | LS | DEC        | REC |
        | 1     | 01/05/2026 | C2 | 01/12/2026 | E11 |
        | 1     | 01/04/2026 | C2 | 01/05/2026 | X1  |
        | 2     | 01/01/2026 | C2 | 20/01/2026 | E13 |
        | 3     | 01/01/2026 | C2 | 01/06/2026 | E13 |
        | 4     | 01/03/2027 | C2 | 20/03/2027 | E13 |
        | 5     | 01/04/2024 | C2 |            |     |
        | 7     | 01/01/2026 | C2 | 20/01/2026 | E13 |
        | 7     | 01/02/2026 | V3 |            |     |
    """, OC3="""
        | CHILD | ! |
        | 1     | ! |
        | 2     | ! |
        | 3     |   |
        | 4     | ! |
        | 5     | ! |
        | 6     |   |
        | 6     |   |
        | 7     | ! |
    """)  # fmt: skip


def test_1001_needs_every_table():
    tables = {"Header": "| CHILD |", "Episodes": "| CHILD |", "Episodes_last": "| CHILD |", "OC3": "| CHILD |"}
    assert state(rules.not_a_care_leaver, **tables) == "passed"
    for gone in tables:
        assert state(rules.not_a_care_leaver, **{t: v for t, v in tables.items() if t != gone}) == "not run"


def test_1002_somebody_who_was_in_care():
    reports(rules.leaver_never_in_care, OC3="""
        | CHILD | ! |
        | 1     |   |
        | 2     |   |
        | 3     | ! |
    """, Episodes="| CHILD | DECOM |\n| 1 | someday |", Episodes_last="| CHILD |\n| 2 |")  # fmt: skip


def test_1007_not_in_care_on_the_birthday():
    reports(rules.in_care_on_birthday, OC3="""
        | CHILD | DOB        | IN_TOUCH | ! |
        | 1     | 31/03/2010 | YES      | ! |
        | 1     | 31/03/2010 |          |   |
        | 2     | 30/03/2010 | YES      |   |
        | 3     | 01/05/2009 | YES      | ! |
        | 3     | 01/04/2010 | YES      |   |
        | 4     | 29/02/2008 | YES      |   |
        | 5     | 01/03/2009 | YES      | ! |
        | 6     | 31/03/2008 | YES      |   |
        | 6     | 01/04/2008 | YES      | ! |
        | 7     | 01/05/2009 | YES      |   |
        | 8     | 01-05-2009 | YES      |   |
        | 9     | 01/05/2009 | YES      |   |
        | 10    | 01/05/2008 | YES      |   |
        | 11    | 31/03/2009 | YES      |   |
        | 12    | 01/05/2009 | YES      |   |
    """, Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 31/03/2027 |            |
        | 2     | 31/03/2027 |            |
        | 3     | 01/05/2020 | 02/05/2026 |
        | 4     | 01/05/2020 | 28/02/2026 |
        | 5     | 01/05/2020 | 02/03/2027 |
        | 6     | 01/05/2020 | 02/04/2026 |
        | 7     | 02/05/2026 |            |
        | 8     | 02/05/2020 |            |
        | 9     | soon       |            |
        | 10    | 01/05/2020 | 30/04/2026 |
        | 11    | 01/05/2020 | 01/04/2026 |
        | 12    | 01/05/2020 | 01/05/2026 |
    """)  # fmt: skip


def test_1010_who_was_left_in_care_last_year():
    reports(rules.leaver_without_end, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     |          | ! |
        | 2     | YES      |   |
        | 3     | YES      |   |
        | 4     | YES      | ! |
        | 5     | YES      |   |
        | 6     | YES      |   |
        | 7     | YES      | ! |
        | 8     | YES      |   |
        |       | YES      |   |
    """, Episodes="| CHILD |\n| 2 |", Episodes_last="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2025 |            |
        | 1     | 01/04/2025 | 01/05/2025 |
        | 2     | 01/05/2025 |            |
        | 3     | 01/05/2025 | 01/03/2026 |
        | 4     | 01/05/2025 | 01/03/2026 |
        | 4     | 01/05/2025 |            |
        | 5     | 01/05/2025 |            |
        | 5     | 01/05/2025 | 01/03/2026 |
        | 6     | 01/05/25   |            |
        | 7     | 01/05/2025 | in March   |
        | 7     |            | 01/03/2026 |
        |       | 01/05/2025 |            |
    """)  # fmt: skip


def test_1011_another_authority_asks():
    reports(rules.leaver_moved_authority, OC3="""
        | CHILD | IN_TOUCH | ! |
        | 1     | YES      | ! |
        | 1     |          |   |
        | 2     | YES      |   |
        | 3     | YES      | ! |
        | 4     | YES      |   |
        | 5     | YES      |   |
    """, Episodes="""
        | CHILD | DECOM      | REC |
        | 1     | 01/05/2026 | E3  |
        | 1     | 01/04/2026 | X1  |
        | 2     | 01/05/2026 |     |
        | 2     | 01/04/2026 | E3  |
        | 3     | 01/05/2026 | E3  |
        | 3     | 01/05/2026 | E13 |
        | 4     | May        | E3  |
    """)  # fmt: skip


def test_1016_left_on_or_after_the_birthday():
    reports(rules.left_after_birthday, OC3="""
        | CHILD | DOB        | IN_TOUCH | ! |
        | 1     | 01/05/2009 | YES      | ! |
        | 1     | 01/05/2009 |          |   |
        | 1     | 02/05/2009 | YES      |   |
        | 2     | 28/02/2009 | YES      | ! |
        | 3     | 01/03/2009 | YES      |   |
        | 4     | 31/03/2008 | YES      |   |
        | 4     | 01/04/2008 | YES      | ! |
        | 5     | 01/05/2009 | YES      |   |
        | 6     | 2009       | YES      |   |
        | 7     | 29/02/2008 | YES      |   |
        | 8     | 31/03/2010 | YES      | ! |
    """, Episodes="""
        | CHILD | DECOM      | DEC        |
        | 1     | 01/05/2020 | 01/05/2025 |
        | 1     |            | 01/05/2026 |
        | 2     | 01/05/2020 | 28/02/2027 |
        | 3     | 01/05/2020 | 28/02/2027 |
        | 4     | 01/05/2020 | 01/05/2026 |
        | 5     | 01/05/2020 |            |
        | 6     | 01/05/2020 | 01/05/2026 |
        | 7     | 01/05/2020 | 27/02/2026 |
        | 8     | 01/05/2020 | 31/03/2027 |
    """)  # fmt: skip
