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

from .bench import GIVEN, ROW, Bench
from .case import LAST
from .columns import NUMBERS, ORDER, Columns, Year, called, years_after, yes
from .neighbours import Neighbours
from .partner import Partner

__all__ = ["ORDER", "PairWords", "Words", "years_after", "yes"]


class Words(Neighbours):
    """The words of one table in one run."""

    def __init__(self, bench: Bench, table: str):
        bench.touch(table)
        self._bench, self._table = bench, table

    def __getattr__(self, name):
        table = self._bench.table(self._table)
        if name.startswith("_") or not (name in table.names or any(c.name == name for c in table.derived)):
            raise AttributeError(f"{self._table} has no column and no word {name}")
        self._bench.speak(self._table, name)
        return self._say(pl.col(name))

    def _say(self, expression):
        """What a rule gets for a word; a pair of tables says it differently."""
        return expression

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
        codes = code_set(self._bench.table(self._table)[column].codes).for_year(self._bench.case.year).codes
        return self._say(pl.col(column).is_not_null() & ~pl.col(column).is_in(list(codes)))

    @property
    def bench(self):
        """The run's work bench, for the words that a collection adds to these."""
        return self._bench

    @property
    def case(self):
        return self._bench.case

    def lack(self, need):
        """The rule finds while it is written down that it cannot be run: an input it needs is not there."""
        self._bench.needed.add(need)

    @property
    def year(self):
        return Year(self._bench.case)

    def _check(self, column):
        table = self._bench.table(self._table)
        if column not in table.names and all(c.name != column for c in table.derived):
            raise AttributeError(f"{self._table} has no column {column}")
        self._bench.speak(self._table, column)

    def any_filled(self, *columns):
        """Is one of the columns filled? A date must be readable; of any other column every text counts."""
        return pl.any_horizontal(self._filled(column) for column in columns)

    def any_empty(self, *columns):
        """Is one of the columns not filled?"""
        return pl.any_horizontal(~self._filled(column) for column in columns)

    def _filled(self, column):
        self._check(column)
        declared = self._bench.table(self._table).by_name.get(column)
        dated = declared is None or declared.kind in ("date", "partial date")
        return self._say(pl.col(column if dated else GIVEN + column)).is_not_null()

    def prepared(self, word, what, make):
        """A column that `make` works out when the rule is run.

        `what` is the condition, or several, that it is made of: rules that ask with the same named ones share it.
        """
        asked = what if isinstance(what, tuple) else (what,)
        return self._want(f"{word}({', '.join(called('', each) for each in asked)})", make)

    def _want(self, column, make):
        return self._say(self._bench.want(self._table, column, make))

    @property
    def _key(self):
        return self._bench.key(self._table)

    # the child's other rows

    @property
    def child(self):
        return self.partner("Header" if self._key == "CHILD" else "ChildIdentifiers")

    @property
    def of(self):
        return Columns(self.partner, lambda table: self._bench.table(table))

    def partner(self, table, where=None, *, latest=False):
        """The child's first row of `table`; with `where`, the first for which it holds; `latest`: the last by date.

        By date means the earliest (or latest) valid date of the table's order, and the first in the file of equals;
        without `where` and `latest` it is the first of the file.
        """
        other = Words(self._bench, table)
        return Partner(
            self, other, where(other) if where else None, latest, f"{table}#{next(NUMBERS)}" if where else table
        )

    def any(self, table, where=None):
        """Has the child a row in `table` for which `where` (given that table's words) holds?"""
        return self._summed(table, where).gt(0)

    def count(self, table, where=None):
        """How many rows of the child in `table` hold `where`."""
        return self._summed(table, where)

    def _summed(self, table, where):
        other = Words(self._bench, table)
        holds = yes(where(other)) if where else pl.lit(True)
        name = f"count({called(table, where)})"

        def make():
            key = self._bench.key(table)
            rows = self._bench.ready(table, holds).select(pl.col(key).alias("_key"), holds.alias("_holds"))
            counts = rows.filter(pl.col("_key").is_not_null()).group_by("_key").agg(pl.col("_holds").sum().alias("_n"))
            mine = self._bench.frame(self._table).select(pl.col(self._key).alias("_key"))
            return mine.join(counts, on="_key", how="left", maintain_order="left")["_n"].fill_null(0).cast(pl.Int64)

        return self._want(name, make)

    def any_with(self, table, both):
        """Has the child a row in `table` for which `both(this row, that row)` holds?"""
        mine, other = PairWords(self._bench, self._table, "a."), PairWords(self._bench, table, "b.")
        holds = yes(both(mine, other))

        def make():
            pairs = mine.rows(holds).join(other.rows(holds), left_on="a._key", right_on="b._key").filter(holds)
            return self._bench.frame(self._table)[ROW].is_in(pairs["a." + ROW].implode())

        return self.prepared(f"any with {table}", both, make)

    def first(self, where=None, *, by=None):
        """Is this the row with the child's earliest valid date among those for which `where` holds?"""
        return self._extreme(where, by, latest=False)

    def last(self, where=None, *, by=None):
        """Is this the row with the child's latest valid date among those for which `where` holds? First of equals."""
        return self._extreme(where, by, latest=True)

    def _extreme(self, where, by, latest):
        by = by or ORDER[self._table.removesuffix(LAST)][0]
        holds = yes(where(Words(self._bench, self._table))) if where else pl.lit(True)
        name = f"{'last' if latest else 'first'}({called(by, where)})"
        return self._want(name, lambda: self._picked(by, holds, latest))

    def _picked(self, by, holds, latest):
        frame = self._bench.ready(self._table, holds)
        rows = frame.filter(holds & pl.col(by).is_not_null() & pl.col(self._key).is_not_null())
        rows = rows.sort(by, descending=latest, maintain_order=True).unique(
            self._key, keep="first", maintain_order=True
        )
        return frame.select(pl.col(ROW).is_in(rows[ROW].implode()).alias("_"))["_"]


class PairWords(Words):
    """The words of one side of a pair of tables: each is prepared as a column that carries the side's name."""

    def __init__(self, bench, table, side):
        super().__init__(bench, table)
        self._side = side

    def _say(self, expression):
        if expression.meta.is_column():
            return pl.col(self._side + expression.meta.output_name())
        name = f"said#{next(NUMBERS)}"
        self._bench.want(self._table, name, lambda: self._bench.value(self._table, expression))
        return pl.col(self._side + name)

    def rows(self, expression):
        """The rows that belong to a child: the columns that the expression speaks of, named by the side."""
        spoken = {c.removeprefix(self._side) for c in expression.meta.root_names() if c.startswith(self._side)}
        columns = [pl.col(c) for c in sorted({ROW, *spoken})]
        frame = self._bench.ready(self._table, *columns).filter(pl.col(self._key).is_not_null())
        return frame.select(*columns, pl.col(self._key).alias("_key")).select(pl.all().name.prefix(self._side))
