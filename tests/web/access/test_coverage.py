"""Nothing is known about a child that the policy does not declare: the guard, and that it reads what there is."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as chosen

from keepwell.policy import load
from keepwell.returns.tables import Column as ReturnColumn
from keepwell.web.access.coverage import columns, coverage, problem
from keepwell.web.access.forms_in_force import columns_under
from keepwell.web.record import kinds
from keepwell.web.record.models import Child, Conference, Person
from keepwell.web.record.queries.sheets import SHEETS
from keepwell.web.record.queries.tellings import TELLINGS

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def found():
    return coverage()


def started(code="", **environment):
    """A new process in which Django is set up, after `code`."""
    run = [sys.executable, "-c", f"import django\n{code}\ndjango.setup()\nprint('started')"]
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **environment}
    return subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False)


def rewritten(tmp_path, old, new):
    """The policy in force with some text of it replaced, as a file."""
    text = Path(chosen.KEEPWELL_POLICY).read_text("utf-8")
    assert text.count(old) == 1, old
    file = tmp_path / "fernley.toml"
    file.write_text(text.replace(old, new), "utf-8")
    return file


# What there is, and what is declared


def test_everything_is_declared(found):
    assert found.undeclared == ()
    assert found.gone == ()
    assert problem() is None


def test_each_column_is_said_once(found):
    every = [column.name for column in columns.there()] + [name for name, _ in columns_under(in_force())]
    assert len(every) == len(set(every))
    assert sorted(every) == sorted([*found.declared, *found.not_personal, *found.of_staff, *found.empty])


def test_each_category_has_columns(found):
    """A category without any is a promise of the notice that nothing stands behind."""
    assert found.by_category.keys() == in_force().categories.keys()
    assert [category for category, of in found.by_category.items() if not of] == []


def in_force():
    return load(chosen.KEEPWELL_POLICY)


@pytest.mark.parametrize(
    ("column", "categories"),
    [
        ("record.Person.born_on", {"identity"}),
        ("record.HistoricalPerson.born_on", {"identity"}),
        ("record.Person.sex", {"characteristics"}),
        ("record.Address.line_1", {"address", "sealed-address"}),
        ("record.Offence.outcome", {"offending"}),
        ("record.Conference.target_on", {"section47"}),
        ("record.Note.sealed_text", {"concern", "narrative"}),
        ("record.forms.FindForm.q", {"identity"}),
        ("cin.Section47.S47ActualStartDate", {"section47"}),
        ("ssda903.Missing.DOB", {"identity"}),
        ("people.Attendance.unauthorised", {"attendance"}),
        ("report.lines.child", {"identity"}),
    ],
)
def test_category_of(found, column, categories):
    assert set(found.declared[column]) == categories


def test_columns_of_a_category(found):
    assert found.by_category["pre-proceedings"][:2] == (
        "record.PreProceedings.starts_on", "record.PreProceedings.letter_sent_on",
    )  # fmt: skip
    assert len(found.by_category["liberty"]) == 4
    assert not any(column in of for column in found.whole for of in found.by_category.values())


def test_whole_rows_may_be_of_any_category_but_those_of_the_system(found):
    system = {one.id for one in in_force().categories.values() if one.group == "system"}
    assert "record.SourceRow.cells" in found.whole
    assert set(found.declared["record.SourceRow.cells"]) == in_force().categories.keys() - system


def test_what_is_apart_has_a_reason(found):
    assert "record.ChildKey.wrapped" in found.not_personal
    assert "staff.User.email" in found.of_staff
    assert all(why.endswith(".") for why in (*found.not_personal.values(), *found.of_staff.values()))


# The declaration agrees with what the record does


def test_return_columns_have_the_categories_by_which_the_record_opens_them(found):
    for collection, tables in kinds.TABLES.items():
        for table in tables.values():
            for column in (*table.columns, *table.derived):
                name = f"{collection}.{table.name}.{column.name}"
                if name in found.declared:
                    assert set(found.declared[name]) == kinds.categories_of(collection, table.name, column.name), name


def kept_in(shelf, fact):
    """The model's field in which a shelf keeps a fact, as the guard names it; None when no one field does."""
    if fact in getattr(shelf, "carried", {}):
        return f"{Conference._meta.label}.{shelf.carried[fact]}"
    model, path = getattr(shelf, "model", None), getattr(shelf, "paths", {}).get(fact, fact).split("__")
    for step in path[:-1]:
        model = model._meta.get_field(step).related_model
    for one in [model] if model else [Person, Child]:
        if path[-1] in {field.name for field in one._meta.local_fields}:
            return f"{one._meta.label}.{path[-1]}"
    return None


def test_a_fact_has_the_categories_of_its_return_column(found):
    compared = 0
    for kind in kinds.KINDS.values():
        for column in kind.columns:
            if field := kept_in(kind.shelf, kind.fact(column)):
                assert set(found.declared[field]) == kind.categories_of(column.name), (field, kind.slug, column.name)
                compared += 1
    assert compared > 80


def test_the_chronology_tells_a_date_by_its_category(found):
    for telling in TELLINGS:
        for name in telling.dates:
            category = telling.categories.get(name, telling.category)
            if isinstance(category, str):
                assert category in found.declared[f"{telling.model._meta.label}.{name}"]


