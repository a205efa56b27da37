"""Episodes as the return counts them, and the placements, legal statuses and periods of care behind them."""

import threading
from collections import defaultdict
from datetime import date
from itertools import pairwise

from .. import bulk
from ..bulk import BATCH
from ..models import Episode, LegalStatus, PeriodOfCare, Placement
from .shelf import Held, Shelf

OWN = (
    "starts_on", "reason_started", "category_of_need", "ends_on", "reason_ended", "reason_place_change",
    "home_postcode",
)  # fmt: skip
LAST = date.max


class EpisodeShelf(Shelf):
    """Flat episodes: an episode's own facts with those of its legal status and placement."""

    facts = (*OWN, "legal_status", "placement_kind", "provider", "postcode", "urn")
    paths = {
        "legal_status": "legal_status__code",
        "placement_kind": "placement__kind",
        "provider": "placement__provider",
        "postcode": "placement__postcode",
        "urn": "placement__urn",
    }

    def __init__(self):
        self.model = Episode
        self.owner, self.parent, self.fixed = "child", None, {}
        self.texts = set(self.facts) - {"starts_on", "ends_on"}
        self._under_way = threading.local()

    @property
    def _wanted(self):
        """Episode -> its flat facts, until `finish` has put the groups in order; each thread has its own."""
        return self._under_way.__dict__.setdefault("wanted", {})

    def load(self, owners, year=None):
        names = [self.paths.get(f, f) for f in self.facts]
        rows = Episode.objects.filter(child__in=owners).order_by("pk").values_list("pk", "child_id", *names)
        return [
            Held(owner, None, self.tidy(dict(zip(self.facts, facts, strict=True))), pk) for pk, owner, *facts in rows
        ]

    def tidy(self, facts, year=None):
        return {f: "" if v is None and f in self.texts else v for f, v in facts.items()}

    def _make(self, h, year):
        return Episode(child_id=h.owner, **{f: h.facts[f] for f in OWN if f in h.facts})

    def create(self, held, year=None):
        super().create(held, year)
        self._wanted.update({h.key: h.facts for h in held})

    def update(self, held):
        own = []
        for h in held:
            h.changed &= set(OWN)
            own += [h] if h.changed else []
        if own:
            super().update(own)
        self._wanted.update({h.key: h.facts for h in held})

    def finish(self, owners):
        """Group the episodes of these children anew where any of them changed."""
        if self._wanted:
            self._regroup(owners)

    def remove(self, held):
        super().remove(held)
        self._regroup([held.owner])

    def _regroup(self, owners):
        episodes = {owner: [] for owner in owners}
        for h in self.load(owners):
            h.facts |= self._wanted.get(h.key, {})
            episodes[h.owner].append(h)
        self._wanted.clear()
        for own in episodes.values():
            own.sort(key=lambda h: (h.facts["starts_on"] or LAST, h.key))
        _group(episodes, PeriodOfCare, "period", (), _breaks_period)
        _group(episodes, LegalStatus, "legal_status", (("code", "legal_status"),), _breaks_status)
        _group(
            episodes,
            Placement,
            "placement",
            (("kind", "placement_kind"), ("provider", "provider"), ("postcode", "postcode"), ("urn", "urn")),
            _breaks_placement,
        )


def _breaks_period(before, after):
    """A new period of care starts when an episode starts after the one before it ended."""
    return bool(before["ends_on"] and after["starts_on"] and after["starts_on"] > before["ends_on"])


def _follows(before, after):
    return before["ends_on"] is not None and before["ends_on"] == after["starts_on"]


def _breaks_status(before, after):
    return before["legal_status"] != after["legal_status"] or not _follows(before, after)


def _breaks_placement(before, after):
    """Only a new episode that says 'legal status changed, nothing else' (L) stays in the same placement."""
    same = all(before[f] == after[f] for f in ("placement_kind", "provider", "postcode", "urn"))
    return not (same and after["reason_started"] == "L" and _follows(before, after))


def _group(episodes, model, link, facts, breaks):
    """Join neighbouring episodes into rows of `model`, keeping the rows that still stand."""
    standing = defaultdict(list)
    names = [name for name, _ in facts]
    for row in model.objects.filter(child__in=list(episodes)).order_by("pk"):
        standing[row.child_id, row.starts_on, row.ends_on, *(getattr(row, n) for n in names)].append(row)
    fresh, links = [], []
    for owner, own in episodes.items():
        for group in _runs(own, breaks):
            start, end = group[0].facts["starts_on"], group[-1].facts["ends_on"]
            said = [group[0].facts[fact] for _, fact in facts]
            kept = standing.get((owner, start, end, *said))
            row = (
                kept.pop(0)
                if kept
                else model(child_id=owner, starts_on=start, ends_on=end, **dict(zip(names, said, strict=True)))
            )
            fresh += [] if row.pk else [row]
            links += [(h.key, row) for h in group]
    model.objects.bulk_create(fresh, batch_size=BATCH)
    wanted = {key: row.pk for key, row in links}
    changed = [
        Episode(pk=pk, **{f"{link}_id": wanted[pk]})
        for pk, held in Episode.objects.filter(pk__in=list(wanted)).values_list("pk", f"{link}_id")
        if held != wanted[pk]
    ]
    bulk.update(Episode, changed, [link])
    model.objects.filter(pk__in=[row.pk for rows in standing.values() for row in rows]).delete()


def _runs(own, breaks):
    group = own[:1]
    for before, after in pairwise(own):
        if breaks(before.facts, after.facts):
            yield group
            group = []
        group.append(after)
    if group:
        yield group
