"""The pages of the work with a child: what to do next, one form for one step, and each step as it was recorded."""

import uuid
from datetime import date
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ..access import door
from ..access.forms_in_force import forms
from ..record import drafts, givers, opening
from ..record.actions import stepping
from ..record.apart import of_adoption
from ..record.models import Step
from ..record.queries.head import Head
from ..record.queries.rows import Rows
from . import approving, offers, queries, saying
from .copies import Copies
from .first_answers import first_answers
from .forms import StepForm
from .laid_out import laid_out, typed

LATEST = 20  # steps on the page of the work


def _open(request, uid):
    by = opening.reader(request.user)
    return opening.open_record(uid, by=by)


def _context(opened):
    head = Head(Rows(opened, date.today()))
    head.rows.meet([opened.child.pk])
    uid = opened.child.person.uid
    return {
        "page": head, "person": head.person, "why": opening.why(opened),
        "crumbs": [
            {"text": "Start", "href": reverse("start")},
            {"text": "The child’s page", "href": reverse("record:child", args=[uid])},
            {"text": "The work with this child", "href": reverse("journey:work", args=[uid])},
        ],
    }  # fmt: skip


def _form_at(opened, id):
    """The Form; 404 for one that is not there, NotForYou, logged, for who may not record it."""
    form = forms().get(id)
    if form is None:
        raise Http404
    if not offers.may_record(form, opened):
        door.ask_of(opened.child, by=opened.by, action="add", categories=[form.category], purpose=opened.purpose,
                    what="record a step")  # fmt: skip
    return form


