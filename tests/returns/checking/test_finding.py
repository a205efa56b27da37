"""Findings of a report: in the order of the rules, each with its place, its child and the fields to look at."""

import polars as pl

from keepwell.returns.catalogue import TABLES
from keepwell.returns.checking import Report, fields_of, return_rule, rule
from keepwell.returns.checking.finding import FOUND, findings, found

from .tables import case

Episodes, Header = (fields_of(TABLES["ssda903"][name]) for name in ("Episodes", "Header"))
CASE = case(
    TABLES["ssda903"],
    2027,
    Episodes="""
    | CHILD | DECOM      |
    | C1    | 01/05/2026 |
    | C2    | 01/06/2026 |
    """,
    Header_last="""
    | CHILD |
    | C9    |
    """,
)


@rule("900", Episodes.DECOM, Episodes.DEC, Header.DOB)
def first(e):
    """Look at the dates."""


@rule("99", Episodes.DEC, query=True)
def second(e):
    """Look at the end."""


@return_rule("1", Header.CHILD)
def third(bench):
    """Look at everything."""


RULES = (first, second, third)


def report(*failing, **places):
    schema = {"rule": pl.Utf8, "table": pl.Utf8, "row": pl.Int64}
    return Report(failing=pl.DataFrame(failing, schema=schema, orient="row"), places=places)


def told(*failing, **places):
    return [(f.rule, f.table, f.row, f.child, f.fields) for f in findings(report(*failing, **places), RULES, CASE)]


def test_rules_stand_in_their_order_and_rows_in_that_of_the_file():
    rows = [("99", "Episodes", 0), ("900", "Episodes", 1), ("1", None, None), ("900", "Episodes", 0)]
    assert told(*rows) == [
        ("900", "Episodes", 1, "C1", ("DECOM", "DEC")),
        ("900", "Episodes", 2, "C2", ("DECOM", "DEC")),
        ("99", "Episodes", 1, "C1", ("DEC",)),
        ("1", None, None, None, ("CHILD",)),
    ]


def test_a_row_of_last_year_names_nobody():
    assert told(("900", "Header_last", 0)) == [("900", "Header_last", 1, None, ("DECOM", "DEC", "DOB"))]


def test_a_rule_that_tells_its_places_marks_those_of_the_row():
    places = pl.DataFrame(
        {"table": ["Episodes"] * 3, "column": ["DEC", "DECOM", "DEC"], "row": [0, 1, 1], "group": [None] * 3}
    )
    assert [one[4] for one in told(("900", "Episodes", 0), ("900", "Episodes", 1), **{"900": places})] == [
        ("DEC",), ("DECOM", "DEC")
    ]  # fmt: skip


def test_severity_message_and_line_are_told():
    (one,) = found(report(("99", "Episodes", 1)), RULES, CASE).to_dicts()
    assert (one["severity"], one["message"], one["line"]) == (
        "query",
        "Look at the end.",
        CASE.tables["Episodes"].raw["_line"][1],
    )


def test_nothing_found_is_a_frame_without_rows():
    assert found(report(), RULES, CASE).schema == pl.Schema(FOUND)
