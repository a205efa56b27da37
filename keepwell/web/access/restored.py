"""Accounting for what an older copy of the database lost, when it was put back for a good reason.

The account is itself an entry of the log, sealed like every other: it takes nothing away, it says by whom and when.
"""

import re

from django.utils import timezone

from . import door, marks, stored
from .models import Entry

ACTION = "account for lost seals"
SAID = re.compile(r"seals (\d+)-(\d+)")


def account_for(lost, *, by):
    """Write down that these seals, (first, last) each, were lost when an older copy was put back."""
    for first, last in lost:
        door.note(by=by, action=ACTION, why=f"seals {first}-{last}")


def accounts(key):
    """((first, last), "operator pat on 3 May 2026") of each account that Keepwell wrote."""
    there = Entry.objects.in_bulk(Entry.objects.filter(action=ACTION).values_list("pk", flat=True))
    for row in stored.within([(pk, pk) for pk in sorted(there)]) if there else ():
        entry = there[row.key]
        said = SAID.fullmatch(entry.why)
        if said and marks.is_marked(key, row.told, row.mark):
            on = timezone.localdate(entry.at)
            yield (int(said[1]), int(said[2])), f"{entry.actor} on {on.day} {on:%B %Y}"
