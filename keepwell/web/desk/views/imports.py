"""The desk's first page, and what was taken in: its account, what was set aside and what the reader noticed."""

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from keepwell.clocks.collection import CollectionYear
from keepwell.web.record.actions.account import FATES, Account
from keepwell.web.record.models import Import

from ..actions import TITLES
from ..models import Run
from .asking import PER_PAGE, ask, page_of


def title_of(one):
    return TITLES[one.collection] + (f" {CollectionYear(one.year).title}" if one.year else "")


@require_safe
@transaction.atomic
def start(request):
    ask(request, "see imports")
    page = page_of(request, Import.objects.all())
    rows = [(one, title_of(one), Account.from_dict(one.account)) for one in page]
    runs = page_of(request, Run.objects.select_related("asked_by"), name="runs")
    return render(request, "desk/start.html", {"rows": rows, "page": page, "runs": runs})


@require_safe
@transaction.atomic
def taken_in(request, key):
    ask(request, "see an import")
    one = get_object_or_404(Import, pk=key)
    account = Account.from_dict(one.account)
    aside = Paginator(one.rows.exclude(aside="").order_by("table", "file", "line"), PER_PAGE)
    findings = Paginator(one.findings.order_by("file", "line", "pk"), PER_PAGE)
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
