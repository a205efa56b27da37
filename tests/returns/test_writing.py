from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.writing import WritingError, write_csv

# Text as people leave it in cells; zero bytes and half characters no file carries.
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
CELL = st.none() | st.sampled_from(["1", " x ", "01/06/2025", '"', "a,b", "zoë"]) | TEXT.map(lambda text: text or None)


def rows_of(table, cell):
    """Rows of a table with something in each first cell, so that none is without text."""
    others = [cell] * (len(table.columns) - 1)
    return st.lists(st.tuples(st.just("A1") | st.just("b2 "), *others).map(list), min_size=1, max_size=4)


def tables_of(declared, cell):
    names = st.lists(st.sampled_from(sorted(declared)), min_size=1, max_size=3, unique=True)
    return names.flatmap(lambda chosen: st.fixed_dictionaries({n: rows_of(declared[n], cell) for n in chosen}))


def read_back(tables, declared):
    with TemporaryDirectory() as folder:
        write_csv(tables, declared, Path(folder))
        [ret] = read(folder)
    assert ret.aside == []
    return {name: [list(row) for row in data.raw.select(data.table.names).rows()] for name, data in ret.tables.items()}


@given(tables_of(PEOPLE, CELL))
def test_csv_of_people_comes_back_cell_for_cell(tables):
    assert read_back(tables, PEOPLE) == tables


@given(tables_of(SSDA903, CELL.map(lambda text: text and text.replace("\n", " ").replace("\r", " "))))
def test_csv_of_ssda903_comes_back_cell_for_cell(tables):
    assert read_back(tables, SSDA903) == tables


def test_csv_is_utf_8_with_the_line_ends_of_rfc_4180(tmp_path):
    [path] = write_csv({"Missing": [["Zoë", None, 'a"b', "c,d", ""]]}, SSDA903, tmp_path)
    assert path == tmp_path / "missing.csv"
    assert path.read_bytes() == 'CHILD,DOB,MISSING,MIS_START,MIS_END\r\nZoë,,"a""b","c,d",\r\n'.encode()


def test_csv_of_no_rows_is_a_header(tmp_path):
    [path] = write_csv({"DoLo": []}, SSDA903, tmp_path / "new")
    assert path.read_text() == "CHILD,DOB,DOLO_START,DOLO_END\n"


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"Pets": []}, "Pets is not a table"),
        ({"DoLo": [["A1"]]}, "Row 1 of DoLo has 1 cells"),
        ({"DoLo": [["A1", None, None, None], ["A\0", None, None, None]]}, "Row 2 of DoLo holds a zero byte"),
        ({"DoLo": [["A\ud800", None, None, None]]}, "broken character"),
    ],
)
def test_csv_that_cannot_be_written_leaves_what_was_there(tmp_path, tables, sentence):
    (tmp_path / "DoLo.csv").write_text("as it was")
    with pytest.raises(WritingError, match=sentence):
        write_csv({"Missing": [], **tables}, SSDA903, tmp_path)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"DoLo.csv": "as it was"}
