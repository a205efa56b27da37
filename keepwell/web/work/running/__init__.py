"""Which clocks run on a child: from the rows of the record, room by room of the field. Nothing is written here."""

from . import adoption, care, leaving, protection
from .facts import gather

AREAS = (protection, care, leaving, adoption)
TELLS = {clock: categories for area in AREAS for clock, categories in area.TELLS.items()}


def runs(children):
    """Every Running clock that the record itself feeds, of these children (keys)."""
    for one in gather(children):
        for area in AREAS:
            yield from area.runs(one)
