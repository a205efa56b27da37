"""The life story: all entries, adding and changing one, the book, and a picture."""

from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ...access import door
from .. import opening
from ..actions import lifestory as actions
from ..models import LifeStoryPicture
from ..queries.documents import read_document
from ..queries.head import Head
from ..queries.lifestory import chapters, read_entry
from ..queries.rows import Rows
from .forms import EntryForm

CATEGORY = actions.CATEGORY
PICTURE_POLICY = "default-src 'none'; sandbox"


def _opened(request, uid, action, what):
    """The opened record when this person may do so with the life story; NotForYou, logged, when not."""
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    if not (opened.may(CATEGORY) and _may(opened, action)):
        for asked in dict.fromkeys(("view", action)):
            door.ask_of(opened.child, by=by.by, action=asked, categories=[CATEGORY], purpose=opened.purpose, what=what)
    return opened


def _may(opened, action):
    return action == "view" or CATEGORY in opened.may_do(action)


def _context(opened):
    rows = Rows(opened, date.today())
    rows.meet([opened.child.pk])
    head, uid = Head(rows), opened.child.person.uid
    return {
        "page": head, "person": head.person, "why": opening.why(opened),
        "crumbs": [
            {"text": "Start", "href": reverse("start")},
            {"text": "Find a child", "href": reverse("record:find")},
            {"text": "The child’s page", "href": reverse("record:child", args=[uid])},
        ],
    }  # fmt: skip


@require_safe
@transaction.atomic
def story(request, uid):
    opened = _opened(request, uid, "view", "see the life story")
    return render(request, "record/life-story.html", {
        **_context(opened), "chapters": chapters(opened.child), "may_add": _may(opened, "add"),
        "may_change": _may(opened, "edit"),
    })  # fmt: skip


@require_safe
@transaction.atomic
def book(request, uid):
    """The same, written to the child: to be read together, or printed."""
    opened = _opened(request, uid, "view", "see the life story")
    context = {**_context(opened), "chapters": chapters(opened.child), "printed_at": timezone.localtime()}
    return render(request, "record/life-story-book.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, uid):
    with transaction.atomic():
        opened = _opened(request, uid, "add", "add to the life story")
        context = _context(opened)
    form = EntryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        actions.add(opened.child, **form.wanted, by=request.user, purpose=opened.purpose)
        messages.success(request, "Saved: it is in the life story now.")
        return redirect("record:life-story", uid)
    return render(request, "record/life-story-entry.html", {**context, "form": form, **_look(request, form)})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, uid, pk):
    with transaction.atomic():
        opened = _opened(request, uid, "edit", "change the life story")
        context = _context(opened)
        entry = _found(opened.child, pk)
        told = read_entry(entry)
    if not told.opens:
        raise Http404
    stands = {"whose": entry.whose, "title": told.title, "words": told.words, "on": entry.on, "age": entry.age}
    form = EntryForm(request.POST or None, request.FILES or None, initial=stands)
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        actions.change(opened.child, pk, **form.wanted, by=request.user, purpose=opened.purpose)
        messages.success(request, "Saved. What it said before is kept.")
        return redirect("record:life-story", uid)
    context |= {"form": form, "told": told, **_look(request, form)}
    return render(request, "record/life-story-entry.html", context)


def _found(child, pk):
    try:
        return actions.find(child, pk)
    except actions.Gone:
        raise Http404 from None


def _look(request, form):
    """What the child will read, when somebody asked to see it before it is saved."""
    return {"look": form.cleaned_data if "look" in request.POST and form.is_valid() else None}


@require_safe
@transaction.atomic
def picture(request, uid, pk):
    """The picture itself. A browser may show it and do nothing else with it."""
    opened = _opened(request, uid, "view", "see the life story")
    kept = LifeStoryPicture.objects.filter(child=opened.child, pk=pk).select_related("document").first()
    if kept is None:
        raise Http404
    try:
        _, content = read_document(kept.document)
    except (InvalidTag, OSError):
        raise Http404 from None
    headers = {"Content-Disposition": "inline; filename=picture", "Content-Security-Policy": PICTURE_POLICY}
    return HttpResponse(content, content_type=kept.document.media_type, headers=headers)
