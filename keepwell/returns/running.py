"""Running the rules over a return at a path, with what lies beside it: last year's files, a register, return.json.

`run` is a plain function of a plain `Job`, so that a page, a command or a machine far away can call it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb

import polars as pl

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.catalogue import PREPARE, TABLES, rules_of
from keepwell.returns.checking import Case, Rule, check
from keepwell.returns.checking.finding import found
from keepwell.returns.findings import Finding, ReadingError
from keepwell.returns.loaded import Return
from keepwell.returns.reading import read
from keepwell.returns.reports.checked import OUTCOMES, Checked, Unread
from keepwell.returns.settings import Stated, stated
from keepwell.returns.sources import PREVIOUS
from keepwell.returns.years import likely_year

RULESETS = (2026, 2027)  # the collection years whose rules and code lists are known
PROVIDERS = ("providers.csv", "providers.xlsx")

Tell = Callable[[str, int, int], None]  # what is being done, how far, of how much


@dataclass(frozen=True)
class Job:
    """One return to be checked. What its own folder says (previous/, providers.csv, return.json) goes before options.

    name         by which its findings are told from others; else the last part of the path
    year         collection year whose dates count; worked out when not given
    ruleset      collection year whose rules judge it; else `year`, or the nearest that is known
    previous     last year's return; providers: registers
    authority    code of nine characters of the returning authority
    rules        the numbers of the only rules to run; all when empty
    home         the installation's folder, where the postcode directory is kept
    """

    path: Path
    collection: str
    name: str = ""
    year: int | None = None
    ruleset: int | None = None
    previous: Path | None = None
    providers: tuple[Path, ...] = ()
    authority: str | None = None
    rules: tuple[str, ...] = ()
    home: Path | None = None

    @property
    def shown(self) -> str:
        return self.name or self.path.name


def attempt(job: Job, tell: Tell | None = None) -> Checked | Unread:
    """Run a job whatever happens: what stops it is one sentence, without personal data, and stops no other job."""
    try:
        return run(job, tell)
    except ReadingError as trouble:
        return Unread(job.shown, str(job.path), _naming(job.path, trouble))
    except (Exception, pl.exceptions.PanicException) as trouble:
        place = extract_tb(trouble.__traceback__)[-1]
        why = f"{type(trouble).__name__} at line {place.lineno} of {Path(place.filename).name}"
        return Unread(job.shown, str(job.path), f"{job.path} met a mistake of Keepwell's own: {why}; please report it.")


def run(job: Job, tell: Tell | None = None) -> Checked:
    """Read the return, run its rules and say what became of each. ReadingError when it cannot be read."""
    tell = tell or (lambda *_: None)
    ret = _one(job.path, job.collection, lambda done, total: tell("Reading", done, total))
    beside = _Beside(job)
    said = stated(ret.settings)
    year, ruleset, notes = _years(job, ret, said)
    tell("Checking", 0, 0)
    case = Case.of(
        ret, year=year, ruleset=ruleset, last=beside.last, start=said.start, end=said.end,
        authority=said.authority or job.authority, providers=beside.register, postcodes=beside.postcodes,
    )  # fmt: skip
    rules = _asked(job)
    report = check(case, rules, TABLES[job.collection], PREPARE[job.collection])
    notes += [*said.ignored, *beside.notes, *_only_some(job, rules)]
    return Checked(
        name=job.shown, path=str(job.path), collection=job.collection, form=ret.format, year=year, ruleset=ruleset,
        start=case.start, end=case.end, children=_children(ret), rows={n: t.height for n, t in ret.tables.items()},
        findings=found(report, rules, case), outcomes=_outcomes(report, rules), checked_at=datetime.now(UTC),
        noticed=tuple(one for one in ret.findings if not beside.knows(one)), notes=tuple(notes),
        troubles=tuple(beside.troubles), files=tuple(ret.files), beside=tuple(beside.names),
    )  # fmt: skip


def _one(path: Path, collection: str, progress=None) -> Return:
    mine = [ret for ret in read(path, progress=progress) if ret.collection == collection]
    if len(mine) != 1:
        held = f"{len(mine)} returns" if mine else "no return"
        raise ReadingError(f"{path} holds {held} of the collection {collection}; name a folder or file that holds one.")
    return mine[0]


def _naming(path: Path, trouble: ReadingError) -> str:
    text = str(trouble)
    return text if str(path) in text else f"{path}: {text}"


# years and rules


def _years(job: Job, ret: Return, said: Stated) -> tuple[int, int, list[str]]:
    """The year whose dates count, the year whose rules judge, and what is to be said about them."""
    year = CollectionYear.of(said.end).year if said.end else job.year or _likely(job, ret)
    asked = job.ruleset or job.year or year
    ruleset = min(max(asked, RULESETS[0]), RULESETS[-1])
    dates, rules = CollectionYear(year).title, CollectionYear(ruleset).title
    if ruleset != asked:
        known = " and ".join(CollectionYear(one).title for one in RULESETS)
        return (
            year,
            ruleset,
            [f"Keepwell knows the rules of {known} only: this return of {dates} is judged by those of {rules}."],
        )
    if ruleset != year:
        return year, ruleset, [f"The dates are those of {dates}, the rules and code lists those of {rules}."]
    return year, ruleset, []


def _likely(job: Job, ret: Return) -> int:
    """The year that the files themselves tell; a return.json that says no date has been told of already."""
    silent = {key: value for key, value in ret.settings.items() if key != "collection_end"}
    year = likely_year(replace(ret, settings=silent))[0]
    if year is None or not 1990 <= year <= 2100:
        raise ReadingError(f"{job.path}: no collection year can be worked out; say it with --year.")
    return year


def _asked(job: Job) -> tuple[Rule, ...]:
    known = rules_of(job.collection)
    return tuple(rule for rule in known if rule.code in job.rules) if job.rules else known


def _only_some(job: Job, rules: tuple[Rule, ...]) -> list[str]:
    every = len(rules_of(job.collection))
    return [f"Only {len(rules)} of {every} rules were asked for."] if len(rules) < every else []


def _outcomes(report, rules: tuple[Rule, ...]) -> pl.DataFrame:
    told = [(r.code, r.severity, r.sentence, report.outcomes[r.code].state, report.outcomes[r.code].why) for r in rules]
    return pl.DataFrame(told, schema=OUTCOMES, orient="row")


def _children(ret: Return) -> int:
    """How many children the return speaks of, in any of its tables."""
    keys = [data.values[data.table.key].drop_nulls().unique() for data in ret.tables.values() if data.table.key]
    return pl.concat(keys).n_unique() if keys else 0


# what lies beside the return


class _Beside:
    """Last year's return, registers and postcodes of a job: the folder's own before those of the options."""

    def __init__(self, job: Job):
        self.notes: list[str] = []
        self.troubles: list[str] = []
        self.names: list[str] = []
        self._own: set[str] = set()
        self.last = self._last(job)
        self.register = self._register(job)
        self.postcodes = self._postcodes(job)

    def knows(self, noticed: Finding) -> bool:
        """Does the reader only say that it did not read what was read here?"""
        return noticed.line is None and noticed.table is None and noticed.file.lower() in self._own

    def _last(self, job):
        own = _beside(job.path, (PREVIOUS,), Path.is_dir)
        chosen = self._chosen(own, (job.previous,) if job.previous else (), "--previous")
        if not chosen:
            return None
        path = chosen[0]
        try:
            last = _one(path, job.collection)
        except ReadingError as trouble:
            self.troubles.append(f"Last year's return is left out: {_naming(path, trouble)}")
            return None
        self.names += [f"{path}: {file.name}, {file.bytes:,} bytes" for file in last.files]
        return last

    def _register(self, job):
        paths = self._chosen(_beside(job.path, PROVIDERS, Path.is_file), job.providers, "--providers")
        if not paths:
            return None
        try:
            register = registers(paths, self.notes)
        except ReadingError as trouble:
            self.troubles.append(f"The provider register is left out: {_naming(paths[0], trouble)}")
            return None
        self.names += [f"{path}" for path in paths]
        return register

    def _postcodes(self, job):
        """The directory that the installation keeps; the census asks for none."""
        if job.collection != "ssda903" or job.home is None or not job.home.is_dir():
            return None
        from keepwell.returns import postcodes

        try:
            loaded = postcodes.about(job.home)
        except ReadingError as trouble:
            self.troubles.append(f"The postcode directory is left out: {trouble}")
            return None
        if loaded is None:
            return None
        self.names.append(loaded.edition)
        return postcodes.directory(job.home)

    def _chosen(self, own, option, called):
        if not own:
            return option
        self._own |= {path.name.lower() for path in own}
        if option:
            self.notes.append(f"{own[0].name} in the folder was used instead of {called}.")
        return own


def _beside(path: Path, names: tuple[str, ...], there) -> tuple[Path, ...]:
    """What a return's folder holds under those names, in whatever letters."""
    if not path.is_dir():
        return ()
    return tuple(entry for entry in sorted(path.iterdir()) if entry.name.lower() in names and there(entry))


def registers(paths: Iterable[Path], notes: list[str] | None = None) -> pl.DataFrame:
    """The provider registers at these paths as one; read once for all returns of a run.

    What the reader passed over is added to `notes`. ReadingError, with one sentence, when one of them is none.
    """
    register, told = _registers(tuple((Path(path), _changed(Path(path))) for path in paths))
    if notes is not None:
        notes += told
    return register


@lru_cache(maxsize=2)
def _registers(paths: tuple[tuple[Path, int], ...]) -> tuple[pl.DataFrame, tuple[str, ...]]:
    from keepwell.returns.providers import read_registers  # most returns come without one

    told: list[str] = []
    return read_registers((path for path, _ in paths), told), tuple(told)


def _changed(path: Path) -> int:
    """When a file, or the newest of a folder's, was last changed."""
    try:
        inside = path.iterdir() if path.is_dir() else ()
        return max(one.stat().st_mtime_ns for one in (path, *inside))
    except OSError:
        return 0
