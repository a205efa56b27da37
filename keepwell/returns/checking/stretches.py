"""Stretches of a child's rows: rows that follow one another in time and are counted together."""

from .case import LAST
from .columns import ORDER, called
from .prepared import Stretch
from .words import Words


def stretch(row, what, *, among=None, starts=None):
    """`what` worked out over the whole stretch of rows that this row belongs to; missing outside any stretch.

    Taken are the child's rows with a valid date for which `among` holds, in the table's order; `starts` says of such a
    row whether a new stretch begins with it, and without it each child has one. In `what` and `starts` an aggregate
    (`.max()`, `.sum()`, `.last()`) is that of the stretch, and `.shift()` is the row before among those taken.
    """
    words, days = Words(row._plan, row._table), ORDER[row._table.removesuffix(LAST)]
    asked = [called("", each) for each in (what, among, starts)]
    taken, begins = (each(words) if each else None for each in (among, starts))
    return row._want(Stretch(row._table, f"stretch({', '.join(asked)})", what(words), asked[1], taken, begins, days))
