"""What a report over one or many returns needs at its end: sums, and the first few rows of each rule."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from .checked import STATES, Checked, Unread

LINES = 5  # named of those that a sentence is said of


@dataclass(frozen=True)
class About:
    """A return without its findings: how many there were, and how it was read."""

    name: str
    path: str
    title: str
    form: str
    year: int
    ruleset: int
    children: int
    rows: dict[str, int]
    errors: int
    queries: int
    states: dict[str, int]
    notes: tuple[str, ...]
    noticed: Counter
    files: tuple
    beside: tuple[str, ...]
    checked_at: object
    told: tuple[str, ...] = ()

    @property
    def findings(self) -> int:
        return self.errors + self.queries


def about(checked: Checked, keep: int = 0) -> About:
    """The account of a return; `keep` of the reader's sentences that are more than notes stay with it."""
    return About(
        checked.name, checked.path, checked.title, checked.form, checked.year, checked.ruleset, checked.children,
        checked.rows, checked.severity("error"), checked.severity("query"),
        {state: checked.count(state) for state in STATES}, checked.notes + checked.troubles,
        Counter(one.kind for one in checked.noticed), checked.files, checked.beside, checked.checked_at,
        tuple(told(checked.noticed, keep)),
    )  # fmt: skip


def told(noticed, keep: int) -> list[str]:
    """The first sentences of the reader that are more than notes; one that is said of many lines is said once."""
    lines = {}
    for one in noticed:
        if one.kind not in ("note", "unknown code"):
            lines.setdefault((one.file, one.text), []).append(one.line)
    return [f"{file}{_lines(at)}: {text}" for (file, text), at in list(lines.items())[:keep]]


def _lines(at):
    """ ", line 4", ", lines 4, 7, 9, 12 and 3 more"."""
    known = [f"{line}" for line in at if line is not None]
    if len(known) <= 1:
        return f", line {known[0]}" if known else ""
    more = f" and {len(known) - LINES:,} more" if len(known) > LINES else ""
    return f", lines {', '.join(known[:LINES])}{more}"


@dataclass
class Totals:
    """Sums over the returns added so far. keep: how many rows of each rule are kept, over all returns."""

    keep: int = 0
    returns: list[About] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    shown: Counter = field(default_factory=Counter)
    rows: dict[str, list[tuple]] = field(default_factory=dict)
    _rules: list[pl.DataFrame] = field(default_factory=list)
    _children: list[pl.DataFrame] = field(default_factory=list)

    def add(self, checked: Checked) -> None:
        named = pl.lit(checked.name).alias("return")
        self.returns.append(about(checked, keep=self.keep))
        self._rules.append(checked.by_rule().select(named, pl.all()))
        self._children.append(checked.by_child().select(named, pl.all()))
        if self.keep:
            self._keep_rows(checked)

    def _keep_rows(self, checked):
        first = checked.findings.group_by("rule", maintain_order=True).head(self.keep)
        for row in first.select("rule", "child", "table", "row", "line", "fields").iter_rows():
            kept = self.rows.setdefault(row[0], [])
            if len(kept) < self.keep:
                kept.append((checked.name, *row[1:]))

    def by_rule(self) -> pl.DataFrame:
        """rule, severity, message, findings, children, returns (with findings) and state, over all returns."""
        if not self._rules:
            return pl.DataFrame(schema={"rule": pl.Utf8, "severity": pl.Utf8, "findings": pl.Int64})
        every = pl.concat(self._rules)
        states = [(pl.col("state") == state).sum().alias(state) for state in STATES]
        sums = every.group_by("rule", maintain_order=True).agg(
            pl.col("severity", "message").first(), pl.col("findings", "children").sum(),
            (pl.col("findings") > 0).sum().alias("returns"), *states,
        )  # fmt: skip
        return sums.with_columns(pl.struct(STATES).map_elements(_state, return_dtype=pl.Utf8).alias("state"))

    def failing(self) -> pl.DataFrame:
        """Rules with findings, most findings first."""
        rules = self.by_rule()
        return (
            rules.filter(pl.col("findings") > 0).sort("findings", descending=True, maintain_order=True)
            if rules.height
            else rules
        )

    def by_child(self) -> pl.DataFrame:
        """return, child, rule, severity, findings: the children with most findings first."""
        if not self._children:
            return pl.DataFrame(schema={"return": pl.Utf8, "child": pl.Utf8, "rule": pl.Utf8, "findings": pl.Int64})
        every = pl.concat(self._children)
        whole = every.with_columns(pl.col("findings").sum().over("return", "child").alias("_all"))
        return whole.sort("_all", descending=True, maintain_order=True).drop("_all")

    def not_run(self) -> pl.DataFrame:
        """return, rule, severity, state, reason of every rule that did not run, or could not."""
        wanted = ("return", "rule", "severity", "state", "reason")
        if not self._rules:
            return pl.DataFrame(schema=dict.fromkeys(wanted, pl.Utf8))
        return pl.concat(self._rules).filter(pl.col("state").is_in(STATES[2:])).select(wanted)

    def reasons(self) -> list[tuple[str, str, list[str], int]]:
        """(state, reason, the rules, in how many returns) of what did not run, what could not first."""
        found = (
            self.not_run()
            .group_by("state", "reason", maintain_order=True)
            .agg(pl.col("rule").unique(maintain_order=True), pl.col("return").n_unique().alias("returns"))
        )
        return sorted(found.iter_rows(), key=lambda one: one[0] == "not run")

    @property
    def findings(self) -> int:
        return sum(one.findings for one in self.returns)


def _state(counts):
    """ "failed", or where returns differ "failed in 3, passed in 150"."""
    there = {state: n for state, n in counts.items() if n}
    if len(there) == 1:
        return next(iter(there))
    order = ("could not run", "failed", "passed", "not run")
    return ", ".join(f"{state} in {there[state]:,}" for state in order if state in there)


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 finding", "2,675 findings"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sums(one: About) -> str:
    """ "109 findings (97 errors, 12 queries)"."""
    parts = ", ".join((counted(one.errors, "error"), counted(one.queries, "query", "queries")))
    return f"{counted(one.findings, 'finding')} ({parts})"


def outcomes(one: About) -> str:
    """ "280 passed, 8 failed, 27 not run, 0 could not run"."""
    return ", ".join(f"{one.states[state]:,} {state}" for state in ("passed", "failed", "not run", "could not run"))


def noticed(one: About) -> str:
    """ "3 × unreadable cell, 1 × unknown file": what the reader had to say."""
    return ", ".join(f"{n:,} × {kind}" for kind, n in one.noticed.most_common())
