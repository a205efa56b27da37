"""Approvals: what waits for me, and one of them with exactly what is to be approved."""

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ...access import door
from ...record import opening
from ..actions import approvals
from ..actions.approvals import ApprovalError
from ..forms import AnswerForm
from ..models import Approval
from ..queries import approvals as kept
from ..queries import children as known
from ..showing import crumbs
from .clocks import opened

LOST = "What was written here cannot be opened any more"
WHAT = "see an approval"


@require_safe
@transaction.atomic
def waiting(request):
    action, category, purpose = kept.MANAGES
    door.ask(by=request.user, action=action, category=category, purpose=purpose, what="see approvals")
    by, on = opening.reader(request.user), timezone.localdate()
    found = kept.waiting_for(by)
    children = {child.pk: child for _, child in found}
    named = known.named(children.values(), on)
    told = frozenset(category for one, _ in found for category in one.categories)
    known.list_them(children.values(), by=by, categories=told)
    rows = [(one, named[one.child_id]) for one, _ in found]
    return render(request, "work/approvals.html", {"rows": rows, "crumbs": crumbs({"text": "Approvals"})})


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def approval(request, pk):
    one = Approval.objects.select_related("child__person", "asked_by", "answered_by").filter(pk=pk).first()
    if one is None:
        raise door.nothing_there(by=request.user, what=WHAT)
    record, head = opened(request, one.child.person.uid)
    if not kept.may_see(record, one):
        raise door.nothing_there(by=request.user, what=WHAT, child=one.child.person.uid)
    may_answer, form = not one.answer and kept.may_answer(record, one), AnswerForm(request.POST or None)
    if request.method == "POST":
        if not may_answer and not one.answer:
            _refuse(request, one)
        if form.is_valid() and _answered(request, one, form):
            return redirect("work:approval", one.pk)
    context = {
        "one": one, "page": head, "person": record.child.person, "form": form if may_answer else None,
        "content": _words(kept.content_of, one), "comment": _words(kept.comment_of, one) if one.answer else "",
        "others": [other for other in kept.of(one.about, one.key) if other.pk != one.pk],
        "crumbs": crumbs({"text": "Approvals", "href": reverse("work:approvals")}, {"text": "Approval"}),
    }  # fmt: skip
    return render(request, "work/approval.html", context)


def _refuse(request, one):
    """Whoever may read it and not answer it: the door says so, and the log keeps that they tried."""
    if one.asked_by_id == request.user.pk:
        messages.error(request, "You asked for this yourself: somebody else has to answer it.")
        return
    raise door.nothing_there(by=request.user, what="answer an approval", child=one.child.person.uid)


def _answered(request, one, form):
    said = form.cleaned_data
    try:
        with transaction.atomic():
            approvals.answer(one, answer=said["answer"], comment=said["comment"], by=request.user)
    except ApprovalError as trouble:
        form.add_error(None, str(trouble))
        return False
    messages.success(request, "Your answer is kept.")
    return True


def _words(read, one):
    try:
        return read(one)
    except InvalidTag:
        return LOST
