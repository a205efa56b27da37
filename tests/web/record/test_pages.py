"""The child's page: who sees what of it, what it says, and how much it asks of the database."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.record import models as m
from tests.web.record import people
from tests.web.record.people import TODAY

pytestmark = pytest.mark.django_db
MOST_QUERIES = 110  # one for each of about 40 kinds of fact, 45 for the returns, and what sign-in, log and names need


def text_of(response):
    """The words of the page's main part, without its markup."""
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def address(child, name="record:child"):
    return reverse(name, args=[child.person.uid])


def test_page_says_who_the_child_is(reader):
    child = people.child(reference="C123", born_on=TODAY.replace(year=TODAY.year - 12, day=1))
    people.called(child, "Mimi", "", kind="preferred")
    people.called(child, "Ama", "Mensah", kind="former")
    people.number(child, "nhs_number", "943 476 5919")
    page = text_of(reader().get(address(child)))
    assert all(w in page for w in ("Ama Okafor", "Mimi", "12 years old", "C123", "943 476 5919", "Ama Mensah"))


def test_page_of_an_unborn_child(reader):
    child = people.child(born_on=None, birth_expected_on=date(2027, 2, 1))
    assert "Birth expected 1 February 2027" in text_of(reader().get(address(child)))


def test_page_of_a_child_who_died_gives_the_age_then(reader):
    child = people.child(born_on=date(2010, 1, 1), died_on=date(2015, 6, 1))
    assert "1 June 2015, 5 years old" in text_of(reader().get(address(child)))


def test_page_of_an_empty_record_says_nothing_recorded(reader):
    page = text_of(reader().get(address(people.child())))
    assert "Nothing recorded: Placements; Looked after; Reviews;" in page
    assert "Nothing recorded: Notes, visits and the child’s own words" in page


def test_opening_is_logged_with_categories(reader):
    child = people.child()
    reader().get(address(child))
    entry = Entry.objects.get(action="open")
    assert entry.child == child.person.uid
    assert "placement" in entry.categories
    assert entry.purpose == "support"


def test_pastoral_lead_sees_less(reader):
    child = people.whole_record(people.child())
    page = text_of(reader("pastoral-lead").get(address(child)))
    assert "Mossbank School" in page
    for closed in ("Placement", "Mill Lane", "bruise", "Legal status", "Efua", "Visit in pairs"):
        assert closed not in page.split("Your role does not open")[0]
    assert "Placements" in page.split("Your role does not open")[1]


def test_pastoral_lead_learns_only_that_care_is_there(reader):
    child = people.child()
    people.care(child, TODAY - timedelta(30))
    page = text_of(reader("pastoral-lead").get(address(child)))
    assert "Looked after" in page
    assert "Foster" not in page


def test_without_a_role_the_page_is_not_there_and_the_refusal_is_logged(reader):
    child = people.child()
    client = reader(role=None)
    refused, unknown = client.get(address(child)), client.get(reverse("record:child", args=[uuid.uuid4()]))
    assert refused.status_code == unknown.status_code == 404
    assert text_of(refused) == text_of(unknown)
    logged = list(Entry.objects.order_by("pk").values_list("action", "outcome", "child"))
    assert logged == [("open", "refused", child.person.uid), ("open", "refused", None)]


@pytest.mark.parametrize("name", ["record:child", "record:chronology", "record:chronology-print"])
def test_pages_ask_for_sign_in(client, name):
    response = client.get(address(people.child(), name))
    assert response.status_code == 302
    assert not Entry.objects.exists()


@pytest.mark.parametrize("name", ["record:child", "record:chronology", "record:chronology-print"])
def test_pages_are_only_read(reader, name):
    assert reader().post(address(people.child(), name)).status_code == 405


@pytest.mark.parametrize("name", ["record:child", "record:chronology", "record:chronology-print"])
def test_number_of_queries_does_not_grow_with_the_record(reader, name):
    client, small, large = reader(), people.whole_record(people.child()), people.whole_record(people.child(), times=12)
    for _ in range(40):
        people.note(large)
    client.get(address(small, name))  # what is asked once a process
    with people.counted() as few:
        client.get(address(small, name))
    with people.counted() as many:
        client.get(address(large, name))
    assert 5 < len(many) == len(few) <= MOST_QUERIES


