"""Which column of a return is which fact of the record."""

from dataclasses import dataclass, field
from datetime import date

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
    keeps       an empty cell does not take away what the record knows from elsewhere
    people      columns that name another person by the controller's number
    in_year     (facts, CollectionYear) -> is this row part of that year's return?
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
    keeps: bool = False
    makes_owner: bool = False
    people: frozenset[str] = frozenset()
    in_year: object = None

    def unknown_yet(self, facts, end):
        """The columns whose content a return that ends on `end` cannot know."""
        return {
            column
            for last, columns in self.until.items()
            if end and (day := facts.get(self.columns[last])) and day > end
            for column in columns
        }


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
