"""Making a record by hand: a new child with the warning of a second record, relatives, contacts and addresses."""

from datetime import date

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import models as m
from keepwell.web.record.queries import likeness
from tests.web.record import people

pytestmark = pytest.mark.django_db
NEW = {
    "given": "Ama", "family": "Okafor", "born_on_day": "3", "born_on_month": "5", "born_on_year": "2014",
    "why": "referral",
}  # fmt: skip


@pytest.fixture
def worker():
    return people.user("social-worker", "Ffion Aldous", strange=True)


@pytest.fixture
def signed(client, worker):
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(name, child=None, *more):
    return reverse(f"record:{name}", args=[child.person.uid, *more] if child else [])


def made():
    return m.Child.objects.order_by("pk").last()


# A new child ----------------------------------------------------------------------------------------------------------


def test_a_record_is_made_whole_by_pages_alone_and_its_maker_reaches_it(signed, worker):
    sister = people.child("Efua", "Okafor", date(2016, 1, 2), strange=True)
    Allocation.objects.create(child=sister.person.uid, user=worker, starts_on=people.SINCE)
    answer = signed.post(at("new"), {
        **NEW, "known_as": "Amy", "sex": "F", "nhs_number": "943 476 5919", "line_1": "1 Mill Lane",
        "postcode": "zz1  1aa",
    }, follow=True)  # fmt: skip
    child = made()
    assert answer.redirect_chain == [(at("child", child), 302)]
    assert child.person.reference[0] == "K"
    signed.post(at("relative", child), {"kind": "mother", "given": "Abena", "family": "Okafor", "phone": "01632 960001",
                                      "parental_responsibility": "yes", "do_not_contact": "on"})  # fmt: skip
    signed.post(at("relative", child), {"kind": "sibling", "number": sister.person.reference})
    signed.post(at("contact", child), {"whose": str(child.pk), "kind": "email", "value": "ama@example.org"})
    signed.post(at("move-home", child), {"kind": "home", "line_1": "2 Hill Road", "starts_on_day": "1",
                                       "starts_on_month": "1", "starts_on_year": "2026"})  # fmt: skip
    shown = signed.get(at("child", child)).text
    for words in ("Amy", "9434765919", "Abena Okafor", "01632 960001", "Do not contact", "Efua Okafor", "2 Hill Road",
                  "1 Mill Lane, ZZ1 1AA", "ama@example.org"):  # fmt: skip
        assert words in shown
    assert "Ama Okafor" in signed.get(at("child", sister)).text  # a sister is so from both sides
    assert Allocation.objects.get(child=child.person.uid).user == worker
    assert {e.action for e in Entry.objects.filter(child=child.person.uid)} >= {
        "make a record", "allocate", "add a relative", "add a way to reach somebody", "write down an address",
    }  # fmt: skip


def test_the_address_before_ends_on_the_day_of_the_move(signed, worker):
    child = people.child()
    Allocation.objects.create(child=child.person.uid, user=worker, starts_on=people.SINCE)
    old = m.Address.objects.create(person=child.person, kind="home", line_1="Old", starts_on=date(2020, 1, 1))
    letters = m.Address.objects.create(person=child.person, kind="correspondence", line_1="Box", starts_on=None)
    signed.post(at("move-home", child), {"kind": "home", "line_1": "New", "sealed": "on", "starts_on_day": "4",
                                       "starts_on_month": "6", "starts_on_year": "2026"})  # fmt: skip
    old.refresh_from_db()
    letters.refresh_from_db()
    assert (old.ends_on, letters.ends_on) == (date(2026, 6, 4), None)
    assert m.Address.objects.get(line_1="New").sealed
    assert old.history.count() == 2


@pytest.mark.parametrize(("change", "said"), [
    ({"given": ""}, "Enter the given names"), ({"why": ""}, "Choose why the record is made"),
    ({"upn": "A123"}, "A UPN is a capital letter"), ({"nhs_number": "9434765918"}, "The last digit of this NHS number"),
    ({"born_on_year": "2099"}, "Date of birth must be today or earlier"),
    ({"born_on_year": "1914"}, "nobody older than 26"), ({"born_on_month": "13"}, "must be a real date"),
    ({"birth_expected_on_day": "1", "birth_expected_on_month": "1", "birth_expected_on_year": "2027"}, "not both"),
    ({"given": "x" * 201}, "shorten this to 200"),
    ({"given": "a\x00b"}, "cannot be kept"), ({"sex": "9"}, "Choose one"),
])  # fmt: skip
def test_a_form_that_is_not_right_says_so_and_makes_nobody(signed, change, said):
    answer = signed.post(at("new"), NEW | change)
    assert said in answer.text
    assert 'value="Okafor"' in answer.text
    assert not m.Child.objects.exists()


