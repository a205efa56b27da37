"""Which column of a return is which fact of the record."""

from dataclasses import dataclass, field
from datetime import date

from keepwell.clocks.collection import CollectionYear

from .shelf import Shelf


@dataclass(frozen=True)
class TableMap:
    """One table of a return and the shelf that keeps its rows.

    columns     column -> fact of the shelf
    key         facts that tell the rows of one owner (and parent) apart; equal rows are told apart by order
    once        a second row with the same key is set aside (one row a child)
    shown       column -> fact of the child, written in the return but kept with the child
    parent      (table, columns that name its row in the file)
    until       end column -> columns that an end after the collection year leaves empty
    since       date columns that the return leaves empty when they lie before the collection year
    keeps       an empty cell does not take away what the record knows from elsewhere
    people      columns that name another person by the controller's number
    in_year     (facts, CollectionYear) -> is this row part of that year's return? A row that hangs on another is asked
                with the facts of both
    """

    name: str
    shelf: Shelf
    columns: dict[str, str]
    key: tuple[str, ...] = ()
    owner: str = "CHILD"
    once: bool = False
    shown: dict[str, str] = field(default_factory=dict)
    parent: tuple[str, tuple[str, ...]] | None = None
    ids: tuple[str, ...] = ()
    until: dict[str, tuple[str, ...]] = field(default_factory=dict)
    since: tuple[str, ...] = ()
    keeps: bool = False
    makes_owner: bool = False
    people: frozenset[str] = frozenset()
    in_year: object = None

    def left_out(self, facts, end):
        """The columns that a return of the year ending on `end` leaves empty: not yet known, or long past."""
        if not end:
            return set()
        dates = {c: facts.get(self.columns[c]) for c in (*self.until, *self.since)}
        later = {c for last, columns in self.until.items() if dates[last] and dates[last] > end for c in columns}
        start = CollectionYear.of(end).start
        return later | {c for c in self.since if dates[c] and dates[c] < start}


def cell(value, form):
    """A fact as a return writes it. `form` is the date format of the return."""
    if value is None or value == "":
        return None
    if value is True:
        return "1"
    if value is False:
        return "0"
    if isinstance(value, date):
        # strftime drops leading zeros of years before 1000, and old files do hold such years.
        return f"{value.day:02}/{value.month:02}/{value.year:04}" if form == "dmy" else value.isoformat()
    return str(value)
