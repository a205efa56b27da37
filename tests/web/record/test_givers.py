"""Who told us what somebody typed in: asked on each such page, kept, shown, and looked at by promise 43."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from keepwell.web.access.policy import policy
from keepwell.web.record import givers
from keepwell.web.record import models as m
from keepwell.web.record.actions import stepping
from keepwell.web.record.kinds import KINDS
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from tests.web.journey.steps import address, noted, record, typed
from tests.web.record import people
from tests.web.record.test_child_checks import looked_after
from tests.web.record.test_correcting import mend

pytestmark = pytest.mark.django_db
TODAY = date.today()
FAMILY = "Parents, carers and relatives"


@pytest.fixture
def worker(client):
    worker = people.user("social-worker")
    client.force_login(worker)
    return worker


def evidence():
    return EVIDENCE["provenance"](Look(policy(), TODAY))


def test_a_step_says_who_told_us_and_so_do_its_versions(client, worker):
    child = people.child()
    said = {"on": TODAY, "title": "School", "account": "She walks there alone."}
    asked = client.get(address(child, "case-note")).text
    assert givers.ASK in asked
    assert f'value="{givers.OURS}" selected' in asked
    check = client.post(address(child, "case-note"), typed("case-note", **said) | {"giver": "family", "check": "1"})
    assert FAMILY in check.text
    record(client, child, "case-note", about={"giver": "family"}, **said)
    step = m.Step.objects.get()
    at = reverse("journey:step", args=[child.person.uid, step.pk])
    assert FAMILY in client.get(at).text
    changed = typed("case-note", **said) | {"giver": "child", "save": "1"}
    was = stepping.mark_of(stepping.read(step))
    client.post(reverse("journey:change", args=[child.person.uid, step.pk]), changed | {"was": was})
    page = client.get(at).text
    assert "The child or young person" in page
    assert "by Ffion Aldous, told by parents, carers and relatives" in page
    assert page.count("told by the child or young person") == 1
    assert "told by the child or young person" in client.get(
        reverse("record:chronology", args=[child.person.uid])
    ).text  # fmt: skip
    assert evidence().kept


def test_saying_nothing_is_our_own_work_and_what_is_not_on_the_list_is_refused(client, worker):
    child = people.child()
    record(client, child, "case-note", on=TODAY, title="School", account="Seen.")
    assert m.Step.objects.get().giver == givers.OURS
    strange = typed("case-note", on=TODAY, title="School", account="Seen.") | {"giver": "wizard", "check": "1"}
    page = client.post(address(child, "case-note"), strange).text
    assert "Who told us this? Choose one of the list" in page
    assert "Seen." in page
    assert m.Step.objects.count() == 1


def test_what_stands_may_stay_when_the_policy_names_it_no_longer():
    assert dict(givers.choices("town-crier"))["town-crier"] == "town-crier"
    assert "town-crier" not in dict(givers.choices())
    assert next(iter(givers.choices()))[0] == givers.OURS
    assert (givers.words(""), givers.told_by(givers.OURS), givers.told_by("")) == ("", "", "")


def test_a_correction_says_who_told_us(reader):
    child, review = looked_after()
    after = mend(reader(), child, "ssda903-reviews", review.pk, REVIEW_CODE="PN1", giver="courts")
    told = "told by family courts, and Cafcass"
    assert told in after.text
    assert m.Correction.objects.get().giver == "courts"
    at = reverse("record:remove", args=[child.person.uid, KINDS["ssda903-reviews"].slug, review.pk])
    reader().post(at, {"was": reader().get(at).context["was"], "reason": "Never held.", "giver": "child"})
    assert m.Correction.objects.get(made="removed").giver == "child"


def test_what_is_made_by_hand_says_who_told_us(client):
    client.force_login(people.user("social-worker", strange=True))
    new = {"given": "Ama", "born_on_day": "3", "born_on_month": "5", "born_on_year": "2014", "why": "referral"}
    client.post(reverse("record:new"), new | {"giver": "schools"})
    child = m.Child.objects.get()

    def post(name, **said):
        client.post(reverse(f"record:{name}", args=[child.person.uid]), said | {"giver": "family"})

    post("relative", kind="mother", given="Abena", phone="01632 960001")
    post("contact", whose=str(child.pk), kind="email", value="ama@example.org")
    post("move-home", kind="home", line_1="2 Hill Road", starts_on_day="1", starts_on_month="1", starts_on_year="2026")
    kept = sorted((one.model, one.giver) for one in m.Given.objects.all())
    assert kept == [
        ("record.address", "family"), ("record.contact", "family"), ("record.contact", "family"),
        ("record.person", "family"), ("record.person", "schools"), ("record.relationship", "family"),
    ]  # fmt: skip
    assert (evidence().kept, evidence().figures["silent"]) == (True, 0)
    m.Given.objects.filter(model="record.person", giver="schools").delete()
    assert "silent since that is asked: 1" in evidence().said()
    assert not evidence().kept


def test_what_was_typed_in_since_it_is_asked_and_does_not_say_it_breaks_the_promise():
    step = noted(people.child())
    m.Step.objects.update(giver="health")
    assert (evidence().kept, evidence().figures["told"]) == (True, 1)
    m.Step.objects.update(giver="")
    assert (evidence().kept, evidence().figures["silent"]) == (False, 1)
    m.Step.objects.filter(pk=step.pk).update(at=timezone.now() - timedelta(days=9_000))
    assert (evidence().kept, evidence().figures["before"]) == (True, 1)
