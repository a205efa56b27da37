"""The one door to a child's record.

`open` asks the policy about every category of the record, writes the log entry and hands out what was allowed.
The entry is written in the transaction of the caller: no log entry, no page. A refusal raises `NotForYou`,
which the middleware logs in a transaction of its own, because the caller's is rolled back.

What is asked of one child depends on how the person stands to it (`reach`); lists of children go through `only_known`.
"""

import getpass
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.db import transaction

from . import reach
from .models import Entry
from .policy import policy

CATEGORY_OF_BEING_KNOWN = "identity"  # who may not know this does not know that the child is there
# The purposes for which a child's record is opened, the commonest first, with what a page calls them. A person's roles
# settle which is theirs.
PURPOSES = {
    "support": "to support the child",
    "safeguarding": "to keep the child safe",
    "pastoral": "to care for the child’s wellbeing at school",
    "returns": "to make the returns that the law requires",
    "rights-request": "to answer a request by the people the record is about",
}


class NotForYou(Exception):
    """What was asked for does not exist for this person. Its page says only that."""

    def __init__(self, entry):
        super().__init__("refused")
        self.entry = entry


@dataclass(frozen=True)
class Operator:
    """Somebody at the command line of the machine that holds the record."""

    account: str

    @classmethod
    def here(cls):
        return cls(getpass.getuser())


@dataclass(frozen=True)
class Opened:
    """What of a child's record may be seen: categories allowed, and those refused with their clause."""

    child: object
    purpose: str
    allowed: frozenset
    refused: dict
    by: object = None
    emergency: bool = False  # open only because of an emergency
    decide: Callable = field(default=None, repr=False, compare=False)  # (action, categories) -> {category: Decision}

    def may(self, *categories):
        """Are all of these categories open?"""
        return self.allowed.issuperset(categories)

    def may_do(self, action, among=None):
        """With which of these categories (of the open ones when not given) may the person do this?"""
        decided = self.decide(action, self.allowed if among is None else among)
        return frozenset(category for category, decision in decided.items() if decision.allowed)

    def known_among(self, uids):
        """Which of these other children may the reader know of?"""
        return known_among(uids, by=self.by, purpose=self.purpose).keys() if uids else set()

    def shut_among(self, uids):
        """Which of these other children must nothing tell of here, not even the record of a relative?"""
        return shut_among(uids, by=self.by) if uids else set()


def name_of(by):
    return f"operator {by.account}" if isinstance(by, Operator) else f"user {by.pk}"


def reacher(by):
    """Whom this person may reach."""
    return reach.Reacher.operator() if isinstance(by, Operator) else reach.Reacher.of(by)


def roles(by):
    """The ids of the roles that a person holds today."""
    return reacher(by).roles


def may(by, action, category, purpose):
    """The decision of the policy for one category, of no child in particular."""
    return policy().decide(roles(by), action, category, purpose)


def purpose_of(by):
    """The purpose for which a person usually opens a record: the first that their roles allow."""
    return _usual(roles(by))


def _usual(held):
    allowed = (p for p in PURPOSES if policy().decide(held, "view", CATEGORY_OF_BEING_KNOWN, p).allowed)
    return next(allowed, "support")


def only_known(children, *, by, purpose=None, uid="person__uid"):
    """Those of a queryset of whom `by` may know for this purpose; `uid` is the path to the uid of a child's person."""
    who = reacher(by)
    return children.filter(reach.known(who, uid, _knows(who, purpose or _usual(who.roles))))


def known_among(uids, *, by, purpose=None):
    """{uid: Standing} of those of these children of whom `by` may know for this purpose."""
    who = reacher(by)
    knows = _knows(who, purpose or _usual(who.roles))
    return {uid: to for uid, to in reach.standings(who, uids).items() if knows(to)}


def shut_among(uids, *, by):
    """Those of these children whose record is closed to `by` by its state: nothing may tell that it is there."""
    who = reacher(by)
    shut = who.restrictions.filter(child__in=list(uids)).values_list("child", flat=True)
    found = reach.standings(who, set(shut))
    purpose = _usual(who.roles)
    everywhere = frozenset(who.roles)
    knows = _knows(who, purpose)
    return {uid for uid, to in found.items() if not knows(reach.Standing(everywhere, to.states, to.near))}


def _knows(who, purpose):
    """A function of a Standing: may the child be known for this purpose, or for that of an emergency?"""

    return lambda to: any(_opens(who.roles, one, to) for one in (purpose, *urgent(to)))


def _opens(held, purpose, to):
    return policy().decide(held, "view", CATEGORY_OF_BEING_KNOWN, purpose, standing=to).allowed


