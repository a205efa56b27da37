"""What a reader has to say: findings, things set aside, and the error for a path that cannot be read at all."""

from dataclasses import dataclass

# Kinds of finding, and what each means.
KINDS = {
    "unreadable cell": "A cell that is not of its column's kind: its value counts as missing, its text is kept.",
    "unknown code": "A code that is not on its column's list: kept as given.",
    "unknown column": "A column that no declared table has: kept beside the table.",
    "unreadable row": "A row whose cells do not match the header, or a quote mark that is never closed.",
    "unknown file": "A file that is no part of a return.",
    "duplicate table": "A second file for a table that has been read: its rows are set aside.",
    "stray text": "Text between elements where only elements belong: set aside.",
    "unknown element": "An element that the return does not have, or not there: set aside with its text.",
    "missing element": "An element that must be there is not.",
    "broken file": "A file that stops or stops making sense part-way: what came before is kept.",
    "note": "A repair or a choice of the reader, told once.",
}


class ReadingError(Exception):
    """A path that cannot be read at all; the text is one sentence for the person who named it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found while reading: where (file, 1-based line, table, column, the child's local number), its kind
    (a key of KINDS) and one sentence. A finding about many cells of a column has no line."""

    file: str
    line: int | None
    table: str | None
    column: str | None
    kind: str
    text: str
    child: str | None = None


@dataclass(frozen=True, slots=True)
class AsideRow:
    """Something read that no table can hold: its text as in the file, and why it was set aside."""

    file: str
    line: int | None
    table: str | None
    text: str
    reason: str


def plural(count: int, one: str, many: str | None = None) -> str:
    """'1 row', '2,675 rows'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
