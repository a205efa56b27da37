"""Taking a return into the record: each row becomes part of the record, or is set aside with its reason.

The rows of one file set go in together or not at all. A row that says what the record already says changes
nothing; a row that says more, or says it newer, changes the record and its history; a row of an older return
does not overrule a newer one, but remembers what it said.
"""

from collections import defaultdict
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.rows import in_chunks

from .. import bulk
from ..bulk import BATCH
from ..elsewhere import changed
from ..mapping import MAPS
from ..mapping.child import ChildShelf
from ..mapping.shelf import Held
from ..models import Child, Finding, Import, Person, SourceFile, SourceRow
from ..queries import merged
from ..queries.said import DATES, SHEETS, cells_of
from .account import Account
from .following import follow_record, seal_adopted
from .remembering import remember

SHEET = ChildShelf()
MISSING_OWNER = "the row does not say whose it is: its {column} is empty"
UNKNOWN_OWNER = "nobody with this number is in the {first} of these files or in the record"
REPEATED = "a second row for the same child, where the return has one; the first was kept"
UNKNOWN_PERSON = "the person in {column} is not in the People of these files or in the record"
NO_PARENT = "the row it belongs to was set aside"


@transaction.atomic
def take_in(ret, *, year, by, progress=lambda rows: None):
    """Take one return into the record and return (Import, Account, again). `year` is its collection year or None.

    A return already taken in, by its content, changes nothing: `again` is then true and its account says so.
    """
    if known := Import.objects.filter(digest=ret.digest(), collection=ret.collection, year=year).first():
        return known, _unchanged(Account.from_dict(known.account)), True
    taken_in = Import.objects.create(
        collection=ret.collection, year=year, digest=ret.digest(), source=ret.source, form=ret.format,
        taken_by=by, settings=ret.settings,
    )  # fmt: skip
    account = Account()
    _keep_files(taken_in, ret)
    _keep_aside(taken_in, ret, account)
    maps = MAPS[ret.collection]
    _keep_header(taken_in, ret, account, maps)
    owners = {name: maps[name].owner for name in maps if name in ret.tables}
    tables = {name: data for name, data in ret.tables.items() if name in maps}
    work = _Intake(taken_in, account, {name: _columns(tables[name]) for name in tables})
    if any(maps[name].people for name in owners):
        work.make_people(ret, owners)
    for chunk in in_chunks(_only(ret, tables), owners):
        work.take(chunk)
        progress(sum(map(len, chunk.values())))
    _note_left(taken_in, account)
    taken_in.account = account.as_dict()
    taken_in.save(update_fields=["account"])
    if ret.collection == "people":
        follow_record()
    else:
        seal_adopted()
    changed.send(Import, children=None)
    return taken_in, account, False


def _unchanged(account):
    for fates in account.tables.values():
        fates["same"] += fates.pop("new", 0) + fates.pop("changed", 0)
    return account


def _columns(data):
    return [c.name for c in data.table.columns]


def _only(ret, tables):
    return replace(ret, tables=tables)


def _keep_files(taken_in, ret):
    SourceFile.objects.bulk_create(
        SourceFile(taken_in=taken_in, name=f.name, sha256=f.sha256, size=f.bytes, encoding=f.encoding or "")
        for f in ret.files
    )


def _keep_aside(taken_in, ret, account):
    """What the reader could not place in a table, and what it noticed."""
    for row in ret.aside:
        account.add(row.table or row.file, "aside", row.reason)
    SourceRow.objects.bulk_create(
        (SourceRow(taken_in=taken_in, table=r.table or "", file=r.file, line=r.line or 0, aside=r.reason,
                   cells={"text": r.text}) for r in ret.aside), batch_size=BATCH)  # fmt: skip
    kept = []
    for f in ret.findings:
        account.findings[f.kind] += 1
        if f.kind == "unknown code":  # the checks of the return tell each one; here a count is enough
            account.unknown_codes[f.table or "", f.column or ""] += 1
        else:
            kept.append(Finding(taken_in=taken_in, file=f.file, line=f.line, table=f.table or "",
                                column=f.column or "", kind=f.kind, text=f.text))  # fmt: skip
    Finding.objects.bulk_create(kept, batch_size=BATCH)