@require_safe
@transaction.atomic
def work(request, uid):
    opened = _open(request, uid)
    steps, stands = queries.steps_of(opened), offers.Stands(opened.child)
    context = {
        **_context(opened), "next": offers.next_steps(opened, steps, stands), "areas": offers.areas(opened, stands),
        "steps": steps[::-1][:LATEST], "more": max(len(steps) - LATEST, 0),
    }  # fmt: skip
    context["crumbs"] = context["crumbs"][:2]
    return render(request, "journey/work.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request, uid, form):
    """One step: the form, then its answers to check as the child will read them, then saved."""
    with transaction.atomic():
        opened = _open(request, uid)
        asked = _form_at(opened, form)
        context, copies = _context(opened), Copies(request, opened, asked)
        stands = offers.Stands(opened.child)
        questions = [one for one in asked.questions if one.category in opened.may_do("add")]
        siblings = [] if copies.source else queries.siblings_of(opened, asked, date.today())
        first = copies.answers() if copies.source else first_answers(asked, opened.child, request.user)
    context |= {"asked": asked, "after": request.GET.get("after", ""), "copy": copies.source}
    if not stands.fits(asked):
        return render(request, "journey/not-now.html", {**context, "reason": stands.why_not(asked)})
    waiting = drafts.Waiting(request, f"step-{asked.id}", place=str(uid), apart=of_adoption(asked.words))
    if put_by := waiting.put_by(redirect("journey:work", uid)):
        return put_by
    make = partial(StepForm, form=asked, questions=questions, first=first, about=copies.about(), siblings=siblings,
                   died_on=opened.child.person.died_on)  # fmt: skip
    step_form = make(request.POST) if request.method == "POST" else waiting.filled(make)
    if _wants(request, "check", "save") and step_form.is_valid():
        if "save" not in request.POST:
            return render(request, "journey/check.html", {**context, **_to_check(step_form, request)})
        try:
            with transaction.atomic():
                step = _take(request, opened, step_form, copies)
                approving.ask(step, asked, by=request.user, purpose=opened.purpose)
                waiting.forget()
        except stepping.NotNow as trouble:
            step_form.add_error(trouble.question if trouble.question in step_form.fields else None, trouble.sentence)
        else:
            messages.success(request, f"Saved: {asked.title}.")
            return redirect(copies.next_address(step, step_form.cleaned_data.get("siblings", ())))
    return render(request, "journey/record.html", {
        **context, "form": step_form, "fields": laid_out(step_form), "waiting": waiting,
    })  # fmt: skip


def _wants(request, *buttons):
    return request.method == "POST" and any(name in request.POST for name in buttons)


def _to_check(step_form, request):
    """The answers in words, as the child may read them, and everything typed once more to be sent."""
    about = step_form.about
    voice = [Step.VOICE.get(about["voice"]), Step.KNOWN.get(about["child_knows"]), about["why_not"]]
    names = dict(step_form.fields["siblings"].choices) if "siblings" in step_form.fields else {}
    return {
        "said": list(saying.say(step_form.form.words, stepping.plain(step_form.answers), lambda _: True)),
        "voice": [words for words in voice if words], "giver": givers.words(about["giver"]),
        "for": [names[uid] for uid in step_form.cleaned_data.get("siblings", ())],
        "typed": typed(request.POST),
    }  # fmt: skip


def _take(request, opened, step_form, copies):
    after = queries.step_at(opened, int(request.GET["after"])) if request.GET.get("after", "").isdigit() else None
    chosen = step_form.cleaned_data.get("siblings", ())
    group = copies.group or (uuid.uuid4() if chosen else None)
    return stepping.take(opened.child, form=step_form.form, answers=step_form.answers, about=step_form.about,
                         after=after, group=group, by=request.user, purpose=opened.purpose)  # fmt: skip


def _step(opened, pk):
    found = queries.step_at(opened, pk)
    if found is None:
        raise door.nothing_there(by=opened.by, what="see a step", purpose=opened.purpose, child=opened.child.person.uid)
    return found


@require_safe
@transaction.atomic
def step(request, uid, pk):
    opened = _open(request, uid)
    found = _step(opened, pk)
    said = stepping.read(found)
    form, words = forms().get(found.form), found.version.words
    stands = offers.Stands(opened.child)
    return render(request, "journey/step.html", {
        **_context(opened), "step": found, "title": found.version.title,
        "said": list(saying.say(words, said["answers"], opened.may)), "closed": saying.closed(words, opened.may),
        "voice": saying.voice(found), "why_not": said["why_not"],
        "giver": givers.words(found.giver), "next": offers.after(found, opened, stands),
        "approval": approving.standing(found, form, opened) if form else None, **_versions(found),
        "may_change": form is not None and form.category in opened.may_do("edit"),
        "old_form": form is not None and form.digest != found.version.digest,
    })  # fmt: skip


def _versions(step):
    """Its changes, the newest first: when, by whom, and who told us; and who told us what was written first."""
    rows = list(step.history.order_by("-history_date", "-history_id").select_related("history_user"))
    for row in rows:
        row.told_by = givers.told_by(row.giver)
    return {"versions": rows[:-1] if len(rows) > 1 else [], "first_told_by": rows[-1].told_by if rows else ""}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, uid, pk):
    """Change what no row of the record carries; two who change the same see each other's words."""
    with transaction.atomic():
        opened = _open(request, uid)
        found = _step(opened, pk)
        form = forms().get(found.form)
        if form is None:
            raise Http404
        if form.category not in opened.may_do("edit"):
            door.ask_of(opened.child, by=request.user, action="edit", categories=[form.category],
                        purpose=opened.purpose, what="change a step")  # fmt: skip
        said, context = stepping.read(found), _context(opened)
        carried = {what[1:] for row in form.rows for _, what in (*row.sets, *row.ends) if what.startswith("@")}
        questions = [one for one in form.questions
                     if one.id not in carried and not any(one.id == row.each for row in form.rows)
                     and one.category in opened.may_do("edit") and opened.may(one.category)]  # fmt: skip
    about = {"voice": found.voice, "child_knows": found.child_knows, "why_not": said["why_not"],
             "significant": found.significant, "giver": found.giver}  # fmt: skip
    step_form = StepForm(request.POST or None, form=form, questions=questions, first=said["answers"], about=about,
                         died_on=opened.child.person.died_on)  # fmt: skip
    others = []
    if _wants(request, "save") and step_form.is_valid():
        answers = {one.id: step_form.answers.get(one.id) for one in questions}
        try:
            with transaction.atomic():
                now = stepping.change(found, form=form, answers=answers, was=request.POST.get("was", ""),
                                      about=step_form.about, by=request.user, purpose=opened.purpose)  # fmt: skip
                approving.ask(now, form, by=request.user, purpose=opened.purpose)
        except stepping.Meanwhile as meanwhile:
            others = _others(form, questions, meanwhile.said, step_form, opened)
            said = meanwhile.said
        else:
            messages.success(request, "Saved. What stood there before stays as an earlier version.")
            return redirect("journey:step", uid, pk)
    return render(request, "journey/change.html", {
        **context, "form": step_form, "fields": laid_out(step_form), "step": found, "asked": form, "others": others,
        "was": stepping.mark_of(said), "carried": bool(carried & set(form.by_id)),
    })  # fmt: skip


def _others(form, questions, said, step_form, opened):
    """What somebody else wrote meanwhile, beside what this person typed: (question, their words)."""
    theirs = {one.ask: one for one in saying.say(form.words, said["answers"], opened.may)}
    mine = {one.ask: one for one in saying.say(form.words, stepping.plain(step_form.answers), opened.may)}
    asked = {one.ask for one in questions}
    return [one for ask, one in theirs.items() if ask in asked and mine.get(ask) != one]
