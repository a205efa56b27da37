"""The promise that concerns are copied into a file with a reason is kept, and broken by one without."""

from datetime import date

import pytest

from keepwell.policy import shipped
from keepwell.web.access.policy import policy
from keepwell.web.concerns.actions import deciding
from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.concerns.models import Concern, Linked
from keepwell.web.site.promises.evidence import EVIDENCE, Look, NotMade
from tests.web.record import people

pytestmark = pytest.mark.django_db


def found():
    return EVIDENCE["belonging"](Look(policy(), date.today()))


@pytest.fixture
def filed():
    child, worker = people.child(), people.user()
    people.work_together()
    words = {"people": [{"name": "Kofi", "part": "alleged", "words": "x"}]}
    for number in range(2):
        concern = raise_concern(child=child, on=date.today(), at_time="", how="saw", danger=False, words=words,
                                by=worker)  # fmt: skip
        if number:
            deciding.put_in_file(concern, was={"in_file": "", "why": ""}, in_file="yes", why="x", by=worker)
            deciding.link(concern, number=0, child=people.child("Kofi"), part="alleged", words="x", why="y", by=worker)


def test_it_is_kept_also_with_some_that_wait(filed):
    one = found()
    assert one.kept
    assert one.said().startswith("In the file: 1; left out of it: 0; not said yet, and read by those who decide alone")
    assert one.figures == {"filed": 1, "out": 0, "waiting": 1, "parts": 1}
    Concern.objects.all().delete()
    assert found().kept


@pytest.mark.parametrize(("harm", "said"), [
    (lambda: Concern.objects.filter(in_file="yes").update(sealed_file_why=b""), "Without a reason: 1"),
    (lambda: Concern.objects.filter(in_file="").update(in_file="no"), "Without a reason: 1; without who said so: 1"),
    (lambda: Concern.objects.filter(in_file="yes").update(filed_by=None), "without who said so: 1"),
    (lambda: Linked.objects.update(sealed_why=b""), "Without a reason: 1"),
])  # fmt: skip
def test_each_of_these_breaks_it(filed, harm, said):
    harm()
    one = found()
    assert not one.kept
    assert said in one.said()


def test_the_department_keeps_no_concerns(settings):
    settings.KEEPWELL_POLICY = shipped("department")
    with pytest.raises(NotMade):
        found()
