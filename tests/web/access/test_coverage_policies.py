"""The guard under each policy that is shipped: a council's, a school's, the department's."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from keepwell.policy import load, shipped
from keepwell.policy.columns import declared_columns
from keepwell.returns.tables import Column as ReturnColumn
from keepwell.web.access.coverage import columns, coverage, problem
from keepwell.web.access.forms_in_force import columns_under

ROOT = Path(__file__).parents[3]
KINDS = ("local-authority", "school", "department")


@pytest.fixture(scope="module", params=KINDS)
def rules(request):
    return load(shipped(request.param))


def test_every_column_is_said_once(rules):
    found = coverage(rules)
    assert (found.undeclared, found.gone) == ((), ())
    every = [column.name for column in columns.there()] + [name for name, _ in columns_under(rules)]
    assert sorted(every) == sorted([*found.declared, *found.not_personal, *found.of_staff, *found.empty])


def test_each_category_is_kept_here_or_in_a_place_that_is_named(rules):
    """A category without columns is a promise that nothing stands behind, unless another system of ours keeps it."""
    found = coverage(rules)
    elsewhere = [p for p in rules.objects["place"].values() if "Keepwell" not in p.title and p.categories]
    named = {category for place in elsewhere for category in place.categories}
    assert [id for id, of in found.by_category.items() if not of and id not in named] == []


def test_what_is_empty_has_a_reason_and_is_no_category_s(rules):
    found = coverage(rules)
    assert all(why.endswith(".") for why in found.empty.values())
    assert not set(found.empty) & set(declared_columns(rules.objects))
    assert found.empty


def test_an_old_version_of_an_empty_table_is_empty():
    found = coverage(load(shipped("school")))
    assert "returns" not in found.declared.get("record.HistoricalOffence.outcome", ())
    assert "councils do" in found.empty["record.HistoricalOffence.outcome"]
    assert "councils do" in found.empty["record.Child.is_mother"]
    assert found.declared["record.Person.born_on"] == ("identity",)


@pytest.mark.parametrize("name", ["record.Pet.name", "record.Contact.nickname", "report.page.Faith"])
def test_a_new_column_elsewhere_is_still_found(settings, name):
    settings.KEEPWELL_POLICY = shipped("school")
    said = problem([*columns.there(), columns.Column((name,))])
    assert said.startswith(f"Keepwell has {name}, which the policy does not declare: say in school.toml")
    assert "at [empty.…] with the reason" in said
    assert "house.toml of Keepwell itself" in said


def test_a_new_column_of_a_return_that_is_not_made_lies_where_nothing_is(monkeypatch):
    table = columns.RETURNS["cin"]["Disabilities"]
    more = replace(table, columns=(*table.columns, ReturnColumn("Severity", "text")))
    monkeypatch.setitem(columns.RETURNS, "cin", columns.RETURNS["cin"] | {"Disabilities": more})
    assert coverage(load(shipped("school"))).empty["cin.Disabilities.Severity"]
    assert coverage(load(shipped("department"))).undeclared == ("cin.Disabilities.Severity",)


def test_a_place_that_is_gone_is_told(settings, tmp_path):
    text = shipped("school").read_text("utf-8")
    assert text.count('"record.Placement.*"') == 1
    settings.KEEPWELL_POLICY = tmp_path / "school.toml"
    settings.KEEPWELL_POLICY.write_text(text.replace('"record.Placement.*"', '"record.Placement.*", "record.Pet.*"'))
    assert problem() == "school.toml declares record.Pet.*, which Keepwell does not have: take it out of the file."


def test_what_is_gone_from_the_house_names_the_house():
    left = [column for column in columns.there() if not column.name.startswith("staff.Team.")]
    said = problem(left)
    assert said.startswith("house.toml declares staff.Team.name")


@pytest.mark.parametrize("kind", ["school", "department"])
def test_keepwell_starts_with_it(kind):
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "KEEPWELL_POLICY": str(shipped(kind))}
    run = [sys.executable, "-c", "import django; django.setup(); print('started')"]
    done = subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "started\n"), done.stderr
