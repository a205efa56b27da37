"""keepwell check"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .build import Collection
from .house import stop


class Engine(StrEnum):
    LOCAL = "local"
    SPARK = "spark"


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"


def check(
    returns: Annotated[
        list[Path], typer.Argument(help="Folders of CSV files, XML files or zips; several returns may be given.")
    ],
    collection: Annotated[Collection, typer.Option(help="Which return.")],
    year: Annotated[
        int | None, typer.Option(help="Collection year, the year it ends in; worked out when not given.")
    ] = None,
    ruleset: Annotated[
        str | None, typer.Option(help="Judge by the rules of this year, such as 2026-27; else of the year itself.")
    ] = None,
    previous: Annotated[
        Path | None, typer.Option(help="Last year's return; else the folder `previous` in each return.")
    ] = None,
    providers: Annotated[
        list[Path] | None,
        typer.Option(help="Provider register; may be given several times. Else providers.csv in each return."),
    ] = None,
    authority: Annotated[
        str | None, typer.Option("--local-authority", help="Code of the returning authority, E10000016.")
    ] = None,
    rules: Annotated[str | None, typer.Option(help="Only these rules: 101,102,INT01")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to tell what was found.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
    engine: Annotated[
        Engine, typer.Option(help="spark spreads the returns over the machines of a Spark cluster.")
    ] = Engine.LOCAL,
):
    """Check returns against the statutory rules. Reads files only; the record is not asked.

    Exit status: 0 nothing found, 1 findings, 2 a return, an input or a rule could not be run.

    Example: [bold]keepwell check ssda903-2026 --collection ssda903 --format html --output findings.html[/bold]
    """
    from .running import Run

    jobs = _jobs(
        _once(returns), collection=collection.value, year=_year(year), ruleset=_ruleset(ruleset), previous=previous,
        providers=tuple(providers or ()), authority=_authority(authority), rules=_rules(collection.value, rules),
    )  # fmt: skip
    _check_output(form, output, jobs)
    run = Run(jobs, form.value, engine.value)
    try:
        run.to(output)
    except BrokenPipeError:
        raise
    except OSError as trouble:
        where = f"--output {output}" if output else "The screen"
        raise stop(f"{where}: the findings cannot be written there ({trouble.strerror or trouble}).") from None
    raise typer.Exit(run.status)


# what was asked for


def _jobs(paths, *, previous, **asked):
    from keepwell.home import where
    from keepwell.returns.running import Job

    if previous and len(paths) > 1:
        raise stop(
            "--previous belongs to one return; with several, put each one's files of last year into a folder "
            "named previous inside it."
        )
    return [Job(path, name=name, previous=previous, home=where(), **asked) for path, name in _named(paths).items()]


def _once(paths):
    """The paths as given; one that is named twice is checked once."""
    kept = {}
    for path in paths:
        if kept.setdefault(path.resolve(), path) is not path:
            typer.echo(f"{path} is named twice and is checked once.", err=True)
    return list(kept.values())


def _named(paths):
    """path -> the shortest end of it that no other path has, so that findings can be told apart."""
    whole = {path: path.absolute().parts if path.name else path.resolve().parts for path in paths}
    others = {path: [parts for other, parts in whole.items() if other is not path] for path in whole}
    return {path: _name(parts, others[path]) for path, parts in whole.items()}


def _name(parts, others):
    for length in range(1, len(parts) + 1):
        if all(other[-length:] != parts[-length:] for other in others):
            return "/".join(parts[-length:]).replace("//", "/")
    return "/".join(parts).replace("//", "/")


def _year(year):
    if year is not None and not 1990 <= year <= 2100:
        raise stop(f"--year {year}: give the year the collection ends in, such as 2027 for 2026-27.")
    return year


def _ruleset(asked):
    from keepwell.clocks.collection import CollectionYear
    from keepwell.returns.running import RULESETS

    if asked is None:
        return None
    known = {CollectionYear(year).title: year for year in RULESETS}
    if asked.strip() not in known:
        raise stop(f"--ruleset {asked}: Keepwell knows the rules of {' and '.join(known)}; give one of these.")
    return known[asked.strip()]


def _authority(code):
    from keepwell.returns.settings import is_authority

    if code is not None and not is_authority(code.strip().upper()):
        raise stop(f"--local-authority {code}: give the code of nine characters, such as E10000016.")
    return code and code.strip().upper()


def _rules(collection, wanted):
    from keepwell.returns.catalogue import rules_of

    if wanted is None:
        return ()
    known = {rule.code.upper(): rule.code for rule in rules_of(collection)}
    codes = [code.strip() for code in wanted.split(",") if code.strip()]
    if not codes:
        raise stop("--rules names no rule; give their numbers with commas between them, such as 101,102.")
    if missing := [code for code in codes if code.upper() not in known]:
        raise stop(f"--rules {missing[0]}: there is no such rule in this collection.")
    return tuple(known[code.upper()] for code in codes)


def _check_output(form, output, jobs):
    """What can be told before anything is read: hours of checking must not end in a file that cannot be written."""
    if output is None:
        if form == "xlsx":
            raise stop("--format xlsx: a screen cannot show a spreadsheet; say with --output FILE where to put it.")
        return
    if output.is_dir():
        raise stop(f"--output {output} is a folder; name a file in it.")
    if not output.parent.is_dir():
        raise stop(f"--output {output}: the folder {output.parent} is not there; make it first, or name another.")
    inputs = {path.resolve() for job in jobs for path in (job.path, job.previous, *job.providers) if path}
    if output.resolve() in inputs:
        raise stop(f"--output {output} is one of the files to be read and would be lost; name another.")
