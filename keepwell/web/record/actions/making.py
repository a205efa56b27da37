"""Making a record by hand: a new child, the people around a child, how to reach them, and a move to another address."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from ...access import actions as doors
from ...access import door
from ...access.policy import policy
from ...staff.queries import roles_of
from .. import names
from ..elsewhere import changed
from ..models import Address, Child, Contact, Given, Identifier, Name, Person, Relationship, SchoolPlace
from ..queries import likeness
from . import pairing

WHO, AROUND, REACH = door.CATEGORY_OF_BEING_KNOWN, "relationships", "contact-details"
HOME, SEALED_HOME = "address", "sealed-address"
# From each side the same: then the other child's record says so too.
BOTH_WAYS = ("sibling", "half-sibling")
KIND_OF = {"sibling": "sibling", "half-sibling": "sibling", "carer": "carer", "foster-carer": "carer", "other": "other"}


@dataclass(frozen=True)
class NewChild:
    """What is known of a child when the record is made. `numbers`: {kind of Identifier: number}, `home`: of Address."""

    given: str
    family: str = ""
    known_as: str = ""
    born_on: date | None = None
    birth_expected_on: date | None = None
    sex: str = ""
    numbers: dict | None = None
    home: dict | None = None

    def facts(self):
        """What of it is compared with the records there are."""
        words = {word for name in (self.given, self.family, self.known_as) for word in names.words(name)}
        numbers = {likeness.bare(value) for value in (self.numbers or {}).values() if value}
        return likeness.Facts(frozenset(words), self.born_on, frozenset(numbers))


@transaction.atomic
def make_child(new, *, by, purpose, giver, said="", why="", on=None):
    """Make the record of a NewChild and bring it within the reach of its maker; returns the Child.

    said     what its maker answered to the records that are like it (Pair.SAID); why: a few words without personal
             data for the history, such as "referral"
    giver    who told us, here as in all that follow (`record.givers`)

    The records that are like it are kept as pairs, also those that are closed to the maker: whoever may open both
    sees them. NotForYou when `by` may not add children.
    """
    door.ask(by=by, action="add", category=WHO, purpose=purpose, what="make a record")
    on, facts = on or timezone.localdate(), new.facts()
    alike = likeness.like(facts)
    person = _person(kind="child", sex=new.sex, born_on=new.born_on, birth_expected_on=new.birth_expected_on, why=why)
    child = Child.objects.create(person=person)
    _name(person, new)
    for kind, value in (new.numbers or {}).items():
        if value:
            Identifier.objects.create(person=person, kind=kind, value=value)
    if new.home:
        Address.objects.create(person=person, **new.home)
    _given(child, person, giver, by)
    within_reach(child, by=by, on=on)
    door.passed([person.uid], by=by, action="make a record", purpose=purpose, categories=_told(new))
    pairing.keep(child, alike, said=said, by=by)
    changed.send(Child, children=[child.pk])
    return child


def _told(new):
    told = [HOME] if new.home and not new.home.get("sealed") else []
    return told + ([SEALED_HOME] if new.home and new.home.get("sealed") else []) + (["characteristics"] * bool(new.sex))


def _person(*, kind, why="", **facts):
    """A Person with a number of our own: nine figures that follow from nothing."""
    made = Person(kind=kind, **facts)
    made.reference = _free_number(made.uid)
    made.folded = made.reference
    made._change_reason = why or None
    made.save()
    return made


def _free_number(uid):
    """K and nine figures: SSDA903 takes ten characters."""
    while True:
        number = f"K{uid.int % 10**9:09}"
        if not Person.objects.filter(folded=number).exists():
            return number
        uid = uuid.uuid4()


def _name(person, new):
    Name.objects.create(person=person, given=new.given, family=new.family)
    if new.known_as:
        Name.objects.create(person=person, kind="preferred", given=new.known_as)
    names.index([person.pk])


def within_reach(child, *, by, on, to=None):
    """Allocate the child so that its maker reaches it: to them, to their team or to their school, as their role says.

    Where a role of theirs reaches every child, nobody is allocated. `to` (a User or a Team) is allocated besides.
    """
    ways = _ways(by, on)
    if "all" not in ways or to:
        whom = to or ways.get("allocated") or ways.get("team") or ways.get("school")
        if whom:
            doors.allocate(child.person.uid, to=whom, starts_on=on, by=by)
            door.note(by=by, action="allocate", child=child.person.uid)
    school = ways.get("school")
    if school and school.urn:
        SchoolPlace.objects.create(child=child, school=school.name, urn=school.urn, starts_on=on)


def _ways(by, on):
    """{reach: whom to allocate} of the roles by which this person may add children."""
    found, purpose = {}, door.purpose_of(by)
    for held in roles_of(by, on):
        role = policy().roles.get(held.role)
        if role and policy().decide([held.role], "add", WHO, purpose).allowed:
            found.setdefault(role.reach, held.team if role.reach in ("team", "school") else by)
    return found


# The people around the child ------------------------------------------------------------------------------------------


@transaction.atomic
def add_relative(child, *, other=None, given="", family="", kind, parental_responsibility=None, starts_on=None,
                 by, purpose, giver):  # fmt: skip
    """Somebody is the `kind` (Relationship.KINDS) of this child: `other` is a Child with a record, else a new person.

    Returns the Person. Brothers and sisters are so from both sides, where `by` may write in the other record too.
    """
    _ask(child, "add", [AROUND], by, purpose, "add a relative")
    person = other.person if other else _relative(given, family, kind)
    made = Relationship.objects.create(
        person=child.person, other=person, kind=kind, parental_responsibility=parental_responsibility,
        starts_on=starts_on,
    )  # fmt: skip
    _given(child, made, giver, by)
    if other is None:
        _given(child, person, giver, by)
    touched = [child.pk]
    if other and kind in BOTH_WAYS and AROUND in door.open(other, by=by, purpose=purpose).may_do("add"):
        _ask(other, "add", [AROUND], by, purpose, "add a relative")
        if not Relationship.objects.filter(person=person, other=child.person, kind=kind).exists():
            also = Relationship.objects.create(person=person, other=child.person, kind=kind, starts_on=starts_on)
            _given(other, also, giver, by)
        touched.append(other.pk)
    changed.send(Child, children=touched)
    return person


def _relative(given, family, kind):
    made = _person(kind=KIND_OF.get(kind, "other" if kind in ("grandparent", "aunt-uncle") else "parent"))
    Name.objects.create(person=made, given=given, family=family)
    names.index([made.pk])
    return made


@transaction.atomic
def add_contact(child, *, person, kind, value, note="", do_not_contact=False, by, purpose, giver):
    """A way to reach the child or somebody around them (a Person), or that they must not be contacted."""
    _ask(child, "add", [REACH], by, purpose, "add a way to reach somebody")
    made = Contact.objects.create(person=person, kind=kind, value=value, note=note, do_not_contact=do_not_contact)
    _given(child, made, giver, by)
    changed.send(Child, children=[child.pk])
    return made


@transaction.atomic
def move_home(child, *, kind, starts_on, sealed=False, by, purpose, giver, **lines):
    """The child lives elsewhere from a day on: a new Address; the one before of this kind ends on that day.

    lines   line_1, line_2, town, postcode
    """
    _ask(child, "add", [SEALED_HOME if sealed else HOME], by, purpose, "write down an address")
    standing = Address.objects.filter(person=child.person, kind=kind, ends_on=None)
    for old in standing.exclude(starts_on__gt=starts_on):
        old.ends_on = starts_on
        old.save()
    made = Address.objects.create(person=child.person, kind=kind, starts_on=starts_on, sealed=sealed, **lines)
    _given(child, made, giver, by)
    changed.send(Child, children=[child.pk])
    return made


def _given(child, row, giver, by):
    """Keep who told us what stands in this row."""
    Given.objects.create(child=child, model=row._meta.label_lower, key=row.pk, giver=giver, by=by)


def _ask(child, action, categories, by, purpose, what):
    door.ask_of(child, by=by, action=action, categories=categories, purpose=purpose, what=what)