def urgent(to):
    """The purposes of an emergency, when there is one."""
    return urgent_purposes() if "emergency" in to.near else []


def urgent_purposes():
    """The purposes for which the policy lets a record be opened in an emergency."""
    return [id for id, one in policy().purposes.items() if one.break_glass]


@dataclass(frozen=True)
class _Asked:
    """One person before one child: for which purpose, and how they stand to it."""

    held: list
    purpose: str
    to: reach.Standing
    emergency: bool

    def decide(self, action, categories):
        return policy().decide_each(self.held, action, categories, self.purpose, standing=self.to)


def _asked(child, by, purpose):
    """For the purpose given, or the usual one; in an emergency for its purpose, when the other would not do."""
    who = reacher(by)
    (to,) = reach.standings(who, [child.person.uid]).values()
    purpose = purpose or _usual(who.roles)
    chosen = next((one for one in (purpose, *urgent(to)) if _opens(who.roles, one, to)), None)
    quiet = replace(to, near=to.near - {"emergency"})
    emergency = chosen is not None and not _opens(who.roles, purpose, quiet)
    return _Asked(who.roles, chosen or purpose, to, emergency)


def open(child, *, by, purpose=None):
    """Open the record of `child` (a Child) for `by`. Raises NotForYou when not even the name may be known.

    Without a purpose it is the usual one of the reader's roles.
    """
    asked, rules = _asked(child, by, purpose), policy()
    purpose = asked.purpose
    decisions = asked.decide("view", rules.categories)
    allowed = frozenset(c for c, d in decisions.items() if d.allowed)
    known = decisions[CATEGORY_OF_BEING_KNOWN]
    entry = Entry(
        actor=name_of(by), action="open", purpose=purpose, child=child.person.uid, categories=sorted(allowed),
        outcome="allowed" if known.allowed else "refused", why=known.clause, policy=rules.digest,
    )  # fmt: skip
    if not known.allowed:
        raise NotForYou(entry)
    entry.save()
    refused = {c: d.clause for c, d in decisions.items() if not d.allowed}
    return Opened(child, purpose, allowed, refused, by, asked.emergency, asked.decide)


def may_of(child, *, by, action, category, purpose=None):
    """The decision for one category of one child's record; nothing is logged, so nothing may be told by it."""
    return _asked(child, by, purpose).decide(action, (category,))[category]


def ask(*, by, action, category, purpose=None, what="", child=None):
    """May `by` do `action` of the policy with a whole category? Logged either way, under `what` (search, import...).

    `child` is the uid of the one it was about, for the log alone: the question is of no child in particular.
    """
    purpose = purpose or purpose_of(by)
    decision = may(by, action, category, purpose)
    entry = Entry(
        actor=name_of(by), action=what or action, purpose=purpose, child=child, categories=[category],
        outcome="allowed" if decision.allowed else "refused", why=decision.clause, policy=policy().digest,
    )  # fmt: skip
    if not decision.allowed:
        raise NotForYou(entry)
    entry.save()
    return decision


def ask_of(child, *, by, action, categories, purpose=None, what=""):
    """May `by` do `action` of the policy with all these categories of one child's record? Logged either way.

    Raises NotForYou, with the clause of the first category that is refused.
    """
    asked = _asked(child, by, purpose)
    purpose = asked.purpose
    decisions = list(asked.decide(action, sorted(categories)).values())
    refused = next((decision for decision in decisions if not decision.allowed), None)
    entry = Entry(
        actor=name_of(by), action=what or action, purpose=purpose, child=child.person.uid,
        categories=sorted(categories), outcome="refused" if refused else "allowed",
        why=(refused or decisions[0]).clause, policy=policy().digest,
    )  # fmt: skip
    if refused:
        raise NotForYou(entry)
    entry.save()


def listed(children, *, by, purpose=None, categories=()):
    """Log that these children (uids of their person) were shown in a list, and what it told besides who they are."""
    digest, purpose = policy().digest, purpose or purpose_of(by)
    told = sorted({CATEGORY_OF_BEING_KNOWN, *categories})
    Entry.objects.bulk_create(
        Entry(actor=name_of(by), action="list", purpose=purpose, child=uid, categories=told,
              outcome="allowed", policy=digest) for uid in children
    )  # fmt: skip


def note(*, by, action, purpose="administration", child=None):
    """Log what was done and needs no decision: who may sign in and as what, or that somebody gave a right back."""
    Entry.objects.create(
        actor=name_of(by), action=action, purpose=purpose, child=child, outcome="allowed", policy=policy().digest
    )


def note_refusal(refusal):
    """Log a refusal whose transaction was rolled back."""
    with transaction.atomic():
        refusal.entry.save()
