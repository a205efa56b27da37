"""Where a row is mended: a kind of row of one opened record, and which of its columns somebody may see and change."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from keepwell.clocks.collection import CollectionYear

from ..access import door
from . import opening
from .actions import correcting
from .checked import returns_of
from .checks import check_child
from .kinds import KINDS, OF_THE_PLACE
from .models import Address

FIRST_YEAR = 2000


@dataclass(frozen=True)
class Place:
    """A kind of row of one opened record: who is here, which columns they may change, and which only read.

    closed  how many columns they may not see; sealed: are those kept back that would tell where the child lives?
    """

    by: opening.Reader
    opened: object
    kind: object
    year: int
    columns: list
    read_only: list
    closed: int
    sealed: bool

    @property
    def child(self):
        return self.opened.child

    @property
    def who(self):
        """What an action asks to be told of the person."""
        return {"by": self.by.by, "purpose": self.opened.purpose, "year": self.year}

    def checked(self):
        mine = returns_of(self.opened)
        return check_child(self.child, year=self.year, collections=mine).seen_by(self.opened)


def open_place(request, uid, slug, action, what):
    """The Place; NotForYou, logged, when the reader may change nothing of it."""
    by = opening.reader(request.user)
    opened = opening.open_record(uid, by=by)
    kind = KINDS.get(slug)
    if kind is None:
        raise Http404
    free = opened.may_do(action)

    def may(column):
        return free.issuperset(kind.categories_of(column.name))

    seen = [c for c in kind.columns if opened.may(*kind.categories_of(c.name))]
    closed = len(kind.columns) - len(seen)
    hidden = OF_THE_PLACE if Address.objects.filter(person=opened.child.person, sealed=True).exists() else set()
    kept_back = any(c.name in hidden for c in seen)
    seen = [c for c in seen if c.name not in hidden]
    at_home = opened.may(*kind.home) and (action != "add" or free.issuperset(kind.home))
    columns = [c for c in seen if may(c)] if at_home else []
    read_only = [c for c in seen if c not in columns]
    place = Place(by, opened, kind, year_asked(request), columns, read_only, closed, kept_back)
    if not columns:
        for asked in ("view", action):
            door.ask_of(opened.child, by=by.by, action=asked, categories=kind.home or kind.categories,
                        purpose=opened.purpose, what=what)  # fmt: skip
        raise Http404
    return place


def this_year():
    return CollectionYear.of(date.today()).year


def year_asked(request):
    """The collection year from which the returns are to say the new: this one, or the one that is asked for."""
    this, asked = this_year(), request.GET.get("year", "")
    return int(asked) if asked.isascii() and asked.isdigit() and FIRST_YEAR <= int(asked[:5]) <= this else this


def held_at(place, pk):
    try:
        return correcting.find(place.child, place.kind, pk)
    except correcting.Gone:
        raise Http404 from None


def parents_of(place):
    """The rows that a new one may hang on, as (key, words); None when it hangs on none."""
    parent = correcting.parent_of(place.kind)
    if parent is None:
        return None
    if not place.opened.may(*parent.home):
        return []
    return [(h.key, parent.words_of(h.facts) or parent.title) for h in parent.shelf.load([place.child.pk])]
