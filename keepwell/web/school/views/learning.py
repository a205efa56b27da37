"""The personal education plan of a term, its check by the virtual school, and the virtual school's list."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from keepwell.attendance.counting import count
from keepwell.attendance.register import school_year

from ...access import door
from ..actions import learning
from ..forms import DecideForm, PlanForm, given_in
from ..may import ATTENDANCE, EDUCATION
from ..models import TERMS, EducationTerm, Register
from ..place import crumbs, head_of, opened_for, pages_of
from ..queries.learning import COLOURS, STATES, VirtualSchool, words_of_term

SHOWN = 50  # children on a page
WHAT = "list education plans"


@require_safe
@transaction.atomic
def virtual(request):
    purpose = door.purpose_of(request.user)
    for category in ("care", EDUCATION):
        door.ask(by=request.user, action="view", category=category, purpose=purpose, what=WHAT)
    found = VirtualSchool(request.user, purpose, state=request.GET.get("state", ""))
    page = Paginator(found.chosen, SHOWN).get_page(request.GET.get("page"))
    shown = found.shown(page.object_list)
    door.listed(
        [row.uid for row in shown], by=request.user, purpose=purpose, categories=["care", EDUCATION, ATTENDANCE]
    )
    context = {
        "found": found, "shown": shown, "page": page, "crumbs": crumbs(("Virtual school", "")),
        "term": words_of_term(found.year, found.term),
        "states": [(state, STATES[state], n) for state, n in found.counts.items()],
        "pages": pages_of(page, request.path, f"state={found.state}" if found.state else ""),
    }  # fmt: skip
    return render(request, "school/virtual.html", context)


def _term(year, term):
    if term not in dict(TERMS) or not 2000 <= year <= school_year(date.today()) + 1:
        raise Http404


@require_safe
@transaction.atomic
def plan(request, uid, year, term):
    opened = opened_for(request, uid, "view", EDUCATION, "read an education plan")
    return _page(request, opened, year, term)


def _page(request, opened, year, term, form=None):
    _term(year, term)
    one = (
        EducationTerm.objects.filter(child=opened.child, year=year, term=term)
        .select_related("by", "decided_by")
        .first()
    )
    if one is None:
        raise Http404
    words, why = learning.words_of(one)
    decides = one.state == "waiting" and learning.may_decide(opened)
    said = words_of_term(year, term)
    context = {
        **head_of(opened, ("School life", reverse("school:life", args=[opened.child.person.uid])), (said, "")),
        "plan": one, "words": words, "decided_why": why, "term": said, "colour": COLOURS[one.state],
        "form": (form or DecideForm()) if decides else None, "sums": _sums(opened, year),
        "targets": [target | {"by": target["by"] and date.fromisoformat(target["by"])} for target in words["targets"]],
        "may_write": bool(opened.may_do("edit", [EDUCATION])) and one.state in ("draft", "returned"),
    }  # fmt: skip
    return render(request, "school/plan.html", context)


def _sums(opened, year):
    """Attendance of the year from the register, where the reader may see it."""
    if not opened.may(ATTENDANCE):
        return None
    row = Register.objects.filter(child=opened.child, year=year).values_list("marks", flat=True).first()
    return count(row) if row else None


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def write(request, uid, year, term):
    one = EducationTerm.objects.filter(child__person__uid=uid, year=year, term=term).first()
    opened = opened_for(request, uid, "edit" if one else "add", EDUCATION, "write an education plan")
    _term(year, term)
    given = given_in(one, learning.words_of(one)[0]) if one else {}
    form, seen = PlanForm(request.POST or None, initial=given), one.at.isoformat() if one else ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                learning.write(opened.child, year=year, term=term, **form.wanted, send=form.sending, by=request.user,
                               purpose=opened.purpose, seen=request.POST.get("seen", ""))  # fmt: skip
        except learning.Closed as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Sent to the virtual school." if form.sending else "Saved as a draft.")
            return redirect("school:plan", uid, year, term)
    said = words_of_term(year, term)
    context = {
        **head_of(opened, ("School life", reverse("school:life", args=[uid])), (said, "")), "form": form, "term": said,
        "seen": request.POST.get("seen", seen), "sums": _sums(opened, year),
    }  # fmt: skip
    return render(request, "school/write.html", context)


@require_http_methods(["POST"])
@transaction.atomic
def decide(request, uid, year, term):
    opened = opened_for(request, uid, "view", EDUCATION, learning.CHECK)
    learning.ask_to_check(opened.child, request.user)
    _term(year, term)
    one = EducationTerm.objects.filter(child=opened.child, year=year, term=term).select_related("child__person").first()
    form = DecideForm(request.POST)
    if one and form.is_valid():
        try:
            with transaction.atomic():
                learning.decide(one, **form.wanted, by=request.user)
        except learning.Closed as trouble:
            messages.error(request, str(trouble))
        else:
            said = {"approved": "The plan is approved.", "returned": "The plan is returned to be mended."}
            messages.success(request, said[form.cleaned_data["decision"]])
        return redirect("school:plan", uid, year, term)
    return _page(request, opened, year, term, form)
