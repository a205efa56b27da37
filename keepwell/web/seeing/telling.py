"""What the pages of the record say of this room: buttons to its pages, and which events are significant."""

from django.urls import reverse

from keepwell.web.record.elsewhere import tells_links, touches_events

from .queries.significance import touch

LINKS = (
    ("Plan on a page", "seeing:plan", "identity"), ("Family", "seeing:family", "relationships"),
    ("Placements", "seeing:placements", "placement"),
)  # fmt: skip


@tells_links
def links(opened):
    uid = opened.child.person.uid
    return [(words, reverse(name, args=[uid])) for words, name, category in LINKS if opened.may(category)]


touches_events(touch)
