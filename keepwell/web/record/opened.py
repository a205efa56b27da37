"""Who opened this record: the log of one child, and on paper for the family. Looking at it is itself in it."""

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from keepwell.clocks.ages import age_on

from ..access import door, queries
from ..access.reach import emergency_of
from .forms import DayField
from .opening import NowElsewhere
from .queries import merged
from .queries.calling import called, names_of
from .views import _crumbs, _kept, _pages

LINES = 50  # on a page


class OpenedForm(forms.Form):
    """Of whom, and of which days. A wrong value is an error; the log is then shown whole."""

    def __init__(self, *args, actors, **kwargs):
        super().__init__(*args, **kwargs)
        people = [("", "Everybody"), *((code, name) for code, (_, name) in actors.items())]
        self.fields["who"] = forms.ChoiceField(label="Who", required=False, choices=people)
        for name, label in (("from", "From"), ("to", "To")):
            self.fields[name] = DayField(label=label, required=False, max_length=40, widget=forms.TextInput)
        self.actors = actors

    def clean(self):
        first, last = self.cleaned_data.get("from"), self.cleaned_data.get("to")
        if first and last and last < first:
            self.add_error("to", "To must be the same day as From, or later")
        return self.cleaned_data

    def chosen(self):
        """What `queries.entries_of` takes."""
        if not self.is_valid():
            return {}
        asked = self.cleaned_data
        actor, _ = self.actors.get(asked["who"], (None, None))
        return {"actor": actor, "first": asked["from"], "last": asked["to"]}


@require_safe
@transaction.atomic
def opened(request, uid):
    child = _asked(request, uid, "view", "see who opened the record")
    uids = merged.uids_of(child)
    form = OpenedForm(request.GET, actors=queries.actors_of(*uids))
    entries = queries.entries_of(*uids, **form.chosen())
    page = Paginator(entries, LINES).get_page(request.GET.get("page"))
    context = {
        "shown": page, "lines": queries.lines(page.object_list),
        "may_print": queries.purpose_for(request.user, "export", door.before(child, by=request.user)),
        "pages": _pages(page, request.path, _kept(request)),
    }  # fmt: skip
    return render(request, "record/opened.html", {**_head(request, child, form), **context})


@require_safe
@transaction.atomic
def opened_print(request, uid):
    """The whole of it for the family, the oldest first: roles in the place of names unless names are asked for."""
    child = _asked(request, uid, "export", "print who opened the record")
    uids = merged.uids_of(child)
    form = OpenedForm(request.GET, actors=queries.actors_of(*uids))
    entries, named = queries.entries_of(*uids, **form.chosen()), request.GET.get("names") == "1"
    told = queries.lines(entries) if named else queries.without_names(entries)
    context = {
        "lines": told[::-1],
        "named": named,
        "unnamed": _without_names(request),
        "printed_at": timezone.localtime(),
    }
    return render(request, "record/opened-print.html", {**_head(request, child, form), **context})


def _without_names(request):
    kept = request.GET.copy()
    kept.pop("names", None)
    return kept.urlencode()


def _asked(request, uid, action, what):
    """The child, when this person may do so with their log. Logged either way; the entry is already on the page."""
    child = merged.there(uid)
    if child is None and (child := merged.stays_as(uid)) and door.known_among([child.person.uid], by=request.user):
        raise NowElsewhere(child.person.uid)
    if child is None:
        raise Http404
    stands = door.before(child, by=request.user)
    purpose = queries.purpose_for(request.user, action, stands) or queries.PURPOSES[-1]
    by = {"by": request.user, "purpose": purpose}
    if not stands.may("view", door.CATEGORY_OF_BEING_KNOWN, purpose):
        door.ask_of(child, action="view", categories=[door.CATEGORY_OF_BEING_KNOWN], what=what, **by)
    door.ask_of(child, action=action, categories=[queries.LOG], what=what, **by)
    return child


def _head(request, child, form):
    person, on = child.person, timezone.localdate()
    urgent = emergency_of(request.user, person.uid) if door.before(child, by=request.user).by_emergency() else None
    age = age_on(person.born_on, person.died_on or on) if person.born_on else None
    return {
        "person": person, "form": form,
        "page": {"called": called(names_of([person.pk])[person.pk], on), "age": age, "emergency": urgent, "on": on},
        "crumbs": _crumbs({"text": "The child’s page", "href": reverse("record:child", args=[person.uid])}),
        "kept": _kept(request), "narrowed": any(form.chosen().values()), "together": merged.standing(child),
    }  # fmt: skip
