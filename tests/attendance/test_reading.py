"""Register files: their shapes, and lines that cannot be read."""

import csv
import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.attendance.dates import day_of
from keepwell.attendance.files import rows_of
from keepwell.attendance.reading import NotARegister, code_in, gather, split
from keepwell.attendance.register import Session
from keepwell.codes.attendance import CODES

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 9, 7)


def read(text, today=TODAY):
    return gather(rows_of(text.encode()), today)


def said(text):
    """{pupil: [(day, half, code)]} and the troubles of a file."""
    found = read(text)
    return {p: [(s.on.isoformat(), s.half, c) for s, c in sorted(m.items())] for p, m in found.marks.items()}, found


ONE_DAY = {"A1": [("2026-09-07", 0, "/"), ("2026-09-07", 1, "I")]}


@pytest.mark.parametrize("text", [
    "UPN,Date,AM,PM\na1,7/9/2026,/,I\n",
    "\ufeffPM;Pupil Number;Mark date;AM\nI;A1;07 Sep 2026;/\n",
    "Admission No\tDate\tSession\tMark\nA1\t2026-09-07\tAM\t/\nA1\t2026-09-07\tPM\ti\n",
    "UPN,Week beginning,Marks\nA1,07/09/2026,/I--------\n",
    'UPN,Start date,End date,Marks\nA1,07/09/2026,11/09/2026,"/,I,,,,,,,,"\n',
    "UPN,Week beginning,Mon AM,Mon PM,Tue AM\nA1,9/9/2026,/,I,\n",
    "UPN,07/09/2026 AM,07/09/2026 PM\nA1,/,I\n",
    "UPN,Name,Date,AM,PM\nA1,\"Somebody, Else\",Monday 7 September 2026,\\,I\n\n",
])  # fmt: skip
def test_each_shape_says_the_same(text):
    marks, found = said(text)
    assert (marks, found.troubles) == (ONE_DAY, [])


def test_marks_in_one_text_may_be_of_weekdays_or_of_every_day():
    five, seven = "/\\" * 5, "/\\" * 5 + "####"
    for text, last in ((five, "2026-09-11"), (seven, "2026-09-13")):
        marks, found = said(f"UPN,From,Marks\nA1,7/9/2026,{text}\n")
        assert found.troubles == []
        assert marks["A1"][-1][0] == last
    assert split("/C1Y7\\ #") == ["/", "C1", "Y7", "\\", " ", "#"]


@pytest.mark.parametrize(("line", "says"), [
    (",7/9/2026,/,/", "There is no pupil number"),
    ("A1,31/2/2026,/,/", "“31/2/2026” is not a real date"),
    ("A1,7/9/2026,Ä,/", "“Ä” is no attendance code"),
    ("A1,7/9/2026,H,/", "H is no code since 19 August 2024 (an agreed holiday; now C where leave was granted)"),
    ("A1,7/12/2026,/,#", "/ stands on the morning of 7 December 2026, which is yet to come"),
    ("A2,7/9/2026,I,/", "I stands on the morning of 7 September 2026, where an earlier line has /"),
])  # fmt: skip
def test_a_bad_line_is_told_and_the_rest_kept(line, says):
    found = read(f"UPN,Date,AM,PM\nA2,7/9/2026,/,/\n{line}\nA3,8/9/2026,/,L\n")
    assert [one.line for one in found.troubles] == [3]
    assert found.troubles[0].text.startswith(says)
    assert found.marks["A2"][Session(MONDAY, 0)] == "/"
    assert found.marks["A3"] == {Session(date(2026, 9, 8), 0): "/", Session(date(2026, 9, 8), 1): "L"}


@pytest.mark.parametrize(("content", "says"), [
    (b"", "The file is empty"), (b"Name,Date,AM,PM\n", "No column has the pupil"),
    (b"UPN,Colour\n", "The headings are"),
    (b"UPN,Mon AM\n", "No column says which week"), (b"\xff\xd8\xff\xe0\x00\x10JFIF", "This is no CSV file"),
    (b"PK\x03\x04not a sheet", "The spreadsheet cannot be opened"),
])  # fmt: skip
def test_what_is_no_register_says_so(content, says):
    with pytest.raises(NotARegister) as trouble:
        gather(rows_of(content), TODAY)
    assert str(trouble.value).startswith(says)


def test_a_spreadsheet_is_read_as_a_file_of_commas_is():
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["UPN", "Date", "AM", "PM"])
        sheet.write_string(1, 0, "A1")
        sheet.write_datetime(1, 1, MONDAY)
        sheet.write_row(1, 2, ["/", "I"])
    found = gather(rows_of(made.getvalue()), TODAY)
    assert found.marks == {"A1": {Session(MONDAY, 0): "/", Session(MONDAY, 1): "I"}}


def test_too_few_or_too_many_marks_place_none():
    for text in ("/\\/", "/" * 11):
        marks, found = said(f"UPN,From,To,Marks\nA1,7/9/2026,11/9/2026,{text}\n")
        assert marks == {"A1": []}
        assert "two for each day were looked for" in found.troubles[0].text


@given(st.text(max_size=8))
def test_any_text_is_a_code_or_none_or_told(text):
    try:
        code = code_in(text, 0)
    except ValueError as trouble:
        told = str(trouble)
        assert told.endswith(".")
    else:
        assert code in {None, *CODES}


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_no_file_breaks_the_reader(rows):
    out = io.StringIO()
    csv.writer(out).writerows([["UPN", "Date", "AM", "PM"], *rows])
    try:
        found = gather(rows_of(out.getvalue().encode("utf-8", "replace")), TODAY)
    except NotARegister:
        return
    assert all(one.text.endswith(".") for one in found.troubles)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_in_each_spelling(day):
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day:%y}",
        f"{day:%Y-%m-%d} 00:00:00",
        f"{day:%A %d %B %Y}",
    ):
        assert day_of(text) == day
    assert day_of("3/13/2026") is None
    assert day_of((day + timedelta(1)).isoformat()) != day
