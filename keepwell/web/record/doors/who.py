"""Who may open this record: the people it is open to today, allocations, and whom it is closed to, with why."""

from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ...access import door
from ...access.actions import DoorError
from ...access.models import Allocation, Emergency, Restriction
from ...access.openers import openers
from ...access.policy import policy
from .. import opening
from ..actions import doors
from ..queries.head import Head
from ..queries.rows import Rows
from ..views import _to_child
from .forms import AllocateForm, ConflictForm, ShutForm, StateForm

ADMINISTRATION = "administration"
SYSTEM = "Set by the system when the adoption was recorded"
LOST = "What was written here cannot be opened any more"
TO_YOU_TOO = "It is done. The record is closed to you too from now on: a data protection officer can lift that."
# Why the record is open to somebody, by the reach of their role.
BECAUSE = {
    "all": "Their role opens every child’s record",
    "team": "Their team or a colleague works with the child",
    "allocated": "They work with the child",
    "school": "The child is at their school",
    "own": "The record is about them",
}


def _opened(request, uid):
    return opening.open_record(uid, by=opening.reader(request.user))


def _may(opened, action, category):
    return opened.before.may(action, category, ADMINISTRATION)


@require_safe
@transaction.atomic
def who(request, uid):
    return _page(request, _opened(request, uid))


def _page(request, opened, **forms):
    child, uid = opened.child, opened.child.person.uid
    head = Head(Rows(opened, date.today()))
    head.rows.meet([child.pk])
    may_keep, may_allocate = _may(opened, "view", doors.KEEPING), _may(opened, "add", doors.WORKER)
    context = {
        "page": head, "person": child.person, "crumbs": _to_child(uid), "on": date.today(),
        "sees_workers": opened.may(doors.WORKER) or may_allocate,
        "openers": [(one, BECAUSE[one.reach]) for one in openers(uid)], "states": _states(opened),
        "allocations": Allocation.objects.filter(child=uid).select_related("user", "team", "given_by"),
        "may_allocate": may_allocate, "may_keep": may_keep,
        "restrictions": _restrictions(child, uid) if may_keep else [],
        "emergencies": _emergencies(child, uid) if _may(opened, "view", doors.EMERGENCY) else [],
        "conflict": ConflictForm(),
    }  # fmt: skip
    if may_allocate:
        context["allocate"] = AllocateForm(initial={"from": f"{date.today():%-d/%-m/%Y}"})
    if _may(opened, "add", doors.KEEPING):
        context |= {"shut": ShutForm(), "state": StateForm()}
    return render(request, "record/who.html", context | forms)


def _states(opened):
    """What the policy says of the states that the record is in."""
    return [one.why for one in policy().forbids.values() if opened.before.to.states.intersection(one.states)]


def _restrictions(child, uid):
    rows = Restriction.objects.filter(child=uid).select_related("user", "set_by", "lifted_by")
    return [(row, _words(child, row)) for row in rows]


def _emergencies(child, uid):
    rows = Emergency.objects.filter(child=uid).select_related("user", "reviewer", "reviewed_by")
    return [(row, _words(child, row)) for row in rows]


def _words(child, row):
    if not row.seal:
        return SYSTEM if row.kind == Restriction.Kind.SEALED else ""
    try:
        return doors.words_of(child, row)
    except InvalidTag:
        return LOST


def _posted(request, opened, form, name, act):
    """Do it when the form is filled in; else the page again with what is missing."""
    if form.is_valid():
        try:
            with transaction.atomic():
                act(form)
            return _onward(request, opened.child.person.uid)
        except DoorError as trouble:
            form.add_error(None, str(trouble))
    return _page(request, opened, **{name: form, "troubled": form})


def _onward(request, uid):
    """Back to the page, or to the start when it has just been closed to whoever was there."""
    if door.known_among([uid], by=request.user):
        return redirect("record:who", uid)
    messages.success(request, TO_YOU_TOO)
    return redirect("start")


def _of_child(rows, opened, what):
    """The row; an address made up of another child's is a refusal, and logged."""
    row = rows.filter(child=opened.child.person.uid).first()
    if row is None:
        raise door.nothing_there(by=opened.by, what=what, child=opened.child.person.uid)
    return row


def _done(request, uid, act, words):
    try:
        with transaction.atomic():
            act()
        messages.success(request, words)
    except DoorError as trouble:
        messages.error(request, str(trouble))
    return _onward(request, uid)


@require_POST
@transaction.atomic
def allocate(request, uid):
    opened = _opened(request, uid)
    _ask(opened, "add", doors.WORKER, "allocate")
    return _posted(request, opened, AllocateForm(request.POST), "allocate",
                   lambda form: doors.allocate(opened.child, by=request.user, **form.wanted))  # fmt: skip


@require_POST
@transaction.atomic
def end_allocation(request, uid, pk):
    """Today is its last day; one that begins later is as if it had never been."""
    opened = _opened(request, uid)
    _ask(opened, "edit", doors.WORKER, "end an allocation")
    row = _of_child(Allocation.objects.filter(pk=pk), opened, "end an allocation")
    words = "The allocation is taken back." if row.starts_on > date.today() else "The allocation ends today."
    return _done(request, uid, lambda: doors.end_allocation(opened.child, row, on=date.today(), by=request.user), words)


@require_POST
@transaction.atomic
def shut(request, uid):
    opened = _opened(request, uid)
    _ask(opened, "add", doors.KEEPING, "restrict")
    return _restricted(request, opened, ShutForm(request.POST), "shut")


@require_POST
@transaction.atomic
def restrict(request, uid):
    opened = _opened(request, uid)
    _ask(opened, "add", doors.KEEPING, "restrict")
    return _restricted(request, opened, StateForm(request.POST), "state")


def _restricted(request, opened, form, name):
    def act(form):
        said = form.cleaned_data
        doors.restrict(opened.child, kind=said["kind"], user=said.get("whom"), reason=said["reason"], by=request.user)

    return _posted(request, opened, form, name, act)


@require_POST
@transaction.atomic
def conflict(request, uid):
    """Somebody says that they know the family: the record is closed to them at once, and they are back at the start."""
    opened, form = _opened(request, uid), ConflictForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, conflict=form, troubled=form)
    reason = form.cleaned_data["reason"]
    doors.restrict(opened.child, kind=doors.CONFLICT, user=request.user, reason=reason, by=request.user)
    messages.success(request, "That record is closed to you from now on. Tell your manager, who can see why.")
    return redirect("start")


@require_POST
@transaction.atomic
def lift(request, uid, pk):
    opened = _opened(request, uid)
    _ask(opened, "edit", doors.KEEPING, "lift")
    row = _of_child(Restriction.objects.filter(pk=pk), opened, "lift")
    return _done(request, uid, lambda: doors.lift(opened.child, row, by=request.user), "It is lifted.")


def _ask(opened, action, category, what):
    """Asked and logged before anything is read from the form."""
    if not _may(opened, action, category):
        door.ask_of(opened.child, by=opened.by, action=action, categories=[category], purpose=ADMINISTRATION, what=what)
        raise Http404
