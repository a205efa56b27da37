"""Whom a person may know of: one child and a list of children are decided alike, for drawn people and records."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwell.policy.standing import STATES
from keepwell.web.access import door, reach
from keepwell.web.access.actions import reviewer_for
from keepwell.web.access.models import Allocation, Emergency, Entry, Restriction
from keepwell.web.access.openers import openers
from keepwell.web.record.models import Child
from keepwell.web.staff.actions import give_role, make_team
from keepwell.web.staff.models import Team
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
ROLES = ["social-worker", "team-manager", "safeguarding-lead", "pastoral-lead", "returns-officer", "emergency-duty",
         "data-protection-officer", "auditor", "adoption-worker"]  # fmt: skip
PURPOSES = ["support", "safeguarding", "pastoral", "returns", "administration", "rights-request"]
days = st.sampled_from([(-9, None), (-9, -1), (-9, 0), (0, None), (1, None)])  # from today
few = st.integers(0, 2)
parts = st.sampled_from(["worker", "named", "self"])
worlds = st.fixed_dictionaries({
    "held": st.lists(st.tuples(few, st.sampled_from(ROLES), st.none() | few), min_size=1, max_size=5),
    "given": st.lists(st.tuples(few, st.booleans(), few, parts, days), max_size=6),
    "states": st.lists(st.tuples(few, st.sampled_from(STATES), few, st.booleans()), max_size=4),
    "urgent": st.lists(st.tuples(few, few, st.booleans()), max_size=3),
})  # fmt: skip


def made(world):
    """Three children, three people and three teams, standing to one another as the world says."""
    children = [people.child(strange=True) for _ in range(3)]
    users = [people.user(None, strange=True) for _ in range(3)]
    kinds = (Team.Kind.SOCIAL_WORK, Team.Kind.SOCIAL_WORK, Team.Kind.SCHOOL)
    teams = [Team.objects.filter(name=f"Team {n}").first() or make_team(name=f"Team {n}", kind=kind, by=None)
             for n, kind in enumerate(kinds)]  # fmt: skip
    for who, role, team in set(world["held"]):
        give_role(user=users[who], role=role, team=None if team is None else teams[team], starts_on=TODAY, by=None)
    for child, to_team, whom, part, (first, last) in world["given"]:
        to = {"team": teams[whom], "part": "team"} if to_team else {"user": users[whom], "part": part}
        until = None if last is None else TODAY + timedelta(last)
        Allocation.objects.create(
            child=children[child].person.uid, starts_on=TODAY + timedelta(first), ends_on=until, **to
        )
    for child, kind, whom, lifted in world["states"]:
        user = users[whom] if kind in ("conflict", "excluded") else None
        row = Restriction.objects.create(child=children[child].person.uid, kind=kind, user=user)
        if lifted:
            row.lifted_at, row.lifted_by = row.set_at, users[0]
            row.save()
    for child, whom, over in world["urgent"]:
        emergency(children[child], users[whom], hours=-1 if over else 2, reviewer=users[(whom + 1) % 3])
    return children, users


def emergency(child, user, hours, reviewer):
    from django.utils import timezone

    return Emergency.objects.create(
        child=child.person.uid, user=user, ends_at=timezone.now() + timedelta(hours=hours), purpose="safeguarding",
        seal=child.person.uid, sealed_reason=b"-", reviewer=reviewer, review_by=TODAY,
    )  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds, st.sampled_from(PURPOSES))
def test_a_list_and_one_decision_agree(world, purpose):
    children, users = made(world)
    of_these = Child.objects.filter(pk__in=[c.pk for c in children])
    for user in users:
        listed = set(door.only_known(of_these, by=user, purpose=purpose))
        one_by_one = {c for c in children if opens(c, user, purpose)}
        assert listed == one_by_one
        among = door.known_among([c.person.uid for c in children], by=user, purpose=purpose)
        assert set(among) == {c.person.uid for c in one_by_one}


def opens(child, user, purpose):
    try:
        return door.open(child, by=user, purpose=purpose)
    except door.NotForYou:
        return None


@pytest.fixture
def manager():
    return people.user("team-manager", name="Marisol Okwuosa", strange=True)


def test_a_social_worker_opens_the_children_they_are_allocated_to_and_no_other():
    mine, other = people.child(strange=True), people.child(strange=True)
    worker = people.user("social-worker", strange=True)
    Allocation.objects.create(child=mine.person.uid, user=worker, starts_on=TODAY)
    assert opens(mine, worker, "support")
    assert not opens(other, worker, "support")


def test_an_allocation_holds_on_its_last_day_and_not_after():
    child, worker = people.child(strange=True), people.user("social-worker", strange=True)
    row = Allocation.objects.create(child=child.person.uid, user=worker, starts_on=TODAY, ends_on=TODAY)
    assert opens(child, worker, "support")
    Allocation.objects.filter(pk=row.pk).update(starts_on=TODAY - timedelta(3), ends_on=TODAY - timedelta(1))
    assert not opens(child, worker, "support")


def test_a_manager_reaches_the_children_of_the_team_and_of_its_workers(manager):
    of_team, of_mate, of_none = (people.child(strange=True) for _ in range(3))
    mate = people.user("social-worker", strange=True)
    Allocation.objects.create(child=of_team.person.uid, team=people.the_team(), part="team", starts_on=TODAY)
    Allocation.objects.create(child=of_mate.person.uid, user=mate, starts_on=TODAY)
    assert [bool(opens(c, manager, "support")) for c in (of_team, of_mate, of_none)] == [True, True, False]


def test_a_manager_does_not_reach_another_team(manager):
    other = make_team(name="Another team", kind=Team.Kind.SOCIAL_WORK, by=None)
    child = people.child(strange=True)
    Allocation.objects.create(child=child.person.uid, team=other, part="team", starts_on=TODAY)
    assert not opens(child, manager, "support")


@pytest.mark.parametrize(("role", "state", "open_"), [
    ("social-worker", "restricted", True), ("team-manager", "restricted", False),
    ("emergency-duty", "restricted", False), ("data-protection-officer", "restricted", True),
    ("social-worker", "sealed", False), ("team-manager", "sealed", False), ("emergency-duty", "sealed", False),
    ("adoption-worker", "sealed", True), ("returns-officer", "sealed", True),
    *((role, state, False) for state in ("conflict", "excluded")
      for role in ("social-worker", "data-protection-officer", "returns-officer", "adoption-worker")),
])  # fmt: skip
def test_the_state_of_a_record_decides(role, state, open_):
    """The social worker is allocated, the manager's team too."""
    child, user = people.child(strange=True), people.user(role, strange=True)
    to = {"user": user} if role == "social-worker" else {"team": people.the_team(), "part": "team"}
    Allocation.objects.create(child=child.person.uid, starts_on=TODAY, **to)
    purpose = door.purpose_of(user)
    assert opens(child, user, purpose)
    whom = user if state in ("conflict", "excluded") else None
    Restriction.objects.create(child=child.person.uid, kind=state, user=whom)
    assert bool(opens(child, user, purpose)) is open_


