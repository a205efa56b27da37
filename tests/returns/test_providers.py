"""The provider register, as a table of our own and as the lists that Ofsted publishes. All providers are made up."""

from datetime import date, datetime

import pytest
import xlsxwriter

from keepwell.returns.checking import check
from keepwell.returns.findings import ReadingError
from keepwell.returns.providers import ANY, COLUMNS, read_register, read_registers
from keepwell.returns.providers.ofsted import PLACES, PROVIDERS, codes
from keepwell.returns.ssda903.derived import prepare
from keepwell.returns.ssda903.rules import provider
from keepwell.returns.ssda903.tables import TABLES
from tests.returns.checking.tables import case

OURS = ["URN", "PLACE_CODES", "PROVIDER_CODES", "REG_END", "POSTCODE", "LA_CODE_INFERRED"]
HOMES = ["URN", "Setting name", "Provision type", "Registration status", "Sector", "Registration end date", "Postcode"]
SUPPORTED = ["Setting URN", "Provider Organisation", "Provision Type", "Sector", "Setting Address Postcode"]
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEMPORARY = ",T0,T1,T2,T3,T4"


def book(path, **sheets):
    """A spreadsheet of these rows; a date is written as a date cell."""
    with xlsxwriter.Workbook(path) as workbook:
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(at, column, datetime(cell.year, cell.month, cell.day), day)
                    else:
                        sheet.write(at, column, cell)
    return path


def sheet(path, rows, encoding="utf-8", separator=","):
    path.write_bytes("\r\n".join(separator.join(map(str, row)) for row in rows).encode(encoding))
    return path


def read(path):
    notes = []
    register = read_register(path, notes)
    assert tuple(register.columns) == COLUMNS
    return register.rows(), notes


# a table of our own

LISTED = [
    ("1234567", "K2", "PR1,PR2", "2026-03-31", "ZM1 1AA", "E06000999"),
    ("SC123456", "U1, U2", "PR5", None, None, None),
]


