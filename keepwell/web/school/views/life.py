"""A child's school life on one page, and the forms that add to it."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ...access import door
from ...record.models import SchoolPlace
from ..actions import life
from ..forms import ExclusionForm, LeavingForm, StageForm
from ..may import EDUCATION, PLAN, of_exclusions
from ..models import EducationTerm, Exclusion, Leaving, PlanStage
from ..place import head_of, opened_for
from ..queries import life as reading
from ..queries.learning import COLOURS, term_of, words_of_term
from ..reasons import REASONS

TITLE = "School life"


@require_safe
@transaction.atomic
def child(request, uid):
    opened = opened_for(request, uid, "view", EDUCATION, "see school life")
    on, one = date.today(), opened.child
    context = {**head_of(opened, (TITLE, "")), "may_add": opened.may_do("add", {EDUCATION}), **_terms(one, on)}
    context["leavings"] = [(row, reading.leaving_duties(row, on)) for row in Leaving.objects.filter(child=one)]
    context["may_change"] = opened.may_do("edit", {EDUCATION})
    if opened.may(of_exclusions()):
        context |= _exclusions(opened, on)
    if opened.may(PLAN):
        context |= _stages(opened, on)
    return render(request, "school/life.html", context)


def _terms(one, on):
    """The plan of each term; those who are in care have one for this term, written or not."""
    plans = list(EducationTerm.objects.filter(child=one).select_related("by", "decided_by").order_by("-year", "-pk"))
    said = [(plan, words_of_term(plan.year, plan.term), COLOURS[plan.state]) for plan in plans]
    year, term = term_of(on)
    wanted = bool(reading.is_in_care([one.pk], on))
    missing = wanted and not any((plan.year, plan.term) == (year, term) for plan in plans)
    return {"plans": said, "in_care": wanted, "missing": missing, "this_year": year, "this_term": term,
            "this_title": words_of_term(year, term)}  # fmt: skip


def _exclusions(opened, on):
    rows = Exclusion.objects.filter(child=opened.child).select_related("by").order_by("-starts_on", "-pk")
    in_care = bool(reading.is_in_care([opened.child.pk], on))
    found = [{"one": row, "reasons": [REASONS.get(r, r) for r in row.reasons], "note": life.note_of(row),
              "told": reading.to_tell(row, in_care)} for row in rows]  # fmt: skip
    category = {of_exclusions()}
    return {"exclusions": found, "sees_exclusions": True, "told_source": reading.EXCLUSIONS,
            "may_exclude": opened.may_do("add", category), "may_mend": opened.may_do("edit", category)}  # fmt: skip


def _stages(opened, on):
    rows = list(PlanStage.objects.filter(child=opened.child).select_related("by"))
    duties = reading.plan_duties([(row.stage, row.on) for row in rows], on, opened.child.person.born_on)
    return {"stages": rows, "duties": duties, "sees_stages": True, "may_stage": opened.may_do("add", {PLAN})}


def _way(uid, here):
    return (TITLE, reverse("school:life", args=[uid])), (here, "")


def _form(request, opened, form, here, act, said, template="school/form.html"):
    """The page of a form: filled in again with what is wrong, or done and back to the child's school life."""
    uid = opened.child.person.uid
    if request.method == "POST" and form.is_valid():
        try:
            act(form.wanted)
        except life.CannotBe as trouble:
            form.add_error(trouble.field, str(trouble))
        else:
            messages.success(request, said)
            return redirect("school:life", uid)
    context = {**head_of(opened, *_way(uid, here)), "form": form, "title": here, "fields": list(form)}
    return render(request, template, context)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def exclude(request, uid):
    opened = opened_for(request, uid, "add", of_exclusions(), "write an exclusion")
    form = ExclusionForm(request.POST or None, initial={"starts_on": None})
    return _form(request, opened, form, "Write down a suspension or exclusion",
                 lambda said: life.exclude(opened.child, said, by=request.user, purpose=opened.purpose),
                 "Saved. Tell those who have not been told yet.")  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def exclusion(request, uid, pk):
    opened = opened_for(request, uid, "edit", of_exclusions(), "change an exclusion")
    one = _own(Exclusion, opened, pk)
    given = {fact: getattr(one, fact) for fact in life.FACTS} | {"note": life.note_of(one)}
    form = ExclusionForm(request.POST or None, initial=given)
    who = {"by": request.user, "purpose": opened.purpose}
    return _form(request, opened, form, "Change a suspension or exclusion",
                 lambda said: life.change_exclusion(one, said, **who), "Saved.")  # fmt: skip


def _own(model, opened, pk):
    row = model.objects.filter(child=opened.child, pk=pk).select_related("child__person").first()
    if row is None:  # an address made up of another child's is a refusal, and logged
        raise door.nothing_there(by=opened.by, what="see school life", child=opened.child.person.uid)
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def stage(request, uid):
    opened = opened_for(request, uid, "add", PLAN, "write a stage of a plan")
    return _form(request, opened, StageForm(request.POST or None), "Write down a stage of the plan",
                 lambda said: life.add_stage(opened.child, **said, by=request.user, purpose=opened.purpose),
                 "Saved. What is due next stands with the plan.")  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def leave(request, uid):
    opened = opened_for(request, uid, "add", EDUCATION, "write leaving a school")
    now = SchoolPlace.objects.filter(child=opened.child, ends_on=None).values_list("school", flat=True).last()
    form = LeavingForm(request.POST or None, initial={"school": now or ""})
    return _form(request, opened, form, "Write down that the pupil leaves a school",
                 lambda said: life.leave(opened.child, said, by=request.user, purpose=opened.purpose),
                 "Saved. What is to be sent, and by when, stands with it.")  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def leaving(request, uid, pk):
    opened = opened_for(request, uid, "edit", EDUCATION, "write leaving a school")
    one = _own(Leaving, opened, pk)
    names = (
        "school",
        "leaves_on",
        "destination",
        "starts_on",
        "council_told_on",
        "file_sent_on",
        "protection_file_sent_on",
    )
    form = LeavingForm(request.POST or None, initial={name: getattr(one, name) for name in names})
    who = {"by": request.user, "purpose": opened.purpose}
    return _form(request, opened, form, "Change when and where the pupil leaves to",
                 lambda said: life.leave(opened.child, said, pk=one.pk, **who), "Saved.")  # fmt: skip
