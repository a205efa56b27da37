"""Who the child is: what stands at the head of each page of the record."""

from functools import cached_property

from keepwell.clocks.ages import age_on

from ...access.reach import emergency_of
from ..models import Identifier, Name
from .calling import is_past
from .cells import coded
from .sheets import CALLED

NUMBERS = (("upn", "UPN"), ("nhs_number", "NHS number"))


class Head:
    """Name, age and numbers of the child whose `rows` (Rows, which have met the child) are open."""

    def __init__(self, rows):
        self.rows, self.on, self.may = rows, rows.on, rows.may
        self.child, self.person, self.refused = rows.child, rows.person, rows.opened.refused

    @cached_property
    def emergency(self):
        """The emergency by which alone the record is open to the reader; None when it is open without."""
        opened = self.rows.opened
        return emergency_of(opened.by, self.person.uid) if opened.emergency else None

    @property
    def called(self):
        return self.rows.called(self.person.pk)

    @property
    def former(self):
        return [n.full for n in self.rows.of(Name) if is_past(n, self.on) and n.full != self.called.full]

    @property
    def age(self):
        """Age today, or on the day the child died."""
        return age_on(self.person.born_on, self.person.died_on or self.on) if self.person.born_on else None

    @property
    def numbers(self):
        rows = [i for i in self.rows.of(Identifier) if not (i.ends_on and i.ends_on < self.on)]
        return [(short, i.value) for kind, short in NUMBERS for i in rows if i.kind == kind and i.value]

    @property
    def no_upn(self):
        has = any(i.kind == "upn" and i.value for i in self.rows.of(Identifier))
        return None if has or not self.child.upn_unknown else coded(self.child, "upn_unknown")

    @property
    def closed_kinds(self):
        """Kinds of record that this reader's role does not open, as words."""
        return sorted(CALLED.get(c, c.replace("-", " ").capitalize()) for c in self.refused)
