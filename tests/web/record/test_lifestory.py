"""The life story: in the order of the child's life, sealed, for those who may, with pictures that tell no place."""

import struct
import zlib
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.record import files, vault
from keepwell.web.record import models as m
from keepwell.web.record.actions import lifestory as actions
from keepwell.web.record.queries.documents import read_document
from keepwell.web.record.queries.lifestory import chapters
from tests.web.record import people

pytestmark = pytest.mark.django_db
GOOD = {
    "whose": "child", "title": "My first day", "words": "You came with a red bag.\r\n\r\nIt rained.",
    "on_day": "", "on_month": "", "on_year": "", "age": "4", "shows": "",
}  # fmt: skip


def png(*extra):
    """A picture of one dot, with further parts."""

    def part(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    drawing = part(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(part(*one) for one in extra) + drawing + part(b"IEND", b"")


def sent(content, name="photo.png"):
    return SimpleUploadedFile(name, content)


def at(name, child, *more):
    return reverse(f"record:life-story{name}", args=[child.person.uid, *more])


@pytest.fixture
def ama():
    return people.child("Ama", "Okafor", born_on=date(2014, 5, 3))


@pytest.fixture
def page(reader, ama):
    return reader()


def add(child, title="A title", **more):
    said = {"whose": "worker", "words": "Words.", "on": None, "age": None, "picture": None, **more}
    by = people.user()
    return actions.add(child, title=title, **said, by=by, purpose="support")


# The story ------------------------------------------------------------------------------------------------------------


def test_entries_stand_in_the_order_of_the_childs_life(ama):
    add(ama, "nobody knows")
    add(ama, "school", on=date(2019, 9, 2))
    add(ama, "aged five", age=5)
    add(ama, "parents met", on=date(2012, 1, 1))
    add(ama, "born", on=date(2014, 5, 3))
    found = [(chapter.to_child, [told.title for told in chapter.entries]) for chapter in chapters(ama)]
    assert found == [
        ("Before you were born", ["parents met"]), ("When you were a baby", ["born"]),
        ("When you were 5", ["aged five", "school"]), ("Some day", ["nobody knows"]),
    ]  # fmt: skip


def test_without_a_date_of_birth_the_years_are_chapters():
    child = people.child("No", "Birthday", born_on=None)
    add(child, "then", on=date(2019, 9, 2))
    add(child, "young", age=3)
    assert [chapter.of_child for chapter in chapters(child)] == ["In 2019", "Aged 3"]


def test_a_child_of_the_29th_of_february_has_a_story():
    child = people.child("Leap", "Year", born_on=date(2016, 2, 29))
    add(child, "at one", age=1)
    add(child, "the day before", on=date(2017, 2, 27))
    assert [chapter.of_child for chapter in chapters(child)] == ["In the first year", "Aged 1"]


def test_title_and_words_are_sealed_and_what_was_changed_is_kept(ama):
    entry = add(ama, "A secret title", words="Secret words.")
    row = m.LifeStoryEntry.objects.values().get()
    assert b"ecret" not in bytes(row["sealed_title"]) + bytes(row["sealed_words"])
    said = {"whose": "child", "title": "B", "words": "C", "on": None, "age": 3, "picture": None}
    actions.change(ama, entry.pk, **said, by=people.user(), purpose="support")
    assert [bytes(old.sealed_title) for old in entry.history.all()][-1] == bytes(row["sealed_title"])


def test_words_put_in_anothers_place_do_not_open(ama, page):
    first, second = add(ama, "One"), add(ama, "Two")
    m.LifeStoryEntry.objects.filter(pk=first.pk).update(sealed_words=second.sealed_words)
    text = page.get(at("", ama)).text
    assert "cannot be read" in text
    assert "Two" in text
    assert page.get(at("-change", ama, first.pk)).status_code == 404


# The pages ------------------------------------------------------------------------------------------------------------


def test_an_entry_is_added_shown_and_printed_to_the_child(ama, page):
    answer = page.post(at("-add", ama), GOOD)
    assert answer.status_code == 302
    entry = m.LifeStoryEntry.objects.get()
    assert (entry.whose, entry.age, entry.by.name) == ("child", 4, "Ffion Aldous")
    assert "My first day" in page.get(at("", ama)).text
    book = page.get(at("-book", ama)).text
    assert "When you were 4" in book
    assert "<p>You came with a red bag.</p>" in book
    assert "You said this yourself." in book
    assert Entry.objects.filter(action="add to the life story", child=ama.person.uid, outcome="allowed").count() == 1


@pytest.mark.parametrize(("change", "words"), [
    ({"whose": ""}, "Choose whose words"), ({"whose": "cat"}, "Choose whose words"), ({"title": ""}, "Give it a title"),
    ({"title": "x" * 121}, "Shorten the title to 120"), ({"words": ""}, "Write what happened"),
    ({"words": "x" * 20_001}, "20,000 characters"), ({"age": "four"}, "whole number"), ({"age": "26"}, "0 to 25"),
    ({"age": "-1"}, "0 to 25"), ({"on_day": "3", "on_month": "5", "on_year": "2018"}, "the day or the age, not both"),
    ({"age": "", "on_day": "31", "on_month": "2", "on_year": "2018"}, "real date"),
    ({"age": "", "on_day": "3", "on_month": "5", "on_year": "2099"}, "today or earlier"),
])  # fmt: skip
def test_a_mistake_is_said_and_nothing_typed_is_lost(ama, page, change, words):
    text = page.post(at("-add", ama), GOOD | change).text
    assert words in text
    assert "There is a problem" in text
    assert not m.LifeStoryEntry.objects.exists()
    if "words" not in change:
        assert "You came with a red bag." in text


def test_it_can_be_seen_before_it_is_saved(ama, page):
    text = page.post(at("-add", ama), GOOD | {"look": "1"}).text
    assert "What the child will read" in text
    assert "<p>It rained.</p>" in text
    assert not m.LifeStoryEntry.objects.exists()


def test_hints_on_plain_words_come_with_a_mistake(ama, page):
    text = page.post(at("-add", ama), GOOD | {"title": "", "words": "It was after the placement breakdown."}).text
    assert "had to leave their home" in text


def test_markup_is_shown_as_text(ama, page):
    add(ama, "<b>bold</b>", words="<script>alert(1)</script>")
    for name in ("", "-book"):
        text = page.get(at(name, ama)).text
        assert "<script>alert" not in text
        assert "<b>bold" not in text


def test_an_entry_of_another_child_is_not_there(ama, page):
    other = people.child("Bea", "Other")
    entry = add(other, picture=("image/png", png(), "A dot"))
    assert page.get(at("-change", ama, entry.pk)).status_code == 404
    assert page.get(at("-picture", ama, entry.pictures.get().pk)).status_code == 404


def test_who_reads_no_notes_sees_no_life_story_and_no_link(reader, ama):
    entry = add(ama, picture=("image/png", png(), "A dot"))
    client = reader("returns-officer")
    assert "Life story" not in client.get(reverse("record:child", args=[ama.person.uid])).text
    for name in ("", "-book", "-add"):
        assert client.get(at(name, ama)).status_code == 404
    assert client.get(at("-picture", ama, entry.pictures.get().pk)).status_code == 404
    assert Entry.objects.filter(outcome="refused", action="see the life story").count() == 3


def test_the_page_asks_as_often_for_thirty_entries_as_for_three(ama, page):
    def asked():
        with people.counted() as sent:
            page.get(at("", ama))
        return len(sent)

    for number in range(3):
        add(ama, picture=("image/png", png(), "A dot"), age=number)
    few = asked()
    for number in range(27):
        add(ama, picture=("image/png", png(), "A dot"), age=number % 9)
    assert asked() == few


# Pictures -------------------------------------------------------------------------------------------------------------


def test_a_picture_is_kept_locked_and_shown(ama, page, settings):
    answer = page.post(at("-add", ama), GOOD | {"picture": sent(png()), "shows": "Ama with a red bag"})
    assert answer.status_code == 302
    kept = m.LifeStoryPicture.objects.get()
    assert 'alt="Ama with a red bag"' in page.get(at("-book", ama)).text
    shown = page.get(at("-picture", ama, kept.pk))
    assert (shown.content, shown["Content-Type"]) == (png(), "image/png")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "no-store"
    assert b"IHDR" not in vault.document_path(kept.document.seal).read_bytes()


@pytest.mark.parametrize(("name", "content", "words"), [
    ("a.gif", b"GIF89a\0\0\0", "no kind of file that is taken"), ("a.jpg", b"", "is empty"),
    ("a.svg", b"<svg xmlns='x' onload='alert(1)'/>", "no kind of file that is taken"),
    ("a.jpg", b"%PDF-1.7", "is called .jpg but is a PDF"), ("a.pdf", b"%PDF-1.7", "no picture that can be shown"),
    ("a.png", png()[:40], "cannot be read as a picture"), ("a.jpg", png(), "is called .jpg but is a PNG"),
    ("a.png", png() + b"x" * files.LARGEST, "larger than 20 megabytes"),
])  # fmt: skip
def test_a_file_that_is_no_picture_is_refused_in_a_sentence(ama, page, name, content, words):
    text = page.post(at("-add", ama), GOOD | {"picture": sent(content, name), "shows": "Ama"}).text
    assert words in text
    assert not m.Document.objects.exists()


def test_a_picture_needs_words_for_those_who_cannot_see_it(ama, page):
    text = page.post(at("-add", ama), GOOD | {"picture": sent(png())}).text
    assert "Say what is to be seen in the picture" in text


def test_with_another_mistake_the_picture_is_to_be_chosen_again(ama, page):
    text = page.post(at("-add", ama), GOOD | {"title": "", "picture": sent(png()), "shows": "Ama"}).text
    assert "Choose the picture again" in text


def test_what_the_camera_wrote_and_the_name_of_the_file_are_not_kept(ama, page):
    photo = png((b"tEXt", b"Location\0 7 Mill Lane"), (b"eXIf", b"GPS")) + b"after the end"
    page.post(at("-add", ama), GOOD | {"picture": sent(photo, "Ama at Mill Lane.png"), "shows": "A dot"})
    assert read_document(m.Document.objects.get()) == ("picture.png", png())


def test_a_picture_that_was_changed_on_the_disk_is_not_shown(ama, page):
    kept = add(ama, picture=("image/png", png(), "A dot")).pictures.get()
    path = vault.document_path(kept.document.seal)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert page.get(at("-picture", ama, kept.pk)).status_code == 404


def test_a_story_goes_along_when_two_records_are_put_together(ama):
    from keepwell.web.record.actions import merging

    twice = people.child("Amma", "Okafor", born_on=date(2014, 5, 3))
    add(ama, "first", age=1)
    add(twice, "second", age=2, picture=("image/png", png(), "A dot"))
    merging.merge(ama, twice, reason="The same child.", by=people.user("team-manager"), purpose="support")
    told = [one for chapter in chapters(ama) for one in chapter.entries]
    assert [one.title for one in told] == ["first", "second"]
    assert [one.shows for one in told[1].pictures] == ["A dot"]
