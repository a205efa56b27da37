"""What is due next of one child: the clocks that the room of work keeps, as far as the reader may see them."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from keepwell.web.access.policy import policy
from keepwell.web.record import due
from keepwell.web.work.queries.standing import Left, left, open_on

MOST = 8  # on a page that must fit one sheet


@dataclass(frozen=True)
class Duty:
    """`left` says how much time there is; `address` is the page that says why it is due."""

    on: date | None
    words: str
    left: Left
    address: str


def next_duties(opened, on):
    """The Duties that are open on that day, the first due first, at most MOST."""
    clocks, uid = policy().clocks, opened.child.person.uid
    rows = open_on(on).filter(child=opened.child).order_by("due_on", "pk").values_list("pk", "clock", "due_on")
    seen = [(pk, clock, day) for pk, clock, day in rows if clock in clocks and _may(opened, clock)]
    seen.sort(key=lambda row: (row[2] or date.max, row[0]))
    return [Duty(day, clocks[clock].title, left(day, on), reverse("work:why", args=[uid, pk]))
            for pk, clock, day in seen[:MOST]]  # fmt: skip


def _may(opened, clock):
    tells = due.tells_of(clock)
    return tells is not None and opened.may(*tells)
