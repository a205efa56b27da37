"""Findings as a page shows them: in sentences and the record's own words, with the place where each is mended.

Whoever is shown findings is shown what records say of children: each child on the page goes into the log. A finding
that tells of a category closed to the reader says only that it is there.
"""

from dataclasses import dataclass, field

from django.urls import reverse

from keepwell.returns.checking.case import LAST
from keepwell.returns.from_rows import SOURCE
from keepwell.web.access import door
from keepwell.web.record import opening
from keepwell.web.record.kinds import slug_of
from keepwell.web.record.models import Person

from . import queries, words
from .models import Explanation, RunFinding

CLOSED = "This finding is about a kind of record that is not open to your role."


@dataclass
class Shown:
    """One finding. `mend` is the address where it is mended in the record, `child` that of the child's page, if any."""

    finding: RunFinding
    sentence: str
    place: str
    number: str = ""
    child: str = ""
    mend: str = ""
    cells: list = field(default_factory=list)
    explanation: Explanation | None = None

    @property
    def is_query(self):
        return self.finding.severity == "query"

    @property
    def is_closed(self):
        return self.sentence == CLOSED


def shown(run, findings, *, by, whole=False):
    """These findings of a run as Shown, in their order; the children are logged as shown in a list."""
    page = _Page(run, list(findings), by)
    return [page.one(finding, whole) for finding in page.findings]


class _Page:
    """What all findings of a page have in common."""

    def __init__(self, run, findings, by):
        self.run, self.findings = run, findings
        self.may, reader = queries.open_categories(by), opening.reader(by)
        keys = {one.child_id for one in findings if one.child_id}
        self.knows = reader.knows_children
        self.uids = _known(keys, by) if self.knows else {}
        self.sealed = set() if "sealed-address" in self.may else queries.with_sealed_address(keys)
        self.said = queries.explanations_of(run, findings)
        told = {c for one in findings for c in words.marked_categories(run.collection, one)}
        door.listed(list(self.uids.values()), by=by, purpose="returns", categories=told & self.may)

    def one(self, finding, whole):
        run, uid = self.run, self.uids.get(finding.child_id)
        number = finding.number if self.knows else ""
        child = reverse("record:child", args=[uid]) if uid else ""
        if not words.marked_categories(run.collection, finding) <= self.may:
            return Shown(finding, CLOSED, "", number, child)
        cells = words.row_in_words(
            run.collection, finding, may=self.may, hide_places=finding.child_id in self.sealed, whole=whole
        )
        said = self.said.get(finding.fingerprint)
        mend = _mend(run, finding, uid)
        return Shown(finding, sentence_of(run, finding.rule), place_of(run, finding), number, child, mend, cells, said)


def _known(keys, by):
    """{key: uid} of those of these children of whom this person may know."""
    there = Person.objects.filter(pk__in=keys)
    return dict(door.only_known(there, by=by, purpose="returns", uid="uid").values_list("pk", "uid"))


def sentence_of(run, rule):
    return run.outcomes.get(rule, {}).get("sentence", "")


def place_of(run, finding):
    """Where it stands: file and line, or what the table is called."""
    title = words.table_title(run.collection, finding.table)
    if finding.line is None or finding.file == SOURCE:
        return title
    return f"{finding.file}, line {finding.line}"


def _mend(run, finding, uid):
    """Where the record's row is corrected, for the return that was checked; '' when we do not know which row it is."""
    kind = slug_of(run.collection, finding.table)
    if uid is None or finding.became is None or not kind:
        return ""
    year = run.year - 1 if finding.table.endswith(LAST) else run.year
    return f"{reverse('record:correct', args=[uid, kind, finding.became])}?year={year}"
