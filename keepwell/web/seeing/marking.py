"""The page on which an event of the chronology is marked as significant, or no longer."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from keepwell.web.access import door
from keepwell.web.record import opening
from keepwell.web.record.queries.chronology import Story

from .actions import significance as actions
from .forms import MarkForm
from .page import context, crumbs
from .queries.significance import name_of

MEANWHILE = "Somebody changed this since you opened the page: look whether it is still what you mean, and save again."


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request, uid, model, key, field):
    with transaction.atomic():
        story, event = _event(request, uid, (model, key, field))
        head = context(story.rows, event=event, crumbs=[*crumbs(uid)])
        story.unseal([event])
    was = "1" if event.significant else "0"
    form = MarkForm(request.POST or None, initial={"was": was})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["was"] == was:
            return _mark(request, story, event, form.cleaned_data["reason"])
        form.add_error(None, MEANWHILE)
        form.data = form.data.copy()
        form.data["was"] = was
    return render(request, "seeing/mark.html", {**head, "form": form})


def _mark(request, story, event, reason):
    opened = story.rows.opened
    actions.mark(opened.child, fact=name_of(event), category=event.category, significant=not event.significant,
                 reason=reason, by=request.user, purpose=opened.purpose)  # fmt: skip
    said = "no longer marked" if event.significant else "marked"
    messages.success(request, f"Saved: the event is {said} as significant, with your reason.")
    return redirect("record:chronology", opened.child.person.uid)


def _event(request, uid, fact):
    """The Story and the event of it that tells this fact; NotForYou, logged, when the reader may not mark it."""
    opened = opening.open_record(uid, by=opening.reader(request.user))
    story = Story(opened)
    event = next((one for one in story.events if name_of(one) == fact), None)
    if event is None or not event.change_at:
        raise door.nothing_there(by=opened.by, what="mark as significant", purpose=opened.purpose, child=uid)
    return story, event
