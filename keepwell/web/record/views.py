"""The pages of the record: find a child, the child's page, the chronology.

Each opens the record through the one door and writes its entry of the log in the transaction of the page.
"""

from datetime import date

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ..access import door
from ..access.queries import purpose_for
from . import charts, kept, opening, sought
from .actions import doors
from .checked import returns_of
from .checks import check_child
from .elsewhere import links_of
from .forms import ChronologyForm, FindForm
from .kinds import KINDS
from .listing import list_hits
from .making.links import around, besides
from .models import Child, LegalStatus, Placement, Sdq, YearlyOutcomes
from .queries import chronology as telling
from .queries import finding, status
from .queries.head import Head
from .queries.summary import Page

RESULTS = 20  # children on a page of results
LEGEND = {"legend": {"text": "Kinds", "classes": "govuk-fieldset__legend--s"}}


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def find(request):
    by = opening.reader(request.user)
    door.ask(by=request.user, action="view", category=door.CATEGORY_OF_BEING_KNOWN, purpose=by.purpose, what="search")
    if request.method == "POST":
        form = FindForm(request.POST)
        if form.is_valid():
            sought.remember(request, form.cleaned_data["q"])
            return redirect("record:find")
        return render(request, "record/find.html", {"form": form, "besides": besides(by)})
    return render(request, "record/find.html", {**_results(request, by), "besides": besides(by)})


def _results(request, by):
    words = sought.remembered(request)
    if not words:
        return {"form": FindForm()}
    form = FindForm({"q": words})
    if not form.is_valid():
        return {"form": form}
    known = by.visitor.only_known(Child.objects.all())
    found = finding.find(form.asked, known, few=not by.visitor.reaches_all())
    page = Paginator(found.hits, RESULTS).get_page(request.GET.get("page"))
    list_hits(page.object_list, by, date.today())
    pages = _pages(page, reverse("record:find"))
    return {
        "form": form, "asked": form.asked, "found": found, "page": page, "pages": pages,
        "may_see_log": purpose_for(by.by) is not None, "may_open_in_emergency": doors.may_open_in_emergency(by.by),
    }  # fmt: skip


@require_safe
@transaction.atomic
def child(request, uid):
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    page = Page(opened)
    context = {
        **_head(page), "crumbs": _crumbs(), "groups": list(page.groups(_charts(page))), **_returns(opened),
        "may_see_log": purpose_for(by.by, before=opened.before) is not None, "may_see_told": opened.may("consent"),
        "kept": kept.line(opened), "links": links_of(opened), "around": around(opened),
    }  # fmt: skip
    return render(request, "record/child.html", context)


def _returns(opened):
    """What the returns would say of this child now, as far as the reader may learn it, and what they may mend."""
    mine = returns_of(opened)
    checked = check_child(opened.child, collections=mine).seen_by(opened)
    open_to_change, open_to_add = opened.may_do("edit"), opened.may_do("add")
    return {
        "checked": checked,
        "narrow": not all(opened.may(*k.categories) for k in KINDS.values() if k.collection in mine),
        "mendable": {k.slug for k in KINDS.values() if k.home <= open_to_change and k.categories & open_to_change},
        "addable": [
            k
            for k in KINDS.values()
            if k.many and k.collection in mine and k.home <= open_to_add and k.categories & open_to_add
        ],
    }


def _head(page):
    opened = page.rows.opened
    tags = status.tags_of({page.person.pk: page.person.born_on}, known=opening.known_of(opened), on=page.on)
    return {"page": page, "person": page.person, "tags": tags[page.person.pk], "why": opening.why(opened)}


def _crumbs(*more):
    return [
        {"text": "Start", "href": reverse("start")},
        {"text": "Find a child", "href": reverse("record:find")},
        *more,
    ]


def _charts(page):
    drawn = {}
    if page.may("placement"):
        bars = [charts.Bar(p.label("kind") or "Kind not recorded", p.kind, p.starts_on, p.ends_on)
                for p in page.rows.of(Placement)]  # fmt: skip
        statuses = [charts.Bar(s.label("code"), s.code, s.starts_on, s.ends_on)
                    for s in page.rows.of(LegalStatus)] if page.may("care") else []  # fmt: skip
        drawn["placement"] = charts.placements(bars, statuses, page.on)
    if page.may("sdq"):
        scores = [charts.Score(s.score, s.on) for s in page.rows.of(Sdq)]
        drawn["sdq"] = charts.sdq([*scores, *_yearly_scores(page, scores)], page.on)
    return drawn


def _yearly_scores(page, dated):
    """Scores of the yearly return, but for years in which the same score has its day."""
    known = {(s.score, s.on.year + (s.on.month > 3)) for s in dated if s.on}
    rows = [y for y in page.rows.of(YearlyOutcomes) if y.sdq_score is not None and (y.sdq_score, y.year) not in known]
    return [charts.Score(y.sdq_score, year=y.year) for y in rows]


@require_safe
@transaction.atomic
def chronology(request, uid):
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    story = telling.Story(opened)
    form, dated, undated = _chosen(request, story)
    events = [*reversed(dated), *undated]
    paginator = Paginator(events, telling.PAGE)
    page = paginator.get_page(request.GET.get("page"))
    shown = list(page.object_list)
    story.unseal(shown)
    context = {
        **_head(Head(story.rows)), "form": form, "legend": LEGEND, "total": len(events),
        "everything": len(story.events),
        "shown": page, "years": _years(shown), "undated": [e for e in shown if e.on is None],
        "pages": _pages(page, request.path, _kept(request)), "kept": _kept(request), "crumbs": _to_child(uid),
        "editable": frozenset() if opened.emergency else opened.may_do("edit"),
    }  # fmt: skip
    return render(request, "record/chronology.html", context)


@require_safe
@transaction.atomic
def chronology_print(request, uid):
    """Oldest first and whole: to be read from the beginning, and printed."""
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    story = telling.Story(opened)
    form, dated, undated = _chosen(request, story)
    story.unseal([*dated, *undated])
    context = {
        **_head(Head(story.rows)), "form": form, "years": telling.by_year(dated), "undated": undated,
        "total": len(dated) + len(undated), "everything": len(story.events), "printed_at": timezone.localtime(),
        "kept": _kept(request), "crumbs": _to_child(uid),
    }  # fmt: skip
    return render(request, "record/chronology-print.html", context)


def _chosen(request, story):
    form = ChronologyForm(request.GET, kinds=story.kinds())
    if not form.is_valid():
        return form, *story.chosen()
    asked = form.cleaned_data
    return form, *story.chosen(asked["kind"], asked["from"], asked["to"], asked["significant"])


def _years(events):
    return telling.by_year([e for e in events if e.on])


def _to_child(uid):
    return _crumbs({"text": "The child’s page", "href": reverse("record:child", args=[uid])})


def _kept(request):
    """The filter as it was asked for, without the page, for links; the reader's own words, checked again each time."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()


def _pages(page, path, kept=""):
    """What the pagination component needs; None when there is but one page."""
    if page.paginator.num_pages < 2:
        return None

    def to(number):
        return f"{path}?{kept}&page={number}" if kept else f"{path}?page={number}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [{"ellipsis": True} if not isinstance(n, int) else {"number": n, "href": to(n), "current": n == page.number}
             for n in numbers]  # fmt: skip
    return {
        "items": items,
        "previous": {"href": to(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": to(page.next_page_number())} if page.has_next() else None,
    }
