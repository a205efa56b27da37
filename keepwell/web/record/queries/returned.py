"""The rows of a return as the record would give it today."""

from collections import defaultdict

from keepwell.clocks.collection import CollectionYear

from ..mapping import MAPS
from ..mapping.child import ChildShelf
from ..models import CareLeaverContact, Episode, Import, Person, Referral, SourceRow, YearlyOutcomes
from .said import DATES, SHEETS, cells_of

CHILDREN = 1000
ADOPTED = ("E11", "E12")
OF_THE_CHILD = SHEETS | {"Disabilities"}  # tables that a child has because it has any other
LAST_LINE = float("inf")


def rows_of(collection, year, columns, progress=lambda children: None):
    """{table: rows} for a collection year, cells in the order of `columns[table]`.

    A row that an imported return of that year held comes first and in its old order, each cell in its old words
    unless the record has changed since; then what the record holds besides and that year's return must say.
    CIN rows carry the ordinals that nest them: "_child" first, then CINdetailsID and so on as declared.
    """
    giving = _Giving(collection, year)
    owners = giving.owners()
    for start in range(0, len(owners), CHILDREN):
        giving.take(owners[start : start + CHILDREN])
        progress(len(owners[start : start + CHILDREN]))
    return giving.tables(columns)


def header_of(collection, year):
    """The header that an imported return of that year carried, as {column: text}, or None."""
    rows = SourceRow.objects.filter(taken_in__collection=collection, taken_in__year=year, table="Header")
    row = rows.exclude(cells=None).filter(aside="").order_by("pk").last() if collection == "cin" else None
    return row.cells if row else None


class _Giving:
    def __init__(self, collection, year):
        self.collection, self.year = collection, CollectionYear(year)
        self.maps = MAPS[collection]
        self.number = year
        self.imports = Import.objects.filter(collection=collection, year=year)
        self.found = defaultdict(list)  # table -> (order, Held, cells)

    def owners(self):
        """Children of that year's return: those an import of it named, in its order, then those the record adds."""
        sheet = next(name for name, m in self.maps.items() if m.makes_owner)
        named = SourceRow.objects.filter(taken_in__in=self.imports, became__isnull=False, child__isnull=False)
        first = dict.fromkeys(
            named.filter(table=sheet).order_by("taken_in_id", "line").values_list("child_id", flat=True)
        )
        first |= dict.fromkeys(named.order_by("taken_in_id", "line").values_list("child_id", flat=True))
        added = sorted(set(self._in_scope()) - first.keys())
        self.order = {owner: i for i, owner in enumerate([*first, *added], 1)}
        return list(self.order)

    def _in_scope(self):
        start, end = self.year.start, self.year.end
        if self.collection == "cin":
            open_cases = Referral.objects.filter(referred_on__lte=end).exclude(closed_on__lt=start)
            return open_cases.values_list("child_id", flat=True)
        looked_after = Episode.objects.filter(starts_on__lte=end).exclude(ends_on__lt=start)
        return [
            *looked_after.values_list("child_id", flat=True),
            *CareLeaverContact.objects.filter(year=self.number).values_list("child_id", flat=True),
            *YearlyOutcomes.objects.filter(year=self.number).values_list("child_id", flat=True),
        ]

    def take(self, owners):
        sources = self._sources(owners)
        references = dict(Person.objects.filter(pk__in=owners).values_list("pk", "reference"))
        shown = {h.owner: h.facts for h in ChildShelf().load(owners)}
        self.part = defaultdict(dict)  # table -> {key: facts} of the rows that are part of the return
        self.have = defaultdict(lambda: defaultdict(list))  # table -> child -> facts of those rows
        part = []
        for name, table in self.maps.items():
            for held in table.shelf.load(owners, self.number):
                source = sources.get((name, held.key))
                if source or self._belongs(table, held):
                    self.part[name][held.key] = held.facts
                    self.have[name][held.owner].append(held.facts)
                    part.append((name, held, source))
        for name, held, source in part:
            if (
                source
                or name not in OF_THE_CHILD
                or (self._has_rows(held.owner) and self._known(name, shown[held.owner]))
            ):
                self._give(name, held, source, shown, references)

    def _sources(self, owners):
        """The latest imported row of that year for each row of the record."""
        rows = SourceRow.objects.filter(taken_in__in=self.imports, child__in=owners, became__isnull=False)
        return {(r.table, r.became): r for r in rows.order_by("taken_in_id", "pk").iterator(2000)}

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

    def _give(self, name, held, source, shown, references):
        table = self.maps[name]
        cells = cells_of(table, held, shown.get(held.owner), DATES[self.collection], self.year.end, references)
        for column, (text, said) in ((source.given if source else None) or {}).items():
            if column in cells and cells[column] == said:
                cells[column] = text
        self.found[name].append((self._place(held, source), held, cells))

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
                rows.append(
                    [
                        *(str(child) for child in inside[:1]),
                        *(self._cell(column, cells, inside, table) for column in columns[name]),
                    ]
                )
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
