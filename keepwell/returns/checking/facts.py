"""What a rule may look at while it is written down.

A plan of rules is kept and used again for every return of which the same facts hold, so nothing else of a return may
settle how a rule is written: its rows least of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .case import LAST, Case


@dataclass(frozen=True)
class Facts:
    """What is known of a Case before its rows are looked at.

    tables      names of the tables that are there, last year's with "_last"
    undeclared  (table, column) of columns that the return carries beyond the declared ones
    untold      (table, derived column) that neither the return nor any directory can tell -> the input that is lacking
    tells_authorities   does the provider register name authorities, or can its postcodes be looked up?
    whole       is this a whole return, not one child of it?
    """

    year: int
    ruleset: int
    form: str
    start: date
    end: date
    authority: str | None
    reference: date | None
    tables: frozenset[str]
    undeclared: frozenset[tuple[str, str]]
    untold: Mapping[tuple[str, str], str] = field(hash=False)
    providers: bool
    tells_authorities: bool
    postcodes: bool
    whole: bool

    @property
    def has_last(self) -> bool:
        return any(name.endswith(LAST) for name in self.tables)

    @classmethod
    def of(cls, case: Case, untold: Mapping[tuple[str, str], str]):
        return cls(
            case.year, case.ruleset, case.form, case.start, case.end, case.authority, case.reference,
            frozenset(case.tables), frozenset(_undeclared(case)), untold, case.providers is not None,
            _tells_authorities(case), case.postcodes is not None, case.whole,
        )  # fmt: skip


def _undeclared(case):
    for name, data in case.tables.items():
        yield from ((name, column) for column in data.extra.columns if not column.startswith("_"))


def _tells_authorities(case):
    """Does the register name authorities itself, or is there a directory to look its postcodes up in?"""
    if case.postcodes is not None or case.providers is None:
        return True
    named = case.providers.get_column("LA_CODE_INFERRED", default=None)
    return named is not None and named.null_count() < len(named)
