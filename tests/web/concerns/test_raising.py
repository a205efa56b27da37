"""Raising a concern: anybody who works there, in their own words, and they cannot read it afterwards."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.concerns.models import Attached, Concern
from keepwell.web.concerns.queries.reading import read
from keepwell.web.record import vault
from keepwell.web.record.actions import drafts
from keepwell.web.record.models import Draft
from tests.web.record import people

from .said import MARK, PERSON, TODAY, day, note

pytestmark = pytest.mark.django_db
RAISE = "/concerns/raise/"


def test_with_no_right_to_search_a_teaching_assistant_writes_down_what_they_saw(as_, assistant, pupil):
    pupil()
    client = as_(assistant)
    page = client.get(RAISE)
    assert "Call 999" in page.text
    answer = client.post(RAISE, note(**MARK, **PERSON), follow=True)
    assert "Kept: note" in answer.text
    concern = Concern.objects.get()
    found = read(concern)
    assert concern.child is None
    assert (concern.raised_by, concern.how, concern.at_time) == (assistant, "saw", "9.10")
    assert found.words["child_words"] == "Dad hit me wiv the stick"
    assert (found.words["seen"], found.words["opinion"]) == ("A red mark on her left arm.", "She seemed afraid.")
    assert [one.said for one in found.marks] == ["Bruise at Left forearm (front), 2 cm, blue, skin not broken"]
    assert [(one.name, one.part, one.words) for one in found.people] == [
        ("Kofi Larkspur", "alleged", "Pushed somebody in the yard.")
    ]


def test_nothing_of_it_lies_open_in_the_database_and_the_log_says_who_wrote(as_, assistant, school):
    as_(assistant).post(RAISE, note())
    concern = Concern.objects.get()
    for row in (concern, Concern.history.get()):
        assert b"stick" not in bytes(row.sealed_words)
    assert Entry.objects.filter(action="raise a concern", outcome="allowed", actor=f"user {assistant.pk}").count() == 1


def test_who_raised_it_reads_a_receipt_and_not_the_note(as_, assistant, lead, school):
    client = as_(assistant)
    client.post(RAISE, note())
    page = client.get(reverse("concerns:raised")).text
    assert "Sent to the lead" in page
    assert "stick" not in page
    mark = Concern.objects.get().seal
    for name in ("concern", "versions", "mend", "decide"):
        assert client.get(reverse(f"concerns:{name}", args=[mark])).status_code in (404, 405)
    assert client.get(reverse("concerns:concern", args=[mark])).status_code == 404
    assert client.get(reverse("concerns:waiting")).status_code == 404


def test_from_a_child_s_page_it_is_settled_and_sealed_under_that_child_s_key(as_, assistant, pupil):
    child = pupil()
    client = as_(assistant)
    at = reverse("concerns:raise-for", args=[child.person.uid])
    assert at in client.get(reverse("record:child", args=[child.person.uid])).text
    assert 'name="about"' not in client.get(at).text
    client.post(at, note())
    concern = Concern.objects.get()
    assert concern.child == child
    assert read(concern, vault.keys_of([child.pk])[child.pk]).opens
    assert not read(concern, vault.master()).opens
    assert "stick" not in client.get(reverse("record:child", args=[child.person.uid])).text


def test_a_child_out_of_reach_and_one_who_is_not_there_are_the_same(as_, of_school, school):
    stranger, client = people.child(strange=True), as_(of_school("class-teacher"))
    for uid in (stranger.person.uid, "00000000-0000-4000-8000-000000000000"):
        assert client.get(reverse("concerns:raise-for", args=[uid])).status_code == 404
    assert Entry.objects.filter(outcome="refused").count() == 2


@pytest.mark.parametrize(("change", "said"), [
    ({"about": ""}, "Say who it is about"), ({"how": ""}, "Choose how you know"), ({"how": "x"}, "Choose how you know"),
    ({"how": "reported"}, "Say who told you"), ({"seen": "", "child_words": ""}, "Say what you saw or heard"),
    (day(TODAY + timedelta(days=1)), "must be today or earlier"), ({"on_month": "13"}, "must be a real date"),
    ({**day(), "at_time": "23:59"}, "That time has not come yet"),
    ({"mark-1-kind": "cut"}, "Choose where on the body"), ({"mark-1-place": "nose"}, "Choose what kind of mark"),
    ({"mark-1-place": "nose", "mark-1-point": "chin", "mark-1-kind": "cut"}, "say different places (Nose and Chin)"),
    ({"mark-1-point": "moon", "mark-1-kind": "cut"}, "Choose a place of the figure"),
    ({"person-1-words": "x"}, "Say who they are"), ({"seen": "x" * 20_001}, "shorten it to 20,000 characters"),
    ({"seen": "a\0b"}, "take out signs that cannot be seen"),
])  # fmt: skip
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(as_, assistant, school, change, said):
    sent = note(**MARK) | change
    page = as_(assistant).post(RAISE, sent)
    assert said in page.text
    assert not Concern.objects.exists()
    assert "There is a problem" in page.text
    for name in ("about", "child_words", "opinion", "where"):
        assert sent[name] in page.text
    assert re.search(r'value="left-forearm" selected', page.text)


def test_a_script_in_a_note_is_words(as_, assistant, lead, pupil):
    as_(assistant).post(reverse("concerns:raise-for", args=[pupil().person.uid]), note(
        seen="<script>alert(1)</script>", child_words="<img src=x onerror=alert(2)>", where="\"><b>"))  # fmt: skip
    concern = Concern.objects.get()
    client = as_(lead)
    for at in (reverse("concerns:concern", args=[concern.seal]), reverse("concerns:versions", args=[concern.seal]),
               reverse("record:child", args=[concern.child.person.uid])):  # fmt: skip
        text = client.get(at).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "&lt;script&gt;alert(1)" in text


# Files ------------------------------------------------------------------------------------------------------------


def upload(name, content=b"A note.\n"):
    return SimpleUploadedFile(name, content)


def test_a_file_is_kept_sealed_and_read_by_the_lead(as_, assistant, lead, school, settings):
    as_(assistant).post(RAISE, note(files=[upload("note.txt", b"Ama wrote this.")]))
    (file,) = [one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]
    assert b"Ama" not in file.read_bytes()
    row = Attached.objects.get()
    at = reverse("concerns:file", args=[row.concern.seal, row.pk])
    assert as_(assistant).get(at).status_code == 404
    answer = as_(lead).get(at)
    assert answer.content == b"Ama wrote this."
    assert answer.headers["Content-Disposition"] == 'attachment; filename="note.txt"'
    file.write_bytes(b"junk" * 20)
    assert as_(lead).get(at).status_code == 404


@pytest.mark.parametrize(("name", "content", "said"), [
    ("photo.jpg", b"%PDF-1.7", "photo.jpg is called .jpg but is a PDF"), ("run.exe", b"MZ\x90\0", "is no kind of file"),
])  # fmt: skip
def test_a_file_of_a_false_type_is_refused_and_the_words_stay(as_, assistant, school, name, content, said):
    page = as_(assistant).post(RAISE, note(files=[upload(name, content)])).text
    assert said in page
    assert "A red mark on her left arm." in page
    assert not Concern.objects.exists()


def test_fifty_megabytes_are_refused_in_a_sentence_and_the_words_stay(as_, assistant, school):
    page = as_(assistant).post(RAISE, note(files=[upload("big.jpg", b"\xff\xd8\xff" + b"\0" * 50 * 1024**2)])).text
    assert "big.jpg is larger than 20 megabytes" in page
    assert "A red mark on her left arm." in page


# Drafts -----------------------------------------------------------------------------------------------------------


def test_a_draft_comes_back_filled_in_and_goes_when_the_note_is_sent(as_, assistant, school):
    client = as_(assistant)
    client.post("/drafts/concern/", note(**MARK, **PERSON), headers={"X-Draft": "1"})
    page = client.get(RAISE).text
    assert "This is what you typed before" in page
    assert "There is a problem" not in page
    for words in ("A red mark on her left arm.", "Dad hit me", "Kofi Larkspur", 'value="20"'):
        assert words in page
    assert re.search(r'value="left-forearm" selected', page)
    assert "Go on with the one you began" in client.get(reverse("concerns:raised")).text
    client.post(RAISE, note())
    assert not Draft.objects.exists()


def test_without_scripts_a_button_keeps_it_for_later(as_, assistant, school):
    client = as_(assistant)
    answer = client.post(RAISE, {"seen": "A red mark.", "draft-later": "1"}, follow=True)
    assert "Kept for you to finish" in answer.text
    assert drafts.read(form="concern", by=assistant)[0] == [("seen", "A red mark.")]
    assert "A red mark." in client.get(RAISE).text
    assert "The draft is gone" in client.post(RAISE, {"seen": "A red mark.", "draft-away": "1"}, follow=True).text
    assert not Draft.objects.exists()
    assert not Concern.objects.exists()


def test_a_session_that_ends_in_the_middle_loses_nothing(as_, assistant, school):
    client = as_(assistant)
    client.post("/drafts/concern/", note(), headers={"X-Draft": "1"})
    session = client.session
    session["house.seen"] = 1
    session.save()
    assert "/account/login/" in client.post(RAISE, note()).url
    assert not Concern.objects.exists()
    assert "A red mark on her left arm." in as_(assistant).get(RAISE).text


def test_there_is_room_for_more_marks_and_people_without_scripts(as_, assistant, school):
    page = as_(assistant).post(RAISE, note(more="marks", seen="")).text
    assert 'name="mark-4-kind"' in page
    assert 'name="mark-5-kind"' not in page
    assert "There is a problem" not in page
    assert "Dad hit me" in page
    assert 'name="mark-19-kind"' in as_(assistant).post(RAISE, note(more="marks", marks="99")).text
    assert 'name="mark-20-kind"' not in as_(assistant).post(RAISE, note(marks="9999")).text
