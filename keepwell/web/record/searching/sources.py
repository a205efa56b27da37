"""Whose words are searched: the kinds of text that the record has, and those that rooms above it add.

A room adds its own when it starts (`ready`): `add(Source(...))`. Its texts must be sealed in fields `sealed_x`, under
the key of the `child` of the row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from ..mapping.people import read
from ..models import Note
from ..queries.calling import called, names_of

NONCE = 12  # bytes with which each sealing begins: no two are the same


@dataclass(frozen=True)
class Passage:
    """A part of a text, of one category of the policy. `heading` says what it is, where that is not plain."""

    category: str
    text: str
    heading: str = ""


@dataclass(frozen=True)
class Told:
    """What a result says of a text besides its words."""

    on: object
    kind: str
    who: str
    address: str
    significant: bool = False


@dataclass(frozen=True)
class Source:
    """A kind of text.

    parts      its sealed fields
    read       (row, key) -> [Passage]; may raise InvalidTag or ValueError when it does not open
    tell       (rows, {child id: uid}) -> {row id: Told}
    home       (row) -> the category that must be open to know that there is such a row at all
    categories () -> all categories that its passages may have
    within     names for select_related
    only       (rows, Reader) -> those of them that this reader may read at all; the category is asked besides
    moves      may a text be moved to another child as a note is? Not what has a way of its own for that
    apart      a lookup that is true of the rows that stand apart: search knows nothing of them
    """

    name: str
    model: type
    parts: tuple
    read: Callable
    tell: Callable
    home: Callable
    categories: Callable
    within: tuple = ()
    only: Callable = lambda rows, by: rows
    moves: bool = True
    apart: str = ""

    @property
    def rows(self):
        """The rows whose words may be searched."""
        rows = self.model.objects.all()
        return rows.exclude(**{self.apart: True}) if self.apart else rows

    def version(self, row):
        return b"".join(bytes(getattr(row, part))[:NONCE] for part in self.parts)

    def text(self, row, key):
        return "\n".join(passage.text for passage in self.read(row, key))


_sources = {}


def add(source):
    _sources[source.name] = source


def sources():
    return list(_sources.values())


def source(name):
    return _sources[name]


# Notes ----------------------------------------------------------------------------------------------------------------


def _category(note):
    return "concern" if note.kind == "concern" else "narrative"


def _read_note(note, key):
    said = read(note, key)
    headings = {"title": "", "text": "", "child_words": "The child’s own words"}
    return [Passage(_category(note), said[part], heading) for part, heading in headings.items() if said[part]]


def _tell_notes(notes, uids):
    own = names_of({note.written_by_id for note in notes if note.written_by_id})
    return {note.pk: _told(note, own.get(note.written_by_id, ()), uids) for note in notes}


def _told(note, names, uids):
    who = called(names, note.on or date.today()).full if names else ""
    address = reverse("record:chronology", args=[uids[note.child_id]])
    day = f"?from={note.on:%Y-%m-%d}&to={note.on:%Y-%m-%d}" if note.on else ""
    return Told(note.on, note.get_kind_display(), who, address + day, note.significant)


SEALED = ("sealed_title", "sealed_text", "sealed_child_words")
add(Source("note", Note, SEALED, _read_note, _tell_notes, _category, lambda: ("concern", "narrative")))
