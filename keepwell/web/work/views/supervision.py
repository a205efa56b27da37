"""Supervision of the work with one child: the notes, what was agreed, and a new note."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ...access import door
from ...record.models import Note
from ..actions import supervision
from ..forms import SupervisionForm
from ..models import Action
from ..queries import given
from ..queries.standing import left
from ..showing import crumbs_of
from .clocks import opened

NARRATIVE, MOST = supervision.NARRATIVE, 20


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def of_child(request, uid):
    record, head = opened(request, uid)
    may_write = record.may(NARRATIVE) and bool(record.may_do("add", {NARRATIVE}))
    if not record.may(NARRATIVE) or (request.method == "POST" and not may_write):
        raise door.nothing_there(by=request.user, what="see supervision", purpose=record.purpose, child=uid)
    form = SupervisionForm(request.POST or None, initial={"on": f"{date.today():%-d/%-m/%Y}"})
    if request.method == "POST" and form.is_valid():
        _keep(record, form, request.user)
        messages.success(request, "The note is kept.")
        return redirect("work:supervision", uid)
    notes = list(Note.objects.filter(child=record.child, kind="supervision").order_by("-on", "-pk")[:MOST])
    told = head.rows.words_of(notes)
    context = {
        "page": head, "person": record.child.person, "form": form if may_write else None,
        "notes": [(note, told[note.pk]) for note in notes], "actions": _actions(record, request.user, may_write),
        "crumbs": crumbs_of(uid, {"text": "Supervision"}),
    }  # fmt: skip
    return render(request, "work/supervision.html", context)


def _actions(record, user, may_write):
    """(Action, its words, what time is left or None, may this reader end it?)"""
    actions, on = list(given.of_child(record.child)), date.today()
    words = given.words_of(actions)
    return [
        (one, words[one.pk], None if one.done_at else left(one.due_on, on), may_write or one.given_to_id == user.pk)
        for one in actions
    ]


def _keep(record, form, by):
    said = form.cleaned_data
    to = form.person("given_to") if said["action"] else None
    supervision.keep(record.child, on=said["on"], text=said["text"], what=said["action"], given_to=to,
                     due_on=said["due_on"], by=by, purpose=record.purpose)  # fmt: skip


@require_POST
@transaction.atomic
def done(request, uid, pk):
    record, _ = opened(request, uid)
    one = Action.objects.filter(child=record.child, pk=pk).first()
    if one is None:
        raise door.nothing_there(by=request.user, what=supervision.DONE, child=record.child.person.uid)
    supervision.done(one, by=request.user, purpose=record.purpose)
    messages.success(request, "It is marked as done.")
    return redirect("work:supervision", uid) if request.POST.get("back") == "child" else redirect("work:mine")
