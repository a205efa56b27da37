"""What a check found, one failing row at a time, in the words of a data officer."""

from collections.abc import Iterator
from dataclasses import dataclass

from .case import LAST, Case
from .checker import Report
from .rules import Rule


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """One row that breaks one rule: `row` is 1-based in its own file and, with `table`, None for the whole return."""

    rule: str
    severity: str
    table: str | None
    row: int | None
    line: int | None
    fields: tuple[str, ...]
    child: str | None
    message: str


def findings(report: Report, rules: tuple[Rule, ...], case: Case) -> Iterator[RuleFinding]:
    """Every finding, by rule, table and row."""
    of = {rule.code: rule for rule in rules}
    for code, table, row in report.failing.sort("rule", "table", "row", nulls_last=True).iter_rows():
        rule = of[code]
        fields = tuple(m.column for m in rule.marks if m.table == table) or tuple(m.column for m in rule.marks)
        child, line = _place(case, table, row)
        shown = None if row is None else row + 1
        yield RuleFinding(code, rule.severity, table, shown, line, fields, child, rule.sentence)


def _place(case, table, row):
    """(the child's number, the line of the file) of a row."""
    if table is None or table.endswith(LAST):
        return None, None
    data = case.tables[table]
    child = data.values[data.table.key][row] if data.table.key else None
    return child, data.raw["_line"][row]
