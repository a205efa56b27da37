"""What rooms above the record keep of a child and tell on its pages. They register it when they start (`ready`).

The record knows nothing of those rooms; it asks each of them with the opened record, so that each shows only what the
policy opens to the reader.
"""

from dataclasses import dataclass, field

from django.dispatch import Signal

# Sent in the transaction of every change to the record, with `children`: a list of their ids, or None when an import
# may have changed any of them. Who listens must be quick, or put the work into the queue.
changed = Signal()


@dataclass(frozen=True)
class Part:
    """A section of the child's page: drawn from `template` with `context`, in the group of the page with this id."""

    group: str
    title: str
    template: str
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Attended:
    """How often a child was at school in some time, in sessions. `term` says which part of the year."""

    school_year: str
    term: str
    possible: int
    present: int
    unauthorised: int


_parts, _links, _events, _duties, _touches, _attendance = [], [], [], [], [], []


def tells_part(function):
    """`function(page)` of a `queries.summary.Page` gives the Parts of its room, in order."""
    _parts.append(function)
    return function


def tells_links(function):
    """`function(opened)` gives (words, address) of pages about the child that this reader may open."""
    _links.append(function)
    return function


def tells_events(function):
    """`function(story)` of a `queries.chronology.Story` gives its Events for the chronology."""
    _events.append(function)
    return function


def touches_events(function):
    """`function(story)` may say more of a Story's events: `significant` and why, and where that is changed."""
    _touches.append(function)
    return function


def tells_attendance(function):
    """`function(child)` gives what its room counts of a child's attendance; whoever asks has asked the door first."""
    _attendance.append(function)
    return function


def attendance_of(child):
    return [row for function in _attendance for row in function(child)]


def parts_of(page):
    return [part for function in _parts for part in function(page)]


def links_of(opened):
    return [link for function in _links for link in function(opened)]


def events_of(story):
    return [event for function in _events for event in function(story)]


def tells_duties(function):
    """`function(told, on)` gives {child id: [(due date, words)]} for the emergency extract.

    told   {child id: categories that may stand in the file}: a duty stands there when all that it tells of may
    """
    _duties.append(function)
    return function


def duties_of(told, on):
    """{child id: [(due date, words)]} of all rooms, sorted by date; None when no room keeps duties."""
    if not _duties:
        return None
    found = {}
    for function in _duties:
        for child, duties in function(told, on).items():
            found.setdefault(child, []).extend(duties)
    return {child: sorted(duties) for child, duties in found.items()}


def touch_events(story):
    for function in _touches:
        function(story)
