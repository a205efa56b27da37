"""In the chronology: that something was moved to this record, or away from it."""

from ..elsewhere import tells_events
from ..models import Moved
from ..queries.chronology import Event

GAVE = "Something that was recorded here by mistake was moved to the right record"
TOOK = "Something was moved here that had been recorded for another child"


@tells_events
def events(story):
    if not (story.may("narrative") or story.may("concern")):
        return
    for moved in Moved.objects.filter(child=story.rows.child).select_related("by"):
        on = moved.at.date()
        yield Event(
            on, "note", "narrative", GAVE if moved.gave else TOOK, moved.by.name if moved.by else "",
            facts=((Moved, moved.pk, "at"),), order=(on, 1, 98, moved.pk, 0),
        )  # fmt: skip
