"""The kinds of row that the two returns carry: what each is called, and to which category of the policy it belongs."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from keepwell.codes import CODE_SETS
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.tables import Column, Table

from ..access.policy import policy
from .mapping import MAPS
from .mapping.table import TableMap
from .queries.cells import day

TABLES = {"ssda903": SSDA903, "cin": CIN}
TITLES = {"ssda903": "SSDA903", "cin": "CIN census"}
NOT_RECORDED = "Not recorded"
SEALED = "Not shown: an address is sealed"
# Columns that would tell where a child lives.
OF_THE_PLACE = {"HOME_POST", "PL_POST", "PL_LA", "PL_LOCATION", "PL_DISTANCE"}
# What follows from others is in no file by itself, so the policy does not name it.
DERIVED = {
    "ssda903.Header.UASC": {"unaccompanied"},
    "ssda903.Episodes.PL_LA": {"placement"},
    "ssda903.Episodes.PL_LOCATION": {"placement"},
    "ssda903.Episodes.PL_DISTANCE": {"placement", "address"},
}


@dataclass(frozen=True)
class Kind:
    """One table of a return and the map that says where its rows are kept."""

    collection: str
    table: Table
    map: TableMap

    @property
    def slug(self):
        """How an address names it."""
        return f"{self.collection}-{self.table.name.lower()}"

    @property
    def title(self):
        return self.table.title

    @property
    def the_return(self):
        return TITLES[self.collection]

    @property
    def of_the_return(self):
        return f"{TITLES[self.collection]}, {self.table.name}"

    @property
    def shelf(self):
        return self.map.shelf

    @property
    def many(self):
        """May a child have several such rows? Then one can be added and a wrong one removed."""
        return not self.map.once

    @cached_property
    def columns(self):
        """The columns that are facts of such a row, in the order of the return."""
        return [column for column in self.table.columns if column.name in self.map.columns]

    @cached_property
    def shown(self):
        """Columns that repeat what is kept with the child."""
        return [column for column in self.table.columns if column.name in self.map.shown]

    def fact(self, column):
        return self.map.columns[column.name]

    def item(self, column):
        """How the policy names a column: `ssda903.Header.ETHNIC`."""
        return f"{self.collection}.{self.table.name}.{column.name}"

    def categories_of(self, name):
        """The categories that a column belongs to; those of all columns when nobody has said."""
        return categories_of(self.collection, self.table.name, name)

    @property
    def categories(self):
        """Those of all its columns."""
        return frozenset().union(*(self.categories_of(column.name) for column in self.columns))

    @property
    def home(self):
        """The categories that tell that there is such a row at all: those of what tells its rows apart."""
        keys = [c for c in self.columns if self.fact(c) in self.map.key]
        of_keys = frozenset().union(*(self.categories_of(c.name) for c in keys))
        return of_keys or (self.categories if len(self.categories) == 1 else frozenset())

    def words_of(self, facts):
        """A row in a few words: by what tells it apart from others of its kind."""
        keys = [c for c in self.columns if self.fact(c) in self.map.key]
        said = [words(c, facts.get(self.fact(c))) for c in keys]
        return ", ".join(w for w in said if w != NOT_RECORDED)


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(collection, TABLES[collection][name], table)
        for collection in TABLES
        for name, table in MAPS[collection].items()
    )
}
OF_TABLE = {(kind.collection, kind.table.name): kind for kind in KINDS.values()}


def slug_of(collection, table):
    """How the addresses record:correct and record:add name the rows of a return's table; '' for the census header.

    Last year's rows ("Episodes_last") are the same rows of the record.
    """
    kind = OF_TABLE.get((collection, table.removesuffix("_last")))
    return kind.slug if kind else ""


def words(column: Column, value):
    """A fact of a row in words, with its code after the label."""
    if value is None or value == "":
        return NOT_RECORDED
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value).text
    codes = CODE_SETS.get(column.codes) if column.codes else None
    label = codes.label(value) if codes else None
    return f"{label} ({value})" if label else str(value)


def categories_of(collection, table, column):
    """The categories of a return's column, as the policy in force declares them."""
    declared, known = _declared(policy().digest), f"{collection}.{table}.{column}"
    found = declared.get(known) or declared.get(f"{collection}.*.{column}") or DERIVED.get(known)
    if found:
        return frozenset(found)
    names = [c.name for c in TABLES[collection][table].columns if c.name != column]
    others = (declared.get(f"{collection}.{table}.{name}", ()) for name in names)
    return frozenset(category for found in others for category in found)


@cache
def _declared(digest):
    found = {}
    for field in policy().fields.values():
        for item in field.items:
            found.setdefault(item, set()).add(field.category)
    return found
