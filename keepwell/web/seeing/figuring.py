"""The pages of figures: by name for those who work with the children, only counted for others.

Each figure opens the children behind it for whoever reaches them by name. For others there is no such address.
"""

from datetime import date

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from keepwell.clocks.ages import age_on
from keepwell.statistics.measures import MEASURES
from keepwell.statistics.periods import named
from keepwell.web.access import door
from keepwell.web.record.models import Child
from keepwell.web.record.queries.calling import called, names_of

from .pictures import shares
from .queries import figures as counts
from .queries import scope as scopes
from .queries.counting import behind

CHILDREN = 50  # on a page
WAYS = ("year", "quarter", "team")


@require_safe
@transaction.atomic
def figures(request):
    scope = scopes.named(request.user, "see figures")
    loads = counts.caseloads(scope, MEASURES["status"]) if MEASURES["status"] in scope.measures else []
    return render(request, "seeing/figures.html", {
        "figures": counts.overview(scope), "by_name": True, "crumbs": _crumbs(),
        "caseloads": loads, "statuses": MEASURES["status"].parts, "address": "seeing:figure",
    })  # fmt: skip


@require_safe
@transaction.atomic
def service(request):
    scope = scopes.counted(request.user, "count the service")
    return render(request, "seeing/figures.html", {
        "figures": counts.overview(scope), "by_name": False, "crumbs": _crumbs(), "address": "seeing:service-figure",
    })  # fmt: skip


@require_safe
@transaction.atomic
def figure(request, measure):
    scope = scopes.named(request.user, "see a figure")
    found, by = _measure(scope, measure), request.GET.get("by", "year")
    by = by if by in WAYS else "year"
    context = _figure(scope, found, by) | {"by_name": True, "crumbs": _crumbs("seeing:figures")}
    if by == "team":
        context["teams"] = counts.by_team(found, context["figure"].lines[0].period, scope)
    return render(request, "seeing/figure.html", context)


@require_safe
@transaction.atomic
def service_figure(request, measure):
    scope = scopes.counted(request.user, "count the service")
    found = _measure(scope, measure)
    context = _figure(scope, found, "year") | {"by_name": False, "crumbs": _crumbs("seeing:service")}
    return render(request, "seeing/figure.html", context)


def _figure(scope, measure, by):
    made = counts.figure(measure, counts.periods_of(measure, scope, by), scope)
    return {"figure": made, "measure": measure, "by": by, "drawing": shares(made)}


@require_safe
@transaction.atomic
def children(request, measure, period, part):
    """The children behind one number, each with how often, and each shown logged."""
    scope = scopes.named(request.user, "see the children behind a figure")
    found, time = _measure(scope, measure), named(period, date.today())
    part = found.part(part)
    if time is None or part is None or (found.yearly and "-q" in time.slug):
        raise _nothing(scope)
    times = behind(found, time, part.id, scope.ids(found.needs))
    page = Paginator(counts.in_order(times, scope.on), CHILDREN).get_page(request.GET.get("page"))
    there, names = Child.objects.select_related("person").in_bulk(page.object_list), names_of(page.object_list)
    shown = [(called(names[pk], scope.on), there[pk], _age(there[pk], scope.on), times[pk]) for pk in page.object_list]
    uids = [child.person.uid for _, child, _, _ in shown]
    door.listed(uids, by=scope.by, purpose=scope.purpose, categories=found.needs)
    crumbs = [*_crumbs("seeing:figures"), {"text": found.title, "href": reverse("seeing:figure", args=[found.id])}]
    return render(request, "seeing/children.html", {
        "measure": found, "period": time, "part": part, "page": page, "shown": shown, "crumbs": crumbs,
        "several": any(many > 1 for many in times.values()), "total": sum(times.values()),
    })  # fmt: skip


def _age(child, on):
    person = child.person
    return age_on(person.born_on, person.died_on or on) if person.born_on else None


def _measure(scope, id):
    """The measure of that id, when the reader may see it; one that is closed looks like one that is not there."""
    found = MEASURES.get(id)
    if found is None or found not in scope.measures:
        raise _nothing(scope)
    return found


def _nothing(scope):
    return door.nothing_there(by=scope.by, what="see a figure", purpose=scope.purpose)


def _crumbs(*names):
    titles = {"seeing:figures": "Figures", "seeing:service": "Figures of the service"}
    return [{"text": "Start", "href": reverse("start")},
            *({"text": titles[name], "href": reverse(name)} for name in names)]  # fmt: skip
