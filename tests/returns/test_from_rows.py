"""Rows of the record make the same tables as the files that would be written of them."""

from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.from_rows import DECLARED, return_of_rows
from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.writing import WritingError, write_cin_xml, write_csv, write_ssda903_xml
from tests.returns.cin.test_cin_xml_writing import censuses

CELL = st.none() | st.sampled_from(
    ["1", "0", "true", "False", " x ", "01/06/2025", "31/02/2025", "1/6/2025", "ZZ/11/2015", "zz/zz/2015", "2025-06-01",
     "12", "-3", "1.5", "99999999999999999999", "u6", "PN1", "qz1 1aa", "zoë", "  ", "01/01/0000"]
)  # fmt: skip


@st.composite
def returns(draw):
    """Rows of some tables of SSDA903, with something in each first cell so that no row is without text."""
    names = draw(st.lists(st.sampled_from(sorted(SSDA903)), min_size=1, max_size=5, unique=True))
    row = {n: st.tuples(st.sampled_from(["A1", "b2 "]), *[CELL] * (len(SSDA903[n].columns) - 1)) for n in names}
    return {n: [list(cells) for cells in draw(st.lists(row[n], min_size=1, max_size=4))] for n in names}


def same_values(made, back):
    assert list(made.tables) == list(back.tables)
    for name, data in made.tables.items():
        assert data.values.equals(back.tables[name].values), name
        assert data.values.schema == back.tables[name].values.schema
        columns = [c for c in data.raw.columns if c not in ("_file", "_line")]
        assert data.raw.select(columns).equals(back.tables[name].raw.select(columns)), name
        assert set(data.raw.columns) == set(back.tables[name].raw.columns)


@given(returns())
def test_rows_of_ssda903_are_typed_as_its_files_are(tables):
    with TemporaryDirectory() as folder:
        write_csv(tables, SSDA903, Path(folder))
        [back] = read(folder)
    same_values(return_of_rows("ssda903", tables), back)


@given(censuses())
def test_rows_of_the_census_are_typed_as_its_file_is(tables):
    with TemporaryDirectory() as folder:
        [back] = read(write_cin_xml(tables, Path(folder) / "c.xml"))
    same_values(return_of_rows("cin", {name: rows for name, rows in tables.items() if rows}, form="xml"), back)


def test_rows_of_ssda903_are_typed_as_its_xml_is(tmp_path):
    tables = {
        "Header": [["C1", "2", "01/02/2012", "WBRI", "un3", "0", None]],
        "Episodes": [["C1", "10/05/2025", "S", "c2", "N1", "U6", "PR1", None, None, None, "qz1 1aa", " QZ2 2BB", "SC1"],
                     ["C1", "31/02/2025", "P", "C2", "N1", "U6", "PR1", None, None, None, None, None, None]],
    }  # fmt: skip
    [back] = read(write_ssda903_xml(tables, tmp_path / "r.xml"))
    made = return_of_rows("ssda903", tables, form="xml")
    assert (made.format, made.collection) == ("xml", "ssda903")
    same_values(made, back)


@pytest.mark.parametrize("collection", DECLARED)
def test_a_table_without_rows_is_there_and_typed(collection):
    made = return_of_rows(collection, dict.fromkeys(DECLARED[collection], ()))
    filled = return_of_rows(collection, {name: [[None] * (len(table.columns) + (collection == "cin"))]
                                         for name, table in DECLARED[collection].items()})  # fmt: skip
    for name, data in made.tables.items():
        assert data.height == 0
        assert data.values.schema == filled.tables[name].values.schema
        assert dict(data.raw.schema) == dict(filled.tables[name].raw.schema)


def test_tables_stand_in_their_declared_order_and_only_those_named():
    made = return_of_rows("ssda903", {"Reviews": [], "Header": []})
    assert list(made.tables) == ["Header", "Reviews"]


def test_a_row_says_its_number_in_the_table():
    made = return_of_rows("cin", {"Disabilities": [["1", "A", "MOB"], ["2", "B", "NONE"]]})
    assert made.tables["Disabilities"].raw.select("_line", "_child").rows() == [(1, 1), (2, 2)]
    assert made.tables["Disabilities"].raw["_child"].dtype == pl.Int64


def test_a_row_of_the_wrong_width_is_told():
    with pytest.raises(WritingError, match="Row 1 of DoLo has 3 cells and the table 4 columns"):
        return_of_rows("ssda903", {"DoLo": [["C1", "x", "y"]]})


def test_a_table_the_return_does_not_have_is_an_error():
    assert "Sdqs" not in CIN
    with pytest.raises(KeyError):
        return_of_rows("cin", {"Sdqs": [["1", "2"]]})
