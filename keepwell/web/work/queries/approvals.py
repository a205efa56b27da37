"""Approvals: what waits for whom, and what was shown and answered.

Who answers is a manager of the child: somebody who may correct what is approved, and who may allocate its workers. The
policy file says of both who that is. It is never who asked.
"""

from ...access import door
from ...record import vault
from ...record.models import Child
from ..models import Approval
from .children import known

MANAGES = ("edit", "worker", "administration")  # who may change who works with the child is its manager


def waiting_for(by):
    """(Approval, Known) of those that this Reader may answer: never their own."""
    waiting = list(Approval.objects.filter(answer="").exclude(asked_by=by.by))
    if not waiting:
        return []
    uids = Child.objects.filter(pk__in={one.child_id for one in waiting}).values_list("person__uid", flat=True)
    asked = {category for one in waiting for category in one.categories}
    children = known(set(uids), by=by, categories=asked)
    mine = {pk: _editable(by, child.uid, asked) for pk, child in children.items()}
    return [
        (one, children[one.child_id])
        for one in waiting
        if one.child_id in children and _answerable(one, children[one.child_id].may, mine[one.child_id])
    ]


def _answerable(approval, seen, edited):
    categories = set(approval.categories)
    return bool(categories) and categories <= seen and categories <= edited


def _editable(by, uid, categories):
    stands = door.before(Child.objects.select_related("person").get(person__uid=uid), by=by.by)
    if not stands.may(*MANAGES):
        return set()
    decided = stands.decide("edit", sorted(categories), by.purpose)
    return {category for category, one in decided.items() if one.allowed}


def may_answer(opened, approval):
    """May whoever opened the record answer this approval? Never who asked for it."""
    wanted = set(approval.categories)
    if not wanted or approval.asked_by_id == opened.by.pk or not opened.may(*wanted):
        return False
    return opened.before.may(*MANAGES) and wanted <= opened.may_do("edit", wanted)


def may_see(opened, approval):
    """Who asked for it sees it too, as long as the categories are open to them."""
    return opened.may(*approval.categories)


def content_of(approval):
    """The text exactly as it was shown. Raises InvalidTag when it was changed."""
    return vault.unseal(_key(approval), approval.sealed_content, "approval", approval.seal, "content")


def comment_of(approval):
    return vault.unseal(_key(approval), approval.sealed_comment, "approval", approval.seal, "comment")


def _key(approval):
    return vault.keys_of([approval.child_id])[approval.child_id]


def of(about, key):
    """The approvals of one thing, the latest first."""
    rows = Approval.objects.filter(about=about, key=key).select_related("asked_by", "answered_by")
    return list(rows.order_by("-asked_at", "-pk"))


def is_current(approval, digest):
    """Was exactly this shown, and approved? Else the approval is of an earlier version, or there is none."""
    return approval.answer == Approval.Answer.APPROVED and approval.digest == digest
