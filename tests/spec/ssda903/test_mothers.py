"""Child details: the SSDA903 rules about mothers and their children's dates of birth."""

from keepwell.returns.ssda903.rules import mothers as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports


def test_every_rule_of_the_subject_is_there_once():
    wanted = "165 171 174 207 393 607 611 612 620 621 624 625 626 628"
    assert " ".join(sorted(rule.code for rule in rules.RULES)) == wanted
    assert len({rule.sentence for rule in rules.RULES}) == len(rules.RULES)


def test_165_the_answer_must_be_a_flag_and_not_of_a_boy():
    assert_reports(rules.mother_answer_out_of_place, TABLES, Header="""
        | CHILD | SEX | MOTHER | ! |
        | 1     | F   | yes    | ! |
        | 2     | F   | TRUE   |   |
        | 3     | M   | 0      | ! |
        | 4     | M   |        |   |
        |       | M   | 0      | ! |
    """, Episodes="| CHILD |", OC3="""
        | CHILD | ACTIV | ! |
        | 1     |       | ! |
        | 2     | F1    |   |
        |       | F1    |   |
    """)  # fmt: skip


def test_165_a_girl_in_care_is_asked_and_a_care_leaver_is_not():
    assert_reports(rules.mother_answer_out_of_place, TABLES, Header="""
        | CHILD | SEX | MOTHER | ! |
        | 1     | F   |        | ! |
        | 2     | F   |        |   |
        | 3     | F   |        |   |
        | 4     | F   | 0      | ! |
        | 5     | F   | 0      |   |
        | 6     | F   | 1      |   |
        | 7     | F   | 1      |   |
        | 8     | U   |        |   |
    """, Episodes="""
        | CHILD | DECOM      | DEC        | LS |
        | 1     | 01/01/2026 | 01/04/2026 |    |
        | 2     | 01/01/2026 | 31/03/2026 | C2 |
        | 2     | 01/05/2026 | 02/05/2026 | V3 |
        | 3     | 01/04/2027 |            | C2 |
        | 4     | 01/01/2026 | 31/03/2026 | C2 |
        | 5     | 01/01/2026 | 31/03/2026 | V4 |
        | 6     | 01/01/2026 | 32/13/2026 | C2 |
        | 7     | 01/01/2026 | 31/03/2026 | C2 |
        | 8     | 01/01/2026 |            | C2 |
    """, OC3="""
        | CHILD | ACTIV | ACCOM | IN_TOUCH | ! |
        | 4     |       | ?     |          | ! |
        | 4     |       |       |          | ! |
        | 5     | F1    | B1    | YES      |   |
        | 6     | F1    | B1    | YES      |   |
        | 7     |       |       |          |   |
    """)  # fmt: skip


def test_171_childs_birth_date_unreadable():
    assert_reports(rules.childs_birth_date_unreadable, TABLES, Header="""
        | CHILD | MC_DOB     | ! |
        | 1     | 01/02/2026 |   |
        | 2     | 30/02/2026 | ! |
        | 3     | 2026-02-01 | ! |
        | 4     |            |   |
    """)  # fmt: skip


def test_174_boy_with_childs_birth_date():
    assert_reports(rules.boy_with_childs_birth_date, TABLES, Header="""
        | CHILD | SEX | MC_DOB     | ! |
        | 1     | M   | 01/02/2026 | ! |
        | 2     | M   | 32/02/2026 |   |
        | 3     | F   | 01/02/2026 |   |
        | 4     |     | 01/02/2026 |   |
        | 5     | M   |            |   |
    """)  # fmt: skip


def test_207_no_longer_mother():
    assert_reports(rules.no_longer_mother, TABLES, Header_last="""
        | CHILD | MOTHER |
        | 1     | true   |
        | 2     | 1      |
        | 3     | 1      |
        | 4     | 0      |
        | 4     | 1      |
        | 5     | 1      |
        | 6     | 1      |
    """, Header="""
        | CHILD | MOTHER | ! |
        | 1     | 0      | ! |
        | 2     |        | ! |
        | 3     | 1      |   |
        | 4     | 0      |   |
        | 5     | 0      |   |
        | 6     | ?      | ! |
        | 7     | 0      |   |
    """, Episodes="| CHILD |\n| 1 |\n| 2 |\n| 3 |\n| 4 |\n| 6 |\n| 7 |")  # fmt: skip


