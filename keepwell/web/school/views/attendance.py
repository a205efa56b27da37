"""A child's attendance, and amending a mark of it."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keepwell.attendance.register import title
from keepwell.attendance.thresholds import THRESHOLDS
from keepwell.codes.attendance import CODES

from .. import charts
from ..actions import registers
from ..forms import AmendForm
from ..may import ATTENDANCE
from ..place import head_of, opened_for
from ..queries.duties import duties_of
from ..queries.registers import Year, year_asked


@require_safe
@transaction.atomic
def child(request, uid):
    opened = opened_for(request, uid, "view", ATTENDANCE, "see attendance")
    year = Year(opened.child, year_asked(request.GET.get("year"), date.today()))
    context = {
        **head_of(opened, ("Attendance", "")), "year": year, "calendar": charts.calendar(year),
        "line": charts.by_week(year), "reached": [(one, duties_of(one, year)) for one in year.reached],
        "others": [(y, title(y)) for y in year.years if y != year.year], "codes": CODES,
        "may_amend": bool(opened.may_do("edit", [ATTENDANCE])), "thresholds": THRESHOLDS.values(),
    }  # fmt: skip
    return render(request, "school/child.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def amend(request, uid):
    with transaction.atomic():
        opened = opened_for(request, uid, "edit", ATTENDANCE, "amend a mark")
        back = reverse("school:child", args=[uid])
        context = head_of(opened, ("Attendance", back), ("Amend a mark", ""))
    form = AmendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            registers.amend(opened.child, **form.wanted, by=request.user, purpose=opened.purpose)
        except registers.NothingToAmend as trouble:
            form.add_error("on", str(trouble))
        else:
            messages.success(request, "The mark is amended. What it was is kept.")
            return redirect(back)
    return render(request, "school/amend.html", {**context, "form": form})
