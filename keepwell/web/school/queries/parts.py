"""The parts of a child's education, health and care plan as far as a reader may read them."""

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag

from ...access.policy import policy
from ...record import vault
from ..actions.parts import words_of
from ..models import PlanPart
from ..parts import SECTIONS, Section

LOST = "This cannot be opened any more."


@dataclass(frozen=True)
class Shown:
    """One part. When it is closed nothing is told of it, not even whether it is written; `kinds` says why it is."""

    section: Section
    closed: bool
    kinds: str = ""
    words: str = ""
    row: object = None
    may_write: bool = False


def parts_of(opened):
    """[Shown] of every section, in order; one query for the texts however many there are."""
    open_to = {id for id, one in SECTIONS.items() if opened.may(*one.categories)}
    rows = PlanPart.objects.filter(child=opened.child, section__in=open_to).select_related("by")
    held = {row.section: row for row in rows}
    key = vault.keys_of([opened.child.pk])[opened.child.pk] if held else None
    return [_shown(opened, one, held.get(id), key, id in open_to) for id, one in SECTIONS.items()]


def _shown(opened, section, row, key, is_open):
    if not is_open:
        return Shown(section, True, kinds=_kinds(opened, section))
    return Shown(section, False, words=_words(row, key) if row else "", row=row,
                 may_write=may_write(opened, section, row))  # fmt: skip


def may_write(opened, section, row):
    """May the reader write in this part, which they may read?"""
    wanted = set(section.categories)
    return wanted <= opened.may_do("edit" if row else "add", wanted)


def _kinds(opened, section):
    """The kinds of information that would have to be open, as the notice calls them."""
    closed = [one for one in section.categories if not opened.may(one)]
    known = policy().categories
    return ", ".join(known[one].title if one in known else "kinds that are not kept here" for one in closed)


def _words(row, key):
    try:
        return words_of(row, key)
    except InvalidTag:
        return LOST


def versions_of(opened, section):
    """[(version, its words)] of a part that is open to the reader, the newest first."""
    rows = PlanPart.history.filter(child=opened.child, section=section.id).select_related("history_user")
    rows = list(rows.order_by("-history_date", "-history_id"))
    key = vault.keys_of([opened.child.pk])[opened.child.pk] if rows else None
    return [(row, _words(row, key)) for row in rows]
