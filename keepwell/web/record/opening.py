"""Opening a child's record through the one door, for the reader's usual purpose."""

from dataclasses import dataclass

from django.http import Http404

from ..access import door
from ..access.policy import policy
from .models import Child
from .queries.status import CATEGORIES


@dataclass(frozen=True)
class Reader:
    """Somebody who reads. `known` are the categories that a tag may speak of: at least their existence is open."""

    by: object
    purpose: str
    knows_children: bool
    known: frozenset

    @property
    def why(self):
        return door.PURPOSES[self.purpose]


def reader(by):
    """What this person opens records for today: support for a social worker, pastoral care for a school."""
    held, rules = door.roles(by), policy()
    purpose = door.purpose_of(by)
    viewed, flagged = (rules.decide_each(held, action, CATEGORIES, purpose) for action in ("view", "flag"))
    known = frozenset(c for c in CATEGORIES if viewed[c].allowed or flagged[c].allowed)
    knows_children = rules.decide(held, "view", door.CATEGORY_OF_BEING_KNOWN, purpose).allowed
    return Reader(by, purpose, knows_children, known)


def open_record(uid, *, by):
    """What a Reader may see of the record of the child with this uid.

    Http404 when there is no such child, NotForYou when the reader may not know of them.
    """
    child = Child.objects.select_related("person").filter(person__uid=uid).first()
    if child is None:
        raise Http404
    return door.open(child, by=by.by, purpose=by.purpose)
