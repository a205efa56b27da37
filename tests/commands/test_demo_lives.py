"""What is recorded in the demo: each of the six people who sign in finds work, recorded by those who may."""

from datetime import date

import pytest

from keepwell.commands import demo_lives, example
from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.record import opening
from keepwell.web.record.models import Child, Step
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from keepwell.web.staff.actions import make_demo_people
from keepwell.web.staff.queries import with_address
from keepwell.web.work.queries.mine import work_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def demo(settings, tmp_path):
    """A small made-up council in which the people of the demo have worked: {role: User}."""
    from keepwell.web.record.actions.following import follow_demo

    settings.KEEPWELL_DEMO, settings.MEDIA_ROOT = True, tmp_path
    example.into_record(30, 1, date.today(), 1, 0, tell=lambda *_: None)
    accounts = make_demo_people()
    people = {one.role: with_address(one.email) for one in accounts if one.role}
    follow_demo(people)
    demo_lives.record(accounts)
    return accounts, people


def due(by):
    return work_of(opening.reader(by), date.today())


def test_each_of_the_six_finds_work(demo):
    from keepwell.web.concerns.models import Concern
    from keepwell.web.concerns.queries.waiting import for_lead
    from keepwell.web.school.queries.learning import VirtualSchool

    accounts, people = demo
    worker = due(people["social-worker"])
    assert all(worker.counts()[section] for section in ("overdue", "today", "week", "later"))
    assert {line.kind for line in worker.lines} >= {"clock", "alert", "action"}
    assert [line.kind for line in due(people["team-manager"]).lines if line.kind == "approval"]
    assert "Later review of a looked-after child" in {line.what for line in due(people["reviewing-officer"]).lines}
    undecided, decided = for_lead(people["safeguarding-lead"])
    assert len(undecided) == 3
    assert len(decided) == 5
    assert {line.kind for line in due(people["safeguarding-lead"]).lines} == {"asked"}
    assert Concern.objects.filter(raised_by=people["pastoral-lead"]).count() == 8
    assert VirtualSchool(people["virtual-school-head"], "support").counts["waiting"] == 1
    # A second start changes nothing, and all of it stands in the log under the name of who did it.
    before = Step.objects.count()
    demo_lives.record(accounts)
    assert Step.objects.count() == before > 70
    assert Child.objects.filter(person__reference__startswith="K").count() == 7
    mine = Entry.objects.filter(actor=f"user {people['social-worker'].pk}", action="record a step")
    assert mine.values("child").distinct().count() > 7
    assert not Entry.objects.filter(outcome="refused").exists()
    # All of it says who told us, and each concern why it is in the child's file.
    assert not [one for one in ("provenance", "adoptions") if not EVIDENCE[one](Look(policy(), date.today())).kept]
