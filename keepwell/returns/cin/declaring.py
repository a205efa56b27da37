"""Declaring a rule of the census: its number, the places it marks, and what is wrong.

A failure of the census can be marked in several rows of several tables, and in other fields of the one row than of the
other. So each rule gives its marked places one by one, each with the group of the failure it belongs to: the child and
the values of `together`. Without `together` every row is a failure of its own.
"""

import polars as pl

from keepwell.returns.checking.bench import ROW
from keepwell.returns.checking.rules import Rule

from .census import Census, Rows, same, yes
from .tables import TABLES

REFERENCE = frozenset({"reference date"})
NO_PLACES = {"table": pl.Utf8, "column": pl.Utf8, ROW: pl.Int64, "group": pl.Utf8}


def row_rule(code, *marks, together=None, needs=()):
    """A rule about single rows of the tables of its marks, in that order.

    `def name(a)` gives what is wrong of a row; with several tables `def name(a, b, ...)` gives it for each of them.
    """
    tables = list(dict.fromkeys(mark.table for mark in marks))

    def found(wrong, census):
        said = wrong(*(Rows(census, table) for table in tables))
        said = [said] if len(tables) == 1 else said
        return [
            _places(_wrong_rows(census, table, expression, together), _fields(marks, table))
            for table, expression in zip(tables, said, strict=True)
        ]

    return _declared(code, marks, found, needs)


def pair_rule(code, *marks, within="child", together=(), second=None, alone=False, beside=None, needs=()):
    """A rule about two rows of the same child (or episode): `def name(a, b)`; `a` is of the first mark's table.

    When all marks are of one table, they are those of the first row and `second` those of the other.
    together    what two failing pairs have in common when they are shown together: "a.Column", "b.Column"
    alone       a first row without any second one is asked about too: all of the second is missing then
    beside      a further table: its rows of the same plan as the first row are marked too
    """
    places = [mark for mark in marks if mark.table != beside]
    tables = list(dict.fromkeys(mark.table for mark in [*places, *(second or ())]))
    first, other = tables[0], tables[-1]

    def found(wrong, census):
        a, b = Rows(census, first, "a."), Rows(census, other, "b.")
        pairs = _wrong_pairs(census, first, other, yes(wrong(a, b)), within, "left" if alone else "inner", together)
        pairs = pairs.with_columns(_group(f"a.{same('child')}", together))
        sides = [("a.", first, _fields(marks, first)), ("b.", other, _fields(second or marks, other))]
        found = [_places(_side(pairs, side, table), fields) for side, table, fields in sides]
        return [*found, _places(_of_plan(census, pairs, beside), _fields(marks, beside))] if beside else found

    return _declared(code, [*marks, *(second or ())], found, needs)


def return_rule(code, *marks, needs=()):
    """A rule about the whole return: `def name(census)` is true when it is wrong; it marks no row."""

    def found(wrong, census):
        verdict = [(None, None, None, "whole return")] if wrong(census) else []
        return [pl.DataFrame(verdict, schema=NO_PLACES, orient="row")]

    return _declared(code, marks, found, needs, reports=())


def _declared(code, marks, found, needs, reports=None):
    marks = tuple(dict.fromkeys(marks))
    tables = tuple(dict.fromkeys(mark.table for mark in marks))

    def declared(wrong):
        sentence = " ".join((wrong.__doc__ or "").split())
        if not sentence:
            raise TypeError(f"Rule {code} has no sentence: write one as the docstring of {wrong.__name__}.")

        def locates(bench):
            return pl.concat(found(wrong, Census.of(bench))).unique(maintain_order=True)

        return Rule(
            code=code, sentence=sentence, marks=marks, wrong=wrong, reports=tables if reports is None else reports,
            query=code.endswith("Q"), optional=frozenset(TABLES), needs=frozenset(needs), locates=locates,
        )  # fmt: skip

    return declared


def _fields(marks, table):
    return list(dict.fromkeys(mark.column for mark in marks if mark.table == table))


def _wrong_rows(census, table, expression, together):
    """Failing rows of a table with their group."""
    expression = yes(expression.cast(pl.Boolean))
    rows = census.frame(table).filter(expression)
    if together is None:
        group = pl.concat_str(pl.lit(f"{table} "), pl.col(ROW).cast(pl.Utf8)).alias("group")
    else:
        group = _group(same("child"), [c for c in together if c in census.columns(table)])
    return rows.select(pl.lit(table).alias("table"), pl.col(ROW).cast(pl.Int64), group)


def _group(child, columns):
    cells = [pl.col(column).cast(pl.Utf8).fill_null("") for column in (child, *columns)]
    return pl.concat_str(cells, separator="|").alias("group")


def _wrong_pairs(census, first, other, wrong, within, how, together):
    key, needed = same(within), {*wrong.meta.root_names(), *together}

    def side(name, table):
        """Only the columns that are spoken of, named by the side."""
        frame = census.frame(table).drop_nulls(key)
        keys = [column for column in frame.columns if column in (ROW, key) or column.startswith("same ")]
        spoken = [column for column in frame.columns if name + column in needed and column not in keys]
        return frame.select(pl.col(*keys, *spoken).name.prefix(name))

    left, right = side("a.", first), side("b.", other)
    return left.join(right, left_on=f"a.{key}", right_on=f"b.{key}", how=how, coalesce=False).filter(wrong)


def _side(pairs, side, table):
    row = pl.col(side + ROW).cast(pl.Int64).alias(ROW)
    return pairs.select(pl.lit(table).alias("table"), row, "group").drop_nulls(ROW)


def _of_plan(census, pairs, table):
    plans = census.frame(table).select(same("plan"), pl.col(ROW).cast(pl.Int64))
    found = pairs.join(plans, left_on=f"a.{same('plan')}", right_on=same("plan"), how="inner")
    return found.select(pl.lit(table).alias("table"), ROW, "group")


def _places(rows, columns):
    """Each failing row in each of its marked fields."""
    fields = pl.DataFrame({"column": columns}, schema={"column": pl.Utf8})
    return rows.join(fields, how="cross").select("table", "column", ROW, "group")
