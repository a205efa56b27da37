"""Adding an alert to a child's page, looking at one again, ending it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ...access import door
from ...record.actions import alerts
from ...record.models import Alert
from ..forms import AlertForm, AlertReviewForm
from ..showing import crumbs_of
from .clocks import opened

ALERT = alerts.CATEGORY


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def add(request, uid):
    record, head = opened(request, uid)
    _ask(record, "add", "add an alert")
    form = AlertForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        alerts.add(record.child, **form.cleaned_data, by=request.user, purpose=record.purpose)
        messages.success(request, "The alert stands at the top of the child’s page.")
        return redirect("record:child", uid)
    return render(request, "work/alert.html", _context(record, head, form, "Add an alert"))


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def alert(request, uid, pk):
    record, head = opened(request, uid)
    _ask(record, "edit", "look at an alert again")
    one = Alert.objects.filter(child=record.child, pk=pk, ends_on=None).first()
    if one is None:
        raise door.nothing_there(by=request.user, what="look at an alert again", child=record.child.person.uid)
    form = AlertReviewForm(request.POST or None, initial={"kind": one.kind, "text": one.text})
    if request.method == "POST" and form.is_valid():
        _decided(one, form.cleaned_data, request.user, record.purpose)
        messages.success(request, "What you decided about the alert is kept.")
        return redirect("record:child", uid)
    return render(request, "work/alert.html", {**_context(record, head, form, "Look at an alert again"), "one": one})


def _decided(one, said, by, purpose):
    if said["decided"] == AlertReviewForm.END:
        alerts.end(one, by=by, purpose=purpose)
    else:
        alerts.keep(one, kind=said["kind"], text=said["text"], review_on=said["review_on"], by=by, purpose=purpose)


def _ask(record, action, what):
    """Asked before anything is shown, and logged when it is refused."""
    if not record.may(ALERT) or not record.may_do(action, {ALERT}):
        raise door.nothing_there(by=record.by, what=what, purpose=record.purpose, child=record.child.person.uid)


def _context(record, head, form, title):
    uid = record.child.person.uid
    return {"page": head, "person": record.child.person, "form": form, "title": title,
            "crumbs": crumbs_of(uid, {"text": title})}  # fmt: skip
