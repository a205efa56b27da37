"""Who could open a child's record today: everybody here, decided one by one with what the door itself would ask."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from keepwell.policy.standing import Standing

from ..staff.queries import held_on
from .models import Allocation, Emergency, Restriction
from .policy import policy
from .reach import Reacher, reached, running, ways
from .visitor import CATEGORY_OF_BEING_KNOWN, PURPOSES, urgent


@dataclass(frozen=True)
class Opener:
    """Somebody to whom the record is open, by which role and its reach, and whether by an emergency alone."""

    user: object
    role: str
    reach: str
    emergency: bool


def openers(child, on=None):
    """The Openers of the child with this uid, by name; nobody whom the policy or the state of the record shuts out."""
    on = on or timezone.localdate()
    near = _Near(child, on)
    found = [opener for user, held in _working(on).items() if (opener := near.opener(user, held))]
    return sorted(found, key=lambda one: (one.user.name.casefold(), one.user.pk))


def _working(on):
    """{user: ((role, team id), ...)} of all who hold a role on that day."""
    found = defaultdict(list)
    for held in held_on(on).select_related("user"):
        found[held.user].append((held.role, held.team_id))
    return found


class _Near:
    """What there is about one child, fetched once for everybody."""

    def __init__(self, child, on):
        self.on = on
        self.given = list(running(on).filter(child=child).values_list("user_id", "team_id", "part"))
        restricted = Restriction.objects.filter(child=child, lifted_at=None)
        self.states = list(restricted.values_list("user_id", "kind"))
        self.urgent = set(
            Emergency.objects.filter(child=child, ends_at__gt=timezone.now()).values_list("user_id", flat=True)
        )
        self.teams = defaultdict(set)  # of those who hold a role in one
        held = held_on(on).filter(team__isnull=False, user__in=[user for user, _, _ in self.given if user])
        for user, team in held.values_list("user_id", "team_id"):
            self.teams[user].add(team)

    def opener(self, user, held):
        reacher = Reacher(user, tuple(held), self.on)
        to = self._standing(reacher)
        for purpose in (*PURPOSES, *urgent(to)):
            decision = policy().decide(reacher.roles, "view", CATEGORY_OF_BEING_KNOWN, purpose, standing=to)
            if decision.allowed:
                id = decision.clause.split(".")[1]
                role = policy().roles[id]
                return Opener(user, role.title, role.reach, id not in to.reached)
        return None

    def _standing(self, reacher):
        me = reacher.user.pk
        mates = {user: teams & reacher.teams for user, teams in self.teams.items()}
        touched = {way for given in self.given for way in ways(reacher, mates, *given)}
        mine = any(user == me and part != Allocation.Part.SELF for user, _, part in self.given)
        near = {"allocated"} if mine else set()
        near |= {"emergency"} if me in self.urgent else set()
        states = frozenset(kind for user, kind in self.states if user in (None, me))
        return Standing(reached(reacher, touched), states, frozenset(near))
