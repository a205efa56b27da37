"""The shelves of some children, each read once, however many tables and returns ask for it."""

from ..mapping.child import ChildShelf
from ..mapping.shelf import YEAR
from ..models import Person


class Shelves:
    """Reads for these children (keys) when first asked; what it hands out is for reading only."""

    def __init__(self, owners):
        self.owners = list(owners)
        self._held = {}
        self._references = None

    def load(self, shelf, year=None):
        """Every row of the shelf, as Shelf.load gives them."""
        yearly = YEAR in getattr(shelf, "fixed", {}).values()
        # Every ChildShelf holds the same: three tables speak of the child alone.
        key = (ChildShelf if isinstance(shelf, ChildShelf) else id(shelf), year if yearly else None)
        if key not in self._held:
            self._held[key] = shelf.load(self.owners, year)
        return self._held[key]

    @property
    def children(self):
        """The children's own facts, by key."""
        return {held.owner: held.facts for held in self.load(ChildShelf())}

    @property
    def references(self):
        """The controller's numbers, by key."""
        if self._references is None:
            self._references = dict(Person.objects.filter(pk__in=self.owners).values_list("pk", "reference"))
        return self._references
