"""What the returns desk does: take files in, and give the same files out."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import transaction

from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.reading import ReadingError, Return, read
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.writing import WritingError, write_cin_xml, write_csv, write_ssda903_xml
from keepwell.returns.years import likely_year
from keepwell.web.access import door
from keepwell.web.access.policy import policy
from keepwell.web.record.actions.intake import take_in
from keepwell.web.record.queries.returned import census_header, given_rows

from .. import passing

__all__ = ["TITLES", "Built", "Taken", "WritingError", "build", "import_path"]

TITLES = {"ssda903": "SSDA903", "cin": "CIN census", "people": "People files"}


@dataclass
class Taken:
    """What became of one return found in a path: its account, or the sentence why it was not taken in."""

    ret: Return | None
    source: str
    year: int | None = None
    why: str = ""
    account: object = None
    again: bool = False
    taken_in: object = None
    trouble: str = ""


@dataclass
class Built:
    """The files written, rows by table, and what the form of return has no place for."""

    files: list[Path]
    rows: dict[str, int] = field(default_factory=dict)
    left_out: list = field(default_factory=list)


def import_path(path, *, by, year=None, on_read=None, on_rows=lambda n: None, on_start=lambda ret: None):
    """Take in every return found in `path`, each in its own transaction; yields a `Taken` for each."""
    try:
        found = read(Path(path), progress=on_read)
    except ReadingError as trouble:
        yield Taken(None, str(path), trouble=str(trouble))
        return
    for ret in sorted(found, key=_order):
        yield _take(ret, year, by, on_start, on_rows)


def _order(ret):
    """Older returns first, so that the record grows as it was lived."""
    return likely_year(ret)[0] or 0, ret.collection, ret.source


def _take(ret, year, by, on_start, on_rows):
    likely, why = likely_year(ret)
    if ret.collection == "people":
        year = None
    elif year is None and likely is None:
        return Taken(ret, ret.source, trouble=f"{ret.source}: no collection year can be worked out ({why}). "
                                              "Say it with --year, for example --year 2027 for 2026-27.")  # fmt: skip
    else:
        year, why = (year, "as you said") if year else (likely, why)
    on_start(ret)
    category, purpose = ("narrative", _purpose_of_people(by)) if ret.collection == "people" else ("care", "returns")
    try:
        with transaction.atomic():
            door.ask(by=by, action="add", category=category, purpose=purpose, what="import")
    except door.NotForYou as refusal:
        door.note_refusal(refusal)
        return Taken(ret, ret.source, trouble=f"{ret.source}: not taken in. The policy in force, {policy().file}, lets "
                                              f"nobody here take in {TITLES[ret.collection]}.")  # fmt: skip
    with transaction.atomic():
        taken_in, account, again = take_in(ret, year=year, by=door.name_of(by), progress=on_rows)
        if not again:
            passing.taken_in(taken_in, by=by, purpose=purpose)
    return Taken(ret, ret.source, year, why, account, again, taken_in)


def _purpose_of_people(by):
    """A council takes people files in to support children, a school to keep them safe: as their policies say."""
    allowed = (one for one in ("support", "safeguarding") if door.may(by, "add", "narrative", one).allowed)
    return next(allowed, "support")


def build(collection, year, folder, *, by, form=None, progress=lambda n: None):
    """Write the return of a collection year from the record into `folder`. Returns `Built`.

    SSDA903 comes as CSV files or one XML file, the CIN census as XML.
    """
    with transaction.atomic():
        door.ask(by=by, action="export", category="care", purpose="returns", what="build")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tables = CIN if collection == "cin" else SSDA903
    columns = {name: [c.name for c in table.columns] for name, table in tables.items()}
    given = given_rows(collection, year, columns=columns, progress=progress)
    with transaction.atomic():  # before anything is written: no entry, no file
        passing.given_out(collection, given, by=by)
    rows = {name: [row.cells for row in found] for name, found in given.items()}
    counts = {name: len(found) for name, found in rows.items()}
    if collection == "cin":
        rows["Header"] = [[None, *census_header(year, columns["Header"], datetime.now())]]
        return Built([write_cin_xml(rows, folder / f"cin_census_{year}.xml")], counts)
    if form == "xml":
        lost = []
        return Built([write_ssda903_xml(rows, folder / f"ssda903_{year}.xml", left_out=lost)], counts, lost)
    kept = {name: found for name, found in rows.items() if found or name in ("Header", "Episodes")}
    return Built(write_csv(kept, tables, folder), counts)
