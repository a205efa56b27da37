"""One run's work bench: the tables as frames, with the columns that rules asked to have prepared.

Every prepared column is made once, whoever asks, and together with the others of its kind.
"""

from collections.abc import Callable, Iterator

import polars as pl

from keepwell.returns import kinds
from keepwell.returns.tables import Table

from .case import LAST, Case
from .frames import CHILDREN, GIVEN, ROW, WHOSE

TYPES = {"date": pl.Date, "integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean}
MOST_PAIRS = 2_000_000  # rows of two tables side by side at a time: about a quarter of a gigabyte


class Bench:
    """Frames of one Case; `declared` are the tables of the collection by name.

    given       (table, column) whose text as it stood in the file is spoken of; None for every column
    broken      (table, column) of prepared columns that could not be made -> what was raised
    """

    def __init__(self, case: Case, declared: dict[str, Table], given: frozenset | None = None):
        self.case = case
        self.declared = declared
        self.broken: dict[tuple[str, str], Exception] = {}
        self._given = given
        self._made: dict[str, object] = {}
        self._frames: dict[str, pl.DataFrame] = {}
        self._whose = self._children()

    # tables

    def table(self, name: str) -> Table:
        return self.declared[name.removesuffix(LAST)]

    def is_loaded(self, name: str) -> bool:
        return name in self.case.tables

    def once(self, name: str, make: Callable[[], object]):
        """Whatever rules of this run share besides columns, made by the first who asks."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def frame(self, name: str) -> pl.DataFrame:
        """The typed table with its row numbers; an empty one when it is not loaded."""
        if name not in self._frames:
            self._frames[name] = self._load(name) if self._is_filled(name) else self._empty(name)
        return self._frames[name]

    def _is_filled(self, name):
        return self.is_loaded(name) and self.case.tables[name].height > 0

    def _load(self, name):
        """Values, the text of each cell without spaces around, and the derived columns that the return itself gave."""
        data, table = self.case.tables[name], self.table(name)
        frame = data.values.select(c.name for c in table.columns)
        if given := [c.name for c in table.columns if self._given is None or (name, GIVEN + c.name) in self._given]:
            frame = frame.hstack(data.raw.select(_given(c) for c in given))
        if derived := [self._derived(data, c) for c in table.derived]:
            frame = frame.hstack(derived)
        return frame.hstack([self._whose[name]]).with_row_index(ROW)

    def _derived(self, data, column):
        if column.name not in data.extra.columns:
            return pl.Series(column.name, [None], dtype=TYPES.get(column.kind, pl.Utf8)).new_from_index(0, data.height)
        text = pl.col(column.name).str.strip_chars().replace("", None)
        read = kinds.reader(column.kind, "ssda903")
        return data.extra.select((read[0](text) if read else text.str.to_uppercase()).alias(column.name))[column.name]

    def _empty(self, name):
        table = self.table(name)
        schema = {ROW: pl.UInt32}
        schema |= {c.name: TYPES.get(c.kind, pl.Utf8) for c in table.columns}
        schema |= {GIVEN + c.name: pl.Utf8 for c in table.columns}
        schema |= {c.name: TYPES.get(c.kind, pl.Utf8) for c in table.derived}
        return pl.DataFrame(schema=schema | {WHOSE: pl.UInt32})

    def fill(self, table: str, column: pl.Series) -> None:
        """Give a derived column where the return itself said nothing: what it said is used as it stands."""
        frame = self.frame(table)
        self._frames[table] = frame.with_columns(pl.coalesce(pl.col(column.name), column).alias(column.name))

    # children

    def _children(self):
        """Number the children, and say of each row whose it is."""
        keys = {name: self._key(name) for name in self.case.tables if self._is_filled(name)}
        keys = {name: data for name, data in keys.items() if data is not None}
        every = pl.concat([data.alias(WHOSE) for data in keys.values()]) if keys else pl.Series(WHOSE, [], pl.Utf8)
        names = every.drop_nulls().unique(maintain_order=True)
        self._frames[CHILDREN] = pl.DataFrame({ROW: pl.Series(range(len(names)), dtype=pl.UInt32)})
        numbers = every.cast(pl.Enum(names)).to_physical().cast(pl.UInt32)
        whose, start = {}, 0
        for name, data in keys.items():
            whose[name] = numbers.slice(start, len(data))
            start += len(data)
        for name in self.case.tables.keys() - keys.keys():
            whose[name] = pl.Series(WHOSE, [None], dtype=pl.UInt32).new_from_index(0, self.case.tables[name].height)
        return whose

    def _key(self, name):
        values = self.case.tables[name].values
        key = self.table(name).key or "CHILD"
        return values[key] if key in values.columns else None

    def of_children(self, table: str, columns: list[str]) -> pl.DataFrame:
        """For each row of a table, these columns of its child; missing where the row names none."""
        whose = pl.lit(self.frame(table)[WHOSE])
        return self.frame(CHILDREN).select(pl.col(column).gather(whose) for column in columns)

    def pairs(self, left: str, right: str, columns: set[str]) -> Iterator[pl.DataFrame]:
        """The rows of two tables side by side, as "a." and "b.", child by child; a part of them at a time.

        `columns` are those spoken of, named by their side. The number of pairs of one part is bounded, so that one
        child on thousands of rows does not fill the memory.
        """
        if not (self.frame(left).height and self.frame(right).height):
            return
        ours, theirs = _side(self.frame(left), "a.", columns), _side(self.frame(right), "b.", columns)
        for part in _parts(ours, theirs):
            yield part.join(theirs, left_on="a." + WHOSE, right_on="b." + WHOSE, maintain_order="left_right")

    # prepared columns

    def prepare(self, batches) -> None:
        """Make the prepared columns of a plan: lists of columns that are made together, in this order."""
        for columns in batches:
            if columns and self.frame(columns[0].table).height:
                self._make(columns)

    def _make(self, columns):
        try:
            self._add(columns)
        except Exception as trouble:
            if len(columns) == 1:
                self.broken[columns[0].table, columns[0].name] = trouble
            else:  # one of them spoils the batch: the others are made alone
                for column in columns:
                    self._make([column])

    def _add(self, columns):
        table = columns[0].table
        made = columns[0].make(self, columns)
        self._frames[table] = self.frame(table).hstack(made)


def _given(column):
    return pl.col(column).str.strip_chars().replace("", None).alias(GIVEN + column)


def _side(frame, side, columns):
    names = sorted({ROW, WHOSE} | {c[2:] for c in columns if c.startswith(side)})
    return frame.drop_nulls(WHOSE).select(pl.col(name).alias(side + name) for name in names)


def _parts(ours, theirs):
    """Our rows in parts that make no more than MOST_PAIRS pairs each (a single row may make more)."""
    if ours.height * theirs.height <= MOST_PAIRS:
        return [ours]
    counts = theirs.group_by(pl.col("b." + WHOSE).alias("a." + WHOSE)).len("_n")
    counted = ours.join(counts, on="a." + WHOSE, how="left", maintain_order="left")
    part = pl.col("_n").fill_null(0).cast(pl.Int64).cum_sum() // MOST_PAIRS
    return [p.drop("_n", "_part") for p in counted.with_columns(part.alias("_part")).partition_by("_part")]
