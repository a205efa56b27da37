"""What several pages of this room show alike: lines of work, the pages of a long list, the way back."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.urls import reverse

from ..record import due
from .queries.standing import Left

PAGE = 50  # lines on a page


@dataclass(frozen=True)
class Shown:
    """A line of work as a page shows it."""

    kind: str
    pk: int
    child: object  # Named
    what: str
    due_on: date | None
    left: Left
    href: str
    does: str  # what the link to `href` says
    why: str

    @property
    def section(self):
        return self.left.section


def shown(line, child, on):
    """A Line with the name of its child (a Named)."""
    href, does = _answer(line, child.uid)
    why = reverse("work:why", args=[child.uid, line.pk]) if line.kind == "clock" else ""
    return Shown(line.kind, line.pk, child, line.what, line.due_on, line.left(on), href, does, why)


def _answer(line, uid):
    if line.kind == "clock":
        return due.answer_to(line.clock, uid) or "", "Record it"
    if line.kind == "alert":
        return reverse("work:alert", args=[uid, line.pk]), "Look at it"
    if line.kind == "approval":
        return reverse("work:approval", args=[line.pk]), "Answer"
    return line.href, "Do it"


def paged(lines, asked, path, kept=""):
    """(page of the paginator, what the pagination component needs or None). kept: further words of the address."""
    paginator = Paginator(lines, PAGE)
    page = paginator.get_page(asked)
    if paginator.num_pages < 2:
        return page, None

    def to(number):
        return f"{path}?{kept}page={number}"

    items = [
        {"ellipsis": True} if not isinstance(n, int) else {"number": n, "href": to(n), "current": n == page.number}
        for n in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    before = {"href": to(page.previous_page_number())} if page.has_previous() else None
    after = {"href": to(page.next_page_number())} if page.has_next() else None
    return page, {"items": items, "previous": before, "next": after}


def crumbs(*here):
    """The way back to the start: the last one is the page itself."""
    return [{"text": "Start", "href": reverse("start")}, *here]


def crumbs_of(uid, *here):
    """The same for a page of one child."""
    return crumbs({"text": "My work", "href": reverse("work:mine")},
                  {"text": "The child’s page", "href": reverse("record:child", args=[uid])}, *here)  # fmt: skip
