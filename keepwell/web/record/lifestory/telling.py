"""Entries of the life story in the chronology: that there is one, and where it can be read."""

from datetime import date

from django.urls import reverse

from ..elsewhere import tells_events
from ..models import LifeStoryEntry
from ..queries.chronology import Event

CATEGORY = "narrative"


@tells_events
def events(story):
    if not story.may(CATEGORY):
        return
    address = reverse("record:life-story", args=[story.rows.person.uid])
    for entry in LifeStoryEntry.objects.filter(child=story.rows.child, on__isnull=False).only("pk", "on"):
        yield Event(
            entry.on, "words", CATEGORY, "An entry of the life story", facts=((LifeStoryEntry, entry.pk, "on"),),
            order=(entry.on or date.max, 1, 98, entry.pk, 0), link=address,
        )  # fmt: skip
