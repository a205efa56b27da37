"""Concerns about staff: written by many, read by the head alone; the key of no child opens them."""

import re

import pytest
from cryptography.exceptions import InvalidTag
from django.urls import reverse

from keepwell.clocks.working_days import add_working_days
from keepwell.web.access.models import Entry
from keepwell.web.concerns import sealing
from keepwell.web.concerns.actions.staff import raise_about_staff
from keepwell.web.concerns.models import StaffConcern
from keepwell.web.record import vault

from .said import TODAY, day

pytestmark = pytest.mark.django_db
SAID = {"about": "Mr Thorne", "seen": "He drove a pupil home alone.", "where": "The car park", "others": "", **day()}
DECIDED = {"decision": "lado", "reason": "It may be harm.", "told": "", "harm": "on", "officer_told_on": ""}


@pytest.fixture
def raised(assistant):
    return raise_about_staff(
        on=TODAY, words={name: SAID[name] for name in ("about", "seen", "where", "others")}, by=assistant
    )


def at(concern):
    return reverse("concerns:staff-concern", args=[concern.seal])


def was(page):
    return re.search(r'name="was" value="([^"]+)"', page.text)[1]


def test_an_assistant_writes_one_and_only_the_head_reads_it(as_, assistant, lead, head):
    client = as_(assistant)
    assert reverse("concerns:raise-staff") in client.get(reverse("concerns:raise")).text
    assert "Kept." in client.post(reverse("concerns:raise-staff"), SAID, follow=True).text
    concern = StaffConcern.objects.get()
    for who in (assistant, lead):
        assert as_(who).get(reverse("concerns:staff")).status_code == 404
        assert as_(who).get(at(concern)).status_code == 404
        assert as_(who).post(at(concern), DECIDED).status_code == 404
    client = as_(head)
    assert "Mr Thorne" in client.get(reverse("concerns:staff")).text
    assert "He drove a pupil home alone." in client.get(at(concern)).text
    assert Entry.objects.filter(action="read a concern about staff", outcome="allowed").count() == 1
    assert Entry.objects.filter(outcome="refused", categories=["low-level-concern"]).count() == 6


def test_it_lies_under_a_key_of_its_own(raised, settings):
    sealed = bytes(raised.sealed_words)
    assert b"Thorne" not in sealed
    with pytest.raises(InvalidTag):
        sealing.unseal_data(vault.master(), "staff", sealed, raised.seal)
    assert sealing.unseal_data(sealing.staff_key(), "staff", sealed, raised.seal)["about"] == "Mr Thorne"
    assert (settings.KEEPWELL_KEYS / "staff-concerns.key").stat().st_mode & 0o077 == 0


def test_when_harm_may_have_been_done_the_clock_to_the_designated_officer_is_shown(as_, head, raised):
    client = as_(head)
    page = client.get(at(raised))
    assert "designated officer:" not in page.text
    client.post(at(raised), {"was": was(page), **DECIDED})
    page = client.get(at(raised)).text
    by = add_working_days(TODAY, 1)
    assert f"{by.day} {by:%B %Y}" in page
    assert "Designated officer:" in client.get(reverse("concerns:staff")).text
    client.post(at(raised), {"was": was(client.get(at(raised))), **DECIDED, "officer_told_on": f"{TODAY:%d/%m/%Y}"})
    assert StaffConcern.objects.get().officer_told_on == TODAY


@pytest.mark.parametrize(("change", "said"), [
    ({"reason": ""}, "Give the reason"), ({"decision": ""}, "Choose what you decide"),
    ({"officer_told_on": "1/1/2999"}, "must be today or earlier"), ({"officer_told_on": "soon"}, "must be a real date"),
])  # fmt: skip
def test_what_is_not_right_is_said_and_what_was_typed_stays(as_, head, raised, change, said):
    client = as_(head)
    page = client.post(at(raised), {"was": was(client.get(at(raised))), **DECIDED, "told": "We talked.", **change}).text
    assert said in page
    assert "We talked." in page
    assert not StaffConcern.objects.get().decision


def test_two_who_decide_at_once_see_each_other(as_, head, of_school, raised):
    second, client = of_school("head-teacher", "Acting Head"), as_(head)
    seen = was(client.get(at(raised)))
    client.post(at(raised), {"was": seen, **DECIDED})
    page = as_(second).post(at(raised), {"was": seen, **DECIDED, "decision": "none", "reason": "Nothing in it."})
    assert "Somebody changed this while you were writing" in page.text
    assert "Nothing in it." in page.text
    assert StaffConcern.objects.get().decision == "lado"


def test_a_data_protection_officer_reads_it_for_a_request_and_changes_nothing(as_, of_school, raised):
    client = as_(of_school("data-protection-officer"))
    page = client.get(at(raised)).text
    assert "He drove a pupil home alone." in page
    assert "Keep the decision" not in page
    assert client.post(at(raised), DECIDED).status_code == 404


def test_it_is_in_no_child_s_record():
    assert not [field.name for field in StaffConcern._meta.fields if field.name == "child"]
