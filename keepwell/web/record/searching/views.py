"""Looking for words in notes, of many children or of one, and moving a note to the right child."""

import json
from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ...access import door
from .. import opening, sought
from ..actions import moving
from ..queries import wording
from ..queries.exactly import exactly
from ..queries.head import Head
from ..queries.rows import Rows
from ..views import _crumbs, _pages
from .forms import MoveNoteForm, WordsForm
from .sources import sources

KEY = "record:words"
WHAT = "search in notes"
RESULTS = 20  # texts on a page
NARRATIVE = ("narrative", "concern")
SHUT = (
    "{} of the texts could not be opened, so nobody knows whether the words stand there: a key is gone, or what was "
    "written has been changed. Tell whoever looks after Keepwell."
)
UNREAD = (
    "{} texts are not prepared for search yet and were not looked through. Whoever looks after Keepwell can prepare "
    "them (keepwell index), or look in one child’s record."
)
NOT_ONE = "No one other record that is open to you fits this: check the number, or the name and date of birth"


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def words(request):
    """Words in the notes of the children whom the reader may know. What is looked for is in no address and no log."""
    by = opening.reader(request.user)
    category = next((c for c in NARRATIVE if door.may(by.by, "view", c, by.purpose).allowed), NARRATIVE[0])
    for one in (door.CATEGORY_OF_BEING_KNOWN, category):
        door.ask(by=by.by, action="view", category=one, purpose=by.purpose, what=WHAT)
    address = reverse("record:words")
    if request.method == "POST":
        return _asked(request, address, "record/words.html", {"crumbs": _crumbs({"text": "Words in notes"})})
    form = _remembered(request)
    context = {"form": form, "crumbs": _crumbs({"text": "Words in notes"})}
    if form.is_bound and form.is_valid():
        said, start = form.cleaned_data, _start(request)
        looked = wording.look(_sought(said), by, mine=said["whose"] != "all", start=start)
        further = start + looked.children
        context |= _results(request, by, looked, address, f"start={start}" if start else "")
        context |= {"start": start, "further": further if further < looked.known else None}
    return render(request, "record/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def words_of_child(request, uid):
    """The same within one child's record."""
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    if not any(opened.may(category) for category in NARRATIVE):
        door.ask_of(opened.child, by=by.by, action="view", categories=NARRATIVE[:1], purpose=opened.purpose, what=WHAT)
    head = Head(Rows(opened, date.today()))
    head.rows.meet([opened.child.pk])
    crumbs = _crumbs({"text": "The child’s page", "href": reverse("record:child", args=[uid])})
    context = {"head": head, "person": head.person, "crumbs": [*crumbs, {"text": "Words in this record"}]}
    address = reverse("record:words-of-child", args=[uid])
    if request.method == "POST":
        return _asked(request, address, "record/words-of-child.html", context)
    form = _remembered(request)
    context["form"] = form
    if form.is_bound and form.is_valid():
        context |= _results(request, by, wording.look_in(_sought(form.cleaned_data), by, opened.child), address)
    return render(request, "record/words-of-child.html", context)


def _asked(request, address, template, context):
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, template, {**context, "form": form})
    said = {name: form.data.get(name, "") for name in ("words", "whose", "first", "last")}
    sought.remember(request, json.dumps(said), KEY)
    return redirect(address)


def _remembered(request):
    kept = sought.remembered(request, KEY)
    return WordsForm(json.loads(kept)) if kept else WordsForm()


def _sought(said):
    return wording.Sought(said["words"], said["first"], said["last"])


def _start(request):
    asked = request.GET.get("start", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0


def _results(request, by, looked, address, kept=""):
    """What the page says of a Looked; the children whose notes are shown are logged."""
    page = Paginator(looked.hits, RESULTS).get_page(request.GET.get("page"))
    shown = {}
    for hit in page.object_list:
        shown.setdefault(hit.categories, []).append(hit.child.person.uid)
    for categories, children in shown.items():
        door.passed(list(dict.fromkeys(children)), by=by.by, action=WHAT, purpose=by.purpose, categories=categories)
    return {
        "looked": looked, "page": page, "pages": _pages(page, address, kept),
        "shut_words": SHUT.format(looked.shut), "unread_words": UNREAD.format(looked.unread),
    }  # fmt: skip


# To the right child ---------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, uid, kind, pk):
    """A text that was recorded for the wrong child goes to the right one."""
    with transaction.atomic():
        opened = opening.open_record(uid, by=opening.reader(request.user))
        row = _row(opened, kind, pk)
        head = Head(Rows(opened, date.today()))
        head.rows.meet([opened.child.pk])
    form = MoveNoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _moved(request, opened, kind, row, form):
        return redirect("record:child", uid)
    crumbs = _crumbs({"text": "The child’s page", "href": reverse("record:child", args=[uid])})
    context = {
        "page": head,
        "person": head.person,
        "form": form,
        "crumbs": [*crumbs, {"text": "Move to the right child"}],
    }
    source = moving.source_of(kind)
    told = source.tell([row], {row.child_id: uid})[row.pk]
    return render(request, "record/move-note.html", context | {"told": told})


def _row(opened, kind, pk):
    """The text, when this reader may correct it; NotForYou, logged, when not or when there is none."""
    source = moving.source_of(kind) if kind in {one.name for one in sources() if one.moves} else None
    row = source and source.model.objects.filter(pk=pk, child=opened.child).select_related(*source.within).first()
    if row is None or source.home(row) not in opened.may_do("edit") or opened.emergency:
        raise door.nothing_there(by=opened.by, what=moving.WHAT, child=opened.child.person.uid)
    return row


def _moved(request, opened, kind, row, form):
    found = [child for child in exactly(form.asked) if child.pk != opened.child.pk]
    known = opened.known_among([child.person.uid for child in found])
    fitting = [child for child in found if child.person.uid in known]
    if len(fitting) != 1:
        form.add_error("number", NOT_ONE)
        return False
    reason = form.cleaned_data["reason"]
    try:
        moving.move(kind, row.pk, frm=opened.child, to=fitting[0], reason=reason, by=opened.by, purpose=opened.purpose)
    except moving.NotMoved as trouble:
        form.add_error("number", str(trouble))
        return False
    except InvalidTag:
        form.add_error(None, "This cannot be opened, so it cannot be moved: tell whoever looks after Keepwell.")
        return False
    except moving.Gone:
        raise Http404 from None
    messages.success(request, "It is in the right record now. Here it says only that something was moved.")
    return True
