"""One run's work bench: the tables as frames, with the columns that rules asked to have prepared.

Every prepared column is made once, whoever asks, and together with the others of its kind.
"""

from collections.abc import Callable, Iterator

import polars as pl

from keepwell.returns import kinds
from keepwell.returns.tables import Table

from .case import LAST, Case
from .frames import CHILD, GIVEN, GROUPS, ROW, each, plain, whose

TYPES = {"date": pl.Date, "integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean}
MOST_PAIRS = 2_000_000  # rows of two tables side by side at a time: about a quarter of a gigabyte


class Bench:
    """Frames of one Case; `declared` are the tables of the collection by name.

    given       (table, column) whose text as it stood in the file is spoken of; None for every column
    groups      what rows may have in common that is spoken of, of GROUPS
    broken      (table, column) of prepared columns that could not be made -> what was raised
    """

    def __init__(self, case: Case, declared: dict[str, Table], given: frozenset | None = None, groups=(CHILD,)):
        self.case = case
        self.declared = declared
        self.broken: dict[tuple[str, str], Exception] = {}
        self._given = given
        self._made: dict[str, object] = {}
        self._frames: dict[str, pl.DataFrame] = {}
        self._groups = tuple(groups)
        self._whose = {group: self._number(group) for group in groups}

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
        frame = data.values if data.values.columns == table.names else data.values.select(table.names)
        if given := [c.name for c in table.columns if self._given is None or (name, GIVEN + c.name) in self._given]:
            frame = frame.hstack(data.raw.select(_given(c) for c in given))
        if derived := [self._derived(data, c) for c in table.derived]:
            frame = frame.hstack(derived)
        return plain(frame.hstack([of[name] for of in self._whose.values() if name in of]).with_row_index(ROW))

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
        return pl.DataFrame(schema=schema | {whose(group): pl.UInt32 for group in self._groups})

    def fill(self, table: str, column: pl.Series) -> None:
        """Give a derived column where the return itself said nothing: what it said is used as it stands."""
        frame = self.frame(table)
        filled = frame.with_columns(pl.coalesce(pl.col(column.name), column).alias(column.name))
        self._frames[table] = plain(filled)

    # groups

    def _number(self, group):
        """Number the children (...) of the run, and say of each row of each table whose it is."""
        names = {name: key for name in self.case.tables if self._is_filled(name) and (key := self._key(name, group))}
        keys = {name: self._of_rows(name, key) for name, key in names.items()}
        every = pl.concat(list(keys.values())) if keys else pl.Series([], dtype=pl.Utf8)
        known = every.drop_nulls().unique(maintain_order=True)
        self._frames[each(group)] = pl.DataFrame({ROW: pl.int_range(len(known), dtype=pl.UInt32, eager=True)})
        numbers, start, found = every.cast(pl.Enum(known)).to_physical().cast(pl.UInt32).alias(whose(group)), 0, {}
        for name, key in keys.items():
            found[name] = numbers.slice(start, len(key))
            start += len(key)
        return found

    def _key(self, name, group):
        """The columns that say whose a row of a table is, or None."""
        table = self.table(name)
        key = table.key or "CHILD"
        return (key, *GROUPS[group]) if {key, *GROUPS[group]} <= set(table.names) else None

    def _of_rows(self, name, key):
        """What says whose each row is. A census row without a number is of the Child element that it stands in."""
        data = self.case.tables[name]
        child = data.values[key[0]].alias("")
        if child.null_count() and "_child" in data.raw.columns:
            child = pl.select(pl.coalesce(child, pl.lit("\0") + data.raw["_child"].cast(pl.Utf8)).alias("")).to_series()
        if len(key) == 1:
            return child
        parts = [child, *(data.values[column].cast(pl.Utf8) for column in key[1:])]
        return pl.select(pl.concat_str(parts, separator="|").alias("")).to_series()

    def owned(self, table: str, *columns: str) -> pl.DataFrame:
        """The rows of a table that have something in all of these columns: whose they are, a date."""
        frame = self.frame(table)
        lacking = [column for column in columns if frame[column].null_count()]
        return frame.drop_nulls(lacking) if lacking else frame

    def pairs(self, group: str, left: str, right: str, columns: set[str], how="inner") -> Iterator[pl.DataFrame]:
        """The rows of two tables side by side, as "a." and "b.", child by child (...); a part of them at a time.

        `columns` are those spoken of, named by their side. The number of pairs of one part is bounded, so that one
        child on thousands of rows does not fill the memory.
        """
        if not self.frame(left).height or (how == "inner" and not self.frame(right).height):
            return
        key = whose(group)
        sides = ((left, "a."), (right, "b."))
        ours, theirs = (_side(self.owned(table, key), side, {key} | columns) for table, side in sides)
        for part in _parts(ours, theirs, key):
            yield plain(
                part.join(theirs, left_on="a." + key, right_on="b." + key, how=how, maintain_order="left_right")
            )

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
        self._frames[table] = self.frame(table).hstack(made.get_columns())


def _given(column):
    return pl.col(column).str.strip_chars().replace("", None).alias(GIVEN + column)


def _side(frame, side, columns):
    names = {ROW, *(c for c in columns if c.startswith("whose ")), *(c[2:] for c in columns if c.startswith(side))}
    return pl.DataFrame([frame[name].alias(side + name) for name in sorted(names)])


def _parts(ours, theirs, key):
    """Our rows in parts that make no more than MOST_PAIRS pairs each (a single row may make more)."""
    if ours.height * theirs.height <= MOST_PAIRS:
        return [ours]
    counts = theirs.group_by(pl.col("b." + key).alias("a." + key)).len("_n")
    counted = ours.join(counts, on="a." + key, how="left", maintain_order="left")
    part = pl.col("_n").fill_null(1).cast(pl.Int64).cum_sum() // MOST_PAIRS
    return [p.drop("_n", "_part") for p in counted.with_columns(part.alias("_part")).partition_by("_part")]
