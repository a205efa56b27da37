"""The family of a child: who is drawn, what joins them, and what a reader may not learn from it."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.seeing.page import rows_of
from keepwell.web.seeing.queries.family import Family
from tests.web.record import people

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


def related(child, other, kind, **more):
    person = getattr(other, "person", other)
    return m.Relationship.objects.create(person=child.person, other=person, kind=kind, **more)


def family_of(child, by=None):
    by = opening.reader(by or people.user())
    return Family(rows_of(opening.open_record(child.person.uid, by=by)))


def named(family):
    return {member.name: member for member in family.members}


def tied(family):
    """{kind of tie: [(names of elders, names of children)]}"""
    names = {member.key: member.name for member in family.members}
    found = {}
    for tie in family.ties:
        sides = tuple(sorted(names[k] for k in side) for side in (tie.elders, tie.children))
        found.setdefault(tie.kind, []).append(sides)
    return found


@pytest.fixture
def ama():
    return people.child("Ama", "Okafor", sex="F")


@pytest.fixture
def mother(ama):
    efua = people.person("Efua", "Okafor", kind="parent", sex="F", born_on=date(1990, 2, 1))
    related(ama, efua, "mother", parental_responsibility=True)
    return efua


def test_parents_brothers_and_others_stand_where_they_belong(ama, mother):
    for kind in ("father", "grandparent", "step-parent", "sibling", "half-sibling", "foster-carer", "aunt-uncle"):
        related(ama, people.person(kind, "X"), kind)
    found = named(family_of(ama))
    assert {name.split(" ")[0]: one.generation for name, one in found.items()} == {
        "Ama": 2, "Efua": 1, "father": 1, "grandparent": 0, "step-parent": 1, "sibling": 2, "half-sibling": 2,
        "foster-carer": 1, "aunt-uncle": 1,
    }  # fmt: skip
    assert found["Efua Okafor"].sex == "female"
    assert found["father X"].sex == "male"  # the relationship tells it
    assert found["Efua Okafor"].responsible is True
    assert found["father X"].responsible is None
    assert tied(family_of(ama)) == {
        "parents": [(["Efua Okafor", "father X"], ["Ama Okafor", "sibling X"])],
        "half": [([], ["Ama Okafor", "half-sibling X"])],
        "step": [(["step-parent X"], ["Ama Okafor"])],
        "carer": [(["foster-carer X"], ["Ama Okafor"])],
        "grandparent": [(["grandparent X"], ["Ama Okafor"])],
        "aunt": [(["aunt-uncle X"], ["Ama Okafor"])],
    }


def test_one_person_with_several_relationships_is_drawn_once_and_told_each_time(ama):
    aunt = people.person("Adwoa", "Mensah")
    related(ama, aunt, "aunt-uncle")
    related(ama, aunt, "foster-carer", starts_on=date(2024, 5, 1), ends_on=date(2025, 5, 1))
    family = family_of(ama)
    assert [one.name for one in family.members] == ["Ama Okafor", "Adwoa Mensah"]
    assert [(line.words, line.ends_on) for line in family.lines] == [
        ("Foster carer", date(2025, 5, 1)), ("Aunt or uncle", None),
    ]  # fmt: skip
    assert set(tied(family)) == {"aunt", "carer"}


def test_a_half_brother_hangs_on_the_parent_that_his_own_record_names(ama, mother):
    kofi = people.child("Kofi", "Larkspur")
    related(ama, kofi, "half-sibling")
    related(kofi, mother, "mother")
    found = tied(family_of(ama))
    assert found["parents"] == [(["Efua Okafor"], ["Ama Okafor"]), (["Efua Okafor"], ["Kofi Larkspur"])]
    assert "half" not in found


def test_reading_anothers_relationships_is_in_their_log(ama, mother, client):
    kofi = people.child("Kofi", "Larkspur")
    related(ama, kofi, "half-sibling")
    related(kofi, mother, "mother")
    client.force_login(people.user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("seeing:family", args=[ama.person.uid])).status_code == 200
    entry = Entry.objects.get(child=kofi.person.uid, action="list")
    assert entry.categories == ["identity", "relationships"]


def test_a_young_mothers_child_is_below_her(ama):
    baby = people.child("Yaw", "Okafor", born_on=date(2026, 5, 1))
    m.Child.objects.filter(pk=ama.pk).update(is_mother=True, own_child_born_on=date(2026, 5, 1))
    related(baby, ama, "mother")
    found = named(family_of(m.Child.objects.get(pk=ama.pk)))
    assert found["Yaw Okafor"].generation == 3
    assert "Name not recorded" not in found


def test_a_young_mothers_child_without_a_record_is_drawn_by_the_day(ama):
    m.Child.objects.filter(pk=ama.pk).update(own_child_born_on=date(2026, 5, 1))
    found = named(family_of(m.Child.objects.get(pk=ama.pk)))
    assert found["Name not recorded"].born_on == date(2026, 5, 1)
    assert tied(family_of(m.Child.objects.get(pk=ama.pk)))["parents"] == [(["Ama Okafor"], ["Name not recorded"])]


@pytest.mark.parametrize("state", ["restricted", "out of reach"])
def test_what_may_not_be_known_of_a_sister_is_not_told(ama, state, client):
    sister = people.child("Esi", "Okafor", born_on=date(2012, 7, 9), strange=True)
    related(ama, sister, "sibling")
    if state == "restricted":
        Restriction.objects.create(child=sister.person.uid, kind="restricted")
    reader = people.user(strange=True)
    Allocation.objects.create(child=ama.person.uid, user=reader, starts_on=date(2020, 1, 1))
    client.force_login(reader, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("seeing:family", args=[ama.person.uid])).content.decode()
    assert ("Esi" in page) == (state == "out of reach")
    assert "2012" not in page
    assert str(sister.person.uid) not in page


def test_a_reader_without_characteristics_sees_no_sex(ama):
    related(ama, people.person("Ruth", "Marsh", sex="F"), "carer")
    lead = people.user("safeguarding-lead")
    Allocation.objects.filter(user=lead).update(team=people.the_team(), user=None)
    assert named(family_of(ama, lead))["Ruth Marsh"].sex == ""


def test_the_page_links_to_the_records_that_may_be_opened_and_draws_everybody(ama, mother, client):
    esi = people.child("Esi", "Okafor <b>")
    related(ama, esi, "sibling")
    client.force_login(people.user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    with people.counted() as sent:
        answer = client.get(reverse("seeing:family", args=[ama.person.uid]))
    page = answer.content.decode()
    assert len(sent) < 45
    assert f'href="{reverse("record:child", args=[esi.person.uid])}">Esi Okafor &lt;b&gt;</a>' in page
    svg = re.search(r'<svg[^>]*aria-labelledby="family-title.*?</svg>', page, re.S).group(0)
    picture = ElementTree.fromstring(svg)
    titles = [one.text for one in picture.iter(f"{SVG}title")]
    assert sum(title.startswith(("Ama Okafor,", "Efua Okafor,", "Esi Okafor <b>,")) for title in titles) == 3


def test_who_may_not_see_relationships_finds_no_such_page(ama, client):
    client.force_login(people.user("pastoral-lead"), backend="allauth.account.auth_backends.AuthenticationBackend")
    refused = Entry.objects.filter(outcome="refused").count()
    assert client.get(reverse("seeing:family", args=[ama.person.uid])).status_code == 404
    assert Entry.objects.filter(outcome="refused").count() == refused + 1
