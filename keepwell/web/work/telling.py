"""What the child's page says of this room."""

from keepwell.clocks.ages import age_on

from ..record import due
from ..record.elsewhere import Part
from .queries.contact import refusing
from .running.facts import possible
from .running.leaving import SIXTEEN

LEAVER = "care-leaver"


def part(page):
    """A young person who wants no contact: since when, and how staying in touch begins again."""
    born = possible(page.person.born_on)
    if not page.may(LEAVER) or (born and age_on(born, page.on) < SIXTEEN):
        return
    if since := refusing([page.child.pk]).get(page.child.pk):
        may_record = LEAVER in page.rows.opened.may_do("add", {LEAVER})
        href = due.answer_to("adviser-visit", page.person.uid) if may_record else None
        yield Part("leaving", "Contact", "work/_refused.html", {"since": since, "href": href})