def test_the_child_s_page_shows_a_table_under_a_category_of_its_columns(found):
    for sheet in SHEETS:
        names = (f"{sheet.model._meta.label}.{field.name}" for field in sheet.model._meta.local_fields)
        assert sheet.category in {c for name in names for c in found.declared.get(name, ())}, sheet.caption


# A new column of each sort is found, by its name


def test_a_new_field_of_a_model_stops_the_start():
    code = """
from django.db import models
from django.db.models.signals import class_prepared
def add(sender, **rest):
    if sender._meta.label == "record.Contact":
        models.TextField(blank=True).contribute_to_class(sender, "nickname")
class_prepared.connect(add)
"""
    done = started(code)
    assert done.returncode != 0
    assert "started" not in done.stdout
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured: Keepwell has record.Contact.nickname, which the policy does not declare" in last
    assert "say in local-authority.toml what it tells of" in last


def test_a_new_pointer_to_a_person_is_no_mere_key():
    code = """
from django.db import models
from django.db.models.signals import class_prepared
def add(sender, **rest):
    if sender._meta.label == "record.Contact":
        models.ForeignKey("record.Person", models.CASCADE, related_name="+").contribute_to_class(sender, "friend")
class_prepared.connect(add)
"""
    assert "record.Contact.friend, which the policy does not declare" in started(code).stderr


def test_a_key_in_words_is_no_mere_key():
    field = Person._meta.get_field("reference")
    assert columns._names(Person, field, None) == ("record.Person.reference",)
    assert columns._names(Person, Person._meta.get_field("id"), None) == ("record.Person.id", "*.id")


def test_a_new_field_of_a_form_is_found(monkeypatch, tmp_path):
    record = apps.get_app_config("record")
    for file in Path(record.path).glob("*forms.py"):
        shutil.copy(file, tmp_path)
    source = (tmp_path / "forms.py").read_text("utf-8")
    more = 'class FindForm(forms.Form):\n    religion = forms.CharField(label="Religion")\n'
    (tmp_path / "forms.py").write_text(source.replace("class FindForm(forms.Form):\n", more), "utf-8")
    monkeypatch.setattr(record, "path", str(tmp_path))
    assert "Keepwell has record.forms.FindForm.religion, which the policy does not declare" in problem()


def test_a_new_column_of_a_return_is_found(monkeypatch):
    table = columns.RETURNS["cin"]["Disabilities"]
    more = replace(table, columns=(*table.columns, ReturnColumn("Severity", "text")))
    monkeypatch.setitem(columns.RETURNS, "cin", columns.RETURNS["cin"] | {"Disabilities": more})
    assert coverage().undeclared == ("cin.Disabilities.Severity",)
    assert "cin.Disabilities.Severity" in problem()


def test_a_column_that_is_gone_is_told(monkeypatch):
    monkeypatch.setitem(
        columns.RETURNS, "people", {k: t for k, t in columns.RETURNS["people"].items() if k != "Alerts"}
    )
    said = problem()
    assert said.startswith("local-authority.toml declares people.Alerts.child_id, people.Alerts.kind")
    assert said.endswith("take it out of the file.")


def test_many_are_named_in_part():
    said = problem([columns.Column((f"record.Person.new_{n}",)) for n in range(9)])
    assert "record.Person.new_4 and 4 more, which the policy does not declare" in said


# A policy that says less stops the start


def test_a_policy_that_lacks_a_column_stops_the_start(tmp_path):
    file = rewritten(tmp_path, '"record.Offence: on, outcome"', '"record.Offence: on"')
    done = started(KEEPWELL_POLICY=str(file))
    assert done.returncode != 0
    assert "Keepwell has record.Offence.outcome, record.HistoricalOffence.outcome, which the policy" in done.stderr
    assert "say in fernley.toml" in done.stderr


def test_a_policy_that_lacks_it_stops_the_server(tmp_path):
    file = rewritten(tmp_path, '"record.Review: held_on, participation"', '"record.Review: held_on"')
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "KEEPWELL_POLICY": str(file)}
    run = [sys.executable, "-c", "import keepwell.web.site.wsgi"]
    done = subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "record.Review.participation" in done.stderr


def test_a_policy_that_lacks_it_stops_the_command_in_one_sentence(tmp_path):
    file = rewritten(tmp_path, '"record.Review: held_on, participation"', '"record.Review: held_on"')
    given = {**os.environ, "KEEPWELL_HOME": str(tmp_path / "home"), "KEEPWELL_POLICY": str(file)}
    given.pop("DJANGO_SETTINGS_MODULE", None)
    run = [sys.executable, "-c", "from keepwell.commands import main; main()", "import", str(tmp_path)]
    done = subprocess.run(run, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Keepwell has record.Review.participation, which the policy does not declare")


def test_a_policy_that_declares_what_is_gone_stops_the_start(tmp_path):
    file = rewritten(tmp_path, '"record.Offence: on, outcome"', '"record.Offence: on, outcome, weapon"')
    assert (
        "fernley.toml declares record.Offence.weapon, which Keepwell does not have"
        in started(KEEPWELL_POLICY=str(file)).stderr
    )


def test_it_starts_without_polars():
    code = "import sys, atexit; atexit.register(lambda: print('polars' in sys.modules))"
    assert started(code).stdout.split() == ["started", "False"]
