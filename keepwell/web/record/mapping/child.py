"""The facts a return's first sheet tells of a child: kept with the person, their numbers and characteristics."""

from django.db.models import Q

from .. import bulk
from ..bulk import BATCH
from ..history import keep_first, keep_now
from ..models import Characteristic, Child, Identifier, Person
from .shelf import Held

PERSON = ("sex", "born_on", "birth_expected_on", "died_on")
CHILD = ("gender", "upn_unknown", "is_mother", "own_child_born_on")
NUMBERS = ("upn", "former_upn")
DATES_AND_FLAGS = {"born_on", "birth_expected_on", "died_on", "is_mother", "own_child_born_on"}


class ChildShelf:
    """Flat facts of a child; `upn_or_reason` is the one column in which SSDA903 puts both."""

    facts = (*PERSON, *CHILD, *NUMBERS, "ethnicity", "upn_or_reason")
    parent = None

    def blank(self, fact):
        return None if fact in DATES_AND_FLAGS else ""

    def tidy(self, facts, year=None):
        facts = {f: self.blank(f) if v is None else v for f, v in facts.items()}
        if given := facts.pop("upn_or_reason", None):
            facts["upn_unknown" if given.upper().startswith("UN") else "upn"] = given
        return facts

    def load(self, owners, year=None):
        found = {
            pk: Held(pk, None, dict(zip((*PERSON, *CHILD), facts, strict=True)) | _nothing(), pk)
            for pk, *facts in Child.objects.filter(pk__in=owners).values_list(
                "pk", *(f"person__{f}" for f in PERSON), *CHILD
            )
        }
        for owner, kind, value in _numbers(owners).values_list("person_id", "kind", "value"):
            if owner in found:
                found[owner].facts[kind] = value
        for owner, code in _ethnicities(owners).values_list("person_id", "code"):
            if owner in found:
                found[owner].facts["ethnicity"] = code
        for held in found.values():
            self.derive(held.facts)
        return list(found.values())

    def derive(self, facts):
        facts["upn_or_reason"] = facts.get("upn") or facts.get("upn_unknown") or ""

    def create(self, held, year=None):
        """The child exists already (the intake makes owners first): write all facts it brings."""
        for h in held:
            h.key = h.owner
            h.changed = {f for f, v in h.facts.items() if v not in (None, "")}
        self.update([h for h in held if h.changed])

    def update(self, held):
        self._fields(Person, PERSON, held)
        self._fields(Child, CHILD, held)
        for kind in NUMBERS:
            self._rows(Identifier, {"kind": kind}, "value", _numbers, held, kind)
        self._rows(Characteristic, {"kind": "ethnicity"}, "code", _ethnicities, held, "ethnicity")

    def _fields(self, model, names, held):
        held = [h for h in held if h.changed & set(names)]
        if not held:
            return
        rows = model.objects.in_bulk([h.owner for h in held])
        keep_first(model, [r for r in rows.values() if any(getattr(r, n) not in (None, "") for n in names)])
        for h in held:
            for name in h.changed & set(names):
                setattr(rows[h.owner], name, h.facts[name])
        bulk.update(model, rows.values(), names)
        changed = model.history.filter(**{f"{model._meta.pk.attname}__in": list(rows)})
        known = set(changed.values_list(model._meta.pk.attname, flat=True))
        keep_now(model, [r for r in rows.values() if r.pk in known])

    def _rows(self, model, fixed, column, rows_of, held, fact):
        held = [h for h in held if fact in h.changed]
        if not held:
            return
        current = {r.person_id: r for r in rows_of([h.owner for h in held]).filter(**fixed)}
        old = [current[h.owner] for h in held if h.owner in current]
        keep_first(model, old)
        for h in held:
            if h.owner in current:
                setattr(current[h.owner], column, h.facts[fact])
        bulk.update(model, old, [column])
        keep_now(model, old)
        fresh = [h for h in held if h.owner not in current]
        model.objects.bulk_create(
            [model(person_id=h.owner, **fixed, **{column: h.facts[fact]}) for h in fresh], batch_size=BATCH
        )

    def finish(self, owners):
        """Nothing to put in order."""


def _nothing():
    return {"upn": "", "former_upn": "", "ethnicity": ""}


def _numbers(owners):
    """The numbers in use and the former ones, the latest entered last."""
    in_use = Q(kind="upn", ends_on=None) | Q(kind="former_upn")
    return Identifier.objects.filter(in_use, person__in=owners).order_by("pk")


def _ethnicities(owners):
    return Characteristic.objects.filter(person__in=owners, kind="ethnicity", ends_on=None).order_by("pk")
