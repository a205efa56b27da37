"""Marking what was significant, who said what, and the chronology of the significant alone."""

from datetime import date

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation, Entry
from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.record.queries.chronology import Story
from keepwell.web.seeing.models import Significance
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken
from tests.web.record import people

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MOVED = date(2025, 3, 4)


@pytest.fixture
def ama():
    child = people.child()
    people.care(child, MOVED)
    m.Sdq.objects.create(child=child, on=date(2025, 6, 1), score=12)
    return child


@pytest.fixture
def worker(ama, client):
    user = people.user()
    client.force_login(user, backend=BACKEND)
    return user


def at(child, row, field="starts_on"):
    return reverse("seeing:mark", args=[child.person.uid, row._meta.label_lower, row.pk, field])


def chronology(client, child, query="", name="chronology"):
    return client.get(reverse(f"record:{name}", args=[child.person.uid]) + query).content.decode()


def placed(child):
    return m.Placement.objects.get(child=child)


def test_marking_needs_a_reason_and_keeps_it(ama, worker, client):
    place = at(ama, placed(ama))
    assert 'href="#id_reason"' in client.post(place, {"was": "0", "reason": " "}).content.decode()
    assert not Significance.objects.exists()
    answer = client.post(place, {"was": "0", "reason": "Her first night away from home."}, follow=True)
    page = answer.content.decode()
    assert "Saved: the event is marked as significant" in page
    assert f"Significant, says {worker.name} on" in page
    assert "Her first night away from home." in page
    row = Significance.objects.get()
    assert b"first night" not in bytes(row.sealed_reason)
    assert Entry.objects.filter(action="mark as significant", child=ama.person.uid, outcome="allowed").count() == 1
    assert "first night" not in "".join(map(str, Entry.objects.values_list("why", "action")))


def test_only_the_significant_are_shown_and_printed(ama, worker, client):
    assert "entries, the newest first" in chronology(client, ama)
    client.post(at(ama, placed(ama)), {"was": "0", "reason": "It changed her life."})
    for name in ("chronology", "chronology-print"):
        page = chronology(client, ama, "?significant=on", name)
        assert "Moved to" in page
        assert "difficulties score 12" not in page
    assert "1 of 5 entries" in chronology(client, ama, "?significant=on")
    client.post(at(ama, placed(ama)), {"was": "1", "reason": "Marked by mistake."})
    page = chronology(client, ama)
    assert "No longer significant, says" in page
    assert "0 of 5 entries" in chronology(client, ama, "?significant=on")
    assert Significance.objects.count() == 2


def test_a_note_that_came_as_significant_can_be_unmarked(ama, worker, client):
    note = people.note(ama, significant=True)
    client.post(at(ama, note, "on"), {"was": "1", "reason": "An ordinary visit."})
    assert "Seen at home" not in chronology(client, ama, "?significant=on")


def test_two_people_who_mark_the_same_event_see_that_the_other_did(ama, worker, client):
    place = at(ama, placed(ama))
    client.post(place, {"was": "0", "reason": "First."})
    page = client.post(place, {"was": "0", "reason": "What I meant <i>."}).content.decode()
    assert "Somebody changed this since you opened the page" in page
    assert "What I meant &lt;i&gt;." in page
    assert Significance.objects.count() == 1
    assert client.post(place, {"was": "1", "reason": "What I meant."}).status_code == 302


def test_what_a_reader_may_not_correct_they_may_not_mark(ama, client):
    chair = people.user("conference-chair")
    client.force_login(chair, backend=BACKEND)
    assert "Mark as significant" not in chronology(client, ama)
    answer = client.post(at(ama, placed(ama)), {"was": "0", "reason": "I say so."})
    assert answer.status_code == 404
    assert not Significance.objects.exists()
    assert Entry.objects.filter(outcome="refused", child=ama.person.uid).count() == 1


@pytest.mark.parametrize("name", ["record.placement/999999/starts_on", "nowhere/1/on", "record.placement/1/kind"])
def test_an_event_that_is_not_there_is_a_page_that_is_not_there(ama, worker, client, name):
    place = f"{reverse('record:child', args=[ama.person.uid])}events/{name}/"
    assert client.get(place).status_code == client.post(place, {"was": "0", "reason": "x"}).status_code == 404


def test_an_event_of_another_child_is_not_there(ama, worker, client):
    other = people.child("Kofi", "Larkspur")
    people.care(other, MOVED)
    assert client.get(at(ama, placed(other))).status_code == 404


def test_each_event_says_who_said_it(tmp_path, client):
    taken(folder(tmp_path / "ret", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE]), 2026)
    child, by = m.Child.objects.get(), people.user()
    people.note(child, written_by=people.person("Ruth", "Marsh", kind="professional"))
    notice = m.NoticeVersion.objects.create(digest="d", audience="adult", version="1", title="t", words={},
                                            valid_from=MOVED, wordings={})  # fmt: skip
    m.Told.objects.create(child=child, notice=notice, relation="child", how="spoken", on=MOVED, by=by)
    m.Correction.objects.create(child=child, kind="ssda903-episodes", key=m.Episode.objects.get().pk, year=2026,
                                made="corrected", by=by, reason="Wrong day")  # fmt: skip
    Allocation.objects.create(child=child.person.uid, user=by, starts_on=MOVED)
    story = Story(opening.open_record(child.person.uid, by=opening.reader(by)))
    story.unseal(story.events)
    said = {event.text.split(":")[0]: event for event in story.events}
    assert said["Moved to"].source.startswith("SSDA903 return 2026; corrected by Ffion Aldous on ")
    assert said["Started to be looked after"].source.startswith("SSDA903 return 2026; corrected by")
    assert said["Born"].source == "SSDA903 return 2026"
    assert said["Case note"].who == "Ruth Marsh"
    assert said["Told how the record is used"].source.startswith("recorded by Ffion Aldous on ")
    client.force_login(by, backend=BACKEND)
    assert "SSDA903 return 2026" in chronology(client, child, name="chronology-print")


def test_a_chronology_of_many_events_asks_no_more_than_one_of_few(worker, client):
    few, many = people.whole_record(people.child("Esi"), 1), people.whole_record(people.child("Yaw"), 6)
    counts = []
    for child in (few, many):
        chronology(client, child)
        with people.counted() as sent:
            chronology(client, child)
        counts.append(len(sent))
    assert counts[1] <= counts[0] + 2
