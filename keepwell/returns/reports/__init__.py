"""What a check yields, and writing it: lines of JSON or CSV, a text to read, a page, a spreadsheet.

Every form tells, beside the findings, which rules did not run and why: a report without findings is never taken for a
clean return when nothing was looked at.
"""

from typing import BinaryIO

from .checked import Checked, Unread

__all__ = ["FORMATS", "Checked", "Unread", "open_report"]

FORMATS = ("table", "json", "csv", "xlsx", "html")


def open_report(form: str, stream: BinaryIO, *, many: bool = False, width: int | None = None):
    """A report of one of FORMATS, written to a binary stream as returns are checked.

    many: several returns are told of in one report. width: columns of the screen that a table is read on.

    The report has three calls: `add(Checked)` and `unread(Unread)` for each return, and `close()` at the end; what it
    holds until then is sums and a few rows for each rule, never all findings. OSError when it cannot be written.
    """
    if form == "json":
        from .lines import JsonLines as Form
    elif form == "csv":
        from .lines import CsvLines as Form
    elif form == "xlsx":
        from .sheets import Sheets as Form
    elif form == "html":
        from .page import Page as Form
    else:
        from .text import Text

        return Text(stream, many=many, width=width)
    return Form(stream)
