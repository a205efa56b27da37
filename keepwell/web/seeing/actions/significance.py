"""Marking an event of the chronology as significant, or no longer, with the reason."""

import uuid

from django.db import transaction

from keepwell.web.access import door
from keepwell.web.record import vault
from keepwell.web.record.models import Child

from ..apart import of_adoption
from ..models import Significance
from ..queries.significance import ABOUT, latest


@transaction.atomic
def mark(child, *, fact, category, significant, reason, by, purpose):
    """Say whether an event is significant; False when it was so already and nothing is written.

    fact      (label of the model, key of the row, name of the date) as `queries.significance.name_of` gives it
    category  what the event tells of: `by` must be allowed to edit it (NotForYou, logged, when not)
    """
    what = "mark as significant" if significant else "mark as no longer significant"
    door.ask_of(child, by=by, action="edit", categories=[category], purpose=purpose, what=what)
    Child.objects.select_for_update().get(pk=child.pk)
    model, key, field = fact
    held = latest(child).get(fact)
    if held is not None and held.significant == significant:
        return False
    seal = uuid.uuid4()
    under = vault.keys_of([child.pk])[child.pk].under(of_adoption(model, key))
    sealed = vault.seal(under, reason, ABOUT, seal, "reason")
    Significance.objects.create(child=child, model=model, key=key, field=field, significant=significant, seal=seal,
                                sealed_reason=sealed, by=by)  # fmt: skip
    return True
