"""What was looked for stays between two pages, and nowhere in words."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from keepwell.web.record import sought
from tests.web.record import people

pytestmark = pytest.mark.django_db


def test_the_words_are_there_on_the_next_page_and_not_in_the_database(reader):
    people.child("Ama", "Okafor")
    client = reader()
    found = client.post(reverse("record:find"), {"q": "Okafor"}, follow=True)
    assert "Ama" in found.content.decode()
    (session,) = Session.objects.all()
    assert "Okafor" not in str(session.get_decoded())


def test_words_of_another_person_do_not_open(reader, rf):
    request, other = rf.get("/"), rf.get("/")
    request.session, request.user = {}, people.user()
    sought.remember(request, "Okafor")
    assert sought.remembered(request) == "Okafor"
    other.session, other.user = request.session, people.user()
    assert sought.remembered(other) == ""


@pytest.mark.parametrize("kept", ["", "Okafor", "b2s=", "????"])
def test_what_was_not_sealed_here_is_nothing(rf, kept, db):
    request = rf.get("/")
    request.session, request.user = {sought.KEY: kept}, people.user()
    assert sought.remembered(request) == ""
