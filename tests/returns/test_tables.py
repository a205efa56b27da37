import json

import pytest

from keepwell.codes import CODE_SETS
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.tables import Column, Table, declared

ALL = [*SSDA903.values(), *CIN.values(), *PEOPLE.values()]


def test_column_refuses_unknown_kind():
    with pytest.raises(ValueError, match="DOB has the kind 'day'"):
        Column("DOB", "day")


def test_declared_refuses_two_tables_of_one_name():
    table = Table("Header", (), "header.csv", "Children")
    with pytest.raises(ValueError, match="same name"):
        declared(table, table)


@pytest.mark.parametrize("table", ALL, ids=lambda table: f"{table.usual_name}-{table.name}")
def test_table_is_declared_for_people_and_programs(table):
    assert table.title
    assert all(column.label for column in table.columns)
    assert len(set(table.names)) == len(table.names)


@pytest.mark.parametrize("table", [table for table in ALL if table is not CIN["Header"]], ids=lambda table: table.name)
def test_table_begins_with_its_key(table):
    assert table.key == table.names[0]


@pytest.mark.parametrize("table", ALL, ids=lambda table: f"{table.usual_name}-{table.name}")
def test_codes_of_a_table_exist(table):
    named = {column.codes for column in table.columns if column.codes}
    assert named <= set(CODE_SETS)


def test_ssda903_tables_are_those_of_the_specification(specs):
    wanted = json.loads((specs / "ssda903/tables.json").read_text())["tables"]
    assert list(SSDA903) == list(wanted)
    for name, spec in wanted.items():
        assert SSDA903[name].usual_name == spec["usual_csv_name"]
        ours = [(c.name, c.kind, c.rule, c.required, c.key) for c in SSDA903[name].columns]
        theirs = [
            (column, {"string": "text"}.get(facts["type"], facts["type"]), facts.get("rule"),
             facts.get("required", False), facts.get("key", False))
            for column, facts in spec["columns"].items()
        ]  # fmt: skip
        assert ours == theirs


def test_cin_tables_are_those_of_the_specification(specs):
    wanted = json.loads((specs / "cin/census.json").read_text())["tables"]
    wanted["Assessments"].remove("AssessmentFactors")
    assert {name: table.names for name, table in CIN.items()} == wanted
