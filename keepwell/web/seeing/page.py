"""What every page of one child here begins with: the record opened through the one door, and its head."""

from datetime import date

from django.urls import reverse

from keepwell.web.access import door
from keepwell.web.record import opening
from keepwell.web.record.queries import status
from keepwell.web.record.queries.head import Head
from keepwell.web.record.queries.rows import Rows


def open_for(request, uid, category, what):
    """The opened record of a child of whom the reader may see this category; NotForYou, logged, when not."""
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    if not opened.may(category):
        door.ask_of(opened.child, by=by.by, action="view", categories=[category], purpose=opened.purpose, what=what)
    return opened


def rows_of(opened, on=None):
    rows = Rows(opened, on or date.today())
    rows.meet([opened.child.pk])
    return rows


def context(rows, **more):
    """The context of a page about the child of these Rows."""
    head, opened = Head(rows), rows.opened
    tags = status.tags_of({head.person.pk: head.person.born_on}, known=opening.known_of(opened), on=rows.on)
    return {
        "page": head, "person": head.person, "tags": tags[head.person.pk], "why": opening.why(opened), "on": rows.on,
        "crumbs": crumbs(head.person.uid), **more,
    }  # fmt: skip


def crumbs(uid):
    return [
        {"text": "Start", "href": reverse("start")},
        {"text": "Find a child", "href": reverse("record:find")},
        {"text": "The child’s page", "href": reverse("record:child", args=[uid])},
    ]
