"""Emergencies that somebody may check: those they are named for, and those of the children they reach.

Never their own, and none of a child whose record is shut to them.
"""

from datetime import date

from django.db.models import Q

from ...access import door
from ...access.models import Emergency


def to_check(by):
    """Checked or not, the latest first."""
    others = Emergency.objects.select_related("user", "reviewer", "reviewed_by").exclude(user=by)
    visitor, children = door.visitor(by), set(others.values_list("child", flat=True))
    known = visitor.known_among(children)
    return others.filter(Q(reviewer=by) | Q(child__in=known)).exclude(child__in=visitor.shut_among(children))


def waiting(by, on=None):
    """How many wait for a check, and how many of these for longer than they may."""
    days = list(to_check(by).filter(reviewed_at=None).values_list("review_by", flat=True))
    return len(days), sum(day < (on or date.today()) for day in days)
