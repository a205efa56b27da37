"""The promise about attendance is kept, and broken by a mark that was changed past its amendments."""

from datetime import date

import pytest

from keepwell.policy import shipped
from keepwell.web.access.policy import policy
from keepwell.web.school.actions import registers
from keepwell.web.school.models import Amendment, Register
from keepwell.web.site.promises.evidence import EVIDENCE, Look, NotMade
from tests.web.record import people
from tests.web.school.registers import days, first, taken

pytestmark = pytest.mark.django_db


def found():
    return EVIDENCE["attendance"](Look(policy(), date.today()))


@pytest.fixture
def amended():
    child, worker = people.child(), people.user()
    taken(worker, *days(child, "/ \\", "I I"))
    taken(worker, *days(child, "C1 \\", "I I"))
    registers.amend(child, session=first(1), code="L", reason="Came at two.", by=worker, purpose="support")


def test_it_is_kept_without_any_and_after_marks_were_amended_by_file_and_by_hand(amended):
    one = found()
    assert one.kept, one.said()
    assert "Sessions in registers: 4; marks amended: 2." in one.said()
    Register.objects.all().delete()
    Amendment.objects.all().delete()
    assert found().kept


@pytest.mark.parametrize(("harm", "said"), [
    (lambda: Register.objects.update(marks="L" * 730), "changed past their amendments: 1"),
    (lambda: Register.objects.update(amended=1), "changed past their amendments: 1"),
    (lambda: Amendment.objects.first().delete(), "amendments gone: 1"),
    (lambda: Amendment.objects.filter(file=None).update(reason=""), "a reason or a person: 1"),
    (lambda: Amendment.objects.filter(file=None).update(by=None), "a reason or a person: 1"),
])  # fmt: skip
def test_each_of_these_breaks_it(amended, harm, said):
    harm()
    one = found()
    assert not one.kept
    assert said in one.said()


def test_the_department_keeps_no_registers(settings):
    settings.KEEPWELL_POLICY = shipped("department")
    with pytest.raises(NotMade):
        found()
