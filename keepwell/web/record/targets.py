"""The tables that a form of the work can write: those of the returns, and those that only the record has."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models

from .kinds import KINDS, Kind
from .mapping.shelf import YEAR, Shelf
from .models import HealthEvent, Offence, Sdq, SubstanceUse, Visit

# Which fact ends a row; a row whose end is not there stands. Where several are named, any of them ends it.
ENDS = {
    "cin-cindetails": ("closed_on",),
    "cin-assessments": ("authorised_on",),
    "cin-section47": ("conference_on", "conference_not_required"),
    "cin-childprotectionplans": ("ends_on",),
    "cin-cinplandates": ("ends_on",),
    "cin-preproceedings": ("decided_on",),
    "ssda903-episodes": ("ends_on",),
    "ssda903-missing": ("ends_on",),
    "ssda903-swepisodes": ("ends_on",),
    "ssda903-placedadoption": ("ends_on",),
    "ssda903-dolo": ("ends_on",),
    "ssda903-ad1": (),
}
STARTS = {"cin-cindetails": "referred_on", "cin-assessments": "started_on", "cin-section47": "started_on"}
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class Target:
    """One table that a form writes; its columns are those of a return, or facts of the record by name."""

    slug: str
    title: str
    shelf: object
    kind: Kind | None = None

    @property
    def parent(self):
        """The slug of the table that its rows hang on, or ''."""
        if self.kind is None or not self.kind.map.parent:
            return ""
        return f"{self.kind.collection}-{self.kind.map.parent[0].lower()}"

    @cached_property
    def yearly(self):
        """Has a child one row a year?"""
        return YEAR in getattr(self.shelf, "fixed", {}).values()

    def facts(self, columns):
        """{column: value} as {fact: value}, with words such as "yes" made what the fact is."""
        return {self._fact(name): self._value(name, value) for name, value in columns.items()}

    def categories(self, columns):
        """The categories of these columns; none of its own for a table that only the record has."""
        if self.kind is None:
            return frozenset()
        return frozenset().union(*(self.kind.categories_of(name) for name in columns))

    def every(self):
        """All its facts, empty."""
        return dict.fromkeys(self.kind.map.columns.values() if self.kind else self.shelf.facts)

    def stands(self, facts):
        """Has the row with these facts not ended?"""
        return not any(facts.get(name) for name in ENDS.get(self.slug, ()))

    @property
    def starts(self):
        return STARTS.get(self.slug, "starts_on")

    @property
    def ends(self):
        """The day that ends a row, as a fact, or ''."""
        return next((name for name in ENDS.get(self.slug, ()) if name.endswith("_on")), "")

    def _fact(self, name):
        return self.kind.map.columns[name] if self.kind else name

    def _value(self, name, value):
        if value == "":
            return None
        return YES_NO[value] if isinstance(value, str) and value in YES_NO and self._is_flag(name) else value

    def _is_flag(self, name):
        if self.kind:
            return self.kind.table[name].kind == "flag"
        return isinstance(self.shelf.model._meta.get_field(name), models.BooleanField)


def _own(slug, title, model, *facts):
    return Target(slug, title, Shelf(model, facts))


TARGETS = {slug: Target(slug, kind.title, kind.shelf, kind) for slug, kind in KINDS.items()} | {
    one.slug: one
    for one in (
        _own("visit", "Visits", Visit, "on", "reason", "seen", "seen_alone"),
        _own("health-event", "Health", HealthEvent, "kind", "on", "outcome"),
        _own("sdq", "Strengths and difficulties", Sdq, "on", "score", "completed_by"),
        _own("offence", "Offending", Offence, "on", "outcome"),
        _own(
            "substance", "Drugs and alcohol", SubstanceUse, "found_on", "help_offered_on", "help_received_on"
        ),
    )
}  # fmt: skip


def standing(child, slug):
    """The row (Held) of this kind that stands, the latest begun when several do; None when none does."""
    target = TARGETS[slug]
    rows = [held for held in target.shelf.load([child.pk]) if target.stands(held.facts)]
    return max(rows, key=lambda held: (held.facts.get(target.starts) or date.min, held.key), default=None)
