from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from keepwell.returns.cin.tables import TABLES
from keepwell.returns.cin.tree import CHILD, Part
from keepwell.returns.reading import read
from keepwell.returns.writing import WritingError, write_cin_xml

CELL = st.none() | st.sampled_from(["1", " x ", "2025-06-01", "a<b>&c", "zoë", "a\r\nb"])


def row(table, child, number, **cells):
    given_cells = {"LAchildID": number, **cells}
    return [child, *(given_cells.get(name) for name in TABLES[table].names)]


def text_rows(data):
    cells = data.raw.select("_child", *data.table.names).rows()
    return [[None if cell is None else str(cell) for cell in row] for row in cells]


def round_trip(tables):
    with TemporaryDirectory() as folder:
        [ret] = read(write_cin_xml(tables, Path(folder) / "c.xml"))
    assert ret.aside == []
    return {name: text_rows(data) for name, data in ret.tables.items()}


def fill(draw, tables, part: Part, child, number, keys):
    """Rows of one part, as a reader would count them, and of all parts inside."""
    for ordinal in range(1, draw(st.integers(0, 2)) + 1):
        own = {**keys, **({part.number: str(ordinal)} if part.number else {})}
        fields = [part.each] if part.each else part.fields
        cells = {name: draw(CELL) for name in fields}
        tables[part.table].append(row(part.table, child, number, **own, **cells))
        for inner in part.parts.values():
            fill(draw, tables, inner, child, number, own)


@st.composite
def censuses(draw):
    tables = {name: [] for name in TABLES}
    tables["Header"].append([None, *(draw(CELL) for _ in TABLES["Header"].names)])
    identifiers, characteristics, episodes = CHILD
    for ordinal in range(1, draw(st.integers(0, 3)) + 1):
        child, number = str(ordinal), draw(st.sampled_from(["A1", "A1 ", "b2", None]))
        cells = {name: draw(CELL) for name in identifiers.fields} | {"LAchildID": number}
        tables["ChildIdentifiers"].append([child, *(cells[name] for name in TABLES["ChildIdentifiers"].names)])
        if draw(st.booleans()):
            tables["ChildCharacteristics"].append(row("ChildCharacteristics", child, number, Ethnicity=draw(CELL)))
            fill(draw, tables, characteristics.parts["Disabilities"], child, number, {})
        fill(draw, tables, episodes, child, number, {})
    return tables


@given(censuses())
def test_cin_xml_comes_back_cell_for_cell(tables):
    assert round_trip(tables) == {name: rows for name, rows in tables.items() if rows}


def clean():
    """A census with every element of the 2026 schema."""
    at = {"CINdetailsID": "1"}
    day = "2025-06-01"
    return {
        "Header": [[None, "CIN", "2026", "2026-03-31", "L", "201", "Keepwell", "1", "001", "2026-05-01T10:00:00"]],
        "ChildIdentifiers": [
            ["1", "A1", "H801200001001", "U80120000100A", None, day, None, "F", None, None],
            ["2", "B2", None, None, "UN1", None, day, "U", None, None],
        ],
        "ChildCharacteristics": [
            row("ChildCharacteristics", n, c, Ethnicity="WBRI") for n, c in (("1", "A1"), ("2", "B2"))
        ],
        "Disabilities": [row("Disabilities", "1", "A1", Disability=code) for code in ("HAND", "HEAR")],
        "CINdetails": [
            ["1", "A1", "1", day, "1A", "N1", day, "RC7", day, "0"],
            ["2", "B2", "1", day, "10", None, None, None, None, "1"],
        ],
        "Assessments": [["1", "A1", "1", "1", day, day, day], ["1", "A1", "1", "2", day, None, None]],
        "AssessmentFactorsList": [
            row("AssessmentFactorsList", "1", "A1", **at, AssessmentID="1", AssessmentFactors=code)
            for code in ("1A", "18B")
        ],
        "CINplanDates": [["1", "A1", "1", day, None]],
        "Section47": [["1", "A1", "1", day, day, None, "0"]],
        "ChildProtectionPlans": [["1", "A1", "1", "1", day, None, "NEG", "EMO", "0"]],
        "Reviews": [row("Reviews", "1", "A1", **at, CPPID="1", CPPreviewDate=date) for date in (day, "2025-09-01")],
    }


def test_cin_xml_of_clean_data_fits_the_schema(tmp_path, specs):
    schema = etree.XMLSchema(etree.parse(specs / "cin/CIN_schema_2026.xsd"))
    schema.assertValid(etree.parse(write_cin_xml(clean(), tmp_path / "c.xml")))


def test_cin_xml_of_clean_data_is_read_without_a_finding(tmp_path):
    [ret] = read(write_cin_xml(clean(), tmp_path / "c.xml"))
    assert ret.findings == []
    assert {name: text_rows(data) for name, data in ret.tables.items()} == clean()


def test_cin_xml_numbers_are_counted_anew(tmp_path):
    tables = clean()
    for name, rows in tables.items():
        for cells in rows:
            if "CINdetailsID" in TABLES[name].names:
                cells[2] = "7"
    [ret] = read(write_cin_xml(tables, tmp_path / "c.xml"))
    assert {name: text_rows(data) for name, data in ret.tables.items()} == clean()


LOST = [
    ("Section47", ["1", "A1", "2", None, None, None, "0"], (2, None)),
    ("Reviews", ["1", "A1", "1", "9", "2025-06-01"], (3, None)),
    ("Assessments", ["1", "B9", "1", "3", None, None, None], (3, "LAchildID")),
    ("ChildCharacteristics", ["1", "A1", "WIRI"], (3, None)),
]


@pytest.mark.parametrize(("table", "cells", "place"), LOST)
def test_cin_xml_tells_what_it_has_no_place_for(tmp_path, table, cells, place):
    tables = clean()
    tables[table].append(cells)
    lost = []
    write_cin_xml(tables, tmp_path / "c.xml", left_out=lost)
    assert [(loss.table, loss.row, loss.column) for loss in lost] == [(table, *place)]
    with pytest.raises(WritingError, match=f"of {table} cannot be written"):
        write_cin_xml(tables, tmp_path / "d.xml")
    assert not (tmp_path / "d.xml").exists()


def test_cin_xml_refuses_control_characters(tmp_path):
    tables = clean()
    tables["ChildIdentifiers"][1][2] = "\x0b"
    with pytest.raises(WritingError, match="UPN of row 2 of ChildIdentifiers holds a control character"):
        write_cin_xml(tables, tmp_path / "c.xml")
    assert list(tmp_path.iterdir()) == []


def test_cin_xml_refuses_what_is_no_table(tmp_path):
    with pytest.raises(WritingError, match="Pets is not a table"):
        write_cin_xml({"Pets": []}, tmp_path / "c.xml")
