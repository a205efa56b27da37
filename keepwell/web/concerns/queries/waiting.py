"""Which concerns wait for whom: those about children they may know, and those of which nobody knows yet whom they are
about, which go to the leads of the team of whoever raised them."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from keepwell.clocks.due import due
from keepwell.clocks.loading import clocks
from keepwell.clocks.state import state

from ...access import door
from ...access.policy import policy
from ...record.models import Child
from ...staff.models import User
from ...staff.queries import held_on, holding_a_role
from ..actions.raising import CONCERN, PURPOSE
from ..models import Concern

LATELY = timedelta(days=30)
SEALED = ("sealed_words", "sealed_reason", "sealed_feedback")
MOST = 200  # concerns on the list; no lead leaves more than these undecided


def for_lead(by):
    """(undecided, decided lately): the concerns that are this person's to decide, those waiting the oldest first.

    What is decided waits on until it is said whether it belongs in the file of the child, once that is settled.
    """
    waits = Q(decided_at=None) | Q(child__isnull=False, in_file="")
    lately = Q(decided_at__gte=timezone.now() - LATELY)
    both = Concern.objects.filter(waits | lately)
    known = door.only_known(Child.objects.filter(pk__in=both.order_by().values("child")), by=by, purpose=PURPOSE)
    mine = both.filter(Q(child=None) | Q(child__in=known)).select_related("child__person", "raised_by")
    undecided = list(mine.filter(waits)[:MOST])
    decided = list(mine.filter(lately).exclude(waits).order_by("-decided_at")[:MOST])
    may = _may_decide([*undecided, *decided], by)
    return [one for one in undecided if may(one)], [one for one in decided if may(one)]


def count_for(by):
    """(how many wait for this person to decide, how many of them past their day), a few queries however many."""
    waits = Concern.objects.filter(decided_at=None)
    known = door.only_known(Child.objects.filter(pk__in=waits.order_by().values("child")), by=by, purpose=PURPOSE)
    rows = waits.filter(Q(child=None) | Q(child__in=known)).select_related("child__person").defer(*SEALED)[:MOST]
    mine = list(filter(_may_decide(rows, by), rows))
    return len(mine), sum(clock_of(one).kind == "overdue" for one in mine)


def _may_decide(rows, by):
    """A function: may this person decide about one of these concerns?"""
    standings = door.known_among({one.child.person.uid for one in rows if one.child}, by=by, purpose=PURPOSE)
    visitor, open_to = door.visitor(by), unsettled_for(by)
    may = {
        uid: policy().decide_each(visitor.roles, "edit", (CONCERN,), PURPOSE, standing=to)[CONCERN].allowed
        for uid, to in standings.items()
    }
    return lambda one: may.get(one.child.person.uid, False) if one.child else open_to(one)


def unsettled_for(by):
    """A function: may this person read a concern of which nobody knows yet whom it is about?

    It is for those who may decide about concerns and hold that role in a team of whoever raised it, or reach everybody.
    Where the team has nobody such, it is for all who may decide: no note is left unread.
    """
    deciding = {role for role in policy().roles if decides(role)}
    held = list(held_on(date.today()).values_list("user_id", "role", "team_id"))
    leads = {}  # team -> those who decide in it
    for user, role, team in held:
        if role in deciding:
            leads.setdefault(None if policy().roles[role].reach == "all" else team, set()).add(user)
    everybody, teams = set().union(*leads.values()), {}
    for user, _, team in held:
        teams.setdefault(user, set()).add(team)

    def is_open(concern):
        near = set().union(*(leads.get(team, set()) for team in teams.get(concern.raised_by_id, ()) if team))
        return by.pk in ((near | leads.get(None, set())) if near else everybody)

    return is_open


def decides(role):
    return policy().decide([role], "edit", CONCERN, PURPOSE).allowed


def owners():
    """{key: words} of the people who may be asked to act on a concern: those who may read one."""
    may = [role for role in policy().roles if policy().decide([role], "view", CONCERN, PURPOSE).allowed]
    held = held_on(date.today()).filter(role__in=may).values("user")
    found = User.objects.filter(pk__in=held) & User.objects.filter(pk__in=holding_a_role(date.today()))
    return {f"user-{one.pk}": f"{one.name}, {one.job_title}" if one.job_title else one.name for one in found}


def clock_of(concern, today=None):
    """The State of the clock by which the lead decides: the same day, unless the policy sets another."""
    one = clocks()["concern-triaged"]
    done = timezone.localdate(concern.decided_at) if concern.decided_at else None
    return state(due(one, timezone.localdate(concern.raised_at)), today or timezone.localdate(), done=done)
