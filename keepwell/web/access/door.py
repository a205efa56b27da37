"""The one door to a child's record.

`open` asks the policy about every category of the record, writes the log entry and hands out what was allowed.
The entry is written in the transaction of the caller: no log entry, no page. A refusal raises `NotForYou`,
which the middleware logs in a transaction of its own, because the caller's is rolled back.

What is asked of one child depends on how the person stands to it; lists of children go through `only_known`.
"""

import getpass
from dataclasses import dataclass, field

from django.db import transaction

from .models import Entry
from .policy import policy
from .reach import Reacher
from .visitor import CATEGORY_OF_BEING_KNOWN, PURPOSES, Before, Visitor, urgent, urgent_purposes

__all__ = [
    "CATEGORY_OF_BEING_KNOWN", "PURPOSES", "NotForYou", "Opened", "Operator", "ask", "ask_each", "ask_of", "before",
    "known_among", "listed", "may", "name_of", "note", "note_refusal", "nothing_there", "only_known", "open",
    "passed", "purpose_of", "roles", "shut_among", "urgent", "urgent_purposes", "visitor",
]  # fmt: skip

CHUNK = 500  # entries written at a time


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
    """What of a child's record may be seen: categories allowed, and those refused with their clause.

    emergency   is it open only because of an emergency?
    """

    child: object
    by: object
    purpose: str
    allowed: frozenset
    refused: dict
    before: Before = field(repr=False)
    emergency: bool = False

    def may(self, *categories):
        """Are all of these categories open?"""
        return self.allowed.issuperset(categories)

    def may_do(self, action, among=None):
        """With which of these categories (of the open ones when not given) may the person do this?"""
        decided = self.before.decide(action, self.allowed if among is None else among, self.purpose)
        return frozenset(category for category, decision in decided.items() if decision.allowed)

    def known_among(self, uids):
        """Which of these other children may the reader know of?"""
        return self.before.visitor.known_among(uids, self.purpose).keys() if uids else set()

    def shut_among(self, uids):
        """Which of these other children must nothing tell of here, not even the record of a relative?"""
        return self.before.visitor.shut_among(uids) if uids else set()


def name_of(by):
    return f"operator {by.account}" if isinstance(by, Operator) else f"user {by.pk}"


def visitor(by):
    return Visitor(Reacher.operator()) if isinstance(by, Operator) else Visitor.of(by)


def roles(by):
    """The ids of the roles that a person holds today."""
    return visitor(by).roles


def may(by, action, category, purpose):
    """The decision of the policy for one category, of no child in particular."""
    return policy().decide(roles(by), action, category, purpose)


def purpose_of(by):
    """The purpose for which a person usually opens a record."""
    return visitor(by).usual


def only_known(children, *, by, purpose=None, uid="person__uid"):
    """Those of a queryset of whom `by` may know for this purpose; `uid` is the path to the uid of a child's person."""
    return visitor(by).only_known(children, purpose, uid)


def known_among(uids, *, by, purpose=None):
    """{uid: Standing} of those of these children of whom `by` may know for this purpose."""
    return visitor(by).known_among(uids, purpose)


def shut_among(uids, *, by):
    """Those of these children whose record is closed to `by` by its state: nothing may tell that it is there."""
    return visitor(by).shut_among(uids)


def before(child, *, by):
    """How `by` stands to a child (a Child); what is asked of it is not logged, so nothing may be told by it alone."""
    return visitor(by).before(child)


def open(child, *, by, purpose=None):
    """Open the record of `child` (a Child) for `by`. Raises NotForYou when not even the name may be known.

    Without a purpose it is the usual one of the reader's roles.
    """
    stands, rules = before(child, by=by), policy()
    emergency, purpose = stands.by_emergency(purpose), stands.purpose(purpose)
    decisions = stands.decide("view", rules.categories, purpose)
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
    return Opened(child, by, purpose, allowed, refused, stands, emergency)


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


def ask_each(*, by, action, categories, purpose, what):
    """With which of these categories may `by` do this, of no child in particular? Logged as one entry.

    Raises NotForYou when with none of them.
    """
    decided = policy().decide_each(roles(by), action, sorted(categories), purpose)
    allowed = frozenset(category for category, decision in decided.items() if decision.allowed)
    entry = Entry(
        actor=name_of(by), action=what, purpose=purpose, categories=sorted(allowed or categories),
        outcome="allowed" if allowed else "refused", why=next(iter(decided.values())).clause, policy=policy().digest,
    )  # fmt: skip
    if not allowed:
        raise NotForYou(entry)
    entry.save()
    return allowed


def ask_of(child, *, by, action, categories, purpose=None, what=""):
    """May `by` do `action` of the policy with all these categories of one child's record? Logged either way.

    Raises NotForYou, with the clause of the first category that is refused.
    """
    stands = before(child, by=by)
    purpose = stands.purpose(purpose)
    decisions = list(stands.decide(action, sorted(categories), purpose).values())
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
    passed(children, by=by, action="list", purpose=purpose or purpose_of(by), categories=categories)


def passed(children, *, by, action, purpose, categories=()):
    """Log that the same was done with each of these children (uids of their person): shown, taken in, given out."""
    digest, told = policy().digest, sorted({CATEGORY_OF_BEING_KNOWN, *categories})
    Entry.objects.bulk_create(
        (Entry(actor=name_of(by), action=action, purpose=purpose, child=uid, categories=told,
               outcome="allowed", policy=digest) for uid in children), batch_size=CHUNK,
    )  # fmt: skip


def nothing_there(*, by, what, purpose="administration", child=None):
    """A NotForYou for an address that names nothing of this child, or of anybody: somebody may be trying numbers."""
    return NotForYou(Entry(
        actor=name_of(by), action=what, purpose=purpose, child=child, outcome="refused", policy=policy().digest
    ))  # fmt: skip


def note(*, by, action, purpose="administration", child=None, why=""):
    """Log what was done and needs no decision: who may sign in and as what, or that somebody gave a right back."""
    Entry.objects.create(
        actor=name_of(by), action=action, purpose=purpose, child=child, outcome="allowed", why=why,
        policy=policy().digest,
    )  # fmt: skip


def note_refusal(refusal):
    """Log a refusal whose transaction was rolled back."""
    with transaction.atomic():
        refusal.entry.save()
