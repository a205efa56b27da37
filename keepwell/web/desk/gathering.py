"""What a run checks: this year's return and last year's, each from uploaded files or from the record."""

from dataclasses import dataclass, field

from keepwell.clocks.collection import CollectionYear
from keepwell.home import where
from keepwell.returns import postcodes
from keepwell.returns.catalogue import TABLES
from keepwell.returns.checking import Case
from keepwell.returns.checking.case import LAST
from keepwell.returns.from_rows import return_of_rows
from keepwell.returns.reading import ReadingError, read
from keepwell.returns.running import registers
from keepwell.returns.settings import stated
from keepwell.returns.years import likely_year
from keepwell.web.record.queries.returned import census_header, given_rows

from . import incoming
from .models import COLLECTIONS

SHOWN = 100  # sentences of the reader that a run keeps; all are counted


@dataclass
class Gathered:
    """What is to be checked. `given`: table -> the rows of the record that its rows are, in their order."""

    case: Case
    returns: dict  # "this" and "last" -> Return
    given: dict = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def gather(run, tell):
    """Read or build everything that the run needs. ReadingError, with one sentence, when it cannot be had.

    tell: called with what is being done, how far, of how much.
    """
    given = {}
    returns = {"this": _from(run, "this", run.this_from, run.year, given, tell)}
    if run.last_from != "none":
        returns["last"] = _from(run, "last", run.last_from, run.year - 1, given, tell)
    notes = [*_other_rules(run), *_without_last_year(run, returns, given)]
    this, register = returns["this"], _register(run)
    said = stated(this.settings)
    directory = None
    if run.collection == "ssda903":
        tell("Looking for the postcode directory")
        directory = _directory(notes)
    case = Case.of(
        this, year=run.year, ruleset=run.ruleset, last=returns.get("last"), start=said.start, end=said.end,
        authority=said.authority or run.authority or None, providers=register, postcodes=directory,
    )  # fmt: skip
    notes += [*said.ignored, *_of_another_year(run, "this", this), *_of_another_year(run, "last", returns.get("last"))]
    return Gathered(case, returns, given, notes)


def _from(run, part, source, year, given, tell):
    if source == "record":
        return from_record(run.collection, year, given, tell, "" if part == "this" else LAST)
    return from_files(run, part, tell)


def from_record(collection, year, given, tell, suffix=""):
    """A return as the record would give it. Its rows' places in the record are put into `given`."""
    words, done = f"Gathering {CollectionYear(year).title} from the record", 0

    def count(children):
        nonlocal done
        done += children
        tell(words, done, 0)

    tell(words, 0, 0)
    rows = given_rows(collection, year, progress=count)
    given |= {table + suffix: found for table, found in rows.items()}
    cells = {table: [row.cells for row in found] for table, found in rows.items()}
    if collection == "cin":
        cells["Header"] = [[None, *census_header(year, TABLES["cin"]["Header"].names)]]
    return return_of_rows(collection, cells, form="xml" if collection == "cin" else "csv")


def from_files(run, part, tell):
    """The one return of the run's collection among the files that were uploaded."""
    path, words = incoming.path_of(run, part), "Reading the files" if part == "this" else "Reading last year’s files"
    try:
        found = read(path, progress=lambda done, total: tell(words, done, total))
        return _only(found, run.collection)
    except ReadingError as trouble:
        whose = "What was uploaded" if part == "this" else "What was uploaded as last year’s return"
        sentence = str(trouble).replace(str(path), whose)
        raise ReadingError(sentence if part == "this" else f"Last year’s return: {sentence}") from None


def _only(found, collection):
    mine = [ret for ret in found if ret.collection == collection]
    if len(mine) == 1:
        return mine[0]
    wanted = f"{COLLECTIONS[collection]} return"
    if mine:
        raise ReadingError(f"What was uploaded holds {len(mine)} of a {wanted}; upload one of them at a time.")
    others = " and ".join(sorted({COLLECTIONS.get(ret.collection, "people files") for ret in found}))
    raise ReadingError(f"What was uploaded holds no {wanted}, only {others}; choose the other files or return.")


def _other_rules(run):
    if run.ruleset == run.year:
        return []
    return [f"The dates are those of {_title(run.year)}, the rules and code lists those of {_title(run.ruleset)}."]


def _without_last_year(run, returns, given):
    """A record that holds nothing of last year says nothing of it either: its return is then left out, with a note."""
    if run.last_from != "record" or any(rows for table, rows in given.items() if table.endswith(LAST)):
        return []
    del returns["last"]
    return [f"The record holds nothing of {_title(run.year - 1)}: rules that compare with last year were not run."]


def _register(run):
    if not run.register:
        return None
    name = next(one["name"] for one in run.files if one["part"] == "register")
    path = incoming.register_path(run.register, name)
    try:
        return registers((path,))
    except ReadingError as trouble:
        raise ReadingError(str(trouble).replace(str(path), f"The provider register {name}")) from None


def _directory(notes):
    """The postcode directory that the installation keeps, or None; what is wrong with it is noted."""
    try:
        return postcodes.directory(where())
    except ReadingError as trouble:
        notes.append(f"The postcode directory is left out: {trouble}")
        return None


def _of_another_year(run, part, ret):
    """A word of warning when the files look like those of another year."""
    asked = run.year if part == "this" else run.year - 1
    if ret is None or (run.this_from if part == "this" else run.last_from) != "files":
        return []
    likely, why = likely_year(ret)
    if likely in (None, asked):
        return []
    whose = "These files look" if part == "this" else "Last year’s files look"
    return [f"{whose} like those of {_title(likely)}, but were taken as those of {_title(asked)}. {why}"]


def _title(year):
    return CollectionYear(year).title if 1000 <= year <= 9999 else str(year)


def noticed(gathered):
    """What the readers noticed, to be kept with the run: counts by kind, the first sentences, and our own notes."""
    kinds, said, aside = {}, [], 0
    for part, ret in gathered.returns.items():
        before = "" if part == "this" else "Last year’s files: "
        aside += len(ret.aside)
        for one in ret.findings:
            kinds[one.kind] = kinds.get(one.kind, 0) + 1
            if len(said) < SHOWN:
                said.append([f"{before}{one.file}", one.line, one.text])
    return {"kinds": kinds, "said": said, "aside": aside, "notes": gathered.notes}


def about(gathered):
    """What a report says of the return: its form, the dates of its collection, and rows by table."""
    case, this = gathered.case, gathered.returns["this"]
    rows = {name: data.height for name, data in this.tables.items()}
    return {"form": this.format, "start": case.start.isoformat(), "end": case.end.isoformat(), "rows": rows}
