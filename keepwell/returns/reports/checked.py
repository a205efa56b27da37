"""What a run yields: one return that was checked, or one that could not be read."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from keepwell.clocks.collection import CollectionYear
from keepwell.returns.findings import Finding
from keepwell.returns.loaded import SourceFile

STATES = ("passed", "failed", "not run", "could not run")
OUTCOMES = {"rule": pl.Utf8, "severity": pl.Utf8, "message": pl.Utf8, "state": pl.Utf8, "reason": pl.Utf8}


@dataclass
class Checked:
    """One return, checked.

    name        by which its findings are told from those of other returns; path: where it was read from
    collection  "ssda903" or "cin"; form: "csv" or "xml"
    year        collection year whose dates count, the year it ends in; start, end: the dates themselves
    ruleset     collection year whose rules and code lists judged it
    children    how many children it speaks of; rows: table -> how many rows
    findings    a frame with the columns FOUND of checking/finding.py, in the order of the rules
    outcomes    a frame with the columns OUTCOMES, a row for each rule asked for; state is one of STATES
    noticed     what the reader had to say; notes: what else must be known, such as whose rules were taken
    troubles    inputs beside the return that could not be read (last year's, a register): findings may be missing
    files       files read, with size and digest; beside: names of last year's files and registers used
    """

    name: str
    path: str
    collection: str
    form: str
    year: int
    ruleset: int
    start: date
    end: date
    children: int
    rows: dict[str, int]
    findings: pl.DataFrame
    outcomes: pl.DataFrame
    checked_at: datetime
    noticed: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()
    files: tuple[SourceFile, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """ "SSDA903 2025-26": which return of which year."""
        return f"{COLLECTIONS[self.collection]} {CollectionYear(self.year).title}"

    @property
    def status(self) -> int:
        """0 without findings, 1 with some, 2 when a rule could not run or an input could not be read."""
        if self.troubles or self.count("could not run"):
            return 2
        return 1 if self.findings.height else 0

    def count(self, state: str) -> int:
        """How many rules have that state."""
        return int((self.outcomes["state"] == state).sum())

    def severity(self, severity: str) -> int:
        """How many findings are errors, or queries."""
        return int((self.findings["severity"] == severity).sum())

    def not_run(self) -> pl.DataFrame:
        """The outcomes of rules that did not run, or could not."""
        return self.outcomes.filter(pl.col("state").is_in(STATES[2:]))

    def by_rule(self) -> pl.DataFrame:
        """Outcomes with `findings` and `children` of each rule, in the order of the rules."""
        counts = self.findings.group_by("rule").agg(
            pl.len().alias("findings"), pl.col("child").drop_nulls().n_unique().alias("children")
        )
        counted = self.outcomes.join(counts, on="rule", how="left", maintain_order="left")
        return counted.with_columns(pl.col("findings", "children").fill_null(0).cast(pl.Int64))

    def by_child(self) -> pl.DataFrame:
        """child, rule, severity, findings: children with most findings first, the rules of each in their order."""
        mine = self.findings.filter(pl.col("child").is_not_null())
        each = mine.group_by("child", "rule", "severity", maintain_order=True).agg(
            pl.len().cast(pl.Int64).alias("findings")
        )
        ranked = each.with_columns(pl.col("findings").sum().over("child").alias("_all"))
        order = pl.DataFrame({"rule": self.outcomes["rule"]}).with_row_index("_order")
        ranked = ranked.join(order, on="rule", how="left")
        return ranked.sort("_all", "child", "_order", descending=[True, False, False]).drop("_all", "_order")


COLLECTIONS = {"ssda903": "SSDA903", "cin": "CIN census"}


@dataclass(frozen=True)
class Unread:
    """A return that could not be checked at all, and why, in one sentence."""

    name: str
    path: str
    why: str

    @property
    def status(self) -> int:
        return 2
