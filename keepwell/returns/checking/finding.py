"""What a check found, one failing row at a time, in the words of a data officer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from .case import LAST, Case
from .checker import Report
from .rules import Rule

FOUND = {  # the columns of a frame of findings
    "rule": pl.Utf8,
    "severity": pl.Utf8,  # error or query
    "table": pl.Utf8,  # None, as row, for the whole return
    "row": pl.Int64,  # 1-based in its own file
    "line": pl.Int64,  # 1-based line of that file
    "fields": pl.List(pl.Utf8),
    "child": pl.Utf8,
    "message": pl.Utf8,
}


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


def findings(report: Report, rules: Sequence[Rule], case: Case) -> Iterator[RuleFinding]:
    """Every finding, by rule, table and row, one by one; for many of them `found` is quicker."""
    for one in found(report, rules, case).iter_rows(named=True):
        yield RuleFinding(**one | {"fields": tuple(one["fields"])})


def found(report: Report, rules: Sequence[Rule], case: Case) -> pl.DataFrame:
    """Every finding as a frame with the columns FOUND: in the order of `rules`, then by table and row."""
    failing = report.failing.select("rule", "table", pl.col("row").cast(pl.Int64))
    if failing.is_empty():
        return pl.DataFrame(schema=FOUND)
    said = pl.DataFrame([(n, r.code, r.severity, r.sentence) for n, r in enumerate(rules)],
                        schema=["_order", "rule", "severity", "message"], orient="row")  # fmt: skip
    placed = pl.concat(_placed(case, rows) for rows in failing.partition_by("table"))
    marked = placed.join(_fields(failing, rules), on=["rule", "table"], how="left", nulls_equal=True)
    told = _told(report, marked).join(said, on="rule", how="left").sort("_order", "table", "row", nulls_last=True)
    return told.with_columns(pl.col("row") + 1).select(list(FOUND))


def _placed(case: Case, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of one table with the child's number and the line of the file."""
    table = rows["table"][0]
    nobody = pl.lit(None, dtype=pl.Utf8).alias("child"), pl.lit(None, dtype=pl.Int64).alias("line")
    if table is None or table.endswith(LAST):
        return rows.with_columns(*nobody)
    data = case.tables[table]
    lines = data.raw["_line"].gather(rows["row"]).alias("line")
    if not data.table.key:
        return rows.with_columns(nobody[0], lines)
    return rows.with_columns(data.values[data.table.key].gather(rows["row"]).alias("child"), lines)


def _fields(failing: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """rule, table -> the columns that the rule marks there; all that it marks where it has none in that table."""
    of = {rule.code: rule for rule in rules}
    places = failing.select("rule", "table").unique()
    fields = [_marked(of[code], table) for code, table in places.iter_rows()]
    return places.with_columns(pl.Series("fields", fields, dtype=pl.List(pl.Utf8)))


def _marked(rule: Rule, table: str | None) -> list[str]:
    return [m.column for m in rule.marks if m.table == table] or [m.column for m in rule.marks]


def _told(report: Report, rows: pl.DataFrame) -> pl.DataFrame:
    """The fields of rules that tell their places one by one: those of the row itself."""
    places = [
        frame.select(pl.lit(code).alias("rule"), "table", pl.col("row").cast(pl.Int64), "column")
        for code, frame in report.places.items()
        if frame.height
    ]
    if not places:
        return rows
    own = pl.concat(places).unique(maintain_order=True).group_by("rule", "table", "row", maintain_order=True)
    own = own.agg(pl.col("column").alias("_own"))
    joined = rows.join(own, on=["rule", "table", "row"], how="left")
    return joined.with_columns(pl.coalesce("_own", "fields").alias("fields")).drop("_own")
