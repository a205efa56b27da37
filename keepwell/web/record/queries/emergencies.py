"""Emergencies that somebody may check: not their own, and of no child whose record is shut to them."""

from datetime import date

from ...access import door
from ...access.models import Emergency


def to_check(by):
    """Checked or not, the latest first."""
    others = Emergency.objects.select_related("user", "reviewer", "reviewed_by").exclude(user=by)
    shut = door.shut_among(set(others.values_list("child", flat=True)), by=by)
    return others.exclude(child__in=shut)


def waiting(by, on=None):
    """How many wait for a check, and how many of these for longer than they may."""
    days = list(to_check(by).filter(reviewed_at=None).values_list("review_by", flat=True))
    return len(days), sum(day < (on or date.today()) for day in days)
