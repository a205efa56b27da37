"""Moving a text that was recorded for the wrong child to the right one, with a trace on both sides.

The record from which it went says only that something was moved, when and by whom. Old versions of the text go with it.
"""

import uuid

from django.db import transaction
from django.db.models import SET_NULL

from ...access import door
from .. import graph, resealing, vault
from ..elsewhere import changed
from ..models import Child, Moved
from ..searching.sources import source as source_of
from ..targets import TARGETS

WHAT = "move to the right child"
__all__ = ["WHAT", "Gone", "NotMoved", "move", "reason_of", "source_of"]


class Gone(Exception):
    """The text is not, or no longer, part of that child's record."""


class NotMoved(Exception):
    """It cannot go there as things are; its text is a sentence for the person."""


@transaction.atomic
def move(kind, pk, *, frm, to, reason, by, purpose):
    """Move a text (its kind in `searching.sources`, its key) from one Child to another; the Moved of the latter.

    NotForYou when `by` may not correct it there or may not add it here; Gone when it is no longer there; NotMoved when
    it wrote rows of the record that still stand; InvalidTag when it does not open.
    """
    list(Child.objects.select_for_update().filter(pk__in=(frm.pk, to.pk)))
    source = source_of(kind)
    row = source.model.objects.filter(pk=pk, child=frm).select_related(*source.within).first()
    if row is None:
        raise Gone
    keys = vault.keys_of([frm.pk, to.pk])
    categories = {source.home(row), *(p.category for p in source.read(row, keys[frm.pk]))}
    for child, action in ((frm, "edit"), (to, "edit"), (to, "add")):
        door.ask_of(child, by=by, action=action, categories=categories, purpose=purpose, what=WHAT)
    _stands_alone(row)
    apart = _is_apart(source, row, keys[frm.pk])
    old = list(source.model.history.filter(id=pk)) if hasattr(source.model, "history") else []
    for rows in ([row], old):
        _put(rows, to, keys[frm.pk], keys[to.pk])
    changed.send(source.model, children=[frm.pk, to.pk])
    return _trace(kind, pk, frm, to, reason, by, keys[to.pk].under(apart))


def _is_apart(source, row, key):
    """Then what is said of the move stands apart too."""
    texts = ((getattr(row, part), part.removeprefix(resealing.PREFIX)) for part in source.parts)
    return any(sealed and not vault.opens_alone(key, sealed, *resealing.about(row, part)) for sealed, part in texts)


def _stands_alone(row):
    """A step that wrote a row of a return or a table stays with it: that row must be taken out first."""
    for relation in type(row)._meta.related_objects:
        hanging = relation.related_model._base_manager.filter(**{relation.field.name: row})
        if graph.is_old(relation.related_model) or not hanging.exists():
            continue
        if relation.on_delete is not SET_NULL:
            what = relation.related_model._meta.verbose_name_plural
            raise NotMoved(f"There are {what} of this child that hang on it: end or remove them first.")
        hanging.update(**{relation.field.name: None})
    target = TARGETS.get(getattr(row, "kind", "")) if hasattr(row, "version_id") else None
    if target and any(held.key == row.key for held in target.shelf.load([row.child_id])):
        raise NotMoved(
            f"This also wrote something in the record ({target.title}). Remove that row first, add it to the right "
            "child, and then move this."
        )


def _put(rows, to, old, new):
    if not rows:
        return
    fields, shut = resealing.reseal(rows, old, new)
    if shut and not graph.is_old(type(rows[0])):
        raise NotMoved("A part of it does not open, and would be lost on the way: tell whoever looks after Keepwell.")
    # What it followed and wrote is of the other child.
    free = {"after_id": None, "key": None, "kind": ""} if hasattr(rows[0], "version_id") else {}
    for row in rows:
        row.child_id = to.pk
        for name, value in free.items():
            setattr(row, name, value)
    type(rows[0])._base_manager.bulk_update(rows, ["child", *(n.removesuffix("_id") for n in free), *fields])


def _trace(kind, pk, frm, to, reason, by, key):
    Moved.objects.create(child=frm, gave=True, kind=kind, seal=uuid.uuid4(), by=by)
    seal = uuid.uuid4()
    sealed = vault.seal(key, reason, "moved", seal, "reason")
    return Moved.objects.create(child=to, gave=False, kind=kind, key=pk, seal=seal, sealed_reason=sealed, by=by)


def reason_of(moved):
    (key,) = vault.keys_of([moved.child_id]).values()
    return vault.unseal(key, moved.sealed_reason, "moved", moved.seal, "reason")
