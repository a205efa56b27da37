from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.returns import kinds
from keepwell.returns.cells import load
from keepwell.returns.tables import Column, Table


def read_kind(kind, collection, *texts):
    reading, _ = kinds.reader(kind, collection)
    return pl.DataFrame({"x": list(texts)}, schema={"x": pl.Utf8}).select(x=reading(pl.col("x")))["x"].to_list()


def test_dates_day_first():
    assert read_kind("date", "ssda903", "1/2/2016", "01/02/2016", "29/2/2016") == [
        date(2016, 2, 1),
        date(2016, 2, 1),
        date(2016, 2, 29),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2016",
        "29/2/2015",
        "2016-02-01",
        "1/2/16",
        "ZZ/02/2016",
        "1/2/0000",
        "001/2/2016",
        "1/13/2016",
        "٣/2/2016",
    ],
)
def test_dates_day_first_unreadable(text):
    assert read_kind("date", "ssda903", text) == [None]


def test_dates_year_first_without_time_and_zone():
    forms = ["2016-02-01", "2016-02-01Z", "2016-02-01+01:00", "2016-02-01T10:12:28", "2016-02-01T10:12:28Z"]
    assert read_kind("date", "cin", *forms) == [date(2016, 2, 1)] * 5


@pytest.mark.parametrize("text", ["2016-2-1", "01/02/2016", "2016-02-30", "0000-01-01", "2016-02-01x", "20160201"])
def test_dates_year_first_unreadable(text):
    assert read_kind("date", "cin", text) == [None]


def test_dates_of_people_either_way():
    assert read_kind("date", "people", "2016-02-01", "1/2/2016", "2016/02/01") == [date(2016, 2, 1)] * 2 + [None]


@given(st.dates())
def test_dates_every_day_both_ways(day):
    text = f"{day.day}/{day.month}/{day.year:04}"
    assert read_kind("date", "ssda903", text) == [day]
    assert read_kind("date", "cin", day.isoformat()) == [day]


def test_partial_dates():
    texts = ["zz/zz/2016", "ZZ/11/2015", "5/ZZ/2015", "29/2/ZZZZ", "05/11/2015", "ZZ/ZZ/ZZZZ"]
    assert read_kind("partial date", "ssda903", *texts) == [text.upper() for text in texts]


@pytest.mark.parametrize("text", ["ZZ/13/2015", "32/ZZ/2015", "31/02/2015", "ZZ/11/ZZ", "2015", "Z/11/2015"])
def test_partial_dates_unreadable(text):
    assert read_kind("partial date", "ssda903", text) == [None]


def test_flags():
    assert (
        read_kind("flag", "cin", "1", "true", "TRUE", "0", "False", "yes", "2") == [True] * 3 + [False] * 2 + [None] * 2
    )


def test_integers():
    assert read_kind("integer", "cin", "12", "-3", "007", "1.0", "x", "9" * 30) == [12, -3, 7, None, None, None]


def test_numbers():
    assert read_kind("number", "ssda903", "1.5", "2", "1,5", "nan") == [1.5, 2.0, None, None]


TABLE = Table(
    "Episodes",
    (Column("CHILD", "text", key=True), Column("LS", "code", "ssda903.LS"), Column("DECOM", "date")),
    "episodes.csv",
    "Episodes",
)


def load_rows(*rows, collection="ssda903"):
    raw = pl.DataFrame(list(rows), schema=dict.fromkeys(TABLE.names, pl.Utf8), orient="row")
    places = raw.select(_file=pl.lit("episodes.csv"), _line=pl.int_range(2, pl.len() + 2, dtype=pl.Int64))
    return load(TABLE, collection, raw.hstack(places), places)


def test_load_repairs_values_and_tells_once():
    data, findings = load_rows((" a1", "c2", "1/2/2016"), ("a2 ", "C2", " 1/2/2016"), ("A3", None, None))
    assert data.values.rows() == [("A1", "C2", date(2016, 2, 1)), ("A2", "C2", date(2016, 2, 1)), ("A3", None, None)]
    assert data.raw["CHILD"].to_list() == [" a1", "a2 ", "A3"]
    assert [(f.column, f.kind, f.line, f.text) for f in findings] == [
        ("CHILD", "note", None, "Spaces around 2 values of CHILD were left out."),
        ("CHILD", "note", None, "2 values of CHILD in small letters counted as capital letters."),
        ("LS", "note", None, "1 value of LS in small letters counted as capital letters."),
        ("DECOM", "note", None, "Spaces around 1 value of DECOM were left out."),
    ]


def test_load_keeps_case_outside_ssda903():
    data, findings = load_rows(("a1", "c2", "2016-02-01"), collection="cin")
    assert data.values.row(0)[:2] == ("a1", "c2")
    assert [f.kind for f in findings] == ["unknown code"]


def test_load_unreadable_cell_is_null_kept_and_told():
    data, findings = load_rows(("A1", "C2", "31/02/2016"))
    assert data.values["DECOM"].to_list() == [None]
    assert data.raw["DECOM"].to_list() == ["31/02/2016"]
    [finding] = findings
    assert (finding.file, finding.line, finding.table, finding.column) == ("episodes.csv", 2, "Episodes", "DECOM")
    assert (finding.kind, finding.child) == ("unreadable cell", "A1")
    assert "31/02/2016" not in finding.text


def test_load_unknown_codes_are_kept_and_told_in_order_of_rows():
    data, findings = load_rows(("A1", "q9", None), ("A2", "C2", None), ("A3", "B7", None))
    assert data.values["LS"].to_list() == ["Q9", "C2", "B7"]
    assert [(f.kind, f.line, f.child) for f in findings if f.line] == [
        ("unknown code", 2, "A1"),
        ("unknown code", 4, "A3"),
    ]


def test_load_does_not_repeat_a_sentence_in_a_code_cell():
    _, findings = load_rows(("A1", "MOVED IN WITH HIS AUNT", None))
    assert "AUNT" not in findings[0].text


def test_load_blank_cell_counts_as_missing_without_finding():
    data, findings = load_rows(("A1", "  ", " "))
    assert data.values.row(0) == ("A1", None, None)
    assert findings == []


def test_load_many_findings_share_their_sentence():
    _, findings = load_rows(*[("A1", "C2", "never")] * 5000)
    assert len(findings) == 5000
    assert len({id(finding.text) for finding in findings}) == 1
