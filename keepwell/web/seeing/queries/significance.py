"""Which events of a chronology people marked as significant, why, and which of them a reader may mark."""

from cryptography.exceptions import InvalidTag
from django.urls import reverse

from keepwell.web.record import vault

from ..models import Significance

ABOUT = "significance"
LOST = "The reason cannot be opened any more."


def name_of(event):
    """The fact by which an event is known: the first that it tells; None for one that tells no row of the record."""
    if not event.facts:
        return None
    model, key, field = event.facts[0]
    return model._meta.label_lower, key, field


def latest(child):
    """{fact: the Significance that holds} of one child."""
    rows = Significance.objects.filter(child=child).select_related("by")
    return {(row.model, row.key, row.field): row for row in rows}


def touch(story):
    """Say on each event of a Story whether it is significant and why, and where who may can change that."""
    child = story.rows.child
    held = latest(child)
    key_of_child = vault.keys_of([child.pk])[child.pk] if held else None
    may = story.rows.opened.may_do("edit", {event.category for event in story.events})
    for event in story.events:
        fact = name_of(event)
        if fact in held:
            row = held[fact]
            event.significant, event.why = row.significant, _why(key_of_child, row)
        if fact and event.category in may:
            model, key, field = fact
            event.change_at = reverse("seeing:mark", args=[story.rows.person.uid, model, key, field])


def _why(key, row):
    said = "Significant" if row.significant else "No longer significant"
    by = row.by.name if row.by else "somebody who has left"
    return f"{said}, says {by} on {row.at.day} {row.at:%B %Y}: {_reason(key, row)}"


def _reason(key, row):
    try:
        return vault.unseal(key, row.sealed_reason, ABOUT, row.seal, "reason")
    except InvalidTag:
        return LOST
