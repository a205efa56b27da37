"""Earlier returns keep saying what they said, when a later one changes the record."""

from collections import defaultdict

from django.db.models import Q

from keepwell.clocks.collection import CollectionYear

from .. import bulk
from ..mapping import MAPS
from ..mapping.shelf import Held
from ..models import SourceRow
from ..queries.said import DATES, SHEETS, cells_of


def remember(table, changed, before, taken_in):
    """Write into the rows of earlier imports the cells that they gave and the record no longer says.

    `changed` are rows of the record as they will be; `before` their facts as they were, by key.
    """
    _remember(table, changed, before, SourceRow.objects.exclude(taken_in=taken_in), taken_in.collection)


def remember_before(year, table, changed, before, *, collection):
    """The same for a correction: returns before that collection year keep their words, those from it on get the new."""
    _remember(table, changed, before, SourceRow.objects.filter(earlier_than(year)), collection)


def earlier_than(year):
    """Rows of returns before a collection year, and of people files, which belong to none."""
    return Q(taken_in__year__lt=year) | Q(taken_in__year=None)


def _remember(table, changed, before, rows, collection):
    rows = rows.select_related("taken_in")
    if table.name in SHEETS:
        rows = rows.filter(child__in=[h.owner for h in changed])
    else:
        rows = rows.filter(table=table.name, taken_in__collection=collection, became__in=[h.key for h in changed])
    by_row = defaultdict(list)
    for row in rows:
        by_row[row.child_id if table.name in SHEETS else row.became].append(row)
    touched = []
    for held in changed:
        for row in by_row[held.owner if table.name in SHEETS else held.key]:
            if _keep(row, table, held, before[held.key]):
                touched.append(row)
    bulk.update(SourceRow, touched, ["given"])


def _keep(row, table, held, before):
    """Note in `row.given` each cell that changes its words; True when there was one."""
    collection, year = row.taken_in.collection, row.taken_in.year
    theirs = MAPS[collection].get(row.table)
    if theirs is None:
        return False
    end = CollectionYear(year).end if year else None
    old, new = (_cells(theirs, table, Held(held.owner, held.parent, f), collection, end) for f in (before, held.facts))
    given = dict(row.given or {})
    for column in old:
        if old[column] != new[column]:
            said, when = given.get(column, (old[column], old[column]))
            given[column] = [said if when == old[column] else old[column], new[column]]
    changed = given != (row.given or {})
    row.given = given or None
    return changed


def _cells(theirs, table, held, collection, end):
    """The cells of their row that speak of the facts of `table`."""
    form = DATES[collection]
    if table.name not in SHEETS:
        cells = cells_of(theirs, held, None, form, end, {})
        return {c: v for c, v in cells.items() if c != theirs.owner and c not in theirs.people}
    if theirs.name in SHEETS:
        cells = cells_of(theirs, held, None, form, end, {})
        return {c: v for c, v in cells.items() if c in theirs.columns and theirs.columns[c] in held.facts}
    cells = cells_of(theirs, held, held.facts, form, end, {})
    return {c: v for c, v in cells.items() if c in theirs.shown and theirs.shown[c] in held.facts}
