"""What is checked: a return of one year, with last year's and whatever else its rules may ask for."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.empty import tables_of
from keepwell.returns.loaded import TableData

LAST = "_last"  # ends the name of a table of the previous year's return


@dataclass
class Case:
    """One return to be checked.

    tables        this year's tables by name; a previous year's table has the same name with "_last" after it
    year          collection year: the year the collection ends in
    ruleset       the collection year whose rules and code lists judge the return; the same year when not given
    form          "csv" or "xml"
    start, end    collection dates, when the return's own settings move them
    authority     nine-character code of the returning authority, or None
    providers     provider register (terms.md section 9), or None
    postcodes     postcode directory: pcd_abbr, oseast1m, osnrth1m, laua; or None
    whole         is this a whole return? Of one child's rows, rules about the whole return are not run
    """

    tables: dict[str, TableData]
    year: int
    form: str = "csv"
    start: date | None = None
    end: date | None = None
    authority: str | None = None
    providers: pl.DataFrame | None = None
    postcodes: pl.DataFrame | None = None
    ruleset: int | None = None
    whole: bool = True

    def __post_init__(self):
        usual = CollectionYear(self.year)
        self.ruleset = self.ruleset or self.year
        self.start = self.start or usual.start
        self.end = self.end or usual.end

    @property
    def reference(self) -> date | None:
        """The reference date of the census: that of the first row of its Header."""
        header = self.tables.get("Header")
        if header is None or "ReferenceDate" not in header.values.columns or not header.height:
            return None
        return header.values["ReferenceDate"][0]

    def gives(self, table: str, column: str) -> bool:
        """Does the return itself carry this derived column, with something in it?"""
        data = self.tables.get(table)
        return data is not None and column in data.extra.columns and data.extra[column].null_count() < data.height

    @classmethod
    def of(cls, ret, *, year, last=None, **rest):
        """A Case of a Return that was read, and of the previous year's Return if there is one.

        A table that an XML return could carry and does not is there, and empty.
        """
        tables = tables_of(ret, year)
        if last is not None:
            tables |= {name + LAST: data for name, data in tables_of(last, year - 1).items()}
        return cls(tables=tables, year=year, form=ret.format, **rest)
