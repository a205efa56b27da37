from itertools import chain

import pytest

from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.recognise import recognise
from keepwell.returns.ssda903.tables import TABLES as SSDA903

ALL = list(chain(SSDA903.values(), PEOPLE.values()))


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_recognise_finds_each_table_in_any_order_and_case(table):
    header = [f" {name.swapcase()} " for name in reversed(table.names)]
    assert recognise(header).table is table


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_recognise_never_takes_a_table_with_a_missing_column_for_another(table):
    for left_out in table.names:
        found = recognise([name for name in table.names if name != left_out]).table
        assert found in (table, None)


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_recognise_needs_the_key(table):
    match = recognise(table.names[1:])
    assert match.table is None
    assert match.nearest is None or match.reason


def test_recognise_names_missing_key():
    match = recognise(["SEX", "DOB", "ETHNIC", "UPN"])
    assert (match.nearest.name, match.reason) == ("Header", "the column CHILD is missing")


def test_recognise_shared_columns_alone_are_not_enough():
    assert recognise(["CHILD", "DOB"]).table is None
    assert recognise(["CHILD", "SEX", "DOB"]).table is None


def test_recognise_header_with_columns_of_unaccompanied_children():
    assert recognise(["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB", "UASC", "DUC"]).table.name == "Header"


def test_recognise_many_foreign_columns():
    header = ["CHILD", "DOB", "REVIEW", "REVIEW_CODE", *(f"LOCAL_{n}" for n in range(12))]
    assert recognise(header).table.name == "Reviews"


def test_recognise_nothing():
    match = recognise(["a", "b", ""])
    assert (match.table, match.nearest) == (None, None)
