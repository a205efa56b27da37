"""Writing one row of the record: adding it, changing it. Who may do so is asked by whoever calls, and logged there.

Returns of collection years before `year` go on saying what they said. `kind` is None for a table that no return has.
"""

from .. import history
from ..mapping.shelf import Held
from .remembering import remember_before


def add_row(child, *, shelf, parent, facts, year):
    """Add a row with all its facts (name -> value), hanging on the row with the key `parent`; returns its key."""
    held = Held(child.pk, parent, shelf.tidy(facts, year))
    shelf.create([held], year)
    shelf.finish([child.pk])
    return held.key


def change_row(child, *, shelf, kind, held, changes, year, by, why):
    """Write `changes` (fact -> value) into the row `held`. `why`: a few words without personal data, kept with the
    version that was."""
    before = dict(held.facts)
    held.facts |= changes
    held.changed = set(changes)
    shelf.derive(held.facts)
    if kind:
        remember_before(year, kind.map, [held], {held.key: before}, collection=kind.collection)
    with history.because(by, why):
        shelf.update([held])
        shelf.finish([child.pk])
