"""Actions of plans: followed to their end on the child's pages and in the work of whoever works with the child."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from keepwell.policy import shipped
from keepwell.web.access.forms_in_force import forms
from keepwell.web.access.models import Entry
from keepwell.web.access.policy import policy
from keepwell.web.journey import acting
from keepwell.web.journey.actions import FollowError, follow
from keepwell.web.journey.models import Followed
from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.record.actions import merging, stepping, unmerging
from keepwell.web.site.promises.evidence import EVIDENCE, Look, NotMade
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
STEPS = [{"goal": "Sleep through", "who": "Her aunt", "by": TODAY - timedelta(3)},
         {"goal": "Read every evening", "who": "Ffion"}]  # fmt: skip


@pytest.fixture
def worker():
    return people.user("social-worker")


@pytest.fixture
def child(worker):
    child = people.child()
    m.PeriodOfCare.objects.create(child=child, starts_on=people.SINCE)
    m.Referral.objects.create(child=child, referred_on=people.SINCE)
    planned(child, worker, STEPS)
    return child


def planned(child, worker, steps, on=TODAY - timedelta(20)):
    return stepping.take(child, form=forms()["need-plan"], answers={"on": on, "steps": steps}, by=worker,
                         purpose="support")  # fmt: skip


def opened(child, worker):
    return opening.open_record(child.person.uid, by=opening.reader(worker))


def actions(child, worker):
    return [one for plan in acting.plans_of(opened(child, worker)) for one in plan.actions]


def test_an_action_is_followed_from_my_work_to_done(client, child, worker):
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    mine = client.get(reverse("work:mine")).text
    assert "Action: Child in need plan" in mine
    assert "Overdue by 3 days" in mine
    assert "Sleep through" not in mine
    step = m.Step.objects.get()
    address = reverse("journey:action", args=[child.person.uid, step.pk, 0])
    assert address in mine
    page = client.get(address)
    assert "Sleep through" in page.text
    sent = {"came": "dropped", "on": f"{TODAY:%d/%m/%Y}", "note": " "}
    tomorrow = TODAY + timedelta(1)
    for change, said in (({}, "Say why it will not be done"), ({"came": ""}, "Choose what came of it"),
                         ({"on": f"{tomorrow:%d/%m/%Y}"}, "Give a day that has come"),
                         ({"on": "31/2/2026"}, "real date"), ({"on": ""}, "Enter the day")):  # fmt: skip
        assert said in client.post(address, {**sent, **change}).text
    assert not Followed.objects.exists()
    assert client.post(address, {**sent, "came": "done", "note": "Her aunt reads to her."}).status_code == 302
    assert b"aunt" not in bytes(Followed.objects.get().sealed_words)
    for name in ("record:child", "seeing:plan", "journey:actions"):
        text = client.get(reverse(name, args=[child.person.uid])).text
        assert "1 of 2 actions done" in text
        assert "Her aunt reads to her." in text
    assert "Sleep through" not in client.get(reverse("work:mine")).text
    assert "Action: Child in need plan" not in client.get(reverse("work:mine")).text
    assert Entry.objects.filter(action="say what came of an action", child=child.person.uid).count() == 1


def test_what_was_said_last_counts_and_other_words_are_asked_anew(child, worker):
    first, _ = actions(child, worker)
    for came in ("done", "open"):
        follow(first, came=came, on=TODAY, note="", by=worker, purpose="support")
    assert [one.is_open for one in actions(child, worker)] == [True, True]
    follow(first, came="done", on=TODAY, note="", by=worker, purpose="support")
    step = m.Step.objects.get()
    was = stepping.mark_of(stepping.read(step))
    words = [{**STEPS[0], "goal": "Sleep in her own bed"}, STEPS[1]]
    stepping.change(step, form=forms()["need-plan"], answers={"steps": words}, was=was, by=worker, purpose="support")
    assert [one.came for one in actions(child, worker)] == [None, None]


def test_what_may_not_be_said_is_refused_by_the_action_too(child, worker):
    first, _ = actions(child, worker)
    for came, on, said in (("done", TODAY + timedelta(1), "has come"), ("dropped", TODAY, "Say why")):
        with pytest.raises(FollowError, match=said):
            follow(first, came=came, on=on, note=" ", by=worker, purpose="support")


def test_a_plan_that_has_ended_asks_for_nothing(child, worker):
    assert list(acting.asked(worker))
    m.NeedPlan.objects.update(ends_on=TODAY)
    assert not list(acting.asked(worker))
    assert actions(child, worker) == []


def test_it_goes_with_the_record_that_is_put_into_another_and_back(child, worker):
    manager = people.user("team-manager")
    first, _ = actions(child, worker)
    follow(first, came="done", on=TODAY, note="Well done.", by=worker, purpose="support")
    kept = people.child("Amma")
    people.work_together()
    merge, done = merging.merge(kept, child, reason="x", by=manager, purpose="support")
    assert ([one.note for one in actions(kept, worker)], done.shut) == (["Well done.", ""], 0)
    back, _ = unmerging.undo(merge, reason="x", by=manager, purpose="support")
    assert [one.note for one in actions(back, worker)] == ["Well done.", ""]


def found():
    return EVIDENCE["support"](Look(policy(), TODAY))


def test_the_promise_counts_it_and_is_broken_by_readings_without_purpose_and_words_without_author(
    child, worker, settings
):
    first, _ = actions(child, worker)
    follow(first, came="done", on=TODAY, note="", by=worker, purpose="support")
    one = found()
    assert one.kept, one.said()
    assert "Plans and reviews that say what will be done: 1; said what came of an action: 1, of which done: 1" in (
        one.said()
    )
    Followed.objects.update(by=None)
    assert not found().kept
    Followed.objects.all().delete()
    Entry.objects.create(actor="x", action="open", purpose="", child=child.person.uid, outcome="allowed")
    one = found()
    assert not one.kept
    assert "without a purpose: 1" in one.said()
    settings.KEEPWELL_POLICY = shipped("department")
    with pytest.raises(NotMade):
        found()
