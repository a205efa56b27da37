"""The lead's pages: what waits, one concern, and what is done with it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import door
from ...record import drafts
from ...record.models import Child
from ...record.queries.calling import called, names_of
from ...staff.models import User
from .. import figures
from ..actions import deciding
from ..actions.raising import CONCERN, PURPOSE
from ..queries import reading, seeking
from ..queries.waiting import clock_of, for_lead, owners
from ..triage_forms import DecideForm, DoingForm, FileForm, LinkForm, MendForm, SeekForm, SettleForm
from .opened import crumbs, open_concern, to_waiting


@require_safe
@transaction.atomic
def list_(request):
    """Every concern that waits for this person, the oldest first."""
    door.ask(by=request.user, action="edit", category=CONCERN, purpose=PURPOSE, what="see concerns that wait")
    undecided, decided = for_lead(request.user)
    uids = {one.child.person.uid for one in (*undecided, *decided) if one.child}
    door.listed(sorted(uids, key=str), by=request.user, purpose=PURPOSE, categories=[CONCERN])
    names = names_of({one.child_id for one in (*undecided, *decided) if one.child_id})
    return render(request, "concerns/waiting.html", {
        "undecided": [_line(one, names) for one in reading.read_all(undecided)],
        "decided": [_line(one, names) for one in reading.read_all(decided)],
        "crumbs": crumbs({"text": "Notes of concern"}),
    })  # fmt: skip


def _line(found, names):
    one = found.concern
    who = called(names[one.child_id], date.today()).full if one.child_id else found.words.get("about", "")
    return {"found": found, "who": who, "clock": clock_of(one), "settled": one.child_id is not None}


@require_safe
@transaction.atomic
def concern(request, mark):
    return _page(request, open_concern(request, mark))


def _page(request, held, **forms):
    """The page of one concern; `forms` are those that were sent and have something to mend."""
    found = reading.with_links(reading.read(held.concern, held.key), date.today())
    context = {
        **held.head(), "held": held, "concern": held.concern, "found": found, "clock": clock_of(held.concern),
        "picture": figures.picture(found.marks), "files": reading.files_of(held.concern, held.key),
        "doings": reading.doings_of(held.concern, held.key), "today": date.today(),
        "crumbs": crumbs(to_waiting(), {"text": f"Note {held.concern.pk}"}),
    }  # fmt: skip
    if held.may_edit and found.opens:
        context |= _forms(request, held, found)
    return render(request, "concerns/concern.html", context | forms)


def _forms(request, held, found):
    now, waiting = deciding.decided_now(held.concern, held.key), _draft(request, held)
    decide = waiting.filled(DecideForm, now=now)
    made = {"decide": decide, "waiting": waiting, "doing": DoingForm(owners=owners())}
    if held.child is None:
        made |= _choosing(request, found.words.get("about", ""))
    else:
        made["belongs"] = FileForm(now=deciding.file_now(held.concern, held.key))
    return made


def _draft(request, held):
    """What the lead has typed of the decision and not kept yet."""
    return drafts.Waiting(request, "concern-decision", str(held.concern.seal))


def _choosing(request, about):
    """The form to settle the child, with the likely ones; another name may have been asked for."""
    seek = SeekForm(request.POST if request.method == "POST" and "q" in request.POST else None)
    words = (seek.is_valid() and seek.cleaned_data["q"]) or about
    hits = seeking.likely(words, by=request.user)
    door.listed([hit.person.uid for hit in hits], by=request.user, purpose=PURPOSE)
    return {"seek": seek, "settle": SettleForm(children=seeking.as_choices(hits)), "sought": words, "hits": hits,
            "make": _may_make(request.user)}  # fmt: skip


def _may_make(by):
    """The address where they may make the record of a child who has none; '' for who may not."""
    may = door.may(by, "add", door.CATEGORY_OF_BEING_KNOWN, door.purpose_of(by)).allowed
    return reverse("record:new") if may else ""


def _chosen_child(request, text):
    """The Child whose uid was chosen, one whom the lead may know; None when it is none such."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    known = door.known_among([uid], by=request.user, purpose=PURPOSE)
    return Child.objects.select_related("person").get(person__uid=uid) if uid in known else None


