"""Records that may be of the same child: the list, two side by side, putting them together and taking them apart.

Each page asks the door for both records. Where one of them is closed to the reader there is no such page.
"""

from datetime import date

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ...access import door
from .. import opening, queueing
from ..actions import merging, pairing, unmerging
from ..models import Child, Merge, Pair
from ..queries import likeness, merged
from ..queries.calling import called, names_of
from ..queries.exactly import exactly
from ..queries.head import Head
from ..queries.rows import Rows
from ..queries.sheets import SHEETS
from ..tasks import look_for_pairs
from ..views import _crumbs, _pages
from .forms import MergeForm, OtherForm, SettleForm, UndoForm

PAIRS = 20  # on a page
MANY = 2_000  # open pairs that are looked at for one reader
LOST = "What was written here cannot be opened any more"
NOT_ONE = "No one other record that is open to you fits this: check the number, or the name and date of birth"
LINES = 6  # rows of a kind that stand side by side; the records themselves have all


def _may_edit(request, what):
    by = opening.reader(request.user)
    for action in ("view", "edit"):
        door.ask(by=by.by, action=action, category=merging.CATEGORY, purpose=by.purpose, what=what)
    return by


@require_http_methods(["GET", "HEAD", "POST"])
def duplicates(request):
    """Pairs of which this reader may open and correct both; a post has the whole record looked through again."""
    with transaction.atomic():
        by = _may_edit(request, "see records that may be of one child")
        if request.method == "POST":
            queueing.once(look_for_pairs)
            return redirect("record:duplicates")
        mine, more = _open_to(by)
        page = Paginator(mine, PAIRS).get_page(request.GET.get("page"))
        shown = _shown(by, page.object_list)
    return render(request, "record/duplicates.html", {
        "shown": shown, "page": page, "more": more, "pages": _pages(page, reverse("record:duplicates")),
        "looking": queueing.standing(look_for_pairs),
        "crumbs": _crumbs({"text": "Records that may be of one child"}),
    })  # fmt: skip


def _open_to(by):
    """(the open pairs of which the reader may know both, are there more than were looked at?)"""
    known = by.visitor.only_known(Child.objects.all()).values("pk")
    rows = Pair.objects.filter(settled_at=None, first__in=known, second__in=known)
    rows = list(rows.select_related("first__person", "second__person", "found_by")[: MANY + 1])
    rows.sort(key=lambda pair: (pair.said != "unsure", not pair.said, -len(pair.why), -pair.pk))
    return rows[:MANY], len(rows) > MANY


