"""The pages where a row of the record is mended: corrected, added or removed, each with its reason.

Each opens the record through the one door; what a form shows and takes are the columns that the reader may see and
change. After a change the rules of the returns are run again, and the next page says what that mended.
"""

from dataclasses import replace
from datetime import date

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from keepwell.clocks.collection import CollectionYear

from ..access import door
from . import givers, opening
from .actions import correcting
from .asking import UNSAID, asking
from .correct_forms import ReasonForm, RowForm, declined, sealed
from .kinds import KINDS, words
from .mended import in_short, told
from .models import Correction
from .place import held_at, open_place, parents_of, this_year
from .queries.head import Head
from .queries.rows import Rows
from .row_fields import PREFERS_NOT, DayWidget, LineField

GROUPED = (DayWidget, forms.RadioSelect)  # several boxes, which have a legend instead of a label
MEANWHILE = "Somebody changed this while you were reading it. Read it again below before you remove it."


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, uid, kind, pk):
    with transaction.atomic():
        place = open_place(request, uid, kind, "edit", "correct")
        held = held_at(place, pk)
        asked = asking(place, pk)
    form = RowForm(request.POST or None, kind=place.kind, columns=place.columns, facts=held.facts, year=place.year,
                   asked=asked)  # fmt: skip
    others = []
    if request.method == "POST" and form.is_valid():
        checked = place.checked()
        try:
            changed = _corrected(place, pk, form)
        except correcting.Meanwhile as meanwhile:
            others = _others(place, form, meanwhile)
        else:
            _tell(request, place, checked, "Saved." if changed else "")
            return redirect(request.get_full_path())
    found = place.checked()
    return render(request, "record/correct.html", {
        **_context(place), "form": form, "pk": pk, "others": others, "checked": found,
        "findings": found.of_row(place.kind.slug, pk), "asked": (place.kind.slug, pk) in found.rows,
        "row": place.kind.words_of(held.facts),
        "fields": _fields(form, found.of_row(place.kind.slug, pk)), "shown": _shown(place, held),
        "read_only": [(c.label, words(c, held.facts.get(place.kind.fact(c)))) for c in place.read_only],
        "corrections": _corrections(place, pk),
    })  # fmt: skip


def _corrected(place, pk, form):
    was = form.was
    if was is None:  # a page that says nothing of what it showed cannot be trusted to be up to date
        raise correcting.Meanwhile(dict(form.facts))
    try:
        return correcting.correct(place.child, kind=place.kind, key=pk, facts=form.wanted, was=was,
                                  refusals=form.refusals, reason=form.cleaned_data["reason"],
                                  giver=givers.chosen(form), **place.who)  # fmt: skip
    except correcting.Gone:
        raise Http404 from None


def _others(place, form, meanwhile):
    """What somebody else changed, as (label, words); the form goes on from there."""
    changed = form.again(meanwhile.facts)
    said = [(c.label, words(c, meanwhile.facts[place.kind.fact(c)])) for c in changed]
    refused = meanwhile.facts.get(correcting.REFUSED)
    if refused is not None:
        labels = [c.label for c in place.columns if place.kind.item(c) in refused]
        said.append(("What they prefer not to say", ", ".join(labels) or "nothing"))
    return said


@require_http_methods(["GET", "HEAD", "POST"])
def add(request, uid, kind):
    with transaction.atomic():
        place = open_place(request, uid, kind, "add", "add a row")
        if not place.kind.many:
            raise Http404
        parents, asked = parents_of(place), asking(place)
    form = RowForm(request.POST or None, kind=place.kind, columns=place.columns, facts={}, year=place.year,
                   asked=asked, parents=parents)  # fmt: skip
    if request.method == "POST" and parents != [] and form.is_valid():
        checked = place.checked()
        key = _added(place, form)
        _tell(request, place, checked, "Added.")
        return redirect(_address("record:correct", place, key))
    return render(request, "record/add.html", {
        **_context(place), "form": form, "parents": parents, "fields": _fields(form, ()),
        "parent": correcting.parent_of(place.kind),
    })  # fmt: skip


def _added(place, form):
    parent = form.cleaned_data.get("parent")
    try:
        return correcting.add(place.child, kind=place.kind, parent=int(parent) if parent else None, facts=form.wanted,
                              refusals=form.refusals, reason=form.cleaned_data["reason"],
                              giver=givers.chosen(form), **place.who)  # fmt: skip
    except correcting.Gone:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request, uid, kind, pk):
    with transaction.atomic():
        place = open_place(request, uid, kind, "edit", "remove a row")
        if not place.kind.many or place.closed or place.read_only:
            door.ask_of(place.child, by=request.user, action="edit", categories=place.kind.categories,
                        purpose=place.opened.purpose, what="remove a row")  # fmt: skip
            raise Http404
        held = held_at(place, pk)
    was = sealed(place.kind, place.columns, held.facts)
    form, trouble = ReasonForm(request.POST or None, was=was), ""
    if request.method == "POST" and form.is_valid():
        checked = place.checked()
        trouble = _removed(place, pk, form)
        if not trouble:
            _tell(request, place, checked, "Removed.")
            return redirect("record:child", place.child.person.uid)
    said = [(c.label, words(c, held.facts.get(place.kind.fact(c)))) for c in place.columns]
    return render(request, "record/remove.html", {
        **_context(place), "form": form, "pk": pk, "row": place.kind.words_of(held.facts), "trouble": trouble,
        "said": said, "was": was,
    })  # fmt: skip


