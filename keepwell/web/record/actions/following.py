"""Who reaches a child because the record says that they work with it, and which records an adoption seals.

Files name workers by the council's own number, teams by name and schools by URN. Where somebody who signs in has that
number, or a team here that name or URN, what the files say of them becomes an allocation.
"""

from collections import defaultdict
from datetime import date

from django.db.models import Count, F

from ...access import actions as doors
from ...access.models import Restriction
from ...staff.actions import describe_team, number_worker
from ...staff.models import Team, User
from ..models import Episode, Involvement, Professional, SchoolPlace

ADOPTED = ("E11", "E12")  # REASON EPISODE CEASED of SSDA903: adopted
DEMO = (("social-worker", "allocated social worker"), ("reviewing-officer", "independent reviewing officer"))
LONG_AGO, NO_END = date(1900, 1, 1), date.max


def follow_record():
    """Make the allocations that follow from files what the record says today: (how many began, how many ended)."""
    wanted = defaultdict(list)
    for uid, who, days in [*_workers(), *_teams(), *_pupils()]:
        wanted[uid, *who].append(days)
    return doors.follow_files({key: _longest(days) for key, days in wanted.items()})


def seal_adopted(child=None):
    """Seal the record of each child (of this one alone when given) who was adopted; returns how many.

    A seal that somebody lifted is not put back.
    """
    known = Restriction.objects.filter(kind=Restriction.Kind.SEALED).values("child")
    adopted = Episode.objects.filter(reason_ended__in=ADOPTED).exclude(child__person__uid__in=known)
    adopted = adopted.filter(child=child) if child else adopted
    return doors.seal_all(adopted.values_list("child__person__uid", flat=True).distinct())


def follow_demo(people):
    """In the demo: give its people ({role: User}) the numbers of made-up workers, so that they have children to see."""
    for role, words in DEMO:
        busiest = _busiest(Involvement.objects.filter(role=words), "person__reference")
        if busiest and role in people:
            number_worker(user=people[role], number=busiest)
            _describe(people[role], Professional.objects.filter(person__reference=busiest).values_list("team").first())
    school = _busiest(SchoolPlace.objects.exclude(urn=""), "urn")
    if school and "safeguarding-lead" in people:
        said = SchoolPlace.objects.filter(urn=school).values_list("school", "urn").first()
        _describe(people["safeguarding-lead"], said)
    follow_record()


def _busiest(rows, of):
    counted = rows.filter(ends_on=None).order_by().values(of).annotate(n=Count("child", distinct=True))
    return counted.order_by("-n", of).values_list(of, flat=True).first()


def _describe(user, said):
    """The user's team is called as the files call it: (name,) or (name, URN)."""
    held = user.roles_held.exclude(team=None).select_related("team").first()
    if held and said and said[0] and not Team.objects.filter(name=said[0]).exclude(pk=held.team_id).exists():
        describe_team(team=held.team, **dict(zip(("name", "urn"), said, strict=False)))


def _workers():
    numbers = dict(User.objects.exclude(worker_number="").values_list("worker_number", "pk"))
    rows = Involvement.objects.filter(person__reference__in=numbers)
    for number, *row in _days(rows, F("person__reference")):
        yield row[0], (numbers[number], None), row[1:]


def _teams():
    names = dict(Team.objects.filter(kind=Team.Kind.SOCIAL_WORK).values_list("name", "pk"))
    rows = Involvement.objects.filter(person__professional__team__in=names)
    for name, *row in _days(rows, F("person__professional__team")):
        yield row[0], (None, names[name]), row[1:]


def _pupils():
    urns = dict(Team.objects.exclude(urn="").values_list("urn", "pk"))
    for urn, *row in _days(SchoolPlace.objects.filter(urn__in=urns), F("urn")):
        yield row[0], (None, urns[urn]), row[1:]


def _days(rows, of):
    return rows.order_by().values_list(of, "child__person__uid", "starts_on", "ends_on")


def _longest(days):
    """Of several times of the same worker with the same child the one that lasts longest, or began last."""
    first, last = max(days, key=lambda d: (d[1] or NO_END, d[0] or LONG_AGO))
    first = first or LONG_AGO
    return first, last if last is None or last >= first else first
