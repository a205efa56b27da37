"""Taking two records apart that were put together: what went over goes back, what was added since stays."""

import json
from collections import defaultdict

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, transaction
from django.utils import timezone

from ...access import actions as doors
from ...access import door
from ...access.models import Restriction
from .. import graph, history, names, resealing, vault
from ..elsewhere import changed
from ..models import Child, Identifier, Merge, Person, Words
from .rejoining import CATEGORY, CHUNK, KEYS, OFFERED, Done, MergeError, plain, point, sealed_anew


@resealing.whole()
@transaction.atomic
def undo(merge, *, reason, by, purpose):
    """Take two records apart again: what went over goes back; returns (the Child that comes back, Done).

    What was added since stays with the record that stayed; a restriction set since holds for both. MergeError when a
    later merge into the same record must be undone first.
    """
    merge = Merge.objects.select_for_update().select_related("child__person").get(pk=merge.pk)
    door.ask_of(
        merge.child, by=by, action="edit", categories=[CATEGORY], purpose=purpose, what="take two records apart"
    )
    if merge.undone_at:
        raise MergeError("Somebody took these records apart already.")
    if Merge.objects.filter(child=merge.child, undone_at=None, pk__gt=merge.pk).exists():
        raise MergeError("Another record was put into this one later: take that one out first.")
    return _Undoing(merge, by).done(reason)


def aside_of(merge):
    """{rows, changes, made}: what the Merge keeps sealed. InvalidTag when it was changed."""
    key = vault.keys_of([merge.child_id])[merge.child_id]
    return json.loads(vault.unseal(key, merge.sealed_aside, "merge", merge.seal, "aside"))


def reason_of(merge, part="reason"):
    key = vault.keys_of([merge.child_id])[merge.child_id]
    return vault.unseal(key, getattr(merge, f"sealed_{part}"), "merge", merge.seal, part)


class _Undoing:
    def __init__(self, merge, by):
        self.merge, self.by, self.kept = merge, by, merge.child
        self.result = Done(since=since(merge))

    def done(self, reason):
        aside = aside_of(self.merge)
        self._restore(aside["rows"])
        back = Child.objects.select_related("person").get(person__uid=self.merge.uid)
        keys = vault.keys_of([self.kept.pk, back.pk], whole=True)
        self.key, self.theirs = keys[self.kept.pk], keys[back.pk]
        for name, pointers in self.merge.moved.items():
            if name != "doors":
                for pointer, rows in pointers.items():
                    self._back(apps.get_model(name), pointer, rows, back)
        self._unchange(aside["changes"])
        Identifier.objects.filter(pk__in=aside["made"]).delete()
        self._doors(back)
        names.index([self.kept.pk, back.pk])
        Words.objects.filter(child=self.kept).delete()
        self._note(reason)
        changed.send(Child, children=[self.kept.pk, back.pk])
        return back, self.result

    def _restore(self, rows):
        try:
            with transaction.atomic():
                for one in serializers.deserialize("json", rows):
                    one.save()
        except IntegrityError:
            raise MergeError(
                "Another record has the number of the one that would come back: change it first."
            ) from None

    def _back(self, model, pointer, keys, back):
        rows = []
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            rows += model._base_manager.filter(**{"pk__in": chunk, pointer: self.kept.pk})
        self.result.gone += len(keys) - len(rows)
        self.result.rows += len(rows)
        if rows and pointer == "child_id":
            self.result.shut += sealed_anew(model, rows, self.key, self.theirs)
        point(model, pointer, [r.pk for r in rows], back.pk)

    def _unchange(self, changes):
        for label, pk, name, was, now in changes:
            model = apps.get_model(label)
            row = model._base_manager.filter(pk=pk).first()
            if row is not None and plain(getattr(row, name)) == now:
                value = model._meta.get_field(name).to_python(was)
                if model in (Person, Child):
                    setattr(row, name, value)
                    with history.because(self.by, "taken apart from another record"):
                        row.save()
                else:
                    model._base_manager.filter(pk=pk).update(**{name: value})

    def _doors(self, back):
        def reseal(row):
            return resealing.reseal([row], self.key, self.theirs)[0]

        moved = self.merge.moved.get("doors", {})
        doors.hand_over(self.kept.person.uid, back.person.uid, reseal=reseal, only=moved)
        last = self.merge.marks.get(graph.label(Restriction)) or 0
        fresh = Restriction.objects.filter(child=self.kept.person.uid, lifted_at=None, pk__gt=last)
        for one in fresh:
            doors.restrict_too(one, back.person.uid, reseal=reseal)

    def _note(self, reason):
        merge = self.merge
        merge.undone_at, merge.undone_by = timezone.now(), self.by
        merge.sealed_undoing = vault.seal(self.key, reason, "merge", merge.seal, "undoing")
        merge.save(update_fields=["undone_at", "undone_by", "sealed_undoing"])


def since(merge):
    """{name of the model: how many} rows of the record that stayed that were added after the merge."""
    found = defaultdict(int)
    for model, pointer in graph.pointers():
        if (
            graph.is_old(model)
            or model in (*graph.followed(), *OFFERED, Merge, *KEYS)
            or pointer.name not in ("child", "person")
        ):
            continue
        last = merge.marks.get(graph.label(model), 0)
        rows = model._base_manager.filter(**{pointer.attname: merge.child_id, "pk__gt": last})
        if model is Identifier:
            rows = rows.exclude(pk__in=aside_of(merge)["made"])
        if count := rows.count():
            found[str(model._meta.verbose_name)] += count
    return dict(found)
