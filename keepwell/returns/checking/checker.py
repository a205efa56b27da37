"""Running rules over a return: each table's rules in one pass, and an outcome for every rule, run or not."""

from collections import defaultdict
from dataclasses import dataclass, field

import polars as pl

from keepwell.returns.tables import Table

from .bench import ROW, Bench
from .case import LAST, Case
from .rules import Rule
from .words import PairWords, Words, yes

PAIRS, RETURN, PLACES = "pairs of rows", "the whole return", "marked places"
NEEDS = {  # an input that rules may need -> (is it there?, the reason when it is not)
    "previous year": (lambda case: case.has_last, "no previous year's return was given"),
    "provider register": (lambda case: case.providers is not None, "no provider register was given"),
    "postcodes": (lambda case: case.postcodes is not None, "no postcode directory is loaded"),
    "reference date": (lambda case: case.reference is not None, "the Header gives no reference date that can be read"),
    "UASC flags": (lambda case: True, "the return does not say who is an unaccompanied asylum-seeking child"),
    "UASC flags_last": (lambda case: True, "last year's return does not say who was an unaccompanied child"),
    "local authority": (lambda case: case.authority is not None, "the returning authority is not known"),
}


@dataclass(frozen=True)
class Outcome:
    """What became of one rule: "passed", "failed", "not run" or "could not run", with the reason."""

    state: str
    why: str = ""


@dataclass
class Report:
    """Outcomes by rule, and failing rows: a frame of rule, table, row (0-based; null for the whole return).

    places: rule -> frame of table, column, row, group: the marked places of rules that tell them one by one. Places of
    one group are shown together; a place without a group stands alone.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    failing: pl.DataFrame = field(default_factory=lambda: _rows([]))
    places: dict[str, pl.DataFrame] = field(default_factory=dict)

    def rows(self, code: str, table: str | None = None) -> list[int]:
        """The failing rows of one rule, in file order."""
        mine = self.failing.filter(pl.col("rule") == code)
        if table:
            mine = mine.filter(pl.col("table") == table)
        return mine.sort("table", ROW)[ROW].to_list()


def check(case: Case, rules: list[Rule], declared: dict[str, Table], prepare=None) -> Report:
    """Run `rules` over `case`. A rule that cannot be run says so and disturbs no other.

    `prepare(bench)` is called before any rule: it fills the columns that the collection derives from others.
    """
    bench, report = Bench(case, declared), Report()
    if prepare:
        prepare(bench)
    plans = defaultdict(list)
    for rule in rules:
        if reason := _reason(rule, case):
            report.outcomes[rule.code] = Outcome("not run", reason)
        else:
            _plan(rule, bench, report, plans)
    failing = []
    for table, planned in plans.items():
        failing += _rows_wrong(bench, table, planned, report)
    report.failing = _rows(failing)
    failed = set(report.failing["rule"])
    for rule in rules:
        report.outcomes.setdefault(rule.code, Outcome("failed" if rule.code in failed else "passed"))
    return report


def _reason(rule, case):
    """Why the rule is not run at all, or ''."""
    if not rule.applies_in(case.year):
        return "it does not apply to this collection year"
    if case.form not in rule.forms:
        return f"it is for {' and '.join(sorted(rule.forms)).upper()} returns"
    for need in sorted(rule.needs):
        there, reason = NEEDS[need]
        if not there(case):
            return reason
    missing = sorted({m.table for m in rule.marks if m.table not in case.tables} - rule.optional)
    return f"the table {missing[0]} is not in the return" if missing else ""


def _plan(rule, bench, report, plans):
    """Write the rule's expression down, and see which tables and derived columns it speaks of."""
    bench.touched, bench.needed = set(), set()
    try:
        written = _written(rule, bench)
    except Exception as trouble:
        report.outcomes[rule.code] = _could_not(trouble)
        return
    gone = sorted(t for t in bench.touched if not bench.is_loaded(t) and t not in rule.optional)
    if gone:
        named = f"last year's table {gone[0].removesuffix(LAST)}" if gone[0].endswith(LAST) else f"the table {gone[0]}"
        report.outcomes[rule.code] = Outcome("not run", f"{named} is not in the return")
    elif bench.needed:
        report.outcomes[rule.code] = Outcome("not run", NEEDS[min(bench.needed)][1])
    else:
        for place, planned in written:
            plans[place].append((rule, planned))


