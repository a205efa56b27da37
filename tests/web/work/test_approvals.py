"""A manager approves what was shown, and nothing else; never their own."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from keepwell.web.access.door import NotForYou
from keepwell.web.access.models import Entry
from keepwell.web.record import opening
from keepwell.web.work.actions import approvals
from keepwell.web.work.actions.approvals import ApprovalError, digest_of
from keepwell.web.work.models import Approval
from keepwell.web.work.queries import approvals as kept
from tests.web.record import people

pytestmark = pytest.mark.django_db
TEXT = "Ama is safe at home.\nNo plan is needed."


@pytest.fixture
def child(worker, manager):
    return people.child()


def asked(child, by, content=TEXT, **more):
    given = {"key": 7, "title": "Assessment", "categories": ["need", "assessment"]} | more
    return approvals.ask(child, "assessment", content, by=by, **given)


def page_of(approval):
    return reverse("work:approval", args=[approval.pk])


def waiting(user):
    return [one for one, _ in kept.waiting_for(opening.reader(user))]


def test_manager_reads_what_was_asked_and_approves(signed_in, worker, manager, child):
    one = asked(child, worker)
    client = signed_in(manager)
    assert "Assessment" in client.get(reverse("work:approvals")).content.decode()
    assert "No plan is needed." in client.get(page_of(one)).content.decode()
    answer = client.post(page_of(one), {"answer": "approved", "comment": "Well seen."})
    assert answer["Location"] == page_of(one)
    one.refresh_from_db()
    assert (one.answer, one.answered_by) == ("approved", manager)
    assert kept.comment_of(one) == "Well seen."
    assert kept.is_current(one, digest_of(TEXT))
    assert waiting(manager) == []
    assert Entry.objects.filter(action="answer an approval", child=child.person.uid, outcome="allowed").exists()


def test_what_changed_after_the_approval_is_of_an_earlier_version(worker, manager, child):
    one = asked(child, worker)
    approvals.answer(one, answer="approved", comment="", by=manager)
    one.refresh_from_db()
    assert not kept.is_current(one, digest_of(TEXT + " Or is it?"))


def test_nobody_approves_their_own(signed_in, manager, child):
    one = asked(child, manager)
    client = signed_in(manager)
    assert waiting(manager) == []
    assert 'name="answer"' not in client.get(page_of(one)).content.decode()
    client.post(page_of(one), {"answer": "approved"})
    one.refresh_from_db()
    assert one.answer == ""
    with pytest.raises(ApprovalError):
        approvals.answer(one, answer="approved", comment="", by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=one.pk).update(answered_by=manager, answered_at=one.asked_at, answer="approved")


@pytest.mark.parametrize("role", ["social-worker", "reviewing-officer", "conference-chair", "personal-adviser"])
def test_only_a_manager_of_the_child_answers(signed_in, worker, child, role):
    one, other = asked(child, worker), people.user(role, "Tomos Price")
    assert waiting(other) == []
    assert signed_in(other).post(page_of(one), {"answer": "approved"}).status_code == 404
    with pytest.raises(NotForYou):
        approvals.answer(one, answer="approved", comment="", by=other)


def test_manager_of_another_team_does_not_know_of_it(signed_in, worker, child):
    other = people.user("team-manager", "Else", team=people.the_team("Elsewhere"), strange=True)
    one = asked(child, worker)
    assert waiting(other) == []
    assert signed_in(other).get(page_of(one)).status_code == 404
    assert "Assessment" not in signed_in(other).get(reverse("work:approvals")).content.decode().split("<main")[1]


def test_given_back_needs_a_word_and_can_be_asked_again(signed_in, worker, manager, child):
    one = asked(child, worker)
    client = signed_in(manager)
    page = client.post(page_of(one), {"answer": "returned", "comment": " "}).content.decode()
    assert "Say what has to be changed" in page
    client.post(page_of(one), {"answer": "returned", "comment": "Ask the school."})
    again = asked(child, worker, TEXT + " The school agrees.")
    page = client.get(page_of(again)).content.decode()
    assert "given back, of another version" in page


def test_nothing_is_answered_twice(worker, manager, child):
    one = asked(child, worker)
    approvals.answer(one, answer="approved", comment="", by=manager)
    with pytest.raises(ApprovalError, match="answered this already"):
        approvals.answer(one, answer="returned", comment="No.", by=manager)


def test_asking_again_gives_up_the_earlier_question(worker, child):
    first = asked(child, worker)
    assert asked(child, worker) == first
    second = asked(child, worker, "Other words.")
    assert list(Approval.objects.all()) == [second]
    assert kept.content_of(second) == "Other words."


def test_content_is_sealed(worker, child):
    one = asked(child, worker)
    assert b"safe at home" not in bytes(one.sealed_content)


def test_whoever_may_not_read_it_asks_for_nothing(child):
    officer = people.user("returns-officer")
    with pytest.raises(NotForYou):
        asked(child, officer, categories=["narrative"])
