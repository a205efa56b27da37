"""Ideas that SSDA903 rules share. The year is 2026-27: 1 April 2026 to 31 March 2027."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.returns.checking import check, fields_of, rule
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import looked_after_all_year
from tests.returns.checking.tables import assert_reports, case

OC2 = fields_of(TABLES["OC2"])
START, END = date(2026, 4, 1), date(2027, 3, 31)


@rule("all year", OC2.CHILD)
def all_year(o):
    """The child was looked after all year."""
    return looked_after_all_year(o)


def test_looked_after_all_year_at_the_edges_of_the_year():
    """Named by what happens: began, left, respite; the numbers are the edge dates on either side."""
    assert_reports(all_year, TABLES, Episodes="""
        | CHILD    | DECOM      | RNE | LS | DEC        | REC |
        | BEGAN1   | 01/04/2026 | S   | C2 |            |     |
        | BEGAN2   | 02/04/2026 | S   | C2 |            |     |
        | BEGAN3   | 31/03/2027 | S   | C2 |            |     |
        | BEGAN4   | 01/04/2027 | S   | C2 |            |     |
        | BEGAN5   | 02/04/2026 | L   | C2 |            |     |
        | BEGAN6   | 01/01/2020 | S   | C2 |            |     |
        | BEGAN6   | 01/04/2027 | S   | C2 |            |     |
        | LEFT1    | 01/01/2020 | S   | C2 | 31/03/2026 | E13 |
        | LEFT2    | 01/01/2020 | S   | C2 | 01/04/2026 | E13 |
        | LEFT3    | 01/01/2020 | S   | C2 | 30/03/2027 | E13 |
        | LEFT4    | 01/01/2020 | S   | C2 | 31/03/2027 | E13 |
        | LEFT5    | 01/01/2020 | S   | C2 | 01/05/2026 | X1  |
        | LEFT6    | 01/01/2020 | S   | C2 | 01/05/2026 |     |
        | LEFT7    | 01/01/2020 | S   | C2 | 31/03/2026 | E13 |
        | LEFT7    | 01/01/2026 | P   | C2 |            |     |
        | RESPITE1 | 01/01/2020 | S   | C2 |            |     |
        | RESPITE1 | 01/02/2026 | L   | V3 | 31/03/2026 | X1  |
        | RESPITE2 | 01/01/2020 | S   | C2 |            |     |
        | RESPITE2 | 01/02/2026 | L   | V4 | 01/04/2026 | X1  |
        | RESPITE3 | 01/01/2020 | S   | C2 |            |     |
        | RESPITE3 | 31/03/2027 | L   | V3 |            |     |
        | RESPITE4 | 01/01/2020 | S   | C2 |            |     |
        | RESPITE4 | 01/04/2027 | L   | V3 |            |     |
        | RESPITE5 | 01/01/2020 | S   |    |            |     |
        | BROKEN1  | 31/04/2026 | S   | C2 |            |     |
        | BROKEN2  | 01/01/2020 | S   | C2 | 31/06/2026 | E13 |
        | BROKEN3  | 01/01/2020 | S   | C2 |            |     |
        | BROKEN3  |            |     |    |            |     |
        |          | 01/01/2020 | S   | C2 |            |     |
    """, OC2="""
        | CHILD    | ! |
        | BEGAN1   | ! |
        | BEGAN2   |   |
        | BEGAN3   |   |
        | BEGAN4   |   |
        | BEGAN5   | ! |
        | BEGAN6   | ! |
        | LEFT1    |   |
        | LEFT2    |   |
        | LEFT3    |   |
        | LEFT4    | ! |
        | LEFT5    | ! |
        | LEFT6    |   |
        | LEFT7    | ! |
        | RESPITE1 | ! |
        | RESPITE2 |   |
        | RESPITE3 |   |
        | RESPITE4 | ! |
        | RESPITE5 | ! |
        | BROKEN1  |   |
        | BROKEN2  | ! |
        | BROKEN3  | ! |
        | NOBODY   |   |
        |          |   |
    """)  # fmt: skip


def plainly(episodes):
    """The same of one child, step by step: episodes are (DECOM, RNE, LS, DEC, REC)."""

    def in_year(start, end):
        return start is not None and start <= END and (end is None or end >= START)

    for start, reason, status, end, ended in episodes:
        if reason == "S" and start is not None and START < start <= END:
            return False
        if ended != "X1" and end is not None and START <= end < END:
            return False
        if status in ("V3", "V4") and in_year(start, end):
            return False
    return any(in_year(start, end) for start, _, _, end, _ in episodes)


EDGES = [date(2026, 3, 31), START, date(2026, 4, 2), date(2027, 3, 30), END, date(2027, 4, 1)]
EPISODE = st.tuples(
    st.sampled_from([None, date(2020, 1, 1), *EDGES]),
    st.sampled_from([None, "S", "L"]),
    st.sampled_from([None, "C2", "V3", "V4"]),
    st.sampled_from([None, *EDGES]),
    st.sampled_from([None, "X1", "E13"]),
)


def cells(episode):
    return [f"{value:%d/%m/%Y}" if isinstance(value, date) else value or "" for value in episode]


@settings(max_examples=60)
@given(st.lists(st.lists(EPISODE, max_size=3), min_size=20, max_size=20))
def test_looked_after_all_year_agrees_with_the_plain_telling(children):
    rows = [f"| {n} | {' | '.join(cells(e))} |" for n, episodes in enumerate(children) for e in episodes]
    drawn = "\n".join(["| CHILD | DECOM | RNE | LS | DEC | REC |", *rows])
    everybody = "\n".join(["| CHILD |", *(f"| {n} |" for n in range(len(children)))])
    found = check(case(TABLES, Episodes=drawn, OC2=everybody), [all_year], TABLES).rows("all year")
    assert found == [n for n, episodes in enumerate(children) if plainly(episodes)]
