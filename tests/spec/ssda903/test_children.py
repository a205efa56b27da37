"""Child details: sex, birth, ethnicity and UPN rules of the SSDA903."""

from keepwell.returns.checking import check
from keepwell.returns.ssda903.rules import children as rules
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports, case

ETHNICITIES = "WBRI WIRI WOTH WIRT WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT"


def test_every_rule_of_the_subject_is_there_once():
    wanted = "101 102 103 168 202 203 204 208 209 210 232 301 351 442 444"
    assert " ".join(sorted(rule.code for rule in rules.RULES)) == wanted
    assert len({rule.sentence for rule in rules.RULES}) == len(rules.RULES)
    assert [rule.code for rule in rules.RULES if rule.query] == ["232"]


def test_101_sex_unknown_code():
    assert_reports(rules.sex_unknown_code, TABLES, Header="""
        | CHILD | SEX | ! |
        | 1     | M   |   |
        | 2     | f   |   |
        | 3     | U   |   |
        | 4     | 1   | ! |
        | 5     |     | ! |
        |       | X   | ! |
    """)  # fmt: skip


def test_102_birth_date_missing():
    assert_reports(rules.birth_date_missing, TABLES, Header="""
        | CHILD | DOB        | ! |
        | 1     | 1/2/2010   |   |
        | 2     |            | ! |
        | 3     | 01/02/10   | ! |
        | 4     | 29/02/2011 | ! |
        | 5     | 2011-02-01 | ! |
    """)  # fmt: skip


def test_103_ethnicity_unknown_code():
    rows = "".join(f"\n| 1 | {code} |   |" for code in ETHNICITIES.split())
    assert_reports(rules.ethnicity_unknown_code, TABLES, Header=f"""
        | CHILD | ETHNIC | ! | {rows}
        | 2     | wbri   |   |
        | 3     | WBRX   | ! |
        | 4     |        | ! |
    """)  # fmt: skip


def test_168_upn_malformed():
    assert_reports(rules.upn_malformed, TABLES, Header="""
        | CHILD | UPN            | ! |
        | 1     | H801200001001  |   |
        | 2     | u80120000100a  |   |
        | 3     | UN5            |   |
        | 4     | UN6            | ! |
        | 5     | I801200001001  | ! |
        | 6     | O801200001001  | ! |
        | 7     | S801200001001  | ! |
        | 8     | H80120000100   | ! |
        | 9     | H8012000010011 | ! |
        | 10    | HA01200001001  | ! |
        | 11    | 1801200001001  | ! |
        | 12    |                |   |
    """)  # fmt: skip


def test_202_sex_changed():
    assert_reports(rules.sex_changed, TABLES, Header_last="""
        | CHILD | SEX |
        | 1     | F   |
        | 1     | M   |
        | 2     | F   |
        | 3     |     |
        | 4     |     |
        | 5     | M   |
        |       | M   |
    """, Header="""
        | CHILD | SEX | ! |
        | 1     | f   |   |
        | 1     | M   | ! |
        | 2     |     | ! |
        | 3     | F   | ! |
        | 4     |     |   |
        | 6     | F   |   |
        |       | F   |   |
    """)  # fmt: skip


def test_203_birth_date_changed():
    assert_reports(rules.birth_date_changed, TABLES, Header_last="""
        | CHILD | DOB        |
        | 1     | 01/02/2010 |
        | 2     | 01/02/2010 |
        | 3     | 01/02/2010 |
        | 4     | 31/02/2010 |
        | 5     | 31/02/2010 |
        | 6     | 01/02/2010 |
        | 6     | 02/02/2010 |
    """, Header="""
        | CHILD | DOB        | ! |
        | 1     | 1/2/2010   |   |
        | 2     | 02/02/2010 | ! |
        | 3     |            | ! |
        | 4     | 28/02/2010 | ! |
        | 5     |            |   |
        | 6     | 01/02/2010 |   |
        | 7     | 01/02/2010 |   |
    """)  # fmt: skip


def test_204_ethnicity_changed():
    assert_reports(rules.ethnicity_changed, TABLES, Header_last="""
        | CHILD | ETHNIC |
        | 1     | WBRI   |
        | 2     | WBRI   |
        | 3     |        |
        | 4     |        |
    """, Header="""
        | CHILD | ETHNIC | ! |
        | 1     | wbri   |   |
        | 2     | WIRI   | ! |
        | 3     | WBRI   | ! |
        | 4     |        |   |
        | 5     | WBRI   |   |
    """)  # fmt: skip


def test_208_upn_changed():
    assert_reports(rules.upn_changed, TABLES, Header_last="""
        | CHILD | UPN           |
        | 1     | H801200001001 |
        | 2     | H801200001001 |
        | 3     | H801200001001 |
        | 4     |               |
        | 5     |               |
        | 6     |               |
        | 7     |               |
        | 8     | UN1           |
        | 9     | UN4           |
        | 10    | UN4           |
        | 11    | H801200001001 |
        | 13    | UN1           |
    """, Header="""
        | CHILD | UPN           | ! |
        | 1     | h801200001001 |   |
        | 2     | U80120000100A | ! |
        | 3     |               | ! |
        | 4     | UN1           | ! |
        | 5     | UN2           |   |
        | 6     | H801200001001 |   |
        | 7     |               |   |
        | 8     | UN5           |   |
        | 9     | UN3           | ! |
        | 10    | H801200001001 |   |
        | 11    | UN2           | ! |
        | 12    | UN2           |   |
        | 13    |               | ! |
    """)  # fmt: skip


