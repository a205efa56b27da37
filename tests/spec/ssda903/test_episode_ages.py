"""Episodes: how old the child is when an episode starts or ends."""

from functools import partial

from keepwell.returns.ssda903.rules import episode_ages as episodes
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import assert_reports

reports = partial(assert_reports, declared=TABLES)

# Child 1 was born on a 29 February, child 9 on no date that can be read; child 8 is not in this file.
CHILDREN = """
    | CHILD | DOB        |
    | 1     | 29/02/2012 |
    | 2     | 10/06/2010 |
    | 9     | 31/02/2012 |
    |       | 10/06/2026 |
"""


def test_302_starts_before_birth():
    reports(episodes.starts_before_birth, Header="""
        | CHILD | DOB        | ! |
        | 1     | 02/05/2026 | ! |
        | 2     | 01/05/2026 |   |
        | 3     | 01/06/2026 |   |
        | 4     | nonsense   |   |
        |       | 01/01/2027 |   |
        | 5     | 01/06/2026 | ! |
    """, Episodes="""
        | CHILD | DECOM      | ! |
        | 1     | 03/05/2026 |   |
        | 1     | 01/05/2026 | ! |
        | 1     | 01/05/2026 |   |
        | 2     | 01/05/2026 |   |
        | 3     | nonsense   |   |
        | 4     | 01/05/2026 |   |
        | 8     | 01/05/2026 |   |
        |       | 01/05/2026 |   |
        | 5     | nonsense   |   |
        | 5     | 01/05/2026 | ! |
    """)  # fmt: skip


def test_352_starts_at_eighteen():
    reports(episodes.starts_at_eighteen, Header=CHILDREN, Episodes="""
        | CHILD | RNE | DECOM      | ! |
        | 1     | S   | 27/02/2030 |   |
        | 1     | S   | 28/02/2030 | ! |
        | 2     | S   | 10/06/2028 | ! |
        | 2     | P   | 10/06/2028 |   |
        | 2     |     | 10/06/2028 |   |
        | 2     | S   |            |   |
        | 9     | S   | 10/06/2040 |   |
        | 8     | S   | 10/06/2040 |   |
    """)  # fmt: skip


def test_358_youth_justice_under_ten():
    reports(episodes.youth_justice_under_ten, Header="""
        | CHILD | DOB        | ! |
        | 1     | 10/06/2016 | ! |
        | 2     | 10/06/2016 |   |
        | 9     |            |   |
    """, Episodes="""
        | CHILD | LS | DECOM      | ! |
        | 1     | J1 | 09/06/2026 | ! |
        | 1     | J2 | 09/06/2026 | ! |
        | 1     | J3 | 10/06/2026 |   |
        | 2     | J1 | 10/06/2026 |   |
        | 2     | C2 | 09/06/2026 |   |
        | 2     |    | 09/06/2026 |   |
        | 2     | J1 |            |   |
        | 9     | J1 | 09/06/2020 |   |
        | 8     | J1 | 09/06/2020 |   |
    """)  # fmt: skip


def test_359_open_after_eighteen():
    reports(episodes.open_after_eighteen, Header="""
        | CHILD | DOB        |
        | 1     | 30/03/2009 |
        | 2     | 31/03/2009 |
        | 9     |            |
    """, Episodes="""
        | CHILD | LS | PLACE | DEC        | ! |
        | 1     | C2 | U4    |            | ! |
        | 1     | C2 | U4    | 30/03/2027 |   |
        | 1     | C2 | U4    | nonsense   | ! |
        | 1     | V2 | K2    |            |   |
        | 1     | V2 | U4    |            | ! |
        | 1     | C2 | K2    |            | ! |
        | 1     |    |       |            | ! |
        | 2     | C2 | U4    |            |   |
        | 9     | C2 | U4    |            |   |
        | 8     | C2 | U4    |            |   |
    """)  # fmt: skip


def test_371_supported_accommodation_under_sixteen():
    reports(episodes.supported_accommodation_under_sixteen, Header=CHILDREN, Episodes="""
        | CHILD | PLACE | DECOM      | DEC        | ! |
        | 2     | K3    | 09/06/2026 |            | ! |
        | 2     | K3    | 09/06/2026 | 10/06/2026 | ! |
        | 2     | K3    | 10/06/2026 |            |   |
        | 2     | K2    | 09/06/2026 |            |   |
        | 2     | K3    | nonsense   |            |   |
        | 9     | K3    | 09/06/2026 |            |   |
        | 8     | K3    | 09/06/2026 |            |   |
    """)  # fmt: skip


