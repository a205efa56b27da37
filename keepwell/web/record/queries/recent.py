"""The children that a person opened last, from the access log."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from ...access import door
from ...access.models import Entry
from ..listing import list_hits
from ..models import Child
from ..opening import reader
from .calling import called, names_of
from .finding import Hit

SHOWN, LOOKED_AT, DAYS = 8, 200, 60


@transaction.atomic
def opened_by(user):
    """The last children this person opened and may still know of, latest first, as Hits; showing them is logged."""
    by, on, uids = reader(user), date.today(), _uids(user)
    if not by.knows_children:
        return []
    there = Child.objects.filter(person__uid__in=uids).select_related("person")
    children = {c.person.uid: c for c in by.visitor.only_known(there)}
    shown = [children[uid] for uid in uids if uid in children]
    names = names_of([c.pk for c in shown])
    hits = [Hit(c, called(names[c.pk], on)) for c in shown]
    list_hits(hits, by, on)
    return hits


def _uids(user):
    since = timezone.now() - timedelta(days=DAYS)
    rows = Entry.objects.filter(actor=door.name_of(user), action="open", outcome="allowed", at__gte=since)
    return list(dict.fromkeys(rows.order_by("-pk").values_list("child", flat=True)[:LOOKED_AT]))[:SHOWN]
