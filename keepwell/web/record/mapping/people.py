"""Keepwell's own people files and the record: names, addresses and whatever neither return carries."""

import uuid

from .. import bulk, names, vault
from ..bulk import BATCH
from ..history import keep_first, keep_now
from ..models import (
    Address,
    Alert,
    Attendance,
    Contact,
    EducationPlan,
    HealthEvent,
    Identifier,
    Involvement,
    Name,
    Note,
    Person,
    Professional,
    Relationship,
    SchoolPlace,
    Sdq,
)
from .shelf import Held, Shelf
from .ssda903 import never
from .table import TableMap


class PersonShelf(Shelf):
    """The person themselves: the intake has made them, so creating is filling in."""

    def __init__(self):
        super().__init__(Person, ("kind", "sex", "born_on", "died_on"), owner="person")

    def load(self, owners, year=None):
        rows = Person.objects.filter(pk__in=owners).values_list("pk", *self.facts)
        return [Held(pk, None, dict(zip(self.facts, facts, strict=True)), pk) for pk, *facts in rows]

    def create(self, held, year=None):
        raise AssertionError("the intake makes people before their facts")

    def update(self, held):
        """A person who was made a moment ago, bare, has no old version worth keeping."""
        rows = Person.objects.in_bulk([h.key for h in held])
        known = [row for row in rows.values() if row.sex or row.born_on or row.died_on]
        keep_first(Person, known)
        for h in held:
            for fact in h.changed:
                setattr(rows[h.key], fact, h.facts[fact])
        bulk.update(Person, rows.values(), self.facts)
        keep_now(Person, known)


class NameShelf(Shelf):
    """Names, with the words that search looks for."""

    def create(self, held, year=None):
        super().create(held, year)
        names.index({h.owner for h in held})

    def update(self, held):
        super().update(held)
        names.index({h.owner for h in held})


class NoteShelf(Shelf):
    """Notes, sealed on the way in and opened to compare them with what comes in again."""

    SEALED = ("title", "text", "child_words")

    def __init__(self):
        super().__init__(Note, ("kind", "on", "at_time", "written_by_id", "significant"))
        self.own = self.facts
        self.facts = (*self.facts, *self.SEALED)
        self.texts |= set(self.SEALED)

    def load(self, owners, year=None):
        rows = list(Note.objects.filter(child__in=owners).order_by("pk"))
        keys = vault.keys_of({r.child_id for r in rows})
        return [
            Held(r.child_id, None, {f: getattr(r, f) for f in self.own} | read(r, keys[r.child_id]), r.pk) for r in rows
        ]

    def create(self, held, year=None):
        keys = vault.keys_of({h.owner for h in held})
        made = []
        for h in held:
            note = Note(child_id=h.owner, seal=uuid.uuid4(), **{f: h.facts[f] for f in self.own})
            self._seal(note, h, keys[h.owner])
            made.append(note)
        Note.objects.bulk_create(made, batch_size=BATCH)
        for h, note in zip(held, made, strict=True):
            h.key = note.pk

    def update(self, held):
        keys = vault.keys_of({h.owner for h in held})
        rows = Note.objects.in_bulk([h.key for h in held])
        keep_first(Note, rows.values())
        for h in held:
            for fact in self.own:
                setattr(rows[h.key], fact, h.facts[fact])
            self._seal(rows[h.key], h, keys[h.owner])
        bulk.update(
            Note, rows.values(), [*(f.removesuffix("_id") for f in self.own), *(f"sealed_{f}" for f in self.SEALED)]
        )
        keep_now(Note, rows.values())

    def _seal(self, note, h, key):
        for part in self.SEALED:
            setattr(note, f"sealed_{part}", vault.seal(key, h.facts[part], "note", note.seal, part))


def read(note, key):
    """The words of a note: {title, text, child_words}."""
    return {p: vault.unseal(key, getattr(note, f"sealed_{p}"), "note", note.seal, p) for p in NoteShelf.SEALED}


def of_person(name, shelf, columns, **rest):
    return TableMap(name, shelf, columns, owner="person_id", in_year=never, **rest)


def of_child(name, shelf, columns, **rest):
    return TableMap(name, shelf, columns, owner="child_id", in_year=never, **rest)


def same(*facts, **other):
    return {f: f for f in facts} | other


MAPS = {m.name: m for m in (
    of_person("People", PersonShelf(), same("kind", "sex", "born_on", "died_on"),
              once=True, keeps=True, makes_owner=True),
    of_person("Names", NameShelf(Name, ("kind", "given", "family", "starts_on", "ends_on"), owner="person"),
              same("kind", "given", "family", "starts_on", "ends_on"), key=("kind", "given", "family")),
    of_person("Addresses",
              Shelf(Address, ("kind", "line_1", "line_2", "town", "postcode", "starts_on", "ends_on", "sealed"),
                    owner="person"),
              same("kind", "line_1", "line_2", "town", "postcode", "starts_on", "ends_on", "sealed"),
              key=("kind", "starts_on", "line_1")),
    of_person("Contacts", Shelf(Contact, ("kind", "value", "note", "do_not_contact"), owner="person"),
              same("kind", "value", "note", "do_not_contact"), key=("kind", "value")),
    of_person("Identifiers", Shelf(Identifier, ("kind", "value", "starts_on", "ends_on"), owner="person"),
              same("kind", "value", "starts_on", "ends_on"), key=("kind", "value")),
    of_person("Relationships",
              Shelf(Relationship, ("other_id", "kind", "parental_responsibility", "starts_on", "ends_on"),
                    owner="person"),
              same("other_id", "parental_responsibility", "starts_on", "ends_on", relationship="kind"),
              key=("other_id", "kind"), people=frozenset({"other_id"})),
    of_person("Professionals", Shelf(Professional, ("role", "organisation", "team"), owner="person"),
              same("role", "organisation", "team"), once=True),
    of_child("Involvements", Shelf(Involvement, ("person_id", "role", "starts_on", "ends_on")),
             same("person_id", "role", "starts_on", "ends_on"),
             key=("person_id", "role", "starts_on"), people=frozenset({"person_id"})),
    of_child("Alerts", Shelf(Alert, ("kind", "text", "starts_on", "review_on", "ends_on")),
             same("kind", "text", "starts_on", "review_on", "ends_on"), key=("kind", "starts_on")),
    of_child("Notes", NoteShelf(),
             same("kind", "on", "at_time", "title", "text", "child_words", "significant",
                  written_by="written_by_id"),
             key=("kind", "on", "at_time", "title"), people=frozenset({"written_by"})),
    of_child("Sdqs", Shelf(Sdq, ("on", "score", "completed_by")), same("on", "score", "completed_by"),
             key=("on", "completed_by")),
    of_child("HealthEvents", Shelf(HealthEvent, ("kind", "on", "outcome")), same("kind", "on", "outcome"),
             key=("kind", "on")),
    of_child("Schools", Shelf(SchoolPlace, ("school", "urn", "starts_on", "ends_on", "year_group")),
             same("school", "urn", "starts_on", "ends_on", "year_group"), key=("school", "starts_on")),
    of_child("Attendance",
             Shelf(Attendance, ("school_year", "term", "possible", "present", "authorised", "unauthorised")),
             same("school_year", "term", "possible", "present", "authorised", "unauthorised"),
             key=("school_year", "term")),
    of_child("EducationPlans", Shelf(EducationPlan, ("kind", "starts_on", "ends_on", "reviewed_on", "need")),
             same("kind", "starts_on", "ends_on", "reviewed_on", "need"), key=("kind", "starts_on")),
)}  # fmt: skip
