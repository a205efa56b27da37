"""The promise that notes name their author is kept, and broken by any that does not."""

from datetime import date

import pytest

from keepwell.policy import shipped
from keepwell.web.access.policy import policy
from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.concerns.models import Concern
from keepwell.web.record.actions import noting
from keepwell.web.record.models import Import, Note, SourceRow, Step
from keepwell.web.site.promises.evidence import EVIDENCE, Look, NotMade
from tests.web.record import people
from tests.web.work.made import step

pytestmark = pytest.mark.django_db


def found():
    return EVIDENCE["authors"](Look(policy(), date.today()))


@pytest.fixture
def written():
    """A note, a step and a concern written here, and a note of a file that names nobody."""
    child, worker = people.child(), people.user()
    noting.write(child, kind="case note", on=date.today(), title="x", text="y", by=worker, purpose="support")
    raise_concern(child=child, on=date.today(), at_time="", how="saw", danger=False, words={}, by=worker)
    step(child, "contact", date.today(), by=worker)
    brought = people.note(child)
    taken_in = Import.objects.create(collection="people", digest="", source="", form="csv", taken_by="")
    SourceRow.objects.create(taken_in=taken_in, table="Notes", file="notes.csv", line=2, child=child, became=brought.pk)


def test_it_is_kept_when_all_that_was_written_here_names_its_author(written):
    one = found()
    assert one.kept, one.said()
    assert "Written here: notes 1, steps 1, notes of concern 1" in one.said()
    assert "From files: notes 1, of which 0 name who wrote them." in one.said()


@pytest.mark.parametrize("harm", [
    lambda: Note.history.update(history_user=None), lambda: Step.objects.update(by=None),
    lambda: Concern.objects.update(raised_by=None), lambda: SourceRow.objects.all().delete(),
])  # fmt: skip
def test_each_of_these_without_an_author_breaks_it(written, harm):
    harm()
    one = found()
    assert not one.kept
    assert "without their author: 1." in one.said()


def test_the_department_keeps_no_notes(settings):
    settings.KEEPWELL_POLICY = shipped("department")
    with pytest.raises(NotMade):
        found()
