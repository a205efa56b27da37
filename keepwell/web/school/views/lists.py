"""All pupils somebody may see: who is over which threshold."""

from datetime import date

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import render
from django.views.decorators.http import require_safe

from keepwell.attendance.register import school_year, title
from keepwell.attendance.thresholds import THRESHOLDS

from ...access import door
from ..may import ATTENDANCE
from ..place import crumbs, pages_of
from ..queries import listing
from ..queries.registers import year_asked

SHOWN = 50  # children on a page
WHAT = "list attendance"


@require_safe
@transaction.atomic
def school(request):
    purpose = door.purpose_of(request.user)
    door.ask(by=request.user, action="view", category=ATTENDANCE, purpose=purpose, what=WHAT)
    asked = listing.Asked.of(request.GET, year_asked(request.GET.get("year"), date.today()))
    found = listing.Listing(request.user, purpose, asked)
    page = Paginator(found.chosen, SHOWN).get_page(request.GET.get("page"))
    shown = found.shown(page.object_list)
    door.listed([line.uid for line in shown], by=request.user, purpose=purpose, categories=[ATTENDANCE])
    this = school_year(date.today())
    context = {
        "crumbs": crumbs(("Attendance", "")), "found": found, "asked": asked, "page": page, "shown": shown,
        "thresholds": [(t, found.over[t.id], asked.but(over=t.id)) for t in THRESHOLDS.values()], "this": this,
        "years": [(title(y), asked.but(year=y)) for y in (this, this - 1) if y != asked.year],
        "title": title(asked.year), "pages": pages_of(page, request.path, asked.but()),
        "may_add": door.may(request.user, "add", ATTENDANCE, purpose).allowed,
    }  # fmt: skip
    return render(request, "school/school.html", context)