def test_an_emergency_opens_for_its_hours_under_its_own_purpose(manager):
    child, worker = people.child(strange=True), people.user("social-worker", strange=True)
    emergency(child, worker, 2, manager)
    opened = opens(child, worker, None)
    assert (opened.purpose, opened.emergency) == ("safeguarding", True)
    assert Entry.objects.latest("pk").purpose == "safeguarding"
    Emergency.objects.update(ends_at=Emergency.objects.get().at)
    assert not opens(child, worker, None)


@pytest.mark.parametrize(
    ("state", "open_"), [("restricted", True), ("sealed", False), ("conflict", False), ("excluded", False)]
)
def test_an_emergency_opens_a_restricted_record_and_no_other_that_is_shut(manager, state, open_):
    child, worker = people.child(strange=True), people.user("social-worker", strange=True)
    Restriction.objects.create(
        child=child.person.uid, kind=state, user=worker if state in ("conflict", "excluded") else None
    )
    emergency(child, worker, 2, manager)
    assert bool(opens(child, worker, None)) is open_


def test_what_is_shut_is_told_of_nowhere_and_what_is_out_of_reach_only_not_opened():
    far, shut, worker = (
        people.child(strange=True),
        people.child(strange=True),
        people.user("social-worker", strange=True),
    )
    Restriction.objects.create(child=shut.person.uid, kind="sealed")
    both = {far.person.uid, shut.person.uid}
    assert door.shut_among(both, by=worker) == {shut.person.uid}
    assert door.known_among(both, by=worker) == {}


def test_a_refusal_out_of_reach_names_its_clause():
    child, worker = people.child(strange=True), people.user("social-worker", strange=True)
    with pytest.raises(door.NotForYou) as refused:
        door.open(child, by=worker)
    assert refused.value.entry.why == "policy.reach"
    Restriction.objects.create(child=child.person.uid, kind="excluded", user=worker)
    with pytest.raises(door.NotForYou) as refused:
        door.open(child, by=worker)
    assert refused.value.entry.why == "forbid.excluded"


def test_an_operator_reaches_all_and_opens_no_childs_page():
    child = people.child(strange=True)
    assert reach.standings(reach.Reacher.operator(), [child.person.uid])[child.person.uid].reached == {"operator"}
    assert not opens(child, door.Operator("somebody"), "support")


# A ban leaves alone what a role grants, not the person who holds it. Somebody who is both a data protection officer,
# who may read a restricted record to answer a request, and a manager, who may not, may read it to answer a request: the
# manager's other grants stay banned. Two roles together open what each opens alone.
@pytest.mark.parametrize("spared", ["data-protection-officer", "returns-officer"])
def test_two_roles_open_no_more_of_a_restricted_record_than_each_alone(manager, spared):
    child = people.child(strange=True)
    Allocation.objects.create(child=child.person.uid, team=people.the_team(), part="team", starts_on=TODAY)
    Restriction.objects.create(child=child.person.uid, kind="restricted")
    give_role(user=manager, role=spared, team=None, starts_on=TODAY, by=None)
    assert not opens(child, manager, "support")
    assert not door.only_known(Child.objects.all(), by=manager, purpose="support").exists()
    own = {"data-protection-officer": "rights-request", "returns-officer": "returns"}[spared]
    assert opens(child, manager, own)
    assert door.only_known(Child.objects.all(), by=manager, purpose=own).get() == child


def test_who_has_left_by_date_reaches_nobody_and_brings_nobody_near(manager):
    """Their account is not closed yet: the day alone decides, for the page of who may open it as for the door."""
    child, mate = people.child(strange=True), people.user("social-worker", strange=True)
    Allocation.objects.create(child=child.person.uid, user=mate, starts_on=TODAY)
    assert {one.user for one in openers(child.person.uid)} >= {mate, manager}
    assert reviewer_for(mate) == manager
    for gone in (mate, manager):
        gone.leaves_on = TODAY - timedelta(1)
        gone.save()
    assert not {one.user for one in openers(child.person.uid)} & {mate, manager}
    assert reviewer_for(mate) is None
    manager.leaves_on = None
    manager.save()
    assert not opens(child, manager, "support")
    assert not door.only_known(Child.objects.all(), by=manager)
