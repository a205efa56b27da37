"""How kept clocks stand on a day: which are open, and the words for a day that is due."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from ..models import Clock

WEEK = timedelta(days=7)
OVERDUE, TODAY, SOON, LATER = "overdue", "today", "week", "later"
SECTIONS = {OVERDUE: "Overdue", TODAY: "Today", SOON: "In the next seven days", LATER: "Later"}
COLOURS = {OVERDUE: "red", TODAY: "orange", SOON: "yellow", LATER: "grey"}


def open_on(on):
    """The clocks of all children that are open on that day: begun, not done, and not stopped."""
    running = Q(stops_on=None) | Q(stops_on__gt=on)
    return Clock.objects.filter(running, done_on=None, shown_from__lte=on)


def section_of(due_on, on):
    """One of SECTIONS; what has no day is for later."""
    if due_on is None or due_on > on + WEEK:
        return LATER
    if due_on < on:
        return OVERDUE
    return TODAY if due_on == on else SOON


@dataclass(frozen=True)
class Left:
    """How much time is left, as a tag: `text` says all, the colour only repeats it."""

    text: str
    section: str

    @property
    def classes(self):
        return f"govuk-tag--{COLOURS[self.section]}"


def left(due_on, on):
    section = section_of(due_on, on)
    if due_on is None:
        return Left("No day set", section)
    days = (due_on - on).days
    if section == OVERDUE:
        return Left(f"Overdue by {_days(-days)}", section)
    return Left("Due today" if not days else f"{_days(days).capitalize()} left", section)


def _days(number):
    return "1 day" if number == 1 else f"{number:,} days"
