"""Findings as lines of JSON and CSV."""

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .made import UNREAD, checked, finding, written

KEYS = ["return", "rule", "severity", "table", "row", "fields", "child", "message"]


def json_lines(*returns):
    return [json.loads(line) for line in written("json", *returns).decode().split("\n")[:-1]]


def csv_lines(*returns):
    return list(csv.DictReader(written("csv", *returns).decode().splitlines()))


def test_json_findings_first_then_what_did_not_run():
    one, missed, broken = json_lines(checked(finding("501", "C1", row=7)))
    assert one == {"return": "north", "rule": "501", "severity": "error", "table": "Episodes", "row": 7,
                   "fields": ["DECOM", "DEC"], "child": "C1", "message": "This episode starts too early."}  # fmt: skip
    assert (missed["rule"], missed["severity"]) == ("202", "not run")
    assert (broken["rule"], broken["severity"], broken["message"]) == ("999", "could not run", "ValueError")


def test_json_keys_are_the_same_in_every_line():
    lines = json_lines(checked(finding("501", None, row=None, table=None)), UNREAD)
    assert {tuple(line) for line in lines} == {tuple(KEYS)}
    assert (lines[0]["table"], lines[0]["row"]) == (None, None)
    assert lines[-1]["message"].startswith("returns/gone does not exist")


def test_json_without_a_finding_says_what_was_not_looked_at():
    assert {line["severity"] for line in json_lines(checked())} == {"not run", "could not run"}


@given(st.text())
def test_json_gives_a_childs_number_back_exactly(child):
    assert json_lines(checked(finding("501", child)))[0]["child"] == child


def test_csv_has_a_header_once_and_fields_in_one_cell():
    lines = csv_lines(checked(finding("501", "C1")), checked(name="south"))
    assert list(lines[0]) == KEYS
    assert (lines[0]["fields"], lines[0]["row"]) == ("DECOM DEC", "1")
    assert [line["return"] for line in lines] == ["north"] * 3 + ["south"] * 2
    assert written("csv", checked()).decode().splitlines()[1].startswith("north,202,not run,,,,,no previous")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_is_text_to_a_spreadsheet(start):
    given = checked(finding("501", start + "1+1"), name="=north")
    (line, *_) = csv.reader(written("csv", given).decode().split("\n", 1)[1].splitlines(keepends=True))
    assert (line[0], line[6]) == ("'=north", f"'{start}1+1")


def test_csv_leaves_other_numbers_alone():
    assert csv_lines(checked(finding("501", "A-1=2")))[0]["child"] == "A-1=2"
