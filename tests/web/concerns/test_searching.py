"""Words of notes of concern are found by whoever may read the note, and by nobody else."""

import pytest
from django.urls import reverse

from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.record.elsewhere import changed
from keepwell.web.record.models import Import, Words

from .said import TODAY

pytestmark = pytest.mark.django_db
SAID = {"seen": "A bruise on the arm.", "child_words": "My uncle did it", "marks": [], "people": [
    {"name": "Rufus Wexcombe", "part": "alleged", "words": "his uncle"}]}  # fmt: skip


@pytest.fixture
def noted(assistant):
    return lambda child: raise_concern(
        child=child, on=TODAY, at_time="", how="saw", danger=False, words=SAID, by=assistant
    )


def looked(client, words):
    return client.post(reverse("record:words"), {"words": words, "whose": "all"}, follow=True)


@pytest.mark.parametrize("words", ["bruises", "uncle", "Wexcombe"])
def test_a_lead_finds_what_was_seen_said_and_who_was_named(as_, lead, noted, pupil, words):
    concern = noted(pupil())
    assert reverse("concerns:concern", args=[concern.seal]) in looked(as_(lead), words).text
    assert reverse("concerns:concern", args=[concern.seal]) not in looked(as_(lead), "holiday").text


def test_who_raised_it_may_not_read_it_and_finds_nothing(as_, assistant, noted, pupil):
    noted(pupil())
    assert looked(as_(assistant), "bruise").status_code == 404


def test_a_note_about_nobody_yet_is_in_no_search_and_stops_none(as_, lead, noted):
    concern = noted(None)
    changed.send(Import, children=None)
    assert not Words.objects.filter(kind="raised").exists()
    assert reverse("concerns:concern", args=[concern.seal]) not in looked(as_(lead), "bruise").text
