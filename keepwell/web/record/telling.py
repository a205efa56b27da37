"""The pages of what a child and their family were told and agreed to: the list, and what is written down there.

The words of a notice stay as they were when somebody was told from it; they can be opened from each line.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from keepwell.policy.asking import questions
from keepwell.policy.keeping import from_data

from ..access import door
from ..access.policy import policy
from . import opening
from .actions import consenting
from .actions import telling as actions
from .models import Consent, Told
from .queries import consents
from .queries import told as queries
from .queries.head import Head
from .queries.rows import Rows
from .told_forms import ConsentForm, TellForm, WithdrawForm

CATEGORY = actions.CATEGORY
AUDIENCES = {"adult": "for adults and older children", "child": "for children", "easy": "easy to read and to hear"}
PAGES = {"child": "notice-child"}  # where the notice in force is read; all others at the notice for adults
COLOURS = {consents.GIVEN: "green", consents.NOT_ASKED: "grey", consents.ENDED: "grey", consents.AT_ODDS: "orange"}


@dataclass(frozen=True)
class Version:
    """A notice that can be chosen: its words in the list, since when it is in force, and the questions it has."""

    digest: str
    audience: str
    words: str
    valid_from: date
    facts: frozenset


def _opened(request, uid, action, what):
    """The opened record when this person may do so with what was told; NotForYou, logged, when not.

    What is written down is logged when it is; looking at the form is not.
    """
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    if action == "view" or not _may(opened, action):
        for asked in dict.fromkeys(("view", action)):
            door.ask_of(opened.child, by=by.by, action=asked, categories=[CATEGORY], purpose=opened.purpose, what=what)
    return opened


def _context(opened):
    rows = Rows(opened, date.today())
    rows.meet([opened.child.pk])
    head = Head(rows)
    uid = opened.child.person.uid
    return {
        "page": head, "person": head.person, "why": opening.why(opened), "rows": rows,
        "crumbs": [
            {"text": "Start", "href": reverse("start")},
            {"text": "Find a child", "href": reverse("record:find")},
            {"text": "The child’s page", "href": reverse("record:child", args=[uid])},
        ],
    }  # fmt: skip


def _may(opened, action):
    return CATEGORY in opened.may_do(action)


@require_safe
@transaction.atomic
def told(request, uid):
    opened = _opened(request, uid, "view", "see what they were told")
    context = _context(opened)
    rows = context["rows"]
    tellings = Told.objects.filter(child=opened.child).select_related("notice", "by")
    return render(request, "record/told.html", {
        **context, "tellings": [_telling(rows, one) for one in tellings], "consents": _consents(rows),
        "form": WithdrawForm(),
        "may_add": _may(opened, "add"), "may_withdraw": _may(opened, "edit"),
    })  # fmt: skip


def _telling(rows, one):
    """One line of the list: who, and the words of each question as they were explained."""
    return {"one": one, "who": queries.who(rows, one), "words": queries.explained(one), "now": _is_now(one.notice),
            "audience": AUDIENCES.get(one.notice.audience, one.notice.audience)}  # fmt: skip


def _is_now(version):
    return version.digest == policy().digest


def _consents(rows):
    """Each thing that was answered, with its state today and all answers, the newest first."""
    found = {}
    for one in Consent.objects.filter(child=rows.child).select_related("by", "withdrawn_by"):
        found.setdefault(one.about, []).append({"one": one, "who": queries.who(rows, one)})
    states = consents.states_of([rows.child.pk], rows.on)[rows.child.pk]
    return [
        {"title": answers[0]["one"].title, "state": states[about], "colour": COLOURS.get(states[about].word, "red"),
         "answers": answers}
        for about, answers in found.items()
    ]  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request, uid):
    with transaction.atomic():
        opened = _opened(request, uid, "add", "write down what they were told")
        context = _context(opened)
    held = policy()
    asked = {fact: one for fact, one in questions(held, date.today()).items() if one.choice}
    versions = _versions(held)
    form = TellForm(request.POST or None, versions=versions, people=queries.around(context["rows"]), questions=asked)
    if request.method == "POST" and form.is_valid():
        chosen = versions[form.cleaned_data["notice"]]
        with transaction.atomic():
            kept = _kept(held, chosen)
            actions.tell(opened.child, notice=kept, **form.wanted, by=request.user, purpose=opened.purpose)
        messages.success(request, "Saved: who was told, from which notice, and its words.")
        return redirect("record:told", uid)
    return render(request, "record/tell.html", {**context, "form": form})


def _versions(held):
    """{key: Version} of the notices in force and those kept before, the ones in force first."""
    now = {
        f"{held.digest}-{audience}": Version(
            held.digest, audience, f"Version {held.version}, in force now, {words}", held.valid_from,
            frozenset(questions(held, date.today())),
        )
        for audience, words in AUDIENCES.items() if audience in held.texts
    }  # fmt: skip
    kept = {
        f"{one.digest}-{one.audience}": Version(
            one.digest, one.audience,
            f"Version {one.version}, kept on {one.kept_at:%-d %B %Y}, {AUDIENCES.get(one.audience, one.audience)}",
            one.valid_from,
            frozenset(one.wordings),
        )
        for one in queries.versions()
    }  # fmt: skip
    return now | {key: one for key, one in kept.items() if key not in now}


def _kept(held, chosen):
    if chosen.digest == held.digest:
        return actions.keep_version(held, chosen.audience)
    return queries.notice_then(chosen.digest, chosen.audience)


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request, uid):
    with transaction.atomic():
        opened = _opened(request, uid, "add", "write down consent")
        context = _context(opened)
    held, people = policy(), queries.around(context["rows"])
    form = ConsentForm(request.POST or None, asked=consents.asked_for(held), people=people,
                       born_on=context["person"].born_on)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        consenting.answer(opened.child, **form.wanted, by=request.user, purpose=opened.purpose)
        messages.success(request, "Saved. It counts from now on.")
        return redirect("record:told", uid)
    return render(request, "record/consent.html", {**context, "form": form})


@require_POST
def withdraw(request, uid, pk):
    """One button. It takes effect at once; nobody has to say why."""
    with transaction.atomic():
        opened = _opened(request, uid, "edit", "write down that they changed their mind")
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"Not withdrawn yet. {form.errors['why'][0]}.")
        return redirect("record:told", uid)
    try:
        why = form.cleaned_data["why"]
        done = consenting.withdraw(opened.child, pk, why=why, by=request.user, purpose=opened.purpose)
    except consenting.Gone:
        raise Http404 from None
    said = "Withdrawn. From now on nothing is done that rested on it."
    messages.success(request, said if done else "That was withdrawn before, so nothing was changed.")
    return redirect("record:told", uid)


@login_not_required
@require_safe
def notice_then(request, digest, audience):
    """A notice as it was when somebody was told from it. Like the notice itself it is open to everybody."""
    kept = queries.notice_then(digest, audience)
    if kept is None:
        raise Http404
    notice = from_data(kept.words)
    return render(request, "record/notice-then.html", {
        "notice": notice, "sections": [(one, [_laid(block) for block in one.blocks]) for one in notice.sections],
        "now": _is_now(kept), "name": PAGES.get(audience, "notice"),
    })  # fmt: skip


def _laid(block):
    """A block with each cell of a table beside its heading, so that it reads well on any screen."""
    rows = [list(zip(block.headings, row, strict=True)) for row in block.rows] if block.kind == "table" else None
    return {"one": block, "rows": rows}
