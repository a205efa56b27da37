"""Somebody at the door: whom they may know of, and how they stand to one child. Nothing here writes to the log."""

from dataclasses import dataclass, replace
from functools import cached_property

from keepwell.policy.decisions import REFUSED, Decision

from . import consent, reach
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


WAITS = "This waits for somebody’s agreement."


@dataclass(frozen=True)
class Visitor:
    """A person with the roles they hold today. It is made anew for each page: what changes meanwhile counts then."""

    who: reach.Reacher

    @classmethod
    def of(cls, user):
        return cls(reach.Reacher.of(user))

    @cached_property
    def roles(self):
        return self.who.roles

    @cached_property
    def usual(self):
        """The purpose for which they usually open a record: the first that their roles allow."""
        return next((p for p in PURPOSES if self.opens(p)), "support")

    def opens(self, purpose, to=None):
        """May a child be known for this purpose, to whom they stand so (None: any child)?"""
        return policy().decide(self.roles, "view", CATEGORY_OF_BEING_KNOWN, purpose, standing=to).allowed

    def knows(self, purpose):
        """A function of a Standing: may the child be known for this purpose, or for that of an emergency?"""
        return lambda to: any(self.opens(one, to) for one in (purpose or self.usual, *urgent(to)))

    def only_known(self, children, purpose=None, uid="person__uid"):
        """Those of a queryset of whom they may know; `uid` is the path to the uid of a child's person."""
        return children.filter(reach.known(self.who, uid, self.knows(purpose)))

    def only_open(self, children, action, categories, purpose, uid="person__uid"):
        """Those of a queryset with all of whose categories they may do this: to view needs to know the child, too."""
        wanted = {*categories, *([CATEGORY_OF_BEING_KNOWN] if action == "view" else [])}

        def allows(to):
            decided = policy().decide_each(self.roles, action, sorted(wanted), purpose, standing=to)
            return all(one.allowed for one in decided.values())

        return children.filter(reach.known(self.who, uid, allows))

    def reaches_all(self, purpose=None):
        """Does some role that opens children for this purpose reach all of them?"""
        reach_of = self.who.reach_of
        ways = [role for role in self.roles if reach_of(role) == "all"]
        return any(self.opens(purpose or self.usual, reach.Standing(frozenset({role}))) for role in ways)

    def known_among(self, uids, purpose=None):
        """{uid: Standing} of those of these children of whom they may know."""
        knows, found = self.knows(purpose), reach.standings(self.who, uids)
        decided = {to: knows(to) for to in set(found.values())}  # many children, and few ways to stand to them
        return {uid: to for uid, to in found.items() if decided[to]}

    def in_emergency(self, uids):
        """Those of these children whose record an emergency would open to them."""
        knows = self.knows(None)
        found = reach.standings(self.who, uids).items()
        return {uid for uid, to in found if knows(replace(to, near=to.near | {"emergency"}))}

    def opens_among(self, children, categories):
        """{child id: those of these categories that are open} for {child id: uid}; nobody of whom they may not know.

        The same as `door.open` of each alone, in a few queries for many.
        """
        found, alike = {}, {}
        standings = reach.standings(self.who, children.values())
        for child, uid in children.items():
            alike.setdefault(standings[uid], []).append(child)
        for to, some in alike.items():
            purpose = Before(self, None, to).purpose()
            if self.opens(purpose, to):
                decided = policy().decide_each(self.roles, "view", categories, purpose, standing=to)
                allowed = frozenset(c for c in categories if decided[c].allowed)
                waits = consent.shut(some, sorted(allowed), purpose)
                found |= {child: allowed - waits[child].keys() for child in some}
        return found

    def shut_among(self, uids):
        """Those of these children whose record its state closes to them: nothing may tell that it is there."""
        shut = set(self.who.restrictions.filter(child__in=list(uids)).values_list("child", flat=True))
        knows, everywhere = self.knows(None), frozenset(self.roles)
        found = reach.standings(self.who, shut).items() if shut else ()
        return {uid for uid, to in found if not knows(reach.Standing(everywhere, to.states, to.near))}

    def before(self, child):
        """How they stand to a child (a Child)."""
        (to,) = reach.standings(self.who, [child.person.uid]).values()
        return Before(self, child, to)


@dataclass(frozen=True)
class Before:
    """A visitor before one child."""

    visitor: Visitor
    child: object
    to: reach.Standing

    def decide(self, action, categories, purpose):
        """{category: Decision}: what the policy says, and what waits for somebody's consent is refused besides."""
        decided = policy().decide_each(self.visitor.roles, action, categories, purpose, standing=self.to)
        waits = consent.shut([self.child.pk], list(decided), purpose)[self.child.pk]
        refused = {c: Decision(REFUSED, clause, WAITS) for c, clause in waits.items() if decided[c].allowed}
        return decided | refused

    def may(self, action, category, purpose):
        return self.decide(action, (category,), purpose)[category].allowed

    def purpose(self, wanted=None):
        """The one wanted, or the usual one; in an emergency its purpose, when the other would not do."""
        wanted = wanted or self.visitor.usual
        return next((one for one in (wanted, *urgent(self.to)) if self.visitor.opens(one, self.to)), wanted)

    def by_emergency(self, wanted=None):
        """Is the child known only because of an emergency?"""
        quiet = replace(self.to, near=self.to.near - {"emergency"})
        opens = self.visitor.opens
        return opens(self.purpose(wanted), self.to) and not opens(wanted or self.visitor.usual, quiet)


def urgent(to):
    """The purposes of an emergency, when there is one."""
    return urgent_purposes() if "emergency" in to.near else []


def urgent_purposes():
    """The purposes for which the policy lets a record be opened in an emergency."""
    return [id for id, one in policy().purposes.items() if one.break_glass]
