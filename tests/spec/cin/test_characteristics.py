"""CIN: ethnicity and disability."""

from .drawn import places, reports


def test_4220_ethnicity():
    reports("4220", ChildCharacteristics="""
        | LAchildID | Ethnicity | ! |
        | A         | WBRI      |   |
        | B         | wbri      | ! |
        | C         |           | ! |
        | D         | WBRX      | ! |
    """)  # fmt: skip


def test_8540_disability_missing():
    tables = {
        "ChildIdentifiers": """
        | LAchildID | PersonBirthDate | ! |
        | A         | 2015-01-01      | ! |
        | B         | 2015-01-01      | ! |
        | C         | 2015-01-01      |   |
        | D         |                 |   |
        | E         | 2015-01-01      |   |
    """,
        "Disabilities": """
        | LAchildID | Disability | ! |
        | A         | MOB        |   |
        | A         | mob        | ! |
        | A         |            | ! |
        | C         | NONE       |   |
        | D         | XX         |   |
        | E         | XX         |   |
    """,
        "CINdetails": """
        | LAchildID | ReferralNFA | ! |
        | A         | 0           | ! |
        | A         | 1           |   |
        | A         | false       | ! |
        | B         | 0           | ! |
        | C         | 0           |   |
        | D         | 0           |   |
        | E         | 1           |   |
    """,
    }
    reports("8540", **tables)
    assert ("Disabilities", "Disability", 1) in places("8540", **tables)


def test_8790_none_beside_a_disability():
    reports("8790", Disabilities="""
        | LAchildID | Disability | ! |
        | A         | None       |   |
        | A         | MOB        | ! |
        | A         |            | ! |
        | B         | MOB        |   |
        | C         | NONE       |   |
    """)  # fmt: skip


def test_8794_disability_twice():
    reports("8794", Disabilities="""
        | LAchildID | Disability | ! |
        | A         | MOB        | ! |
        | B         | MOB        |   |
        | A         | MOB        | ! |
        | A         | mob        |   |
        | C         |            |   |
        | C         |            |   |
    """)  # fmt: skip
