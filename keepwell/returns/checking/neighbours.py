"""The rows before and after a row: of the same child, in the table's order or another."""

from .case import LAST
from .columns import NUMBERS, ORDER, Columns
from .prepared import Neighbour


class Neighbours:
    """The part of `Words` that speaks of neighbours."""

    @property
    def previous(self):
        return self._neighbour(1, "previous")

    @property
    def next(self):
        return self._neighbour(-1, "next")

    @property
    def previous_but_one(self):
        return self._neighbour(2, "previous but one")

    def before(self, *by):
        """The row before this one in another order than the table's own: by these expressions, missing ones last."""
        return self._neighbour(1, f"before#{next(NUMBERS)}", by)

    def after(self, *by):
        """The row after this one in another order than the table's own, like `before`."""
        return self._neighbour(-1, f"after#{next(NUMBERS)}", by)

    def _neighbour(self, step, word, by=None):
        order = word if by else "its own"
        by = by or ORDER[self._table.removesuffix(LAST)]
        return Columns(lambda column: self._beside(step, word, order, by, column), self._check, exists=True)

    def _beside(self, step, word, order, by, column):
        return self._want(Neighbour(self._table, f"{word}.{column}", step, order, by, column))
