"""Concerns about staff: raised by many, read by those few whom the policy names. No child's record has them.

A policy that has no such category has no such pages.
"""

from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from keepwell.clocks.due import due
from keepwell.clocks.explaining import explained
from keepwell.clocks.loading import clocks
from keepwell.clocks.state import state

from ...access import door
from ...record import drafts
from .. import sealing
from ..actions import staff as actions
from ..actions.deciding import Meanwhile
from ..actions.raising import PURPOSE
from ..models import StaffConcern
from ..queries.reading import LOST
from ..staff_forms import DecideStaffForm, RaiseStaffForm
from .opened import crumbs

PURPOSES = (PURPOSE, "rights-request")


def _ask(request, action, what):
    """Asked and logged, for the purpose for which this person may."""
    mine = (one for one in PURPOSES if door.may(request.user, action, actions.CATEGORY, one).allowed)
    door.ask(by=request.user, action=action, category=actions.CATEGORY, purpose=next(mine, PURPOSE), what=what)


@require_http_methods(["GET", "HEAD", "POST"])
def raise_(request):
    with transaction.atomic():
        _ask(request, "add", "write a concern about staff")
    waiting = drafts.Waiting(request, "staff-concern")
    if answer := waiting.put_by(redirect("concerns:raise-staff")):
        return answer
    form = RaiseStaffForm(request.POST) if request.method == "POST" else waiting.filled(RaiseStaffForm)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        words = {name: said[name] for name in ("about", "seen", "where", "others")}
        with transaction.atomic():
            actions.raise_about_staff(on=said["on"], words=words, by=request.user)
            waiting.forget()
        messages.success(request, "Kept. Only those who keep concerns about staff can read it.")
        return redirect("start")
    return render(request, "concerns/raise-staff.html", {
        "form": form, "waiting": waiting, "crumbs": crumbs({"text": "A concern about a member of staff"}),
    })  # fmt: skip


@require_safe
@transaction.atomic
def list_(request):
    _ask(request, "view", "see concerns about staff")
    rows = StaffConcern.objects.select_related("raised_by")
    return render(request, "concerns/staff.html", {
        "rows": [{"concern": one, "words": _words(one), "state": _state(one)} for one in rows],
        "crumbs": crumbs({"text": "Concerns about staff"}),
    })  # fmt: skip


def _words(one):
    try:
        return sealing.unseal_data(sealing.staff_key(), "staff", one.sealed_words, one.seal)
    except InvalidTag:
        return {"about": LOST}


def _due(one):
    """The clock of an allegation, from the day on which it was written down here."""
    return due(clocks()["staff-allegation"], timezone.localdate(one.raised_at))


def _state(one):
    return state(_due(one), timezone.localdate(), done=one.officer_told_on) if one.harm else None


@require_http_methods(["GET", "HEAD", "POST"])
def one(request, mark):
    with transaction.atomic():
        _ask(request, "edit" if request.method == "POST" else "view", "read a concern about staff")
        concern = StaffConcern.objects.select_related("raised_by", "decided_by").filter(seal=mark).first()
        if concern is None:
            raise door.nothing_there(by=request.user, what="read a concern about staff", purpose=PURPOSE)
    form, others = DecideStaffForm(request.POST or None, now=actions.said_now(concern)), []
    if request.method == "POST" and form.is_valid():
        try:
            _decided(request, concern, form)
        except Meanwhile as meanwhile:
            others = form.again(meanwhile.now)
        else:
            messages.success(request, "Kept: the decision and its reason.")
            return redirect("concerns:staff-concern", mark)
    return render(request, "concerns/staff-concern.html", {
        "concern": concern, "words": _words(concern), "form": form, "others": others, "state": _state(concern),
        "explained": explained(_due(concern)) if concern.harm else "", "versions": concern.history.count(),
        "may_edit": door.may(request.user, "edit", actions.CATEGORY, PURPOSE).allowed,
        "crumbs": crumbs({"text": "Concerns about staff"}),
    })  # fmt: skip


def _decided(request, concern, form):
    said = form.cleaned_data
    told = said["officer_told_on"]
    actions.decide_about_staff(
        concern, was=form.was, by=request.user, decision=said["decision"], harm=bool(said["harm"]),
        officer_told_on=date.fromisoformat(told) if told else None,
        said={"reason": said["reason"], "told": said["told"]},
    )  # fmt: skip
