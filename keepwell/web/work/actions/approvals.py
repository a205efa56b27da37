"""Asking for an approval, and answering it. What was shown is frozen: a later change of it shows."""

import hashlib
import uuid

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...record import vault
from ..models import Approval
from ..queries.approvals import MANAGES


class ApprovalError(Exception):
    """An answer that may not be given; its text is a sentence for the person who gave it."""


def digest_of(content):
    """SHA-256 of the text that is shown, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()


@transaction.atomic
def ask(child, about, content, *, key, title, categories, by, purpose=None, apart=False):
    """Ask that `content` (text, exactly as it is shown) be approved; returns the Approval.

    about, key   what it is of: a word of the room that asks, and the key of its row
    title        a few words that stand in lists for whoever may edit the categories; nothing about the child in them
    categories   ids of the policy: who may correct all of them and is a manager of the child may answer

    apart        the text is of an adoption: it is sealed under the child's second key

    What waits already with the same words is not asked twice; with other words the earlier question is given up.
    """
    purpose = purpose or door.purpose_of(by)
    door.ask_of(child, by=by, action="view", categories=categories, purpose=purpose, what="ask for approval")
    digest = digest_of(content)
    waiting = Approval.objects.select_for_update().filter(about=about, key=key, answer="")
    if same := waiting.filter(digest=digest, asked_by=by).first():
        return same
    waiting.delete()
    seal, under = uuid.uuid4(), vault.keys_of([child.pk])[child.pk].under(apart)
    return Approval.objects.create(
        child=child, about=about, key=key, title=title, categories=sorted(categories), digest=digest, seal=seal,
        sealed_content=_sealed(under, content, seal, "content"), asked_at=timezone.now(), asked_by=by,
    )  # fmt: skip


@transaction.atomic
def answer(approval, *, answer, comment, by, purpose=None):
    """Approve it or give it back, with a comment. Never who asked for it, and never twice."""
    categories = approval.categories
    purpose = purpose or door.purpose_of(by)
    manages, category, administration = MANAGES
    for action, asked, why in (("edit", categories, purpose), (manages, [category], administration)):
        door.ask_of(approval.child, by=by, action=action, categories=asked, purpose=why, what="answer an approval")
    if approval.asked_by_id == by.pk:
        raise ApprovalError("You asked for this yourself: somebody else has to answer it.")
    if answer == Approval.Answer.RETURNED and not comment.strip():
        raise ApprovalError("Say what has to be changed before it can be approved.")
    key = _same_key(approval)
    sealed = _sealed(key, comment, approval.seal, "comment")
    waiting = Approval.objects.filter(pk=approval.pk, answer="")
    if not waiting.update(answer=answer, sealed_comment=sealed, answered_at=timezone.now(), answered_by=by):
        raise ApprovalError("Somebody answered this already: read below what they said. What you wrote is not kept.")


def _same_key(approval):
    """The key under which what was asked about stands."""
    key = vault.keys_of([approval.child_id])[approval.child_id]
    alone = vault.opens_alone(key, approval.sealed_content, "approval", approval.seal, "content")
    return key if alone or key.second is None else key.second


def _sealed(key, text, seal, part):
    return vault.seal(key, text, "approval", seal, part)
