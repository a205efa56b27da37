"""Who opened a child's record: entries of the log, and each as a line for people."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

from keepwell.web.staff.models import RoleHeld, User

from . import door
from .models import Entry
from .policy import policy

LOG = "access-log"  # the category of the policy
# For which of these somebody may see the log: to answer the family, or to see that all is in order.
PURPOSES = ("rights-request", "administration")
# What an action is called on a page, where its own word would not say it.
ACTIONS = {
    "open": "Opened the record",
    "list": "Saw the child in a list",
    "take in": "Took files about the child into the record",
    "give out in a return": "Gave the child’s facts out in a return",
    "correct": "Corrected a row",
    "add a row": "Added a row",
    "remove a row": "Removed a row",
    "see who opened the record": "Looked at this log",
    "print who opened the record": "Printed this log",
    "make a record": "Made the record",
    "add a relative": "Added a relative or carer",
    "add a way to reach somebody": "Added a way to reach somebody",
    "write down an address": "Wrote down an address",
    "put two records together": "Put this record and another together",
    "take two records apart": "Took this record and another apart again",
    "compare two records": "Compared this record with another",
    "say that they are two": "Said that this child and another are two children",
    "search in notes": "Looked for words in the notes",
    "move to the right child": "Moved a text that was recorded for the wrong child",
    "see what they were told": "Looked at what they were told and agreed to",
    "write down a telling": "Wrote down what they were told",
    "write down consent given": "Wrote down that somebody agrees",
    "write down consent refused": "Wrote down that somebody refuses",
    "withdraw consent": "Wrote down that somebody changed their mind",
    "open in an emergency": "Said that there is an emergency",
    "close an emergency": "Gave the record back after an emergency",
    "look at an emergency": "Read why it was opened in an emergency",
    "check an emergency": "Checked an emergency",
    "ask for approval": "Asked a manager to approve something",
    "answer an approval": "Answered what waited for approval",
    "add an alert": "Added an alert",
    "look at an alert again": "Looked at an alert again",
    "end an alert": "Ended an alert",
    "write down supervision": "Wrote down supervision",
    "say that an action is done": "Said that an action is done",
    "allocate": "Allocated somebody",
    "end an allocation": "Ended an allocation",
    "restrict": "Closed the record to somebody",
    "restrict: restricted": "Restricted the record",
    "restrict: sealed": "Sealed the record",
    "restrict: conflict": "Closed the record to somebody who knows the family",
    "restrict: excluded": "Shut somebody out of the record",
    "lift": "Opened the record again to somebody",
    "lift: restricted": "Lifted the restriction",
    "lift: sealed": "Lifted the seal",
    "lift: conflict": "Opened the record again to somebody who knew the family",
    "lift: excluded": "Opened the record again to somebody who was shut out",
}


@dataclass(frozen=True)
class Line:
    """One entry in words. `kinds` are titles of the policy: of a group where all of it was open, else of categories."""

    at: datetime
    who: str
    role: str
    did: str
    why: str
    kinds: tuple[str, ...]
    refused: bool


def purpose_for(by, action="view", before=None):
    """The purpose for which this person may do so with a child's log (any child's when none is given); else None.

    before   how they stand to the child (a Before)
    """
    if before is None:
        held = door.roles(by)

        def may(do, category, purpose):
            return policy().decide(held, do, category, purpose).allowed
    else:
        may = before.may
    wanted = (("view", door.CATEGORY_OF_BEING_KNOWN), (action, LOG))
    return next((p for p in PURPOSES if all(may(do, c, p) for do, c in wanted)), None)


def entries_of(*children, actor=None, first=None, last=None):
    """The entries about the child with this uid, the latest first; by one actor, from a day to a day (included).

    With several uids: of one child whose records were put together.
    """
    found = Entry.objects.filter(child__in=children).order_by("-pk")
    if actor:
        found = found.filter(actor=actor)
    if first:
        found = found.filter(at__gte=_midnight(first))
    if last:
        found = found.filter(at__lt=_midnight(last + timedelta(days=1)))
    return found


def actors_of(*children):
    """Whoever stands in the log of this child, by name: {code that an address may carry: (actor, name)}."""
    actors = Entry.objects.filter(child__in=children).order_by().values_list("actor", flat=True).distinct()
    names = _names(actors)
    return {_code(actor): (actor, names[actor]) for actor in sorted(names, key=lambda one: names[one].casefold())}


def lines(entries):
    """These entries as Lines, in their order, with names."""
    entries = list(entries)
    names, held = _names(e.actor for e in entries), _held(e.actor for e in entries)
    return [_line(entry, names[entry.actor], held) for entry in entries]


def without_names(entries):
    """As `lines`, with a role and a number in the place of a name: the same person keeps their number throughout."""
    entries = list(entries)
    held, called, counted = _held(e.actor for e in entries), {}, {}
    for entry in reversed(entries):
        if entry.actor not in called:
            role = _role(entry, held)
            counted[role] = counted.get(role, 0) + 1
            called[entry.actor] = f"{role} {counted[role]}"
    return [_line(entry, called[entry.actor], held) for entry in entries]


def _line(entry, who, held):
    return Line(
        timezone.localtime(entry.at), who, _role(entry, held), ACTIONS.get(entry.action, entry.action.capitalize()),
        _title("purpose", entry.purpose), _kinds(tuple(entry.categories), policy().digest), entry.outcome == "refused",
    )  # fmt: skip


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _user(actor):
    kind, _, key = actor.partition(" ")
    return int(key) if kind == "user" and key.isdecimal() else None


def _code(actor):
    """The account of an operator may be a name, and names are in no address."""
    return f"user-{_user(actor)}" if _user(actor) else f"other-{hashlib.sha256(actor.encode()).hexdigest()[:12]}"


def _names(actors):
    actors = set(actors)
    users = dict(User.objects.filter(pk__in=filter(None, map(_user, actors))).values_list("pk", "name"))
    return {actor: users.get(_user(actor)) or _unnamed(actor) for actor in actors}


def _unnamed(actor):
    key = _user(actor)
    return f"Somebody no longer known here, number {key}" if key else f"Account {actor.partition(' ')[2] or actor}"


def _held(actors):
    """{key of a user: their RoleHeld rows}"""
    found = {}
    for held in RoleHeld.objects.filter(user__in=filter(None, map(_user, set(actors)))):
        found.setdefault(held.user_id, []).append(held)
    return found


def _role(entry, held):
    """The role whose grant let them, as the clause says it; else those that they held on that day."""
    if entry.why.startswith("role."):
        return _title("role", entry.why.split(".")[1])
    if _user(entry.actor) is None:
        return _title("role", "operator")
    on = timezone.localdate(entry.at)
    roles = {h.role for h in held.get(_user(entry.actor), ()) if h.starts_on <= on and (h.ends_on or on) >= on}
    return " and ".join(_title("role", role) for role in sorted(roles)) or "No role"


def _title(kind, id):
    """The title that the policy gives it today; its id in words when the policy no longer has it."""
    objects = policy().roles if kind == "role" else policy().objects[kind]
    return objects[id].title if id in objects else id.replace("-", " ").capitalize()


@lru_cache(maxsize=2_000)
def _kinds(categories, digest):
    """Titles; `digest` only tells one policy from the next."""
    left, found = set(categories), []
    for group in policy().groups.values():
        whole = {c.id for c in policy().categories.values() if c.group == group.id}
        if len(whole) > 1 and whole <= left:
            left -= whole
            found.append(f"{group.title} (all of it)")
    return (*found, *(_title("category", one) for one in categories if one in left))
