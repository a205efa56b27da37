"""Where the child's page and the search for a child lead to: the pages by which records are made whole."""

from django.urls import reverse

from ...access import door
from ..actions.making import AROUND, HOME, REACH, WHO

NARRATIVE = ("narrative", "concern")
PAGES = (
    ("Add a relative or carer", "record:relative", AROUND),
    ("Add a way to reach somebody", "record:contact", REACH),
    ("Write down an address", "record:move-home", HOME),
)


def around(opened):
    """(words, address) of those that this reader may use of the child."""
    uid, free = opened.child.person.uid, opened.may_do("add")
    found = [(words, reverse(name, args=[uid])) for words, name, category in PAGES if category in free]
    if WHO in opened.may_do("edit") and not opened.emergency:
        found.append(("Is this child here twice?", reverse("record:same", args=[uid])))
    if any(opened.may(category) for category in NARRATIVE):
        found.append(("Words in this record", reverse("record:words-of-child", args=[uid])))
    return found


def besides(by):
    """(words, address) of pages beside the search that this Reader may use."""
    pages = (("Make a record", "record:new", "add"), ("Records that may be of one child", "record:duplicates", "edit"))
    found = [(words, reverse(name)) for words, name, action in pages if _may(by, action, WHO)]
    return found + (
        [("Words in notes", reverse("record:words"))] if any(_may(by, "view", c) for c in NARRATIVE) else []
    )


def _may(by, action, category):
    return door.may(by.by, action, category, by.purpose).allowed
