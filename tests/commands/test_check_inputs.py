"""keepwell check with all it may be given: a register as a workbook, postcodes, XML with its elements in any order."""

import json
from datetime import date

import pytest
import xlsxwriter
from lxml import etree

from keepwell.example import authority, write_authority
from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.writing import write_ssda903_xml
from tests.returns.directories import onspd_zip
from tests.web.desk.files import ADA, EPISODES, HEADER, folder


def found(house, path, *words, collection="ssda903"):
    """{(rule, table, row, child)} that the command finds."""
    done = house.run("check", path, "--collection", collection, "--format", "json", *words)
    assert done.returncode in (0, 1), done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines()]
    return {(o["rule"], o["table"], o["row"], o["child"]) for o in told if o["severity"] in ("error", "query")}


def not_run(house, path, *words):
    done = house.run("check", path, "--collection", "ssda903", "--format", "json", *words)
    return {o["rule"] for o in map(json.loads, done.stdout.splitlines()) if o["severity"] == "not run"}


@pytest.fixture
def register(tmp_path):
    """Two providers, one of them listed twice; numbers and dates as cells of those kinds, under a title."""
    path = tmp_path / "register.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("Providers"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Providers of Marlowshire"])
        sheet.write_row(2, 0, ["URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED"])
        sheet.write_row(3, 0, [1234567, "K2", "PR4"])
        sheet.write_row(4, 0, [1234567.0, "U6", "PR4"])
        sheet.write_row(5, 0, [7654321, "U6", "PR4"])
        sheet.write_datetime(5, 3, date(2026, 5, 31), day)
    return path


def test_a_register_with_numbers_in_its_cells(house, tmp_path, register):
    rows = [
        "C1,01/05/2026,S,C2,N1,U6,PR4,,,,,,1234567",  # its second listing allows this
        "C1,01/06/2026,P,C2,N1,R1,PR4,,,,,,1234567",  # none of its listings does
        "C1,01/07/2026,P,C2,N1,U6,PR4,,,,,,7654321",  # closed by then
        "C1,01/08/2026,P,C2,N1,U6,PR4,,,,,,9999999",  # nobody's number
    ]
    at = folder(tmp_path / "ret", header=[HEADER, ADA], episodes=[EPISODES, *rows])
    words = ("--year", 2027, "--rules", "219,227,1008", "--providers", register)
    wanted = {("219", 2), ("219", 4), ("227", 3), ("1008", 4)}
    assert {(rule, row) for rule, _, row, _ in found(house, at, *words)} == wanted
    assert not_run(house, at, *words) == set()


def test_postcodes_once_loaded_tell_what_the_return_leaves_out(house, tmp_path):
    row = "C1,01/05/2026,S,C2,N1,U6,PR1,,,,ZM1 1AA,{},XXXXXXX"
    at = folder(
        tmp_path / "ret", header=[HEADER, ADA], uasc=["CHILD,SEX,DOB,DUC"],
        episodes=[EPISODES, row.format("ZM1 1AB"), row.format("QQ9 9QQ")],
    )  # fmt: skip
    words = ("--year", 2027, "--rules", "392a,392c,169")
    assert not_run(house, at, *words) == {"392a", "392c", "169"}
    assert house.run("postcodes", "load", onspd_zip(tmp_path / "ONSPD.zip")).returncode == 0
    assert not_run(house, at, *words) == set()
    assert found(house, at, *words) == {(rule, "Episodes", 2, "C1") for rule in ("392a", "392c", "169")}


@pytest.mark.slow
def test_the_order_of_elements_in_a_file_changes_nothing(house, tmp_path):
    write_authority(authority(60, 5, date(2027, 3, 31), years=1, errors=0.8), tmp_path)
    census = tmp_path / "2027/cin/cin_census_2027.xml"
    care = tmp_path / "care.xml"
    (ret,) = read(tmp_path / "2027/ssda903")
    rows = {name: data.raw.select(TABLES[name].names).rows() for name, data in ret.tables.items()}
    write_ssda903_xml(rows, care, left_out=[])
    for collection, file in (("cin", census), ("ssda903", care)):
        before = found(house, file, "--year", 2027, collection=collection)
        assert len(before) > 5
        assert found(house, turned(file), "--year", 2027, collection=collection) == before


def turned(path):
    """The file with the elements inside each in the opposite order of their names; alike ones stay in theirs."""
    tree = etree.parse(path)
    for element in tree.iter():
        element[:] = sorted(element, key=lambda inner: etree.QName(inner).localname, reverse=True)
    turned = path.with_name(f"turned-{path.name}")
    tree.write(turned, encoding="utf-8", xml_declaration=True)
    assert turned.read_bytes() != path.read_bytes()
    return turned
