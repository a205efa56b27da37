"""Fields of forms and columns of reports, read from the words of the program.

To import them would load polars and half the pages at each start, for a list of names. The tests import them and hold
that what is read here is what there is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from keepwell import returns

ROOMS = "keepwell.web."
FORMS = ("*forms.py", "*/*forms.py", "forms/*.py")  # where forms stand in a room
CLASS = re.compile(r"^class (\w+)\([^)]*\):\n((?:(?:    .*)?\n)*)", re.MULTILINE)
# `name = forms.CharField(` in a class, and `self.fields[…] = ` when a form makes its fields as it is made.
OWN = re.compile(r"^    (\w+) = (?:\w+\.)*\w*Field\(", re.MULTILINE)
MADE = re.compile(r"\.fields\[([^\]]+)\] = ")
# Where the reports name their columns, by file: keys of a table of widths or kinds, or a list of headings.
KEYS = re.compile(r'"([^"]+)": ?[\w.]')
TEXT = re.compile(r'"([^"]+)"')
REPORTS = {
    "lines": (re.compile(r"^KEYS = \{(.*?)^\}", re.MULTILINE | re.DOTALL), KEYS),
    "sheets": (re.compile(r"(?:^FINDING = \{|_Sheet\(self, \"[^\"]+\", \{)(.*?)\}", re.MULTILINE | re.DOTALL), KEYS),
    "page": (re.compile(r"headings = [(\[](.*)[)\]]$|table\(\"[^\"]+\", \((.*?)\)", re.MULTILINE), TEXT),
}


def form_fields() -> Iterator[str]:
    """Fields of the forms of our rooms; `record.correct_forms.RowForm.[column.name]` is one made for each column."""
    for app in apps.get_app_configs():
        if app.name.startswith(ROOMS):
            room = Path(app.path)
            for file in sorted(file for pattern in FORMS for file in room.glob(pattern)):
                place = ".".join([app.name.removeprefix(ROOMS), *file.relative_to(room).with_suffix("").parts])
                yield from (f"{place}.{name}" for name in fields_of(file.read_text("utf-8")))


def fields_of(source: str) -> Iterator[str]:
    """ "FindForm.q" for each field of each form in the text of a module."""
    for name, body in CLASS.findall(source):
        made = [key.strip("\"'") if key[0] in "\"'" else f"[{key}]" for key in MADE.findall(body)]
        yield from (f"{name}.{field}" for field in dict.fromkeys([*OWN.findall(body), *made]))


def report_columns() -> Iterator[str]:
    """Columns of the reports of a check: lines for programs, sheets of a workbook, tables of a page."""
    folder = Path(returns.__file__).parent / "reports"
    for name, (block, column) in REPORTS.items():
        found = "\n".join("".join(one) for one in block.findall((folder / f"{name}.py").read_text("utf-8")))
        yield from (f"report.{name}.{one}" for one in dict.fromkeys(column.findall(found)))
