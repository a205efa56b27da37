"""The parts of an education, health and care plan: those open to the reader, one with its versions, and its form."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ...access import door
from ..actions import parts as actions
from ..forms import PartForm
from ..may import EDUCATION, PLAN
from ..models import PlanPart
from ..parts import SECTIONS
from ..place import head_of, opened_for
from ..queries.parts import may_write, parts_of, versions_of

TITLE, READ = "Education, health and care plan", "read a plan"


@require_safe
@transaction.atomic
def plan(request, uid):
    opened = opened_for(request, uid, "view", PLAN, READ)
    context = {**head_of(opened, *_way(opened)), "parts": parts_of(opened)}
    return render(request, "school/ehc.html", context)


def _way(opened, here=""):
    """School life is on the way for those to whom it is open."""
    uid = opened.child.person.uid
    life = [("School life", reverse("school:life", args=[uid]))] if opened.may(EDUCATION) else []
    return [*life, (TITLE, reverse("school:ehc", args=[uid]) if here else ""), *([(here, "")] if here else [])]


def _section(request, uid, id, action, what):
    """(the opened record, the Section, the PlanPart or None); NotForYou, logged, when it is closed."""
    section = SECTIONS.get(id)
    opened = opened_for(request, uid, "view", PLAN, what)
    if section is None:
        raise Http404
    row = PlanPart.objects.filter(child=opened.child, section=id).select_related("by").first()
    for asked in ("view", *([action(row)] if action else ())):
        door.ask_of(opened.child, by=opened.by, action=asked, categories=section.categories, purpose=opened.purpose,
                    what=what)  # fmt: skip
    return opened, section, row


@require_safe
@transaction.atomic
def versions(request, uid, section):
    opened, asked, row = _section(request, uid, section, None, READ)
    here = f"Part {asked.id}"
    context = {**head_of(opened, *_way(opened, here)), "section": asked, "versions": versions_of(opened, asked),
               "may_write": may_write(opened, asked, row)}  # fmt: skip
    return render(request, "school/ehc-part.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, uid, section):
    with transaction.atomic():
        opened, asked, row = _section(request, uid, section, lambda row: "edit" if row else "add", actions.WHAT)
        context = head_of(opened, *_way(opened, f"Part {asked.id}"))
        first = {"words": actions.words_of(row), "seen": actions.mark_of(row)}
    form, theirs = PartForm(request.POST or None, initial=first), None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.write(opened.child, section=asked, words=said["words"], seen=said["seen"], by=request.user,
                          purpose=opened.purpose)  # fmt: skip
        except actions.Meanwhile as meanwhile:
            theirs = meanwhile.said
            form = _again(form, first["seen"])
        else:
            messages.success(request, f"Saved: part {asked.id}. What it said before stays as an earlier version.")
            return redirect("school:ehc", uid)
    return render(request, "school/ehc-write.html", {**context, "section": asked, "form": form, "theirs": theirs})


def _again(form, seen):
    """The same words, over the version that stands there now."""
    data = form.data.copy()
    data["seen"] = seen
    return PartForm(data)
