"""The findings of a check: by rule, by child, those that were mended, one of them, and explaining a query."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keepwell.web.access import door

from .. import queries
from ..actions import explaining
from ..forms import ExplainForm, NarrowForm
from ..models import Run, RunFinding
from ..showing import shown
from .asking import ask, kept, page_of

FINDINGS, CHILDREN = 20, 10  # on a page


def _finished(key):
    return get_object_or_404(Run.objects.select_related("before"), pk=key, state=Run.State.FINISHED)


@require_safe
@transaction.atomic
def by_rule(request, key):
    """All findings in the order of the rules, errors first."""
    ask(request, "see findings")
    run = _finished(key)
    findings = queries.findings_of(run, request.user)
    form = NarrowForm(request.GET, rules=_rules(findings))
    found = form.narrowed(findings).order_by("severity", "rule", "pk")
    page = page_of(request, found, FINDINGS)
    return render(request, "desk/findings.html", {
        "run": run, "form": form, "page": page, "shown": shown(run, page, by=request.user), "kept": kept(request),
    })  # fmt: skip


def _rules(findings):
    return sorted(findings.order_by().values_list("rule", flat=True).distinct())


@require_safe
@transaction.atomic
def by_child(request, key):
    """Children with findings, those with most errors first, each with all of them."""
    ask(request, "see findings")
    run = _finished(key)
    findings = queries.findings_of(run, request.user)
    form = NarrowForm(request.GET, rules=_rules(findings))
    found = form.narrowed(findings).exclude(number="")
    counted = found.order_by().values("number").annotate(
        n=Count("pk"), errors=Count("pk", filter=Q(severity="error"))
    ).order_by("-errors", "-n", "number")  # fmt: skip
    page = page_of(request, counted, CHILDREN)
    mine = found.filter(number__in=[one["number"] for one in page]).order_by("severity", "rule", "pk")
    return render(request, "desk/children.html", {
        "run": run, "form": form, "page": page, "kept": kept(request), "loose": findings.filter(number="").count(),
        "children": _grouped(page, shown(run, mine, by=request.user)),
    })  # fmt: skip


def _grouped(page, findings):
    of = {one["number"]: (one, []) for one in page}
    for each in findings:
        of[each.finding.number][1].append(each)
    return list(of.values())


@require_safe
@transaction.atomic
def mended(request, key):
    """What the check before found and this one does not."""
    ask(request, "see findings")
    run = _finished(key)
    page = page_of(request, queries.mended_of(run, request.user).order_by("rule", "pk"), FINDINGS)
    return render(request, "desk/mended.html", {
        "run": run, "page": page, "shown": shown(run, page, by=request.user), "kept": kept(request),
    })  # fmt: skip


def _finding(request, key):
    """The finding; for whom may not know of its child there is none, and that they asked is logged."""
    there = RunFinding.objects.select_related("run", "child__person").filter(run__state=Run.State.FINISHED)
    one = get_object_or_404(there, pk=key)
    if not queries.tellable(there.filter(pk=key), request.user).exists():
        door.ask_of(queries.child_of(one), by=request.user, action="view", categories=[door.CATEGORY_OF_BEING_KNOWN],
                    purpose="returns", what="see a finding")  # fmt: skip
        raise Http404
    return one


@require_safe
@transaction.atomic
def finding(request, key):
    ask(request, "see a finding")
    return _page(request, _finding(request, key), ExplainForm())


def _page(request, one, form):
    (whole,) = shown(one.run, [one], by=request.user, whole=True)
    last_year = queries.explained_last_year(one) if whole.is_query and not whole.is_closed else None
    return render(request, "desk/finding.html", {
        "run": one.run, "one": whole, "form": form, "last_year": last_year,
    })  # fmt: skip


@require_http_methods(["POST"])
@transaction.atomic
def explain(request, key):
    ask(request, "see a finding")
    one, form = _finding(request, key), ExplainForm(request.POST)
    if one.severity != "query":
        messages.info(request, "An error cannot be explained: the return is refused until it is mended.")
        return redirect("desk:finding", key)
    if not form.is_valid():
        return _page(request, one, form)
    explaining.explain(one, form.cleaned_data["note"], by=request.user)
    messages.success(request, "The query is explained, here and in later checks of this return.")
    return redirect("desk:finding", key)


@require_POST
@transaction.atomic
def withdraw(request, key):
    ask(request, "see a finding")
    explaining.withdraw(_finding(request, key), by=request.user)
    messages.success(request, "The explanation is withdrawn: the query is open again.")
    return redirect(reverse("desk:finding", args=[key]))
