"""Drafts on the server for any form, so that no typed word is lost when a telephone sleeps or a session ends.

A view makes a `Waiting` for its form and asks it for everything:

    waiting = drafts.Waiting(request, "visit", place=str(uid))      # a name of the form, and what it is about
    if answer := waiting.put_by(redirect("record:child", uid)):     # “Save and finish later”, “Throw the draft away”
        return answer
    form = VisitForm(request.POST) if request.method == "POST" else waiting.filled(VisitForm)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            actions.save(...)
            waiting.forget()

`filled` makes the form from the draft, without saying that anything in it is wrong yet, or an empty one. The template
has the form as `<form method="post" {{ waiting.attributes }}>`, in it `{% include "record/_draft.html" %}` with the
button and the place where the page says when it was saved, and at its end `{% include "record/_draft-script.html" %}`
in the block `body_end`. With scripts the page is then saved a few seconds after each word typed, and when it is left.
Files are never part of a draft, nor what is called `password`.

A draft is its writer's alone, sealed, and gone when the form is saved, thrown away, or 30 days old. Views ask the door
before they show a draft, as before they show the form: somebody whose role has ended does not get theirs back.
"""

import uuid
from functools import cached_property

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from .actions import drafts as actions

PLACE, MARK, LATER, AWAY = "draft-place", "draft-mark", "draft-later", "draft-away"
OURS = {PLACE, MARK, LATER, AWAY, "csrfmiddlewaretoken", "password"}
DONE = "record.drafts.done"  # in the session: marks of pages whose form was saved, which a late draft may not undo
DONE_AT_MOST = 20
LONGEST_NAME = 80
KEPT = "Kept for you to finish. Nobody else can read it. It is removed after 30 days."
TOO_MUCH = "This is too long to be kept as a draft. Save it, or shorten it."


class Waiting:
    """The draft of one form for whoever asks; `apart` when what is typed is of an adoption (`record.apart`)."""

    def __init__(self, request, form, place="", *, apart=False):
        self.request, self.form, self.place = request, actions.APART * apart + form, place
        self.sent = request.method == "POST"
        self.mark = (request.POST.get(MARK) if self.sent else "") or uuid.uuid4().hex

    @cached_property
    def _kept(self):
        return actions.read(**self._whose)

    @property
    def _whose(self):
        return {"form": self.form, "place": self.place, "by": self.request.user}

    @property
    def is_there(self):
        return self._kept is not None

    @property
    def saved_at(self):
        return self._kept[1] if self._kept else None

    @property
    def data(self):
        """The fields as a form takes them; None without a draft."""
        if not self._kept:
            return None
        data = QueryDict(mutable=True)
        for name, value in self._kept[0]:
            data.appendlist(name, value)
        return data

    def filled(self, make, **more):
        """`make(data, **more)` over the draft, with nothing in it called wrong yet; empty when there is none."""
        form = make(self.data, **more)
        return unasked(form) if self.is_there else form

    def put_by(self, onward, form_at=None):
        """What to answer when a button of the draft was pressed, else None; `onward`: where the person goes then.

        form_at   where the form stands, to begin it anew, if that is not the address to which it is sent
        """
        if self.sent and AWAY in self.request.POST:
            self.forget()
            messages.success(self.request, "The draft is gone.")
            return redirect(form_at or self.request.get_full_path())
        return self._later(onward) if self.sent and LATER in self.request.POST else None

    def _later(self, onward):
        try:
            actions.keep(fields=fields_of(self.request.POST), **self._whose)
        except ValueError:
            messages.error(self.request, TOO_MUCH)
        else:
            messages.success(self.request, KEPT)
        return onward

    def forget(self):
        """The form was saved: the draft goes, and what the left page may still send is not kept."""
        actions.forget(**self._whose)
        done = self.request.session.get(DONE, [])
        self.request.session[DONE] = [*done, self.mark][-DONE_AT_MOST:]

    @property
    def attributes(self):
        return format_html('data-draft="{}"', reverse("record:draft", args=[self.form]))

    @property
    def names(self):
        """The names of the hidden fields and buttons, for the template."""
        return {"place": PLACE, "mark": MARK, "later": LATER, "away": AWAY}


def fields_of(data):
    """[(name, value)] of what was sent, without what is ours."""
    return [(name, value) for name, values in data.lists() for value in values if name not in OURS]


def unasked(form):
    """A form filled in from a draft: nobody has sent it, so nothing in it is wrong."""
    form._errors, form.cleaned_data = {}, {}
    return form


@require_POST
def draft(request, form):
    """Takes what a page saves by itself: 204 with the time in a header, 413 when it is too much.

    Who may use the form is asked when the form is opened and when it is saved: a draft is read by its writer alone.
    """
    if len(request.POST.get(PLACE, "")) > LONGEST_NAME or len(form) > LONGEST_NAME:
        return HttpResponse(status=400)
    if request.POST.get(MARK) in request.session.get(DONE, ()):
        return HttpResponse(status=204)
    try:
        at = actions.keep(form=form, place=request.POST.get(PLACE, ""), fields=fields_of(request.POST), by=request.user)
    except ValueError:
        return HttpResponse(status=413)
    return HttpResponse(status=204, headers={"X-Saved-At": time_format(timezone.localtime(at), "H:i")})
