"""Opening a child's record through the one door, for the reader's usual purpose."""

from dataclasses import dataclass

from ..access import door
from ..access.policy import policy
from .models import Child
from .queries import merged
from .queries.status import CATEGORIES


class NowElsewhere(Exception):
    """The record was put into that of another uid, which the reader may know: the page is there."""

    def __init__(self, uid):
        super().__init__("put into another record")
        self.uid = uid


@dataclass(frozen=True)
class Reader:
    """Somebody who reads, for one page: what they open records for today, and whom they may know of."""

    by: object
    visitor: object

    @property
    def purpose(self):
        """Support for a social worker, pastoral care for a school."""
        return self.visitor.usual

    @property
    def knows_children(self):
        """May they know of any child at all?"""
        return self.visitor.opens(self.purpose)

    def known(self, to):
        """The categories a tag may speak of, for a child to whom the reader stands so: at least that they exist."""
        decided = [
            policy().decide_each(self.visitor.roles, action, CATEGORIES, one, standing=to)
            for one in (self.purpose, *door.urgent(to))
            for action in ("view", "flag")
        ]
        return frozenset(c for c in CATEGORIES if any(each[c].allowed for each in decided))


def reader(by):
    return Reader(by, door.visitor(by))


def known_of(opened):
    """The same of a record that was opened."""
    return CATEGORIES & (opened.allowed | opened.may_do("flag", CATEGORIES))


def open_record(uid, *, by):
    """What a Reader may see of the record of the child with this uid.

    NotForYou when there is no such child, and when the reader may not know of them: both are logged, and both ask the
    same of the door, so that not even the time it takes tells them apart. NowElsewhere when the record was put into
    another that the reader may know.
    """
    child = Child.objects.select_related("person").filter(person__uid=uid).first()
    if child is None:
        if stays := merged.stays_as(uid):
            door.open(stays, by=by.by, purpose=by.purpose)
            raise NowElsewhere(stays.person.uid)
        by.visitor.known_among([uid])
        raise door.nothing_there(by=by.by, what="open", purpose=by.purpose)
    return door.open(child, by=by.by, purpose=by.purpose)


def why(opened):
    """For what the record was opened, as a page says it."""
    return door.PURPOSES[opened.purpose]
