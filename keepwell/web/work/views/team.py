"""The board of a team, and giving children another worker."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ...access import door, reach
from ...access.actions import DoorError
from ...access.models import Allocation
from ...record import opening
from ...record.models import Child
from ..actions import moves
from ..forms import MoveForm
from ..queries import children as known
from ..queries import team as board
from ..showing import crumbs

ADMINISTRATION = "administration"


def _ask(request, what):
    action, category, purpose = board.MANAGES
    door.ask(by=request.user, action=action, category=category, purpose=purpose, what=what)
    return opening.reader(request.user)


@require_safe
@transaction.atomic
def team(request):
    by, on = _ask(request, "see the team’s work"), date.today()
    found = board.team_of(by, on)
    named = known.named(found.unallocated, on)
    known.list_them(found.unallocated, by=by, categories=frozenset())
    context = {
        "team": found, "unallocated": sorted(named.values(), key=lambda one: one.name), "on": on,
        "crumbs": crumbs({"text": "Team"}), "total": len(found.children),
    }  # fmt: skip
    return render(request, "work/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def move(request, pk=None):
    """Children of this worker (or, without one, those with whom nobody works) get another worker."""
    by, on = _ask(request, "move children to another worker"), date.today()
    found = board.team_of(by, on)
    worker = next((one for one in found.workers if one.user.pk == pk), None)
    if pk is not None and worker is None:
        raise door.nothing_there(by=request.user, what="move children to another worker")
    theirs = [found.children[key] for key in worker.children] if worker else found.unallocated
    fixed = _from_files(theirs, pk)
    named = known.named(theirs, on)
    movable = sorted((one for one in named.values() if one.uid not in fixed), key=lambda one: one.name)
    without = worker.user if worker else None
    form = MoveForm(request.POST or None, children=[(str(one.uid), _called(one)) for one in movable], without=without)
    if request.method == "POST" and form.is_valid() and _moved(request, form, without):
        return redirect("work:team")
    known.list_them(theirs, by=by, categories=frozenset())
    context = {
        "form": form, "worker": worker, "movable": movable,
        "fixed": sorted((one for one in named.values() if one.uid in fixed), key=lambda one: one.name),
        "crumbs": crumbs({"text": "Team", "href": reverse("work:team")}, {"text": "Another worker"}),
    }  # fmt: skip
    return render(request, "work/move.html", context)


def _called(one):
    return one.name if one.age is None else f"{one.name}, {one.age}"


def _from_files(children, pk):
    """The uids of those whose allocation to this worker follows from files."""
    rows = reach.running(date.today()).filter(user=pk, part=Allocation.Part.WORKER).exclude(source="")
    return set(rows.filter(child__in=[c.uid for c in children]).values_list("child", flat=True)) if pk else set()


def _moved(request, form, worker):
    said = form.cleaned_data
    children = Child.objects.select_related("person").filter(person__uid__in=said["children"]).order_by("pk")
    to, number = form.person("to"), len(said["children"])
    try:
        with transaction.atomic():
            moves.move(list(children), from_user=worker, to_user=to, on=said["on"], reason=said["reason"],
                       by=request.user)  # fmt: skip
    except DoorError as trouble:
        form.add_error(None, str(trouble))
        return False
    messages.success(request, f"{'1 child' if number == 1 else f'{number} children'} moved to {to.name}.")
    return True
