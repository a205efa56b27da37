"""The one door to a child's record.

`open` asks the policy about every category of the record, writes the log entry and hands out what was allowed.
The entry is written in the transaction of the caller: no log entry, no page. A refusal raises `NotForYou`,
which the middleware logs in a transaction of its own, because the caller's is rolled back.
"""

import getpass
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from keepwell.web.staff.queries import role_ids_of

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

    def may(self, *categories):
        """Are all of these categories open?"""
        return self.allowed.issuperset(categories)


def name_of(by):
    return f"operator {by.account}" if isinstance(by, Operator) else f"user {by.pk}"


def roles(by):
    """The ids of the roles that a person holds today."""
    return ["operator"] if isinstance(by, Operator) else sorted(role_ids_of(by, date.today()))


def may(by, action, category, purpose):
    """The decision of the policy for one category."""
    return policy().decide(roles(by), action, category, purpose)


def purpose_of(by):
    """The purpose for which a person usually opens a record: the first that their roles allow."""
    held, rules = roles(by), policy()
    allowed = (p for p in PURPOSES if rules.decide(held, "view", CATEGORY_OF_BEING_KNOWN, p).allowed)
    return next(allowed, "support")


def open(child, *, by, purpose=None):
    """Open the record of `child` (a Child) for `by`. Raises NotForYou when not even the name may be known.

    Without a purpose it is the usual one of the reader's roles.
    """
    purpose = purpose or purpose_of(by)
    held, rules = roles(by), policy()
    decisions = rules.decide_each(held, "view", rules.categories, purpose)
    allowed = frozenset(c for c, d in decisions.items() if d.allowed)
    known = decisions[CATEGORY_OF_BEING_KNOWN]
    entry = Entry(
        actor=name_of(by), action="open", purpose=purpose, child=child.person.uid, categories=sorted(allowed),
        outcome="allowed" if known.allowed else "refused", why=known.clause, policy=rules.digest,
    )  # fmt: skip
    if not known.allowed:
        raise NotForYou(entry)
    entry.save()
    return Opened(child, purpose, allowed, {c: d.clause for c, d in decisions.items() if not d.allowed})


def ask(*, by, action, category, purpose=None, what=""):
    """May `by` do `action` of the policy with a whole category? Logged either way, under `what` (search, import...)."""
    purpose = purpose or purpose_of(by)
    decision = may(by, action, category, purpose)
    entry = Entry(
        actor=name_of(by), action=what or action, purpose=purpose, categories=[category],
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
    purpose = purpose or purpose_of(by)
    held, rules = roles(by), policy()
    decisions = [rules.decide(held, action, category, purpose) for category in sorted(categories)]
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


def note(*, by, action, purpose="administration"):
    """Log what an operator did to the house itself: who may sign in and as what."""
    Entry.objects.create(actor=name_of(by), action=action, purpose=purpose, outcome="allowed", policy=policy().digest)


def note_refusal(refusal):
    """Log a refusal whose transaction was rolled back."""
    with transaction.atomic():
        refusal.entry.save()
