"""What a form of return cannot hold: told, never dropped in silence."""

import re
from dataclasses import dataclass, field

# What XML 1.0 allows as characters; a file with any other is no XML.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class WritingError(Exception):
    """A return that cannot be written; the text is one sentence that names table and row."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row (1-based among the rows of its table given), or one column of it, that the form has no place for."""

    table: str
    row: int
    column: str | None
    reason: str

    def sentence(self) -> str:
        what = f"{self.column} of row {self.row}" if self.column else f"Row {self.row}"
        return f"{what} of {self.table} cannot be written: {self.reason}."


@dataclass
class Losses:
    """Collects what is left out; without a list to collect into, the first loss is an error."""

    told: list[LeftOut] | None = field(default=None)

    def add(self, table: str, row: int, column: str | None, reason: str) -> None:
        lost = LeftOut(table, row, column, reason)
        if self.told is None:
            raise WritingError(lost.sentence())
        self.told.append(lost)


def check_xml_text(text: str, table: str, row: int, column: str) -> None:
    """Raises WritingError for a character that no XML file may hold."""
    if _NOT_XML.search(text):
        raise WritingError(
            f"{column} of row {row} of {table} holds a control character that XML cannot carry; "
            "remove it and build again."
        )


def check_width(rows, names: list[str], table: str) -> None:
    """Raises WritingError when a row does not have one cell for each column."""
    for number, row in enumerate(rows, 1):
        if len(row) != len(names):
            raise WritingError(f"Row {number} of {table} has {len(row)} cells and the table {len(names)} columns.")
