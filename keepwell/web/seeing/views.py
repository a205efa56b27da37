"""Pages of one child: the family, placements over time, the plan on a page."""

from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import genogram
from .page import context, open_for, rows_of
from .queries.family import CATEGORY, Family


@require_safe
@transaction.atomic
def family(request, uid):
    rows = rows_of(open_for(request, uid, CATEGORY, "see the family"))
    family = Family(rows)
    members = family.members
    drawing = genogram.drawn(genogram.layout(members, family.ties), members)
    lines = family.lines
    family.log()
    told = {"sexes": rows.may("characteristics"), "alone": len(members) == 1}
    return render(request, "seeing/family.html", context(rows, drawing=drawing, lines=lines, **told))
