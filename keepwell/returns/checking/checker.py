"""Running rules over a return: each table's rules in one pass, and an outcome for every rule, run or not."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress

import polars as pl

from keepwell.returns.tables import Table

from .bench import Bench
from .case import Case
from .facts import Facts
from .frames import ROW
from .outcome import NEEDS, Outcome, could_not_run
from .plan import Plan, plan_of
from .prepared import spoken
from .rules import Beside, Rule

__all__ = ["NEEDS", "Derivation", "Outcome", "Report", "check"]
FAILING = {"rule": pl.Utf8, "table": pl.Utf8, ROW: pl.Int64}


@dataclass(frozen=True)
class Derivation:
    """What a collection derives before its rules are run.

    untold      case -> (table, column) that cannot be derived -> the input that is lacking
    fill        bench -> None: fills the derived columns
    """

    untold: Callable[[Case], Mapping[tuple[str, str], str]]
    fill: Callable[[Bench], None]


@dataclass
class Report:
    """Outcomes by rule, and failing rows: a frame of rule, table, row (0-based; null for the whole return).

    places: rule -> frame of table, column, row, group: the marked places of rules that tell them one by one. Places of
    one group are shown together; a place without a group stands alone.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    failing: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FAILING))
    places: dict[str, pl.DataFrame] = field(default_factory=dict)

    def rows(self, code: str, table: str | None = None) -> list[int]:
        """The failing rows of one rule, in file order."""
        mine = self.failing.filter(pl.col("rule") == code)
        if table:
            mine = mine.filter(pl.col("table") == table)
        return mine.sort("table", ROW)[ROW].to_list()


def check(case: Case, rules: Sequence[Rule], declared: dict[str, Table], prepare: Derivation | None = None) -> Report:
    """Run `rules` over `case`. A rule that cannot be run says so and disturbs no other.

    A tuple of rules is planned once and the plan kept for the next return of the same kind.
    """
    plan = plan_of(rules, Facts.of(case, prepare.untold(case) if prepare else {}), declared)
    return _Run(plan, case, prepare).report()


class _Run:
    """One plan carried out over one case."""

    def __init__(self, plan: Plan, case: Case, prepare: Derivation | None):
        self.plan = plan
        self.bench = Bench(case, plan.declared, plan.given, plan.groups)
        self.outcomes = dict(plan.outcomes)
        self.found = defaultdict(dict)  # rule -> where (a table, or Beside) -> frame of wrong rows, or pairs of rows
        if prepare:
            prepare.fill(self.bench)
        self.bench.prepare(plan.batches)

    def report(self):
        for table, written in self.plan.rows.items():
            self._all(self._of_rows, table, written)
        for beside, written in self.plan.pairs.items():
            self._all(self._of_pairs, beside, written)
        failing, places = [pl.DataFrame(schema=FAILING)], {}
        for rule in self.plan.rules:
            if rule in self.found:
                self._each(rule, lambda rule=rule: failing.extend(self._rows_of(rule, places)))
        for rule in self.plan.returns:
            self._each(rule, lambda rule=rule: failing.extend(self._whole(rule)))
        failing = pl.concat(failing)
        failed = set(failing["rule"])
        for rule in self.plan.rules:
            self.outcomes.setdefault(rule.code, Outcome("failed" if rule.code in failed else "passed"))
        return Report(self.outcomes, failing, places)

    def _all(self, run, where, written):
        """All rules of a table (or pair of tables) at once; if that fails, one by one."""
        try:
            run(where, written)
        except Exception:
            for one in written:
                self._each(one.rule, lambda one=one: run(where, [one]))

    def _each(self, rule, run):
        try:
            run()
        except Exception as trouble:
            self.outcomes[rule.code] = could_not_run(trouble)

    def _of_rows(self, table, written):
        frame = self.bench.frame(table)
        if frame.height:
            self._keep(table, written, frame, [ROW])

    def _of_pairs(self, beside, written):
        """Both tables' rows side by side, then the rules over the pairs."""
        columns = spoken(*(one.wrong for one in written))
        for pairs in self.bench.pairs(beside.group, beside.left, beside.right, columns, beside.how):
            if pairs.height:
                self._keep(beside, written, pairs, ["a." + ROW, "b." + ROW])

    def _keep(self, where, written, rows, names):
        """Keep the rows of which a rule is true. Most rules are true of none: that is asked first, of all at once."""
        anywhere = rows.select(one.wrong.any().alias(one.rule.code) for one in written).row(0)
        for one in compress(written, anywhere):
            found, before = rows.filter(one.wrong).select(names), self.found[one.rule].get(where)
            self.found[one.rule][where] = found if before is None else before.vstack(found)

    def _rows_of(self, rule, places):
        """The failing rows of a rule; the places of one that tells them are kept besides."""
        if rule.place:
            places[rule.code] = found = rule.place(self.bench, self.found[rule])
            rows = found.select("table", ROW).unique(maintain_order=True)
            return [rows.select(pl.lit(rule.code).alias("rule"), "table", pl.col(ROW).cast(pl.Int64))]
        return [_failing(rule, table, rows) for table, rows in _by_table(rule, self.found[rule]).items()]

    def _whole(self, rule):
        return [_failing(rule, None, pl.Series([None]))] if rule.wrong(self.bench) else []


def _by_table(rule, found):
    """table -> failing rows, each once."""
    rows = defaultdict(list)
    for where, frame in found.items():
        if isinstance(where, Beside):
            for table, side in ((where.left, "a."), (where.right, "b.")):
                if table in rule.reports:
                    rows[table].append(frame[side + ROW].alias(ROW))
        else:
            rows[where].append(frame[ROW])
    return {table: pl.concat(parts).unique(maintain_order=True) for table, parts in rows.items()}


def _failing(rule, table, rows):
    return pl.DataFrame({ROW: rows.cast(pl.Int64)}).select(
        pl.lit(rule.code).alias("rule"), pl.lit(table, dtype=pl.Utf8).alias("table"), ROW
    )
