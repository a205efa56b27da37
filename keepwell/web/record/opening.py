"""Opening a child's record through the one door, for the reader's usual purpose."""

from django.http import Http404

from ..access import door
from ..access.policy import policy
from .models import Child
from .queries.status import CATEGORIES

# The first of these for which the policy lets a reader know of a child is what their page is opened for.
PURPOSES = {
    "support": "to support the child",
    "pastoral": "to care for the child’s wellbeing at school",
    "safeguarding": "to keep the child safe",
    "returns": "to make the returns that the law requires",
}


def usual_purpose(by):
    """What this reader opens records for: support for a social worker, pastoral care for a school."""
    held, rules = door.roles(by), policy()
    for purpose in PURPOSES:
        if rules.decide(held, "view", door.CATEGORY_OF_BEING_KNOWN, purpose).allowed:
            return purpose
    return "support"


def tags_known(by, purpose):
    """Categories whose existence, at least, this reader may know of."""
    held, rules = door.roles(by), policy()
    return frozenset(
        c for c in CATEGORIES if any(rules.decide(held, action, c, purpose).allowed for action in ("view", "flag"))
    )


def open_record(uid, *, by):
    """What `by` may see of the record of the child with this uid. Http404 when there is none, NotForYou when refused."""
    child = Child.objects.select_related("person").filter(person__uid=uid).first()
    if child is None:
        raise Http404
    return door.open(child, by=by, purpose=usual_purpose(by))
