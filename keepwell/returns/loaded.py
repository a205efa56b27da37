"""A return as it was read: files, tables, findings, and what was set aside."""

import hashlib
from dataclasses import dataclass, field

import polars as pl

from keepwell.returns.findings import AsideRow, Finding
from keepwell.returns.tables import Table


@dataclass(frozen=True)
class SourceFile:
    """One file of a return: name, sha256 of its bytes (hex), size in bytes, encoding, and the table it held, if one."""

    name: str
    sha256: str
    bytes: int
    encoding: str
    table: str | None = None


@dataclass
class TableData:
    """One table of a return; raw, values and extra have the same height and order, that of the file.

    raw: each declared column as text exactly as in the file (null when the cell is empty or the column absent), "_file"
    (name), "_line" (1-based line where the row starts) and, for the CIN census, "_child" (1-based ordinal of Child).
    values: the declared columns typed: date -> Date, integer -> Int64, number -> Float64, flag -> Boolean, others text
    without spaces around (SSDA903: in upper case); null where missing or unreadable.
    extra: columns that are not declared, as text, with "_file" and "_line".
    """

    table: Table
    raw: pl.DataFrame
    values: pl.DataFrame
    extra: pl.DataFrame

    @property
    def height(self) -> int:
        return self.raw.height


@dataclass
class Return:
    """One return of one authority: collection "ssda903", "cin" or "people", format "csv" or "xml"."""

    collection: str
    format: str
    source: str
    files: list[SourceFile] = field(default_factory=list)
    tables: dict[str, TableData] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    aside: list[AsideRow] = field(default_factory=list)
    settings: dict = field(default_factory=dict)

    def digest(self) -> str:
        """sha256 (hex) over the digests of the files, whatever their order: the same files give the same digest."""
        joined = "\n".join(sorted(file.sha256 for file in self.files))
        return hashlib.sha256(joined.encode("ascii")).hexdigest()

    def rows(self) -> int:
        return sum(data.height for data in self.tables.values())