def _keep_header(taken_in, ret, account, maps):
    """Tables that speak of the return itself (the census header): kept with the import, word for word."""
    for name, data in ret.tables.items():
        if name in maps:
            continue
        names = _columns(data)
        for cells in data.raw.select(["_file", "_line", *names]).iter_rows():
            given = dict(zip(names, cells[2:], strict=True))
            SourceRow.objects.create(taken_in=taken_in, table=name, file=cells[0], line=cells[1], cells=given)
            account.add(name, "new")


def _note_left(taken_in, account):
    """Rows of an earlier file of this same return that this one does not have. The record keeps them."""
    earlier = Import.objects.filter(collection=taken_in.collection, year=taken_in.year).exclude(pk=taken_in.pk)
    if taken_in.year is None or not earlier.exists():
        return
    for table in account.tables:
        mine = taken_in.rows.filter(table=table, became__isnull=False).values("became")
        gone = SourceRow.objects.filter(taken_in__in=earlier, table=table, became__isnull=False)
        count = gone.exclude(became__in=mine).values("became").distinct().count()
        if count:
            account.left[table] = count


def _first(refs):
    """The numbers once each, as first written: case does not tell two people apart."""
    return list({r.upper(): r for r in reversed(refs)}.values())[::-1]


class _Intake:
    """One import under way."""

    def __init__(self, taken_in, account, columns):
        self.taken_in = taken_in
        self.account = account
        self.columns = columns
        self.maps = MAPS[taken_in.collection]
        self.form = DATES[taken_in.collection]
        self.year = taken_in.year
        self.end = CollectionYear(self.year).end if self.year else None
        self.alone = not Import.objects.exclude(pk=taken_in.pk).exists()
        self.people = {}  # number in capitals -> key
        self.references = {}  # key -> number as the record has it
        self.made = set()

    # whose rows

    def make_people(self, ret, owners):
        """People files point at one another: make everybody before any row speaks of them."""
        if "People" in ret.tables:
            refs = [r.strip() for r in ret.tables["People"].raw["person_id"] if r and r.strip()]
            self._find(refs)
            self._make([r for r in _first(refs) if r.upper() not in self.people], child=False)
        self._know(Person.objects.all())
        self._know_merged(merged.all_numbers())

    def _know(self, people):
        for pk, folded, reference in people.values_list("pk", "folded", "reference"):
            self.people[folded] = pk
            self.references[pk] = reference

    def _find(self, refs):
        refs = list({r.upper() for r in refs} - self.people.keys())
        for start in range(0, len(refs), BATCH):
            self._know(Person.objects.filter(folded__in=refs[start : start + BATCH]))
        self._know_merged(set(refs) - self.people.keys())

    def _know_merged(self, refs):
        """Numbers of records that were put into others: those children have another number now."""
        for number, person in merged.numbers(refs).items() if refs else ():
            self.people[number] = person
            self.references.setdefault(person, Person.objects.values_list("reference", flat=True).get(pk=person))

    def _make(self, refs, *, child):
        made = [Person(reference=r, folded=r.upper(), kind="child" if child else "other") for r in refs]
        Person.objects.bulk_create(made, batch_size=BATCH)
        self.people |= {p.folded: p.pk for p in made}
        self.references |= {p.pk: p.reference for p in made}
        self.made |= {p.pk for p in made}

    def _owners(self, chunk):
        """Make the children whose own sheet is in this chunk; find the others."""
        sheets = [t for t in chunk if self.maps[t].makes_owner]
        refs_of = {t: [r for row in rows if (r := self._ref(t, row))] for t, rows in chunk.items()}
        self._find([r for refs in refs_of.values() for r in refs])
        for table in sheets:
            self._make([r for r in _first(refs_of[table]) if r.upper() not in self.people], child=table != "People")
            self._make_children(self._children_of(table, chunk[table]))

    def _children_of(self, table, rows):
        """The people of a sheet who are children: all of a return, those so marked in a people file."""
        kind = self._at(table, "kind") if table == "People" else None
        mine = (self._ref(table, row) for row in rows if kind is None or row.values[kind] == "child")
        return [self.people[r.upper()] for r in mine if r]

    def _make_children(self, people):
        known = set(Child.objects.filter(pk__in=people).values_list("pk", flat=True))
        fresh = [p for p in dict.fromkeys(people) if p not in known]
        Child.objects.bulk_create([Child(person_id=p) for p in fresh], batch_size=BATCH)
        Person.objects.filter(pk__in=fresh).exclude(kind="child").update(kind="child")
        self.account.children += len(fresh)

    def _at(self, table, column):
        return self.columns[table].index(column)

    def _ref(self, table, row):
        return (row.given[self._at(table, self.maps[table].owner)] or "").strip()

    # the rows

    def take(self, chunk):
        self._owners(chunk)
        self.in_file = {}  # how a file names a row that others hang on -> Held
        self.children = set()
        if any(self.maps[t].owner != "person_id" for t in chunk):
            refs = {self._ref(t, row).upper() for t in chunk for row in chunk[t]}
            people = [self.people[r] for r in refs if r in self.people]
            self.children = set(Child.objects.filter(pk__in=people).values_list("pk", flat=True))
        shown = {}
        for name in (n for n in self.maps if n in chunk):
            _Table(self, self.maps[name], chunk[name], shown).take()

    def child_facts(self, shown, owners):
        """Fetch the child's own facts, for columns such as DOB that other tables repeat."""
        missing = [o for o in owners if o not in shown]
        if missing:
            shown |= {h.owner: h.facts for h in SHEET.load(missing)}


