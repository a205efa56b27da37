"""From the placement order to the adoption order: reviews of the child's adoption."""

from keepwell.clocks.state import Stop

from ...record.due import Running
from .facts import first
from .repeating import chain

TELLS = {
    "adoption-first-review": {"care", "adoption"},
    "adoption-placed-review": {"placement", "adoption"},
    "adoption-second-review": {"placement", "adoption"},
    "adoption-later-review": {"placement", "adoption"},
}
PLACED = ("A3", "A4", "A5", "A6")
AUTHORITY = "E1"  # a placement order
REVIEWS = ("adoption-placed-review", "adoption-second-review", "adoption-later-review")


def runs(one):
    """The record learns of these reviews by steps alone: they run from the day it is kept in Keepwell."""
    placed = sorted((p.starts_on, p.pk, p.ends_on) for p in one.placements if p.starts_on and p.kind in PLACED)
    reviewed = one.steps_of("adoption-review")
    for order in one.statuses:
        if order.code == AUTHORITY and order.starts_on and one.recorded(order.starts_on):
            ended = Stop(order.ends_on, "the placement order has ended.") if order.ends_on else None
            done = [first(reviewed, order.starts_on), first([day for day, *_ in placed], order.starts_on)]
            done = min((day for day in done if day), default=None)
            about = ("record.LegalStatus", order.pk, order.starts_on)
            yield Running(one.child, "adoption-first-review", *about, done, ended)
    for starts_on, key, ends_on in placed:
        if one.recorded(starts_on):
            ended = Stop(ends_on, "the placement has ended.") if ends_on else None
            held = [day for day in reviewed if ends_on is None or day <= ends_on]
            yield from chain(one, "record.Placement", key, starts_on, held, lambda n, t: REVIEWS[min(n, 2)], ended)
