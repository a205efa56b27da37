"""Hints on plain words: the page and the part of a page, for any text, kept nowhere."""

import logging

import pytest
from django import forms
from django.template import engines
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.record.wording import LONGEST, SHOWN, shown

pytestmark = pytest.mark.django_db
OFFICIAL = "The LAC review heard that he was non-compliant since the placement breakdown. " * 3


@pytest.fixture
def ask(reader):
    client = reader()

    def post(text, part=True, **more):
        headers = {"X-Requested-With": "fetch"} if part else {}
        return client.post(reverse("record:wording"), {"wording": "text", "text": text, **more}, headers=headers)

    return post


def test_the_part_says_age_and_hints(ask):
    page = ask(OFFICIAL).text
    assert "<html" not in page
    assert "A reader of about " in page
    assert "did not want to …, because …" in page
    assert "(3 times)" in page


def test_the_page_says_the_same_without_a_script(ask):
    page = ask(OFFICIAL, part=False).text
    assert "<h1" in page
    assert "<details" in page
    assert " open>" in page
    assert "still in the tab" in page


def test_markup_in_the_text_is_shown_as_text(ask):
    page = ask("<script>alert(1)</script> a placement-<b>breakdown</b> ABC<img src=x onerror=alert(1)> " * 4).text
    assert "<script>" not in page
    assert "<img" not in page


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\r\n\r\n"])
def test_nothing_to_read_is_said(ask, text):
    assert "nothing to read yet" in ask(text, part=False).text
    assert ask(text).text.strip() == ""


def test_a_field_that_was_not_sent_is_nothing_to_read(reader):
    answer = reader().post(reverse("record:wording"), {"wording": "other"})
    assert "nothing to read yet" in answer.text


def test_nothing_of_the_text_is_kept_or_logged(ask, caplog):
    with caplog.at_level(logging.DEBUG):
        before = Entry.objects.count()
        ask("Marigold Featherstone told me of a placement breakdown.")
    assert Entry.objects.count() == before
    assert "Marigold" not in caplog.text


def test_only_somebody_who_is_signed_in_may_ask(client):
    answer = client.post(reverse("record:wording"), {"wording": "text", "text": "x"})
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]


def test_a_very_long_text_is_read_at_its_beginning(ask):
    assert "Only the beginning" in ask("Seen at home. " * (LONGEST // 14 + 10)).text


def test_more_hints_than_anybody_mends_are_cut():
    found = shown(" ".join(f"Q{a}{b} went." for a in "BCDFGHJKLM" for b in "NPQRSTVWXZ"))
    assert sum(len(group.points) for group in found.groups) == SHOWN
    assert found.left_out == found.points - SHOWN > 0


def test_places_are_counted_as_the_browser_counts_them():
    text = "😀 She said it.\r\nA placement breakdown."
    point = shown(text).groups[0].points[0]
    units = text.replace("\r\n", "\n").encode("utf-16-le")
    assert units[2 * point.start : 2 * point.end].decode("utf-16-le") == "placement breakdown"


# Under a box ------------------------------------------------------------------------------------------------------


class Box(forms.Form):
    text = forms.CharField(label="What happened", widget=forms.Textarea)


def drawn(form):
    template = '{% load design %}{% field form.text %}{% include "record/_wording.html" with field=form.text %}'
    return engines["django"].from_string(template).render({"form": form})


def test_an_empty_form_has_a_button_and_no_hints():
    page = drawn(Box())
    assert f'formaction="{reverse("record:wording")}"' in page
    assert 'data-wording="id_text"' in page
    assert "Say instead" not in page


def test_a_form_that_came_back_has_its_hints():
    assert "had to leave their home" in drawn(Box({"text": "The placement breakdown."}))


def test_a_form_that_came_back_empty_has_none():
    assert "Say instead" not in drawn(Box({}))
