"""Guidance: what one is asked to read, and for who keeps the policy what is to be looked at again."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import door
from ..actions import guidance as saying
from ..forms import LookForm
from ..models import Edition
from ..queries import guidance
from ..showing import crumbs

LOOKED = 20  # tasks that are done, the latest


@require_safe
@transaction.atomic
def mine(request):
    saying.notice()
    on, keeps = timezone.localdate(), guidance.keeps_policy(request.user)
    done = Edition.objects.exclude(looked_at=None).select_related("looked_by").order_by("-looked_at")
    return render(request, "work/guidance.html", {
        "asked": guidance.asked_of(request.user, on), "keeps": keeps,
        "tasks": guidance.open_tasks() if keeps else [], "done": done[:LOOKED] if keeps else [],
        "crumbs": crumbs({"text": "Guidance"}),
    })  # fmt: skip


@require_POST
@transaction.atomic
def confirm(request, source):
    try:
        saying.confirm(source, by=request.user)
    except saying.GuidanceError:
        raise door.nothing_there(by=request.user, what="confirm guidance") from None
    messages.success(request, "Kept: that you have read it, in this edition, today.")
    return redirect("work:guidance")


@require_http_methods(["GET", "HEAD", "POST"])
def look(request, pk):
    """One source that changed, with what cites it."""
    with transaction.atomic():
        saying.ask(request.user)
    task = Edition.objects.filter(pk=pk, first=False).select_related("looked_by").first()
    if task is None:
        raise door.nothing_there(by=request.user, what=saying.LOOK)
    form = LookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            saying.look(task, said=form.cleaned_data["said"], by=request.user)
        except saying.GuidanceError as trouble:
            form.add_error(None, str(trouble))
            task.refresh_from_db()
        else:
            messages.success(request, "Kept: what you found.")
            return redirect("work:guidance")
    before = Edition.objects.filter(source=task.source, pk__lt=task.pk).last()
    return render(request, "work/look.html", {
        "task": task, "before": before, "form": form, "citing": guidance.citing(task.source),
        "crumbs": crumbs({"text": "Guidance", "href": reverse("work:guidance")}, {"text": "Look again"}),
    })  # fmt: skip
