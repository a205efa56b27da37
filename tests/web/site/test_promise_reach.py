"""The promises about reach are kept, and broken by an overdue check, an unsealed adoption, a role nobody declared."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from keepwell.web.access.models import Emergency, Restriction
from keepwell.web.access.policy import policy
from keepwell.web.record import models as m
from keepwell.web.record.actions import doors
from keepwell.web.record.actions.following import seal_adopted
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from keepwell.web.staff.models import RoleHeld
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()


def found(name):
    return EVIDENCE[name](Look(policy(), TODAY))


@pytest.fixture
def emergency():
    """A record that a social worker opened, and the manager who checks it."""
    worker, manager = people.user(strange=True), people.user("team-manager", strange=True)
    doors.open_in_emergency(people.child(strange=True), reason="Danger.", by=worker)
    return Emergency.objects.get(), manager


def test_an_emergency_that_waits_in_its_time_keeps_the_promise_and_an_overdue_one_breaks_it(emergency):
    one, manager = emergency
    assert found("emergencies").kept
    assert found("emergencies").figures == {"opened": 1, "waiting": 1, "overdue": 0, "late": 0}
    Emergency.objects.update(review_by=TODAY - timedelta(1))
    assert not found("emergencies").kept
    assert "overdue: 1" in found("emergencies").said()
    doors.review(one, found="right", note="Looked.", by=manager)
    late = found("emergencies")
    assert (late.kept, late.figures["late"], late.figures["waiting"]) == (False, 1, 0)
    Emergency.objects.update(review_by=TODAY)
    assert found("emergencies").kept
    Emergency.objects.update(review_by=TODAY - timedelta(90), reviewed_at=timezone.now() - timedelta(60))
    assert found("emergencies").kept


def test_nobody_who_may_check_breaks_it(monkeypatch):
    assert found("emergencies").kept
    monkeypatch.setattr("keepwell.web.site.promises.evidence.reach.CHECKS", ("edit", "emergency", "quality"))
    one = found("emergencies")
    assert not one.kept
    assert " 0 check it" in one.words


def test_an_adopted_child_whose_record_is_open_breaks_the_seal():
    child = people.child()
    people.care(child, date(2019, 1, 1), date(2020, 1, 1))
    m.Episode.objects.update(reason_ended="E11")
    assert not found("adoptions").kept
    seal_adopted()
    assert found("adoptions").kept
    Restriction.objects.update(lifted_at=timezone.now(), lifted_by=people.user("data-protection-officer"))
    one = found("adoptions")
    assert (one.kept, one.figures["lifted"], one.figures["unsealed"]) == (True, 1, 0)


def test_a_file_is_open_to_those_whom_the_door_lets_in_and_to_no_other():
    child = people.child(strange=True)
    worker = people.user(strange=True)
    people.user("returns-officer", strange=True), people.user("auditor", strange=True)
    assert found("staff").figures == {"people": 3, "able": 1, "strange": 0}
    doors.allocate(child, to=worker, starts_on=TODAY, by=people.user("team-manager"))
    assert found("staff").figures["able"] == 3
    RoleHeld.objects.filter(user=worker).update(ends_on=TODAY - timedelta(1))
    assert found("staff").figures["able"] == 2


def test_a_role_that_the_notice_does_not_name_breaks_it():
    people.user("wizard")
    one = found("staff")
    assert (one.kept, one.figures["able"], one.figures["strange"]) == (False, 0, 1)
