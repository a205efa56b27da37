"""Children in the lists of this room: of whom a reader may know, and which categories of each are open to them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from keepwell.clocks.ages import age_on

from ...access import consent, door, reach
from ...access.models import Allocation
from ...access.policy import policy
from ...record.models import Child
from ...record.queries.calling import called, names_of


@dataclass(frozen=True)
class Known:
    """A child of whom the reader may know: key, uid of the person, and the categories that they may view."""

    pk: int
    uid: object
    born_on: date | None
    died_on: date | None
    may: frozenset


@dataclass(frozen=True)
class Named:
    """How a list calls a child."""

    uid: object
    name: str
    age: int | None


def allocated_to(user, on):
    """The uids of the children with whom this person works on that day."""
    theirs = reach.running(on).filter(user=user, part=Allocation.Part.WORKER)
    return set(theirs.values_list("child", flat=True))


def known(uids, *, by, categories):
    """{key: Known} of those of these children of whom `by` (a Reader) may know, judged for these categories."""
    standing = by.visitor.known_among(uids, by.purpose) if uids else {}
    rows = Child.objects.filter(person__uid__in=list(standing)).values_list(
        "pk", "person__uid", "person__born_on", "person__died_on"
    )
    rows, asked = list(rows), sorted(categories)
    shut = consent.shut([pk for pk, *_ in rows], asked, by.purpose) if rows else {}
    may = {to: _may(by, to, asked) for to in set(standing.values())}
    return {pk: Known(pk, uid, born, died, may[standing[uid]].difference(shut[pk])) for pk, uid, born, died in rows}


def _may(by, to, categories):
    decided = policy().decide_each(by.visitor.roles, "view", categories, by.purpose, standing=to)
    return frozenset(category for category, one in decided.items() if one.allowed)


def named(children, on):
    """{key: Named} of these Known, in one query."""
    names = names_of([child.pk for child in children])
    return {
        child.pk: Named(child.uid, called(names[child.pk], on).full, _age(child, on)) for child in children
    }  # fmt: skip


def _age(child, on):
    return age_on(child.born_on, child.died_on or on) if child.born_on else None


def list_them(children, *, by, categories):
    """Log that these Known were shown in a list that told this much of each."""
    alike = defaultdict(list)
    for child in children:
        alike[child.may & categories].append(child.uid)
    for told, uids in alike.items():
        door.listed(uids, by=by.by, purpose=by.purpose, categories=told)
