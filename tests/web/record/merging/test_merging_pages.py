"""The pages of records that may be of one child."""

from datetime import date

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import models as m
from keepwell.web.record.actions import merging, pairing
from keepwell.web.record.elsewhere import changed
from keepwell.web.record.queries import likeness
from keepwell.web.record.tasks import look_for_pairs
from tests.web.desk.files import ADA, ADAS_EPISODE, EPISODES, HEADER, folder, taken
from tests.web.record import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return people.user("team-manager", "Marisol Okwuosa")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def worked_off():
    """What waits is done, as the worker does it."""
    for waiting in DBTaskResult.objects.ready():
        try:
            waiting.set_successful(waiting.task.call())
        except Exception as error:
            waiting.set_failed(error)


def at(name, *children):
    return reverse(f"record:{name}", args=[getattr(c, "person", c) and c.person.uid for c in children])


def yes(kept, **more):
    return {"one-keep": str(kept.person.uid), "one-reason": "The same certificate.", "one-sure": "on"} | more


# The list -------------------------------------------------------------------------------------------------------------


def test_pairs_are_found_in_the_whole_record_and_told_to_whom_both_are_open(as_, manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    people.child("Kofi", "Larkspur")
    closed = people.child("Ama", "Okafor", strange=True)
    client = as_(manager)
    assert "No pair is open" in client.get(at("duplicates")).text
    page = client.post(at("duplicates"), follow=True).text
    assert "waits to be" in page
    assert "No pair is open" in page
    worked_off()
    page = client.get(at("duplicates")).text
    assert "Last looked through on" in page
    assert at("merge", one, two) in page
    assert str(closed.person.uid) not in page
    assert "1 pair" in page
    assert m.Pair.objects.count() == 3
    assert str(closed.person.uid) in as_(people.user("returns-officer", strange=True)).get(at("duplicates")).text


def test_what_was_found_to_be_two_is_never_offered_again(as_, manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    client = as_(manager)
    pairing.look_through()
    assert "Choose who they are" in client.post(at("settle", one, two), follow=True).text
    client.post(at("settle", one, two), {"two-said": "family"})
    pairing.look_through()
    assert "No pair is open" in client.get(at("duplicates")).text
    pair = m.Pair.objects.get()
    assert (pair.said, pair.settled_by) == ("family", manager)


def test_a_look_that_failed_is_said_and_the_queue_keeps_no_words_of_it(as_, manager, monkeypatch):
    def broken():
        raise ValueError("Ama Okafor")

    monkeypatch.setattr(pairing, "look_through", broken)
    client = as_(manager)
    client.post(at("duplicates"))
    assert not DBTaskResult.objects.get().traceback
    worked_off()
    assert "could not be looked through to its end" in client.get(at("duplicates")).text
    kept = DBTaskResult.objects.get()
    assert "ValueError" in kept.traceback
    assert "Ama" not in kept.traceback


def test_files_that_are_taken_in_are_compared_and_only_one_look_waits():
    for _ in range(2):
        changed.send(m.Import, children=None)
    assert DBTaskResult.objects.filter(task_path=look_for_pairs.module_path).count() == 1


def test_the_whole_record_and_one_child_against_it_find_the_same():
    """Two ways of looking: in blocks, and each child alone."""
    children = [
        people.child(given, family, born)
        for given, family, born in (
            ("Ama", "Okafor", date(2014, 5, 3)), ("Amma", "Okafor", date(2014, 5, 3)),
            ("Ama", "Okafor", date(2014, 3, 5)), ("Ama", "Okafor", None), ("Okafor", "Ama", date(2013, 5, 3)),
            ("Kofi", "Okafor", date(2014, 5, 3)), ("Zoe", "Quill", None), ("Zoë", "Quill", date(2020, 2, 2)),
            ("Jon", "Smythe", date(2014, 12, 1)), ("John", "Smith", date(2014, 1, 12)),
        )
    ]  # fmt: skip
    people.number(children[5], "upn", "A123456789012")
    people.number(children[6], "former_upn", "a12345 6789012")
    facts = likeness.facts_of([c.pk for c in children])
    alone = {
        pairing.in_order(c.pk, other): codes
        for c in children
        for other, codes in likeness.like(facts[c.pk], but=c.pk, levels=likeness.LIKELY).items()
    }
    assert likeness.alike() == alone
    assert len(alone) > 8


def test_a_pair_that_fits_no_longer_goes_and_one_that_somebody_spoke_of_stays(manager):
    one, two = people.child("Ama", "Okafor"), people.child("Ama", "Okafor")
    assert pairing.look_through() == 1
    m.Person.objects.filter(pk=two.pk).update(born_on=date(2001, 9, 9))
    assert pairing.look_through() == 0
    m.Pair.objects.create(first=one, second=two, said="unsure")
    assert pairing.look_through() == 1


# Side by side ---------------------------------------------------------------------------------------------------------


def test_two_records_side_by_side_then_one_and_the_old_address_leads_there(as_, manager):
    one, two = people.whole_record(people.child("Ama", "Okafor")), people.child("Amma", "Okafor")
    people.number(two, "upn", "A123")
    client = as_(manager)
    page = client.get(at("merge", one, two)).text
    for words in ("Amma Okafor", "A123", "Mill Lane", "The same", "They are two children"):
        assert words in page
    old = at("chronology", two)
    assert client.post(at("merge", one, two), yes(one)).headers["Location"] == at("child", one)
    assert client.get(f"{old}?kind=note").headers["Location"] == f"{at('chronology', one)}?kind=note"
    assert client.get(at("child", two)).headers["Location"] == at("child", one)
    assert "so nothing was saved" in client.post(at("relative", two), {}, follow=True).text
    page = client.get(at("same", one)).text
    assert "The same certificate." in page
    assert f"Entries under the number {two.person.folded} are here too" in client.get(at("opened", one)).text
    assert client.get(at("opened", two)).headers["Location"] == at("opened", one)
    undo = reverse("record:unmerge", args=[one.person.uid, m.Merge.objects.get().pk])
    assert "Nothing was added since" in client.get(undo).text
    assert "Say how you know" in client.post(undo, {"reason": ""}).text
    assert client.post(undo, {"reason": "Two certificates."}).status_code == 302
    assert client.get(at("child", two)).status_code == 200
    assert client.post(undo, {"reason": "Again."}).status_code == 404


def test_the_old_address_is_no_page_for_somebody_to_whom_the_record_is_closed(as_, manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    merging.merge(one, two, reason="x", by=manager, purpose="support")
    other = people.user("team-manager", strange=True, team=people.the_team("Elsewhere"))
    client = as_(other)
    for name in ("child", "chronology", "opened"):
        assert client.get(at(name, two)).status_code == 404
    assert client.post(at("child", two)).status_code == 405


@pytest.mark.parametrize(("change", "said"), [
    ({"one-keep": ""}, "Choose which record stays"), ({"one-keep": "somebody"}, "Choose which record stays"),
    ({"one-reason": " "}, "Say how you know"), ({"one-sure": ""}, "Compare both records"),
    ({"one-reason": "a\x00b"}, "cannot be kept"), ({"one-reason": "x" * 2_001}, "Shorten this to 2,000"),
])  # fmt: skip
def test_a_form_that_is_not_right_puts_nothing_together(as_, manager, change, said):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    assert said in as_(manager).post(at("merge", one, two), yes(one, **change)).text
    assert m.Child.objects.count() == 2


@pytest.mark.parametrize("kind", ["restricted", "excluded", "conflict", "sealed"])
def test_where_one_of_two_is_closed_there_is_no_such_page(as_, kind):
    worker = people.user("team-manager", strange=True)
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    Restriction.objects.create(
        child=two.person.uid, kind=kind, user=worker if kind in ("excluded", "conflict") else None
    )
    Allocation.objects.filter(child=two.person.uid, user=worker).delete()
    client = as_(worker)
    nobody = "00000000-0000-4000-8000-000000000000"
    shut = client.post(at("merge", one, two), yes(one))
    gone = client.post(reverse("record:merge", args=[one.person.uid, nobody]), yes(one))
    assert (shut.status_code, gone.status_code) == (404, 404)
    page = client.post(at("same", one), {"number": two.person.reference}).text
    assert "No one other record that is open to you" in page
    assert client.post(at("settle", one, two), {"two-said": "family"}).status_code == 404
    assert m.Child.objects.count() == 2
    assert not m.Pair.objects.exists()


def test_another_record_that_is_meant_is_found_by_its_number_alone(as_, manager):
    one, two = people.child("Ama", "Okafor"), people.child("Kofi", "Larkspur")
    client = as_(manager)
    assert "Enter a number, or given name" in client.post(at("same", one), {"number": "Kofi"}).text
    assert "No one other record" in client.post(at("same", one), {"number": one.person.reference}).text
    assert client.post(at("same", one), {"number": two.person.reference}).headers["Location"] == at("merge", one, two)


def test_a_wrong_pair_of_addresses_is_no_page_and_is_logged(as_, manager):
    one, two, three = (people.child(given, "Okafor") for given in ("Ama", "Amma", "Kofi"))
    merge, _ = merging.merge(one, two, reason="x", by=manager, purpose="support")
    client = as_(manager)
    assert client.get(at("merge", one, one)).status_code == 404
    refused = Entry.objects.filter(outcome="refused").count()
    assert client.post(reverse("record:unmerge", args=[three.person.uid, merge.pk]), {"reason": "x"}).status_code == 404
    assert Entry.objects.filter(outcome="refused").count() == refused + 1


# Files ----------------------------------------------------------------------------------------------------------------


def test_files_that_name_the_number_that_went_speak_of_the_record_that_stayed(tmp_path, manager):
    taken(folder(tmp_path / "first", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE]), 2026)
    there = m.Child.objects.get()
    people.work_together(users=[manager])
    other = people.child("Ada", "Elsewhere")
    merging.merge(other, there, reason="x", by=manager, purpose="support")
    taken(folder(tmp_path / "second", header=[HEADER, ADA], episodes=[EPISODES, ADAS_EPISODE + " "]), 2027)
    assert m.Child.objects.get() == other
    assert m.Episode.objects.filter(child=other).exists()
