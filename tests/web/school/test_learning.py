"""Personal education plans: written, sent, approved or returned, and who may do which."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.school.actions import learning
from keepwell.web.school.models import EducationTerm
from keepwell.web.school.queries.learning import term_of
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
YEAR, TERM = term_of(TODAY)
VIEW = "I like science. I hate being called out in front of everyone."


@pytest.fixture
def ama():
    child = people.child()
    people.care(child, TODAY - timedelta(200))
    return child


def day(name, on):
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


FULL = {"view": VIEW, "what_1": "Read for ten minutes", "owner_1": "Ms Bell", "attendance": "Better", "attainment": "",
        "premium": "A tutor", **day("by_1", TODAY + timedelta(60)), **day("meeting_on", TODAY)}  # fmt: skip


def at(name, child):
    return reverse(f"school:{name}", args=[child.person.uid, YEAR, TERM])


def written(client, child, button="send", **change):
    plan = EducationTerm.objects.filter(child=child).first()
    seen = {"seen": plan.at.isoformat() if plan else ""}
    return client.post(at("write", child), FULL | seen | {button: "1"} | change, follow=True)


def test_a_plan_goes_from_missing_to_approved(as_, ama):
    worker = as_()
    assert "There is no plan for the" in worker.get(reverse("school:life", args=[ama.person.uid])).text
    assert "Saved as a draft" in written(worker, ama, "save").text
    assert "Sent to the virtual school" in written(worker, ama).text
    head = as_("virtual-school-head", name="Rosalind")
    listed = head.get(reverse("school:virtual")).text
    assert "Waits for the virtual school (1)" in listed
    assert "Ama Okafor" in listed
    page = head.get(at("plan", ama)).text
    assert VIEW in page
    assert "Read for ten minutes" in page
    done = head.post(at("decide", ama), {"decision": "approved", "why": "Her own words are there."}, follow=True).text
    assert "The plan is approved" in done
    assert "Rosalind" in done
    assert EducationTerm.objects.get().state == "approved"
    assert written(as_(name="W"), ama).text.count("cannot be changed now") >= 1


def test_what_is_written_is_sealed(as_, ama):
    written(as_(), ama)
    plan = EducationTerm.objects.get()
    assert b"science" not in bytes(plan.sealed_words)
    assert learning.words_of(plan)[0]["view"] == VIEW
    assert not any(b"science" in bytes(old.sealed_words) for old in plan.history.all())


def test_a_returned_plan_is_mended_and_sent_again(as_, ama):
    written(as_(), ama)
    head = as_("virtual-school-head", name="Rosalind")
    head.post(at("decide", ama), {"decision": "returned", "why": "Who tutors her?"})
    worker = as_(name="W")
    assert "Who tutors her?" in worker.get(at("plan", ama)).text
    assert "Read for ten minutes" in worker.get(at("write", ama)).text
    written(worker, ama)
    assert EducationTerm.objects.get().state == "waiting"


def test_nobody_approves_what_they_wrote(as_, ama):
    head = as_("virtual-school-head")
    written(head, ama)
    said = head.post(at("decide", ama), {"decision": "approved", "why": "Good."}, follow=True).text
    assert "You wrote in this plan yourself" in said
    assert EducationTerm.objects.get().state == "waiting"


def test_a_social_worker_and_a_manager_approve_nothing(as_, ama):
    written(as_(), ama)
    for role in ("social-worker", "team-manager", "reviewing-officer"):
        client = as_(role, name=role)
        assert "Check of the virtual school" not in client.get(at("plan", ama)).text
        assert client.post(at("decide", ama), {"decision": "approved", "why": "x"}).status_code == 404
    assert Entry.objects.filter(action="check an education plan", outcome="refused").count() == 3


@pytest.mark.parametrize(("change", "says"), [
    ({"view": ""}, "Write down what the pupil says before you send"), ({"what_1": ""}, "Give at least one target"),
    ({"owner_1": ""}, "Target 1 needs somebody who sees to it"),
    (day("by_1", TODAY) | {"by_1_month": "13"}, "real date"),
    ({"by_1_day": "", "by_1_month": "", "by_1_year": ""}, "Target 1 needs a day"),
    (day("meeting_on", TODAY + timedelta(3)), "Meeting held on must be today or earlier"),
    ({"premium": "x" * 4001}, "shorten it to 4,000 characters"),
])  # fmt: skip
def test_a_plan_that_is_not_whole_is_not_sent_and_nothing_typed_is_lost(as_, ama, change, says):
    page = written(as_(), ama, **change).text
    assert says in page
    assert "A tutor" in page or "premium" in change
    assert not EducationTerm.objects.exists()


def test_a_draft_may_have_gaps(as_, ama):
    assert "Saved as a draft" in written(as_(), ama, "save", view="", what_1="", owner_1="").text


def test_two_people_writing_lose_no_word(as_, ama):
    client = as_()
    written(client, ama, "save")
    old = client.post(at("write", ama), FULL | {"save": "1", "seen": "", "premium": "A mentor"}).text
    assert "Somebody changed this plan while you wrote" in old
    assert "A mentor" in old
    assert learning.words_of(EducationTerm.objects.get())[0]["premium"] == "A tutor"


def test_the_virtual_school_lists_children_in_care_only_and_states(as_, ama):
    people.child("Kofi", "Larkspur")
    left = people.child("Efua", "Gone")
    people.care(left, TODAY - timedelta(400), TODAY - timedelta(30))
    head = as_("virtual-school-head")
    page = head.get(reverse("school:virtual")).text
    assert "Missing (1)" in page
    assert "Larkspur" not in page
    assert "Gone" not in page
    assert "Ama Okafor" not in head.get(reverse("school:virtual") + "?state=approved").text
    assert Entry.objects.filter(action="list", child=ama.person.uid).count() == 1
    assert as_("personal-adviser", name="P", strange=True).get(reverse("school:virtual")).text.count("No child in care")
    assert as_("auditor", name="A").get(reverse("school:virtual")).status_code == 404


def test_an_address_of_no_term_is_not_there(as_, ama):
    client = as_()
    for year, term in ((YEAR, "winter"), (1999, "autumn"), (YEAR + 5, "autumn")):
        assert client.get(reverse("school:write", args=[ama.person.uid, year, term])).status_code == 404
