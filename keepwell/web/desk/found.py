"""The findings of a run as rows to be kept: whose each is, where the record says it, and by what it is known again."""

from collections import defaultdict

from keepwell.returns.checking.case import LAST
from keepwell.returns.checking.finding import findings
from keepwell.returns.from_rows import return_of_rows
from keepwell.web.record.models import Person
from keepwell.web.record.queries.returned import given_rows

from .fingerprints import Keys, fingerprint, folded
from .models import RunFinding

CHILDREN = 900  # numbers in one query


def rows_of_run(run, gathered, report, rules):
    """A RunFinding, not yet saved, for every finding of the report, in its order."""
    case = gathered.case
    found = [_Placed(case, one) for one in findings(report, rules, case)]
    numbers = {one.number for one in found if one.number}
    tables = {one.table for one in found if one.table}
    keys = {t: Keys(run.collection, t, case.tables[t], numbers) for t in tables}
    record = _OfTheRecord(run, gathered, numbers) if run.this_from == "record" else _Matched(run, numbers)
    return [_kept(run, one, keys.get(one.table), case, record) for one in found]


class _Placed:
    """One finding with the child's number, also for rows of last year's return."""

    def __init__(self, case, one):
        self.one, self.table = one, one.table
        self.index = None if one.row is None else one.row - 1
        self.number = folded(one.child)
        data = case.tables.get(one.table) if one.table else None
        if data is not None and data.table.key and self.index is not None:
            self.number = folded(data.values[data.table.key][self.index])


def _kept(run, placed, keys, case, record):
    one, table = placed.one, placed.table or ""
    known = keys.fingerprint(one.rule, placed.index) if keys else fingerprint(one.rule, table, ())
    child, became = record.place(placed, keys)
    file, line, cells = (
        _given(case.tables[table], placed.index) if table and placed.index is not None else ("", None, {})
    )
    return RunFinding(
        run=run, rule=one.rule, severity=one.severity, table=table, row=one.row, file=file, line=line,
        number=placed.number, child_id=child, became=became, fields=list(one.fields), cells=cells, fingerprint=known,
    )  # fmt: skip


def _given(data, row):
    """(file, line, cells that are not empty) of a row, as it was given."""
    raw = data.raw.row(row, named=True)
    return raw["_file"], raw["_line"], {c: raw[c] for c in data.table.names if raw[c] not in (None, "")}


class _OfTheRecord:
    """Rows that came from the record: each says itself where it stands there."""

    def __init__(self, run, gathered, numbers):
        self.given = gathered.given
        self.children = _children(numbers)

    def place(self, placed, keys):
        rows = self.given.get(placed.table)
        if rows and placed.index is not None:
            row = rows[placed.index]
            return row.child, row.key
        return self.children.get(placed.number), None


class _Matched:
    """Rows of files: the row of the record that has the same key for the same child, where there is one."""

    def __init__(self, run, numbers):
        self.children = _children(numbers)
        self.became = {}
        owners = sorted(set(self.children.values()))
        for start in range(0, len(owners), CHILDREN):
            self._meet(run, owners[start : start + CHILDREN])

    def _meet(self, run, owners):
        rows = given_rows(run.collection, run.year, owners=owners)
        ret = return_of_rows(run.collection, {t: [row.cells for row in found] for t, found in rows.items()})
        for table, data in ret.tables.items():
            keys = Keys(run.collection, table, data, self.children.keys())
            for index, key in keys.of_row.items():
                self.became[table, key] = rows[table][index].key

    def place(self, placed, keys):
        child = self.children.get(placed.number)
        if child is None or keys is None or placed.table.endswith(LAST):
            return child, None
        return child, self.became.get((placed.table, keys.of_row.get(placed.index)))


def _children(numbers):
    """{number: key of the child} of those whom the record knows by these numbers."""
    found, wanted = defaultdict(list), sorted(numbers)
    for start in range(0, len(wanted), CHILDREN):
        some = Person.objects.filter(folded__in=wanted[start : start + CHILDREN], child__isnull=False)
        for number, key in some.values_list("folded", "pk"):
            found[number].append(key)
    # A number that two people have tells nobody who is meant.
    return {number: keys[0] for number, keys in found.items() if len(keys) == 1}
