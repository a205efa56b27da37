"""The concerns of one child over time, those of brothers and sisters whom the reader may open, attendance beside."""

from datetime import date

from django.db import transaction
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ...access import door
from ...record.models import Child
from ..actions.raising import CONCERN, PURPOSE
from ..models import Moved
from ..queries.pattern import pattern_of
from ..timeline import timeline
from .opened import crumbs, head_of, open_child

WHAT = "see the concerns of a child"


@require_safe
@transaction.atomic
def pattern(request, uid):
    child = Child.objects.select_related("person").filter(person__uid=uid).first()
    if child is None:
        door.known_among([uid], by=request.user)
        raise door.nothing_there(by=request.user, what=WHAT, purpose=PURPOSE)
    opened = open_child(child, request.user)
    door.ask_of(child, by=request.user, action="view", categories=[CONCERN], purpose=opened.purpose, what=WHAT)
    found = pattern_of(opened, date.today())
    return render(request, "concerns/pattern.html", {
        **head_of(opened), "found": found, "picture": timeline(found.points, found.siblings, date.today()),
        "moved": Moved.objects.filter(child=child).select_related("by"),
        "may_raise": opened.before.may("add", CONCERN, PURPOSE),
        "may_attendance": opened.may("attendance"),
        "crumbs": crumbs({"text": "The child’s page", "href": reverse("record:child", args=[uid])}),
    })  # fmt: skip