def test_393_mother_unanswered():
    assert_reports(rules.mother_unanswered, TABLES, Header="""
        | CHILD | SEX | MOTHER | ! |
        | 1     | F   |        | ! |
        | 2     | F   | ?      |   |
        | 3     | F   |        |   |
        | 4     | M   |        |   |
        | 5     | F   |        |   |
    """, Episodes="""
        | CHILD | DECOM      | LS |
        | 1     | 32/01/2026 |    |
        | 2     | 01/01/2026 | C2 |
        | 3     | 01/01/2026 | V3 |
        | 4     | 01/01/2026 | C2 |
    """)  # fmt: skip


def test_607_mother_unanswered_at_end():
    assert_reports(rules.mother_unanswered_at_end, TABLES, Header="""
        | CHILD | SEX | MOTHER | ! |
        | 1     | F   |        | ! |
        | 2     | F   | 0      |   |
        | 3     | M   |        |   |
        | 4     | F   |        |   |
        | 5     | F   |        | ! |
    """, Episodes="""
        | CHILD | DEC        | REC | LS | ! |
        | 1     | 01/04/2026 | E8  |    | ! |
        | 1     | 31/03/2026 | E8  | C2 |   |
        | 1     | 01/05/2026 | X1  | C2 |   |
        | 1     | 01/05/2026 |     | C2 |   |
        | 1     | 32/05/2026 | E8  | C2 |   |
        | 2     | 01/05/2026 | E8  | C2 |   |
        | 3     | 01/05/2026 | E8  | C2 |   |
        | 4     | 01/05/2026 | E8  | V3 |   |
        | 5     | 31/03/2027 | E8  | C2 | ! |
        | 5     | 01/04/2027 | E8  | C2 |   |
        | 6     | 01/05/2026 | E8  | C2 |   |
    """)  # fmt: skip


def test_611_mother_without_childs_birth_date():
    assert_reports(rules.mother_without_childs_birth_date, TABLES, Header="""
        | CHILD | MOTHER | MC_DOB     | ! |
        | 1     | 1      |            | ! |
        | 2     | True   | 2026-01-01 | ! |
        | 3     | 1      | 01/01/2026 |   |
        | 4     | 0      |            |   |
        | 5     |        |            |   |
    """)  # fmt: skip


def test_612_childs_birth_date_without_mother():
    assert_reports(rules.childs_birth_date_without_mother, TABLES, Header="""
        | CHILD | SEX | MOTHER | MC_DOB     | ! |
        | 1     | F   | 0      | 01/01/2026 | ! |
        | 2     | F   |        | 01/01/2026 | ! |
        | 3     | F   | 1      | 01/01/2026 |   |
        | 4     | M   | 0      | 01/01/2026 |   |
        | 5     | F   | 0      | 32/01/2026 |   |
        | 6     | F   | 0      |            |   |
        | 7     | F   | ?      | 01/01/2026 |   |
    """)  # fmt: skip


def test_620_very_young_mother():
    assert_reports(rules.very_young_mother, TABLES, Header="""
        | CHILD | MOTHER | DOB        | ! |
        | 1     | 1      | 02/04/2015 | ! |
        | 2     | 1      | 01/04/2015 |   |
        | 3     | 0      | 02/04/2015 |   |
        | 4     | 1      |            |   |
        | 5     |        | 02/04/2015 |   |
    """)  # fmt: skip


def test_621_child_born_before_mother():
    assert_reports(rules.child_born_before_mother, TABLES, Header="""
        | CHILD | DOB        | MC_DOB     | ! |
        | 1     | 01/01/2010 | 01/01/2010 | ! |
        | 2     | 02/01/2010 | 1/1/2010   | ! |
        | 3     | 01/01/2010 | 02/01/2010 |   |
        | 4     |            | 02/01/2010 |   |
        | 5     | 01/01/2010 | 00/01/2010 |   |
    """)  # fmt: skip


