from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns.reading import read
from keepwell.returns.ssda903.elements import GROUPS, ROWS
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.writing import WritingError, write_ssda903_xml

CELL = st.none() | st.sampled_from(["1", "0", " x ", "05/12/2010", "a<b>&c", "zoë", "a\r\nb"])


def rows(table, child, **cells):
    given_cells = {"CHILD": child, **cells}
    return [given_cells.get(name) for name in TABLES[table].names]


def round_trip(tables, **options):
    with TemporaryDirectory() as folder:
        path = write_ssda903_xml(tables, Path(folder) / "x.xml", **options)
        [ret] = read(path)
    assert ret.aside == []
    return {name: Counter(data.raw.select(data.table.names).rows()) for name, data in ret.tables.items()}


def counted(tables):
    return {name: Counter(map(tuple, rows)) for name, rows in tables.items() if rows}


@st.composite
def returns(draw):
    """Up to three children, each with or without a Header row, and rows that XML has a place for."""
    tables = {name: [] for name in TABLES}
    for child in ("A1", "b2", "C 3")[: draw(st.integers(1, 3))]:
        shared = {"DOB": None, "SEX": None}
        if draw(st.booleans()):
            row = rows("Header", child, **{name: draw(CELL) for name in TABLES["Header"].names[1:]})
            tables["Header"].append(row)
            shared = dict(zip(TABLES["Header"].names, row, strict=True))
        for table in ROWS.values():
            for _ in range(draw(st.integers(0, 2))):
                tables[table].append(rows(table, child, **{name: draw(CELL) for name in TABLES[table].names[1:]}))
        for group in GROUPS:
            if draw(st.booleans()):
                cells = {name: draw(CELL) for name in group.items} | {group.items[0]: "01/06/2025"}
                own = {name: shared[name] for name in ("DOB", "SEX") if name in TABLES[group.table].names}
                tables[group.table].append(rows(group.table, child, **cells, **own))
    return tables


@given(returns())
def test_ssda903_xml_comes_back_cell_for_cell(tables):
    if any(tables.values()):
        assert round_trip(tables) == counted(tables)


def test_ssda903_xml_order_within_a_child_is_kept(tmp_path):
    tables = {"Episodes": [rows("Episodes", child, DECOM=day) for day in ("03", "01", "02") for child in ("A", "B")]}
    [ret] = read(write_ssda903_xml(tables, tmp_path / "x.xml"))
    assert ret.tables["Episodes"].raw.select("CHILD", "DECOM").rows() == [
        (child, day) for child in ("A", "B") for day in ("03", "01", "02")
    ]


def test_ssda903_xml_second_header_row_of_a_child(tmp_path):
    tables = {
        "Header": [rows("Header", "A", SEX="M"), rows("Header", "A", SEX="F")],
        "Episodes": [rows("Episodes", "A")],
    }
    assert round_trip(tables) == counted(tables)


def test_ssda903_xml_rows_without_child_do_not_join_a_header(tmp_path):
    tables = {"Header": [rows("Header", None, SEX="M")], "Episodes": [rows("Episodes", None, RNE="S")]}
    assert round_trip(tables) == counted(tables)
    text = write_ssda903_xml(tables, tmp_path / "x.xml").read_text()
    assert text.count("<CHILD>") == 2


@pytest.mark.parametrize(
    ("row", "flag"),
    [(None, "0"), (rows("UASC", "A", SEX="M"), "1"), (rows("UASC", "A", DUC="01/06/2025"), "1")],
)
def test_ssda903_xml_has_the_flag_of_every_child(tmp_path, row, flag):
    tables = {"Header": [rows("Header", "A", SEX=row[1] if row else "M")], "UASC": [row] if row else []}
    assert f"<UASC>{flag}</UASC>" in write_ssda903_xml(tables, tmp_path / "x.xml").read_text()


def test_ssda903_xml_flag_as_it_was_read(tmp_path):
    tables = {"Header": [rows("Header", "A")], "UASC": [rows("UASC", "A", DUC="01/06/2025")]}
    path = write_ssda903_xml(tables, tmp_path / "x.xml", uasc={"A": "false"})
    [ret] = read(path)
    assert ret.tables["Header"].extra["UASC"].to_list() == ["false"]
    assert ret.tables["UASC"].height == 1


LOST = [
    ("OC3", [rows("OC3", "A", DOB="1", IN_TOUCH="YES"), rows("OC3", "A", DOB="1", IN_TOUCH="NO")], (2, None)),
    ("OC3", [rows("OC3", "A", DOB="1", ACTIV="0")], (1, None)),
    ("AD1", [rows("AD1", "A", DOB="2", DATE_INT="x")], (1, "DOB")),
    ("UASC", [rows("UASC", "A", DOB="1")], (1, None)),
    ("UASC", [rows("UASC", "A", DOB="1", SEX="F")], (1, "SEX")),
]


@pytest.mark.parametrize(("table", "lost_rows", "place"), LOST)
def test_ssda903_xml_tells_what_it_has_no_place_for(tmp_path, table, lost_rows, place):
    tables = {"Header": [rows("Header", "A", DOB="1", SEX="M")], table: lost_rows}
    lost = []
    write_ssda903_xml(tables, tmp_path / "x.xml", left_out=lost)
    assert [(loss.table, loss.row, loss.column) for loss in lost] == [(table, *place)]
    with pytest.raises(WritingError, match=f"of {table} cannot be written"):
        write_ssda903_xml(tables, tmp_path / "y.xml")
    assert not (tmp_path / "y.xml").exists()


def test_ssda903_xml_refuses_control_characters(tmp_path):
    tables = {"Header": [rows("Header", "A"), rows("Header", "B", UPN="a\x02")]}
    with pytest.raises(WritingError, match="UPN of row 2 of Header holds a control character"):
        write_ssda903_xml(tables, tmp_path / "x.xml")
    assert list(tmp_path.iterdir()) == []
