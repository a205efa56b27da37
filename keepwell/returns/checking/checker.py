"""Running rules over a return: each table's rules in one pass, and an outcome for every rule, run or not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from keepwell.returns.tables import Table

from .bench import Bench
from .case import Case
from .columns import yes
from .facts import Facts
from .frames import ROW
from .outcome import NEEDS, Outcome, could_not_run
from .plan import Plan, plan_of
from .prepared import spoken
from .rules import Rule

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
        self.bench = Bench(case, plan.declared, plan.given)
        self.outcomes = dict(plan.outcomes)
        self.places: dict[str, pl.DataFrame] = {}
        self.failing: list[pl.DataFrame] = []
        if prepare:
            prepare.fill(self.bench)
        self.bench.prepare(plan.batches)

    def report(self):
        for table, written in self.plan.rows.items():
            self._rows(table, written)
        for tables, written in self.plan.pairs.items():
            self._pairs(tables, written)
        for rule in self.plan.places:
            self._each(rule, lambda rule=rule: self._placed(rule))
        for rule in self.plan.returns:
            self._each(rule, lambda rule=rule: self._whole(rule))
        failing = pl.concat([pl.DataFrame(schema=FAILING), *self.failing])
        failed = set(failing["rule"])
        for rule in self.plan.rules:
            self.outcomes.setdefault(rule.code, Outcome("failed" if rule.code in failed else "passed"))
        return Report(self.outcomes, failing, self.places)

    def _wrong(self, code, table, rows):
        rows = rows.cast(pl.Int64).alias(ROW).to_frame()
        self.failing.append(rows.select(pl.lit(code).alias("rule"), pl.lit(table, dtype=pl.Utf8).alias("table"), ROW))

    def _each(self, rule, run):
        try:
            run()
        except Exception as trouble:
            self.outcomes[rule.code] = could_not_run(trouble)

    # rules over rows

    def _rows(self, table, written):
        """All rules of a table at once; if that fails, one by one."""
        try:
            self._at_once(table, written)
        except Exception:
            for one in written:
                self._each(one.rule, lambda one=one: self._at_once(table, [one]))

    def _at_once(self, table, written):
        frame = self.bench.frame(table)
        if not frame.height:
            return
        wrong = frame.select(pl.col(ROW), *(one.wrong.alias(one.rule.code) for one in written))
        for code in _failed(wrong):
            self._wrong(code, table, wrong[ROW].filter(wrong[code]))

    # rules over pairs

    def _pairs(self, tables, written):
        try:
            self._side_by_side(tables, written)
        except Exception:
            for one in written:
                self._each(one.rule, lambda one=one: self._side_by_side(tables, [one]))

    def _side_by_side(self, tables, written):
        """Both tables' rows of each child side by side, then the rules over the pairs."""
        found = {one.rule: [] for one in written}
        for pairs in self.bench.pairs(*tables, spoken(*(one.wrong for one in written))):
            wrong = pairs.select("a." + ROW, "b." + ROW, *(yes(one.wrong).alias(one.rule.code) for one in written))
            failed = _failed(wrong)
            for one in written:
                if one.rule.code in failed:
                    found[one.rule].append(wrong.filter(one.rule.code).select("a." + ROW, "b." + ROW))
        for rule, parts in found.items():
            if parts:
                self._of_pairs(rule, pl.concat(parts))

    def _of_pairs(self, rule, pairs):
        rows = {}
        for table, side in zip(rule.pairs, ("a.", "b."), strict=True):
            if table in rule.reports:
                rows.setdefault(table, []).append(pairs[side + ROW].alias(ROW))
        for table, parts in rows.items():
            self._wrong(rule.code, table, pl.concat(parts).unique(maintain_order=True))

    # rules that say more than rows

    def _placed(self, rule):
        """The rows of every place that the rule marks; the places themselves are kept in the report."""
        self.places[rule.code] = places = rule.locates(self.bench)
        rows = places.select("table", ROW).unique(maintain_order=True)
        told = rows.select(pl.lit(rule.code).alias("rule"), "table", pl.col(ROW).cast(pl.Int64))
        self.failing.append(told)

    def _whole(self, rule):
        if rule.wrong(self.bench):
            self.failing.append(pl.DataFrame([(rule.code, None, None)], schema=FAILING, orient="row"))


def _failed(wrong):
    """The names of the rules of which a row is wrong."""
    bools = wrong.select(pl.col(pl.Boolean).any())
    return {name for name, any_ in zip(bools.columns, bools.row(0), strict=True) if any_} if bools.width else set()
