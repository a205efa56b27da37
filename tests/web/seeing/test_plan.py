"""The plan on a page: what stands today, who is who, the child's words, and nothing that is not open to the reader."""

from datetime import timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.forms_in_force import forms
from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.record.actions import stepping
from keepwell.web.seeing.queries.duties import next_duties
from keepwell.web.seeing.queries.plan import PlanOnAPage
from keepwell.web.work.actions.clocks import recompute
from tests.web.record import people
from tests.web.record.people import TODAY
from tests.web.work import made

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def ama():
    return people.whole_record(people.child(), times=2)


def plan_of(child, role="social-worker"):
    return PlanOnAPage.of(opening.open_record(child.person.uid, by=opening.reader(people.user(role))))


def test_plans_that_stand_are_told_with_their_last_review(ama):
    old = m.ProtectionPlan.objects.order_by("starts_on").last()
    m.ProtectionReview.objects.create(child=ama, plan=old, held_on=TODAY - timedelta(9))
    m.ProtectionReview.objects.create(child=ama, plan=old, held_on=TODAY + timedelta(9))
    plans = {one.title.split(",")[0]: dict(one.facts) for one in plan_of(ama).plans}
    assert list(plans) == ["Child protection plan", "Care plan: looked after", "Leaving care",
                           "Education plan: EHCP", "Education plan: PEP"]  # fmt: skip
    assert plans["Child protection plan"]["Last review conference"] == TODAY - timedelta(9)
    assert plans["Care plan: looked after"]["Lives with"].startswith("Foster")
    assert plans["Education plan: PEP"]["Last review"] == "None recorded"


def test_the_page_tells_people_and_the_childs_words(ama, client):
    client.force_login(people.user(), backend=BACKEND)
    page = client.get(reverse("seeing:plan", args=[ama.person.uid])).content.decode()
    assert "I like my room." in page
    assert page.count("Ruth Marsh") == page.count("Efua Okafor") == 1  # recorded twice each
    assert "Mossbank School" in page
    assert "No clock runs" in page


def test_a_reader_with_less_sees_less(ama, client):
    client.force_login(people.user("pastoral-lead"), backend=BACKEND)
    page = client.get(reverse("seeing:plan", args=[ama.person.uid])).content.decode()
    assert "Mossbank School" in page
    for closed in ("I like my room.", "Efua Okafor", "protection plan</h3>", "Foster"):
        assert closed not in page
    assert "Your role does not open these kinds of record" in page


def test_what_is_due_stands_in_order_as_far_as_it_may_be_seen():
    child = people.child()
    made.referral(child, made.ago(30))
    m.ProtectionPlan.objects.create(child=child, referral=m.Referral.objects.get(), starts_on=made.ago(100))
    recompute([child.pk])
    duties = plan_of(child).duties
    assert "First child protection review conference" in [one.words for one in duties]
    assert [one.on for one in duties] == sorted(one.on for one in duties)
    assert next_duties(opening.open_record(child.person.uid, by=opening.reader(people.user("adoption-worker"))),
                       TODAY) == []  # fmt: skip


def test_what_is_being_done_comes_from_the_latest_plan_that_stands(client):
    child, worker = people.child(), people.user()
    case = made.referral(child, made.ago(30))
    protected = m.ProtectionPlan.objects.create(child=child, referral=case, starts_on=made.ago(25))
    for score, day in ((18, 400), (15, 20)):
        m.Sdq.objects.create(child=child, on=made.ago(day), score=score)
    for day, goal in ((20, "Sleep through"), (2, "Walk to school")):
        stepping.take(child, form=forms()["core-group"], by=worker, purpose="support", answers={
            "on": made.ago(day), "steps": [{"goal": goal, "who": "Her aunt <b>", "by": made.ago(-9)}]})  # fmt: skip
    ((plan, ((action, left, may),)),) = plan_of(child).doing["plans"]
    assert [words for _, words in action.turn] == ["Walk to school", "Her aunt <b>"]
    assert (plan.step.form, left.text, may) == ("core-group", "9 days left", True)
    client.force_login(worker, backend=BACKEND)
    page = client.get(reverse("seeing:plan", args=[child.person.uid])).content.decode()
    assert "Her aunt &lt;b&gt;" in page
    assert "0 of 1 action done" in page
    assert "15 of 40 on" in page
    assert "before that 18 of 40" in page
    assert "Sleep through" not in page
    assert plan_of(child, "adoption-worker").doing["plans"] == []
    m.ProtectionPlan.objects.filter(pk=protected.pk).update(ends_on=made.ago(1))
    assert plan_of(child).doing["plans"] == []


def test_a_child_without_anything_has_a_page(client):
    child = people.child()
    client.force_login(people.user(), backend=BACKEND)
    with people.counted() as sent:
        page = client.get(reverse("seeing:plan", args=[child.person.uid])).content.decode()
    assert "No plan is recorded as current" in page
    assert len(sent) < 60


def test_words_in_a_note_of_concern_need_that_category(ama):
    m.Note.objects.all().delete()
    people.note(ama, kind="concern", child_words="He shouts.")
    assert [one.words for one in plan_of(ama).said] == ["He shouts."]
    assert plan_of(ama, "adoption-worker").said == []


def test_the_latest_words_come_from_steps_as_well_as_notes():
    child, worker = people.child(), people.user()
    people.note(child, child_words="Old words.", on=TODAY - timedelta(40))
    for day, words in ((30, "I count to a hundred."), (9, "It is quiet now."), (2, "")):
        answers = {"on": made.ago(day), "title": "Seen", "account": "At home.", **({"words": words} if words else {})}
        stepping.take(child, form=forms()["case-note"], by=worker, purpose="support", answers=answers)
    said = [(one.words, one.on) for one in plan_of(child).said]
    assert said == [("It is quiet now.", made.ago(9)), ("I count to a hundred.", made.ago(30))]
    assert plan_of(child, "virtual-school-head").said == []
