"""Putting two records of the same child together, and taking them apart again.

Every row that points at the child whose record goes (whatever the room, see `record.graph`) points at the child whose
record stays; sealed texts are sealed anew under the key of the latter. The rows of the person and the child go, so that
no search, list or return has the child twice. The Merge keeps which rows went over, and sealed what could not, so that
everything can go back as it was.
"""

import json
import uuid
from collections import defaultdict

from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from ...access import actions as doors
from ...access import door
from ...access.models import Emergency, Restriction
from .. import graph, history, names, resealing, vault
from ..elsewhere import changed
from ..models import (
    Address,
    Characteristic,
    Child,
    Contact,
    Correction,
    Identifier,
    Merge,
    Name,
    Pair,
    Person,
    Refusal,
    Relationship,
    SourceRow,
)
from ..queries.said import SHEETS
from .rejoining import CATEGORY, CHUNK, KEYS, OFFERED, Done, MergeError, plain, point, sealed_anew

# Of these a second row that says the same tells nothing new.
SAID_TWICE = (Name, Identifier, Characteristic, Contact, Address, Relationship)
SEALED = "One of them is sealed after an adoption: the record from before stays apart from the one after it."


@resealing.whole()
@transaction.atomic
def merge(kept, gone, *, reason, by, purpose):
    """Put the record of `gone` (a Child) into that of `kept`; returns (Merge, Done).

    NotForYou when either is closed to `by`. MergeError when one of them is sealed, or a room's texts cannot be moved.
    """
    for child in (kept, gone):
        door.ask_of(
            child, by=by, action="edit", categories=[CATEGORY], purpose=purpose, what="put two records together"
        )
    both = list(Child.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)))
    if len(both) != 2:
        raise MergeError("These are no longer two records: somebody has put them together already.")
    if Restriction.objects.filter(child__in=(kept.person.uid, gone.person.uid), kind="sealed", lifted_at=None).exists():
        raise MergeError(SEALED)
    return _Merging(kept, gone, by).done(reason)


