"""The promise that people are told is kept, and broken when a question loses its words or a telling its own."""

from datetime import date

import pytest

from keepwell.web.access.policy import policy
from keepwell.web.record import models as m
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from tests.web.record import people
from tests.web.record.telling import edited, told

pytestmark = pytest.mark.django_db


def found():
    return EVIDENCE["told"](Look(policy(), date.today()))


def test_every_question_has_its_words_and_every_choice_can_be_refused():
    told(people.child(), explained=["gender"])
    one = found()
    assert one.kept
    assert ", 0 without their words; " in one.words
    assert one.figures == {"tellings": 1, "refusals": 0}


def test_a_question_without_words_breaks_it(settings, tmp_path):
    edited(settings, tmp_path, ('items = ["ssda903.OC3.IN_TOUCH"]', "items = []"))
    assert not found().kept


def test_a_choice_whose_refusal_no_list_has_breaks_it(settings, tmp_path):
    edited(settings, tmp_path, ('refusal_codes = ["SDQ2", "SDQ5"]', 'refusal_codes = ["NEVER"]'))
    one = found()
    assert not one.kept
    assert "1 of them cannot be refused" in one.words


def test_a_telling_whose_words_are_lost_breaks_it():
    told(people.child(), explained=["gender"])
    m.Wording.objects.filter(fact="gender").delete()
    one = found()
    assert not one.kept
    assert one.figures["lost"] == 1
    assert "1 without its words" in one.said()
