"""What a person is called today, out of all the names the record has for them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ..models import Name

UNKNOWN = "Name not known"
LONG_AGO = date.min


@dataclass(frozen=True)
class Called:
    """`full` is the name today, `known_as` a preferred one that differs, `family` and `given` are for sorting."""

    full: str = UNKNOWN
    known_as: str = ""
    family: str = ""
    given: str = ""


def called(names, on):
    """What a person with these names (Name rows) is called on a day."""
    legal = _latest(names, ("legal",), on) or _latest(names, ("preferred", "alias", "former"), on)
    if legal is None:
        return Called()
    preferred = _latest(names, ("preferred",), on)
    return Called(legal.full or UNKNOWN, _known_as(legal, preferred), legal.family, legal.given)


def is_past(name, on):
    """Is this name no longer used on that day?"""
    return name.kind == "former" or bool(name.ends_on and name.ends_on < on)


def names_of(people):
    """{person id: their Name rows}, for ids of people."""
    found = defaultdict(list)
    for name in Name.objects.filter(person__in=people):
        found[name.person_id].append(name)
    return found


def _latest(names, kinds, on):
    """The name of the first of these kinds that is in use, the one taken latest; a past one when there is no other."""
    fitting = [n for n in names if n.kind in kinds and n.full]
    return max(fitting, key=lambda n: (not is_past(n, on), -kinds.index(n.kind), n.starts_on or LONG_AGO, n.pk),
               default=None)  # fmt: skip


def _known_as(legal, preferred):
    if preferred is None or preferred.full == legal.full:
        return ""
    return preferred.given if preferred.family in ("", legal.family) else preferred.full
