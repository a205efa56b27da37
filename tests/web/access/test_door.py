"""The one door: deny by default, log always."""

from datetime import date

import pytest
from django.db import transaction

from keepwell.web.access import door
from keepwell.web.access.models import Entry
from keepwell.web.record.models import Child, Person
from keepwell.web.staff import actions
from tests.web.record import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return Child.objects.create(person=Person.objects.create(reference="A", folded="A", kind="child"))


def worker(*roles):
    """Somebody in these roles, who works with every child there is, as does their team."""
    user = actions.join(email=f"w{len(roles)}@example.org", name="A Worker", by=None)
    team = people.the_team()
    for role in roles:
        actions.give_role(user=user, role=role, team=team, starts_on=date(2026, 1, 1), by=None)
    people.work_together()
    return user


def test_a_social_worker_opens_the_record_and_the_log_says_so(ada):
    opened = door.open(ada, by=worker("social-worker"))
    entry = Entry.objects.get()
    assert opened.may("identity", "section47")
    assert (entry.action, entry.purpose, entry.outcome, entry.child) == ("open", "support", "allowed", ada.person.uid)
    assert set(entry.categories) == opened.allowed
    assert len(entry.policy) == 64


def test_a_person_without_a_role_is_told_nothing_and_the_refusal_is_logged(ada):
    with pytest.raises(door.NotForYou) as refusal:
        door.open(ada, by=worker())
    door.note_refusal(refusal.value)
    entry = Entry.objects.get()
    assert (entry.outcome, entry.categories, entry.why) == ("refused", [], "policy.default")


def test_a_pastoral_lead_sees_less_than_a_social_worker(ada):
    theirs = door.open(ada, by=worker("pastoral-lead"))
    assert theirs.may("identity")
    assert not theirs.may("section47")
    assert theirs.refused["section47"]


def test_the_purpose_is_that_of_the_role(ada):
    assert door.open(ada, by=worker("returns-officer")).purpose == "returns"
    assert door.open(ada, by=worker("data-protection-officer", "auditor")).purpose == "rights-request"


def test_an_operator_takes_files_in_and_opens_no_child(ada):
    assert door.ask(by=door.Operator("pat"), action="add", category="care", purpose="returns", what="import").allowed
    with pytest.raises(door.NotForYou):
        door.open(ada, by=door.Operator("pat"))
    assert Entry.objects.get().actor == "operator pat"


def test_the_entry_goes_when_what_it_speaks_of_is_rolled_back(ada):
    reader = worker("social-worker")
    with transaction.atomic():
        door.open(ada, by=reader)
        transaction.set_rollback(True)
    assert not Entry.objects.exists()


def test_every_child_of_a_list_is_logged(ada):
    door.listed([ada.person.uid], by=worker("social-worker"))
    assert Entry.objects.filter(action="list", child=ada.person.uid).count() == 1


def test_an_entry_is_never_changed_or_deleted(ada):
    door.open(ada, by=worker("social-worker"))
    entry = Entry.objects.get()
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
