"""Writing a note about a child: its words are sealed under the child's own key."""

import uuid

from django.db import transaction

from ...access import door
from .. import vault
from ..elsewhere import changed
from ..models import Child, Note

CATEGORIES = {"concern": "concern"}  # of the policy, by kind of note; every other kind is narrative
NARRATIVE = "narrative"


@transaction.atomic
def write(child, *, kind, on, title, text, by, purpose, child_words="", significant=False, what="write a note"):
    """Keep a note of this kind (one of Note.KINDS) about the child; returns the Note."""
    category = CATEGORIES.get(kind, NARRATIVE)
    door.ask_of(child, by=by, action="add", categories=[category], purpose=purpose, what=what)
    (key,) = vault.keys_of([child.pk]).values()
    seal = uuid.uuid4()
    words = {"title": title, "text": text, "child_words": child_words}
    sealed = {f"sealed_{part}": vault.seal(key, said, "note", seal, part) for part, said in words.items()}
    note = Note(child=child, seal=seal, kind=kind, on=on, significant=significant, **sealed)
    note._history_user, note._change_reason = by, what
    note.save()
    changed.send(Child, children=[child.pk])
    return note
