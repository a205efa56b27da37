"""Which categories this room's facts have in the policy in force, and which children somebody may do something with."""

from functools import cache

from ..access import consent, door, reach
from ..access.policy import policy

ATTENDANCE, EDUCATION, PLAN = "attendance", "education", "ehcp"


def of_exclusions():
    """A school has a category for exclusions; a council keeps them with education."""
    return "exclusion" if "exclusion" in policy().categories else EDUCATION


def among(uids, *, by, action, category, purpose=None):
    """Those of these children (uids) with whom `by` may do this, in a few queries however many there are."""
    visitor = door.visitor(by)
    purpose = purpose or visitor.usual

    @cache
    def allows(to):
        return policy().decide_each(visitor.roles, action, (category,), purpose, standing=to)[category].allowed

    return {uid for uid, to in visitor.known_among(uids, purpose).items() if allows(to)}


def only(rows, *, by, action, category, purpose, uid="child__person__uid"):
    """Those of a queryset whose child some role of `by` reaches and opens for this: one condition for the database.

    `uid` is the path to the uid of the child's person. Whom an emergency alone would open is not among them.
    """
    visitor = door.visitor(by)

    @cache
    def allows(to):
        decided = policy().decide_each(visitor.roles, action, (category,), purpose, standing=to)
        return visitor.opens(purpose, to) and decided[category].allowed

    return rows.filter(reach.known(visitor.who, uid, allows))


def shut(children, category, purpose):
    """Those of these children (keys) of whom this waits for somebody's consent."""
    return {pk for pk, found in consent.shut(list(children), [category], purpose).items() if found}
