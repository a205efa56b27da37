"""Raising a concern, from a telephone if need be, and the receipts of whoever raised one."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ...access import door
from ...record import drafts, opening
from ...record.file_fields import MOST as FILES
from ...record.files import ACCEPT
from .. import figures
from ..actions import raising as actions
from ..actions.staff import CATEGORY as ABOUT_STAFF
from ..models import Concern
from ..queries.reading import read_all
from ..raise_forms import Raising
from .opened import crumbs, head_of

KEPT = "Kept: note {number}. The safeguarding lead reads it next."
TELL_NOW = "You said that somebody may be in danger now. Tell the safeguarding lead in person, at once, or call 999."


@require_http_methods(["GET", "HEAD", "POST"])
def raise_(request):
    """About somebody whom the person who raises it says in their own words: they need to find nobody."""
    with transaction.atomic():
        actions.ask_to_raise(None, by=request.user, what="write a concern")
    return _page(request, None, {})


@require_http_methods(["GET", "HEAD", "POST"])
def raise_for(request, uid):
    """From the page of a child: whom it is about is settled."""
    with transaction.atomic():
        opened = opening.open_record(uid, by=opening.reader(request.user))
        child = opened.child
        actions.ask_to_raise(child, by=request.user, what="write a concern")
    return _page(request, child, head_of(opened))


def _page(request, child, head):
    waiting = drafts.Waiting(request, "concern", str(child.person.uid) if child else "")
    if answer := waiting.put_by(redirect("concerns:raised")):
        return answer
    known = child is not None
    if request.method == "POST":
        form = Raising(request.POST, request.FILES, known=known)
        if "more" in request.POST:
            _unasked(form)
        elif form.is_valid():
            return _raised(request, child, form, waiting)
    else:
        form = waiting.filled(Raising, known=known)
        if waiting.is_there:
            _unasked(form)
    return render(request, "concerns/raise.html", {
        **head, "form": form, "waiting": waiting, "child": child, "accept": ACCEPT, "files_at_most": FILES,
        "marks": [{"form": one, "number": i + 1, "figures": _figures(one, i)} for i, one in enumerate(form.marks)],
        "people": [{"form": one, "number": i + 1} for i, one in enumerate(form.people)],
        "about_staff": door.may(request.user, "add", ABOUT_STAFF, actions.PURPOSE).allowed,
        "crumbs": crumbs({"text": "Raise a concern"}),
    })  # fmt: skip


def _unasked(form):
    for one in form.forms:
        drafts.unasked(one)


def _figures(mark, i):
    return figures.picker(f"mark-{i}-point", mark["point"].value() or "", f"Mark {i + 1}:")


def _raised(request, child, form, waiting):
    with transaction.atomic():
        concern = actions.raise_concern(child=child, by=request.user, **form.wanted)
        waiting.forget()
    messages.success(request, KEPT.format(number=concern.pk))
    if concern.danger:
        messages.warning(request, TELL_NOW)
    return redirect("concerns:raised")


@require_safe
@transaction.atomic
def raised(request):
    """What somebody raised: that it arrived, and what the lead lets them know. Not what it says, nor what was done."""
    actions.ask_to_raise(None, by=request.user, what="see own concerns")
    mine = list(Concern.objects.filter(raised_by=request.user).order_by("-raised_at")[:100])
    draft = drafts.Waiting(request, "concern")
    return render(request, "concerns/raised.html", {
        "mine": [{"concern": one.concern, "feedback": one.feedback} for one in read_all(mine)],
        "draft": draft, "crumbs": crumbs({"text": "Concerns you raised"}), "again": reverse("concerns:raise"),
    })  # fmt: skip
