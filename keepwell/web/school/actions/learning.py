"""The personal education plan of a term: written, sent to the virtual school, approved or returned.

What is written is sealed under the child's own key. An approved plan is not changed any more, and nobody decides about
a plan that they wrote themselves.
"""

import json
import uuid

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...record import vault
from ...record.elsewhere import changed
from ..may import EDUCATION
from ..models import EducationTerm

CHECKS = "virtual-school-head"  # the role of a policy that approves plans or returns them
CHECK = "check an education plan"


class Closed(Exception):
    """The plan cannot be changed, or not by this person; its text says why."""


@transaction.atomic
def write(child, *, year, term, meeting_on, words, send, by, purpose, seen=None):
    """Keep the plan of a term, and send it to the virtual school when `send`.

    words   view, attendance, attainment, premium: texts; targets: a list of {what, owner, by}
    seen    when the writer read it: the `at` of the plan then, or None. Closed when somebody changed it meanwhile.
    """
    plan = EducationTerm.objects.select_for_update().filter(child=child, year=year, term=term).first()
    action = "edit" if plan else "add"
    door.ask_of(child, by=by, action=action, categories=[EDUCATION], purpose=purpose, what="write an education plan")
    if plan and plan.state in ("waiting", "approved"):
        raise Closed("This plan is with the virtual school, or approved: it cannot be changed now.")
    if plan and seen != plan.at.isoformat():
        raise Closed("Somebody changed this plan while you wrote: what they wrote stands on its page. Yours is below.")
    plan = plan or EducationTerm(child=child, year=year, term=term, seal=uuid.uuid4())
    plan.meeting_on, plan.by, plan.state = meeting_on, by, "waiting" if send else "draft"
    plan.sent_at = timezone.now() if send else None
    plan.sealed_words = vault.seal(_key(child.pk), json.dumps(words), "education plan", plan.seal, "words")
    plan.save()
    changed.send(sender=EducationTerm, children=[child.pk])
    return plan


@transaction.atomic
def decide(plan, *, decision, why, by):
    """Approve a plan that waits, or return it. Closed for whoever wrote it, and for one that does not wait.

    NotForYou for whoever does not check plans.
    """
    ask_to_check(plan.child, by)
    held = EducationTerm.objects.select_for_update().get(pk=plan.pk)
    if held.state != "waiting":
        raise Closed("This plan does not wait for a decision.")
    if held.history.filter(by=by).exists():
        raise Closed("You wrote in this plan yourself: somebody else must check it.")
    held.state, held.decided_at, held.decided_by = decision, timezone.now(), by
    held.sealed_why = vault.seal(_key(held.child_id), why, "education plan", held.seal, "why")
    held.save()
    changed.send(sender=EducationTerm, children=[held.child_id])
    return held


def may_decide(opened):
    """May this reader approve plans of this child, or return them?"""
    return CHECKS in door.roles(opened.by) and bool(opened.may_do("edit", [EDUCATION]))


def ask_to_check(child, by):
    """NotForYou, logged, for whoever has not the role that checks or may not change education."""
    if CHECKS not in door.roles(by):
        raise door.nothing_there(by=by, what=CHECK, purpose=door.purpose_of(by), child=child.person.uid)
    door.ask_of(child, by=by, action="edit", categories=[EDUCATION], what=CHECK)


def words_of(plan):
    """What is written in a plan, and why it was approved or returned."""
    key = _key(plan.child_id)
    words = json.loads(vault.unseal(key, plan.sealed_words, "education plan", plan.seal, "words"))
    return words, vault.unseal(key, plan.sealed_why, "education plan", plan.seal, "why")


def _key(child):
    return vault.keys_of([child])[child]