class _Table:
    """One table of one chunk."""

    def __init__(self, intake, table, rows, shown):
        self.intake, self.map, self.rows, self.shown = intake, table, rows, shown
        self.names = intake.columns[table.name]
        self.at = {name: i for i, name in enumerate(self.names)}
        self.sources = []  # (row, Held)

    def take(self):
        wanted = [w for row in self.rows if (w := self._place(row))]
        owners = list({held.owner for _, held in wanted})
        shelf, year = self.map.shelf, self.intake.year
        standing = self._standing(shelf.load(owners, year))
        pairs = self._pair(wanted, standing)
        if fresh := [held for _, held, old in pairs if old is None]:
            shelf.create(fresh, year)
        if changed := self._merge(pairs):
            shelf.update(changed)
        shelf.finish(owners)
        self._keep_sources(pairs)

    def _aside(self, row, reason):
        self.intake.account.add(self.map.name, "aside", reason)
        cells = {n: g for n, g in zip(self.names, row.given, strict=True) if g is not None}
        self.sources.append(self._source(row, aside=reason, cells=cells))

    def _source(self, row, **what):
        return SourceRow(taken_in=self.intake.taken_in, table=self.map.name, file=row.file, line=row.line, **what)

    def _place(self, row):
        """(row, what it says) when it is known whose row it is and what it hangs on."""
        ref = self.intake._ref(self.map.name, row)
        if not ref:
            return self._aside(row, MISSING_OWNER.format(column=self.map.owner))
        owner = self.intake.people.get(ref.upper())
        if owner is None or (self.map.owner != "person_id" and owner not in self.intake.children):
            first = next(n for n, m in self.intake.maps.items() if m.makes_owner)
            return self._aside(row, UNKNOWN_OWNER.format(first=first))
        parent = None
        if self.map.parent:
            holder = self.intake.in_file.get((self.map.parent[0], *self._names(row, self.map.parent[1])))
            if holder is None:
                return self._aside(row, NO_PARENT)
            parent = holder.key
        facts = {fact: row.values[self.at[column]] for column, fact in self.map.columns.items()}
        for column in self.map.people:
            if not self._point(row, column, facts):
                return self._aside(row, UNKNOWN_PERSON.format(column=column))
        return row, Held(owner, parent, self.map.shelf.tidy(facts, self.intake.year))

    def _point(self, row, column, facts):
        """A column that names another person holds their key in the record."""
        ref = (row.given[self.at[column]] or "").strip().upper()
        facts[self.map.columns[column]] = self.intake.people.get(ref)
        return not ref or ref in self.intake.people

    def _names(self, row, columns):
        return tuple(row.element if c == "_child" else row.values[self.at[c]] for c in columns)

    def _key(self, held):
        return (held.owner, held.parent, *(held.facts.get(f) for f in self.map.key))

    def _standing(self, held):
        standing = defaultdict(list)
        for h in held:
            standing[self._key(h)].append(h)
        return standing

    def _pair(self, wanted, standing):
        """Each row with the row of the record that it speaks of, or None: the n-th alike with the n-th alike."""
        pairs, seen = [], set()
        for row, held in wanted:
            key = self._key(held)
            if self.map.once and key in seen:
                self._aside(row, REPEATED)
                continue
            seen.add(key)
            alike = standing.get(key)
            old = alike.pop(0) if alike else None
            if self.map.ids:
                self.intake.in_file[(self.map.name, *self._names(row, self.map.ids))] = old or held
            pairs.append((row, held, old))
        return pairs

    def _merge(self, pairs):
        """Bring what is new into the rows of the record; older returns do not overrule newer ones."""
        stated = self._stated([old.key for _, _, old in pairs if old])
        changed, before = [], {}
        for _, held, old in pairs:
            says = self._news(held, old, stated) if old else {}
            if says:
                before[old.key] = dict(old.facts)
                old.facts |= says
                self.map.shelf.derive(old.facts)
                old.changed = set(says)
                changed.append(old)
        if before and not self.intake.alone:
            remember(self.map, changed, before, self.intake.taken_in)
        return changed

    def _news(self, held, old, stated):
        says = {f: v for f, v in held.facts.items() if f in old.facts and v != old.facts[f]}
        if self.map.keeps:
            says = {f: v for f, v in says.items() if v not in (None, "")}
        if (stated.get(old.key) or 0) > (self.intake.year or 9999):
            says = {f: v for f, v in says.items() if old.facts[f] in (None, "")}
        return says

    def _stated(self, keys):
        """The newest collection year in which each of these rows was stated before."""
        if self.intake.alone or not keys:
            return {}
        taken_in = self.intake.taken_in
        before = SourceRow.objects.filter(became__in=keys).exclude(taken_in=taken_in)
        if self.map.makes_owner:
            before = before.filter(table__in=SHEETS)
        else:
            before = before.filter(table=self.map.name, taken_in__collection=taken_in.collection)
        return dict(before.order_by().values_list("became").annotate(Max("taken_in__year")))

    def _keep_sources(self, pairs):
        if self.map.shown:
            self.intake.child_facts(self.shown, {held.owner for _, held, _ in pairs})
        for row, held, old in pairs:
            kept = old or held
            self.map.shelf.derive(kept.facts)
            given = self._given(row, kept)
            self.intake.account.add(self.map.name, self._fate(old, kept))
            child = kept.owner if kept.owner in self.intake.children else None
            self.sources.append(
                self._source(row, child_id=child, became=kept.key, given=given or None, extra=row.extra)
            )
        bulk.insert(SourceRow, self.sources)

    def _fate(self, old, kept):
        """A sheet that meets a child made a moment ago, for its own sake, is new."""
        if old is None or (self.map.name in SHEETS and kept.owner in self.intake.made):
            return "new"
        return "changed" if old.changed else "same"

    def _given(self, row, kept):
        """The cells that the record does not say in the same words."""
        says = self._said(kept)
        return {
            column: [text, says[column]]
            for column, text in zip(self.names, row.given, strict=True)
            if column in says and text != says[column]
        }

    def _said(self, kept):
        shown, intake = self.shown.get(kept.owner), self.intake
        return cells_of(self.map, kept, shown, intake.form, intake.end, intake.references)
