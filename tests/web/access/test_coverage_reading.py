"""What the guard reads from the words of the program is what there is: fields of forms, headings of reports."""

import importlib
import io
import pkgutil
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.forms.forms import BaseForm
from python_calamine import CalamineWorkbook

import keepwell.web
from keepwell.returns.reports import lines, open_report, sheets
from keepwell.returns.reports.kept import checked_of
from keepwell.web.access.coverage import reading
from keepwell.web.record import kinds
from keepwell.web.record.asking import Asking
from keepwell.web.record.correct_forms import RowForm


def ours():
    """Every form class of the web rooms, wherever it stands."""
    for module in pkgutil.walk_packages(keepwell.web.__path__, "keepwell.web."):
        if "migrations" not in module.name and not module.name.endswith(("wsgi", "settings")):
            importlib.import_module(module.name)
    return {form for form in subclasses(BaseForm) if form.__module__.startswith("keepwell.web.")}


def subclasses(of):
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


# Forms of sign-in, made by allauth: the addresses, passwords, codes and passkeys of the people who work here.
OF_STAFF = {"login", "email", "password", "password1", "password2", "oldpassword", "remember",
            "code", "credential", "name", "passwordless"}  # fmt: skip


def inherited(form, every):
    """Fields of a form of ours from which it inherits: they are read there."""
    return {name for one in form.__mro__[1:] if one in every for name in one.base_fields}


def test_no_field_of_a_form_is_overlooked():
    read = set(reading.form_fields())
    every = ours()
    for form in every:
        place = f"{form.__module__.removeprefix('keepwell.web.')}.{form.__name__}"
        own = {name for name, field in form.base_fields.items()}
        borrowed = OF_STAFF if place.startswith("staff.") else inherited(form, every)
        assert {f"{place}.{name}" for name in own - borrowed} <= read, place


def test_no_field_is_read_that_is_not_there():
    named = {f"{form.__module__.removeprefix('keepwell.web.')}.{form.__name__}" for form in ours()}
    assert {name.rpartition(".")[0].partition(".[")[0] for name in reading.form_fields()} <= named


def test_a_row_s_form_has_the_fields_of_its_columns():
    kind = kinds.KINDS["cin-assessments"]
    asked = Asking(kind, {column.name: None for column in kind.columns}, frozenset(), {})
    form = RowForm(kind=kind, columns=kind.columns, facts={}, year=2026, asked=asked, parents=[(1, "one")])
    assert form.fields.keys() == {*(column.name for column in kind.columns), "parent", "reason", "giver", "was"}


def test_fields_of_a_form_in_text():
    source = (
        "class OneForm(forms.Form):\n    a = forms.CharField(\n        label='b',\n    )\n\n"
        "    def __init__(self):\n        self.fields['c'] = x\n        self.fields[d] = y\n\n\n"
        "def f():\n    e = forms.CharField()\n"
    )
    assert list(reading.fields_of(source)) == ["OneForm.a", "OneForm.c", "OneForm.[d]"]


@pytest.fixture
def checked():
    return checked_of(
        name="return", path="x", collection="cin", form="xml", year=2026, ruleset=2026, start=date(2025, 4, 1),
        end=date(2026, 3, 31), children=1, rows={"CINdetails": 1}, checked_at=datetime(2026, 11, 22, tzinfo=UTC),
        findings=[("8600", "error", "CINdetails", 1, 2, ["CINreferralDate"], "A1", "Wrong.")],
        outcomes=[("8600", "error", "Wrong.", "failed", ""), ("1", "error", "Odd.", "not run", "No register.")],
    )  # fmt: skip


def report(form, checked, times=1):
    stream = io.BytesIO()
    written = open_report(form, stream, many=times > 1)
    for n in range(times):
        written.add(replace(checked, name=f"return {n}"))
    written.close()
    return stream.getvalue()


def read_of(name):
    return {
        one.removeprefix(f"report.{name}.") for one in reading.report_columns() if one.startswith(f"report.{name}.")
    }


def test_columns_of_lines_are_read(checked):
    assert read_of("lines") == lines.KEYS.keys()
    assert report("csv", checked).decode().splitlines()[0].split(",") == list(lines.KEYS)


def test_headings_of_the_workbook_are_read(checked):
    book = CalamineWorkbook.from_filelike(io.BytesIO(report("xlsx", checked)))
    headings = {cell for name in book.sheet_names for cell in book.get_sheet_by_name(name).to_python()[0] if cell}
    assert headings == read_of("sheets")
    assert sheets.FINDING.keys() <= headings


def test_headings_of_the_page_are_read(checked):
    page = report("html", checked).decode() + report("html", checked, times=2).decode()
    headings = set(re.findall(r'<th[^>]*scope="col"[^>]*>([^<]+)</th>', page))
    assert len(headings) > 10
    assert headings <= read_of("page")
