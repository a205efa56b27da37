"""A workbook: by rule, every finding, by child, what did not run, and how it was made.

Every cell that is not a number is written as text: what begins with = or @ is shown and never worked out.
"""

from tempfile import TemporaryDirectory
from typing import BinaryIO

import polars as pl
import xlsxwriter

from keepwell.clocks.collection import CollectionYear

from .checked import Checked, Unread
from .made import made_by
from .totals import Totals, noticed

LAST_ROW = 1_048_576  # rows of a sheet, its header among them
LONGEST = 32_767  # characters of a cell
FINDING = {  # heading -> width; None in the frame's row leaves a cell empty
    "Return": 18, "Rule": 10, "Severity": 9, "Child": 16, "Table": 18, "Row": 8, "Line": 8, "Fields": 28, "Message": 90,
}  # fmt: skip


class Sheets:
    """The workbook goes to the stream at the end; until then its rows wait in temporary files, not in memory."""

    def __init__(self, stream: BinaryIO):
        # Gone with this object, even when the report is given up: the rows in it are about children.
        self._folder = TemporaryDirectory(prefix="keepwell-")
        self._book = xlsxwriter.Workbook(stream, {"constant_memory": True, "tmpdir": self._folder.name})
        self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._totals = Totals()
        self._rules = _Sheet(self, "By rule", {
            "Rule": 10, "Severity": 9, "Findings": 10, "Children": 10, "Returns": 9, "State": 30, "Message": 90,
        })  # fmt: skip
        self._findings = _Sheet(self, "Findings", FINDING)
        self._children = _Sheet(self, "By child", {
            "Return": 18, "Child": 16, "Rule": 10, "Severity": 9, "Findings": 10, "Of the child in all": 12,
        })  # fmt: skip
        self._not_run = _Sheet(self, "Not run", {"Return": 18, "Rule": 10, "Severity": 9, "State": 14, "Reason": 90})
        self._about = _Sheet(self, "About", {"What": 30, "": 110})

    def add(self, checked: Checked) -> None:
        self._totals.add(checked)
        name = checked.name
        frame = checked.findings.with_columns(pl.col("fields").list.join(" "))
        order = ("rule", "severity", "child", "table", "row", "line", "fields", "message")
        for row in frame.select(order).iter_rows():
            self._findings.write((name, *row))
        children = checked.by_child().with_columns(pl.col("findings").sum().over("child").alias("_all"))
        for row in children.iter_rows():
            self._children.write((name, *row))
        for row in checked.not_run().select("rule", "severity", "state", "reason").iter_rows():
            self._not_run.write((name, *row))

    def unread(self, unread: Unread) -> None:
        self._totals.unread.append(unread)
        self._not_run.write((unread.name, None, None, "could not run", unread.why))

    def close(self) -> None:
        rules = self._totals.by_rule()
        if rules.height:
            order = ("rule", "severity", "findings", "children", "returns", "state", "message")
            for row in rules.sort("findings", descending=True, maintain_order=True).select(order).iter_rows():
                self._rules.write(row)
        for row in _about(self._totals):
            self._about.write(row)
        for sheet in (self._rules, self._findings, self._children, self._not_run, self._about):
            sheet.finish()
        self._book.close()
        self._folder.cleanup()


class _Sheet:
    """Rows under a heading that stays in sight and can be filtered by; what does not fit goes on in a further sheet."""

    def __init__(self, sheets, name, columns):
        self._sheets, self._name, self._columns, self._number = sheets, name, columns, 1
        self._open(name)

    def _open(self, name):
        self._sheet = self._sheets._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for n, width in enumerate(self._columns.values()):
            self._sheet.set_column(n, n, width)
        for n, heading in enumerate(self._columns):
            self._sheet.write_string(0, n, heading, self._sheets._bold)
        self._row = 1

    def write(self, row) -> None:
        if self._row == LAST_ROW:
            self.finish()
            self._number += 1
            self._open(f"{self._name} {self._number}")
        text, number, at = self._sheet.write_string, self._sheet.write_number, self._row
        for n, cell in enumerate(row):
            if type(cell) is int:
                number(at, n, cell)
            elif cell is not None:
                text(at, n, cell if len(cell) <= LONGEST else cell[:LONGEST])
        self._row += 1

    def finish(self) -> None:
        if self._row > 1:
            self._sheet.autofilter(0, 0, self._row - 1, len(self._columns) - 1)


def _about(totals: Totals):
    """What was checked, by which rules, from which files; notes and what the reader noticed."""
    yield from made_by()
    for one in totals.returns:
        yield ("Return", f"{one.name}: {one.path}")
        yield ("Collection", f"{one.title}, dates of {CollectionYear(one.year).title}, {one.form.upper()}")
        yield ("Judged by the rules of", CollectionYear(one.ruleset).title)
        yield ("Checked at", f"{one.checked_at:%d/%m/%Y %H:%M %Z}")
        yield from (("Note", note) for note in one.notes)
        yield ("Children", one.children)
        yield from ((f"Rows of {table}", n) for table, n in one.rows.items())
        yield from (("Findings of severity error", one.errors), ("Findings of severity query", one.queries))
        yield from ((f"Rules: {state}", n) for state, n in one.states.items())
        yield from (("File", f"{file.name}, {file.bytes:,} bytes, sha256 {file.sha256}") for file in one.files)
        yield from (("Also read", name) for name in one.beside)
        if one.noticed:
            yield ("The reader noticed", noticed(one))
    for lost in totals.unread:
        yield ("Could not be checked", f"{lost.name}: {lost.why}")
