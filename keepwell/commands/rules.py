"""keepwell rules"""

from typing import Annotated

import typer

from .build import Collection
from .house import stop


def rules(
    code: Annotated[str | None, typer.Argument(help="One rule, to have it explained.")] = None,
    collection: Annotated[Collection | None, typer.Option(help="Only this return.")] = None,
    year: Annotated[int | None, typer.Option(help="Only rules that apply in this collection year.")] = None,
):
    """List the statutory rules, or explain one.

    Example: [bold]keepwell rules 501 --collection ssda903[/bold]
    """
    from keepwell.returns.catalogue import rules_of

    if year is not None and not 1990 <= year <= 2100:
        raise stop(f"--year {year}: give the year the collection ends in, such as 2027 for 2026-27.")
    found = [
        (name, rule)
        for name in ([collection.value] if collection else [c.value for c in Collection])
        for rule in rules_of(name)
        if (code is None or rule.code.casefold() == code.strip().casefold()) and (year is None or rule.applies_in(year))
    ]
    if code is None:
        _list(found)
    elif found:
        for name, rule in found:
            _explain(name, rule)
    else:
        raise stop(f"{code}: there is no such rule{_where(collection, year)}. keepwell rules lists them all.")


def _where(collection, year):
    return (f" in {collection.value}" if collection else "") + (f" for {year}" if year else "")


def _console():
    from rich.console import Console

    return Console(soft_wrap=True, highlight=False)


def _list(found):
    from rich.table import Table
    from rich.text import Text

    table = Table("Return", "Rule", "", "What is wrong", box=None, pad_edge=False)
    for name, rule in found:
        table.add_row(name, rule.code, rule.severity, Text(rule.sentence))
    out = _console()
    out.print(table)
    out.print(f"{len(found)} rules.")


def _explain(name, rule):
    out = _console()
    out.print(f"\n[bold]{name} {rule.code}[/bold] ({rule.severity})")
    for line in (rule.sentence, *_details(name, rule)):
        out.print(line, markup=False)


def _details(name, rule):
    """What it looks at, what it needs and when it applies, and the page that has its neighbours."""
    rows = ", ".join(rule.reports) or "none: it is about the whole return"
    yield f"Rows it reports: {rows}. Fields: {', '.join(f'{m.table}.{m.column}' for m in rule.marks)}."
    if len(rule.forms) == 1:
        yield f"Only for {min(rule.forms).upper()} returns."
    if rule.needs:
        yield f"Needs: {', '.join(sorted(rule.needs))}."
    if rule.since or rule.until:
        yield f"Applies {_span(rule)}."
    yield f"More: docs/rules/{name}.md"


def _span(rule):
    said = [
        f"{word} {year - 1}-{year % 100:02}" for word, year in (("from", rule.since), ("until", rule.until)) if year
    ]
    return " ".join(said)
