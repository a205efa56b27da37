"""Children in a list: each with the tags that the reader may know of, and each in the log."""

from collections import defaultdict

from ..access import door
from .queries.status import tags_of


def list_hits(hits, by, on):
    """Put the tags on these Hits (all of them known to the Reader `by`) and log that they were shown."""
    to = by.visitor.known_among([hit.person.uid for hit in hits])
    alike = defaultdict(list)
    for hit in hits:
        alike[to[hit.person.uid]].append(hit)
    for one, some in alike.items():
        known = by.known(one)
        tags = tags_of({hit.child.pk: hit.person.born_on for hit in some}, known=known, on=on)
        for hit in some:
            hit.tags = tags[hit.child.pk]
        door.listed([hit.person.uid for hit in some], by=by.by, purpose=by.purpose, categories=known)
