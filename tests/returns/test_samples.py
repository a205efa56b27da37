"""The made-up files in real formats: read whole, and written back cell for cell."""

import csv
from collections import Counter

from lxml import etree

from keepwell.returns.reading import read
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.writing import write_cin_xml, write_csv, write_ssda903_xml
from keepwell.returns.years import likely_year


def cells(data, *lead):
    rows = data.raw.select(*lead, *data.table.names).rows()
    return [[None if cell is None else str(cell) for cell in row] for row in rows]


def test_ssda903_sample_has_every_row_of_its_files(samples):
    [ret] = read(samples / "ssda903-fake")
    assert list(ret.tables) == list(TABLES)
    for file in ret.files:
        with (samples / "ssda903-fake" / file.name).open(encoding="utf-8-sig", newline="") as stream:
            names, *rows = csv.reader(stream)
        assert ret.tables[file.table].table.names == names
        assert cells(ret.tables[file.table]) == [[cell or None for cell in row] for row in rows]
    assert ret.aside == []
    assert ret.rows() == 25_945


def test_ssda903_sample_findings_are_those_known(samples):
    [ret] = read(samples / "ssda903-fake")
    assert Counter(finding.kind for finding in ret.findings) == {
        "unknown code": 33,
        "note": 4,
        "unknown file": 1,
        "unreadable cell": 1,
    }
    assert likely_year(ret)[0] == 2018


def test_ssda903_sample_comes_back_as_csv_and_as_xml(samples, tmp_path):
    [ret] = read(samples / "ssda903-fake")
    tables = {name: cells(data) for name, data in ret.tables.items()}
    write_csv(tables, TABLES, tmp_path / "csv")
    [again] = read(tmp_path / "csv")
    assert {name: cells(data) for name, data in again.tables.items()} == tables
    [again] = read(write_ssda903_xml(tables, tmp_path / "x.xml"))
    assert {name: sorted(map(str, cells(data))) for name, data in again.tables.items()} == {
        name: sorted(map(str, rows)) for name, rows in tables.items()
    }


def test_cin_samples_have_every_row_of_their_files(samples):
    for ret in read(samples / "cin-fake"):
        root = etree.parse(samples / "cin-fake" / ret.files[0].name).getroot()
        for table, element in {
            "ChildIdentifiers": "ChildIdentifiers",
            "Disabilities": "Disability",
            "CINdetails": "CINdetails",
            "Assessments": "Assessments",
            "AssessmentFactorsList": "AssessmentFactors",
            "CINplanDates": "CINPlanDates",
            "Section47": "Section47",
            "ChildProtectionPlans": "ChildProtectionPlans",
            "Reviews": "CPPreviewDate",
            "PreProceedings": "PreProceedingsandFGDM",
        }.items():
            count = ret.tables[table].height if table in ret.tables else 0
            assert count == len(root.findall(f".//{element}")), (ret.source, table)


def test_cin_samples_come_back_cell_for_cell(samples, tmp_path):
    returns = read(samples / "cin-fake")
    assert len(returns) == 7
    for ret in returns:
        tables = {name: cells(data, "_child") for name, data in ret.tables.items()}
        [again] = read(write_cin_xml(tables, tmp_path / "c.xml"))
        assert {name: cells(data, "_child") for name, data in again.tables.items()} == tables


def test_cin_sample_stray_text_is_found(samples):
    [ret] = read(samples / "cin-fake/CIN_Census_2026.xml")
    [finding] = [finding for finding in ret.findings if finding.kind == "stray text"]
    assert (finding.line, finding.child) == (23, "DfEX0000001")
    assert [row.text for row in ret.aside] == ["PersonBirthDate"]