@require_POST
def seek(request, mark):
    """Another name to look for, in the body of a form: a name stands in no address."""
    with transaction.atomic():
        held = open_concern(request, mark, "settle a concern", "edit")
        if held.child is not None:
            return redirect("concerns:move", mark)
        return _page(request, held)


@require_POST
def settle(request, mark):
    with transaction.atomic():
        held = open_concern(request, mark, "settle a concern", "edit")
        if held.child is not None:
            messages.error(request, deciding.SETTLED)
            return redirect("concerns:concern", mark)
        about = reading.read(held.concern, held.key).words.get("about", "")
        offered = seeking.as_choices(seeking.likely(about, by=request.user))

    def again(form):
        return _page(request, held, settle=form, troubled=form)

    return _settled(request, held, offered, again, "The child is settled.")


def _settled(request, held, offered, again, words):
    """Settle or move it to the child chosen; `again` shows the page when that is not possible."""
    chosen = request.POST.get("child", "")
    if child := _chosen_child(request, chosen):
        offered = {chosen: "The child chosen before"} | offered
    form = SettleForm(request.POST, children=offered)
    if form.is_valid():
        try:
            deciding.settle(held.concern, child, by=request.user)
        except deciding.ConcernError as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, words)
            return redirect("concerns:concern", held.concern.seal)
    with transaction.atomic():
        return again(form)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, mark):
    """It was written on the wrong child: it goes to the right one, with a trace on both."""
    with transaction.atomic():
        held = open_concern(request, mark, "move a concern", "edit")
    if held.child is None:
        return redirect("concerns:concern", mark)

    def page(form=None):
        sought = SeekForm(request.POST if "q" in request.POST else None)
        words = sought.is_valid() and sought.cleaned_data["q"]
        hits = [hit for hit in seeking.likely(words, by=request.user) if hit.child.pk != held.child.pk] if words else []
        door.listed([hit.person.uid for hit in hits], by=request.user, purpose=PURPOSE)
        offered = SettleForm(children=seeking.as_choices(hits)) if hits else None
        return render(request, "concerns/move.html", {
            **held.head(), "concern": held.concern, "seek": sought, "settle": form or offered, "sought": words,
            "crumbs": crumbs(to_waiting(), {"text": "Move to another child"}),
        })  # fmt: skip

    if request.method == "POST" and "q" not in request.POST:
        return _settled(request, held, {}, page, "Moved. Both records say that a note was moved, and no more.")
    with transaction.atomic():
        return page()


@require_POST
def decide(request, mark):
    with transaction.atomic():
        held = open_concern(request, mark, "decide a concern", "edit")
    draft = _draft(request, held)
    if answer := draft.put_by(redirect("concerns:waiting"), reverse("concerns:concern", args=[mark])):
        return answer
    form = DecideForm(request.POST, now=deciding.decided_now(held.concern, held.key))
    others = []
    if form.is_valid():
        try:
            with transaction.atomic():
                deciding.decide(held.concern, was=form.was, by=request.user, **form.cleaned_data)
                draft.forget()
        except deciding.Meanwhile as meanwhile:
            others = form.again(meanwhile.now)
        else:
            messages.success(request, "Kept: the decision and its reason.")
            return redirect("concerns:concern", mark)
    with transaction.atomic():
        return _page(request, held, decide=form, troubled=form, others=others)


@require_POST
def belongs(request, mark):
    """Whether it belongs in the child's file, with the reason: only then do others than the leads read it."""
    with transaction.atomic():
        held = open_concern(request, mark, "say whether a concern belongs in the file", "edit")
    form, others = FileForm(request.POST, now=deciding.file_now(held.concern, held.key)), []
    if form.is_valid():
        try:
            deciding.put_in_file(held.concern, was=form.was, by=request.user, **form.cleaned_data)
        except deciding.Meanwhile as meanwhile:
            others = form.again(meanwhile.now)
        except deciding.ConcernError as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Kept, with the reason.")
            return redirect("concerns:concern", mark)
    with transaction.atomic():
        return _page(request, held, belongs=form, troubled=form, others=others)


@require_POST
def doing(request, mark):
    with transaction.atomic():
        held = open_concern(request, mark, "ask for an action", "edit")
    form = DoingForm(request.POST, owners=owners())
    if form.is_valid():
        said = form.cleaned_data
        owner = User.objects.get(pk=said["owner"].removeprefix("user-"))
        deciding.ask_for(held.concern, what=said["what"], owner=owner, due_on=said["due_on"], by=request.user)
        messages.success(request, f"Kept: {owner.name} is to do this.")
        return redirect("concerns:concern", mark)
    with transaction.atomic():
        return _page(request, held, doing=form, troubled=form)