def test_624_childs_birth_date_changed():
    assert_reports(rules.childs_birth_date_changed, TABLES, Header_last="""
        | CHILD | MC_DOB     |
        | 1     | 01/01/2026 |
        | 1     | 02/01/2026 |
        | 2     | 01/01/2026 |
        | 3     | 01/01/2026 |
        | 4     |            |
        | 5     | 32/01/2026 |
    """, Header="""
        | CHILD | MC_DOB     | ! |
        | 1     | 1/1/2026   |   |
        | 2     | 02/01/2026 | ! |
        | 3     |            | ! |
        | 4     | 01/01/2026 |   |
        | 5     | 01/01/2026 |   |
        | 6     | 01/01/2026 |   |
    """)  # fmt: skip


def test_625_child_born_after_care():
    assert_reports(rules.child_born_after_care, TABLES, Header="""
        | CHILD | MC_DOB     | ! |
        | 1     | 02/06/2026 | ! |
        | 2     | 01/06/2026 |   |
        | 3     | 02/06/2026 |   |
        | 4     | 01/04/2027 | ! |
        | 5     | 01/04/2027 | ! |
        | 6     | 31/03/2027 |   |
        | 7     |            |   |
        |       | 01/04/2027 | ! |
    """, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/04/2026 | 01/05/2026 |   |
        | 1     | 01/05/2026 | 01/06/2026 | ! |
        | 1     |            | 01/07/2026 |   |
        | 2     | 01/05/2026 | 01/06/2026 |   |
        | 3     | 01/05/2026 |            |   |
        | 3     | 01/04/2026 | 01/05/2026 |   |
        | 4     | 01/05/2026 | 32/06/2026 | ! |
        | 7     | 01/05/2026 | 01/06/2026 |   |
        |       | 01/05/2026 | 01/06/2026 |   |
    """)  # fmt: skip


def test_625_the_latest_of_equal_or_missing_beginnings():
    assert_reports(rules.child_born_after_care, TABLES, Header="""
        | CHILD | MC_DOB     | ! |
        | 1     | 02/06/2026 |   |
        | 2     | 02/06/2026 | ! |
        | 3     | 02/06/2026 | ! |
        | 3     | 01/06/2026 |   |
    """, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/05/2026 | 01/06/2026 |   |
        | 1     | 01/05/2026 |            |   |
        | 2     | 01/05/2026 | 31/05/2026 |   |
        | 2     | 01/05/2026 | 01/06/2026 | ! |
        | 2     | 01/05/2026 | 01/06/2026 |   |
        | 3     | 32/05/2026 | 01/05/2026 |   |
        | 3     |            | 01/06/2026 | ! |
    """)  # fmt: skip


def test_626_mother_since_before_this_year():
    assert_reports(rules.mother_since_before_this_year, TABLES, Header_last="""
        | CHILD | MOTHER |
        | 1     | 0      |
        | 1     | 1      |
        | 2     | 0      |
        | 3     | 1      |
        | 4     |        |
        | 5     | 0      |
        | 6     | false  |
    """, Header="""
        | CHILD | MOTHER | MC_DOB     | ! |
        | 1     | 1      | 31/03/2026 | ! |
        | 2     | 1      | 01/04/2026 |   |
        | 3     | 1      | 31/03/2026 |   |
        | 4     | 1      | 31/03/2026 |   |
        | 5     | 0      | 31/03/2026 |   |
        | 6     | true   |            |   |
        | 7     | 1      | 31/03/2026 |   |
    """)  # fmt: skip


def test_628_care_leaver_with_mother_answer():
    assert_reports(rules.care_leaver_with_mother_answer, TABLES, Header="""
        | CHILD | MOTHER | ! |
        | 1     | 0      | ! |
        | 2     | ?      | ! |
        | 3     |        |   |
        | 4     | 1      |   |
        | 5     | 1      |   |
        | 6     | 1      |   |
    """, Episodes="| CHILD |\n| 4 |", OC3="""
        | CHILD | IN_TOUCH | ACTIV | ACCOM |
        | 1     | YES      |       |       |
        | 2     |          | F1    |       |
        | 3     |          |       | B1    |
        | 4     | YES      |       |       |
        | 5     |          |       |       |
    """)  # fmt: skip
