"""The child's page: who the child is, what must be known first, how things stand now, and all of the record."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ..elsewhere import parts_of
from ..models import (
    Alert,
    Contact,
    Involvement,
    LegalStatus,
    NeedPlan,
    Note,
    Placement,
    ProtectionPlan,
    Relationship,
    SchoolPlace,
)
from .calling import Called
from .cells import Cell, coded
from .head import Head
from .rows import Rows
from .sheets import GROUPS, SHEETS

SHOWN = 10  # rows of a table on this page; the chronology has all
CONCERNS = ("concern",)


@dataclass(frozen=True)
class Table:
    caption: str
    head: tuple
    rows: list
    total: int
    kind: str = ""

    @property
    def left_out(self):
        return self.total - len(self.rows)


@dataclass
class Section:
    category: str
    title: str
    tables: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    notes_total: int = 0
    chart: str = ""

    @property
    def is_alone(self):
        """One table with the section's own heading: its caption would only say it again."""
        return len(self.tables) == 1 and not self.chart

    @property
    def is_empty(self):
        return not (self.tables or self.notes or self.chart)

    @property
    def notes_left_out(self):
        return self.notes_total - len(self.notes)


@dataclass(frozen=True)
class Group:
    id: str
    title: str
    sections: list  # those with something in them
    nothing: list  # titles of those without
    parts: list = field(default_factory=list)  # sections of rooms above the record


@dataclass(frozen=True)
class Standing:
    """A line of the summary: what, how it stands, since when."""

    what: str
    cells: list
    since: date | None = None


@dataclass(frozen=True)
class Warning:
    kind: str
    text: str
    review_on: date | None
    overdue: bool


@dataclass(frozen=True)
class Relative:
    called: Called
    relationship: str
    responsible: bool | None
    contacts: list
    uid: object = None  # of a relative who has a record of their own, of which the reader may know


@dataclass(frozen=True)
class NoteShown:
    note: Note
    title: str
    text: str
    child_words: str
    by: str
    opens: bool = True


