"""Who said it: for each event of a chronology who wrote it down, which return brought it, and who mended it."""

from collections import defaultdict
from datetime import date

from django.apps import apps
from django.db.models import F, Value

from ...staff.models import User
from ..givers import told_by
from ..kinds import KINDS
from ..mapping import MAPS
from ..mapping.child import ChildShelf
from ..mapping.people import PersonShelf
from ..models import (
    Child,
    Conference,
    Consent,
    Correction,
    Episode,
    Given,
    LegalStatus,
    PeriodOfCare,
    Person,
    Placement,
    Referral,
    Section47Enquiry,
    SourceRow,
    Step,
    Told,
)

TITLES = {"ssda903": "SSDA903 return", "cin": "CIN census", "people": "People files"}
SOMEBODY = "somebody who has left"
OF_EPISODES = {PeriodOfCare: "period_id", LegalStatus: "legal_status_id", Placement: "placement_id"}
BY_HAND = (Told, Consent, Step)  # rows that name who recorded them
TABLES = {
    (collection, name): Child if isinstance(table.shelf, ChildShelf | PersonShelf) else table.shelf.model
    for collection, tables in MAPS.items() for name, table in tables.items()
}  # fmt: skip
LATEST = 2  # sources told of one event


class Sources:
    """Where the rows of one child's record come from; asked for the events that are shown, in a few queries."""

    def __init__(self, story):
        self.rows, self.child = story.rows, story.rows.child
        self._given, self._mended = None, None

    def tell(self, events):
        """Put `source` on each of these events."""
        wanted = [(event, [self._row_of(model, key) for model, key, _ in event.facts]) for event in events]
        if self._given is None:
            self._look()
        staff = self._staff([row for _, rows in wanted for row in rows])
        for event, rows in wanted:
            said = [words for row in rows for words in self._said(row, staff)]
            event.source = "; ".join(dict.fromkeys(said))

    def _row_of(self, model, key):
        """(model, key) of the row that a file would have brought: an episode for what is put together from episodes."""
        if field := OF_EPISODES.get(model):
            own = [one.pk for one in self.rows.of(Episode) if getattr(one, field) == key]
            return Episode, own[0] if own else None
        if model is Conference:
            row = next((one for one in self.rows.of(Conference) if one.pk == key), None)
            return (Section47Enquiry, row.enquiry_id) if row and row.enquiry_id else (Referral, row and row.referral_id)
        return (Child, self.child.pk) if model is Person else (model, key)

    def _look(self):
        given, mended = defaultdict(dict), defaultdict(list)
        rows = SourceRow.objects.filter(child=self.child, became__isnull=False).order_by("taken_in__taken_at", "pk")
        for collection, table, became, year, at in rows.values_list(
            "taken_in__collection", "table", "became", "taken_in__year", "taken_in__taken_at"
        ):
            model = TABLES.get((collection, table))
            given[model, self.child.pk if model is Child else became][_words(collection, year, at)] = None
        for one in Given.objects.filter(child=self.child).select_related("by"):
            model = apps.get_model(one.model)
            own = model is Person and one.key == self.child.pk
            mended[(Child, self.child.pk) if own else (model, one.key)].append(_given(one))
        for one in Correction.objects.filter(child=self.child).select_related("by"):
            kind = KINDS.get(one.kind)
            if kind:
                model = TABLES[kind.collection, kind.table.name]
                mended[model, self.child.pk if model is Child else one.key].append(_mended(one))
        self._given, self._mended = given, mended

    def _staff(self, rows):
        """{(model, key): who recorded it} of rows that say so themselves."""
        found = {}
        for model in BY_HAND:
            keys = {key for own, key in rows if own is model}
            if keys:
                giver = F("giver") if model is Step else Value("")
                people = model.objects.filter(pk__in=keys, child=self.child)
                found |= {(model, key): rest for key, *rest in people.values_list("pk", "by", "at", giver)}
        names = dict(User.objects.filter(pk__in={by for by, *_ in found.values()}).values_list("pk", "name"))
        return {row: f"recorded by {names.get(by, SOMEBODY)} on {_day(at)}{told_by(giver)}"
                for row, (by, at, giver) in found.items()}  # fmt: skip

    def _said(self, row, staff):
        yield from list(self._given.get(row, ()))[-LATEST:]
        yield from self._mended.get(row, ())[:LATEST]
        if row in staff:
            yield staff[row]


def _words(collection, year, at):
    title = TITLES.get(collection, collection)
    return f"{title} {year}" if year else f"{title}, {_day(at)}"


def _mended(one):
    by = one.by.name if one.by else SOMEBODY
    return f"{one.get_made_display().lower()} by {by} on {_day(one.at)}{told_by(one.giver)}"


def _given(one):
    by = one.by.name if one.by else SOMEBODY
    return f"written down by {by} on {_day(one.at)}{told_by(one.giver)}"


def _day(at):
    day = at if type(at) is date else at.date()
    return f"{day.day} {day:%B %Y}"
