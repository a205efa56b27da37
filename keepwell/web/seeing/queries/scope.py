"""Of whom somebody may see figures: by name, of the children they work with; or only counted, of the whole service."""

from dataclasses import dataclass, field
from datetime import date

from keepwell.policy.standing import NEAR, STATES, Standing
from keepwell.statistics.measures import MEASURES
from keepwell.web.access import consent, door
from keepwell.web.access.models import Allocation
from keepwell.web.access.policy import policy
from keepwell.web.access.reach import running
from keepwell.web.record.models import Child, Person
from keepwell.web.record.queries.consents import waiting_for

# For which a record is opened by name and figures belong to that work. To answer a request they do not.
WORKING = ("support", "safeguarding", "pastoral", "returns")
COUNTING = ("quality", "evaluation")
NEEDED = frozenset().union(*(measure.needs for measure in MEASURES.values()))


@dataclass(frozen=True)
class Scope:
    """Somebody who sees figures for one page. `allowed` are the categories that their roles open so at all."""

    by: object
    visitor: object
    action: str
    purpose: str
    allowed: frozenset
    on: date
    _ids: dict = field(default_factory=dict, repr=False)

    @property
    def measures(self):
        return [measure for measure in MEASURES.values() if measure.needs <= self.allowed]

    def ids(self, categories):
        """The ids of the children of whom all these categories are open, in whatever state their records are."""
        wanted = sorted(categories)
        alike = self._alike(wanted)
        if alike not in self._ids:
            there = self.visitor.only_open(Child.objects.order_by(), self.action, wanted, self.purpose)
            self._ids[alike] = frozenset(there.values_list("pk", flat=True))
        found = self._ids[alike]
        if not waiting_for(policy(), wanted, self.purpose):
            return found
        waits = consent.shut(found, wanted, self.purpose)
        return frozenset(child for child in found if not waits.get(child))

    def _alike(self, categories):
        """What the policy says of these categories for each way to stand to a child: same answers, same children."""
        wanted = [*categories, *([door.CATEGORY_OF_BEING_KNOWN] if self.action == "view" else [])]
        roles = [frozenset({role}) for role in self.visitor.roles]
        nears = [frozenset(), *(frozenset({near}) for near in NEAR)]
        ways = [
            Standing(role, frozenset(state), near)
            for role in [*roles, frozenset()] for state in [(), *((one,) for one in STATES)] for near in nears
        ]  # fmt: skip
        return tuple(self._opens(wanted, way) for way in ways)

    def _opens(self, wanted, way):
        decided = policy().decide_each(self.visitor.roles, self.action, wanted, self.purpose, standing=way)
        return all(one.allowed for one in decided.values())


def named(by, what):
    """The Scope of who works with children by name; NotForYou, logged, when somebody does not."""
    visitor = door.visitor(by)
    return _asked(by, visitor, "view", _working(visitor), what)


def counted(by, what):
    """The Scope of who may count children without knowing them; NotForYou, logged, when somebody may not."""
    visitor = door.visitor(by)
    purpose = next((one for one in COUNTING if _measures(visitor, "count", one)), COUNTING[0])
    return _asked(by, visitor, "count", purpose, what)


def offered(by):
    """The names of the pages of figures that somebody may open; asking is not logged, for a menu tells nothing."""
    visitor = door.visitor(by)
    ways = {"seeing:figures": ("view", [_working(visitor)]), "seeing:service": ("count", COUNTING)}
    return {name for name, (action, purposes) in ways.items()
            if any(_measures(visitor, action, purpose) for purpose in purposes)}  # fmt: skip


def _working(visitor):
    return visitor.usual if visitor.usual in WORKING else WORKING[0]


def _measures(visitor, action, purpose):
    decided = policy().decide_each(visitor.roles, action, sorted(NEEDED), purpose)
    return [one for one in MEASURES.values() if all(decided[category].allowed for category in one.needs)]


def _asked(by, visitor, action, purpose, what):
    allowed = door.ask_each(by=by, action=action, categories=NEEDED | {"worker"}, purpose=purpose, what=what)
    scope = Scope(by, visitor, action, purpose, allowed, date.today())
    if not scope.measures:
        raise door.nothing_there(by=by, what=what, purpose=purpose)
    return scope


def teams_of(ids, on):
    """{child: names of the teams they are allocated to that day}, for these children."""
    return _allocated(ids, running(on).filter(team__isnull=False), "team__name")


def workers_of(ids, on):
    """{child: names of the people who work with them that day}, for these children."""
    return _allocated(ids, running(on).filter(user__isnull=False, part=Allocation.Part.WORKER), "user__name")


def _allocated(ids, rows, name):
    given = list(rows.order_by(name).values_list("child", name))
    people = Person.objects.filter(uid__in={uid for uid, _ in given}) if len(given) < 900 else Person.objects.filter(
        uid__in=rows.order_by().values("child"))  # fmt: skip
    keys, found = dict(people.values_list("uid", "pk")), {}
    for uid, words in given:
        if keys.get(uid) in ids:
            found.setdefault(keys[uid], {})[words] = None
    return {child: list(names) for child, names in found.items()}