def test_only_the_latest_notes_are_on_the_page(reader):
    child = people.child()
    for day in range(12):
        people.note(child, title=f"Note {day:02}", on=TODAY - timedelta(day))
    page = text_of(reader().get(address(child)))
    assert "Note 09" in page
    assert "Note 10" not in page
    assert "The latest 10 of 12" in page


def test_a_note_whose_key_is_gone_is_said_to_be_closed(reader):
    child = people.child()
    people.note(child, text="Kept secret")
    m.ChildKey.objects.all().delete()
    page = text_of(reader().get(address(child)))
    assert "This note cannot be opened" in page
    assert not m.ChildKey.objects.exists()


def test_a_note_put_in_the_place_of_another_does_not_open(reader):
    child = people.child()
    one, other = people.note(child, text="First"), people.note(child, text="Second")
    m.Note.objects.filter(pk=one.pk).update(sealed_text=other.sealed_text)
    page = text_of(reader().get(address(child)))
    assert "This note cannot be opened" in page
    assert page.count("Second") == 1


def test_sealed_address_is_never_on_the_page(reader):
    child = people.child()
    people.care(child, TODAY - timedelta(30))
    m.Placement.objects.update(postcode="XX1 1XX")
    m.Address.objects.create(person=child.person, line_1="7 Hidden Close", postcode="XX1 1XX", sealed=True)
    for name in ("record:child", "record:chronology", "record:chronology-print"):
        page = text_of(reader().get(address(child, name)))
        assert "Hidden Close" not in page
        assert "XX1 1XX" not in page
        assert "sealed address" in page.lower()


def test_alerts_come_before_all_else_and_say_that_they_are_overdue(reader):
    child = people.child()
    m.Alert.objects.create(child=child, kind="Dog", text="Bites", review_on=TODAY - timedelta(1))
    m.Alert.objects.create(child=child, kind="Stairs", text="Steep", ends_on=TODAY - timedelta(1))
    page = text_of(reader().get(address(child)))
    assert page.index("Dog: Bites") < page.index("Now")
    assert "Overdue It should have been looked at again" in page
    assert "Stairs: Steep" not in page


def test_code_that_no_list_has_is_shown_and_marked(reader):
    child = people.child()
    people.care(child, TODAY, kind="Q9")
    page = text_of(reader().get(address(child)))
    assert "Q9 Not a code of this list" in page


def test_text_of_the_record_is_escaped(reader):
    child = people.child(given="<script>alert(1)</script>", family="O'Neill & Sons")
    people.care(child, TODAY, kind="<b>")
    m.Alert.objects.create(child=child, text="<img src=x>")
    response = reader().get(address(child))
    assert b"<script>alert" not in response.content
    assert b"<b>" not in response.content
    assert b"<img" not in response.content


def test_whole_record_shows_every_group(reader):
    page = text_of(reader().get(address(people.whole_record(people.child(), times=3))))
    for words in ("Foster care, not long term", "Full care order", "Neglect",
                  "Emotional abuse", "Parental responsibility", "Ruth Marsh", "I like my room.", "15",
                  "Speech"):  # fmt: skip
        assert words in page


def test_recent_children_are_the_ones_opened_last(reader, django_user_model):
    from keepwell.web.record.queries.recent import opened_by

    client = reader()
    first, second = people.child("Ama", "First"), people.child("Bo", "Second")
    for child in (first, second, first):
        client.get(address(child))
    found = opened_by(django_user_model.objects.get())
    assert [hit.child.pk for hit in found] == [first.pk, second.pk]
    assert Entry.objects.filter(action="list").count() == 2


def test_recent_children_are_none_once_the_role_has_ended(reader, django_user_model):
    from keepwell.web.record.queries.recent import opened_by

    reader().get(address(people.child()))
    user = django_user_model.objects.get()
    user.roles_held.update(ends_on=TODAY - timedelta(1))
    assert opened_by(user) == []


def test_recent_children_on_the_start_page(reader, django_user_model):
    child = people.child("Ama", "Okafor")
    reader().get(address(child))
    page = Template("{% load record %}{% recent_children %}").render(Context({"user": django_user_model.objects.get()}))
    assert address(child) in page
    assert "Ama Okafor" in page
