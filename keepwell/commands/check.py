"""keepwell check"""

import csv
import json
import sys
from collections import Counter
from contextlib import nullcontext
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from .build import Collection
from .house import stop

out = Console(soft_wrap=True, highlight=False)
COLUMNS = ("return", "rule", "severity", "table", "row", "fields", "child", "message")


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def check(
    returns: Annotated[
        list[Path], typer.Argument(help="Folders of CSV files, XML files or zips; several returns may be given.")
    ],
    collection: Annotated[Collection, typer.Option(help="Which return.")],
    year: Annotated[
        int | None, typer.Option(help="Collection year, the year it ends in; worked out when not given.")
    ] = None,
    previous: Annotated[
        Path | None, typer.Option(help="Last year's return; else the folder `previous` in each return.")
    ] = None,
    providers: Annotated[
        Path | None, typer.Option(help="Provider register as CSV; else providers.csv in each return.")
    ] = None,
    authority: Annotated[
        str | None, typer.Option("--local-authority", help="Code of the returning authority, E10...")
    ] = None,
    rules: Annotated[str | None, typer.Option(help="Only these rules: 101,102,INT01")] = None,
    form: Annotated[Format, typer.Option("--format", help="A summary to read, or one finding a line.")] = Format.TABLE,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of the screen.")] = None,
):
    """Check a return against the statutory rules. Reads files only; the record is not asked.

    Exit status: 0 no errors, 1 findings, 2 a return or a rule could not be run.

    Example: [bold]keepwell check ssda903-2026 --collection ssda903 --format json --output findings.jsonl[/bold]
    """
    from keepwell.returns.catalogue import rules_of

    known = rules_of(collection.value)
    chosen = _chosen(known, rules)
    states, status = [], 0
    with open(output, "w", newline="", encoding="utf-8") if output else nullcontext(sys.stdout) as file:
        write = _writer(form, file)
        for path in returns:
            found = _run(path, collection.value, year, previous, providers, authority, chosen)
            if found is None:
                status = 2
                continue
            name, report, rows = found
            for one in rows:
                status = max(status, 1)
                write(name, one)
            if any(o.state == "could not run" for o in report.outcomes.values()):
                status = 2
            states.append((name, report, rows))
    if form == Format.TABLE:
        for name, report, rows in states:
            _summary(name, report, rows)
    raise typer.Exit(status)


def _chosen(known, wanted):
    if not wanted:
        return known
    codes = [c.strip() for c in wanted.split(",") if c.strip()]
    if missing := [c for c in codes if c not in {r.code for r in known}]:
        raise stop(f"--rules {missing[0]}: there is no such rule in this collection.")
    return tuple(r for r in known if r.code in codes)


def _run(path, collection, year, previous, providers, authority, rules):
    """(name, Report, findings) of one return, or None after saying why it could not be read."""
    from keepwell.returns.catalogue import TABLES
    from keepwell.returns.checking import Case
    from keepwell.returns.checking.checker import check as run
    from keepwell.returns.checking.finding import findings
    from keepwell.returns.reading import ReadingError, read
    from keepwell.returns.years import likely_year

    try:
        ret = _only(read(path), path, collection)
        last = previous or path / "previous"
        before = _only(read(last), last, collection) if previous or last.is_dir() else None
        register = _register(providers or path / "providers.csv", asked=bool(providers))
    except ReadingError as trouble:
        stop(str(trouble))
        return None
    year = year or likely_year(ret)[0]
    if year is None:
        stop(f"{path}: no collection year can be worked out; say it with --year.")
        return None
    case = Case.of(
        ret, year=year, last=before, providers=register, authority=ret.settings.get("local_authority") or authority,
        start=_day(ret.settings.get("collection_start")), end=_day(ret.settings.get("collection_end")),
    )  # fmt: skip
    report = run(case, rules, TABLES[collection], **_prepare(collection))
    return path.name, report, list(findings(report, rules, case))


def _prepare(collection):
    if collection != "ssda903":
        return {}
    from keepwell.returns.ssda903 import derived

    return {"prepare": derived.prepare}


def _only(found, path, collection):
    from keepwell.returns.reading import ReadingError

    mine = [ret for ret in found if ret.collection == collection]
    if len(mine) != 1:
        raise ReadingError(f"{path} holds {len(mine)} {collection} returns; name a folder or file that holds one.")
    return mine[0]


def _register(path, *, asked):
    from keepwell.returns.providers import read_register

    return read_register(path) if asked or path.is_file() else None


def _day(text):
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def _writer(form, file):
    if form == Format.JSON:
        return lambda name, one: file.write(json.dumps(_line(name, one), ensure_ascii=False) + "\n")
    if form == Format.CSV:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        return lambda name, one: rows.writerow([*(_line(name, one) | {"fields": " ".join(one.fields)}).values()])
    return lambda name, one: None


def _line(name, one):
    said = (name, one.rule, one.severity, one.table, one.row, list(one.fields), one.child, one.message)
    return dict(zip(COLUMNS, said, strict=True))


def _summary(name, report, rows):
    """What a person reads: rules that failed with how often, and every rule that did not run with its reason."""
    out.print(f"\n[bold]{name}[/bold]")
    counts, said = Counter(one.rule for one in rows), {one.rule: one for one in rows}
    table = Table("Rule", "Rows", "", "What is wrong", box=None, pad_edge=False)
    for code, n in counts.most_common():
        table.add_row(code, f"{n:,}", said[code].severity, said[code].message)
    out.print(table)
    states = Counter(o.state for o in report.outcomes.values())
    out.print(", ".join(f"{states[s]} {s}" for s in ("passed", "failed", "not run", "could not run")) + ".")
    for why, codes in _by_reason(report).items():
        out.print(f"{why}: {', '.join(codes)}", markup=False)


def _by_reason(report):
    found = {}
    for code, o in report.outcomes.items():
        if o.state in ("not run", "could not run"):
            found.setdefault(f"{o.state.capitalize()} ({o.why})", []).append(code)
    return found
