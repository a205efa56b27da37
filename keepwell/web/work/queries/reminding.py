"""Whom to remind of how much, without a word of what or of whom."""

from collections import Counter

from ...access import door
from ...record import opening
from ...staff.models import User
from ...staff.queries import holding_a_role
from ..actions.reminding import digest_of
from ..models import Reminding
from . import mine
from .standing import OVERDUE, SOON, TODAY


def to_remind(on):
    """Everybody who works here, has a role, and has not asked for peace nor been reminded that day."""
    quiet = Reminding.objects.filter(by_email=False).values("user")
    done = Reminding.objects.filter(reminded_on=on).values("user")
    return User.objects.filter(pk__in=holding_a_role(on)).exclude(pk__in=quiet).exclude(pk__in=done).order_by("pk")


def words_for(user, on):
    """The sentence of the reminder; '' when there is nothing to say."""
    by = opening.reader(user)
    if not by.knows_children:
        return ""
    counts = mine.counted(by, on)
    overdue, week = counts[OVERDUE], counts[TODAY] + counts[SOON]
    said = [f"{_things(overdue)} overdue"] * bool(overdue) + [f"{_things(week)} due in the next seven days"] * bool(
        week
    )
    return f"You have {' and '.join(said)}. Sign in to see what." if said else ""


def _things(number):
    return "1 thing" if number == 1 else f"{number:,} things"


def owner_of(token, on):
    """The person whose feed this is and who still works here; None."""
    row = Reminding.objects.filter(feed_digest=digest_of(token)).select_related("user").first() if token else None
    return row.user if row and row.user.works_here(on) else None


def feed(user, on):
    """{day: words} for a calendar: how many things are due on each day, and today how many are overdue."""
    by = opening.reader(user)
    door.note(by=user, action="read the calendar feed")
    if not by.knows_children:
        return {}
    days = Counter(max(line.due_on, on) for line in mine.work_of(by, on).lines if line.due_on)
    late = mine.counted(by, on)[OVERDUE]
    found = {day: f"Keepwell: {_things(number)} due" for day, number in sorted(days.items())}
    if late:
        due_today = days[on] - late
        more = f", {_things(due_today)} due" if due_today else ""
        found[on] = f"Keepwell: {_things(late)} overdue{more}"
    return found
