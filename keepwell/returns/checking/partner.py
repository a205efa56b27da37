"""The child's row in another table."""

from .columns import EXISTS
from .frames import CHILDREN
from .prepared import Chosen, Found


class Partner:
    """The row that is the child's in another table, a column at a time; `chosen` says which of the child's rows."""

    def __init__(self, mine, other, chosen: Chosen):
        self._mine, self._other, self._chosen = mine, other, chosen

    def __getattr__(self, column):
        if column != EXISTS:
            self._other._check(column)
        source, table = self._chosen.name, self._mine._table
        self._mine._plan.want(self._chosen)
        return self._mine._want(Found(table, f"{source}.{column}", self._chosen.other, source, column))


def chosen(name, other, where=None, by=None, latest=False):
    """One row of each child in `other`."""
    return Chosen(CHILDREN, name, other, where, by, latest)