def test_who_may_not_add_children_has_no_such_page(client):
    client.force_login(people.user("conference-chair"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(at("new")).status_code == 404
    assert client.post(at("new"), NEW).status_code == 404
    assert not m.Child.objects.exists()


def test_a_manager_makes_a_record_for_their_team(client):
    manager = people.user("team-manager", strange=True)
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.post(at("new"), NEW)
    assert Allocation.objects.get().team == people.the_team()
    assert client.get(at("child", made())).status_code == 200


# The same child twice -------------------------------------------------------------------------------------------------


def test_a_child_recorded_twice_is_shown_before_it_is_saved_and_needs_an_answer(signed, worker):
    there = people.child("Amma", "Okafor")
    Allocation.objects.create(child=there.person.uid, user=worker, starts_on=people.SINCE)
    first = signed.post(at("new"), NEW)
    assert "the same date of birth, names that sound alike" in first.text
    assert at("child", there) in first.text
    saw = first.context["form"].data["saw"]
    again = signed.post(at("new"), NEW | {"saw": saw})
    assert "Say why this is another child" in again.text
    assert m.Child.objects.count() == 1
    signed.post(at("new"), NEW | {"saw": saw, "said": "family"})
    assert m.Child.objects.count() == 2
    pair = m.Pair.objects.get()
    assert (pair.first_id, pair.second_id, pair.said, pair.found_by) == (there.pk, made().pk, "family", worker)


def test_a_record_that_is_closed_to_the_maker_tells_nothing_and_is_kept_for_those_who_may_see_both(signed, worker):
    people.child("Ama", "Okafor", strange=True)
    answer = signed.post(at("new"), NEW)
    assert answer.status_code == 302
    assert m.Pair.objects.get().why == ["born", "names"]
    mine = Entry.objects.filter(actor=f"user {worker.pk}", child=m.Pair.objects.get().first.person.uid)
    assert not mine.exists()


def test_nobody_makes_up_that_they_saw_a_record(signed, worker):
    there = people.child()
    Allocation.objects.create(child=there.person.uid, user=worker, starts_on=people.SINCE)
    assert "Nothing is saved yet" in signed.post(at("new"), NEW | {"saw": f"[{there.pk}]", "said": "family"}).text
    assert m.Child.objects.count() == 1


def test_a_sealed_record_is_in_no_pair(signed):
    before = people.child("Ama", "Okafor", strange=True)
    Restriction.objects.create(child=before.person.uid, kind="sealed")
    signed.post(at("new"), NEW)
    assert not m.Pair.objects.exists()


@pytest.mark.parametrize(("given", "family", "born_on", "number", "codes"), [
    ("Ama", "Okafor", date(2014, 5, 3), "", ["born", "names"]),
    ("Amma", "Okaffor", date(2014, 5, 3), "", ["born", "sounds"]),
    ("Okafor", "Ama", date(2014, 3, 5), "", ["swapped", "names"]),
    ("Ama", "Okafor", date(2015, 5, 3), "", ["figure", "names"]),
    ("Ama", "Okafor", None, "", ["no-day", "names"]),
    ("Zoe", "Quill", date(2001, 1, 1), "943 476 5919", ["number"]),
    ("Ama", "Larkspur", date(2014, 5, 3), "", ["born", "given"]),
    ("Kofi", "Larkspur", date(2014, 5, 3), "", None), ("Ama", "Okafor", date(2009, 11, 9), "", None),
])  # fmt: skip
def test_each_way_of_being_alike_is_found(given, family, born_on, number, codes):
    there = people.child(given, family, born_on)
    if number:
        people.number(there, "nhs_number", number)
    found = likeness.like(likeness.Facts(frozenset({"ama", "okafor"}), date(2014, 5, 3), frozenset({"9434765919"})))
    assert found == ({there.pk: codes} if codes else {})


# Around a child -------------------------------------------------------------------------------------------------------


def test_a_relative_is_a_name_or_a_record_that_is_open(signed, worker):
    child, closed = people.child(), people.child("Kofi", "Larkspur", strange=True)
    Allocation.objects.create(child=child.person.uid, user=worker, starts_on=people.SINCE)
    for given, said in (
        ({"kind": "sibling"}, "Enter a name, or the record"), ({"given": "Kofi"}, "Choose who they are"),
        ({"kind": "sibling", "given": "Kofi", "number": "P1"}, "not both"),
        ({"kind": "sibling", "number": "Kofi"}, "Enter the child’s number, or given name"),
        ({"kind": "sibling", "number": closed.person.reference}, "No one record that is open to you"),
        ({"kind": "sibling", "number": child.person.reference}, "No one record that is open to you"),
        ({"kind": "mother", "given": "A", "email": "nowhere"}, "Enter an e-mail address"),
    ):  # fmt: skip
        assert said in signed.post(at("relative", child), given).text
    assert not m.Relationship.objects.exists()


def test_nobody_writes_down_a_contact_of_somebody_elses_relative(signed, worker):
    child, other = people.child(), people.person("Somebody", "Else")
    Allocation.objects.create(child=child.person.uid, user=worker, starts_on=people.SINCE)
    answer = signed.post(at("contact", child), {"whose": str(other.pk), "kind": "phone", "value": "1"})
    assert "Choose whose it is" in answer.text
    assert (
        "Enter a number or address" in signed.post(at("contact", child), {"whose": str(child.pk), "kind": "phone"}).text
    )
    assert not m.Contact.objects.exists()
