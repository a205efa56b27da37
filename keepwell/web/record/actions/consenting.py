"""Writing down that somebody agrees or refuses, and that they changed their mind, which takes effect at once."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...access.policy import policy
from ..models import Child, Consent
from .telling import CATEGORY


class Gone(Exception):
    """The answer is not part of this child's record."""


@transaction.atomic
def answer(child, *, about, title, answer, relation, person, capacity, how, evidence, on, ends_on, by, purpose):
    """Keep an answer, `given` or `refused`; returns the Consent. Earlier answers stay as they were."""
    door.ask_of(child, by=by, action="add", categories=[CATEGORY], purpose=purpose, what=f"write down consent {answer}")
    return Consent.objects.create(
        child=child, about=about, title=title, answer=answer, relation=relation, person_id=person, capacity=capacity,
        how=how, evidence=evidence, on=on, ends_on=ends_on, policy=policy().digest, by=by,
    )  # fmt: skip


@transaction.atomic
def withdraw(child, key, *, why, by, purpose):
    """Somebody changed their mind: from now on the consent with this key does not hold. Gone when there is none.

    Returns False when it had been withdrawn before; then nothing changes.
    """
    Child.objects.select_for_update().get(pk=child.pk)
    door.ask_of(child, by=by, action="edit", categories=[CATEGORY], purpose=purpose, what="withdraw consent")
    consent = Consent.objects.filter(child=child, pk=key, answer="given").first()
    if consent is None:
        raise Gone
    if consent.withdrawn_on:
        return False
    consent.withdrawn_on, consent.withdrawn_at = date.today(), timezone.now()
    consent.withdrawn_by, consent.withdrawn_why = by, why
    consent.save(update_fields=["withdrawn_on", "withdrawn_at", "withdrawn_by", "withdrawn_why"])
    return True
