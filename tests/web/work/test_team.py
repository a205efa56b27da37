"""The board of a team, and children who get another worker."""

from datetime import timedelta

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation, Entry
from keepwell.web.record import models as m
from keepwell.web.record import opening, vault
from keepwell.web.work.models import Move
from keepwell.web.work.queries.team import team_of
from tests.web.record import people
from tests.web.work.made import TODAY, ago, kept, step

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return people.user("team-manager", "Marisol Okwuosa", strange=True)


@pytest.fixture
def worker(db):
    return people.user("social-worker", "Ffion Aldous", strange=True)


@pytest.fixture
def other(db):
    return people.user("social-worker", "Tomos Price", strange=True)


def child_of(whom, given="Ama", **more):
    made = people.child(given, "Okafor", strange=True)
    to = {"team": whom, "part": "team"} if hasattr(whom, "kind") else {"user": whom}
    Allocation.objects.create(child=made.person.uid, starts_on=ago(100), **to, **more)
    return made


def board(manager):
    return team_of(opening.reader(manager), TODAY)


def works_with(child, user, on=TODAY):
    from keepwell.web.access import reach

    return reach.running(on).filter(child=child.person.uid, user=user).exists()


def moving(client, worker, those, whom, **more):
    given = {"children": [c.person.uid for c in those], "to": whom.pk, "on": f"{TODAY:%d/%m/%Y}", "reason": "On leave"}
    where = reverse("work:move", args=[worker.pk]) if worker else reverse("work:allocate")
    return client.post(where, given | more)


def test_each_worker_with_what_is_due_and_who_was_seen(manager, worker):
    child = child_of(worker)
    people.care(child, ago(60))
    step(child, "looked-after-visit", ago(20))
    kept(child)
    found = {one.user: one for one in board(manager).workers}
    assert (len(found[worker].children), found[worker].overdue, found[worker].last_seen) == (1, 1, ago(20))
    assert found[manager].children == []


def test_children_of_other_teams_are_not_on_the_board(signed_in, manager, worker):
    stranger = people.user("social-worker", "Else", team=people.the_team("Elsewhere"), strange=True)
    child_of(stranger)
    assert len(board(manager).children) == 0
    assert "Okafor" not in signed_in(manager).get(reverse("work:team")).content.decode()


def test_children_with_whom_nobody_works_are_named_and_logged(signed_in, manager):
    child = child_of(people.the_team())
    page = signed_in(manager).get(reverse("work:team")).content.decode()
    assert "Ama Okafor" in page.split("Nobody works with")[1]
    assert Entry.objects.filter(action="list", child=child.person.uid).exists()


def test_several_children_move_at_once_with_a_reason(signed_in, manager, worker, other):
    children = [child_of(worker, name) for name in ("Ama", "Ben", "Cai")]
    assert moving(signed_in(manager), worker, children[:2], other)["Location"] == reverse("work:team")
    assert [works_with(c, worker) for c in children] == [False, False, True]
    assert [works_with(c, other) for c in children] == [True, True, False]
    assert all(works_with(c, worker, ago(1)) for c in children)
    move = Move.objects.first()
    assert (move.from_user, move.to_user, move.on, move.by) == (worker, other, TODAY, manager)
    key = vault.keys_of([move.child_id])[move.child_id]
    assert vault.unseal(key, move.sealed_reason, "move", move.seal, "reason") == "On leave"
    for child in children[:2]:
        done = Entry.objects.filter(child=child.person.uid, outcome="allowed").values_list("action", flat=True)
        assert {"allocate", "end an allocation"} <= set(done)


def test_all_move_or_none(signed_in, manager, worker, other):
    fine, fixed = child_of(worker, "Ama"), child_of(worker, "Ben")
    client = signed_in(manager)
    page = client.get(reverse("work:move", args=[worker.pk])).content.decode()
    Allocation.objects.filter(child=fixed.person.uid).update(source="files")
    assert "These follow from files" not in page
    assert "These follow from files" in client.get(reverse("work:move", args=[worker.pk])).content.decode()
    answer = moving(client, worker, [fine, fixed], other)
    assert "Choose children from the list" in answer.content.decode()
    assert works_with(fine, worker)
    assert not Move.objects.exists()


def test_unallocated_child_gets_a_worker(signed_in, manager, other):
    child = child_of(people.the_team())
    moving(signed_in(manager), None, [child], other)
    assert works_with(child, other)
    assert Move.objects.get().from_user is None


def test_child_of_another_team_cannot_be_moved_by_its_address(signed_in, manager, worker, other):
    child_of(worker)
    stranger = people.user("social-worker", "Else", team=people.the_team("Elsewhere"), strange=True)
    theirs = child_of(stranger, "Ben")
    client = signed_in(manager)
    assert "Choose children from the list" in moving(client, worker, [theirs], other).content.decode()
    assert moving(client, stranger, [theirs], other).status_code == 404
    assert works_with(theirs, stranger)


@pytest.mark.parametrize(
    ("given", "words"),
    [({"reason": ""}, "Say why"), ({"to": ""}, "Choose who works with them"), ({"on": "1/1/2020"}, "cannot be over"),
     ({"children": []}, "Choose at least one child")],
)  # fmt: skip
def test_a_move_that_is_not_filled_in_comes_back_filled(signed_in, manager, worker, other, given, words):
    child = child_of(worker)
    page = moving(signed_in(manager), worker, [child], other, **given).content.decode()
    assert words in page
    assert not Move.objects.exists()
    if given != {"reason": ""}:
        assert "On leave" in page


def test_a_move_may_begin_later(signed_in, manager, worker, other):
    child = child_of(worker)
    later = TODAY + timedelta(days=9)
    moving(signed_in(manager), worker, [child], other, on=f"{later:%d/%m/%Y}")
    assert (works_with(child, worker), works_with(child, other)) == (True, False)
    assert (works_with(child, worker, later), works_with(child, other, later)) == (False, True)


def test_visits_that_the_reader_may_not_read_tell_no_day(worker):
    child = child_of(worker)
    m.Visit.objects.create(child=child, on=ago(9), seen=True)
    officer = people.user("returns-officer", strange=True)
    assert board(officer).workers == []