class _Merging:
    def __init__(self, kept, gone, by):
        self.kept, self.gone, self.by = kept, gone, by
        self.moved = defaultdict(lambda: defaultdict(list))
        self.aside, self.changes, self.made = [], [], []
        self.result = Done()

    def done(self, reason):
        keys = vault.keys_of([self.kept.pk, self.gone.pk], whole=True)
        self.new, self.old = keys[self.kept.pk], keys[self.gone.pk]
        old_uid, number = self.gone.person.uid, self.gone.person.folded
        marks = {graph.label(model): last for model, last in _last_keys()}
        for model in graph.followed():
            _rows(model, self.gone.pk).delete()
        self._put_aside(list(_pairs(self.gone.pk)))
        for model, pointer in graph.pointers():
            if model not in (*graph.followed(), *OFFERED):
                self._move(model, pointer)
        self._rekey()
        self._fill()
        self._doors(old_uid)
        self._drop_the_child()
        self._old_number()
        kept = self._keep(reason, old_uid, number, marks)
        names.index([self.kept.pk])
        changed.send(Child, children=[self.kept.pk])
        return kept, self.result

    def _move(self, model, pointer):
        rows = list(model._base_manager.filter(**{pointer.attname: self.gone.pk}))
        if not rows:
            return
        if not resealing.is_known(model):
            raise MergeError(f"Texts of {model._meta.verbose_name_plural} cannot go from one record to another yet.")
        if not graph.is_old(model):
            rows = self._leave_aside(model, pointer, rows)
        if model in KEYS:
            return
        self._reseal(model, pointer, rows)
        for row in rows:
            if graph.alone(model, pointer) and not self._fits(row, pointer):
                self._put_aside([row])
                continue
            self.moved[graph.label(model)][pointer.attname].append(row.pk)
        if not graph.alone(model, pointer):
            point(model, pointer.attname, [r.pk for r in rows], self.kept.pk)
        self.result.rows += len(rows)

    def _leave_aside(self, model, pointer, rows):
        """Those that can go over: not those that would point at one child from both sides, nor say a thing twice."""
        if model in KEYS:
            self._put_aside(rows)
            return []
        others = [p for m, p in graph.pointers() if m is model and p is not pointer]
        twice = [r for r in rows if any(getattr(r, p.attname) == self.kept.pk for p in others)]
        if model in SAID_TWICE:
            standing = {_says(r, pointer) for r in model._base_manager.filter(**{pointer.attname: self.kept.pk})}
            twice += [r for r in rows if r not in twice and _says(r, pointer) in standing]
        self._put_aside(twice)
        left = {r.pk for r in twice}
        return [r for r in rows if r.pk not in left]

    def _fits(self, row, pointer):
        """Point one row at the record that stays, where only one such may stand; False when one stands there."""
        try:
            with transaction.atomic():
                point(type(row), pointer.attname, [row.pk], self.kept.pk)
                connection.check_constraints([type(row)._meta.db_table])
        except IntegrityError:
            return False
        return True

    def _put_aside(self, rows):
        for row in rows:
            if type(row) not in (*KEYS, Pair) and (other := graph.hanging_on(row)):
                raise MergeError(
                    f"Both records have {row._meta.verbose_name_plural} of which a child can have only one, and "
                    f"{other._meta.verbose_name_plural} hang on them: take one of them out first."
                )
            self.aside.append(row)
            type(row)._base_manager.filter(pk=row.pk)._raw_delete("default")

    def _reseal(self, model, pointer, rows):
        if rows and pointer.name == "child":
            self.result.shut += sealed_anew(model, rows, self.old, self.new)

    def _rekey(self):
        """Rows that name the child's own sheet of a return by its key: a return looks there for what it said before."""
        for row in _of_sheets(self.gone.pk, self.moved):
            name = "became" if isinstance(row, SourceRow) else "key"
            self._change(row, name, self.kept.pk)

    def _change(self, row, name, value):
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**{name: value})
        except IntegrityError:
            return
        self.changes.append([graph.label(type(row)), row.pk, name, plain(getattr(row, name)), plain(value)])

    def _fill(self):
        """What is not known of the child in the record that stays, and is in the other; names that it has besides."""
        for mine, theirs in ((self.kept.person, self.gone.person), (self.kept, self.gone)):
            empty = [f for f in mine._meta.concrete_fields if getattr(mine, f.attname) in (None, "")]
            known = {f.name: getattr(theirs, f.attname) for f in empty if getattr(theirs, f.attname) not in (None, "")}
            if known:
                for name, value in known.items():
                    self.changes.append(
                        [graph.label(type(mine)), mine.pk, name, plain(getattr(mine, name)), plain(value)]
                    )
                    setattr(mine, name, value)
                with history.because(self.by, "put together with another record"):
                    mine.save()
        went = self.moved[graph.label(Name)]["person_id"]
        if Name.objects.filter(person=self.kept.person, kind="legal").exclude(pk__in=went).exists():
            for name in Name.objects.filter(pk__in=went, kind="legal"):
                self._change(name, "kind", "alias")

    def _doors(self, old_uid):
        """Who works with the child and who is kept away: all of it holds for the record that stays."""

        def reseal(row):
            fields, shut = resealing.reseal([row], self.old, self.new)
            self.result.shut += shut
            return fields

        self.doors = doors.hand_over(old_uid, self.kept.person.uid, reseal=reseal)

    def _drop_the_child(self):
        self.aside = [self.gone.person, self.gone, *self.aside]
        for model in (Child, Person):
            model._base_manager.filter(pk=self.gone.pk)._raw_delete("default")

    def _old_number(self):
        """The record is found by the number of the other still."""
        number = self.gone.person.reference
        if not Identifier.objects.filter(person=self.kept.person, value=number).exists():
            self.made.append(Identifier.objects.create(person=self.kept.person, kind="other", value=number).pk)

    def _keep(self, reason, old_uid, number, marks):
        kept = Merge(child=self.kept, uid=old_uid, number=number, seal=uuid.uuid4(), by=self.by, marks=marks,
                     moved=json.loads(json.dumps(self.moved)) | {"doors": self.doors})  # fmt: skip
        rows = serializers.serialize("json", self.aside)
        words = json.dumps({"rows": rows, "changes": self.changes, "made": self.made})
        kept.sealed_aside = vault.seal(self.new, words, "merge", kept.seal, "aside")
        kept.sealed_reason = vault.seal(self.new, reason, "merge", kept.seal, "reason")
        kept.save()
        return kept


def _rows(model, child):
    pointer = next(p for m, p in graph.pointers() if m is model)
    return model._base_manager.filter(**{pointer.attname: child})


def _pairs(child):
    return Pair.objects.filter(first=child) | Pair.objects.filter(second=child)


def _says(row, pointer):
    """All that a row says, but for its key and whose it is."""
    own = (f for f in row._meta.concrete_fields if not f.primary_key and f.attname != pointer.attname)
    return tuple(str(getattr(row, f.attname)) for f in own)


def _last_keys():
    """(model, its greatest key) of all that points at a child, and of restrictions."""
    models = dict.fromkeys(m for m, _ in graph.pointers() if not graph.is_old(m) and m._meta.pk.is_relation is False)
    for model in (*models, Restriction, Emergency):
        last = model._base_manager.aggregate(last=Max("pk"))["last"]
        if last is not None:
            yield model, last


def _of_sheets(gone, moved):
    """Of the rows that went over, those that name the child's own sheet by the child's key."""
    slugs = {f"{collection}-{name.lower()}" for collection in ("ssda903", "cin", "people") for name in SHEETS}
    sources = moved[graph.label(SourceRow)]["child_id"]
    kept_too = SourceRow.objects.filter(table__in=SHEETS, became=gone, pk__in=sources[:CHUNK])
    yield from kept_too
    yield from Correction.objects.filter(pk__in=moved[graph.label(Correction)]["child_id"], kind__in=slugs, key=gone)
    refused = Refusal.objects.filter(pk__in=moved[graph.label(Refusal)]["child_id"], key=gone)
    yield from (r for r in refused if r.item.split(".")[1] in SHEETS)
