"""What the returns would say of one child today: the statutory rules, run over the rows of the record as they stand.

The record is asked each time somebody looks; the rules are run when its rows are not those of the last time.
"""

import logging
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.db import transaction

from keepwell.clocks.collection import CollectionYear
from keepwell.home import where

from ..access.policy import policy
from .checked import Checked, Field, Found, Unasked
from .kinds import NOT_RECORDED, OF_TABLE, OF_THE_PLACE, SEALED, TITLES, categories_of, words
from .models import Address
from .queries.returned import census_header, given_rows, holds
from .queries.shelves import Shelves

log = logging.getLogger(__name__)
LAST = "_last"
OTHER_YEAR = "it does not apply to this collection year"
OTHER_FORM = "it is for "
KEPT = 256  # children's rows with what was found, in the memory of one process


def check_child(child, *, on=None, year=None, collections=tuple(TITLES)):
    """Run the rules of both returns over one child (a Child), as the record gives the collection year of a day.

    year        another collection year (the year it ends in) instead of that of the day
    The record's rows of the year before stand for last year's return. A return whose rules cannot be run is named in
    `trouble`; nothing is raised for it.
    """
    year = year or CollectionYear.of(on or date.today()).year
    shelves = Shelves([child.pk])
    checked = Checked(CollectionYear(year))
    for collection in collections:
        try:
            with transaction.atomic():
                found = _Collection(collection, year, child, shelves).checked()
        except Exception as trouble:
            log.error("The rules of %s could not be run for one child: %s", collection, type(trouble).__name__)
            checked = replace(checked, trouble=(*checked.trouble, collection))
            continue
        if found:
            checked = replace(
                checked, found=checked.found + found[0], unasked=checked.unasked + found[1],
                rows=checked.rows | found[2], returns=(*checked.returns, collection),
            )  # fmt: skip
    return replace(checked, found=tuple(sorted(checked.found, key=lambda one: one.severity != "error")))


@dataclass
class _Collection:
    """One return of one child."""

    collection: str
    year: int
    child: object
    shelves: Shelves
    given: dict = field(default_factory=dict)  # table (with _last for the year before) -> [Given]

    def checked(self):
        """(findings, what did not run, rows asked about), or None when the child is not part of that year's return."""
        this = self._rows(self.year, "")
        if not any(this.values()):
            return None
        last = self._rows(self.year - 1, LAST)
        if not any(last.values()) and not holds(self.collection, self.year - 1):
            last = None  # a record that begins this year says nothing of the last
        return self._run(this, last)

    def _rows(self, year, suffix):
        rows = given_rows(self.collection, year, owners=[self.child.pk], shelves=self.shelves)
        self.given |= {table + suffix: found for table, found in rows.items()}
        return {table: [row.cells for row in found] for table, found in rows.items()}

    def _run(self, this, last):
        from keepwell.returns.catalogue import TABLES, rules_of

        if self.collection == "cin":
            for tables, year in ((this, self.year), (last, self.year - 1)):
                if tables is not None:
                    tables["Header"] = [[None, *census_header(year, TABLES["cin"]["Header"].names)]]
        raws, outcomes = _asked(self.collection, self.year, _fixed(this), _fixed(last), _authority(), _directory())
        told = _Telling(self, rules_of(self.collection))
        found = tuple(one for raw in raws if (one := told.of(raw)))
        asked = {(OF_TABLE[self.collection, table].slug, row.key)
                 for table, rows in self.given.items() if not table.endswith(LAST) for row in rows}  # fmt: skip
        return found, tuple(_unasked(self.collection, outcomes)), frozenset(asked)


def _fixed(tables):
    return tables and tuple((name, tuple(map(tuple, rows))) for name, rows in tables.items())


def _directory():
    """When the installation's postcode directory was last changed; None without one."""
    try:
        return (where() / "postcodes.parquet").stat().st_mtime_ns
    except OSError:
        return None