@require_POST
@transaction.atomic
def done(request, mark, pk):
    held = open_concern(request, mark, "an action is done", "edit")
    row = held.concern.doings.filter(pk=pk).first()
    if row is None:
        raise door.nothing_there(by=request.user, what="an action is done", purpose=PURPOSE)
    deciding.done(row, by=request.user)
    messages.success(request, "Marked as done.")
    return redirect("concerns:concern", mark)


@require_http_methods(["GET", "HEAD", "POST"])
def mend(request, mark):
    """Its words written anew; two who do so at once both see what the other wrote."""
    with transaction.atomic():
        held = open_concern(request, mark, "mend a concern", "edit")
        found = reading.read(held.concern, held.key)
    now = {name: found.words.get(name, "") for name in MendForm.base_fields}
    form, others = MendForm(request.POST or None, now=now), []
    if request.method == "POST" and form.is_valid():
        try:
            deciding.mend(held.concern, was=form.was, words=form.cleaned_data, by=request.user)
        except deciding.Meanwhile as meanwhile:
            others = form.again(meanwhile.now)
        else:
            messages.success(request, "Kept as a new version.")
            return redirect("concerns:concern", mark)
    return render(request, "concerns/mend.html", {
        **held.head(), "concern": held.concern, "form": form, "others": others,
        "crumbs": crumbs(to_waiting(), {"text": "Mend the words"}),
    })  # fmt: skip


@require_safe
@transaction.atomic
def versions(request, mark):
    held = open_concern(request, mark, "see versions of a concern")
    return render(request, "concerns/versions.html", {
        **held.head(), "concern": held.concern, "versions": reading.versions_of(held.concern),
        "crumbs": crumbs(to_waiting(), {"text": "Versions"}),
    })  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def link(request, mark, number):
    """Somebody of the note is a child of the record: which one, and what their own record is to say."""
    with transaction.atomic():
        held = open_concern(request, mark, "link a child to a concern", "edit")
        found = reading.with_links(reading.read(held.concern, held.key), date.today())
        person = next((one for one in found.people if one.number == number and not one.linked), None)
        if person is None:
            raise door.nothing_there(by=request.user, what="link a child to a concern", purpose=PURPOSE)
        hits = seeking.likely(request.POST.get("q") or person.name, by=request.user)
        door.listed([hit.person.uid for hit in hits], by=request.user, purpose=PURPOSE)
    said = {"part": person.part, "words": person.words}
    sent = request.POST if request.method == "POST" and "q" not in request.POST else None
    form = LinkForm(sent, children=_offered(request, hits), said=said)
    if sent and form.is_valid():
        child, wanted = _chosen_child(request, form.cleaned_data["child"]), form.cleaned_data
        try:
            deciding.link(held.concern, number=number, child=child, part=wanted["part"], words=wanted["words"],
                          why=wanted["why"], by=request.user)  # fmt: skip
        except deciding.ConcernError as trouble:
            form.add_error("child", str(trouble))
        else:
            messages.success(request, "Linked. Their own record says their part alone.")
            return redirect("concerns:concern", mark)
    return render(request, "concerns/link.html", {
        **held.head(), "concern": held.concern, "person_of_note": person, "form": form, "seek": SeekForm(),
        "crumbs": crumbs(to_waiting(), {"text": "Link a child"}),
    })  # fmt: skip


def _offered(request, hits):
    """The children to choose from; one chosen on the page before is still there."""
    offered, chosen = seeking.as_choices(hits), request.POST.get("child", "")
    if chosen not in offered and _chosen_child(request, chosen):
        offered[chosen] = "The child chosen before"
    return offered


@require_POST
@transaction.atomic
def unlink(request, mark, number):
    held = open_concern(request, mark, "take a link away", "edit")
    row = held.concern.linked.select_related("concern").filter(number=number).first()
    if row is None:
        raise door.nothing_there(by=request.user, what="take a link away", purpose=PURPOSE)
    deciding.unlink(row, by=request.user)
    messages.success(request, "The link is taken away, with what stood on that record.")
    return redirect("concerns:concern", mark)
