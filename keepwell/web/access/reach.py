"""Whom a person may know of: how they stand to each child, and the same as a condition for the database.

`standings` gives what one decision needs. `known` narrows a list of children to those whose identity the policy opens;
it asks the policy about each kind of reach and each state once, and leaves the children to the database. Both say the
same of every child (tests/web/access/test_reach.py).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from keepwell.policy.standing import NEAR, STATES, Standing

from ..staff.queries import members_of, roles_of
from .models import Allocation, Emergency, Restriction
from .policy import policy

SELF = Allocation.Part.SELF


@dataclass(frozen=True)
class Reacher:
    """A person with the roles they hold today: (role, team or None) each. An operator is nobody's colleague."""

    user: object
    held: tuple
    on: date

    @classmethod
    def of(cls, user, on=None):
        on = on or date.today()
        return cls(user, tuple((one.role, one.team_id) for one in roles_of(user, on)), on)

    @classmethod
    def operator(cls):
        return cls(None, (("operator", None),), date.today())

    @property
    def roles(self):
        return sorted({role for role, _ in self.held})

    def reach_of(self, role):
        known = policy().roles.get(role)
        return known.reach if known else None

    @cached_property
    def teams(self):
        return {team for _, team in self.held if team}

    @property
    def allocations(self):
        """Those that can bring a child within this person's reach."""
        mine = Q(user=self.user) | Q(team__in=self.teams) | Q(user__in=members_of(self.teams, self.on))
        return running(self.on).filter(mine) if self.user else Allocation.objects.none()

    @property
    def own(self):
        return running(self.on).filter(user=self.user) if self.user else Allocation.objects.none()

    @property
    def emergencies(self):
        return emergencies_of(self.user) if self.user else Emergency.objects.none()

    @property
    def restrictions(self):
        """Those that hold for this person."""
        return Restriction.objects.filter(Q(user=None) | Q(user=self.user), lifted_at=None)


def emergencies_of(user):
    """Emergencies of this person whose time is not over."""
    return Emergency.objects.filter(user=user, ends_at__gt=timezone.now())


def emergency_of(user, child):
    """The Emergency by which the record of this child (uid) is open to this person longest; None when by none."""
    return emergencies_of(user).filter(child=child).select_related("reviewer").order_by("-ends_at").first()


def running(on):
    """The allocations of that day, their first and last day included."""
    return Allocation.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


# Children by name -------------------------------------------------------------------------------------------------


def standings(reacher, uids):
    """{uid: Standing} of children by the uid of their person, in three queries."""
    uids = list(uids)
    touched, states, near = defaultdict(set), defaultdict(set), defaultdict(set)
    given = reacher.allocations.filter(child__in=uids).values_list("child", "user_id", "team_id", "part")
    mates = _mates(reacher)
    for uid, user, team, part in given:
        touched[uid] |= set(ways(reacher, mates, user, team, part))
        if reacher.user and user == reacher.user.pk and part != SELF:
            near[uid].add("allocated")
    for uid, kind in reacher.restrictions.filter(child__in=uids).values_list("child", "kind"):
        states[uid].add(kind)
    for uid in reacher.emergencies.filter(child__in=uids).values_list("child", flat=True):
        near[uid].add("emergency")
    # Many children are touched in the same few ways.
    by_uid = {uid: frozenset(touched[uid]) for uid in uids}
    reach_by = {some: reached(reacher, some) for some in set(by_uid.values())}
    return {uid: Standing(reach_by[by_uid[uid]], frozenset(states[uid]), frozenset(near[uid])) for uid in uids}


def _mates(reacher):
    """{user: the teams of the reacher to which they belong}, when some role reaches by its team."""
    if not reacher.teams or not any(reacher.reach_of(role) == "team" for role, _ in reacher.held):
        return {}
    found = defaultdict(set)
    for user, team in members_of(reacher.teams, reacher.on, with_teams=True):
        found[user].add(team)
    return found


def ways(reacher, mates, user, team, part):
    """By which of (reach, team) an allocation brings its child near."""
    if part == SELF:
        return [("own", None)] if user == reacher.user.pk else []
    ways = [("team", team), ("school", team)] if team else [("team", one) for one in mates.get(user, ())]
    return ways + ([("allocated", None)] if user == reacher.user.pk else [])


def reached(reacher, touched):
    """The roles that reach a child touched in these ways."""
    by_team = ("team", "school")
    return frozenset(
        role
        for role, team in reacher.held
        if (reach := reacher.reach_of(role)) == "all" or (reach, team if reach in by_team else None) in touched
    )


# Children in a list -----------------------------------------------------------------------------------------------


def known(reacher, uid, allows):
    """The condition that a child is known: `uid` is the path to the uid of their person, `allows(standing)` decides."""
    opening = _opening(reacher, allows)
    within = _reached_by(reacher, uid, opening)
    if within and allows(Standing(frozenset(), near=frozenset({"emergency"}))):  # an empty condition holds for all
        within |= _among(uid, reacher.emergencies)
    for state in STATES:
        # A ban leaves alone what a role grants, not the person: only whom that role reaches.
        open_still = _opening(reacher, allows, state)
        if not _reaches_all(reacher, open_still):
            within &= ~_shut(reacher, uid, state, allows, opening - open_still) | _reached_by(reacher, uid, open_still)
    return within


def _opening(reacher, allows, *states):
    """The roles that open the identity of a child in these states whom they reach."""
    return {role for role in reacher.roles if allows(Standing(frozenset({role}), frozenset(states)))}


def _reaches_all(reacher, roles):
    return any(reacher.reach_of(role) == "all" for role in roles)


def _reached_by(reacher, uid, roles):
    if _reaches_all(reacher, roles):
        return Q()
    teams = defaultdict(set)
    for role, team in reacher.held:
        if role in roles:
            teams[reacher.reach_of(role)].add(team)
    return reduce(or_, (_among(uid, one) for one in _lists(reacher, teams) if one is not None), Q(pk__in=()))


def _among(uid, rows):
    """From the few to the children: a list of allocations is short where a list of children is long."""
    return Q(**{f"{uid}__in": rows.order_by().values("child")})


def _lists(reacher, teams):
    """The allocations that bring children within these reaches, as querysets. `teams`: {reach: {team or None}}"""
    workers = reacher.own.exclude(part=SELF)
    yield workers if "allocated" in teams else None
    yield reacher.own.filter(part=SELF) if "own" in teams else None
    theirs = running(reacher.on).exclude(part=SELF)
    if mine := teams["team"] - {None}:
        yield theirs.filter(team__in=mine)
        yield theirs.filter(user__in=members_of(mine, reacher.on))
    if mine := teams["school"] - {None}:
        yield theirs.filter(team__in=mine)


def _shut(reacher, uid, state, allows, banned):
    """In this state, and not near enough for it to spare what the roles grant that it bans."""
    child = OuterRef(uid)
    shut = Q(Exists(reacher.restrictions.filter(kind=state, child=child)))
    nearby = {"allocated": reacher.own.exclude(part=SELF), "emergency": reacher.emergencies}
    for word in NEAR:
        if allows(Standing(frozenset(banned), frozenset({state}), frozenset({word}))):
            shut &= ~Q(Exists(nearby[word].filter(child=child)))
    return shut