@lru_cache(maxsize=KEPT)
def _asked(collection, year, this, last, authority, directory):
    """(findings, outcomes by rule) of one child's rows.

    Kept in memory for as long as the rows, the authority and the directory are the very same: the rules can say nothing
    else of them. Only rows that nobody has asked about lately are asked about anew.
    """
    # Imported here: the rules and all they need take a second, which only the first page that checks should take.
    from keepwell.returns.catalogue import PREPARE, TABLES, rules_of
    from keepwell.returns.checking import Case
    from keepwell.returns.checking.checker import check
    from keepwell.returns.checking.finding import findings
    from keepwell.returns.from_rows import return_of_rows

    form = "xml" if collection == "cin" else "csv"
    this, last = (tables and return_of_rows(collection, dict(tables), form=form) for tables in (this, last))
    case = Case.of(this, last=last, year=year, whole=False, authority=authority, postcodes=_postcodes(collection))
    rules = rules_of(collection)
    report = check(case, rules, TABLES[collection], PREPARE[collection])
    return tuple(findings(report, rules, case)), report.outcomes


def forget():
    """Forget what was found: when the record of a child is destroyed, or the rules are others."""
    _asked.cache_clear()


def _postcodes(collection):
    if collection == "cin":
        return None
    from keepwell.returns.findings import ReadingError
    from keepwell.returns.postcodes import directory

    try:
        return directory(where())
    except ReadingError:
        return None


class _Telling:
    """Findings in the words of the record."""

    def __init__(self, run, rules):
        self.run = run
        self.rules = {rule.code: rule for rule in rules}
        self.facts = {}
        self.sealed = Address.objects.filter(person=run.child.pk, sealed=True).exists()

    def of(self, raw):
        """A Found, or None for what is not about this child: the header of the census, the return as a whole."""
        table = (raw.table or "").removesuffix(LAST)
        kind = OF_TABLE.get((self.run.collection, table))
        if kind is None:
            return None
        row = self.run.given[raw.table][raw.row - 1]
        facts = self._facts(kind, row.key)
        return Found(
            raw.rule, raw.severity, raw.message, self.run.collection, raw.table, kind.slug if facts else "",
            row.key if facts else None, self._row(kind, facts), tuple(self._fields(kind, raw.fields, row, facts)),
            raw.table.endswith(LAST), self._categories(raw.rule, kind),
        )  # fmt: skip

    def _facts(self, kind, key):
        held = self.run.shelves.load(kind.shelf, self.run.year)
        if kind.slug not in self.facts:
            self.facts[kind.slug] = {h.key: h.facts for h in held}
        return self.facts[kind.slug].get(key, {})

    def _row(self, kind, facts):
        said = kind.words_of(facts)
        return f"{kind.title}: {said}" if said else kind.title

    def _fields(self, kind, marked, row, facts):
        names = kind.table.names
        for name in dict.fromkeys(marked):
            if name not in names:
                continue
            column = kind.table[name]
            text = row.cells[names.index(name) - len(names)]
            fact = kind.map.columns.get(name) or kind.map.shown.get(name)
            source = facts if name in kind.map.columns else self.run.shelves.children.get(row.child, {})
            value = words(column, source.get(fact)) if fact else text or NOT_RECORDED
            if self.sealed and name in OF_THE_PLACE:
                text, value = None, SEALED
            yield Field(name, column.label or name, text, value)

    def _categories(self, code, kind):
        told = [categories_of(self.run.collection, m.table.removesuffix(LAST), m.column) for m in self.rules[code].marks
                if (self.run.collection, m.table.removesuffix(LAST)) in OF_TABLE]  # fmt: skip
        return kind.home.union(*told)


def _unasked(collection, outcomes):
    """What did not run, by reason. Rules of other years and of other forms of the return say nothing about a child."""
    reasons = {}
    for code, outcome in outcomes.items():
        says_nothing = outcome.why == OTHER_YEAR or outcome.why.startswith(OTHER_FORM)
        if outcome.state in ("not run", "could not run") and not says_nothing:
            reasons.setdefault((outcome.state, outcome.why), []).append(code)
    return [Unasked(collection, state, why, tuple(codes)) for (state, why), codes in reasons.items()]


def _authority():
    """The code of nine characters of this council, if the policy gives it: the department's number tells no area."""
    code = policy().controller.local_authority.strip().upper()
    return code if len(code) == 9 and code[0] in "EWSN" and code[1:].isdigit() else None