def _shown(by, pairs):
    own = names_of([child for pair in pairs for child in (pair.first_id, pair.second_id)])
    on = date.today()
    door.listed(
        list(dict.fromkeys(c.person.uid for p in pairs for c in (p.first, p.second))), by=by.by, purpose=by.purpose
    )
    return [
        {"pair": pair, "why": [likeness.WHY[code] for code in pair.why if code in likeness.WHY],
         "two": [(c, called(own[c.pk], on)) for c in (pair.first, pair.second)]}
        for pair in pairs
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def same(request, uid):
    """Is this child here twice? The records that are like this one, and a form for another that is meant."""
    with transaction.atomic():
        opened = _opened(request, uid, "compare two records")
        form = OtherForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            if other := _the_one(opened, form.asked):
                return redirect("record:merge", uid, other.person.uid)
            form.add_error("number", NOT_ONE)
        context = _page(opened, "Is this child here twice?")
        mine, _ = _open_to(opening.reader(request.user))
        pairs = [pair for pair in mine if opened.child.pk in (pair.first_id, pair.second_id)]
        context |= {"form": form, "shown": _shown(opening.reader(request.user), pairs),
                    "together": [(one, _reason(one)) for one in merged.standing(opened.child)]}  # fmt: skip
    return render(request, "record/same.html", context)


def _the_one(opened, asked):
    found = [child for child in exactly(asked) if child.pk != opened.child.pk]
    known = opened.known_among([child.person.uid for child in found])
    fitting = [child for child in found if child.person.uid in known]
    return fitting[0] if len(fitting) == 1 else None


def _reason(merge, part="reason"):
    try:
        return unmerging.reason_of(merge, part)
    except InvalidTag:
        return LOST


def _opened(request, uid, what):
    """The opened record of somebody who may correct who the child is; not one that is open in an emergency alone."""
    opened = opening.open_record(uid, by=opening.reader(request.user))
    if merging.CATEGORY not in opened.may_do("edit") or opened.emergency:
        door.ask_of(opened.child, by=opened.by, action="edit", categories=[merging.CATEGORY], purpose=opened.purpose,
                    what=what)  # fmt: skip
        raise door.nothing_there(by=opened.by, what=what, child=opened.child.person.uid)
    return opened


def _page(opened, here, **more):
    head = Head(Rows(opened, date.today()))
    head.rows.meet([opened.child.pk])
    crumbs = _crumbs({"text": "The child’s page", "href": reverse("record:child", args=[opened.child.person.uid])})
    return {"page": head, "person": head.person, "crumbs": [*crumbs, {"text": here}], **more}


# Two side by side -----------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, uid, other):
    with transaction.atomic():
        if uid == other:
            raise Http404
        two = [_opened(request, one, "compare two records") for one in (uid, other)]
        heads = [Head(Rows(opened, date.today())) for opened in two]
        for head in heads:
            head.rows.meet([head.child.pk])
    records = [(str(h.person.uid), f"{h.called.full}, our number {h.person.reference}") for h in heads]
    form = MergeForm(request.POST or None, records=records)
    if request.method == "POST" and form.is_valid() and (kept := _together(request, two, form)):
        return redirect("record:child", kept)
    return render(request, "record/merge.html", {
        "form": form, "two": form, "settle": SettleForm(), "heads": heads, "lines": _compared(heads), "uid": uid,
        "other": other, "crumbs": _crumbs({"text": "Two records side by side"}),
    })  # fmt: skip


def _together(request, two, form):
    """The uid of the record that stays; None, with the form saying why, when they are not put together."""
    said = form.cleaned_data
    kept, gone = sorted((o.child for o in two), key=lambda child: str(child.person.uid) != said["keep"])
    try:
        _, done = merging.merge(kept, gone, reason=said["reason"], by=request.user, purpose=two[0].purpose)
    except merging.MergeError as trouble:
        form.add_error(None, str(trouble))
        return None
    shut = f" {done.shut} texts could not be opened and stay closed." if done.shut else ""
    messages.success(request, f"The two records are one now.{shut} What stands in it twice can be corrected here.")
    return kept.person.uid


def _compared(heads):
    """[(heading, texts of the one, texts of the other, are they the same?)] of what is open to the reader of both."""
    compared = [("Date of birth", *([_day(h.person.born_on)] for h in heads))]
    for sheet in SHEETS:
        if all(h.may(sheet.category) for h in heads) and any(h.rows.of(sheet.model) for h in heads):
            _meet(sheet, heads)
            compared.append((sheet.caption, *(_said(sheet, h) for h in heads)))
    return [(what, one, other, one == other) for what, one, other in compared]


def _day(day):
    return f"{day:%-d %B %Y}" if day else "Not known"


def _meet(sheet, heads):
    for head in heads:
        head.rows.meet([getattr(row, "person_id", None) for row in head.rows.of(sheet.model)])


def _said(sheet, head):
    """The rows of a kind, the newest first, in the words of the child's page."""
    rows = [row for row in head.rows.of(sheet.model) if sheet.where(row)]
    texts = [
        ", ".join(cell.text for _, say, needs in sheet.columns if needs is None or head.may(needs)
                  if (cell := say(row, head.rows)).text)
        for row in rows[::-1][:LINES]
    ]  # fmt: skip
    more = [f"and {len(rows) - LINES} more"] if len(rows) > LINES else []
    return [*texts, *more] or ["Nothing recorded"]


@require_POST
@transaction.atomic
def settle(request, uid, other):
    """They are two children: the pair is not offered again."""
    two = [_opened(request, one, "say that they are two") for one in (uid, other)]
    form = SettleForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose who they are, then save.")
        return redirect("record:merge", uid, other)
    first, second = pairing.in_order(*(opened.child.pk for opened in two))
    pair, _ = Pair.objects.get_or_create(first_id=first, second_id=second, defaults={"found_by": request.user})
    pairing.settle(pair, said=form.cleaned_data["said"], by=request.user, purpose=two[0].purpose)
    messages.success(request, "Kept: they are two children. These records are not offered together again.")
    return redirect("record:duplicates")


# Apart ----------------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, uid, pk):
    with transaction.atomic():
        opened = _opened(request, uid, "take two records apart")
        one = Merge.objects.filter(pk=pk, child=opened.child, undone_at=None).select_related("by").first()
        if one is None:
            raise door.nothing_there(by=opened.by, what="take two records apart", child=opened.child.person.uid)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _apart(request, opened, one, form):
        return redirect("record:child", uid)
    rows = sum(len(keys) for name, of in one.moved.items() if name != "doors" for keys in of.values())
    context = _page(opened, "Take two records apart", one=one, form=form, rows=rows, reason=_reason(one),
                    since=_told_since(opened, unmerging.since(one)))  # fmt: skip
    return render(request, "record/unmerge.html", context)


def _told_since(opened, since):
    """[(kind of row, how many)], of the kinds that are open to the reader; the others in one sum."""
    told = {str(s.model._meta.verbose_name) for s in SHEETS if opened.may(s.category)}
    told |= {"note", "document"} if opened.may("narrative", "concern") else set()
    found = sorted((kind, many) for kind, many in since.items() if kind in told)
    rest = sum(many for kind, many in since.items() if kind not in told)
    return [*found, *([("rows of other kinds", rest)] if rest else [])]


def _apart(request, opened, one, form):
    try:
        back, done = unmerging.undo(one, reason=form.cleaned_data["reason"], by=request.user, purpose=opened.purpose)
    except merging.MergeError as trouble:
        form.add_error(None, str(trouble))
        return False
    except InvalidTag:
        form.add_error(
            None, "What was kept of the other record cannot be opened any more: tell whoever looks after Keepwell."
        )
        return False
    gone = f" {done.gone} of its rows are no longer there." if done.gone else ""
    stays = " What was added since stays here." if done.since else ""
    messages.success(
        request, f"They are two records again; the other has our number {back.person.reference}.{gone}{stays}"
    )
    return True
