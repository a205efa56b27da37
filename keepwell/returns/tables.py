"""What a return may hold, declared: tables and their columns.

A declaration says what a column is called in the return, what kind of value it holds, which code set names its
codes and which published rule tests its form. It is the one place where readers, writers, the checker and the public
pages look a column up.
"""

from dataclasses import dataclass
from functools import cached_property

KINDS = ("text", "date", "partial date", "code", "flag", "integer", "postcode", "number")


@dataclass(frozen=True)
class Column:
    """One column of a return.

    kind is one of KINDS; codes names a code set of keepwell.codes; rule is the published rule that tests the form or
    code of the column; since and until are the first and last collection year (the year a collection ends in).
    """

    name: str
    kind: str
    codes: str | None = None
    key: bool = False
    required: bool = False
    rule: str | None = None
    label: str = ""
    since: int | None = None
    until: int | None = None

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"Column {self.name} has the kind {self.kind!r}; use one of {', '.join(KINDS)}.")


@dataclass(frozen=True)
class Table:
    """One table of a return: its columns in the order of the file, and the file name most systems give it.

    derived are columns that a return may carry although they follow from others: kept beside the table, no finding.
    since is the first collection year that has the table. about is a sentence or two for the public page.
    """

    name: str
    columns: tuple[Column, ...]
    usual_name: str
    title: str
    since: int | None = None
    about: str = ""
    derived: tuple[Column, ...] = ()

    @cached_property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @cached_property
    def key(self) -> str | None:
        """The column that says whose row it is (CHILD, LAchildID, person_id), or None."""
        return next((column.name for column in self.columns if column.key), None)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]


def declared(*tables: Table) -> dict[str, Table]:
    """Tables by name, in the order given; two of one name are a mistake of ours."""
    named = {table.name: table for table in tables}
    if len(named) != len(tables):
        raise ValueError("Two declared tables have the same name.")
    return named
