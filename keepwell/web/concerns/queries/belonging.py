"""Which notes of concern stand in a child's file: those of which the lead said so, with a reason."""

from django.db.models import Q

from ...access.policy import policy
from ..actions.raising import CONCERN, PURPOSE
from ..models import Concern

FILED = Q(in_file="yes")
REQUEST = "rights-request"


def reads_all(opened):
    """Does this reader see notes that are in no file too? Those who decide do, and who answers a request for all."""
    return opened.purpose == REQUEST or opened.before.may("edit", CONCERN, PURPOSE)


def readable(concerns, by):
    """Those of these settled notes that a Reader may see: what is in no file only where they decide."""
    if by.purpose == REQUEST:
        return concerns
    closed = {one.child.person.uid for one in concerns if one.in_file != "yes"}
    standings = by.visitor.known_among(closed, PURPOSE) if closed else {}
    decides = {
        uid
        for uid, to in standings.items()
        if policy().decide_each(by.visitor.roles, "edit", (CONCERN,), PURPOSE, standing=to)[CONCERN].allowed
    }
    return [one for one in concerns if one.in_file == "yes" or one.child.person.uid in decides]


def of_child(opened):
    """The notes about the opened child that this reader may see."""
    mine = Concern.objects.filter(child=opened.child)
    return mine if reads_all(opened) else mine.filter(FILED)


def may_read(concern, opened):
    """The same of one note; whoever is to do something because of it may read it too."""
    asked = concern.in_file == "yes" or reads_all(opened)
    return asked or concern.doings.filter(owner=opened.by).exists()
