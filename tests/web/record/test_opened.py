"""Who opened this record: who may see it, what it says, and on paper for the family."""

import re
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from keepwell.web.access import door
from keepwell.web.access.models import Entry
from keepwell.web.staff.actions import end_role, give_role
from tests.web.record import people
from tests.web.record.test_pages import address, text_of

pytestmark = pytest.mark.django_db
LOG, PRINT = "record:opened", "record:opened-print"


@pytest.fixture
def child():
    return people.child()


@pytest.fixture
def worker(child):
    """A social worker who opened the child's record."""
    user = people.user(name="Bilal Hussain")
    door.open(child, by=user)
    return user


def rows_of(response):
    body = response.content.decode().split("<tbody", 1)[1].split(">", 1)[1].split("</tbody", 1)[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in body.split("</tr>")[:-1]]


def test_the_log_says_when_who_what_why_and_which_kinds(reader, child, worker):
    mine, theirs = rows_of(reader("data-protection-officer").get(address(child, LOG)))
    assert f"{timezone.localtime():%Y}" in theirs
    assert "Bilal Hussain Social worker Opened the record To support you and follow how you get on" in theirs
    assert "Who you are (all of it)" in theirs
    assert "Looked at this log" in mine
    assert "Who opened the record" in mine


def test_refusals_are_in_it(reader, child):
    stranger = people.user(role=None, name="Percival Nobbs")
    with pytest.raises(door.NotForYou) as refusal:
        door.open(child, by=stranger)
    door.note_refusal(refusal.value)
    row = rows_of(reader("data-protection-officer").get(address(child, LOG)))[1]
    assert "Percival Nobbs No role Opened the record Refused" in row


@pytest.mark.parametrize("role", ["data-protection-officer", "team-manager"])
def test_whoever_the_policy_lets_sees_it_and_is_led_to_it(reader, child, role):
    client = reader(role)
    assert address(child, LOG) in client.get(address(child)).content.decode()
    assert client.get(address(child, LOG)).status_code == 200


@pytest.mark.parametrize("role", ["social-worker", "returns-officer", "safeguarding-lead", "reviewing-officer"])
@pytest.mark.parametrize("name", [LOG, PRINT])
def test_nobody_else_sees_it_and_the_refusal_is_logged(reader, child, role, name):
    client = reader(role)
    assert address(child, LOG) not in client.get(address(child)).content.decode()
    refused, unknown = client.get(address(child, name)), client.get(reverse(name, args=[uuid.uuid4()]))
    assert refused.status_code == unknown.status_code == 404
    assert text_of(refused) == text_of(unknown)
    entry = Entry.objects.get(outcome="refused")
    assert (entry.child, entry.purpose) == (child.person.uid, "administration")


@pytest.mark.parametrize("name", [LOG, PRINT])
def test_without_sign_in_it_is_asked_for(client, child, name):
    assert client.get(address(child, name)).status_code == 302


def test_a_manager_may_not_take_it_out_on_paper(reader, child):
    client = reader("team-manager")
    assert "to print" not in text_of(client.get(address(child, LOG)))
    assert client.get(address(child, PRINT)).status_code == 404


def test_a_data_protection_officer_needs_two_steps_from_the_start_page(reader, child):
    client = reader("data-protection-officer")
    assert reverse("record:find") in client.get(reverse("start")).content.decode()
    found = client.post(reverse("record:find"), {"q": "Okafor"}, follow=True)
    assert address(child, LOG) in found.content.decode()


def test_the_role_is_the_one_of_that_day(reader, child, worker):
    door.listed([child.person.uid], by=worker)
    held = worker.roles_held.get()
    end_role(held=held, ends_on=date.today(), by=None)
    give_role(user=worker, role="auditor", starts_on=date.today() + timedelta(1), by=None)
    rows = rows_of(reader("data-protection-officer").get(address(child, LOG)))
    assert "Bilal Hussain Social worker Saw the child in a list" in rows[1]


def test_operators_are_shown_by_account_and_people_who_are_gone_by_number(reader, child):
    door.Entry.objects.create(actor="operator pat", action="build", purpose="returns", child=child.person.uid)
    door.Entry.objects.create(actor="user 987654", action="open", purpose="gone-by", child=child.person.uid)
    gone, operator = rows_of(reader("data-protection-officer").get(address(child, LOG)))[1:]
    assert "Account pat Operator Build" in operator
    assert "Somebody no longer known here, number 987654" in gone
    assert "Gone by" in gone


def test_filter_by_person_and_day(reader, child, worker, monkeypatch):
    other = people.user(name="Marisol Okwuosa")
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 3, 23, 59, tzinfo=timezone.get_current_timezone()))
    door.open(child, by=other)
    monkeypatch.undo()
    client = reader("data-protection-officer")

    def shown(**asked):
        return len(rows_of(client.get(address(child, LOG), asked)))

    assert shown(who=f"user-{other.pk}") == 1
    assert shown(**{"from": "3/3/2026", "to": "3 March 2026"}) == 1
    assert "no entry" in text_of(client.get(address(child, LOG), {"to": "2/3/2026"}))
    mistaken = text_of(client.get(address(child, LOG), {"from": "tomorrow", "who": "user-0"}))
    assert "From must be a real date" in mistaken
    assert "Bilal Hussain" in mistaken


def test_the_account_of_an_operator_is_in_no_address(reader, child):
    door.Entry.objects.create(actor="operator pat.example", action="build", purpose="returns", child=child.person.uid)
    page = reader("data-protection-officer").get(address(child, LOG)).content.decode()
    (code,) = re.findall(r'value="(other-[0-9a-f]{12})"', page)
    assert "pat.example" in page
    assert not re.search(r'(value|href)="[^"]*pat\.example', page)
    assert len(rows_of(reader("data-protection-officer").get(address(child, LOG), {"who": code}))) == 1


def test_on_paper_roles_stand_in_the_place_of_names(reader, child, worker):
    door.open(child, by=people.user(name="Marisol Okwuosa"))
    door.open(child, by=worker)
    client = reader("data-protection-officer")
    rows = rows_of(client.get(address(child, PRINT)))
    assert [row.split("Opened")[0].split(" ", 4)[4].strip() for row in rows[:3]] == [
        "Social worker 1", "Social worker 2", "Social worker 1",
    ]  # fmt: skip
    assert "Hussain" not in text_of(client.get(address(child, PRINT)))
    assert "Bilal Hussain Social worker" in rows_of(client.get(address(child, PRINT), {"names": "1"}))[0]
    assert Entry.objects.filter(action="print who opened the record", outcome="allowed").count() == 3


def test_the_log_of_one_child_is_not_that_of_another(reader, child, worker):
    other = people.child("Bo", "Second")
    assert "Bilal" not in text_of(reader("data-protection-officer").get(address(other, LOG)))


def test_pages_do_not_ask_more_of_the_database_as_the_log_grows(reader, child, worker):
    client = reader("data-protection-officer")
    client.get(address(child, LOG))
    with people.counted() as few:
        client.get(address(child, LOG))
    for number in range(120):
        door.open(child, by=worker if number % 2 else people.user(name=f"Worker {number}"))
    with people.counted() as many:
        response = client.get(address(child, LOG), {"page": "2"})
    assert len(many) == len(few)
    assert len(rows_of(response)) == 50
    assert "Showing 51 to 100" in text_of(response)