def test_last_year_is_needed():
    for rule in (rules.sex_changed, rules.birth_date_changed, rules.ethnicity_changed, rules.upn_changed):
        assert check(case(TABLES, Header="| CHILD |\n| 1 |"), [rule], TABLES).outcomes[rule.code].state == "not run"


def test_209_too_old_for_no_upn_yet():
    assert_reports(rules.too_old_for_no_upn_yet, TABLES, Header="""
        | CHILD | UPN | DOB        | ! |
        | 1     | UN1 | 31/08/2021 | ! |
        | 2     | UN1 | 01/09/2021 |   |
        | 3     | UN2 | 01/09/2011 |   |
        | 4     | UN1 | 31/09/2011 |   |
        | 5     | UN1 | 29/02/2020 | ! |
    """)  # fmt: skip
    assert_reports(rules.too_old_for_no_upn_yet, TABLES, 2026, Header="""
        | CHILD | UPN | DOB        | ! |
        | 1     | UN1 | 31/08/2020 | ! |
        | 2     | UN1 | 01/09/2020 |   |
    """)  # fmt: skip


def test_210_too_long_for_late_entry():
    assert_reports(rules.too_long_for_late_entry, TABLES, Header="""
        | CHILD | UPN | ! |
        | 1     | UN4 | ! |
        | 2     | UN4 |   |
        | 3     | UN4 |   |
        | 4     | UN3 |   |
        | 5     | UN4 | ! |
        | 6     | UN4 |   |
        |       | UN4 |   |
    """, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 25/03/2027 |            |   |
        | 1     | 23/03/2027 | 25/03/2027 | ! |
        | 1     | 01/05/2026 | 22/03/2027 |   |
        | 1     |            |            |   |
        | 2     | 24/03/2027 |            |   |
        | 2     | 01/05/2026 | 22/03/2027 |   |
        | 3     | 01/05/2026 | 31/03/2027 |   |
        | 4     | 01/05/2026 |            |   |
        | 5     | 01/01/2026 | 32/13/2026 | ! |
        | 5     | 01/02/2026 | 01/04/2027 |   |
        | 6     | 01/04/2027 |            |   |
        |       | 01/01/2026 |            |   |
    """)  # fmt: skip


def test_210_a_stay_that_begins_and_ends_later_does_not_hide_the_open_one():
    assert_reports(rules.too_long_for_late_entry, TABLES, Header="""
        | CHILD | UPN | ! |
        | 1     | UN4 | ! |
    """, Episodes="""
        | CHILD | DECOM      | DEC        | ! |
        | 1     | 01/05/2026 |            | ! |
        | 1     | 24/03/2027 | 25/03/2027 |   |
        | 1     | 26/03/2027 | 27/03/2027 |   |
    """)  # fmt: skip


def test_232_sex_unspecified():
    assert_reports(rules.sex_unspecified, TABLES, Header="""
        | CHILD | SEX | ! |
        | 1     | M   |   |
        | 2     | u   | ! |
        | 3     |     |   |
    """)  # fmt: skip


def test_301_born_after_the_year():
    assert_reports(rules.born_after_the_year, TABLES, Header="""
        | CHILD | DOB        | ! |
        | 1     | 31/03/2027 |   |
        | 2     | 01/04/2027 | ! |
        | 3     | 32/04/2027 |   |
        | 4     |            |   |
    """)  # fmt: skip


def test_351_too_old():
    assert_reports(rules.too_old, TABLES, Header="""
        | CHILD | DOB        | ! |
        | 1     | 01/04/2001 |   |
        | 2     | 31/03/2001 | ! |
        | 3     | 29/02/2000 | ! |
        | 4     |            |   |
        | 5     | 99/99/1990 |   |
    """)  # fmt: skip


def test_442_upn_missing():
    assert_reports(rules.upn_missing, TABLES, Header="""
        | CHILD | UPN           | ! |
        | 1     |               | ! |
        | 2     |               | ! |
        | 3     |               |   |
        | 4     | UN1           |   |
        | 5     |               |   |
        |       |               |   |
    """, Episodes="""
        | CHILD | DECOM      | LS |
        | 1     | 32/04/2026 | C2 |
        | 1     | 01/04/2026 | V3 |
        | 2     | 01/04/2026 |    |
        | 3     | 01/04/2026 | v4 |
        | 4     | 01/04/2026 | C2 |
        |       | 01/04/2026 | C2 |
    """)  # fmt: skip


def test_444_upn_shared():
    assert_reports(rules.upn_shared, TABLES, Header="""
        | CHILD | UPN           | ! |
        | 1     | H801200001001 | ! |
        | 2     | UN1           |   |
        | 3     | UN1           |   |
        | 4     |               |   |
        | 5     |               |   |
        | 6     | h801200001001 | ! |
        | 7     | U80120000100A |   |
    """)  # fmt: skip
