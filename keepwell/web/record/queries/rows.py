"""The rows of one child's record: each kind is fetched once, and only when somebody asks for it."""

from cryptography.exceptions import InvalidTag
from django.db.models import Count

from .. import vault
from ..mapping.people import read
from ..models import (
    Address,
    Characteristic,
    ChildKey,
    Contact,
    Identifier,
    Involvement,
    Name,
    Note,
    Relationship,
)
from .calling import Called, called, names_of

OF_PERSON = {Address, Characteristic, Contact, Identifier, Name, Relationship}
WITH = {
    Involvement: ("person", "person__professional"),
    Relationship: ("other", "other__child"),
}
SEALED = ("sealed_title", "sealed_text", "sealed_child_words")


class Rows:
    """What may be seen of one child's record, as rows of models. `may` is that of the opened record."""

    def __init__(self, opened, on):
        self.opened, self.may, self.on = opened, opened.may, on
        self.child = opened.child
        self.person = opened.child.person
        self._rows, self._called, self._key = {}, {}, None

    def of(self, model):
        """All rows of this kind, in the order of the model."""
        if model not in self._rows:
            self._rows[model] = list(self._all(model))
        return self._rows[model]

    def _all(self, model):
        whose = {"person": self.person} if model in OF_PERSON else {"child": self.child}
        rows = model.objects.filter(**whose)
        if model in WITH:
            rows = rows.select_related(*WITH[model])
        if model is Relationship:
            return self._tellable(rows)
        return rows.defer(*SEALED) if model is Note else rows

    def _tellable(self, relationships):
        """Without those to a child whose own record must not be known of here: sealed, restricted, or shut."""
        rows = list(relationships)
        shut = self.opened.shut_among({r.other.uid for r in rows if hasattr(r.other, "child")})
        return [r for r in rows if r.other.uid not in shut]

    def count_notes(self):
        """{kind of note: how many}"""
        rows = Note.objects.filter(child=self.child).order_by().values("kind").annotate(n=Count("pk"))
        return dict(rows.values_list("kind", "n"))

    def latest_notes(self, kinds, most):
        rows = Note.objects.filter(child=self.child, kind__in=kinds)
        return list(rows.order_by("-on", "-pk")[:most])

    def words_of(self, notes):
        """{note id: {title, text, child_words}}; None for a note that its key does not open."""
        return {note.pk: self._words(note) for note in notes}

    def _words(self, note):
        try:
            return read(note, self._child_key()) if self._child_key() else None
        except InvalidTag:
            return None

    def _child_key(self):
        if self._key is None:  # looked for first: asking the vault would make a key that opens nothing
            there = ChildKey.objects.filter(child=self.child).exists()
            self._key = vault.keys_of([self.child.pk])[self.child.pk] if there else False
        return self._key

    def meet(self, people):
        """Learn the names of these people (ids) in one query."""
        wanted = {p for p in people if p is not None} - self._called.keys()
        if wanted:
            found = names_of(wanted)
            self._called |= {p: called(found[p], self.on) for p in wanted}

    def called(self, person):
        """What a person (id) is called; `meet` them first."""
        return self._called.get(person) or Called()
