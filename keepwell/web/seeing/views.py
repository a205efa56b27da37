"""Pages of one child: the family, placements over time, the plan on a page."""

from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from keepwell.web.access.door import CATEGORY_OF_BEING_KNOWN

from . import genogram
from .page import context, open_for, rows_of
from .queries import family as families
from .queries import placements as stays
from .queries.plan import PlanOnAPage


@require_safe
@transaction.atomic
def family(request, uid):
    rows = rows_of(open_for(request, uid, families.CATEGORY, "see the family"))
    family = families.Family(rows)
    members = family.members
    drawing = genogram.drawn(genogram.layout(members, family.ties), members)
    lines = family.lines
    family.log()
    told = {"sexes": rows.may("characteristics"), "alone": len(members) == 1}
    return render(request, "seeing/family.html", context(rows, drawing=drawing, lines=lines, **told))


@require_safe
@transaction.atomic
def placements(request, uid):
    rows = rows_of(open_for(request, uid, stays.CATEGORY, "see placements over time"))
    return render(request, "seeing/placements.html", context(rows, stays=stays.Placements(rows)))


@require_safe
@transaction.atomic
def plan(request, uid):
    """For everybody who may know of the child: each sees of the plan what their role opens."""
    opened = open_for(request, uid, CATEGORY_OF_BEING_KNOWN, "see the plan")
    plan = PlanOnAPage.of(opened)
    more = {"plan": plan, "page": plan.page, "printed_at": timezone.localtime()}
    return render(request, "seeing/plan.html", context(plan.rows) | more)
