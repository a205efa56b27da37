"""Changing one row of the record by hand: correcting it, adding one that is missing, removing one that is wrong.

Each is one transaction with the decision of the door, the log, the history and a Correction that keeps the reason.
Returns of collection years before `year` go on saying what they said; that year's return and later ones say the new.
"""

from datetime import date

from django.db import transaction

from keepwell.clocks.collection import CollectionYear

from ...access import door
from .. import history
from ..elsewhere import changed
from ..kinds import KINDS
from ..mapping.child import ChildShelf
from ..mapping.shelf import YEAR
from ..models import Child, Correction, SourceRow
from ..queries.returned import KEY, PARENT
from ..queries.said import DATES, cells_of
from .following import seal_adopted
from .refusing import end_all, refused, settle
from .remembering import earlier_than
from .rows import add_row, change_row

MADE = Correction.Made
REFUSED = "refused"  # beside the facts that a person saw: which columns of the row stood refused


class Gone(Exception):
    """The row is not, or no longer, part of this child's record."""


class Meanwhile(Exception):
    """Somebody else changed the row since it was shown: `facts` are those that changed, as the record has them now."""

    def __init__(self, facts):
        super().__init__("changed meanwhile")
        self.facts = facts


class StillHolds(Exception):
    """Other rows hang on the row: `kinds` says of which kinds."""

    def __init__(self, kinds):
        super().__init__("other rows hang on it")
        self.kinds = kinds


def find(child, kind, key):
    """The Held of a row of this child's record; Gone when there is none."""
    shelf = kind.shelf
    year = None
    if YEAR in getattr(shelf, "fixed", {}).values():
        year = shelf.model.objects.filter(pk=key, child=child).values_list("year", flat=True).first()
    held = next((h for h in shelf.load([child.pk], year) if h.key == key), None)
    if held is None:
        raise Gone
    return held


def plain(value):
    """A fact as text or number that JSON holds."""
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def correct(child, *, kind, key, facts, was, reason, by, purpose, year, refusals=None, giver=""):
    """Write `facts` (name -> value) into a row; returns the names of those that changed.

    was       name -> value (as `plain` gives it) that the person saw; raises Meanwhile when the record says otherwise
              now. Under REFUSED, the columns that stood refused.
    refusals  column of the return -> (question, would they not say it?), where the return has no code for that
    giver     who told us (`record.givers`)
    """
    refusals = refusals or {}
    held = _locked(child, kind, key, was, refusals)
    changes, declined = _changes(kind, held, facts), _declined(refusals, key)
    if not changes and not declined:
        return []
    asked = _categories(kind, changes) | _categories_of(kind, declined)
    _ask(child, "edit", asked, by, purpose, "correct")
    settle(child, items=declined, key=key, by=by)
    said = ({item: not wanted for item, (_, wanted) in declined.items()}, {i: w for i, (_, w) in declined.items()})
    if not changes:
        _note(child, kind, key, MADE.CORRECTED, reason, by, year, *said, giver)
        return sorted(declined)
    was_said, is_said = _plain(held.facts, changes) | said[0], _plain(changes) | said[1]
    note = _note(child, kind, key, MADE.CORRECTED, reason, by, year, was_said, is_said, giver)
    change_row(child, shelf=kind.shelf, kind=kind, held=held, changes=changes, year=year, by=by,
               why=f"correction {note.pk}")  # fmt: skip
    seal_adopted(child)
    changed.send(Child, children=[child.pk])
    return sorted([*changes, *declined])


@transaction.atomic
def add(child, *, kind, parent, facts, reason, by, purpose, year, refusals=None, giver=""):
    """Add a row, hanging on the row with the key `parent` if its kind hangs on others; returns its key.

    Raises Gone when there is no such row to hang on. refusals, giver: as for `correct`.
    """
    refusals = {item: one for item, one in (refusals or {}).items() if one[1]}
    Child.objects.select_for_update().get(pk=child.pk)
    filled = {fact for fact, value in facts.items() if value not in (None, "")}
    asked = kind.home | _categories(kind, filled) | _categories_of(kind, refusals)
    _ask(child, "add", asked, by, purpose, "add a row")
    if kind.map.parent:
        find(child, parent_of(kind), parent)
    every = dict.fromkeys(kind.map.columns.values()) | facts
    key = add_row(child, shelf=kind.shelf, parent=parent, facts=every, year=year)
    settle(child, items=refusals, key=key, by=by)
    seal_adopted(child)
    changed.send(Child, children=[child.pk])
    said = _plain(facts, filled) | dict.fromkeys(refusals, True)
    _note(child, kind, key, MADE.ADDED, reason, by, year, None, said, giver)
    return key


