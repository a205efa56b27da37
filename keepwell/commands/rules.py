"""keepwell rules"""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from .build import Collection
from .house import stop

out = Console(soft_wrap=True, highlight=False)


def rules(
    code: Annotated[str | None, typer.Argument(help="One rule, to have it explained.")] = None,
    collection: Annotated[Collection | None, typer.Option(help="Only this return.")] = None,
    year: Annotated[int | None, typer.Option(help="Only rules that apply in this collection year.")] = None,
):
    """List the statutory rules, or explain one.

    Example: [bold]keepwell rules 501 --collection ssda903[/bold]
    """
    from keepwell.returns.catalogue import rules_of

    found = [
        (name, rule)
        for name in ([collection.value] if collection else [c.value for c in Collection])
        for rule in rules_of(name)
        if (code is None or rule.code == code) and (year is None or rule.applies_in(year))
    ]
    if code:
        if not found:
            raise stop(f"{code}: there is no such rule. keepwell rules lists them all.")
        for name, rule in found:
            _explain(name, rule)
        return
    table = Table("Return", "Rule", "", "What is wrong", box=None, pad_edge=False)
    for name, rule in found:
        table.add_row(name, rule.code, rule.severity, rule.sentence)
    out.print(table)
    out.print(f"{len(found)} rules.")


def _explain(name, rule):
    out.print(f"\n[bold]{name} {rule.code}[/bold] ({rule.severity})")
    out.print(rule.sentence, markup=False)
    marks = ", ".join(f"{m.table}.{m.column}" for m in rule.marks)
    if rule.reports:
        out.print(f"Reported rows: {', '.join(rule.reports)}. Look at {marks}.", markup=False)
    if rule.needs:
        out.print(f"Needs: {', '.join(sorted(rule.needs))}.", markup=False)
    if rule.since:
        out.print(f"Since {rule.since - 1}-{rule.since % 100:02}.")
    if rule.until:
        out.print(f"Until {rule.until - 1}-{rule.until % 100:02}.")
