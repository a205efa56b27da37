"""A team at a glance: its people with their children and what is due, and the children with whom nobody works."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from ...access import reach
from ...access.models import Allocation
from ...access.policy import policy
from ...record import due
from ...record.models import Step, Visit
from ...staff.models import User
from ...staff.queries import held_on, roles_of
from .children import known
from .standing import OVERDUE, SOON, TODAY, open_on, section_of

VISITS = ("protection-visit", "need-visit", "looked-after-visit", "leaver-contact")
SEEN = frozenset({"narrative"})  # whoever may read a visit may read when it was
MANAGES = ("edit", "worker", "administration")
WORKER = Allocation.Part.WORKER


@dataclass
class Worker:
    """Somebody of the team: keys of their children, how much is overdue and due this week, the longest-unseen child."""

    user: User
    children: list = field(default_factory=list)
    overdue: int = 0
    week: int = 0
    unseen: int = 0
    last_seen: date | None = None


@dataclass(frozen=True)
class Team:
    workers: list
    unallocated: list  # Known
    children: dict  # {key: Known}
    seen: dict  # {key: the day the child was last visited}
    on: date


def managed(user, on):
    """The teams (keys) of which this person is a manager: those in which they hold a role that allocates."""
    return {
        held.team_id for held in roles_of(user, on)
        if held.team_id and policy().decide([held.role], *MANAGES).allowed
    }  # fmt: skip


def team_of(by, on):
    """The Team of this Reader on that day, of the teams they manage."""
    teams = managed(by.by, on)
    members = set(held_on(on).filter(team__in=teams).values_list("user_id", flat=True))
    rows = reach.running(on).exclude(part=Allocation.Part.SELF)
    workers_of = defaultdict(set)  # uid -> users of the team who work with the child
    for uid, user in rows.filter(user__in=members, part=WORKER).values_list("child", "user_id"):
        workers_of[uid].add(user)
    teams_own = set(rows.filter(team__in=teams).values_list("child", flat=True))
    clocks = {clock: tells for clock in policy().clocks if (tells := due.tells_of(clock))}
    asked = SEEN.union(*clocks.values())
    children = known(teams_own | workers_of.keys(), by=by, categories=asked)
    taken = _taken_elsewhere(teams_own - workers_of.keys(), on)
    workers = {user.pk: Worker(user) for user in User.objects.filter(pk__in=members)}
    counts, seen = _counts(children, clocks, on), last_seen(children)
    for child in children.values():
        for user in workers_of[child.uid]:
            _add(workers[user], child, counts[child.pk], seen)
    nobody = [c for c in children.values() if not workers_of[c.uid] and c.uid not in taken]
    return Team(sorted(workers.values(), key=lambda w: (-w.overdue, w.user.name)), nobody, children, seen, on)


def _taken_elsewhere(uids, on):
    """Those with whom somebody of another team works."""
    rows = reach.running(on).filter(child__in=list(uids), part=WORKER, user__isnull=False)
    return set(rows.values_list("child", flat=True)) if uids else set()


def _counts(children, clocks, on):
    """{child: {section: how many}} of the open clocks that the reader may see."""
    found = defaultdict(lambda: defaultdict(int))
    rows = open_on(on).filter(child__in=list(children)).order_by()
    for child, clock, due_on in rows.values_list("child_id", "clock", "due_on"):
        if clock in clocks and clocks[clock] <= children[child].may:
            found[child][section_of(due_on, on)] += 1
    return found


def last_seen(children):
    """{child: the day of the latest visit at which they were seen}, of those whose visits the reader may read."""
    mine = [pk for pk, child in children.items() if child.may >= SEEN]
    found = {}
    visits = Visit.objects.filter(child__in=mine, on__isnull=False).exclude(seen=False).order_by()
    steps = Step.objects.filter(child__in=mine, form__in=VISITS, on__isnull=False, key=None).order_by()
    for rows in (visits, steps):
        for child, on in rows.values_list("child_id", "on"):
            found[child] = max(found.get(child, on), on)
    return found


def _add(worker, child, counts, seen):
    worker.children.append(child.pk)
    worker.overdue += counts[OVERDUE]
    worker.week += counts[TODAY] + counts[SOON]
    day = seen.get(child.pk)
    if day is None:
        worker.unseen += 1
    elif worker.last_seen is None or day < worker.last_seen:
        worker.last_seen = day
