"""One run's work bench: the tables as frames, and the columns that rules asked to have prepared.

Every prepared column is made once, whoever asks first, and only when some rule of the run asks for it.
"""

from collections import defaultdict
from collections.abc import Callable

import polars as pl

from keepwell.returns import kinds
from keepwell.returns.tables import Table

from .case import LAST, Case

TYPES = {"date": pl.Date, "integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean}
ROW = "row"  # 0-based position in the table's own file order
GIVEN = "given."  # before the name of a column: its text as it stood in the file, without spaces around


class Bench:
    """Frames and prepared columns of one Case; `declared` are the tables of the collection by name."""

    def __init__(self, case: Case, declared: dict[str, Table]):
        self.case = case
        self.declared = declared
        self.touched: set[str] = set()  # tables that the rule being written down speaks of
        self.needed: set[str] = set()  # inputs that it lacks: "previous year", "provider register", ...
        self.untold: dict[tuple[str, str], str] = {}  # derived columns nobody can tell -> the input that is lacking
        self.broken: dict[tuple[str, str], Exception] = {}  # prepared columns that could not be made
        self._frames: dict[str, pl.DataFrame] = {}
        self._made: dict[str, object] = {}
        self._makers: dict[str, dict[str, Callable[[], pl.Series]]] = defaultdict(dict)
        self._making: set[tuple[str, str]] = set()

    # tables

    def table(self, name: str) -> Table:
        return self.declared[name.removesuffix(LAST)]

    def is_loaded(self, name: str) -> bool:
        return name in self.case.tables

    def touch(self, name: str) -> None:
        self.touched.add(name)

    def speak(self, table: str, column: str) -> None:
        """The rule being written down speaks of a derived column."""
        if (table, column) in self.untold:
            self.needed.add(self.untold[table, column])

    def once(self, name: str, make: Callable[[], object]):
        """Whatever rules of this run share besides columns, made by the first who asks."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def frame(self, name: str) -> pl.DataFrame:
        """The typed table with its row numbers; an empty one when it is not loaded."""
        if name not in self._frames:
            self._frames[name] = self._load(name) if self.is_loaded(name) else self._empty(name)
        return self._frames[name]

    def _load(self, name):
        """Values, the text of each cell without spaces around, and the derived columns that the return itself gave."""
        data = self.case.tables[name]
        columns = self.table(name).columns
        given = data.raw.select(
            pl.col(c.name).str.strip_chars().replace("", None).alias(GIVEN + c.name) for c in columns
        )
        derived = pl.DataFrame([self._derived(data, c) for c in self.table(name).derived])
        return pl.concat(
            [data.values.select(c.name for c in columns), given, derived], how="horizontal"
        ).with_row_index(ROW)

    def _derived(self, data, column):
        if column.name not in data.extra.columns:
            return pl.Series(column.name, [None] * data.height, dtype=TYPES.get(column.kind, pl.Utf8))
        text = pl.col(column.name).str.strip_chars().replace("", None)
        read = kinds.reader(column.kind, "ssda903")
        return data.extra.select((read[0](text) if read else text.str.to_uppercase()).alias(column.name))[column.name]

    def _empty(self, name):
        table = self.table(name)
        schema = {c.name: TYPES.get(c.kind, pl.Utf8) for c in table.columns}
        schema |= {GIVEN + c.name: pl.Utf8 for c in table.columns}
        schema |= {c.name: TYPES.get(c.kind, pl.Utf8) for c in table.derived}
        return pl.DataFrame(schema=schema).with_row_index(ROW)

    def fill(self, table: str, column: pl.Series) -> None:
        """Give a derived column where the return itself said nothing: what it said is used as it stands."""
        frame = self.frame(table)
        self._frames[table] = frame.with_columns(pl.coalesce(pl.col(column.name), column).alias(column.name))

    def key(self, name: str) -> str:
        return self.table(name).key or "CHILD"

    # prepared columns

    def want(self, table: str, column: str, make: Callable[[], pl.Series]) -> pl.Expr:
        """Ask for a column: `make` gives a Series as high as the table, in file order. Returns its expression."""
        self._makers[table].setdefault(column, make)
        return pl.col(column)

    def ready(self, table: str, *expressions: pl.Expr) -> pl.DataFrame:
        """The frame of a table with the columns that the expressions speak of; without any, with all asked for.

        Only what is spoken of is made on the way: two tables may ask for columns of each other.
        """
        self.frame(table)
        named = {name for e in expressions for name in e.meta.root_names()} if expressions else None
        for column, make in list(self._makers[table].items()):
            wanted = named is None or column in named
            if wanted and column not in self._frames[table].columns and (table, column) not in self._making:
                self._make(table, column, make)
        return self._frames[table]

    def _make(self, table, column, make):
        self._making.add((table, column))
        try:
            made = make().alias(column)
            self._frames[table] = self._frames[table].with_columns(made)
        except Exception as trouble:
            self.broken[table, column] = trouble
            self._makers[table].pop(column)
        finally:
            self._making.discard((table, column))

    def value(self, table: str, expression: pl.Expr) -> pl.Series:
        """An expression over a table, with what it needs prepared first."""
        return self.ready(table, expression).select(expression.alias("value"))["value"]
