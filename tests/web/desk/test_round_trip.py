"""What went in comes out: cell for cell, whatever the cell."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES
from keepwell.web.record.actions.intake import take_in

from .files import as_read, given_back, grid, taken

pytestmark = pytest.mark.django_db


def unexplained(read_rows, built_rows, aside):
    """Rows of the files that do not come back, less those that the account says were set aside."""
    missing = {}
    for table, rows in read_rows.items():
        lost = Counter(map(tuple, rows)) - Counter(map(tuple, built_rows.get(table, [])))
        if sum(lost.values()) != aside.get(table, 0):
            missing[table] = lost
    return missing


def aside_by_table(account):
    return {name: fates["aside"] for name, fates in account.tables.items()}


def test_the_ssda903_sample_comes_back_cell_for_cell(shared):
    (ret,) = read(shared / "samples/ssda903-fake")
    _, account, _ = take_in(ret, year=2018, by="a test")
    built = given_back(2018)
    assert account.read == account.in_record + account.total("aside") == ret.rows()
    assert unexplained(as_read(ret), built, aside_by_table(account)) == {}
    assert {t: n for t, n in aside_by_table(account).items() if n} == {"SWEpisodes": 1, "DoLo": 1}
    kept = {t: rows for t, rows in as_read(ret).items() if not aside_by_table(account)[t]}
    assert {t: built[t] for t in kept} == kept, "rows also keep their order"


@pytest.mark.parametrize(
    "name",
    ["CIN2rows", "CIN_Census_2021", "CIN_Census_2021_no_assessment_factors", "CIN_Census_2024", "CIN_Census_2026",
     "CIN_header_issues_100", "fake_CIN_data"],
)  # fmt: skip
def test_each_cin_sample_comes_back_cell_for_cell(shared, name):
    (ret,) = read(shared / f"samples/cin-fake/{name}.xml")
    _, account, _ = take_in(ret, year=2024, by="a test")
    assert account.read == account.in_record + account.total("aside")
    tables = {n: t for n, t in CIN.items() if n != "Header"}
    built = given_back(2024, "cin", tables)
    assert {t: built[t] for t in as_read(ret, tables)} == as_read(ret, tables)
    only_stray_text = {"There is text between the elements of ChildIdentifiers; it was set aside."}
    assert set(account.reasons) <= only_stray_text


DAYS = st.dates(min_value=date(2005, 1, 1)).map(lambda d: f"{d.day:02}/{d.month:02}/{d.year:04}")
JUNK = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=12)


def cells(column):
    """Cells as real files have them: right, blank, padded, in small letters, or nonsense."""
    right = {"date": DAYS, "flag": st.sampled_from("01"), "integer": st.integers(0, 40).map(str)}
    fit = right.get(column.kind, st.sampled_from(["C1", "U1", "X1", "S", "PR1", "e4a", "QZ1 1AA"]))
    untidy = fit.map(lambda text: f" {text}") | st.sampled_from(["true", "False", "1/2/2019", "31/02/2020", "ZZ"])
    return st.one_of(fit, st.none(), untidy, JUNK.filter(str.strip))


def rows(table):
    child = st.sampled_from(["C1", "C2", "c3 "])
    return st.lists(st.tuples(child, *(cells(c) for c in table.columns[1:])), max_size=5)


RETURNS = st.fixed_dictionaries({name: rows(t) for name, t in TABLES.items() if name != "Header"})
HEADERS = st.lists(st.tuples(*(cells(c) for c in TABLES["Header"].columns[1:])), min_size=3, max_size=3)


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(header=HEADERS, tables=RETURNS)
def test_any_return_comes_back_cell_for_cell(tmp_path_factory, header, tables):
    """No code, date or spelling is too odd: what cannot be read is still given back as it came."""
    at = tmp_path_factory.mktemp("return")
    people = [(child, *row) for child, row in zip(["C1", "C2", "c3 "], header, strict=True)]
    for name, found in {"Header": people, **tables}.items():
        grid(at, TABLES[name].usual_name.removesuffix(".csv"), [[c.name for c in TABLES[name].columns], *found])
    with transaction.atomic():
        (ret,) = read(at)
        _, account, _ = take_in(ret, year=2027, by="a test")
        built = given_back(2027)
        transaction.set_rollback(True)
    assert account.total("aside") == 0
    assert account.read == account.in_record == ret.rows()
    assert {t: sorted(map(str, built[t])) for t in built} == {
        t: sorted(map(str, as_read(ret).get(t, []))) for t in built
    }


@pytest.mark.slow
def test_the_same_return_as_xml_changes_nothing(tmp_path, shared):
    from keepwell.returns.writing import write_ssda903_xml

    taken(shared / "samples/ssda903-fake", 2018)
    tables = {n: r for n, r in given_back(2018).items() if n not in ("SWEpisodes", "DoLo")}
    _, account = taken(write_ssda903_xml(tables, tmp_path / "return.xml"), 2018)
    assert account.changes == 0