@transaction.atomic
def remove(child, *, kind, key, was, reason, by, purpose, year, giver=""):
    """Remove a row on which no other hangs; raises StillHolds when one does."""
    held = _locked(child, kind, key, was)
    _ask(child, "edit", kind.categories, by, purpose, "remove a row")
    if hanging := [k for k in KINDS.values() if _hang_on(k, kind, held)]:
        raise StillHolds(hanging)
    end_all([kind.item(column) for column in kind.columns], key, by)
    _set_sources_free(child, kind, held, year)
    note = _note(child, kind, key, MADE.REMOVED, reason, by, year, _plain(held.facts, held.facts), None, giver)
    with history.because(by, f"correction {note.pk}"):
        kind.shelf.remove(held)
    changed.send(Child, children=[child.pk])


def parent_of(kind):
    """The Kind of the rows that this kind hangs on, or None."""
    return kind.map.parent and KINDS[f"{kind.collection}-{kind.map.parent[0].lower()}"]


def _locked(child, kind, key, was, refusals=()):
    """The row, nobody else changing the record of this child meanwhile; Meanwhile when it is not as it was seen."""
    Child.objects.select_for_update().get(pk=child.pk)
    held = find(child, kind, key)
    saw = {fact: said for fact, said in was.items() if fact != REFUSED}
    others = {fact: held.facts[fact] for fact, said in saw.items() if plain(held.facts[fact]) != said}
    standing = sorted(refused(refusals, key))
    if refusals and standing != was.get(REFUSED, []):
        others[REFUSED] = standing
    if others:
        raise Meanwhile(others)
    return held


def _changes(kind, held, facts):
    facts = dict(facts)
    # One column of SSDA903 holds the pupil number or the reason why there is none: a new one takes the other's place.
    both = {"upn": "", "upn_unknown": ""} if "upn_or_reason" in facts else {}
    if both and facts["upn_or_reason"] == held.facts["upn_or_reason"]:
        both, _ = {}, facts.pop("upn_or_reason")
    wanted = both | kind.shelf.tidy(facts)
    return {fact: value for fact, value in wanted.items() if value != held.facts[fact] and fact != "upn_or_reason"}


def _categories(kind, facts):
    """The categories of the columns in which these facts stand."""
    if {"upn", "upn_unknown"} & set(facts):
        facts = {*facts, "upn_or_reason"}
    named = [kind.categories_of(c.name) for c in kind.columns if kind.fact(c) in facts]
    return frozenset().union(*named)


def _declined(refusals, key):
    """Those of the refusals that are not as they stand."""
    standing = refused(refusals, key)
    return {item: one for item, one in refusals.items() if one[1] != (item in standing)}


def _categories_of(kind, items):
    """The categories of these columns, named as the policy names them."""
    named = [kind.categories_of(item.rpartition(".")[2]) for item in items]
    return frozenset().union(*named)


def _ask(child, action, categories, by, purpose, what):
    door.ask_of(child, by=by, action=action, categories=categories, purpose=purpose, what=what)


def _note(child, kind, key, made, reason, by, year, before, after, giver):
    return Correction.objects.create(
        child=child, kind=kind.slug, key=key, made=made, reason=reason, giver=giver, by=by, year=year, before=before,
        after=after,
    )  # fmt: skip


def _plain(facts, names=None):
    return {fact: plain(facts[fact]) for fact in (facts if names is None else names)}


def _hang_on(other, kind, held):
    if other.collection != kind.collection or not other.map.parent or other.map.parent[0] != kind.table.name:
        return False
    return any(h.parent == held.key for h in other.shelf.load([held.owner]))


def _set_sources_free(child, kind, held, year):
    """The rows of imports that became this one: earlier returns keep it word for word, the others set it aside."""
    rows = SourceRow.objects.filter(
        table=kind.table.name, taken_in__collection=kind.collection, child=child, became=held.key
    ).select_related("taken_in")
    earlier = set(rows.filter(earlier_than(year)).values_list("pk", flat=True))
    for row in rows:
        row.cells = _cells(kind, held, row)
        if row.pk in earlier:
            row.cells |= {PARENT: held.parent, KEY: held.key}
        else:
            row.aside = f"removed from the record by hand on {date.today():%-d %B %Y}"
        row.became = row.given = None
        row.save(update_fields=["cells", "aside", "became", "given"])


def _cells(kind, held, row):
    """The cells of an imported row as its return gives them today."""
    year = row.taken_in.year
    end = CollectionYear(year).end if year else None
    (child,) = ChildShelf().load([held.owner])
    references = {held.owner: row.child.person.reference}
    cells = cells_of(kind.map, held, child.facts, DATES[kind.collection], end, references)
    given = {c: text for c, (text, said) in (row.given or {}).items() if cells.get(c) == said}
    return cells | given