def test_numbers_and_dates_may_be_cells_of_any_kind(tmp_path):
    row = ["K2", "PR1,PR2", None, "ZM1 1AA", "E06000999"]
    for urn in (1234567, 1234567.0, "1234567", "1234567.0", " 1234567 "):
        for end in (date(2026, 3, 31), "2026-03-31", "31/03/2026", 46112, "31 March 2026", "2026-03-31 00:00:00"):
            cells = [urn, *row[:2], end, *row[3:]]
            path = book(tmp_path / "r.xlsx", Register=[OURS, cells, ["sc123456", "U1, U2", "PR5"]])
            assert read(path) == (LISTED, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_in_any_encoding_and_separator(tmp_path, encoding, separator):
    rows = [["Name", *OURS[::-1]], ["Café House", "E06000999", "ZM1 1AA", "31/03/2026", "PR1", "K2", "1234567.0"]]
    found, notes = read(sheet(tmp_path / "r.csv", rows, encoding, separator))
    assert found == [("1234567", "K2", "PR1", "2026-03-31", "ZM1 1AA", "E06000999")]
    assert notes == []


def test_headings_in_any_case_and_order(tmp_path):
    path = sheet(tmp_path / "r.csv", [[" reg_end", "place_codes ", "Urn"], ["31/03/2026", "K2", "1234567"]])
    assert read(path)[0] == [("1234567", "K2", None, "2026-03-31", None, None)]


def test_several_listings_of_a_provider_stay_in_order(tmp_path):
    rows = [OURS, [1, "K2", "PR5"], [2, "U4", "PR4"], [1, "K3", "PR5"], [1, "K3", "PR5"]]
    found, _ = read(book(tmp_path / "r.xlsx", Register=rows))
    assert [(urn, places) for urn, places, *_ in found] == [("1", "K2"), ("2", "U4"), ("1", "K3"), ("1", "K3")]


def test_what_cannot_be_used_is_told_with_its_rows(tmp_path):
    rows = [OURS, [1, "K2", "PR5", "soon"], [], ["", "U4", "PR5"], [3, "K2", "PR5", 7]]
    found, notes = read(book(tmp_path / "r.xlsx", Homes=rows))
    assert [row[0] for row in found] == ["1", "3"]
    assert "r.xlsx, sheet Homes: 1 row without a URN left out (row 4)." in notes
    assert any("no date: taken as open (rows 2, 5)" in note for note in notes)


# lists as published


def homes(*rows):
    return [["Children's homes and others", "", ""], ["As at 31 March 2026"], [], HOMES, *rows]


def test_titles_above_the_header_and_two_lists_in_one_file(tmp_path):
    path = book(
        tmp_path / "Ofsted.xlsx",
        Cover=[["Contents"], ["See the notes"]],
        Homes=homes(
            [1234567, "Oak", "Children's home", "Active", "Private", None, "ZM1 1AA"],
            ["SC999", "Elm", "Children\u2019s Home", "Resigned", "Local Authority", date(2026, 1, 31), "ZM1 1AB"],
        ),
        Supported=[SUPPORTED, [1234567, "Oak Ltd", "Supported accommodation", "Voluntary", "ZN1 1AA"]],
    )
    found, notes = read(path)
    assert found == [
        ("1234567", "K2" + TEMPORARY, "PR5", None, "ZM1 1AA", None),
        ("SC999", "K2" + TEMPORARY, "PR1,PR2", "2026-01-31", "ZM1 1AB", None),
        ("1234567", "K3" + TEMPORARY, "PR4", None, "ZN1 1AA", None),
    ]
    assert notes == ["Ofsted.xlsx: passed over sheet Cover: no column URN."]


def test_a_list_as_csv_in_the_letters_of_windows(tmp_path):
    rows = homes([1, "Café", "Children\u2019s home", "Active", "Private", "", "ZM1 1AA"])
    assert read(sheet(tmp_path / "homes.csv", rows, "cp1252"))[0] == [
        ("1", "K2" + TEMPORARY, "PR5", None, "ZM1 1AA", None)
    ]


@pytest.mark.parametrize(
    ("kind", "places"),
    [
        ("Secure children's home", "K1"),
        ("Children's home (short break only)", "K2"),
        ("Residential special school (registered as a children's home)", "K2 S1"),
        ("Residential special school", "S1"),
        ("Boarding School", "S1"),
        ("Supported Accommodation (ring-fenced)", "K3"),
        ("Residential Family Centre", "R3"),
        ("Independent Fostering Agency", "U1 U2 U3 U4 U5 U6 A3 A5"),
        ("Voluntary Adoption Agency", "A3 A4 A5 A6 U2 U5"),
        ("Adoption support agency", ""),
        ("Residential holiday scheme for disabled children", ""),
        ("", ""),
    ],
)
def test_placements_follow_from_the_provision_type(kind, places):
    assert codes(PLACES, kind) == tuple(places.split())


@pytest.mark.parametrize(
    ("sector", "kinds"),
    [("Local Authority", "PR1 PR2"), ("Voluntary", "PR4"), ("Private", "PR5"), ("NHS", "PR3"),
     ("Not-for-profit", "PR4"), ("For profit", "PR5"), ("Academy", "")],
)  # fmt: skip
def test_the_kind_of_provider_follows_from_the_sector(sector, kinds):
    assert codes(PROVIDERS, sector) == tuple(kinds.split())


def test_what_a_list_does_not_tell_is_told_and_not_compared(tmp_path):
    rows = homes(
        [1, "Oak", "Treehouse", "Active", "Academy", "", "REDACTED"],
        [2, "Elm", "Children's home", "Cancelled", "Private", "", "ZM1 1AA"],
    )
    found, notes = read(book(tmp_path / "r.xlsx", Homes=rows))
    assert found[0] == ("1", ANY, ANY, None, ANY, None)
    said = " ".join(notes)
    for words in ("'Treehouse' of 1 row is not known", "'Academy' of 1 row", "no postcode in 1 of 2 listings",
                  "1 row closed by status without a date: taken as open (row 6)"):  # fmt: skip
        assert words in said


# what the rules then find

EPISODES = """
    | CHILD | URN     | PLACE | PLACE_PROVIDER | PL_POST | PL_LA     |
    | 1     | 1234567 | {0:5} | {1:14}         | ZM1 1AA | E06000998 |
"""


def failed(path, place="K2", kind="PR5", authority="E06000999"):
    rules = [r for r in provider.RULES if r.code in ("219", "221", "224", "229", "241", "1008")]
    tables = case(TABLES, Episodes=EPISODES.format(place, kind), PROVIDERS=read_register(path), AUTHORITY=authority)
    outcomes = check(tables, rules, TABLES, prepare).outcomes
    return {code for code, outcome in outcomes.items() if outcome.state == "failed"}, outcomes


def test_nothing_is_found_against_a_provider_of_whom_nobody_knows_better(tmp_path):
    path = book(tmp_path / "r.xlsx", Homes=[[*HOMES, "LA code"], [1234567, "Oak", "Treehouse"], [2, "", "", "", "", "",
                                            "ZM1 1AB", "E06000999"]])  # fmt: skip
    for place, kind in (("K1", "PR1"), ("K3", "PR2"), ("S1", "PR1"), ("U4", "PR4"), ("R3", "PR2")):
        for authority in ("E06000998", "E06000999"):  # inside and outside the council's area
            wrong, outcomes = failed(path, place, kind, authority)
            assert wrong == set()
            assert {outcomes[code].state for code in ("219", "221", "224", "229", "241", "1008")} == {"passed"}


def test_what_a_list_does_tell_is_compared(tmp_path):
    row = [1234567, "Oak", "Children's home", "Active", "Private", "", "ZM1 1AB"]
    path = book(tmp_path / "r.xlsx", Homes=homes(row))
    assert failed(path, "S1", "PR4")[0] == {"219", "221", "224"}
    assert failed(path, "K2", "PR5")[0] == {"221"}


def test_a_number_in_no_list_is_unknown(tmp_path):
    path = book(tmp_path / "r.xlsx", Homes=homes([7654321, "Oak", "Treehouse"]))
    assert {"219", "224", "1008"} <= failed(path)[0]


# several files, and bad ones


def test_two_registers_make_one(tmp_path):
    first = book(tmp_path / "a.xlsx", Homes=homes([1, "Oak", "Children's home", "Active", "Private", "", "ZM1 1AA"]))
    second = sheet(tmp_path / "b.csv", [OURS, [2, "K3", "PR4", "", "ZN1 1AA", ""], [1, "K3", "PR5", "", "", ""]])
    assert read_registers([second, first])["URN"].to_list() == ["2", "1", "1"]
    assert read_registers([]).columns == list(COLUMNS)


def test_a_folder_is_one_register_and_says_what_it_passed_over(tmp_path):
    sheet(tmp_path / "a.csv", [OURS, [2, "K3", "PR4"]])
    sheet(tmp_path / "other.csv", [["CHILD"], [1]])
    (tmp_path / "readme.txt").write_text("not a register")
    found, notes = read(tmp_path)
    assert [row[0] for row in found] == ["2"]
    assert len(notes) == 1
    assert "other.csv" in notes[0]
    (tmp_path / "a.csv").unlink()
    with pytest.raises(ReadingError, match="holds no provider register"):
        read_register(tmp_path)


def test_a_name_that_does_not_fit_the_file_does_not_matter(tmp_path):
    rows = [OURS, [1, "K2", "PR5"]]
    assert read(sheet(tmp_path / "r.xls", rows))[0] == read(book(tmp_path / "r.csv", Register=rows))[0]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("locked.xlsx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "password"),
        ("garbage.xls", OLD_OFFICE + b"\0" * 600, "cannot be read as a spreadsheet"),
        ("garbage.xlsx", b"PK\x03\x04 and then nothing of the kind", "cannot be read as a spreadsheet"),
        ("garbage.xlsx", bytes(range(256)) * 8, "not text"),
        ("list.pdf", b"%PDF-1.7 ...", "PDF"),
        ("empty.csv", b"", "no column URN"),
        ("other.csv", b"CHILD,DOB\r\n1,01/01/2020\r\n", "no column URN"),
    ],
)
def test_a_file_that_is_no_register_is_one_sentence(tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ReadingError, match=said) as trouble:
        read_register(tmp_path / name)
    assert "\n" not in str(trouble.value)
    assert name in str(trouble.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ReadingError, match="cannot be opened"):
        read_register(tmp_path / "gone.xlsx")


def test_a_spreadsheet_without_a_register(tmp_path):
    with pytest.raises(ReadingError, match="no column URN"):
        read_register(book(tmp_path / "r.xlsx", One=[["a", "b"], [1, 2]], Two=[]))
