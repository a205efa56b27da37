"""Whether each promise is kept, today. What could not be looked at is never kept."""

from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone

from keepwell.web.site.promises import ours
from keepwell.web.site.promises.evidence import EVIDENCE, Found, Look, NotMade, NotThere
from keepwell.web.site.promises.listing import NOT_BUILT, Promise

KEPT, NOT_KEPT, NOT_MADE = "kept", "not kept", "not made"
STATES = (KEPT, NOT_KEPT, NOT_BUILT, NOT_MADE)
# From the worst to the best: a sentence that rests on several promises is as good as the worst of them.
WORST_FIRST = (NOT_KEPT, NOT_BUILT, KEPT, NOT_MADE)
REMEMBERED = 5 * 60  # seconds that the public page shows the same answers


@dataclass(frozen=True)
class Checked:
    """One promise and what was found. `trouble` says in words why nothing was."""

    promise: Promise
    state: str
    found: Found | None = None
    trouble: str = ""

    def said(self, public=False):
        """The evidence in a sentence or two; in public without small numbers."""
        seen = self.found.said(public) if self.found else self.trouble
        if self.state != NOT_BUILT or not self.promise.missing:
            return seen
        lacks = f"Waits for {self.promise.waits_for}: {self.promise.missing}."
        if self.found is None:
            return lacks
        return f"{lacks} {'There already' if self.found.kept else 'So far'}: {seen}"


@dataclass(frozen=True)
class Results:
    """Every promise by number, and when they were looked at."""

    checked: dict
    at: object

    def count(self, state):
        return sum(one.state == state for one in self.checked.values())

    def worst(self, numbers):
        """The state of what rests on these promises."""
        states = Counter(self.checked[n].state for n in numbers)
        return next(state for state in WORST_FIRST if states[state])


def told(results):
    """The states to count: a council makes all promises, so there nothing is said of those not made."""
    return [state for state in STATES if state != NOT_MADE or results.count(state)]


def check_all(listing, policy, today):
    """A Results of all promises of the list. Never raises: what cannot be looked at is not kept."""
    look = Look(policy, today)
    return Results({number: check(one, look) for number, one in listing.promises.items()}, timezone.now())


def check(promise, look):
    """Look whether one promise is kept."""
    rests_on = ours.clauses(promise, look.policy)
    if not ours.made(promise, look.policy):
        return Checked(promise, NOT_MADE, trouble=ours.why_not(look.policy))
    if gone := [clause for clause in rests_on if not _stands(look, clause)]:
        trouble = f"The policy in force has no clause {', '.join(gone)}, on which this rests."
        return Checked(promise, NOT_KEPT if promise.built else NOT_BUILT, trouble=trouble)
    if not promise.evidence:
        return Checked(promise, NOT_BUILT)
    try:
        with _unharmed():
            found = EVIDENCE[promise.evidence](look, *promise.of)
            found.said()
    except NotMade as trouble:
        return Checked(promise, NOT_MADE, trouble=str(trouble))
    except NotThere:
        return Checked(promise, NOT_BUILT, trouble="What would show this is not built in this installation.")
    except Exception as trouble:
        # Its words may hold personal data: only the name of its class is told.
        words = f"could not be checked ({type(trouble).__name__})."
        return Checked(promise, NOT_KEPT if promise.built or promise.breaks else NOT_BUILT, trouble=words)
    return Checked(promise, _state(promise, found), found)


def _state(promise, found):
    """A promise of which only a part is built is never kept, yet that part can show that it is broken."""
    if not found.kept and (promise.built or promise.breaks):
        return NOT_KEPT
    return KEPT if promise.built else NOT_BUILT


def _stands(look, clause):
    """Is there such a clause in force?"""
    try:
        one = look.policy.find(clause)
    except KeyError:
        return False
    return getattr(one, "text", one).in_force(look.today) if hasattr(getattr(one, "text", one), "in_force") else True


def _unharmed():
    """A failed query must not spoil the transaction around it, where there is one."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def remembered(listing, policy):
    """As `check_all` for today, some minutes old at most."""
    today = timezone.localdate()
    key = f"promises-{policy.digest}-{today}"
    return caches["process"].get_or_set(key, lambda: check_all(listing, policy, today), REMEMBERED)
