"""A note of concern is in the child's file only when the lead said so with a reason; until then only leads read it."""

import pytest
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.concerns.actions import deciding
from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.concerns.models import Concern
from keepwell.web.concerns.queries.reading import read, versions_of
from tests.web.record.telling import edited

from .said import TODAY

pytestmark = pytest.mark.django_db
NOTHING = {"category": "", "decision": "", "reason": "", "feedback": ""}
NOT_SAID = {"in_file": "", "why": ""}
WORDS = {"child_words": "He hit me", "seen": "A red mark.", "marks": [], "people": []}
GRANT = """title = "A safeguarding lead reads and keeps the child protection file."
actions = ["view", "flag", "add", "edit"]
"""


@pytest.fixture
def decided(assistant, lead):
    """A function that raises a concern about a child and decides it; the file is not spoken of yet."""

    def make(child):
        concern = raise_concern(child=child, on=TODAY, at_time="", how="saw", danger=False, words=WORDS, by=assistant)
        return deciding.decide(concern, was=NOTHING, category="physical", decision="monitor", reason="x", feedback="",
                               by=lead)  # fmt: skip

    return make


def pages(client, concern):
    """What the child's page, the chronology, the pattern and the page of the note say of it."""
    uid = concern.child.person.uid
    note = client.get(reverse("concerns:concern", args=[concern.seal]))
    told = [client.get(reverse(name, args=[uid])).text
            for name in ("record:child", "record:chronology", "concerns:pattern")]  # fmt: skip
    return ["He hit me" in told[0], "Note of concern: physical" in told[1], "Physical harm" in told[2],
            note.status_code == 200]  # fmt: skip


def said(client, concern, **change):
    page = client.get(reverse("concerns:concern", args=[concern.seal]))
    was = page.context["belongs"].signed
    sent = {"in_file": "yes", "why": "Whoever cares for her must know.", "was": was, **change}
    return client.post(reverse("concerns:belongs", args=[concern.seal]), sent)


def found(client, concern):
    """Does a search for its words tell of it?"""
    page = client.post(reverse("record:words"), {"words": "mark", "whose": "all"}, follow=True)
    return reverse("concerns:concern", args=[concern.seal]) in page.text


def test_the_lead_reads_it_and_it_waits_until_they_say_with_a_reason_that_it_belongs_there(as_, lead, decided, pupil):
    concern, client = decided(pupil()), as_(lead)
    assert found(client, concern)
    moved = reverse("record:move-note", args=[concern.child.person.uid, "raised", concern.pk])
    assert client.get(moved).status_code == 404  # a note of concern has a way of its own, which leaves the file
    assert pages(client, concern) == [True, False, True, True]
    assert "In the file?" in client.get(reverse("concerns:waiting")).text
    for missing in ({"why": "  "}, {"in_file": ""}, {"in_file": "perhaps"}):
        assert "There is a problem" in said(client, concern, **missing).text
    assert "Whoever cares for her must know." in said(client, concern, in_file="").text  # nothing typed is lost
    assert Concern.objects.get().in_file == ""
    assert said(client, concern).status_code == 302
    assert pages(client, concern) == [True, True, True, True]
    held = Concern.objects.get()
    assert (held.in_file, held.filed_by) == ("yes", lead)
    assert b"cares" not in bytes(held.sealed_file_why)
    page = client.get(reverse("record:child", args=[concern.child.person.uid])).text
    assert "It stands in this file because: Whoever cares for her must know." in page
    assert "In the file?" not in client.get(reverse("concerns:waiting")).text
    assert [one.file_why for one in versions_of(held)][:2] == ["Whoever cares for her must know.", ""]


def test_one_that_does_not_belong_there_is_not_in_it_and_the_lead_still_finds_it(as_, lead, decided, pupil):
    concern, client = decided(pupil()), as_(lead)
    said(client, concern, in_file="no", why="It was a game.")
    assert pages(client, concern) == [False, False, True, True]


def test_others_read_it_only_once_it_belongs_there_or_when_they_are_to_act(
    as_, lead, head, decided, pupil, settings, tmp_path
):
    """Others: safeguarding leads, in a policy in which they read notes of concern and decide about none."""
    concern = decided(pupil())
    edited(settings, tmp_path, (GRANT, GRANT.replace(', "edit"', "")))
    client = as_(lead)
    assert pages(client, concern) == [False, False, False, False]
    assert found(client, concern) is False
    assert Entry.objects.filter(actor=f"user {lead.pk}", action="read a concern", outcome="refused").count() == 1
    deciding.put_in_file(concern, was=NOT_SAID, in_file="no", why="It was a game.", by=head)
    deciding.ask_for(concern, what="Watch.", owner=lead, due_on=TODAY, by=head)
    assert pages(client, concern) == [False, False, False, True]
    now = {"in_file": "no", "why": "It was a game."}
    deciding.put_in_file(concern, was=now, in_file="yes", why="x", by=head)
    assert pages(client, concern) == [True, True, True, True]
    assert found(client, concern)
    page = client.get(reverse("concerns:concern", args=[concern.seal]))
    assert "belongs" not in page.context
    sent = client.post(reverse("concerns:belongs", args=[concern.seal]), {"in_file": "no", "why": "x"})
    assert sent.status_code == 404


def test_who_answers_a_request_sees_all_of_it_and_says_nothing_of_the_file(as_, of_school, decided, pupil):
    concern = decided(pupil())
    client = as_(of_school("data-protection-officer"))
    assert "He hit me" in client.get(reverse("record:child", args=[concern.child.person.uid])).text


def test_of_two_who_say_so_at_once_the_second_sees_what_the_first_said(as_, lead, head, decided, pupil):
    concern = decided(pupil())
    seen = as_(lead).get(reverse("concerns:concern", args=[concern.seal])).context["belongs"].signed
    said(as_(head), concern, in_file="no", why="It was a game.")
    second = said(as_(lead), concern, was=seen)
    assert "Somebody changed this" in second.text
    assert "It was a game." in second.text
    assert "Whoever cares for her must know." in second.text
    assert read(Concern.objects.get()).file_why == "It was a game."


def test_moved_to_another_child_it_is_asked_again(lead, decided, pupil):
    concern = deciding.put_in_file(decided(pupil()), was=NOT_SAID, in_file="yes", why="x", by=lead)
    moved = deciding.settle(concern, pupil("Kofi", "Larkspur"), by=lead)
    assert (moved.in_file, read(moved).file_why, moved.filed_at) == ("", "", None)
    assert [one.opens for one in versions_of(moved)] == [True] * 4


def test_about_nobody_yet_it_is_in_no_file(lead, decided):
    with pytest.raises(deciding.ConcernError, match="Settle first"):
        deciding.put_in_file(decided(None), was=NOT_SAID, in_file="yes", why="x", by=lead)