def _written(rule, bench):
    """Pairs of where the rule is run and what is run there."""
    if rule.locates:
        return [(PLACES, None)]
    if rule.pairs:
        left, right = PairWords(bench, rule.pairs[0], "a."), PairWords(bench, rule.pairs[1], "b.")
        return [(PAIRS, (left, right, rule.wrong(left, right)))]
    if not rule.reports:
        return [(RETURN, None)]
    beside = dict(rule.also)
    for table in rule.reports:
        bench.touch(table)
    there = [table for table in rule.reports if bench.is_loaded(table)]
    return [(t, _beside(rule, bench, t) if t in beside else rule.wrong(Words(bench, t))) for t in there]


def _beside(rule, bench, table):
    """The rows of a further table that are reported with a failing row of the same child."""
    row, which = Words(bench, table), dict(rule.also)[table]
    failing = row.any(rule.reports[0], rule.wrong)
    return failing & which(row) if which else failing


def _could_not(trouble):
    return Outcome("could not run", type(trouble).__name__)


def _rows_wrong(bench, table, planned, report):
    if table == PAIRS:
        return [row for one in planned for row in _pairs_wrong(*one, report)]
    if table == PLACES:
        return [row for rule, _ in planned for row in _placed(bench, rule, report)]
    if table == RETURN:
        return [row for rule, _ in planned for row in _return_wrong(bench, rule, report)]
    try:
        return _all_at_once(bench, table, planned)
    except Exception:
        return [row for one in planned for row in _alone(bench, table, one, report)]


def _all_at_once(bench, table, planned):
    frame = bench.ready(table)
    wrong = frame.select(yes(e.cast(pl.Boolean)).alias(rule.code) for rule, e in planned)
    return [(c.name, table, row) for c in wrong if c.any() for row in c.arg_true().to_list()]


def _alone(bench, table, one, report):
    try:
        return _all_at_once(bench, table, [one])
    except Exception as trouble:
        report.outcomes[one[0].code] = _could_not(trouble)
        return []


def _pairs_wrong(rule, planned, report):
    """Both tables' rows of each child side by side, then the rule over the pairs."""
    left, right, wrong = planned
    try:
        rows = left.rows(wrong).join(right.rows(wrong), left_on="a._key", right_on="b._key").filter(yes(wrong))
    except Exception as trouble:
        report.outcomes[rule.code] = _could_not(trouble)
        return []
    found = [
        (rule.code, table, row)
        for table, side in zip(rule.pairs, ("a.", "b."), strict=True)
        if table in rule.reports
        for row in rows[side + ROW].unique(maintain_order=True).to_list()
    ]
    return list(dict.fromkeys(found))


def _placed(bench, rule, report):
    """The rows of every place that the rule marks; the places themselves are kept in the report."""
    try:
        places = rule.locates(bench)
    except Exception as trouble:
        report.outcomes[rule.code] = _could_not(trouble)
        return []
    report.places[rule.code] = places
    rows = places.select("table", ROW).unique(maintain_order=True)
    return [(rule.code, table, row) for table, row in rows.rows()]


def _return_wrong(bench, rule, report):
    try:
        return [(rule.code, None, None)] if rule.wrong(bench) else []
    except Exception as trouble:
        report.outcomes[rule.code] = _could_not(trouble)
        return []


def _rows(found):
    schema = {"rule": pl.Utf8, "table": pl.Utf8, ROW: pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")
