"""My work: what is due for the children allocated to me, and nothing of others."""

from datetime import timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import due as record_due
from keepwell.web.record import models as m
from keepwell.web.record import opening
from keepwell.web.work.actions import approvals, supervision
from keepwell.web.work.models import Action
from keepwell.web.work.queries import mine
from tests.web.record import people
from tests.web.record.people import counted
from tests.web.work.made import TODAY, ago, kept

pytestmark = pytest.mark.django_db
MINE = "work:mine"


@pytest.fixture
def child():
    """In care for sixty days without a review."""
    made = people.child("Ama", "Okafor", strange=True)
    people.care(made, ago(60))
    kept(made)
    return made


def allocated(child, user, **more):
    return Allocation.objects.create(child=child.person.uid, user=user, starts_on=ago(100), **more)


def page(client, query=""):
    answer = client.get(reverse(MINE) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def lines(user):
    return mine.work_of(opening.reader(user), TODAY).lines


def test_overdue_review_of_my_child(signed_in, worker, child):
    allocated(child, worker)
    said = page(signed_in(worker))
    for words in ("Ama Okafor", "First review", "Overdue by", "Overdue: <strong>1</strong>"):
        assert words in said
    entry = Entry.objects.get(action="list")
    assert (entry.child, "review" in entry.categories) == (child.person.uid, True)


def test_nothing_of_a_child_with_whom_i_do_not_work(signed_in, worker, child):
    said = page(signed_in(worker))
    assert "Okafor" not in said
    assert "Nothing is due" in said
    assert not Entry.objects.filter(action="list").exists()


def test_a_manager_sees_on_this_page_only_what_is_their_own(signed_in, manager, worker, child):
    allocated(child, worker)
    assert "Okafor" not in page(signed_in(manager))


@pytest.mark.parametrize("kind", ["conflict", "excluded", "sealed"])
def test_nothing_of_a_child_who_is_closed_to_me(signed_in, worker, child, kind):
    allocated(child, worker)
    whom = None if kind == "sealed" else worker
    Restriction.objects.create(child=child.person.uid, kind=kind, user=whom)
    assert "Okafor" not in page(signed_in(worker))
    assert mine.counted(opening.reader(worker), TODAY)["overdue"] == 0


def test_allocation_that_has_ended_brings_no_work(worker, child):
    allocated(child, worker, ends_on=ago(1))
    assert lines(worker) == []


def test_a_clock_tells_only_what_the_role_opens(child):
    chair = people.user("conference-chair", strange=True)
    allocated(child, chair)
    m.HealthEvent.objects.create(child=child, kind="dental check", on=ago(30))
    kept(child)
    assert {line.clock for line in lines(chair)} == {"dental"}  # a chair reads health, and no reviews of care


def test_alert_to_look_at_again(signed_in, worker, child):
    allocated(child, worker)
    m.Alert.objects.create(child=child, kind="Dog", text="A dog that bites", review_on=ago(2))
    m.Alert.objects.create(child=child, kind="Old", text="Over", review_on=ago(9), ends_on=ago(3))
    said = page(signed_in(worker))
    assert said.count("Look at an alert again") == 2  # the line and its link
    assert "Overdue by 2 days" in said


def test_action_given_to_me(signed_in, worker, manager, child):
    allocated(child, worker)
    people.work_together(users=[manager], children=[child])
    supervision.keep(child, on=TODAY, text="We spoke of school.", by=manager, purpose="support", what="Ring the school",
                     given_to=worker, due_on=TODAY)  # fmt: skip
    client = signed_in(worker)
    assert "Ring the school" in page(client)
    assert "Due today" in page(client)
    action = Action.objects.get()
    answer = client.post(reverse("work:done", args=[child.person.uid, action.pk]))
    assert answer["Location"] == reverse(MINE)
    assert "Ring the school" not in page(client)
    action.refresh_from_db()
    assert action.done_by == worker


def test_action_about_a_child_who_is_no_longer_mine_is_not_told(worker, manager, child):
    people.work_together(users=[manager], children=[child])
    Allocation.objects.filter(child=child.person.uid, team__isnull=False).delete()
    supervision.keep(child, on=TODAY, text="x", by=manager, purpose="support", what="y", given_to=worker)
    Allocation.objects.filter(child=child.person.uid).delete()
    assert lines(worker) == []


def test_action_of_another_child_cannot_be_ended_by_its_number(signed_in, worker, manager, child):
    other = people.child("Ben", "Osei")
    supervision.keep(other, on=TODAY, text="x", by=manager, purpose="support", what="y", given_to=worker)
    allocated(child, worker)
    answer = signed_in(worker).post(reverse("work:done", args=[child.person.uid, Action.objects.get().pk]))
    assert answer.status_code == 404


def test_approval_that_waits_for_me(signed_in, worker, manager, child):
    people.work_together(users=[worker, manager], children=[child])
    approvals.ask(child, "assessment", "All is well.", key=1, title="Assessment", categories=["assessment"], by=worker)
    assert "To approve: Assessment" in page(signed_in(manager))
    assert "To approve" not in page(signed_in(worker))


def test_other_rooms_ask_too(signed_in, worker, child, monkeypatch):
    allocated(child, worker)
    asked = [record_due.Asked(child.pk, "Chase the answer", TODAY, "/somewhere/", frozenset({"concern"})),
             record_due.Asked(child.pk, "Not for you", TODAY, "/nowhere/", frozenset({"restriction"}))]  # fmt: skip
    monkeypatch.setattr(record_due, "_asks", [lambda user: asked if user == worker else []])
    monkeypatch.setattr(record_due, "_answers", {"first-review": lambda uid: f"/forms/{uid}/"})
    said = page(signed_in(worker))
    assert "Chase the answer" in said
    assert 'href="/somewhere/"' in said
    assert f'href="/forms/{child.person.uid}/"' in said
    assert "Not for you" not in said


def test_by_child_keeps_what_belongs_to_one_together(signed_in, worker, child):
    other = people.child("Ben", "Osei", strange=True)
    people.care(other, ago(61))
    kept(other)
    for one in (child, other):
        allocated(one, worker)
        m.Alert.objects.create(child=one, kind="Dog", text="Bites", review_on=TODAY + timedelta(days=30))
    said = page(signed_in(worker), "?by=child")
    order = [said.index(words) for words in (">Ben Osei, 12</h2>", ">Ama Okafor, 12</h2>")]
    assert order == sorted(order)
    assert "In the next seven days" not in said


def test_a_long_list_has_pages_and_no_more_queries(signed_in, worker, child):
    client = signed_in(worker)
    allocated(child, worker)
    with counted() as few:
        page(client)
    for n in range(60):
        one = people.child("Kofi", f"Larkspur{n}", strange=True)
        people.care(one, ago(30 + n))
        allocated(one, worker)
        kept(one)
    with counted() as many:
        said = page(client, "?page=2")
    assert "page=1" in said
    assert len(many) <= len(few) + 1


def test_start_page_counts_what_is_overdue(signed_in, worker, child):
    allocated(child, worker)
    assert "1 overdue" in signed_in(worker).get(reverse("start")).content.decode()
