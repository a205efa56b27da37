"""CIN: child identifiers."""

import pytest

from .drawn import checked, places, reports


@pytest.mark.parametrize(
    ("code", "column", "right", "wrong"),
    [
        ("1510", "UPN",
         "H801200001001 U80120000100A E80120000100Z H80120000100I H8012", "A801200001001 1801200001001 A80120000100A"),
        ("1530", "UPN",
         "H801200001001 H005200001001 H999 H943200001001", "H802x H006200001001 H804200001001 H9442000010010"),
        ("1540", "UPN", "H801200001001 H80120", "H801 H80 H8012000A1001 H801A"),
        ("1550", "UPN",
         "H801200001001 H80120000100Z H80120000100a1",
         "H80120000100I H80120000100O H80120000100S H80120000100a"),
        ("1560Q", "FormerUPN",
         "H801200001001 I80120000100Z", "H80120000100 H80120000100S 1801200001001 H8012000010011"),
        ("1570", "LAchildID", "A1234567890123456789", "A12345678901234567890"),
        ("1580", "LAchildID", "A1 Ł9", "A-1 A_1 A/1"),
        ("4180", "Sex", "M F U", "m 1"),
    ],
)  # fmt: skip
def test_form_of_a_cell(code, column, right, wrong):
    right, wrong = right.split(), wrong.split()
    if code == "1530":  # only numbers of 13 characters are looked at
        right += [w for w in wrong if len(w) != 13]
        wrong = [w for w in wrong if len(w) == 13]
    cells = [f"| {cell} | |" for cell in right] + [f"| {cell} | ! |" for cell in wrong]
    reports(code, ChildIdentifiers="\n".join([f"| {column} | ! |", *cells]))


def test_missing_upn_and_number_have_no_form():
    for code in ("1510", "1520", "1530", "1540", "1550", "1560Q", "1570", "1580", "8510"):
        reports(code, ChildIdentifiers="| LAchildID |\n| |\n| |")


def test_4180_sex_missing():
    reports("4180", ChildIdentifiers="| LAchildID | Sex | ! |\n| A | | ! |")


def test_1520_upn_twice():
    reports("1520", ChildIdentifiers="""
        | LAchildID | UPN | ! |
        | A         | X1  | ! |
        | B         | x1  |   |
        | C         | X1  | ! |
        |           |     |   |
    """)  # fmt: skip
    groups = checked("1520", ChildIdentifiers="| LAchildID | UPN |\n| A | X |\n| B | X |").places["1520"]["group"]
    assert groups.to_list() == ["A|X", "B|X"]


def test_8500_no_number():
    reports("8500", ChildIdentifiers="| LAchildID | ! |\n| A | |\n| | ! |")


def test_8510_number_twice():
    reports("8510", ChildIdentifiers="| LAchildID | ! |\n| A | ! |\n| B | |\n| A | ! |\n| | |\n| | |")


def test_8520_born_after_the_year():
    reports("8520", ChildIdentifiers="""
        | LAchildID | PersonBirthDate | ! |
        | A         | 2026-03-31      |   |
        | B         | 2026-04-01      | ! |
        | C         | 2026-04-31      |   |
        | D         |                 |   |
    """)  # fmt: skip


def test_8525q_one_date_of_birth():
    reports("8525Q", ChildIdentifiers="""
        | LAchildID | PersonBirthDate | ExpectedPersonBirthDate | ! |
        | A         | 2026-03-31      |                         |   |
        | B         |                 | 2026-04-01              |   |
        | C         | 2026-03-31      | 2026-04-01              | ! |
        | D         |                 | 2026-13-01              | ! |
    """)  # fmt: skip


def test_8530q_expected_date():
    reports("8530Q", ChildIdentifiers="""
        | LAchildID | ExpectedPersonBirthDate | ! |
        | A         | 2026-02-28              | ! |
        | B         | 2026-03-01              |   |
        | C         | 2026-12-31              |   |
        | D         | 2027-01-01              | ! |
        | E         |                         |   |
    """)  # fmt: skip


def test_8535q_death_before_birth():
    reports("8535Q", ChildIdentifiers="""
        | LAchildID | PersonBirthDate | PersonDeathDate | ! |
        | A         | 2026-01-02      | 2026-01-02      |   |
        | B         | 2026-01-03      | 2026-01-02      | ! |
        | C         |                 | 2026-01-02      | ! |
        | D         | 2026-01-03      |                 |   |
    """)  # fmt: skip


def test_8545q_death_in_another_year():
    reports("8545Q", ChildIdentifiers="""
        | LAchildID | PersonDeathDate | ! |
        | A         | 2025-03-31      | ! |
        | B         | 2025-04-01      |   |
        | C         | 2026-03-31      |   |
        | D         | 2026-04-01      | ! |
        | E         |                 |   |
    """)  # fmt: skip


def test_8750_sex_of_unborn():
    reports("8750", ChildIdentifiers="""
        | LAchildID | PersonBirthDate | ExpectedPersonBirthDate | Sex | ! |
        | A         |                 | 2026-05-01              | U   |   |
        | B         |                 | 2026-05-01              | F   | ! |
        | C         |                 | 2026-05-01              |     | ! |
        | D         | 2026-01-01      | 2026-05-01              | F   |   |
        | E         |                 |                         | F   |   |
    """)  # fmt: skip


def test_8770q_no_upn_at_school_age():
    reports("8770Q", ChildIdentifiers="""
        | LAchildID | PersonBirthDate | UPN | UPNunknown | ! |
        | A         | 2020-08-31      |     |            | ! |
        | B         | 2020-09-01      |     |            |   |
        | C         | 2020-08-31      | X   |            |   |
        | D         | 2020-08-31      |     | un2        |   |
        | E         | 2020-08-31      |     | UN1        | ! |
        | F         | 2020-08-31      |     | UN8        | ! |
        | G         | 2020-08-31      |     |            |   |
        | H         | 2020-08-31      |     |            |   |
        | I         |                 |     |            |   |
    """, CINdetails="""
        | LAchildID | ReferralNFA |
        | A         | 1           |
        | A         | FALSE       |
        | B         | 0           |
        | C         | 0           |
        | D         | 0           |
        | E         | 0           |
        | F         | 0           |
        | G         | 1           |
        | G         |             |
        | I         | 0           |
    """)  # fmt: skip


def test_8772_un7_with_action():
    tables = {
        "ChildIdentifiers": """
        | LAchildID | UPNunknown | ! |
        | A         | UN7        | ! |
        | B         | UN7        |   |
        | C         | UN7        | ! |
        | D         | un7        |   |
        | E         | UN7        | ! |
    """,
        "CINdetails": """
        | LAchildID | ReferralNFA | ! |
        | A         | True        |   |
        | A         | 0           | ! |
        | B         | 1           |   |
        | C         | perhaps     | ! |
        | D         | 0           |   |
    """,
    }
    reports("8772", **tables)
    assert ("ChildIdentifiers", "UPNunknown", 4) in places("8772", **tables)


def test_8775q_over_25():
    reports("8775Q", ChildIdentifiers="""
        | LAchildID | PersonBirthDate | ! |
        | A         | 2001-03-30      | ! |
        | B         | 2001-03-31      |   |
        | C         | 2001-03-30      |   |
        | D         | 2001-03-30      |   |
        | E         |                 |   |
    """, CINdetails="""
        | LAchildID | CINclosureDate | ! |
        | A         |                | ! |
        | A         | 2026-03-31     | ! |
        | A         | 2026-03-30     |   |
        | B         |                |   |
        | C         | 2026-03-30     |   |
        | E         |                |   |
    """)  # fmt: skip
