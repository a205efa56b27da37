"""Reading CSV files: what is a table, what is a value, and what is told."""

from datetime import date

import pytest

from keepwell.returns.reading import read


@pytest.fixture
def given(tmp_path):
    """A folder with one file; its lines as drawn, without the spaces that draw them."""

    def write(drawing, name="file.csv"):
        lines = [",".join(cell.strip() for cell in line.split("|")) for line in drawing.strip().splitlines()]
        (tmp_path / name).write_text("\n".join(lines) + "\n")
        return read(tmp_path)[0]

    return write


def test_a_file_is_known_by_its_columns_not_by_its_name(given):
    ret = given(
        """
        child | dob        | review     | review_code
        101   | 05/12/2010 | 01/06/2025 | PN1
        """,
        name="export (3).csv",
    )
    assert list(ret.tables) == ["Reviews"]


def test_values_are_typed_and_the_text_of_the_file_is_kept(given):
    ret = given(
        """
        CHILD | DOB        | SDQ_SCORE | SDQ_REASON | CONVICTED
        a101  | 5/12/2010  | 12        | sdq1       | true
        """
    )
    values = ret.tables["OC2"].values.row(0, named=True)
    assert values["CHILD"] == "A101"
    assert values["DOB"] == date(2010, 12, 5)
    assert values["SDQ_SCORE"] == 12
    assert values["SDQ_REASON"] == "SDQ1"
    assert values["CONVICTED"] is True
    assert ret.tables["OC2"].raw.row(0)[:5] == ("a101", "5/12/2010", "12", "sdq1", "true")


def test_a_cell_that_cannot_be_read_is_one_finding_and_counts_as_empty(given):
    ret = given(
        """
        CHILD | DOB        | REVIEW     | REVIEW_CODE
        101   | 05/12/2010 | 31/06/2025 | PN1
        102   | 06/12/2010 | 01/06/2025 | PN1
        """
    )
    [finding] = ret.findings
    assert (finding.line, finding.column, finding.kind, finding.child) == (2, "REVIEW", "unreadable cell", "101")
    assert ret.tables["Reviews"].values["REVIEW"].to_list() == [None, date(2025, 6, 1)]


def test_a_code_that_is_not_on_its_list_is_told_and_kept(given):
    ret = given(
        """
        CHILD | DOB        | REVIEW     | REVIEW_CODE
        101   | 05/12/2010 | 01/06/2025 | PN99
        """
    )
    assert [finding.kind for finding in ret.findings] == ["unknown code"]
    assert ret.tables["Reviews"].values["REVIEW_CODE"].to_list() == ["PN99"]


def test_part_of_a_date_of_earlier_permanence_may_be_unknown(given):
    ret = given(
        """
        CHILD | DOB | PREV_PERM | LA_PERM | DATE_PERM
        101   |     | P1        |         | zz/zz/2016
        102   |     | P1        |         | 2016
        """
    )
    assert ret.tables["PrevPerm"].values["DATE_PERM"].to_list() == ["ZZ/ZZ/2016", None]
    assert [(f.line, f.kind) for f in ret.findings if f.line] == [(3, "unreadable cell")]


def test_a_column_that_no_table_has_is_told_and_kept_beside(given):
    ret = given(
        """
        CHILD | DOB | REVIEW     | REVIEW_CODE | TEAM
        101   |     | 01/06/2025 | PN1         | North
        """
    )
    assert [(f.kind, f.column) for f in ret.findings] == [("unknown column", "TEAM")]
    assert ret.tables["Reviews"].extra["TEAM"].to_list() == ["North"]
