"""The pattern behind single notes: one child's concerns over the years, their siblings', and attendance beside."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ...access import door
from ...record.elsewhere import attendance_of
from ...record.models import Attendance, Child, Note, Relationship
from ...record.queries.calling import called, names_of
from ..actions.raising import CONCERN, PURPOSE
from ..models import Linked
from ..words import CATEGORIES, DECISIONS, EARLIER, PARTS, UNDECIDED
from .belonging import of_child

SIBLINGS = ("sibling", "half-sibling")


@dataclass(frozen=True)
class Point:
    """One concern in time: `row` is the line of the picture on which it stands."""

    on: date
    row: str
    decision: str
    mark: object = None  # of the note, for a link; None when there is no page for it

    @property
    def decided(self):
        return self.decision != UNDECIDED


@dataclass(frozen=True)
class Sibling:
    name: str
    uid: object
    points: list = field(default_factory=list)


@dataclass(frozen=True)
class Pattern:
    points: list
    undated: int
    counts: list  # (row, how many, of them in the last twelve months), the commonest first
    siblings: list
    attendance: list


def pattern_of(opened, on):
    """The Pattern of an opened child, of what the reader may see of them and of their brothers and sisters."""
    child = opened.child
    points = _own(opened)
    earlier = Note.objects.filter(child=child, kind="concern")
    points += [Point(note.on, EARLIER, "") for note in earlier.only("on") if note.on]
    points = _by_day(points)
    attendance = _attendance(child) if opened.may("attendance") else []
    return Pattern(points, earlier.filter(on=None).count(), _counts(points, on), _siblings(opened, on), attendance)


def _attendance(child):
    """What files said of terms, and what registers say of school years."""
    rows = [*Attendance.objects.filter(child=child).order_by("pk"), *attendance_of(child)]
    return sorted(rows, key=lambda row: row.school_year)


def _own(opened):
    child = opened.child
    concerns = of_child(opened).only("on", "category", "decision", "seal", "decided_at")
    links = Linked.objects.filter(child=child).select_related("concern")
    return [
        *(Point(one.on, CATEGORIES.get(one.category, UNDECIDED), _decided(one), one.seal) for one in concerns),
        *(Point(one.concern.on, "In a note about another", PARTS[one.part]) for one in links),
    ]


def _decided(concern):
    return DECISIONS.get(concern.decision, UNDECIDED)


def _counts(points, on):
    every = Counter(point.row for point in points)
    lately = Counter(point.row for point in points if (on - point.on).days < 365)
    return [(row, many, lately[row]) for row, many in every.most_common()]


def _siblings(opened, on):
    """Brothers and sisters whose concerns this reader may read too; each is in the log. Of others nothing is told."""
    if not opened.may("relationships"):
        return []
    related = Relationship.objects.filter(person=opened.child.person, kind__in=SIBLINGS).values("other")
    back = Relationship.objects.filter(other=opened.child.person, kind__in=SIBLINGS).values("person")
    found = Child.objects.filter(pk__in=related) | Child.objects.filter(pk__in=back)
    found = [one for one in found.select_related("person").exclude(pk=opened.child.pk) if _readable(one, opened)]
    names = names_of([one.pk for one in found])
    door.passed([one.person.uid for one in found], by=opened.by, action="see a sibling’s concerns", purpose=PURPOSE,
                categories=[CONCERN])  # fmt: skip
    return [Sibling(called(names[one.pk], on).full, one.person.uid, _by_day(_own(_as(one, opened)))) for one in found]


@dataclass(frozen=True)
class _Beside:
    """A brother or sister, as `of_child` asks: the record itself is not opened here."""

    child: object
    before: object
    purpose: str


def _as(child, opened):
    return _Beside(child, opened.before.visitor.before(child), opened.purpose)


def _by_day(points):
    return sorted(points, key=lambda point: (point.on, point.row))


def _readable(child, opened):
    stands = opened.before.visitor.before(child)
    return stands.may("view", door.CATEGORY_OF_BEING_KNOWN, PURPOSE) and stands.may("view", CONCERN, PURPOSE)
