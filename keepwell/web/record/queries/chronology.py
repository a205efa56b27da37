"""The chronology: one ordered list of everything the record says, of the categories that are open."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..elsewhere import events_of, touch_events
from ..models import Episode, Involvement, LegalStatus, Note, PeriodOfCare, Placement, Relationship
from .rows import Rows
from .sources import Sources
from .tellings import KINDS, SAYS_NOTHING, TELLINGS

PAGE = 100  # entries on a page of the screen


@dataclass
class Event:
    """One entry. `facts` are the dates it tells: (model, row, field); a row without a date has its category there."""

    on: date | None
    kind: str
    category: str
    text: str
    who: str = ""
    time: str = ""
    when: str = ""
    significant: bool = False
    facts: tuple = ()
    order: tuple = ()
    note: Note | None = None
    words: dict | None = None
    link: str = ""  # where the whole of it stands
    why: str = ""  # it is or is no longer significant, in words
    change_at: str = ""  # the address where that is changed, for who may
    source: str = ""  # who said or wrote it, and where it was recorded

    @property
    def kind_title(self):
        return KINDS[self.kind]


@dataclass(frozen=True)
class Year:
    title: str
    events: list


class Story:
    """All events of one child's record, oldest first; those without a day are last, in the order of the record."""

    def __init__(self, opened, on=None):
        self.rows = Rows(opened, on or date.today())
        self.may = opened.may
        self._meet()
        self.events = sorted([*self._own(), *self._told(), *events_of(self)], key=lambda e: e.order)
        touch_events(self)

    def _meet(self):
        people = {self.rows.person.pk}
        if self.may("worker"):
            people |= {i.person_id for i in self.rows.of(Involvement)}
        if self.may("relationships"):
            people |= {r.other_id for r in self.rows.of(Relationship)}
        if self.may("narrative") or self.may("concern"):
            people |= {n.written_by_id for n in self.rows.of(Note)}
        self.rows.meet(people)

    # What the person's own row says ----------------------------------------------------------------------------------

    def _own(self):
        person, child = self.rows.person, self.rows.child
        given = (
            (person, "born_on", "Born", "identity"),
            (person, "birth_expected_on", "Birth expected", "identity"),
            (child, "own_child_born_on", "The child’s own child was born", "relationships"),
            (person, "died_on", "Died", "identity"),
        )
        for i, (row, name, text, category) in enumerate(given):
            if getattr(row, name) and self.may(category):
                last = name == "died_on"
                yield Event(getattr(row, name), "life", category, text, facts=((type(row), row.pk, name),),
                            order=(getattr(row, name), 9 if last else 0, -1, i, 0))  # fmt: skip

    # What every other row says ----------------------------------------------------------------------------------------

    def _told(self):
        for rank, telling in enumerate(TELLINGS):
            if not self._opens(telling):
                continue
            rows = [r for r in self.rows.of(telling.model) if not self._silent(telling, r)]
            followed = _followed(rows) if telling.follows else {}
            for row in rows:
                yield from self._events(telling, rank, row, followed)

    def _opens(self, telling):
        """Is it worth fetching the rows at all? Which of them may be seen is asked of each."""
        if callable(telling.category):
            return True
        return self.may(telling.category) or any(self.may(c) for c in telling.categories.values())

    def _silent(self, telling, row):
        says_nothing = SAYS_NOTHING.get((telling.model, telling.category))
        return bool(says_nothing and says_nothing(row))

    def _events(self, telling, rank, row, followed):
        days = [(name, getattr(row, name)) for name in telling.dates]
        for i, (name, day) in enumerate(days):
            if day is None or not self.may(telling.category_of(row, name)) or self._told_elsewhere(row, name):
                continue
            if name == "ends_on" and row.pk in followed.values():
                continue  # told with the start of what follows
            before = next((r for r in self.rows.of(telling.model) if r.pk == followed.get(row.pk)), None)
            yield self._event(telling, rank, row, name, i, before if name == "starts_on" else None)
        if not any(day for _, day in days) and telling.undated and self.may(telling.category_of(row)):
            yield self._undated(telling, rank, row)

    def _event(self, telling, rank, row, name, place, before):
        day = getattr(row, name)
        text, facts = telling.dates[name](row, self), [(telling.model, row.pk, name)]
        if before is not None:
            facts.append((telling.model, before.pk, "ends_on"))
            text = f"{text}. Before: {telling.dates['ends_on'](before, self)}"
        event = self._plain(telling, row, text, telling.category_of(row, name))
        event.on, event.facts = day, tuple(facts)
        event.order = (day, _part_of_day(row, name), rank, row.pk, place)
        return event

    def _undated(self, telling, rank, row):
        event = self._plain(telling, row, telling.undated(row, self), telling.category_of(row))
        event.when, event.facts = telling.when(row), ((telling.model, row.pk, event.category),)
        event.on = telling.day(row)
        event.order = (event.on, 1, rank, row.pk, 0) if event.on else (date.max, 9, rank, row.pk, 99)
        return event

    def _plain(self, telling, row, text, category):
        note = row if telling.model is Note else None
        return Event(None, telling.kind_of(row), category, text, telling.who(row, self), note=note,
                     time=note.at_time if note else "", significant=bool(note and note.significant))  # fmt: skip

    def _told_elsewhere(self, row, name):
        """A care episode begins and ends with its period, status or placement: on those days it adds nothing."""
        if not isinstance(row, Episode):
            return False
        if not hasattr(self, "_boundaries"):
            self._boundaries = {
                (field, getattr(r, field))
                for model in (PeriodOfCare, LegalStatus, *([Placement] if self.may("placement") else []))
                for r in self.rows.of(model)
                for field in ("starts_on", "ends_on")
            }
        return (name, getattr(row, name)) in self._boundaries

    # What is shown ----------------------------------------------------------------------------------------------------

    def chosen(self, kinds=(), first=None, last=None, significant=False):
        """(dated, undated) events of these kinds (all when none) and days, or only the significant ones of them.

        With days given the undated stay in.
        """
        kept = [e for e in self.events if (not kinds or e.kind in kinds) and (e.significant or not significant)]
        dated = [e for e in kept if e.on and (first is None or e.on >= first) and (last is None or e.on <= last)]
        return dated, [e for e in kept if e.on is None]

    def kinds(self):
        """{kind: how many}, of the kinds that the reader may see anything of."""
        counts = defaultdict(int)
        for event in self.events:
            counts[event.kind] += 1
        return {kind: counts[kind] for kind in KINDS if kind in counts}

    def unseal(self, events):
        """Open the notes among these events, and say of each where it comes from."""
        Sources(self).tell(events)
        notes = Note.objects.filter(pk__in=[e.note.pk for e in events if e.note])
        words = self.rows.words_of(notes)
        for event in events:
            if event.note:
                event.words = words.get(event.note.pk)


def by_year(events):
    """Neighbouring events under the year they share."""
    return [Year(str(year), list(own)) for year, own in groupby(events, key=lambda e: e.on.year)]


def _followed(rows):
    """{row id: id of the row of the same kind that ended on the day this one started}, each used once."""
    ended = defaultdict(list)
    for row in rows:
        if row.ends_on and row.ends_on != row.starts_on:
            ended[row.ends_on].append(row.pk)
    found = {}
    for row in rows:
        if row.starts_on and (before := [pk for pk in ended[row.starts_on] if pk != row.pk]):
            found[row.pk] = before[0]
            ended[row.starts_on].remove(before[0])
    return found


def _part_of_day(row, name):
    """On one day what ends comes before what starts, unless it is the same thing."""
    if name != "ends_on":
        return 1
    return 2 if row.starts_on == row.ends_on else 0
