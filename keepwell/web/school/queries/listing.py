"""The list of pupils: narrowed by year group, school or threshold, and sorted."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from keepwell.attendance.counting import Count
from keepwell.attendance.thresholds import THRESHOLDS

from ...access import door
from ...record.models import Name, SchoolPlace
from ...record.queries.calling import called, names_of
from .. import may
from ..models import Register
from .registers import lines

SORTS = {"attendance": "Attendance", "name": "Name", "missed": "Sessions missed", "unauthorised": "Without leave"}
SCHOOLS = 40  # offered to choose from


@dataclass(frozen=True)
class Asked:
    """What an address asks for; what is not on offer is left out."""

    year: int
    sort: str = "attendance"
    over: str = ""
    group: str = ""
    school: str = ""

    @classmethod
    def of(cls, given, year):
        sort, over = given.get("sort", ""), given.get("over", "")
        return cls(year, sort if sort in SORTS else "attendance", over if over in THRESHOLDS else "",
                   given.get("group", "")[:20], given.get("school", "")[:20])  # fmt: skip

    def but(self, **changed):
        """The query of the same list with this changed."""
        wanted = vars(replace(self, **changed))
        return urlencode({key: value for key, value in wanted.items() if value not in ("", "attendance")})


class Listing:
    """Everything on the page of the list, of the children whose attendance this person may see."""

    def __init__(self, by, purpose, asked):
        self.by, self.asked, self.on = by, asked, date.today()
        wanted = {"by": by, "action": "view", "category": may.ATTENDANCE, "purpose": purpose}
        found = lines(may.only(Register.objects.all(), **wanted), asked.year)
        shut = may.shut([line.child for line in found], may.ATTENDANCE, purpose)
        self.lines = [line for line in found if line.child not in shut]
        if door.may(by, "view", may.EDUCATION, purpose).allowed:
            self._place([line.child for line in self.lines])

    def _place(self, children):
        places = SchoolPlace.objects.order_by("child_id", "starts_on", "pk")
        places = places.filter(child__in=children) if len(children) < 500 else places
        held = {child: (group, school, urn) for child, group, school, urn, ends in places.values_list(
            "child_id", "year_group", "school", "urn", "ends_on") if ends is None or ends >= self.on}  # fmt: skip
        for line in self.lines:
            line.group, line.school, line.urn = held.get(line.child, ("", "", ""))

    @cached_property
    def groups(self):
        """[(year group, how many, the query of it)]"""
        held = Counter(line.group for line in self.lines if line.group)
        groups = sorted(held.items(), key=lambda one: (len(one[0]), one[0]))
        return [(group, n, self.asked.but(group=group)) for group, n in groups]

    @cached_property
    def schools(self):
        """[(URN or name, name, how many, the query of it)], when there is more than one."""
        held, names = Counter(), {}
        for line in self.lines:
            if line.school:
                key = line.urn or line.school
                held[key] += 1
                names[key] = line.school
        most = held.most_common(SCHOOLS) if len(held) > 1 else []
        return [(key, names[key], n, self.asked.but(school=key)) for key, n in most]

    @cached_property
    def within(self):
        """The lines of the year group and school asked for."""
        group, school = self.asked.group, self.asked.school
        found = [line for line in self.lines if not group or line.group == group]
        return [line for line in found if not school or school in (line.urn, line.school)]

    @cached_property
    def over(self):
        """{id of a threshold: how many of them reached it}"""
        held = Counter(id for line in self.within for id in line.reached)
        return {id: held[id] for id in THRESHOLDS}

    @cached_property
    def count(self):
        return sum((line.count for line in self.within), Count())

    @cached_property
    def chosen(self):
        chosen = [line for line in self.within if not self.asked.over or self.asked.over in line.reached]
        if self.asked.sort == "name":
            return self._by_name(chosen)
        keys = {
            "attendance": lambda line: (line.count.per_cent is None, line.count.per_cent, line.child),
            "missed": lambda line: (-line.count.missed, line.child),
            "unauthorised": lambda line: (-line.count.unauthorised, line.child),
        }
        return sorted(chosen, key=keys[self.asked.sort])

    def _by_name(self, chosen):
        """By the name that was given first: what each is called today is looked up for those shown only."""
        rows = Name.objects.filter(kind="legal").order_by("-pk")
        rows = rows.filter(person__in=[line.child for line in chosen]) if len(chosen) < 500 else rows
        names = {person: (family.lower(), given.lower()) for person, family, given in
                 rows.values_list("person_id", "family", "given")}  # fmt: skip
        return sorted(chosen, key=lambda line: (names.get(line.child, ("~", "")), line.child))

    def shown(self, some):
        """These lines with what each child is called."""
        names = names_of([line.child for line in some])
        for line in some:
            line.name = called(names[line.child], self.on)
            line.thresholds = [line.reached[id] for id in THRESHOLDS if id in line.reached]
        return some

    @property
    def everybody(self):
        return self.asked.but(over="")

    @property
    def every_group(self):
        return self.asked.but(group="")

    @property
    def every_school(self):
        return self.asked.but(school="")

    @property
    def sorts(self):
        return [(key, words, self.asked.but(sort=key), key == self.asked.sort) for key, words in SORTS.items()]
