"""The checker's words agree with a plain reading of the terms, one child at a time, on random episodes."""

import itertools
import json
from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.clocks.collection import CollectionYear
from keepwell.clocks.working_days import working_days_back
from keepwell.returns.checking.words import years_after
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import looked_after_all_year, period_end, period_start

from . import reference
from .tables import case, said_of

YEAR = CollectionYear(2027)
EDGES = [YEAR.start + timedelta(n) for n in (-366, -1, 0, 1, 2, 363, 364, 365)]
DAYS = st.one_of(st.none(), st.sampled_from(EDGES), st.dates(date(2026, 1, 1), date(2027, 6, 30)))
EPISODE = st.fixed_dictionaries(
    {
        "DECOM": DAYS,
        "DEC": DAYS,
        "RNE": st.sampled_from(["S", "P", None]),
        "LS": st.sampled_from(["C2", "C2", "V3", "V4", None]),
        "REC": st.sampled_from(["X1", "X1", "E4A", None]),
    }
)
CHILDREN = st.lists(st.lists(EPISODE, min_size=1, max_size=5), min_size=1, max_size=3)
COLUMNS = ("CHILD", "DECOM", "DEC", "RNE", "LS", "REC")
MANY = settings(max_examples=60)


def mixed(children, rng):
    """Rows of all children in one file, each child's own in their order, some without a child among them."""
    queues = [[{**row, "CHILD": str(n)} for row in rows] for n, rows in enumerate(children)]
    queues.append([{**row, "CHILD": None} for row in children[0][:2]])
    rows = []
    while queues := [queue for queue in queues if queue]:
        rows.append(rng.choice(queues).pop(0))
    return rows


def said(rows, *words):
    """What the checker's words say of each row; a missing date is sometimes one that cannot be read."""
    cells = [[_cell(row[column], column, n) for column in COLUMNS] for n, row in enumerate(rows)]
    text = "\n".join("| " + " | ".join(line) + " |" for line in [COLUMNS, *cells])
    return said_of(case(TABLES, 2027, Episodes=text), "Episodes", *words)


def _cell(value, column, n):
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    missing = ("", "31/02/2026") if column in ("DECOM", "DEC") else ("",)
    return value or missing[n % len(missing)]


def each(rows):
    """(row, the rows of its child, place in the file) of every row that belongs to a child."""
    for n, row in enumerate(rows):
        if row["CHILD"] is not None:
            yield row, [other for other in rows if other["CHILD"] == row["CHILD"]], n


@MANY
@given(children=CHILDREN, rng=st.randoms(use_true_random=False))
def test_looked_after_all_year_agrees(children, rng):
    rows = mixed(children, rng)
    words = said(rows, looked_after_all_year)
    for _, mine, n in each(rows):
        assert words[n][0] == reference.looked_after_all_year(mine, YEAR.start, YEAR.end)


def test_looked_after_all_year_agrees_at_every_edge():
    choices = itertools.product([None, *EDGES], [None, *EDGES], ["S", "P"], ["C2", "V3"], ["X1", None])
    rows = [dict(zip(COLUMNS, (str(n), *one), strict=True)) for n, one in enumerate(choices)]
    for row, (said_so,) in zip(rows, said(rows, looked_after_all_year), strict=True):
        assert said_so == reference.looked_after_all_year([row], YEAR.start, YEAR.end), row


def test_periods_of_care_agree_at_every_edge():
    days, plain = [None, *EDGES[2:5]], {"RNE": None, "LS": None, "REC": None}
    rows = [
        {"CHILD": str(n), "DECOM": start, "DEC": end, **plain}
        for n, (a, b, c, d) in enumerate(itertools.product(days, repeat=4))
        for start, end in ((a, b), (c, d))
    ]
    words = said(rows, period_start, period_end)
    for n, row in enumerate(rows):
        mine = rows[n - n % 2 : n - n % 2 + 2]
        assert words[n] == (reference.period_of(mine, row) or (None, None)), mine


