"""A concern as somebody reads it: its words opened, its people, marks, files, actions and versions."""

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag

from ...record.queries.calling import called, names_of
from .. import bodymap, sealing
from ..models import Concern, Linked
from ..words import CATEGORIES, DECISIONS, IN_FILE, PARTS, UNDECIDED

LOST = "What was written here cannot be opened any more"


@dataclass
class Person:
    """Somebody named in the note; `linked` when the lead settled which child of the record that is."""

    number: int
    name: str
    part: str
    words: str
    linked: object = None
    linked_to: str = ""

    @property
    def as_part(self):
        return PARTS.get(self.part, self.part)


@dataclass
class Read:
    """A concern with its words. `opens` is False when its key does not open it."""

    concern: Concern
    words: dict
    reason: str = ""
    feedback: str = ""
    file_why: str = ""
    opens: bool = True
    people: list = field(default_factory=list)
    marks: list = field(default_factory=list)

    @property
    def category(self):
        return CATEGORIES.get(self.concern.category, "")

    @property
    def in_file(self):
        return IN_FILE.get(self.concern.in_file, "")

    @property
    def decision(self):
        return DECISIONS.get(self.concern.decision, UNDECIDED)


def read(concern, key=None):
    """The Read of a concern; the key is looked for when it is not given."""
    key = key or sealing.key_of(concern.child_id)
    try:
        words = sealing.unseal_data(key, "words", concern.sealed_words, concern.seal)
        reason = sealing.unseal(key, "reason", concern.sealed_reason, concern.seal)
        feedback = sealing.unseal(key, "feedback", concern.sealed_feedback, concern.seal)
        file_why = sealing.unseal(key, "file_why", concern.sealed_file_why, concern.seal)
    except InvalidTag:
        return Read(concern, {"about": LOST}, opens=False)
    people = [Person(i, **{name: one.get(name, "") for name in ("name", "part", "words")})
              for i, one in enumerate(words.get("people", []))]  # fmt: skip
    return Read(concern, words, reason, feedback, file_why, True, people, bodymap.from_data(words.get("marks", [])))


def read_all(concerns):
    """The Read of each, with the keys fetched at once."""
    keys = sealing.keys_of({one.child_id for one in concerns})
    return [read(one, keys[one.child_id]) for one in concerns]


def with_links(found, on):
    """The same with the names of the children to whom its people are linked."""
    links = {one.number: one for one in found.concern.linked.select_related("child__person")}
    names = names_of([one.child_id for one in links.values()])
    for person in found.people:
        if one := links.get(person.number):
            person.linked, person.linked_to = one, called(names[one.child_id], on).full
    return found


def files_of(concern, key):
    """(row, name) of each file; a name that does not open is said so."""
    return [(one, _opened(key, "file", one.sealed_name, one.seal)) for one in concern.files.all()]


def _opened(key, part, sealed, mark):
    try:
        return sealing.unseal(key, part, sealed, mark)
    except InvalidTag:
        return LOST


def doings_of(concern, key):
    """(row, what is to be done) of each action."""
    rows = concern.doings.select_related("owner", "done_by")
    return [(one, _opened(key, "doing", one.sealed_what, one.seal)) for one in rows]


def versions_of(concern):
    """Every version of the note, the newest first, as Reads; `concern` of each is the row of that version."""
    key = sealing.key_of(concern.child_id)
    return [read(one, key) for one in Concern.history.filter(id=concern.pk).select_related("history_user")]


def parts_of(child):
    """(row, words, why it stands here) of what notes about others say of this child's own part."""
    rows = list(Linked.objects.filter(child=child).select_related("concern__raised_by").order_by("-concern__on", "-pk"))
    key = sealing.key_of(child.pk) if rows else None  # asked for only then: asking makes a key
    return [(one, _opened(key, "part", one.sealed_words, one.seal), _opened(key, "why", one.sealed_why, one.seal))
            for one in rows]  # fmt: skip
