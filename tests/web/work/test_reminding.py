"""Reminders and the calendar: how much, never what or of whom."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from keepwell.web.access.models import Allocation
from keepwell.web.record import models as m
from keepwell.web.work.models import Reminding
from keepwell.web.work.queries.reminding import to_remind, words_for
from tests.web.record import people
from tests.web.work.made import TODAY, ago, kept

pytestmark = pytest.mark.django_db
REMINDERS = "work:reminders"


@pytest.fixture
def child(worker):
    made = people.child("Ama", "Okafor")
    people.care(made, ago(60))
    m.Alert.objects.create(child=made, kind="Dog", text="Bites", review_on=TODAY + timedelta(days=3))
    kept(made)
    return made


def fed(client):
    """The path of a new feed."""
    page = client.post(reverse(REMINDERS), {"do": "feed"}).content.decode()
    return re.search(r"http://testserver(/work/feed/[^<]+\.ics)", page)[1]


def test_reminder_has_numbers_and_no_names(worker, child):
    words = words_for(worker, TODAY)
    assert words == "You have 1 thing overdue and 1 thing due in the next seven days. Sign in to see what."


def test_nobody_is_told_of_nothing(worker):
    assert words_for(worker, TODAY) == ""


def test_who_wants_no_e_mail_gets_none(signed_in, worker, child):
    assert worker in to_remind(TODAY)
    signed_in(worker).post(reverse(REMINDERS), {"do": "email"})
    assert worker not in to_remind(TODAY)
    signed_in(worker).post(reverse(REMINDERS), {"do": "email", "by_email": "on"})
    assert worker in to_remind(TODAY)


def test_feed_tells_how_much_and_nothing_else(signed_in, worker, child):
    path = fed(signed_in(worker))
    answer = Client().get(path)
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}\r\n" in text
    assert "SUMMARY:Keepwell: 1 thing overdue\r\n" in text
    assert "SUMMARY:Keepwell: 1 thing due\r\n" in text
    for words in ("Ama", "Okafor", "eview", "lert", str(child.person.uid), child.person.reference, "Ffion"):
        assert words not in text


def test_secret_of_the_feed_is_kept_nowhere_and_ends(signed_in, worker, child):
    client = signed_in(worker)
    first, second = fed(client), fed(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    token = second.split("/")[-1].removesuffix(".ics")
    assert token not in str(Reminding.objects.values())
    assert token not in client.get(reverse(REMINDERS)).content.decode()
    client.post(reverse(REMINDERS), {"do": "end"})
    assert Client().get(second).status_code == 404
    assert Client().get(reverse("work:feed", args=["x"])).status_code == 404


def test_feed_ends_with_the_work_here(signed_in, worker, child):
    path = fed(signed_in(worker))
    worker.leaves_on = ago(1)
    worker.save()
    assert Client().get(path).status_code == 404


def test_feed_follows_the_allocations(signed_in, worker, child):
    path = fed(signed_in(worker))
    Allocation.objects.all().delete()
    assert "SUMMARY" not in Client().get(path).content.decode()


def test_command_sends_once_a_day(worker, child, monkeypatch, capsys):
    from keepwell.commands import remind

    monkeypatch.setattr(remind, "open_house", lambda: None)
    remind.remind()
    remind.remind()
    (message,) = mail.outbox
    assert message.to == [worker.email]
    assert "1 thing overdue" in message.body
    assert "Ama" not in message.body + message.subject
    assert capsys.readouterr().out == "1 reminder sent.\n0 reminders sent.\n"
