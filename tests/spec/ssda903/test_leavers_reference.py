"""Who is a care leaver (rule 1001): the fast answer against a plain telling of one child's history."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.clocks.ages import plus_years
from keepwell.returns.checking import check
from keepwell.returns.ssda903.rules.leavers import not_a_care_leaver
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import case

END = date(2027, 3, 31)


def wrong(born, this_year, last_year):
    """Should an answer about this young person be reported? Episodes are (DECOM, LS, DEC, REC)."""
    if born and plus_years(born, 20) <= END:
        return False
    kept = {}
    for start, status, end, ended in [*this_year, *last_year]:
        if start and (start not in kept or (end or date.max) < (kept[start][1] or date.max)):
            kept[start] = (status, end, ended)
    if not kept or not born:
        return True
    if kept[max(kept)][2] in ("E11", "E12"):
        return True
    days = {14: 0, 16: 0}
    for start, (status, end, _) in kept.items():
        end = end or (END if start == max(kept) else None)
        if end and status not in ("V3", "V4"):
            for age in days:
                days[age] += max(0, (end - max(start, plus_years(born, age))).days)
    return days[14] < 91 or days[16] < 1


STARTS = [date(2025, 12, 20), date(2026, 1, 1), date(2026, 10, 1), date(2026, 12, 30), date(2026, 12, 31)]
ENDS = [date(2026, 4, 1), date(2026, 4, 2), date(2026, 5, 1), date(2026, 12, 31), date(2027, 3, 31)]
EPISODE = st.tuples(
    st.sampled_from([None, *STARTS]),
    st.sampled_from([None, "C2", "V3"]),
    st.sampled_from([None, *ENDS]),
    st.sampled_from([None, "X1", "E12"]),
)
BORN = st.sampled_from(
    [None, date(2007, 3, 31), date(2007, 4, 1), date(2008, 2, 29), date(2010, 4, 1), date(2013, 1, 1)]
)
EPISODES = st.lists(EPISODE, max_size=3)


def drawn(heads, rows):
    cells = [[f"{c:%d/%m/%Y}" if isinstance(c, date) else str(c or "") for c in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, *cells])


@settings(max_examples=60)
@given(st.lists(st.tuples(BORN, EPISODES, EPISODES), min_size=20, max_size=20))
def test_1001_agrees_with_the_plain_telling(children):
    told = [(f"N{n}", *child) for n, child in enumerate(children)]
    heads = ["CHILD", "DECOM", "LS", "DEC", "REC"]
    return_ = case(
        TABLES,
        Header=drawn(["CHILD", "DOB"], [(name, born) for name, born, _, _ in told]),
        Episodes=drawn(heads, [(name, *e) for name, _, this_year, _ in told for e in this_year]),
        Episodes_last=drawn(heads, [(name, *e) for name, _, _, last_year in told for e in last_year]),
        OC3=drawn(["CHILD"], [(name,) for name, *_ in told]),
    )
    found = check(return_, [not_a_care_leaver], TABLES).rows("1001")
    assert found == [n for n, child in enumerate(children) if wrong(*child)]
