"""Findings as lines for programs: one JSON object a line, or CSV. Both hold the same keys and the same lines.

A rule that did not run is a line too: its severity is "not run" or "could not run" and its message the reason; a return
that could not be checked is such a line without a rule. Whoever takes the lines of severity "error" and "query" has the
findings and nothing else.
"""

from typing import BinaryIO

import polars as pl

from .checked import Checked, Unread

KEYS = {
    "return": pl.Utf8,
    "rule": pl.Utf8,
    "severity": pl.Utf8,
    "table": pl.Utf8,
    "row": pl.Int64,
    "fields": pl.List(pl.Utf8),
    "child": pl.Utf8,
    "message": pl.Utf8,
}
# A spreadsheet that opens a CSV file takes a cell that begins so for a formula and runs it.
_FORMULA = r"^[=+\-@\t\r]"


class JsonLines:
    """One JSON object a line, every value exactly as it is."""

    def __init__(self, stream: BinaryIO):
        self._stream = stream

    def add(self, checked: Checked) -> None:
        self._write(lines_of(checked))

    def unread(self, unread: Unread) -> None:
        self._write(line_of(unread))

    def close(self) -> None:
        self._stream.flush()

    def _write(self, lines: pl.DataFrame) -> None:
        lines.write_ndjson(self._stream)
        self._stream.flush()


class CsvLines(JsonLines):
    """CSV with a header; fields stand in one cell with spaces between them.

    A child's number or a return's name that a spreadsheet would take for a formula gets an apostrophe before it, as
    does a sentence that begins so.
    """

    def __init__(self, stream: BinaryIO):
        super().__init__(stream)
        stream.write((",".join(KEYS) + "\n").encode())

    def _write(self, lines: pl.DataFrame) -> None:
        flat = lines.with_columns(
            pl.col("fields").list.join(" ").replace("", None), *map(_harmless, ("return", "child", "message"))
        )
        flat.write_csv(self._stream, include_header=False)
        self._stream.flush()


def _harmless(column: str) -> pl.Expr:
    text = pl.col(column)
    return pl.when(text.str.contains(_FORMULA)).then(pl.lit("'") + text).otherwise(text).alias(column)


def lines_of(checked: Checked) -> pl.DataFrame:
    """The findings of a return, then a line for each rule that did not run."""
    named = pl.lit(checked.name).alias("return")
    findings = checked.findings.with_columns(named).select(*KEYS)
    rest = checked.not_run().select(
        named, "rule", pl.col("state").alias("severity"), *_nowhere(), pl.col("reason").alias("message")
    )
    return pl.concat([findings, rest.select(*KEYS)])


def line_of(unread: Unread) -> pl.DataFrame:
    """The one line of a return that could not be checked."""
    said = {"return": unread.name, "severity": "could not run", "fields": [], "message": unread.why}
    return pl.DataFrame([said], schema=KEYS)


def _nowhere():
    empty = pl.lit([], dtype=KEYS["fields"]).alias("fields")
    return [*(pl.lit(None, dtype=KEYS[key]).alias(key) for key in ("table", "row", "child")), empty]
