"""What every page about one child's school life begins with: the opened record, who the child is, and the way back."""

from datetime import date

from django.http import Http404
from django.urls import reverse

from ..access import door
from ..record import opening
from ..record.queries.head import Head
from ..record.queries.rows import Rows
from ..record.queries.status import tags_of


def opened_for(request, uid, action, category, what):
    """The opened record, when the reader may do this with the category of it; else NotForYou, logged."""
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    if opened.may(category) and (action == "view" or opened.may_do(action, [category])):
        return opened
    for asked in ("view", action):
        door.ask_of(opened.child, by=by.by, action=asked, categories=[category], purpose=opened.purpose, what=what)
    raise Http404


def head_of(opened, *crumbs):
    """The context of the head of a page; `crumbs` are (words, address or '') after the child's page."""
    head, person = Head(Rows(opened, date.today())), opened.child.person
    head.rows.meet([opened.child.pk])
    tags = tags_of({person.pk: person.born_on}, known=opening.known_of(opened), on=head.on)
    way = [("Start", reverse("start")), ("Find a child", reverse("record:find")),
           ("The child’s page", reverse("record:child", args=[person.uid])), *crumbs]  # fmt: skip
    return {
        "page": head, "person": person, "tags": tags[person.pk], "why": opening.why(opened),
        "crumbs": [{"text": text, **({"href": href} if href else {})} for text, href in way],
    }  # fmt: skip


def crumbs(*more):
    """The way to a page that is of no one child."""
    return [{"text": "Start", "href": reverse("start")}, *({"text": text, **({"href": href} if href else {})}
            for text, href in more)]  # fmt: skip


def pages_of(page, path, kept=""):
    """What the pagination component needs; None when there is but one page. `kept` is the query without the page."""
    if page.paginator.num_pages < 2:
        return None

    def to(number):
        return f"{path}?{kept}&page={number}" if kept else f"{path}?page={number}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    items = [{"number": n, "href": to(n), "current": n == page.number} if isinstance(n, int) else {"ellipsis": True}
             for n in numbers]  # fmt: skip
    return {
        "items": items,
        "previous": {"href": to(page.previous_page_number())} if page.has_previous() else None,
        "next": {"href": to(page.next_page_number())} if page.has_next() else None,
    }
