"""A plan: the rules of a run written down as expressions, and the columns to prepare for them, in order.

Writing rules down asks nothing of a return's rows, only its Facts. So a plan is kept: the next return of which the same
is known is checked by the same plan.
"""

from collections import defaultdict
from dataclasses import dataclass

import polars as pl

from keepwell.returns.tables import Table

from .beside import of_pair
from .case import LAST
from .columns import yes
from .facts import Facts
from .frames import GIVEN, GROUPS, whose
from .outcome import NEEDS, Outcome, could_not_run
from .prepared import Prepared, of
from .rules import Beside, Rule
from .words import Words

KEPT = 16  # plans: a process checks returns of few kinds


@dataclass(frozen=True)
class Written:
    """A rule over the rows of one table, or over pairs of rows: what is wrong of them."""

    rule: Rule
    wrong: pl.Expr


class Plan:
    """Rules written down for returns of which `facts` hold; `declared` are the tables of the collection by name.

    outcomes    code -> Outcome of the rules that are not run, or could not be written
    rows        table -> Written rules over its rows
    pairs       Beside -> Written rules over pairs of rows
    returns     rules about the whole return
    batches     prepared columns in the order of making, in lists of those made together
    given       (table, column) whose text as it stood in the file is spoken of
    groups      what rows have in common, as far as it is spoken of
    """

    def __init__(self, rules: tuple[Rule, ...], facts: Facts, declared: dict[str, Table]):
        self.facts, self.declared, self.rules = facts, declared, rules
        self.outcomes: dict[str, Outcome] = {}
        self.rows: dict[str, list[Written]] = defaultdict(list)
        self.pairs: dict[Beside, list[Written]] = defaultdict(list)
        self.returns: list[Rule] = []
        self._wanted: dict[tuple[str, str], Prepared] = {}
        self._touched: set[str] = set()  # tables that the rule being written speaks of
        self._lacking: set[str] = set()  # inputs that it lacks
        for rule in rules:
            self._take(rule)
        needed = self._needed(self._spoken())
        self.batches = self._in_batches(needed)
        self.given = frozenset(each for each in needed if each[1].startswith(GIVEN))
        self.groups = tuple(group for group in GROUPS if group == "child" or self._groups(group))

    # while rules are written

    def table(self, name: str) -> Table:
        return self.declared[name.removesuffix(LAST)]

    def is_loaded(self, name: str) -> bool:
        return name in self.facts.tables

    def touch(self, name: str) -> None:
        """The rule being written speaks of a table."""
        self._touched.add(name)

    def speak(self, table: str, column: str) -> None:
        """The rule being written speaks of a column; of a derived one nobody may be able to tell."""
        if (table, column) in self.facts.untold:
            self.lack(self.facts.untold[table, column])

    def lack(self, need: str) -> None:
        """The rule being written needs an input that is not there."""
        self._lacking.add(need)

    def want(self, column: Prepared) -> pl.Expr:
        """Ask for a prepared column. Returns its expression."""
        self._wanted.setdefault((column.table, column.name), column)
        return pl.col(column.name)

    # one rule

    def _take(self, rule):
        if reason := self._reason(rule):
            self.outcomes[rule.code] = Outcome("not run", reason)
            return
        self._touched, self._lacking = set(), set()
        try:
            written = list(self._write(rule))
        except Exception as trouble:
            self.outcomes[rule.code] = could_not_run(trouble)
            return
        if reason := self._lacks(rule):
            self.outcomes[rule.code] = Outcome("not run", reason)
        elif not rule.reports:
            self.returns.append(rule)
        for where, wrong in written if rule.code not in self.outcomes else ():
            (self.pairs if isinstance(where, Beside) else self.rows)[where].append(Written(rule, yes(wrong)))

    def _reason(self, rule):
        """Why the rule is not run at all, or ''."""
        if not rule.applies_in(self.facts.ruleset):
            return "it does not apply to this collection year"
        if self.facts.form not in rule.forms:
            return f"it is for {' and '.join(sorted(rule.forms)).upper()} returns"
        if rule.whole and not self.facts.whole:
            return "it asks about the whole return, not one child"
        for need in sorted(rule.needs):
            there, reason = NEEDS[need]
            if not there(self.facts):
                return reason
        missing = sorted({m.table for m in rule.marks} - self.facts.tables - rule.optional)
        return f"the table {missing[0]} is not in the return" if missing else ""

    def _lacks(self, rule):
        """What was found lacking while the rule was written, or ''."""
        if gone := sorted(self._touched - self.facts.tables - rule.optional):
            last = gone[0].endswith(LAST)
            named = f"last year's table {gone[0].removesuffix(LAST)}" if last else f"the table {gone[0]}"
            return f"{named} is not in the return"
        return NEEDS[min(self._lacking)][1] if self._lacking else ""

    def _write(self, rule):
        """Pairs of where the rule is asked (a table, or Beside) and what is wrong there."""
        if rule.write:
            yield from rule.write(self)
        elif rule.pairs:
            left, right = Words(self, rule.pairs[0], "a."), Words(self, rule.pairs[1], "b.")
            yield Beside(*rule.pairs), rule.wrong(left, right)
        else:
            yield from self._write_rows(rule)

    def _write_rows(self, rule):
        beside = dict(rule.also)
        for table in rule.reports:
            self.touch(table)
        for table in filter(self.is_loaded, rule.reports):
            wrong = self._beside(rule, table) if table in beside else rule.wrong(Words(self, table))
            yield table, wrong.cast(pl.Boolean)

    def _beside(self, rule, table):
        """The rows of a further table that are reported with a failing row of the same child."""
        row, which = Words(self, table), dict(rule.also)[table]
        failing = row.any(rule.reports[0], rule.wrong)
        return failing & which(row) if which else failing

    # what they need

    def say(self, table: str, words) -> tuple[pl.Expr, list[list[Prepared]]]:
        """What a function of a table's Words says, and the columns to prepare for it."""
        said = words(Words(self, table))
        return said, self._in_batches(self._needed(of(table, said)))

    def _spoken(self):
        for table, written in self.rows.items():
            yield from of(table, *(one.wrong for one in written))
        for beside, written in self.pairs.items():
            yield from of_pair(beside.left, beside.right, *(one.wrong for one in written))

    def _groups(self, group):
        """Does a rule or a prepared column speak of rows that have this in common?"""
        made = (column for batch in self.batches for column in batch)
        spoken = any(name.endswith(whose(group)) for _, name in self._spoken())
        return (
            spoken or any(b.group == group for b in self.pairs) or any(getattr(c, "group", "") == group for c in made)
        )

    def _needed(self, spoken):
        """Every column that is spoken of, itself or by way of others."""
        waiting, needed = list(spoken), {}
        while waiting:
            each = waiting.pop()
            if each not in needed:
                needed[each] = True
                waiting += self._wanted[each].needs if each in self._wanted else ()
        return needed

    def _in_batches(self, needed):
        """The prepared columns in an order in which each comes after those it needs; alike ones together."""
        steps, batches = {}, defaultdict(list)
        for column in (self._wanted[each] for each in needed if each in self._wanted):
            batches[self._step(column, steps), column.batch].append(column)
        return [batches[each] for each in sorted(batches, key=lambda each: (each[0], str(each[1])))]

    def _step(self, column, steps):
        if column not in steps:
            steps[column] = 0  # a column that needs itself fails when it is made
            below = [self._step(self._wanted[each], steps) for each in column.needs if each in self._wanted]
            steps[column] = 1 + max(below, default=0)
        return steps[column]


_plans: list[Plan] = []


def plan_of(rules, facts: Facts, declared: dict[str, Table]) -> Plan:
    """The plan of these rules for returns of which `facts` hold, kept from last time when there is one."""
    for kept in _plans:
        if kept.rules is rules and kept.declared is declared and kept.facts == facts:
            return kept
    made = Plan(rules, facts, declared)
    if isinstance(rules, tuple):
        _plans[:] = [made, *_plans[: KEPT - 1]]
    return made
