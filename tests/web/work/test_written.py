"""Alerts and supervision notes: written, looked at again, ended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from keepwell.web.record import models as m
from keepwell.web.work.models import Action
from tests.web.record import people
from tests.web.work.made import TODAY, ago

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=90)


@pytest.fixture
def child(worker, manager):
    return people.child()


def at(name, child, *more):
    return reverse(f"work:{name}", args=[child.person.uid, *more])


def said(**more):
    return {"kind": "Allergy", "text": "Nuts", "review_on": f"{SOON:%d/%m/%Y}"} | more


def test_alert_is_added_and_stands_on_the_childs_page(signed_in, worker, child):
    client = signed_in(worker)
    answer = client.post(at("alert-add", child), said())
    assert "Allergy: Nuts" in client.get(answer["Location"]).content.decode()
    alert = m.Alert.objects.get()
    assert (alert.starts_on, alert.review_on) == (TODAY, SOON)
    assert alert.history.get().history_user == worker


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": ""}, "Say what kind of alert"), ({"text": ""}, "Say what everybody"),
        ({"review_on": ""}, "Enter the day"),
        ({"review_on": "1/1/2020"}, "a day after today"), ({"review_on": "yesterday"}, "must be a real date"),
        ({"text": "x" * 5000}, "Shorten this"),
    ],
)  # fmt: skip
def test_alert_that_is_not_filled_in_comes_back(signed_in, worker, child, given, words):
    page = signed_in(worker).post(at("alert-add", child), said(**given)).content.decode()
    assert words in page
    assert ("Nuts" in page) == ("text" not in given)
    assert not m.Alert.objects.exists()


def test_alert_is_looked_at_again_and_ended(signed_in, worker, child):
    alert = m.Alert.objects.create(child=child, kind="Dog", text="Bites", review_on=ago(3))
    client, where = signed_in(worker), at("alert", child, alert.pk)
    assert "Choose what you decided" in client.post(where, said()).content.decode()
    client.post(where, said(decided="keep", text="It bites no more"))
    alert.refresh_from_db()
    assert (alert.text, alert.review_on) == ("It bites no more", SOON)
    assert alert.history.last().text == "Bites"
    client.post(where, {"decided": "end"})
    alert.refresh_from_db()
    assert (alert.ends_on, alert.text) == (TODAY, "It bites no more")
    assert client.get(where).status_code == 404


def test_reviewing_officer_reads_alerts_and_adds_none(signed_in, child):
    officer = people.user("reviewing-officer")
    alert = m.Alert.objects.create(child=child, kind="Dog", text="Bites", review_on=ago(3))
    client = signed_in(officer)
    assert client.get(at("alert-add", child)).status_code == 404
    assert client.post(at("alert", child, alert.pk), {"decided": "end"}).status_code == 404
    assert "Add an alert" not in client.get(reverse("record:child", args=[child.person.uid])).content.decode()


def test_supervision_note_with_an_action(signed_in, worker, manager, child):
    client = signed_in(manager)
    given = {
        "on": f"{TODAY:%d/%m/%Y}",
        "text": "We spoke of school.",
        "action": "Ring the school",
        "given_to": worker.pk,
    }
    assert client.post(at("supervision", child), given)["Location"] == at("supervision", child)
    page = client.get(at("supervision", child)).content.decode()
    for words in ("We spoke of school.", "Supervision, written by Marisol Okwuosa", "Ring the school", "No day set"):
        assert words in page
    note, action = m.Note.objects.get(), Action.objects.get()
    assert (note.kind, action.note, action.given_to, action.given_by) == ("supervision", note, worker, manager)
    assert b"school" not in bytes(note.sealed_text) + bytes(action.sealed_what)
    client.post(at("done", child, action.pk), {"back": "child"})
    assert "Done, Marisol Okwuosa" in client.get(at("supervision", child)).content.decode()


@pytest.mark.parametrize(
    ("given", "words"),
    [({"text": ""}, "Say what you talked about"), ({"on": f"{SOON:%d/%m/%Y}"}, "still to come"),
     ({"action": "Ring"}, "Choose who does it"), ({"due_on": "3/5/2027"}, "Say what is to be done")],
)  # fmt: skip
def test_supervision_note_that_is_not_filled_in(signed_in, manager, child, given, words):
    given = {"on": f"{TODAY:%d/%m/%Y}", "text": "We spoke."} | given
    assert words in signed_in(manager).post(at("supervision", child), given).content.decode()
    assert not m.Note.objects.exists()


def test_who_may_not_read_notes_sees_no_supervision(signed_in, child):
    officer = people.user("returns-officer")
    assert signed_in(officer).get(at("supervision", child)).status_code == 404
