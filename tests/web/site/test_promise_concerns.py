"""The promise about notes of concern is kept, and broken by a note without author, reason or version."""

from datetime import date

import pytest

from keepwell.web.access.policy import policy
from keepwell.web.concerns.actions import deciding
from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.concerns.models import Concern
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from tests.web.record import people

pytestmark = pytest.mark.django_db
NOTHING = {"category": "", "decision": "", "reason": "", "feedback": ""}


def found():
    return EVIDENCE["concerns"](Look(policy(), date.today()))


@pytest.fixture
def decided(db):
    child, worker = people.child(), people.user()
    people.work_together()
    concern = raise_concern(child=child, on=date.today(), at_time="", how="saw", danger=False, words={}, by=worker)
    deciding.decide(concern, was=NOTHING, category="other", decision="none", reason="x", feedback="", by=worker)
    return deciding.settle(concern, people.child("Kofi"), by=worker)


def test_it_is_kept_also_without_any_and_after_a_note_was_moved(decided):
    one = found()
    assert one.kept
    assert "Notes of concern: 1; without their author: none" in one.said()
    Concern.objects.all().delete()
    assert found().kept


@pytest.mark.parametrize(("change", "said"), [
    ({"raised_by": None}, "without their author: 1"), ({"sealed_reason": b""}, "decided without a reason: 1"),
    ({"decision": "refer"}, "changed without a version: 1"), ({"sealed_words": b"x"}, "changed without a version: 1"),
])  # fmt: skip
def test_each_of_these_breaks_it(decided, change, said):
    Concern.objects.update(**change)
    one = found()
    assert not one.kept
    assert said in one.said()
