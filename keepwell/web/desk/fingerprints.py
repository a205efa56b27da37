"""By what a finding is known again in the next run, whatever row of the file it then stands in.

The fingerprint is made of the rule, the child, the table and what tells the rows of one child apart (the key of the
table's map to the record): an episode by the day it started. Rows of a child that are equal in all this are numbered by
their content, so that the order of a file never counts.
"""

import hashlib
from collections import defaultdict

from keepwell.returns.checking.case import LAST
from keepwell.web.record.mapping import MAPS

LENGTH = 32  # hexadecimal digits: no two findings of a country meet by chance


def key_columns(collection, table):
    """The columns of a return's table that tell the rows of one child apart."""
    declared = MAPS[collection].get(table.removesuffix(LAST))
    if declared is None:
        return []
    column_of = {fact: column for column, fact in declared.columns.items()}
    return [column_of[fact] for fact in declared.key if fact in column_of]


def folded(number):
    """A child's number as it is compared: files write it in any case and with spaces around."""
    return (number or "").strip().upper()


class Keys:
    """What is known of the rows of one table: whose each is, and its place among the child's rows.

    data: the TableData; children: numbers (folded) to look at, the others are left out.
    """

    def __init__(self, collection, table, data, children):
        self.table = table
        self._columns = key_columns(collection, table)
        self._apart = set(getattr(MAPS[collection].get(table.removesuffix(LAST)), "ids", ()))
        self.of_row = {}
        if data.table.key:
            self._number(data, children)

    def _number(self, data, children):
        equal = defaultdict(list)
        for row, key in enumerate(_keys(data, self._columns)):
            if key[0] in children:
                equal[key].append(row)
        for key, rows in equal.items():
            for place, row in enumerate(rows if len(rows) == 1 else self._ordered(data, rows)):
                self.of_row[row] = (*key, str(place))

    def _ordered(self, data, rows):
        """Equal rows in the order of what they say; the numbers that only nest them say nothing."""
        columns = [c for c in data.table.names if c not in self._apart]
        said = data.raw[rows].select(columns).iter_rows()
        return [row for _, row in sorted(zip((tuple(c or "" for c in cells) for cells in said), rows, strict=True))]

    def fingerprint(self, rule, row):
        return fingerprint(rule, self.table, self.of_row.get(row, ()))


def _keys(data, columns):
    """(child's number, key cells) of each row: values where they can be read, else the text as given."""
    numbers = data.values[data.table.key].to_list()
    values = data.values.select(columns).iter_rows() if columns else (() for _ in numbers)
    given = data.raw.select(columns).iter_rows() if columns else (() for _ in numbers)
    for number, typed, raw in zip(numbers, values, given, strict=True):
        yield (folded(number), *(_text(t, r) for t, r in zip(typed, raw, strict=True)))


def _text(value, raw):
    return str(value if value is not None else (raw or "").strip()).upper()


def fingerprint(rule, table, key):
    return hashlib.sha256("\x1f".join((rule, table, *key)).encode()).hexdigest()[:LENGTH]
