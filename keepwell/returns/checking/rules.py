"""Declaring a rule: its number, the fields it marks, and one expression of what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from keepwell.returns.tables import Table


class Beside(NamedTuple):
    """Rows of two tables side by side that are of one group ("child", ...); how "left": a row without partner too."""

    left: str
    right: str
    group: str = "child"
    how: str = "inner"


class Mark(NamedTuple):
    """A column of a table that a failing row is marked in."""

    table: str
    column: str


class fields_of:
    """The columns of a table as marks. A column it does not have is an error when the module is imported."""

    def __init__(self, table: Table):
        self._table = table

    def __getattr__(self, column):
        known = [*self._table.names, *(c.name for c in self._table.derived)]
        if column.startswith("_") or column not in known:
            raise AttributeError(f"{self._table.name} has no column {column}")
        return Mark(self._table.name, column)


@dataclass(frozen=True)
class Rule:
    """One rule of a return.

    code        the published number
    sentence    what is wrong and what to look at, for a person
    marks       the fields marked on a failing row, by table
    wrong       words of the table(s) -> expression true of what is wrong
    reports     tables whose rows are reported: one, or two for a pairing; none for the whole return
    also        further tables of `reports`: rows of the child that are reported beside a failing row, and which of them
    query       a prompt to check something that may be right
    since, until    first and last collection year, None for always
    optional    tables that count as empty when they are not loaded
    needs       inputs without which the rule is not run
    forms       "csv", "xml" or both
    write       plan -> (where it is asked, what is wrong), for rules that are declared in another way than these
    place       bench, what was found -> frame of table, column, row, group: each marked place, for rules that say more
                than rows
    compares    does it compare children, so that one child's rows alone do not tell?
    """

    code: str
    sentence: str
    marks: tuple[Mark, ...]
    wrong: Callable
    reports: tuple[str, ...]
    pairs: tuple[str, str] | None = None
    also: tuple[tuple[str, Callable | None], ...] = ()
    query: bool = False
    since: int | None = None
    until: int | None = None
    optional: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset({"csv", "xml"})
    write: Callable | None = None
    place: Callable | None = None
    compares: bool = False

    @property
    def whole(self):
        """Does the rule ask about the whole return, not one child?"""
        return self.compares or not self.reports

    @property
    def severity(self):
        return "query" if self.query else "error"

    def applies_in(self, year):
        return (self.since or year) <= year <= (self.until or year)


def rule(code, *marks, also=(), **rest):
    """A rule about single rows of one table: `def name(e)` gives what is wrong of a row, its docstring says it.

    `also` names tables whose rows of the same child are reported beside the failing row, where there are any: a
    sequence of names, or a dict of name -> which of the rows (a function of that table's words; None for all).
    """
    also = tuple(also.items()) if isinstance(also, dict) else tuple((table, None) for table in also)
    return _declare(code, marks, reports=(marks[0].table, *(table for table, _ in also)), also=also, **rest)


def each_rule(code, *marks, **rest):
    """A rule that is asked alike of single rows of each table of its marks: `def name(row)`."""
    return _declare(code, marks, reports=tuple(dict.fromkeys(mark.table for mark in marks)), **rest)


def pair_rule(code, *marks, pairs, reports=None, **rest):
    """A rule about pairs of rows of the same child in two tables (or one, twice): `def name(a, b)`.

    `pairs` names the two tables. Rows of the tables in `reports` are reported, by default both.
    """
    return _declare(code, marks, reports=tuple(reports or dict.fromkeys(pairs)), pairs=tuple(pairs), **rest)


def return_rule(code, *marks, **rest):
    """A rule about the whole return: `def name(bench)` is true when it is wrong; it marks no row."""
    return _declare(code, marks, reports=(), **rest)


def _declare(
    code, marks, *, reports, pairs=None, also=(), query=False, since=None, until=None, optional=(), needs=(),
    forms=None, compares=False,
):  # fmt: skip
    def declared(wrong):
        sentence = " ".join((wrong.__doc__ or "").split())
        if not sentence:
            raise TypeError(f"Rule {code} has no sentence: write one as the docstring of {wrong.__name__}.")
        return Rule(
            code, sentence, tuple(marks), wrong, reports, pairs, also, query, since, until, frozenset(optional),
            frozenset(needs), frozenset(forms or {"csv", "xml"}), compares=compares,
        )  # fmt: skip

    return declared
