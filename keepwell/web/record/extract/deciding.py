"""Of whom the extract tells, and what: an open case, and what the policy lets an operator take out for a duty worker.

Two must agree: the operator may take the category out in a file (to keep children safe), and a duty worker might read
it of this child in an emergency. So a secret address stays out as long as the policy says that it leaves in no file,
and the record before an adoption as long as no emergency opens it.
"""

from collections import defaultdict

from keepwell.policy.standing import Standing

from ...access import consent, door
from ...access.models import Restriction
from ...access.policy import policy
from ..queries import status

# Whom the file is made for. A policy without this role makes no extract.
READER, WRITER = "emergency-duty", "operator"
PURPOSE = "safeguarding"
KNOWN = door.CATEGORY_OF_BEING_KNOWN
CATEGORIES = (
    KNOWN, "alert", "care", "placement", "address", "sealed-address", "contact-details", "relationships", "worker",
    "need", "need-plan", "protection-plan", "care-leaver",
)  # fmt: skip


def open_cases(children, on):
    """Those of {child id: date of birth} with an open case, with their tags: {child id: [Tag]}."""
    tags = status.tags_of(children, known=status.CATEGORIES, on=on)
    return {child: of for child, of in tags.items() if any(tag is not status.CLOSED for tag in of)}


def allowed(uids):
    """{uid: frozenset of categories}, of the children ({uid: child id}) of whom anything may be told."""
    states = states_of(uids)
    by_state = {state: _by_policy(state) for state in set(states.values())}
    waiting = consent.shut(uids.values(), CATEGORIES, PURPOSE)
    told = {uid: frozenset(by_state[states[uid]] - waiting[child].keys()) for uid, child in uids.items()}
    return {uid: categories for uid, categories in told.items() if KNOWN in categories}


def states_of(uids):
    """{uid: frozenset of the states in which the record is for everybody}"""
    found = defaultdict(set)
    rows = Restriction.objects.filter(child__in=list(uids), user=None, lifted_at=None)
    for uid, kind in rows.values_list("child", "kind"):
        found[uid].add(kind)
    return {uid: frozenset(found[uid]) for uid in uids}


def _by_policy(states):
    out, read = _decided(WRITER, "export", states), _decided(READER, "view", states)
    return frozenset(category for category in out if out[category].allowed and read[category].allowed)


def _decided(role, action, states):
    known = [category for category in CATEGORIES if category in policy().categories]
    if role not in policy().roles:
        return {}
    standing = Standing(frozenset({role}), states, frozenset({"emergency"}))
    return policy().decide_each([role], action, known, PURPOSE, standing=standing)
