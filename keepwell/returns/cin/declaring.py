"""Declaring a rule of the census: its number, the places it marks, and what is wrong.

A failure of the census can be marked in several rows of several tables, and in other fields of the one row than of the
other. So each rule gives its marked places one by one, each with the group of the failure it belongs to: the child and
the values of `together`. Without `together` every row is a failure of its own.
"""

import polars as pl

from keepwell.returns.checking.bench import Bench
from keepwell.returns.checking.frames import CHILD, ROW, whose
from keepwell.returns.checking.rules import Beside, Rule

from .census import Rows, yes
from .tables import TABLES

REFERENCE = frozenset({"reference date"})


def row_rule(code, *marks, together=None, **rest):
    """A rule about single rows of the tables of its marks, in that order.

    `def name(a)` gives what is wrong of a row; with several tables `def name(a, b, ...)` gives it for each of them.
    `rest` of this and the other two: `needs`, `since` and `until` as for any Rule; a rule that compares children says
    so with `compares`.
    """
    tables = list(dict.fromkeys(mark.table for mark in marks))

    def write(wrong, plan):
        said = wrong(*(Rows(plan, table) for table in tables))
        said = [said] if len(tables) == 1 else said
        return [(table, yes(each.cast(pl.Boolean))) for table, each in zip(tables, said, strict=True)]

    def place(bench, found):
        rows = {table: _grouped(bench, table, found[table][ROW], together) for table in tables if table in found}
        return pl.concat(_places(rows[table], table, _fields(marks, table)) for table in rows)

    return _declared(code, marks, write, place, **rest)


def pair_rule(code, *marks, within="child", together=(), second=None, alone=False, beside=None, **rest):
    """A rule about two rows of the same child (or episode): `def name(a, b)`; `a` is of the first mark's table.

    When all marks are of one table, they are those of the first row and `second` those of the other.
    together    what two failing pairs have in common when they are shown together: "a.Column", "b.Column"
    alone       a first row without any second one is asked about too: all of the second is missing then
    beside      a further table: its rows of the same plan as the first row are marked too
    """
    places = [mark for mark in marks if mark.table != beside]
    tables = list(dict.fromkeys(mark.table for mark in [*places, *(second or ())]))
    first, other = tables[0], tables[-1]
    asked = Beside(first, other, within, "left" if alone else "inner")

    def write(wrong, plan):
        return [(asked, yes(wrong(Rows(plan, first, "a."), Rows(plan, other, "b."))))]

    def place(bench, found):
        pairs = _grouped_pairs(bench, asked, found[asked], together)
        sides = [("a.", first, _fields(marks, first)), ("b.", other, _fields(second or marks, other))]
        places = [_places(_side(pairs, side), table, fields) for side, table, fields in sides]
        if beside:
            places.append(_places(_of_plan(bench, first, pairs, beside), beside, _fields(marks, beside)))
        return pl.concat(places)

    return _declared(code, [*marks, *(second or ())], write, place, **rest)


def return_rule(code, *marks, **rest):
    """A rule about the whole return: `def name(bench)` is true when it is wrong; it marks no row."""
    return _declared(code, marks, lambda wrong, plan: (), None, reports=(), **rest)


def _declared(code, marks, write, place, reports=None, needs=(), **rest):
    marks = tuple(dict.fromkeys(marks))
    tables = tuple(dict.fromkeys(mark.table for mark in marks))

    def declared(wrong):
        sentence = " ".join((wrong.__doc__ or "").split())
        if not sentence:
            raise TypeError(f"Rule {code} has no sentence: write one as the docstring of {wrong.__name__}.")
        return Rule(
            code=code, sentence=sentence, marks=marks, wrong=wrong, reports=tables if reports is None else reports,
            query=code.endswith("Q"), optional=frozenset(TABLES), needs=frozenset(needs), **rest,
            write=lambda plan: write(wrong, plan),
            place=place and (lambda bench, found: place(bench, found).unique(maintain_order=True)),
        )  # fmt: skip

    return declared


def _fields(marks, table):
    return list(dict.fromkeys(mark.column for mark in marks if mark.table == table))


def _grouped(bench: Bench, table, rows, together):
    """Failing rows of a table with their group: without `together` each is a failure of its own."""
    frame = bench.frame(table)[rows]
    if together is None:
        group = pl.concat_str(pl.lit(f"{table} "), pl.col(ROW).cast(pl.Utf8)).alias("group")
    else:
        frame = frame.with_columns(_child(frame).alias(CHILD))
        group = _group([CHILD, *(c for c in together if c in bench.table(table).names)])
    return frame.select(pl.col(ROW).cast(pl.Int64), group)


def _child(frame):
    """The child of each row, as a group of failures names it: by number, or by its place when it has none."""
    number = pl.lit("#") + frame[whose()].cast(pl.Utf8)
    return pl.select(pl.coalesce(frame["LAchildID"], number)).to_series() if "LAchildID" in frame.columns else number


def _group(columns):
    cells = [pl.col(column).cast(pl.Utf8).fill_null("") for column in columns]
    return pl.concat_str(cells, separator="|").alias("group")


def _grouped_pairs(bench, asked, pairs, together):
    """Failing pairs with their group: the child and the values that are shown together."""
    left = bench.frame(asked.left)
    child = _child(left).gather(pairs["a." + ROW]).alias(CHILD)
    sides = [("a.", left), ("b.", bench.frame(asked.right))]
    values = [
        frame[name.removeprefix(side)].gather(pairs[side + ROW]).alias(name)
        for name in together for side, frame in sides if name.startswith(side)
    ]  # fmt: skip
    return pairs.hstack([child, *values]).select("a." + ROW, "b." + ROW, _group([CHILD, *together]))


def _side(pairs, side):
    return pairs.select(pl.col(side + ROW).cast(pl.Int64).alias(ROW), "group").drop_nulls(ROW)


def _of_plan(bench, first, pairs, table):
    """The rows of a further table that are of the same plan as the first row of a pair."""
    key = whose("plan")
    plans = bench.frame(table).select(key, pl.col(ROW).cast(pl.Int64))
    first = pairs.with_columns(bench.frame(first)[key].gather(pairs["a." + ROW]).alias(key))
    return first.select(key, "group").join(plans, on=key, how="inner").select(ROW, "group")


def _places(rows, table, columns):
    """Each failing row in each of its marked fields."""
    fields = pl.DataFrame({"column": columns}, schema={"column": pl.Utf8})
    return rows.join(fields, how="cross").select(pl.lit(table).alias("table"), "column", ROW, "group")