class Page(Head):
    """Everything on a child's page that `opened` allows, asked for by the template."""

    def __init__(self, opened, on=None):
        super().__init__(Rows(opened, on or date.today()))
        self.notes = {c: self._latest(c, kinds) for c, kinds in self._note_kinds().items()}
        self._meet()

    def _meet(self):
        people = {self.person.pk} | {n.written_by_id for latest, _ in self.notes.values() for n in latest}
        if self.may("worker"):
            people |= {i.person_id for i in self.rows.of(Involvement)}
        if self.may("relationships"):
            people |= {r.other_id for r in self.rows.of(Relationship)}
        self.rows.meet(people)

    # What must be known first -----------------------------------------------------------------------------------------

    @property
    def warnings(self):
        if not self.may("alert"):
            return []
        standing = [a for a in self.rows.of(Alert) if _stands(a, self.on)]
        return [Warning(a.kind, a.text, a.review_on, bool(a.review_on and a.review_on < self.on)) for a in standing]

    # Now --------------------------------------------------------------------------------------------------------------

    @property
    def now(self):
        found = [self._care, self._placed, self._protected, self._helped, self._schooled]
        return [line for lines in found for line in lines()]

    def _care(self):
        if self.may("care"):
            yield from self._current("Legal status", LegalStatus, lambda r: [coded(r, "code")] if r.code else [])

    def _placed(self):
        if self.may("placement"):
            yield from self._current("Placement", Placement, lambda r: [coded(r, "kind")] if r.kind else [])

    def _protected(self):
        if self.may("protection-plan"):
            yield from self._current("Child protection plan", ProtectionPlan, _category_of_plan)

    def _helped(self):
        if self.may("need-plan"):
            yield from self._current("Child in need plan", NeedPlan, lambda r: [Cell("In place")])

    def _schooled(self):
        if self.may("education"):
            yield from self._current("School", SchoolPlace, lambda r: [Cell(r.school or "Name not recorded")])

    def _current(self, what, model, words):
        standing = [r for r in self.rows.of(model) if r.starts_on and _stands(r, self.on)]
        return [Standing(what, words(r) or [Cell("Not recorded")], r.starts_on) for r in standing]

    @property
    def workers(self):
        if not self.may("worker"):
            return []
        return [(i, self.rows.called(i.person_id)) for i in self.rows.of(Involvement) if _stands(i, self.on)]

    @property
    def may_relatives(self):
        return self.may("relationships")

    @cached_property
    def relatives(self):
        if not self.may("relationships"):
            return []
        rows = [r for r in self.rows.of(Relationship) if _stands(r, self.on)]
        contacts = self._contacts([r.other_id for r in rows])
        known = self.rows.opened.known_among({r.other.uid for r in rows if hasattr(r.other, "child")})
        found = [self._relative(r, contacts, known) for r in rows]
        return sorted(found, key=lambda r: not r.responsible)

    def _contacts(self, people):
        found = {}
        if self.may("contact-details"):
            for contact in Contact.objects.filter(person__in=people).order_by("pk"):
                found.setdefault(contact.person_id, []).append(contact)
        return found

    def _relative(self, row, contacts, known):
        return Relative(self.rows.called(row.other_id), row.get_kind_display(), row.parental_responsibility,
                        contacts.get(row.other_id, []), row.other.uid if row.other.uid in known else None)  # fmt: skip

    # The record -------------------------------------------------------------------------------------------------------

    def groups(self, charts=None):
        """The groups of the page; `charts` are drawings by category."""
        for id, title, categories in GROUPS:
            sections = [self._section(c, t, (charts or {}).get(c, "")) for c, t in categories.items() if self.may(c)]
            parts = [part for part in self._parts if part.group == id]
            if sections or parts:
                nothing = [s.title for s in sections if s.is_empty]
                yield Group(id, title, [s for s in sections if not s.is_empty], nothing, parts)

    @cached_property
    def _parts(self):
        return parts_of(self)

    def _section(self, category, title, chart):
        section = Section(category, title, chart=chart)
        section.tables = [t for s in SHEETS if s.category == category and (t := self._table(s)).rows]
        if category == "characteristics":
            section.tables.insert(0, self._described()) if self._described().rows else None
        notes, section.notes_total = self.notes.get(category, ([], 0))
        words = self.rows.words_of(notes)
        section.notes = [self._note(n, words[n.pk]) for n in notes]
        return section

    def _table(self, sheet):
        rows = [r for r in self.rows.of(sheet.model) if sheet.where(r)]
        rows.sort(key=lambda r: _newest(getattr(r, sheet.latest), r.pk), reverse=True)
        columns = [(heading, say) for heading, say, needs in sheet.columns if needs is None or self.may(needs)]
        cells = [[say(row, self.rows) for _, say in columns] for row in rows[: None if sheet.whole else SHOWN]]
        return Table(sheet.caption, tuple(h for h, _ in columns), cells, len(rows), sheet.kind)

    def _described(self):
        """Sex and gender identity stand with the person, not among the dated characteristics."""
        given = (("Sex", self.person, "sex"), ("Gender identity", self.child, "gender"))
        rows = [[Cell(what), coded(row, name)] for what, row, name in given if getattr(row, name)]
        return Table("Sex and gender", ("Kind", "Description"), rows, len(rows))

    def _note_kinds(self):
        others = tuple(k for k in Note.KINDS if k not in CONCERNS)
        return {c: kinds for c, kinds in (("concern", CONCERNS), ("narrative", others)) if self.may(c)}

    def _latest(self, category, kinds):
        if not hasattr(self, "_counts"):
            self._counts = self.rows.count_notes()
        if category == "narrative":  # a kind nobody declared is still a note
            kinds = tuple(k for k in self._counts if k not in CONCERNS)
        total = sum(self._counts.get(k, 0) for k in kinds)
        return (self.rows.latest_notes(kinds, SHOWN) if total else []), total

    def _note(self, note, words):
        by = self.rows.called(note.written_by_id).full if note.written_by_id else ""
        words = words or {}
        return NoteShown(note, words.get("title", ""), words.get("text", ""), words.get("child_words", ""), by,
                         opens=bool(words))  # fmt: skip


def _stands(row, on):
    """Has it begun, and not ended, on that day? What has no dates stands."""
    return (row.starts_on is None or row.starts_on <= on) and (row.ends_on is None or row.ends_on >= on)


def _category_of_plan(plan):
    field = "latest_category" if plan.latest_category else "initial_category"
    return [coded(plan, field)] if getattr(plan, field) else []


def _newest(value, pk):
    return value is not None, str(value) if isinstance(value, date) else value or 0, pk
