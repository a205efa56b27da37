"""The pages of the actions of a child's plans."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ..access import door
from . import acting
from .action_forms import FollowForm
from .actions import WHAT, follow
from .views import _context, _open


@require_safe
@transaction.atomic
def actions(request, uid):
    """Every action of the plans that this reader may see."""
    opened = _open(request, uid)
    return render(request, "journey/actions.html", {**_context(opened), **acting.told(opened)})


@require_http_methods(["GET", "HEAD", "POST"])
def action(request, uid, pk, number):
    """What came of one action."""
    with transaction.atomic():
        opened = _open(request, uid)
        one = acting.action_at(opened, pk, number)
        if one is None or not acting.may_follow(opened, one):
            raise door.nothing_there(by=opened.by, what=WHAT, purpose=opened.purpose, child=opened.child.person.uid)
        context = _context(opened)
    first = {"came": one.came.came, "note": one.note} if one.came else {}
    form = FollowForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        follow(one, **form.cleaned_data, by=request.user, purpose=opened.purpose)
        messages.success(request, "What came of it is kept.")
        return redirect("journey:actions", uid)
    context["crumbs"].append({"text": "Actions of the plans", "href": reverse("journey:actions", args=[uid])})
    return render(request, "journey/action.html", {**context, "action": one, "form": form})
