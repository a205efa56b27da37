"""The workbook, read back as a spreadsheet reads it."""

import gc
import tempfile
import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from keepwell.returns.reports import open_report, sheets

from .made import UNREAD, checked, finding, written


def book(*returns):
    return CalamineWorkbook.from_filelike(BytesIO(written("xlsx", *returns)))


def rows(workbook, name):
    return workbook.get_sheet_by_name(name).to_python()


def test_the_sheets_and_what_they_hold():
    found = book(checked(finding("501", "C1"), finding("501", "C2"), finding("582", "C1")), UNREAD)
    assert found.sheet_names == ["By rule", "Findings", "By child", "Not run", "About"]
    assert rows(found, "By rule")[1] == ["501", "error", 2, 2, 1, "failed", "This episode starts too early."]
    assert len(rows(found, "By rule")) == 6
    assert rows(found, "Findings")[3][:7] == ["north", "582", "query", "C1", "Episodes", 1, 2]
    assert rows(found, "By child")[1:] == [
        ["north", "C1", "501", "error", 1, 2],
        ["north", "C1", "582", "query", 1, 2],
        ["north", "C2", "501", "error", 1, 1],
    ]
    assert rows(found, "Not run")[1:] == [
        ["north", "202", "error", "not run", "no previous year's return was given"],
        ["north", "999", "error", "could not run", "ValueError"],
        ["gone", "", "", "could not run", UNREAD.why],
    ]
    about = {row[0]: row[1] for row in rows(found, "About")}
    assert about["Judged by the rules of"] == "2026-27"
    assert about["Note"] == "The rules are those of another year."
    assert about["File"].startswith("episodes.csv, 2,345 bytes")


def test_nothing_becomes_a_formula_a_link_or_a_number():
    odd = ["=1+1", "+1", "-1", "@x", "007", "https://example.org", "{=A1}"]
    data = written("xlsx", checked(*(finding("501", child) for child in odd)))
    found = CalamineWorkbook.from_filelike(BytesIO(data))
    assert [row[3] for row in rows(found, "Findings")[1:]] == odd
    with zipfile.ZipFile(BytesIO(data)) as inside:
        assert not any(b"<f>" in inside.read(name) or b"hyperlink" in inside.read(name) for name in inside.namelist())


def test_more_findings_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr(sheets, "LAST_ROW", 4)
    found = book(checked(*(finding("501", f"C{n}") for n in range(8))))
    held = [row[3] for name in ("Findings", "Findings 2", "Findings 3") for row in rows(found, name)[1:]]
    assert held == [f"C{n}" for n in range(8)]
    assert [row[0] for row in rows(found, "Findings 3")] == ["Return", "north", "north"]


def test_a_cell_longer_than_a_spreadsheet_allows_is_cut_and_not_lost():
    found = book(checked(finding("501", "C" * 40_000)))
    assert len(rows(found, "Findings")[1][3]) == 32_767


def test_returns_that_differ_in_an_outcome_say_in_how_many():
    twice = checked(finding("501", "C1"), finding("501", "C2"))
    found = book(twice, checked(finding("501", "C1"), name="south"), checked(name="east"))
    assert rows(found, "By rule")[1][2:6] == [3, 3, 2, "failed in 2, passed in 1"]


@pytest.mark.filterwarnings("ignore:Implicitly cleaning up")
def test_a_report_that_is_given_up_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    report = open_report("xlsx", BytesIO())
    report.add(checked(finding("501", "C1")))
    assert list(tmp_path.iterdir())
    del report
    gc.collect()
    assert list(tmp_path.iterdir()) == []
