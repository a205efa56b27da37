"""The words in which rules are written: columns, neighbours, partners, and what holds of a child's other rows.

A rule is given the `Words` of its table and returns one Polars expression that is true of a row that is wrong. A word
is prepared only when a rule says it. Comparisons with a missing value are false, as everywhere in the return's rules.

    e.DEC                        the value of a column; missing when empty or unreadable
    e.given.DEC                  its text as it stood in the file
    e.unreadable.DEC             is there text that could not be read?
    e.any_filled("LS", "DEC")    is one of these columns filled? e.any_empty("LS", "DEC"): is one of them not?
    e.unknown.LS                 is there a code that the column's list does not hold in this collection year?
    e.previous.DEC, e.next.DEC   the neighbour of the same child in the table's order; .exists says whether there is one
    e.before(by).DEC, e.after(by).DEC   the neighbour in another order
    e.child.DOB                  the first row of the same child in the table of children
    e.of.OC2.SDQ_SCORE           the first row of the same child in another table; .exists
    e.any("Reviews", where)      has the child a row in that table for which `where` holds?
    e.count("Missing", where)    how many
    e.any_with("Reviews", both)  has the child a row in that table for which `both(this row, that row)` holds?
    e.first(where)               is it the earliest of the child's rows for which `where` holds? e.last(where): latest?
    e.year.start, e.year.end     the collection dates; e.year.holds(day)
    e.case                       what is checked: which tables are there, csv or xml
"""

import polars as pl

from keepwell.codes import code_set

from .beside import AnyWith
from .case import LAST
from .columns import NUMBERS, ORDER, Columns, Year, called, years_after, yes
from .frames import CHILD, GIVEN, each
from .neighbours import Neighbours
from .of_each import Chosen, Count, Held, IsChosen
from .partner import Partner
from .prepared import Made, Said, of

__all__ = ["ORDER", "Words", "years_after", "yes"]


class Words(Neighbours):
    """The words of one table, for the plan that the rules are written into.

    `side` is that of a pair of rows, "a." or "b.": each word is then a column that carries the side's name.
    """

    def __init__(self, plan, table: str, side: str = ""):
        plan.touch(table)
        self._plan, self._table, self._side = plan, table, side

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        table = self._plan.table(self._table)
        if not (name in table.names or any(c.name == name for c in table.derived)):
            raise AttributeError(f"{self._table} has no column and no word {name}")
        self._plan.speak(self._table, name)
        return self._say(pl.col(name))

    def _say(self, expression):
        """What a rule gets for a word."""
        if not self._side:
            return expression
        if expression.meta.is_column():
            return pl.col(self._side + expression.meta.output_name())
        name = f"said#{next(NUMBERS)}"
        self._plan.want(Said(self._table, name, expression))
        return pl.col(self._side + name)

    # the row itself

    @property
    def table(self):
        """The name of the row's table, for a rule that is asked of several."""
        return self._table

    @property
    def given(self):
        return Columns(lambda column: self._say(pl.col(GIVEN + column)), self._check)

    @property
    def unreadable(self):
        return Columns(lambda c: self._say(pl.col(GIVEN + c).is_not_null() & pl.col(c).is_null()), self._check)

    @property
    def unknown(self):
        return Columns(self._unknown, self._check)

    def _unknown(self, column):
        codes = code_set(self._plan.table(self._table)[column].codes).for_year(self._plan.facts.ruleset).codes
        return self._say(pl.col(column).is_not_null() & ~pl.col(column).is_in(list(codes)))

    @property
    def case(self):
        """What is known of the return before its rows are looked at: see Facts."""
        return self._plan.facts

    def lack(self, need):
        """The rule finds while it is written down that it cannot be run: an input it needs is not there."""
        self._plan.lack(need)

    @property
    def year(self):
        return Year(self._plan.facts)

    def _check(self, column):
        table = self._plan.table(self._table)
        if column not in table.names and all(c.name != column for c in table.derived):
            raise AttributeError(f"{self._table} has no column {column}")
        self._plan.speak(self._table, column)

    def any_filled(self, *columns):
        """Is one of the columns filled? A date must be readable; of any other column every text counts."""
        return pl.any_horizontal(self._filled(column) for column in columns)

    def any_empty(self, *columns):
        """Is one of the columns not filled?"""
        return pl.any_horizontal(~self._filled(column) for column in columns)

    def _filled(self, column):
        self._check(column)
        declared = self._plan.table(self._table).by_name.get(column)
        dated = declared is None or declared.kind in ("date", "partial date")
        return self._say(pl.col(column if dated else GIVEN + column)).is_not_null()

    def prepared(self, word, what, make, *of_columns):
        """A column that `make(bench)` works out when the rule is run, from expressions over this table.

        `what` is the condition that it is made of: rules that ask with the same named one share it.
        """
        return self._want(Made(self._table, called(word, what), make, of(self._table, *of_columns)))

    def _want(self, column):
        return self._say(self._plan.want(column))

    # the child's other rows

    @property
    def child(self):
        return self.partner("Header")

    @property
    def of(self):
        return Columns(self.partner, lambda table: self._plan.table(table))

    def partner(self, table, where=None, *, latest=False):
        """The child's first row of `table`; with `where`, the first for which it holds; `latest`: the last by date.

        By date means the earliest (or latest) valid date of the table's order, and the first in the file of equals;
        without `where` and `latest` it is the first of the file.
        """
        other = Words(self._plan, table)
        if not where and not latest:
            return Partner(self, other, self._chosen(f"of({table})", table))
        name = f"{'latest' if latest else 'earliest'}({called(table, where)})"
        by = ORDER[table.removesuffix(LAST)][0]
        return Partner(self, other, self._chosen(name, table, where(other) if where else None, by, latest))

    def _chosen(self, name, other, where=None, by=None, latest=False, group=CHILD):
        """One row of each child (...) in a table."""
        return Chosen(each(group), name, group, other, where, by, latest)

    def any(self, table, where=None):
        """Has the child a row in `table` for which `where` (given that table's words) holds?"""
        return self._count(table, where).gt(0)

    def count(self, table, where=None):
        """How many rows of the child in `table` hold `where`."""
        return self._count(table, where)

    def _count(self, table, where, group=CHILD):
        other = type(self)(self._plan, table)
        holds = where(other) if where else None
        name = f"count({called(table, where)})"
        self._plan.want(Held(each(group), name, group, table, holds))
        return self._want(Count(self._table, f"{group}.{name}", group, name))

    def any_with(self, table, both):
        """Has the child a row in `table` for which `both(this row, that row)` holds?"""
        mine, other = Words(self._plan, self._table, "a."), Words(self._plan, table, "b.")
        return self._want(AnyWith(self._table, called(f"any with {table}", both), table, yes(both(mine, other))))

    def first(self, where=None, *, by=None):
        """Is this the row with the child's earliest valid date among those for which `where` holds?"""
        return self._extreme(where, by, latest=False)

    def last(self, where=None, *, by=None):
        """Is this the row with the child's latest valid date among those for which `where` holds? First of equals."""
        return self._extreme(where, by, latest=True)

    def _extreme(self, where, by, latest):
        by = by or ORDER[self._table.removesuffix(LAST)][0]
        name = f"{'last' if latest else 'first'}({called(f'{self._table} by {by}', where)})"
        holds = where(type(self)(self._plan, self._table)) if where else None
        self._plan.want(self._chosen(name, self._table, holds, by, latest))
        return self._want(IsChosen(self._table, f"is {name}", CHILD, name))
