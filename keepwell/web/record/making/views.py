"""Making a record: a new child, and what a whole record needs that no return carries."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from keepwell.clocks.ages import age_on

from ...access import door
from .. import givers, opening
from ..actions import making
from ..models import Child, Relationship
from ..queries import likeness
from ..queries.calling import called, names_of
from ..queries.exactly import exactly
from ..queries.head import Head
from ..queries.rows import Rows
from .forms import ContactForm, MoveForm, NewChildForm, RelativeForm

NOT_ONE = "No one record that is open to you fits this: check the number, or write down the name instead"
HOME_LINES = ("line_1", "line_2", "town", "postcode", "sealed")


def crumbs(here=None, child=None):
    found = [{"text": "Start", "href": reverse("start")}, {"text": "Find a child", "href": reverse("record:find")}]
    if child:
        found.append({"text": "The child’s page", "href": reverse("record:child", args=[child.person.uid])})
    return [*found, *([{"text": here}] if here else [])]


# A new child ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    with transaction.atomic():
        by = opening.reader(request.user)
        for action in ("view", "add"):
            door.ask(by=by.by, action=action, category=making.WHO, purpose=by.purpose, what="make a record")
    form = NewChildForm(request.POST or None, left_out=_left_out(by))
    shown = []
    if request.method == "POST" and form.is_valid():
        shown = _alike(by, form.new.facts())
        if not shown or not form.asks_about([hit["child"].pk for hit in shown]):
            said = form.cleaned_data
            child = making.make_child(form.new, by=by.by, purpose=by.purpose, said=said["said"], why=said["why"],
                                      giver=givers.chosen(form))  # fmt: skip
            messages.success(request, "The record is made. Add now who is around the child.")
            return redirect("record:child", child.person.uid)
    context = {"form": form, "shown": shown, "crumbs": crumbs("Make a record")}
    return render(request, "record/new.html", context)


def _left_out(by):
    """The fields of kinds of record that this person may not add."""

    def may(category):
        return door.may(by.by, "add", category, by.purpose).allowed

    left = () if may(making.HOME) else HOME_LINES
    return (*left, *(("sealed",) if not left and not may(making.SEALED_HOME) else ()),
            *(() if may("characteristics") else ("sex",)))  # fmt: skip


@transaction.atomic
def _alike(by, facts):
    """The children like this one of whom the reader may know, with why, the likeliest first; showing them is logged."""
    found = likeness.like(facts)
    known = by.visitor.only_known(Child.objects.filter(pk__in=list(found))).select_related("person")
    own = names_of([child.pk for child in known])
    on = date.today()
    shown = [
        {"child": child, "called": called(own[child.pk], on), "why": [likeness.WHY[code] for code in found[child.pk]],
         "age": child.person.born_on and age_on(child.person.born_on, on)}
        for child in known
    ]  # fmt: skip
    door.listed([hit["child"].person.uid for hit in shown], by=by.by, purpose=by.purpose)
    return sorted(shown, key=lambda hit: (-len(hit["why"]), hit["called"].full))


# Around a child -------------------------------------------------------------------------------------------------------


def _opened(request, uid, categories, what):
    """The opened record, for whoever may add one of these kinds; NotForYou, logged, when not."""
    opened = opening.open_record(uid, by=opening.reader(request.user))
    if not opened.may_do("add", categories) & opened.allowed:
        for asked in ("view", "add"):
            door.ask_of(opened.child, by=opened.by, action=asked, categories=categories[:1], purpose=opened.purpose,
                        what=what)  # fmt: skip
        raise Http404
    return opened


def _page(opened, here, **more):
    head = Head(Rows(opened, date.today()))
    head.rows.meet([opened.child.pk])
    return {"page": head, "person": head.person, "crumbs": crumbs(here, opened.child), **more}


@require_http_methods(["GET", "HEAD", "POST"])
def relative(request, uid):
    with transaction.atomic():
        opened = _opened(request, uid, [making.AROUND], "add a relative")
    reach = making.REACH in opened.may_do("add")
    form = RelativeForm(request.POST or None, takes_contacts=reach)
    if request.method == "POST" and form.is_valid() and _related(request, opened, form):
        messages.success(request, "They stand with the family and carers now.")
        return redirect("record:child", uid)
    return render(request, "record/relative.html", _page(opened, "Add a relative or carer", form=form))


@transaction.atomic
def _related(request, opened, form):
    """Write it down; False, with the form saying so, when no one record fits that is open to them."""
    by = {"by": opened.by, "purpose": opened.purpose, "giver": givers.chosen(form)}
    other = None
    if form.cleaned_data["number"]:
        other = _the_one(opened, form.asked)
        if other is None:
            form.add_error("number", NOT_ONE)
            return False
    person = making.add_relative(opened.child, other=other, **form.wanted, **by)
    for contact in form.contacts:
        making.add_contact(opened.child, person=person, **contact, **by)
    return True


def _the_one(opened, asked):
    found = [child for child in exactly(asked) if child.pk != opened.child.pk]
    known = opened.known_among([child.person.uid for child in found])
    fitting = [child for child in found if child.person.uid in known]
    return fitting[0] if len(fitting) == 1 else None


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, uid):
    with transaction.atomic():
        opened = _opened(request, uid, [making.REACH], "add a way to reach somebody")
        context = _page(opened, "Add a way to reach somebody")
        people = _people(context["page"])
    form = ContactForm(request.POST or None, people=[(person.pk, name) for person, name in people.values()])
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data) | {"giver": givers.chosen(form)}
        person, _ = people[said.pop("whose")]
        making.add_contact(opened.child, person=person, **said, by=opened.by, purpose=opened.purpose)
        messages.success(request, "It is written down.")
        return redirect("record:child", uid)
    return render(request, "record/contact.html", {**context, "form": form})


def _people(head):
    """{key: (Person, name)} of the child and of those around them who have no record of their own."""
    rows = head.rows
    found = {str(head.person.pk): (head.person, f"{head.called.full}, the child")}
    if not rows.may(making.AROUND):
        return found
    around = [r for r in rows.of(Relationship) if not hasattr(r.other, "child")]
    rows.meet([r.other_id for r in around])
    said = {str(r.other_id): (r.other, f"{rows.called(r.other_id).full}, {r.get_kind_display().lower()}")
            for r in around}  # fmt: skip
    return found | said


@require_http_methods(["GET", "HEAD", "POST"])
def move_home(request, uid):
    homes = [making.HOME, making.SEALED_HOME]
    with transaction.atomic():
        opened = _opened(request, uid, homes, "write down an address")
    free = opened.may_do("add", homes)
    form = MoveForm(request.POST or None, open_too=making.HOME in free, sealed_too=making.SEALED_HOME in free)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        making.move_home(
            opened.child, kind=said["kind"], starts_on=said["starts_on"], sealed=said.get("sealed", False),
            **form.lines, giver=givers.chosen(form), by=opened.by, purpose=opened.purpose,
        )  # fmt: skip
        messages.success(request, "The address is written down, and the one before it has ended.")
        return redirect("record:child", uid)
    return render(request, "record/move-home.html", _page(opened, "Write down an address", form=form))
