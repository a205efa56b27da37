"""What the rooms of school and concerns bring into the work."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation
from keepwell.web.concerns.models import Concern, Doing
from keepwell.web.school.models import PlanStage
from tests.web.record import people
from tests.web.work.made import TODAY, ago, kept

pytestmark = pytest.mark.django_db


def test_stages_of_a_plan_run_their_clocks(worker):
    child = people.child()
    for stage, days in (("asked", 100), ("assess", 70)):
        PlanStage.objects.create(child=child, stage=stage, on=ago(days), by=worker)
    rows = kept(child)
    assert (rows["ehc-decision"].done_on, rows["ehc-decision"].due_on) == (ago(70), ago(100 - 42))
    assert (rows["ehc-plan"].done_on, rows["ehc-plan"].due_on) == (None, ago(100 - 140))


def test_action_of_a_concern_stands_in_the_work_of_whoever_was_asked(signed_in, worker, manager):
    child = people.child("Ama", "Okafor", strange=True)
    concern = Concern.objects.create(child=child, seal=uuid.uuid4(), on=ago(3), how="seen", sealed_words=b"")
    Doing.objects.create(concern=concern, seal=uuid.uuid4(), sealed_what=b"", owner=worker, given_by=manager,
                         due_on=TODAY + timedelta(days=2))  # fmt: skip
    mine = reverse("work:mine")
    assert "Act on a note of concern" not in signed_in(worker).get(mine).content.decode()
    Allocation.objects.create(child=child.person.uid, user=worker, starts_on=ago(9))
    page = signed_in(worker).get(mine).content.decode()
    assert "Act on a note of concern" in page
    assert reverse("concerns:concern", args=[concern.seal]) in page
    assert "Act on" not in signed_in(manager).get(mine).content.decode()
