"""Guidance: what a person is asked to read, and which sources of the policy are to be looked at again."""

from dataclasses import dataclass, fields

from django.utils import timezone

from keepwell.clocks.loading import clocks

from ...access import door
from ...access.policy import policy
from ...staff.queries import held_on, roles_of
from ..models import Confirmed, Edition

KEEPS = ("export", "access-log", "administration")  # who may hand out the log keeps the policy


@dataclass(frozen=True)
class Asked:
    """A source that a person is asked to read, and when they said that they have, in the edition that holds now."""

    source: object
    read_at: object = None


@dataclass(frozen=True)
class Citing:
    """A clause of the policy, or a clock, that rests on a source."""

    what: str
    title: str


def keeps_policy(user):
    action, category, purpose = KEEPS
    return door.may(user, action, category, purpose).allowed


def asked_of(user, on):
    """The guidance that the roles of this person ask them to read, those not read yet first."""
    roles = {held.role for held in roles_of(user, on)}
    mine = [one for one in _to_read(on) if roles & {*one.readers}]
    said = Confirmed.objects.filter(user=user).values_list("source", "edition", "at")
    read = {(source, edition): at for source, edition, at in said}
    return sorted(
        (Asked(one, read.get((one.id, one.version))) for one in mine), key=lambda one: one.read_at is not None
    )


def waiting(user, on):
    """(how many a person has to read, how many sources they have to look at again)."""
    unread = sum(one.read_at is None for one in asked_of(user, on))
    return unread, open_tasks().count() if keeps_policy(user) else 0


def counted(on):
    """(how many readings are asked for, how many of them are confirmed): a person and a source each."""
    asked, sources = set(), _to_read(on)
    for user, role in held_on(on).filter(user__is_active=True).values_list("user", "role"):
        asked |= {(user, one.id, one.version) for one in sources if role in one.readers}
    return len(asked), len(asked & set(Confirmed.objects.values_list("user", "source", "edition")))


def _to_read(on):
    held = (one for one in policy().sources.values() if one.readers and one.in_force(on))
    return [one for one in held if state_of(one, on)[1:] == ("", False)]


# What is to be looked at again ----------------------------------------------------------------------------------------


def state_of(source, on):
    """(edition, id of what replaced it or '', has it ended?)"""
    ended = bool(source.in_force_to and source.in_force_to < on)
    return source.version, source.superseded_by or "", ended


def latest():
    """{source: the Edition row that holds}"""
    return {row.source: row for row in Edition.objects.order_by("pk")}


def unseen(on):
    """[(source, its row or None)] of the policy in force that stand otherwise than was last seen."""
    held = latest()
    found = [(source, held.get(source.id)) for source in policy().sources.values()]
    return [(source, row) for source, row in found if row is None or _state(row) != state_of(source, on)]


def _state(row):
    return row.edition, row.replaced_by, row.ended


def open_tasks():
    return Edition.objects.filter(first=False, looked_at=None)


def late(before, on):
    """How many sources wait since before that day to be looked at again, also those whose change nobody has seen."""
    seen = sum(timezone.localdate(row.seen_at) < before for row in open_tasks())
    return seen + sum(row is not None and source.checked_on < before for source, row in unseen(on))


def citing(id):
    """[Citing] of the clauses and clocks that rest on this source, clocks by its title in their words."""
    rules, found = policy(), []
    for kind, members in rules.objects.items():
        found += [Citing(f"{kind}.{one.id}", getattr(one, "title", "")) for one in members.values() if _cites(one, id)]
    title = rules.sources[id].title.casefold() if id in rules.sources else None
    found += [Citing(f"clock.{clock.id}", clock.title) for clock in clocks().values()
              if title and any(title in version.source.casefold() for version in clock.versions)]  # fmt: skip
    return found


def _cites(one, id):
    named = (getattr(one, key.name) for key in fields(one) if key.metadata.get("kind") == "source")
    return any(id in value if isinstance(value, tuple) else id == value for value in named)
