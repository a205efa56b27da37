"""Which collection year a return is for, and why we think so."""

from collections import Counter
from contextlib import suppress
from datetime import datetime

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.loaded import Return

# Dates that fall in the collection year in most rows; others (births, starts of long episodes) reach far back.
_IN_YEAR = (
    ("Reviews", "REVIEW"),
    ("Episodes", "DEC"),
    ("Episodes", "DECOM"),
    ("Missing", "MIS_START"),
    ("Missing", "MIS_END"),
    ("PlacedAdoption", "DATE_PLACED_CEASED"),
    ("SWEpisodes", "SW_DECOM"),
    ("DoLo", "DOLO_START"),
)


def likely_year(ret: Return) -> tuple[int | None, str]:
    """The collection year (the year it ends in) and one sentence that says why; None when nothing tells.

    In order: collection_end of return.json; the CIN census' ReferenceDate, else its Year; for SSDA903 the year into
    which most of the dates fall that belong to the year.
    """
    if "collection_end" in ret.settings:
        return _from_settings(ret.settings["collection_end"])
    if ret.collection == "cin":
        return _from_header(ret)
    if ret.collection == "ssda903":
        return _from_dates(ret)
    return None, "People files belong to no collection year."


def _from_settings(end) -> tuple[int | None, str]:
    """collection_end is written dd/mm/yyyy, as in the return itself; yyyy-mm-dd is read too."""
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            year = CollectionYear.of(datetime.strptime(str(end), form).date())
            return year.end.year, f"return.json says that the collection ends on {end}."
    return None, "collection_end in return.json is not a date such as 31/03/2026."


def _from_header(ret: Return) -> tuple[int | None, str]:
    header = ret.tables.get("Header")
    cells = header.values.row(0, named=True) if header is not None and header.height else {}
    if cells.get("ReferenceDate"):
        return cells["ReferenceDate"].year, f"Its reference date is {cells['ReferenceDate']:%d/%m/%Y}."
    if cells.get("Year"):
        return cells["Year"], f"Its Header gives the year {cells['Year']} (and no reference date that can be read)."
    return None, "Its Header gives neither a reference date nor a year."


def _from_dates(ret: Return) -> tuple[int | None, str]:
    years: Counter[int] = Counter()
    for table, column in _IN_YEAR:
        if table in ret.tables:
            dates = ret.tables[table].values[column].drop_nulls()
            years.update((dates.dt.year() + (dates.dt.month() > 3).cast(dates.dt.year().dtype)).to_list())
    if not years:
        return None, "It has no dates of reviews, episodes or absences to tell the year from."
    year, count = max(years.items(), key=lambda item: (item[1], item[0]))
    total = sum(years.values())
    return year, f"{count:,} of its {total:,} dates fall in {year - 1}-{year % 100:02}, more than in any other year."
