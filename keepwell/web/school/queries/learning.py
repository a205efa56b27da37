"""Personal education plans by term, and the virtual school's view of all children in care."""

from collections import Counter
from datetime import date
from functools import cached_property

from keepwell.attendance.counting import count
from keepwell.attendance.register import school_year, title

from ...access import door
from ...record.models import Child
from ...record.queries.calling import called, names_of
from .. import may
from ..models import TERMS, EducationTerm, Register
from .life import in_care

MISSING = "missing"
STATES = {MISSING: "Missing", **EducationTerm.STATES}
COLOURS = {MISSING: "red", "draft": "blue", "waiting": "yellow", "returned": "orange", "approved": "green"}


def term_of(day):
    """(school year, term) of a day. Spring is taken from January and summer from April on; schools differ."""
    return school_year(day), "autumn" if day.month >= 8 else "spring" if day.month <= 3 else "summer"


def words_of_term(year, term):
    return f"{dict(TERMS)[term]} term {title(year)}"


class Row:
    """A child in care in the list: the state of this term's plan."""

    def __init__(self, child, uid, plan):
        self.child, self.uid, self.plan = child, uid, plan
        self.state = plan.state if plan else MISSING
        self.said, self.colour = STATES[self.state], COLOURS[self.state]
        self.name, self.per_cent = None, None


class VirtualSchool:
    """The children in care whom a reader may know as such and whose plans they may see, with this term's plan."""

    def __init__(self, by, purpose, on=None, state=""):
        self.by, self.purpose, self.on = by, purpose, on or date.today()
        self.state = state if state in STATES else ""
        self.year, self.term = term_of(self.on)

    @cached_property
    def rows(self):
        known = door.only_known(Child.objects.all(), by=self.by, purpose=self.purpose)
        known = known.filter(pk__in=in_care(self.on)).order_by().values_list("pk", "person__uid")
        uids = dict(known)
        seen = set(uids.values())
        for category in ("care", may.EDUCATION):
            seen &= may.among(seen, by=self.by, action="view", category=category, purpose=self.purpose)
            seen -= {uids[pk] for pk in may.shut(uids, category, self.purpose)}
        plans = EducationTerm.objects.filter(year=self.year, term=self.term).defer("sealed_words", "sealed_why")
        held = {plan.child_id: plan for plan in plans}
        return [Row(pk, uid, held.get(pk)) for pk, uid in uids.items() if uid in seen]

    @cached_property
    def counts(self):
        """{state: how many}"""
        held = Counter(row.state for row in self.rows)
        return {state: held[state] for state in STATES}

    @cached_property
    def chosen(self):
        order = {state: n for n, state in enumerate(("waiting", MISSING, "returned", "draft", "approved"))}
        chosen = [row for row in self.rows if not self.state or row.state == self.state]
        return sorted(chosen, key=lambda row: (order[row.state], row.child))

    def shown(self, some):
        """These rows with names, and attendance of this year where the reader may see it."""
        names = names_of([row.child for row in some])
        open_to = may.among([row.uid for row in some], by=self.by, action="view", category=may.ATTENDANCE,
                            purpose=self.purpose)  # fmt: skip
        marks = dict(Register.objects.filter(child__in=[row.child for row in some], year=self.year)
                     .values_list("child_id", "marks"))  # fmt: skip
        for row in some:
            row.name = called(names[row.child], self.on)
            if row.uid in open_to and row.child in marks:
                row.per_cent = count(marks[row.child]).per_cent
        return some
