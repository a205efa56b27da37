"""The rows of a return as the record would give it today."""

from collections import defaultdict
from typing import NamedTuple

from keepwell import __version__
from keepwell.clocks.collection import CollectionYear
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.ssda903.tables import TABLES as SSDA903

from ...access.policy import policy
from ..mapping import MAPS
from ..mapping.shelf import Held
from ..mapping.ssda903 import of_year, overlaps
from ..models import CareLeaverContact, Episode, Import, Referral, SourceRow, YearlyOutcomes
from .said import DATES, SHEETS, cells_of
from .shelves import Shelves

TABLES = {"ssda903": SSDA903, "cin": CIN}
CHILDREN = 1000
ADOPTED = ("E11", "E12")
OF_THE_CHILD = SHEETS | {"Disabilities"}  # tables that a child has because it has any other
# Rows that make a child part of a year's return.
BRINGS_IN = {
    "CINdetails": overlaps("referred_on", "closed_on"), "Episodes": overlaps(), "OC2": of_year, "OC3": of_year,
}  # fmt: skip
LAST_LINE = float("inf")
PARENT, KEY = "_parent", "_key"  # where the cells of a removed row say what it hung on, and what others hung on


class Given(NamedTuple):
    """One row of a return: the child's key, the key of the row of the record in the model of its shelf (None for a row
    that the record no longer has), and its cells as text."""

    child: int
    key: int | None
    cells: list


def rows_of(collection, year, columns=None, progress=lambda children: None):
    """{table: rows} for a collection year, cells in the order of `columns[table]`, by default as declared.

    A row that an imported return of that year held comes first and in its old order, each cell in its old words
    unless the record has changed since; then what the record holds besides and that year's return must say.
    CIN rows carry the ordinals that nest them: "_child" first, then CINdetailsID and so on as declared.
    """
    found = given_rows(collection, year, columns=columns, progress=progress)
    return {table: [row.cells for row in rows] for table, rows in found.items()}


def given_rows(collection, year, *, owners=None, columns=None, progress=lambda children: None, shelves=None):
    """{table: [Given]}: the rows of `rows_of`, in the same order, each with the row of the record that it is.

    owners      keys of children: only their rows, as far as they belong to that year's return
    shelves     Shelves that were read before, for several returns of the same children
    """
    giving = _Giving(collection, year, shelves)
    owners = giving.owners() if owners is None else giving.those(owners)
    for start in range(0, len(owners), CHILDREN):
        giving.take(owners[start : start + CHILDREN])
        progress(len(owners[start : start + CHILDREN]))
    return giving.tables(columns or {name: table.names for name, table in TABLES[collection].items()})


def holds(collection, year):
    """Does the record hold anything at all of that year's return: an import of it, or lives that belong to it?"""
    giving = _Giving(collection, year)
    return giving.imports.exists() or any(found.exists() for found in giving.in_scope())


def header_of(collection, year):
    """The header that an imported return of that year carried, as {column: text}, or None."""
    rows = SourceRow.objects.filter(taken_in__collection=collection, taken_in__year=year, table="Header")
    row = rows.exclude(cells=None).filter(aside="").order_by("pk").last() if collection == "cin" else None
    return row.cells if row else None


def census_header(year, columns, made_at=None):
    """The cells of the census header: as an imported return of that year had it, or a new one, made at that time."""
    given = header_of("cin", year) or {
        "Collection": "CIN",
        "Year": str(year),
        "ReferenceDate": f"{year}-03-31",
        "SourceLevel": "L",
        "LEA": policy().controller.local_authority,
        "SoftwareCode": "Keepwell",
        "Release": __version__,
        "SerialNo": "001",
        "DateTime": made_at and made_at.isoformat(timespec="seconds"),
    }
    return [given.get(c) for c in columns]


