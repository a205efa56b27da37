"""Opening one concern through the door: of its child when that is settled, else as those who decide may read it."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from ...access import door
from ...record.queries.head import Head
from ...record.queries.rows import Rows
from .. import sealing
from ..actions.raising import CONCERN, PURPOSE
from ..models import Concern
from ..queries.belonging import may_read
from ..queries.reading import read
from ..queries.waiting import unsettled_for

READ = "read a concern"


@dataclass(frozen=True)
class OpenedConcern:
    """A concern that this person may read, with its key, and whether they may decide about it."""

    concern: Concern
    by: object
    opened: object = None  # of the child's record, when it is settled
    may_edit: bool = True
    key: object = field(default=None, repr=False)

    @property
    def child(self):
        return self.concern.child

    def head(self):
        """What the bar with the child's name needs; {} while nobody knows whose note it is."""
        if not self.opened:
            return {}
        return head_of(self.opened)


def open_concern(request, mark, what=READ, action="view"):
    """The OpenedConcern with this mark; NotForYou, logged, when there is none such for this person.

    Nor is there one to edit when its key does not open it: what is written over it could not be read with the rest.
    """
    concern = Concern.objects.select_related("child__person", "raised_by", "decided_by").filter(seal=mark).first()
    if concern is None:
        raise door.nothing_there(by=request.user, what=what, purpose=PURPOSE)
    held = _settled(request, concern, what, action) if concern.child else _unsettled(request, concern, what)
    if action == "edit" and not read(concern, held.key).opens:
        raise door.nothing_there(by=request.user, what=what, purpose=PURPOSE)
    return held


def _settled(request, concern, what, action):
    opened = open_child(concern.child, request.user)
    door.ask_of(concern.child, by=request.user, action=action, categories=[CONCERN], purpose=opened.purpose, what=what)
    if not may_read(concern, opened):
        raise door.nothing_there(by=request.user, what=what, purpose=PURPOSE, child=concern.child.person.uid)
    may_edit = opened.before.may("edit", CONCERN, opened.purpose)
    return OpenedConcern(concern, request.user, opened, may_edit, sealing.key_of(concern.child_id))


def _unsettled(request, concern, what):
    if not unsettled_for(request.user)(concern):
        raise door.nothing_there(by=request.user, what=what, purpose=PURPOSE)
    door.ask(by=request.user, action="edit", category=CONCERN, purpose=PURPOSE, what=what)
    return OpenedConcern(concern, request.user, key=sealing.key_of(None))


def open_child(child, by):
    """The record of a child opened to keep the child safe."""
    return door.open(child, by=by, purpose=PURPOSE)


def head_of(opened):
    rows = Rows(opened, date.today())
    rows.meet([opened.child.pk])
    return {"page": Head(rows), "person": opened.child.person, "why": door.PURPOSES.get(opened.purpose, "")}


def crumbs(*more):
    return [{"text": "Start", "href": reverse("start")}, *more]


def to_waiting():
    return {"text": "Notes of concern", "href": reverse("concerns:waiting")}
