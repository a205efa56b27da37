"""The desk's first page, and what was taken in: its account, what was set aside and what the reader noticed."""

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from keepwell.clocks.collection import CollectionYear
from keepwell.web.record.actions.account import FATES, Account
from keepwell.web.record.models import Import

from .. import queries
from ..actions import TITLES
from ..closed import as_told, closed_to, without
from ..models import Run
from .asking import PER_PAGE, ask, page_of


def title_of(one):
    return TITLES[one.collection] + (f" {CollectionYear(one.year).title}" if one.year else "")


@require_safe
@transaction.atomic
def start(request):
    ask(request, "see imports")
    closed = closed_to(request.user)
    page = page_of(request, Import.objects.all())
    rows = [(one, title_of(one), without(Account.from_dict(one.account), _aside(one, closed)[1])) for one in page]
    runs = page_of(request, Run.objects.select_related("asked_by", "before"), name="runs")
    runs.object_list = [as_told(run, request.user, closed, queries.tellable) for run in runs]
    return render(request, "desk/start.html", {"rows": rows, "page": page, "runs": runs})


@require_safe
@transaction.atomic
def taken_in(request, key):
    ask(request, "see an import")
    one = get_object_or_404(Import, pk=key)
    closed = closed_to(request.user)
    told, untold = _aside(one, closed)
    account = without(Account.from_dict(one.account), untold)
    aside, findings = Paginator(told, PER_PAGE), Paginator(_noticed(one, closed, untold), PER_PAGE)
    return render(request, "desk/import.html", {
        "one": one,
        "title": title_of(one),
        "account": account,
        "headings": ("Read", "New", "Changed", "Same", "Set aside"),
        "tables": [(name, (sum(fates.values()), *(fates[f] for f in FATES))) for name, fates in account.tables.items()],
        "aside": aside.get_page(request.GET.get("aside")),
        "findings": findings.get_page(request.GET.get("findings")),
        "unknown_codes": account.unknown_codes.most_common(),
    })  # fmt: skip


def _aside(one, closed):
    """(rows set aside that may be told, those of children of whom this person must not know)."""
    rows = one.rows.exclude(aside="").order_by("table", "file", "line")
    if not closed:
        return rows, []
    told, untold = [], []
    for row in rows:
        mine = row.child_id in closed.children or closed.is_told_by(*map(str, (row.cells or {}).values()))
        (untold if mine else told).append(row)
    return told, untold


def _noticed(one, closed, untold):
    """What the reader noticed, without the lines that speak of children of whom this person must not know."""
    findings = one.findings.order_by("file", "line", "pk")
    if not closed:
        return findings
    theirs = {(row.file, row.line) for row in untold}
    theirs |= set(one.rows.filter(child__in=closed.children).values_list("file", "line"))
    return [f for f in findings if (f.file, f.line) not in theirs and not closed.is_told_by(f.text)]
