"""The returns desk: what was taken in, its account, what was set aside and what the reader noticed."""

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from keepwell.clocks.collection import CollectionYear
from keepwell.web.access import door
from keepwell.web.record.actions.account import FATES, Account
from keepwell.web.record.models import Import

from .actions import TITLES

PER_PAGE = 50


def _ask(request, what):
    door.ask(by=request.user, action="view", category="care", purpose="returns", what=what)


def title_of(one):
    return TITLES[one.collection] + (f" {CollectionYear(one.year).title}" if one.year else "")


@require_safe
@transaction.atomic
def start(request):
    _ask(request, "see imports")
    page = Paginator(Import.objects.all(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, title_of(one), Account.from_dict(one.account)) for one in page]
    return render(request, "desk/start.html", {"rows": rows, "page": page})


@require_safe
@transaction.atomic
def taken_in(request, key):
    _ask(request, "see an import")
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
