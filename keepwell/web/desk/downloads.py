"""The findings of a run as a file: the forms in which `keepwell check` writes them too."""

import tempfile
from datetime import date

from keepwell.returns.loaded import SourceFile
from keepwell.returns.reports import open_report
from keepwell.returns.reports.kept import checked_of
from keepwell.web.access import door
from keepwell.web.record.models import Person

from . import queries, words
from .closed import as_told, closed_to

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/x-ndjson",
}


def write(run, form, *, by):
    """The findings of a run in one of FORMS, as a temporary file at its start. Logged for each child that it names."""
    may = queries.open_categories(by, "export")
    told, closed = [], 0
    findings = queries.tellable(run.findings, by)
    for one in findings.all():
        if words.marked_categories(run.collection, one) <= may:
            told.append(one)
        else:
            closed += 1
    _log(findings, told, run, by)
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    report = open_report(form, stream)
    report.add(_checked(as_told(run, by, closed_to(by), queries.tellable), told, closed))
    report.close()
    stream.seek(0)
    return stream


def _log(findings, told, run, by):
    categories = {c for one in told for c in words.marked_categories(run.collection, one)}
    children = findings.filter(child__isnull=False).order_by().values("child")
    uids = Person.objects.filter(pk__in=children).values_list("uid", flat=True)
    door.listed(list(uids), by=by, purpose="returns", categories=categories)


def _checked(run, told, closed):
    explained = {one.fingerprint: one.note for one in queries.holding(run)}
    start, end = (date.fromisoformat(run.about[name]) for name in ("start", "end"))
    return checked_of(
        name=name_of(run), path=run.get_this_from_display(), collection=run.collection, form=run.about["form"],
        year=run.year, ruleset=run.ruleset, start=start, end=end, children=run.children, rows=run.about["rows"],
        findings=[_row(run, one, explained.get(one.fingerprint)) for one in told],
        outcomes=[(c, o["severity"], o["sentence"], o["state"], o["why"]) for c, o in run.outcomes.items()],
        checked_at=run.finished_at, notes=tuple(_notes(run, closed)),
        files=tuple(SourceFile(f["name"], f["sha256"], f["bytes"], "") for f in run.files if f["part"] == "this"),
        beside=tuple(f["name"] for f in run.files if f["part"] != "this"),
    )  # fmt: skip


def _row(run, one, note):
    sentence = run.outcomes.get(one.rule, {}).get("sentence", "")
    message = f"{sentence} Explained: {note}" if note else sentence
    return (one.rule, one.severity, one.table or None, one.row, one.line, one.fields, one.number or None, message)


def _notes(run, closed):
    yield from run.noticed.get("notes", ())
    for kind, count in run.noticed.get("kinds", {}).items():
        yield f"The reader noticed: {kind}, {count:,}."
    if closed:
        yield f"{closed:,} findings are left out: they tell of kinds of record that are not open to who took this out."


def name_of(run):
    """ "ssda903-2027-check-12": by what the file and its lines are known."""
    return f"{run.collection}-{run.year}-check-{run.pk}"
