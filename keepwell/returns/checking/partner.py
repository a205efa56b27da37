"""The child's row in another table."""

from .columns import EXISTS
from .of_each import Chosen, Found


class Partner:
    """The row that is the child's (...) in another table, a column at a time; `chosen` says which of its rows."""

    def __init__(self, mine, other, chosen: Chosen):
        self._mine, self._other, self._chosen = mine, other, chosen

    def __getattr__(self, column):
        if column != EXISTS:
            self._other._check(column)
        chosen, table = self._chosen, self._mine._table
        self._mine._plan.want(chosen)
        name = f"{chosen.group}.{chosen.name}.{column}"
        return self._mine._want(Found(table, name, chosen.group, chosen.name, chosen.other, column))