@MANY
@given(children=CHILDREN, rng=st.randoms(use_true_random=False))
def test_first_and_latest_agree(children, rng):
    rows = mixed(children, rng)
    words = said(rows, lambda e: e.first(), lambda e: e.last(), lambda e: e.first(lambda e: e.LS == "C2"))
    for row, mine, n in each(rows):
        some = [one for one in mine if one["LS"] == "C2"]
        plain = (
            reference.first(mine, "DECOM") is row,
            reference.latest(mine, "DECOM") is row,
            reference.first(some, "DECOM") is row,
        )
        assert words[n] == plain


@MANY
@given(children=CHILDREN, rng=st.randoms(use_true_random=False))
def test_partners_by_date_agree(children, rng):
    rows = mixed(children, rng)
    words = said(
        rows,
        lambda e: e.partner("Episodes", latest=True).DEC,
        lambda e: e.partner("Episodes", lambda e: e.LS == "C2").DEC,
        lambda e: e.partner("Episodes").DEC,
    )
    for _, mine, n in each(rows):
        last = reference.latest(mine, "DECOM")
        some = reference.first([one for one in mine if one["LS"] == "C2"], "DECOM")
        assert words[n] == (last and last["DEC"], some and some["DEC"], mine[0]["DEC"])


@MANY
@given(children=CHILDREN, rng=st.randoms(use_true_random=False))
def test_neighbours_agree(children, rng):
    rows = mixed(children, rng)
    words = said(
        rows, lambda e: e.previous.exists, lambda e: e.previous.DEC, lambda e: e.next.exists, lambda e: e.next.DEC
    )
    for row, mine, n in each(rows):
        before, after = reference.previous(mine, row, "DECOM"), reference.following(mine, row, "DECOM")
        plain = (before is not None, before and before["DEC"], after is not None, after and after["DEC"])
        assert words[n] == plain


@MANY
@given(children=CHILDREN, rng=st.randoms(use_true_random=False))
def test_periods_of_care_agree(children, rng):
    rows = mixed(children, rng)
    words = said(rows, period_start, period_end)
    for row, mine, n in each(rows):
        assert words[n] == (reference.period_of(mine, row) or (None, None))


def holidays_of(shared):
    listed = json.loads((shared / "specs/cin/census.json").read_text(encoding="utf-8"))["bank_holidays"]
    return {date.fromisoformat(day) for day in listed}


def test_working_days_back_agree(shared):
    holidays, listed_from = holidays_of(shared), date(2022, 1, 3)

    @given(day=st.dates(date(2022, 4, 1), date(2027, 11, 30)), days=st.integers(1, 60))
    def agree(day, days):
        first = reference.working_days_back(day, days, holidays)
        assert first < listed_from or working_days_back(day, days) == first

    agree()


def test_working_days_back_of_the_terms(shared):
    holidays = holidays_of(shared)
    for back in (working_days_back, lambda day, days: reference.working_days_back(day, days, holidays)):
        assert back(date(2026, 3, 31), 45) == date(2026, 1, 28)
        assert back(date(2026, 3, 31), 15) == date(2026, 3, 11)
        assert back(date(2027, 3, 31), 45) == date(2027, 1, 26)
        assert back(date(2027, 3, 31), 15) == date(2027, 3, 9)


@given(day=st.dates(date(1990, 1, 1), date(2030, 12, 31)), years=st.integers(-3, 30))
def test_the_same_day_years_later_agrees(day, years):
    words = pl.select(years_after(pl.lit(day), years)).item()
    assert words == reference.same_day_later(day, years)


def test_the_same_day_after_29_february():
    leap = date(2024, 2, 29)
    for years in range(-8, 19):
        assert pl.select(years_after(pl.lit(leap), years)).item() == reference.same_day_later(leap, years)
