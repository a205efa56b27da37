"""Where one kind of fact is kept, as flat rows."""

from dataclasses import dataclass, field

from django.db import models

from .. import bulk
from ..bulk import BATCH
from ..history import keep_first, keep_last, keep_now


@dataclass(slots=True)
class Held:
    """One row of the record: whose it is, what it hangs on, and its facts by name."""

    owner: int
    parent: int | None
    facts: dict
    key: int | None = None
    changed: set = field(default_factory=set)


class Shelf:
    """Keeps facts in one model, a column a fact.

    `owner` is the foreign key to the child or person; `parent` the one to the row this hangs on;
    `fixed` are values that every row of the shelf has.
    """

    def __init__(self, model, facts, *, owner="child", parent=None, fixed=None):
        self.model = model
        self.facts = tuple(facts)
        self.owner = owner
        self.parent = parent
        self.fixed = fixed or {}
        self.texts = {f for f in self.facts if isinstance(self._field(f), models.TextField)}

    def _field(self, fact):
        return self.model._meta.get_field(fact.removesuffix("_id"))

    def blank(self, fact):
        return "" if fact in self.texts else None

    def tidy(self, facts, year=None):
        """Facts as the shelf keeps them: a missing text is an empty one."""
        return {f: self.blank(f) if v is None else v for f, v in facts.items()}

    def load(self, owners, year=None):
        """Every row of these owners, in the order they were entered."""
        return self._load(owners, year, self.facts)

    def _load(self, owners, year, facts):
        owner, parent = f"{self.owner}_id", f"{self.parent}_id" if self.parent else None
        names = ("pk", owner, *((parent,) if parent else ()), *facts)
        rows = self.model.objects.filter(**{f"{owner}__in": owners}, **self._fixed(year)).order_by("pk")
        skip = 3 if parent else 2
        return [
            Held(row[1], row[2] if parent else None, dict(zip(facts, row[skip:], strict=True)), row[0])
            for row in rows.values_list(*names)
        ]

    def _fixed(self, year):
        return {k: year if v is YEAR else v for k, v in self.fixed.items()}

    def create(self, held, year=None):
        made = [self._make(h, year) for h in held]
        self.model.objects.bulk_create(made, batch_size=BATCH)
        for h, m in zip(held, made, strict=True):
            h.key = m.pk

    def _make(self, h, year):
        hangs = {f"{self.parent}_id": h.parent} if self.parent else {}
        return self.model(**{f"{self.owner}_id": h.owner}, **hangs, **self._fixed(year), **h.facts)

    def update(self, held):
        rows = self.model.objects.in_bulk([h.key for h in held])
        keep_first(self.model, rows.values())
        for h in held:
            for fact in h.changed:
                setattr(rows[h.key], fact, h.facts[fact])
        fields = sorted({fact.removesuffix("_id") for h in held for fact in h.changed})
        bulk.update(self.model, rows.values(), fields)
        keep_now(self.model, rows.values())

    def remove(self, held):
        """Take one row away. Its last values stay in its history where the model has one."""
        row = self.model.objects.get(pk=held.key)
        keep_last(row)
        row.delete()

    def derive(self, facts):
        """Facts that follow from others, for shelves that have such."""

    def finish(self, owners):
        """What must be put in order once all rows of these owners are in."""


YEAR = object()  # stands in `fixed` for the collection year of the import
