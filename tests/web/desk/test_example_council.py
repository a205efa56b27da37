"""A made-up council of three years goes in whole and every year's returns come out as they went in."""

from datetime import date

import pytest

from keepwell.example import authority, write_authority
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.years import likely_year
from keepwell.web.record.actions.intake import take_in

from .files import as_read, given_back

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize(
    ("children", "seed", "on"),
    [(1000, 7, date(2026, 11, 21)), pytest.param(300, 3, date(2026, 3, 31), marks=pytest.mark.both)],
)
def test_no_row_is_set_aside_and_every_cell_comes_back(tmp_path, children, seed, on):
    write_authority(authority(children=children, seed=seed, on=on), tmp_path)
    years = sorted(p for p in tmp_path.iterdir() if p.name.isdigit())
    taken = []
    for path in [tmp_path / "people", *(y / part for part in ("ssda903", "cin") for y in years)]:
        (ret,) = read(path)
        year = None if ret.collection == "people" else likely_year(ret)[0]
        _, account, _ = take_in(ret, year=year, by="a test")
        assert account.total("aside") == 0, account.reasons
        assert account.read == account.in_record == ret.rows()
        taken.append((ret, year))
    for ret, year in taken[1:]:
        tables = SSDA903 if ret.collection == "ssda903" else {n: t for n, t in CIN.items() if n != "Header"}
        built = given_back(year, ret.collection, tables)
        given = as_read(ret, tables)
        assert {t: rows for t, rows in built.items() if rows} == {t: rows for t, rows in given.items() if rows}
