"""Rows of the census that carry a conference of their own: a case and an enquiry."""

from .. import bulk
from ..bulk import BATCH
from ..models import Conference
from .shelf import Held, Shelf


class WithConference(Shelf):
    """A shelf whose rows may have one initial child protection conference, kept as a row of its own."""

    CONFERENCE = {"conference_target_on": "target_on", "conference_on": "held_on"}

    def __init__(self, model, facts, *, carried, link, **rest):
        super().__init__(model, facts, **rest)
        self.own = self.facts
        self.carried = {fact: self.CONFERENCE[fact] for fact in carried}
        self.facts = (*self.facts, *carried)
        self.link = link  # how the conference points at the row: "referral" or "enquiry"

    def _conferences(self, held):
        keys = [h.key for h in held]
        if not keys:
            return {}
        own = {"enquiry": None} if self.link == "referral" else {}
        rows = Conference.objects.filter(**{f"{self.link}__in": keys}, **own).order_by("-pk")
        return {getattr(row, f"{self.link}_id"): row for row in rows}

    def load(self, owners, year=None):
        held = self._load(owners, year, self.own)
        found = self._conferences(held)
        for h in held:
            row = found.get(h.key)
            h.facts |= {fact: getattr(row, name, None) for fact, name in self.carried.items()}
        return held

    def _make(self, h, year):
        own = Held(h.owner, h.parent, {f: v for f, v in h.facts.items() if f not in self.carried})
        return super()._make(own, year)

    def create(self, held, year=None):
        super().create(held, year)
        self._write([h for h in held if any(h.facts.get(f) for f in self.carried)], {})

    def update(self, held):
        carrying = [h for h in held if h.changed & set(self.carried)]
        self._write(carrying, self._conferences(carrying))
        for h in held:
            h.changed -= set(self.carried)
        if own := [h for h in held if h.changed]:
            super().update(own)

    def _write(self, held, found):
        fresh = []
        for h in held:
            row = found.get(h.key) or Conference(child_id=h.owner, **self._points(h))
            for fact, name in self.carried.items():
                setattr(row, name, h.facts.get(fact))
            fresh += [] if row.pk else [row]
        Conference.objects.bulk_create(fresh, batch_size=BATCH)
        bulk.update(Conference, found.values(), list(self.carried.values()))

    def _points(self, h):
        return {"referral_id": h.key} if self.link == "referral" else {"referral_id": h.parent, "enquiry_id": h.key}