def _removed(place, pk, form):
    """A sentence that says why the row was not removed, or ''."""
    was = form.was
    if was is None:
        return MEANWHILE
    try:
        correcting.remove(place.child, kind=place.kind, key=pk, was=was, reason=form.cleaned_data["reason"],
                          giver=givers.chosen(form), **place.who)  # fmt: skip
    except correcting.StillHolds as still:
        kinds = " and ".join(kind.title[0].lower() + kind.title[1:] for kind in still.kinds)
        return f"This cannot be removed yet: {kinds} belong to it. Remove those first."
    except correcting.Meanwhile:
        return MEANWHILE
    except correcting.Gone:
        raise Http404 from None
    return ""


# What a page says


def _context(place):
    head = Head(Rows(place.opened, date.today()))
    head.rows.meet([place.child.pk])
    uid = place.child.person.uid
    return {
        "place": place, "kind": place.kind, "page": head, "person": head.person, "why": opening.why(place.opened),
        "year": CollectionYear(place.year), "query": "" if place.year == this_year() else f"?year={place.year}",
        "crumbs": [
            {"text": "Start", "href": reverse("start")},
            {"text": "Find a child", "href": reverse("record:find")},
            {"text": "The child’s page", "href": reverse("record:child", args=[uid])},
        ],
    }  # fmt: skip


def _address(name, place, *more):
    address = reverse(name, args=[place.child.person.uid, place.kind.slug, *more])
    return address if place.year == this_year() else f"{address}?year={place.year}"


def _fields(form, findings):
    """Each field with what it is called and what is wrong with it: what was typed, else what the rules mark."""
    fields = []
    for column, question, explained in form.asked.beside(form.columns):
        bound = form[column.name]
        marked = next((one for one in findings if column.name in {f.column for f in one.fields}), None)
        own = bound.errors[0] if bound.errors else None
        grouped = isinstance(bound.field.widget, GROUPED)
        legend = {"text": column.label, "classes": "govuk-fieldset__legend--s" if grouped else "govuk-label--s"}
        classes = "govuk-input--width-20" if isinstance(bound.field, LineField) else None
        fields.append({"bound": bound, "legend": legend, "grouped": grouped, "error": own or _marked(marked),
                       "classes": classes, "hint": _hint(column, question), "question": question,
                       "explained": explained, "declined": _box(form, declined(column)),
                       "unsaid": _unsaid(column)})  # fmt: skip
    return fields


def _hint(column, question):
    return f"{column.name} in the return. {question.short if question else UNSAID.rstrip('.')}."


def _unsaid(column):
    """The words of the box; of which question it is, is heard and not seen."""
    return format_html('{}<span class="govuk-visually-hidden">: {}</span>', PREFERS_NOT, column.label)


def _box(form, name):
    return form[name] if name in form.fields else None


def _marked(one):
    if one is None:
        return None
    said = "Error" if one.severity == "error" else "Query"
    return {"text": f"{one.rule}: {in_short(one)}.", "visually_hidden_text": said}


def _shown(place, held):
    """What the return repeats of the child's own facts, with the place where each is kept."""
    if not place.kind.shown:
        return []
    sheet = next(k for k in KINDS.values() if k.collection == place.kind.collection and k.map.makes_owner)
    facts = correcting.find(place.child, sheet, place.child.pk).facts
    seen = [c for c in place.kind.shown if place.opened.may(*place.kind.categories_of(c.name))]
    address = _address("record:correct", replace(place, kind=sheet), place.child.pk)
    return [(c.label, words(c, facts.get(place.kind.map.shown[c.name])), address) for c in seen]


def _corrections(place, pk):
    """Earlier changes of the row by hand whose every fact the reader may see."""
    names = {name: c for c in place.kind.columns for name in (place.kind.fact(c), place.kind.item(c))}
    found = Correction.objects.filter(child=place.child, kind=place.kind.slug, key=pk).select_related("by")
    shown = []
    for one in found:
        one.told_by = givers.told_by(one.giver)
        columns = [names.get(fact) for fact in {**(one.before or {}), **(one.after or {})}]
        if all(c is None or place.opened.may(*place.kind.categories_of(c.name)) for c in columns):
            shown.append((one, [c.label for c in columns if c]))
    return shown


def _tell(request, place, before, done):
    """What the change meant for the returns, on the next page."""
    if not done:
        messages.info(request, "Nothing was changed, so nothing was saved.")
        return
    messages.success(request, told(done, before, place.checked()))