class _Giving:
    def __init__(self, collection, year, shelves=None):
        self.collection, self.year = collection, CollectionYear(year)
        self.maps = MAPS[collection]
        self.sheet = next(name for name, m in self.maps.items() if m.makes_owner)
        self.number = year
        self.imports = Import.objects.filter(collection=collection, year=year)
        self.shelves = shelves
        self.found = defaultdict(list)  # table -> (order, Held, cells)
        self.removed = set()  # (table, key) of rows that the record no longer has

    def owners(self):
        """Children of that year's return: those an import of it named, in its order, then those the record adds."""
        named = self._named()
        first = dict.fromkeys(named.filter(table=self.sheet).values_list("child_id", flat=True))
        first |= dict.fromkeys(named.values_list("child_id", flat=True))
        return self._ordered(first, self._in_scope())

    def those(self, owners):
        """Of these children, those of that year's return, in its order."""
        named = list(self._named().filter(child__in=owners).values_list("child_id", "table"))
        first = dict.fromkeys(child for child, table in named if table == self.sheet)
        first |= dict.fromkeys(child for child, _ in named)
        self.shelves = self.shelves or Shelves(owners)
        return self._ordered(first, self._held_in_scope() & set(owners))

    def _named(self):
        rows = SourceRow.objects.filter(taken_in__in=self.imports, child__isnull=False, aside="")
        return rows.order_by("taken_in_id", "line")

    def _ordered(self, first, in_scope):
        added = sorted(set(in_scope) - first.keys())
        self.order = {owner: i for i, owner in enumerate([*first, *added], 1)}
        return list(self.order)

    def _in_scope(self):
        return [child for found in self.in_scope() for child in found.values_list("child_id", flat=True)]

    def in_scope(self):
        """What in the record makes a child part of that year's return, whatever its imports say."""
        start, end = self.year.start, self.year.end
        if self.collection == "cin":
            return [Referral.objects.filter(referred_on__lte=end).exclude(closed_on__lt=start)]
        looked_after = Episode.objects.filter(starts_on__lte=end).exclude(ends_on__lt=start)
        yearly = (model.objects.filter(year=self.number) for model in (CareLeaverContact, YearlyOutcomes))
        return [looked_after, *yearly]

    def _held_in_scope(self):
        """The same of a few children, from the shelves that will be read anyhow."""
        return {
            held.owner
            for name, within in BRINGS_IN.items()
            if name in self.maps
            for held in self._load(name)
            if within(held.facts, self.year)
        }

    def _load(self, name):
        return self.shelves.load(self.maps[name].shelf, self.number)

    def take(self, owners):
        given = self.shelves
        self.shelves = given or Shelves(owners)
        sources, gone = self._sources(owners)
        self.part = defaultdict(dict)  # table -> {key: facts} of the rows that are part of the return
        self.have = defaultdict(lambda: defaultdict(list))  # table -> child -> facts of those rows
        part, wanted = [], set(owners)
        for name, table in self.maps.items():
            if table.parent and not self._load(table.parent[0]):
                continue  # nothing hangs on nothing
            for held in self._load(name):
                source = sources.get((name, held.key))
                if held.owner in wanted and (source or self._belongs(table, held)):
                    self.part[name][held.key] = held.facts
                    self.have[name][held.owner].append(held.facts)
                    part.append((name, held, source))
        shown = self.shelves.children
        for name, held, source in part:
            if (
                source
                or name not in OF_THE_CHILD
                or (self._has_rows(held.owner) and self._known(name, shown[held.owner]))
            ):
                self._give(name, held, source, shown)
        for source in gone:
            self._give_again(source)
        self.shelves = given

    def _sources(self, owners):
        """The latest imported row of that year for each row of the record; and those of rows removed since."""
        rows = SourceRow.objects.filter(taken_in__in=self.imports, child__in=owners, aside="")
        rows = list(rows.order_by("taken_in_id", "pk").iterator(2000))
        kept = {(r.table, r.became): r for r in rows if r.became is not None}
        return kept, [r for r in rows if r.became is None and r.cells]

    def _belongs(self, table, held):
        """Is a row that no import of that year held part of the return all the same?"""
        if table.name in OF_THE_CHILD:
            return True  # settled once it is known whether the child has any other row
        if table.parent and held.parent not in self.part[table.parent[0]]:
            return False
        if table.parent:
            return table.in_year(self.part[table.parent[0]][held.parent] | held.facts, self.year)
        if self.collection == "cin" or table.name in ("Episodes", "OC2", "OC3"):
            return table.in_year(held.facts, self.year)
        episodes = self.have["Episodes"][held.owner]
        if table.name == "AD1":
            return any(e["reason_ended"] in ADOPTED and self._within(e["ends_on"]) for e in episodes)
        if table.name == "PrevPerm":
            return any(e["reason_started"] == "S" and self._within(e["starts_on"]) for e in episodes)
        return bool(episodes) and table.in_year(held.facts, self.year)

    def _within(self, day):
        return bool(day) and self.year.start <= day <= self.year.end

    def _has_rows(self, owner):
        tables = ["CINdetails"] if self.collection == "cin" else [t for t in self.maps if t not in OF_THE_CHILD]
        return any(self.have[t][owner] for t in tables)

    def _known(self, name, child):
        """A child who was not born by the end of the year had no disability to tell of."""
        return name != "Disabilities" or not child["born_on"] or child["born_on"] <= self.year.end

    def _give(self, name, held, source, shown):
        table, references = self.maps[name], self.shelves.references
        cells = cells_of(table, held, shown.get(held.owner), DATES[self.collection], self.year.end, references)
        for column, (text, said) in ((source.given if source else None) or {}).items():
            if column in cells and cells[column] == said:
                cells[column] = text
        self.found[name].append((self._place(held, source), held, cells))

    def _give_again(self, source):
        """A row that this return held and that was removed from the record afterwards, word for word."""
        held = Held(source.child_id, source.cells[PARENT], {}, source.cells[KEY])
        cells = {column: text for column, text in source.cells.items() if column not in (PARENT, KEY)}
        self.found[source.table].append((self._place(held, source), held, cells))
        self.removed.add((source.table, held.key))

    def _place(self, held, source):
        """Where the row stands: SSDA903 files are lists in their own order, the census is nested by child."""
        line = (source.taken_in_id, source.line, source.pk) if source else (LAST_LINE, held.owner, held.key)
        return line if self.collection == "ssda903" else (self.order[held.owner], *line)

    def tables(self, columns):
        """Rows in order, with the ordinals of the census."""
        ordinals, tables = {}, {}
        for name, table in self.maps.items():
            rows = []
            counts = defaultdict(int)
            for _, held, cells in sorted(self.found[name], key=lambda found: found[0]):
                inside = self._ordinals(table, held, counts, ordinals)
                texts = [self._cell(column, cells, inside, table) for column in columns[name]]
                key = None if (name, held.key) in self.removed else held.key
                rows.append(Given(held.owner, key, [*(str(child) for child in inside[:1]), *texts]))
            tables[name] = rows
        return tables

    def _ordinals(self, table, held, counts, ordinals):
        """(child, case, assessment or plan...) ordinals of a row, as far as its table goes."""
        if self.collection != "cin":
            return ()
        within = ordinals.get((table.parent[0], held.parent), ()) if table.parent else (self.order[held.owner],)
        if table.ids:
            counts[within] += 1
            within = (*within, counts[within])
            ordinals[table.name, held.key] = within
        return within

    def _cell(self, column, cells, inside, table):
        if column in cells:
            return cells[column]
        place = ORDINALS.get(column)
        return str(inside[place]) if place is not None and place < len(inside) else None


ORDINALS = {"CINdetailsID": 1, "AssessmentID": 2, "CPPID": 2}
