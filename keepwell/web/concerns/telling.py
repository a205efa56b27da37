"""What the child's page and the chronology tell of notes of concern, to those who may read them."""

from django.urls import reverse

from ..access import door
from ..record.elsewhere import Part
from ..record.queries.chronology import Event
from .actions.raising import CONCERN, PURPOSE
from .models import Concern, Linked, Moved
from .queries.belonging import FILED, of_child
from .queries.reading import parts_of, read_all
from .words import CATEGORIES, DECISIONS, PARTS, UNDECIDED

SHOWN = 5  # notes on the child's page; the page of concerns has all
RANK = 50  # after what the record itself tells of the same day


def part(page):
    if not page.may(CONCERN):
        return
    mine = of_child(page.rows.opened).exclude(in_file="no").select_related("raised_by")
    linked, moved = parts_of(page.child), list(Moved.objects.filter(child=page.child))
    total = mine.count()
    if total or linked or moved:
        shown = read_all(mine.order_by("-on", "-pk")[:SHOWN])
        yield Part("need", "Notes of concern raised here", "concerns/_part.html", {
            "shown": shown, "total": total, "linked": linked, "moved": moved, "uid": page.person.uid,
            "may_open": _may_open(page.rows.opened),
        })  # fmt: skip


def links(opened):
    if _may_open(opened):
        yield "Concerns over time", reverse("concerns:pattern", args=[opened.child.person.uid])
    if opened.before.may("add", CONCERN, PURPOSE):
        yield "Raise a concern", reverse("concerns:raise-for", args=[opened.child.person.uid])


def _may_open(opened):
    """May they read the pages of concerns, which open the record to keep the child safe?"""
    known = opened.before.may("view", door.CATEGORY_OF_BEING_KNOWN, PURPOSE)
    return known and opened.before.may("view", CONCERN, PURPOSE)


def events(story):
    if not story.may(CONCERN):
        return
    for one in Concern.objects.filter(FILED, child=story.rows.child).select_related("raised_by"):
        decided = DECISIONS.get(one.decision, UNDECIDED)
        kind = f": {CATEGORIES[one.category].lower()}" if one.category in CATEGORIES else ""
        yield _event(one, f"Note of concern{kind}. {decided}", one, "on")
    for one in Linked.objects.filter(child=story.rows.child).select_related("concern__raised_by"):
        yield _event(one.concern, f"Named in a note of concern about another: {PARTS[one.part].lower()}", one, "at")


def _event(concern, text, row, name):
    who = concern.raised_by.name if concern.raised_by else ""
    return Event(
        concern.on, CONCERN, CONCERN, text, who, time=concern.at_time, facts=((type(row), row.pk, name),),
        order=(concern.on, 1, RANK, row.pk, 0),
    )  # fmt: skip
