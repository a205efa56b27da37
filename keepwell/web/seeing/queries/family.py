"""The family of one child, as the reader may see it: who there is, what joins them, and the same as lines of a table.

Relatives come from the relationships of the child's own record. Relationships of brothers and sisters, and of the
child's own children, stand in records of their own: they are read only where the reader may know of those children and
of their relationships, and that is logged. Of a relative with a record of their own of which the reader may not know,
nothing is told but what the family told: the name and the relationship.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from keepwell.web.access import consent, door
from keepwell.web.access.policy import policy
from keepwell.web.record.models import Relationship

from ..genogram import KINDS, Member, Tie

CATEGORY = "relationships"
PARENTS = ("father", "mother", "parent")
SEXES = {"M": "male", "1": "male", "F": "female", "2": "female"}
# Kinds of relationship whose line has a kind of its own: all who are that are joined to the child by one line.
LINES = {
    "step-parent": "step", "carer": "carer", "foster-carer": "carer", "grandparent": "grandparent",
    "aunt-uncle": "aunt",
}  # fmt: skip
BACK = {"mother": "own-child", "father": "own-child", "parent": "own-child"}  # as the other's record says of the child


@dataclass(frozen=True)
class Line:
    """One relationship, as a row of the table."""

    name: str
    words: str
    sex: str
    born_on: date | None
    died_on: date | None
    responsible: bool | None
    starts_on: date | None
    ends_on: date | None
    uid: object = None  # of a record that the reader may open


@dataclass
class _Found:
    """A relative while they are gathered: their rows, and those of their own record that speak of the child."""

    person: object
    rows: list = field(default_factory=list)
    back: list = field(default_factory=list)


class Family:
    """The family of the child whose Rows are given; `opened` must open its relationships."""

    def __init__(self, rows):
        self.rows, self.opened, self.on, self.child = rows, rows.opened, rows.on, rows.child
        self.others = self._others()
        people = {self.child.pk, *self.others}
        rows.meet(people)

    # Who there is -----------------------------------------------------------------------------------------------------

    def _others(self):
        found = {}
        for row in self.rows.of(Relationship):
            if row.other_id != self.child.pk:
                found.setdefault(row.other_id, _Found(row.other)).rows.append(row)
        for row in self._back:
            found.setdefault(row.person_id, _Found(row.person)).back.append(row)
        return found

    @cached_property
    def _open(self):
        """{uid: whether their relationships are open too} of the other children whom the reader may know of."""
        back = Relationship.objects.filter(other=self.child.person_id, person__child__isnull=False)
        keys = {r.other.uid: r.other_id for r in self.rows.of(Relationship) if hasattr(r.other, "child")}
        keys |= dict(back.values_list("person__uid", "person"))
        keys.pop(self.child.person.uid, None)
        visitor, purpose = self.opened.before.visitor, self.opened.purpose
        known = visitor.known_among(keys, purpose) if keys else {}
        waits = consent.shut([keys[uid] for uid in known], [CATEGORY], purpose) if known else {}
        return {uid: _opens(visitor, to, purpose) and not waits.get(keys[uid]) for uid, to in known.items()}

    @cached_property
    def _back(self):
        """Relationships of the child's own children, from their records."""
        uids = [uid for uid, opens in self._open.items() if opens]
        rows = Relationship.objects.filter(other=self.child.person_id, person__uid__in=uids, kind__in=BACK)
        return list(rows.select_related("person", "person__child").exclude(person=self.child.person_id))

    @cached_property
    def _theirs(self):
        """{child: the parents that their own record names}, of brothers, sisters and own children who are open."""
        uids = [uid for uid, opens in self._open.items() if opens]
        rows = Relationship.objects.filter(
            person__uid__in=uids, kind__in=PARENTS, other__in=[self.child.pk, *self.others]
        )
        found = defaultdict(set)
        for person, other in rows.values_list("person", "other"):
            if person in self.others and person != other:
                found[person].add(other)
        return found

    def log(self):
        """Say in the log whose relationships were read besides the child's own."""
        read = {one.person.uid for key, one in self.others.items() if key in self._theirs or one.back}
        if read:
            door.listed(sorted(read), by=self.opened.by, purpose=self.opened.purpose, categories=[CATEGORY])

    # The people -------------------------------------------------------------------------------------------------------

    @cached_property
    def members(self):
        return [self._self(), *(self._member(key, one) for key, one in self.others.items()), *self._born()]

    def _self(self):
        person = self.child.person
        return Member(self.child.pk, self.rows.called(self.child.pk).full, ("self",), "This child", self._sex(person),
                      person.born_on, person.died_on, dead=person.died_on is not None)  # fmt: skip

    def _member(self, key, one):
        kinds = [row.kind if row.kind in KINDS else "other" for row in one.rows] + [BACK[row.kind] for row in one.back]
        shown = self._shown(one.person)
        sex = next((KINDS[k][1] for k in kinds if KINDS[k][1]), self._sex(one.person) if shown else "")
        lines = [row for row in one.rows if self._stands(row)] or one.rows
        said = [row.parental_responsibility for row in lines if row.parental_responsibility is not None]
        died = one.person.died_on if shown else None
        return Member(
            key, self.rows.called(key).full, tuple(dict.fromkeys(kinds)), self._words(one, lines), sex,
            one.person.born_on if shown else None, died, dead=died is not None,
            responsible=any(said) if said else None,
        )  # fmt: skip

    def _words(self, one, lines):
        said = [row.get_kind_display() for row in lines] + ["Own child" for _ in one.back]
        words = ", ".join(dict.fromkeys(said))
        ended = [row.ends_on for row in one.rows if row.ends_on]
        past = one.rows and len(ended) == len(one.rows) and not any(self._stands(row) for row in one.rows)
        return f"{words}, until {max(ended).year}" if past else words

    def _born(self):
        """The child's own child, of whom the record may know nothing but the day."""
        day = self.child.own_child_born_on
        if day and not any(one.back and one.person.born_on == day for one in self.others.values()):
            yield Member(0, "Name not recorded", ("own-child",), "Own child", born_on=day)

    def _stands(self, row):
        return (row.starts_on or self.on) <= self.on <= (row.ends_on or self.on)

    def _shown(self, person):
        """May more than the name be told? Not of one whose own record the reader may not know of."""
        return not hasattr(person, "child") or person.uid in self._open

    def _sex(self, person):
        return SEXES.get(person.sex, "") if self.opened.may("characteristics") else ""

    # What joins them --------------------------------------------------------------------------------------------------

    @cached_property
    def ties(self):
        own = self._of(*PARENTS)
        whole, half, families = [self.child.pk, *self._of("sibling")], [], defaultdict(list)
        for key in self._of("half-sibling"):
            parents = frozenset(self._theirs.get(key, ()))
            (families[parents] if parents.intersection(own) else half).append(key)
        for key in [m.key for m in self.members if "own-child" in m.kinds]:
            families[frozenset({self.child.pk, *self._theirs.get(key, ())})].append(key)
        ties = [Tie("parents", tuple(own), tuple(k for k in whole if k not in own))]
        ties += [Tie("parents", self._ordered(parents), tuple(k for k in children if k not in parents))
                 for parents, children in families.items()]  # fmt: skip
        ties += [Tie("half", (), (self.child.pk, *half))] if half else []
        ties += [Tie(line, tuple(self._line_of(line)), (self.child.pk,)) for line in dict.fromkeys(LINES.values())]
        return [tie for tie in ties if len(set(tie.members)) > 1 and tie.children]

    def _of(self, *kinds):
        return [key for kind in kinds for key, one in self.others.items() if any(r.kind == kind for r in one.rows)]

    def _line_of(self, line):
        return [key for kind, of in LINES.items() if of == line for key in self._of(kind)]

    def _ordered(self, keys):
        return tuple(sorted(keys, key=[m.key for m in self.members].index))

    # The table --------------------------------------------------------------------------------------------------------

    @cached_property
    def lines(self):
        """A Line for each relationship, in the order of the picture; the same said twice comes once."""
        sexes = {m.key: m for m in self.members}
        order = sorted(self.others, key=lambda key: (sexes[key].generation, sexes[key].order))
        found = [line for key in order for line in self._lines_of(sexes[key], self.others[key])]
        found += [Line(m.name, m.words, "", m.born_on, None, None, None, None) for m in self.members if m.key == 0]
        return list(dict.fromkeys(found))

    def _lines_of(self, member, one):
        uid = one.person.uid if one.person.uid in self._open else None
        given = [(r.get_kind_display(), r.parental_responsibility, r) for r in one.rows]
        given += [("Own child", None, r) for r in one.back]
        for words, responsible, row in given:
            yield Line(member.name, words, member.sex, member.born_on, member.died_on, responsible, row.starts_on,
                       row.ends_on, uid)  # fmt: skip


def _opens(visitor, to, purpose):
    """May the reader see the relationships of a child to whom they stand so?"""
    return policy().decide(visitor.roles, "view", CATEGORY, purpose, standing=to).allowed