def test_371_a_child_with_two_header_rows_fails_by_either():
    reports(episodes.supported_accommodation_under_sixteen, Header="""
        | CHILD | DOB        |
        | 1     | 01/01/2000 |
        | 1     | 01/01/2020 |
    """, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 1     | K3    | 01/05/2026 | ! |
    """)  # fmt: skip


def test_372_custody_under_ten():
    reports(episodes.custody_under_ten, Header=CHILDREN, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 1     | R5    | 27/02/2022 | ! |
        | 1     | R5    | 28/02/2022 |   |
        | 1     | R2    | 27/02/2022 |   |
        | 1     | R5    |            |   |
        | 9     | R5    | 27/02/2022 |   |
    """)  # fmt: skip


def test_373_residential_school_under_four():
    reports(episodes.residential_school_under_four, Header=CHILDREN, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 1     | S1    | 28/02/2016 | ! |
        | 1     | S1    | 29/02/2016 |   |
        | 1     | U4    | 28/02/2016 |   |
        | 9     | S1    | 28/02/2016 |   |
    """)  # fmt: skip


def test_374_living_at_work_under_fourteen():
    reports(episodes.living_at_work_under_fourteen, Header=CHILDREN, Episodes="""
        | CHILD | PLACE | DECOM      | ! |
        | 2     | P3    | 09/06/2024 | ! |
        | 2     | P3    | 10/06/2024 |   |
        | 2     | P1    | 09/06/2024 |   |
        | 8     | P3    | 09/06/2024 |   |
    """)  # fmt: skip


def test_386_adopted_at_eighteen():
    reports(episodes.adopted_at_eighteen, Header=CHILDREN, Episodes="""
        | CHILD | REC | DEC        | ! |
        | 2     | E11 | 10/06/2028 | ! |
        | 2     | E12 | 11/06/2028 | ! |
        | 2     | E12 | 09/06/2028 |   |
        | 2     | E8  | 10/06/2028 |   |
        | 2     | E11 |            |   |
        | 9     | E11 | 10/06/2038 |   |
    """)  # fmt: skip


def test_387_independent_under_fourteen():
    reports(episodes.independent_under_fourteen, Header=CHILDREN, Episodes="""
        | CHILD | REC | DEC        | ! |
        | 2     | E5  | 09/06/2024 | ! |
        | 2     | E6  | 09/06/2024 | ! |
        | 2     | E6  | 10/06/2024 |   |
        | 2     | E8  | 09/06/2024 |   |
        | 2     | E5  |            |   |
        | 9     | E5  | 09/06/2024 |   |
        | 8     | E5  | 09/06/2024 |   |
    """)  # fmt: skip


def test_389_adult_services_under_sixteen():
    reports(episodes.adult_services_under_sixteen, Header=CHILDREN, Episodes="""
        | CHILD | REC | DEC        | ! |
        | 2     | E7  | 09/06/2026 | ! |
        | 2     | E7  | 10/06/2026 |   |
        | 2     | E8  | 09/06/2026 |   |
        | 2     | E7  | nonsense   |   |
        | 9     | E7  | 09/06/2026 |   |
    """)  # fmt: skip


def test_407_guardianship_after_eighteen():
    reports(episodes.guardianship_after_eighteen, Header="""
        | CHILD | DOB        | ! |
        | 1     | 10/06/2008 | ! |
        | 2     | 10/06/2008 |   |
        | 9     |            |   |
    """, Episodes="""
        | CHILD | REC | DEC        | ! |
        | 1     | E45 | 11/06/2026 | ! |
        | 1     | E48 | 11/06/2026 | ! |
        | 2     | E46 | 10/06/2026 |   |
        | 2     | E41 | 11/06/2026 |   |
        | 2     | E47 |            |   |
        | 9     | E47 | 11/06/2026 |   |
        | 8     | E47 | 11/06/2026 |   |
    """)  # fmt: skip


def test_460_stays_on_under_eighteen():
    reports(episodes.stays_on_under_eighteen, Header=CHILDREN, Episodes="""
        | CHILD | REC | DEC        | ! |
        | 2     | E17 | 09/06/2028 | ! |
        | 2     | E17 | 10/06/2028 |   |
        | 2     | E8  | 09/06/2028 |   |
        | 2     | E17 |            |   |
        | 9     | E17 | 09/06/2020 |   |
    """)  # fmt: skip
