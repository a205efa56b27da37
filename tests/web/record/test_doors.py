"""The pages of the door: who may open a record, to whom it is closed, emergencies and their check."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from keepwell.clocks.working_days import add_working_days
from keepwell.web.access.models import Allocation, Emergency, Entry, Restriction
from keepwell.web.record.actions import doors
from keepwell.web.record.models import Relationship
from keepwell.web.staff.actions import make_team
from keepwell.web.staff.models import Team

from . import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
WHY = {"why": "danger", "reason": "Found alone in the street tonight."}


@pytest.fixture
def as_(client):
    """A function that signs this person in."""

    def sign_in(user):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def at(name, child, *more):
    return reverse(f"record:{name}", args=[child.person.uid, *more])


@pytest.fixture
def manager():
    return people.user("team-manager", "Marisol Okwuosa", strange=True)


@pytest.fixture
def worker():
    return people.user("social-worker", "Ffion Aldous", strange=True)


@pytest.fixture
def theirs():
    """A child of the one team."""
    child = people.child(strange=True)
    Allocation.objects.create(child=child.person.uid, team=people.the_team(), part="team", starts_on=people.SINCE)
    return child


# Who may open it ------------------------------------------------------------------------------------------------------


def test_the_page_lists_everybody_to_whom_the_record_is_open_and_nobody_else(as_, manager, worker, theirs):
    people.user("social-worker", "Somebody Else", strange=True)
    doors.allocate(theirs, to=worker, starts_on=TODAY, by=manager)
    page = as_(manager).get(at("who", theirs)).text
    openers = page[page.index('id="open"') : page.index('id="allocated"')]
    assert "Marisol Okwuosa" in openers
    assert "Ffion Aldous" in openers
    assert "Somebody Else" not in openers


def test_everybody_whom_the_page_names_can_open_it_and_no_other_can(as_, manager, worker, theirs):
    """What the page says is what the door does, for every role at once."""
    everybody = [
        manager,
        worker,
        *(
            people.user(role, strange=True)
            for role in (
                "returns-officer",
                "data-protection-officer",
                "emergency-duty",
                "pastoral-lead",
                "auditor",
                "adoption-worker",
            )
        ),
    ]
    doors.restrict(theirs, kind="restricted", reason="A parent works here.", by=manager)
    from keepwell.web.access.openers import openers

    named = {one.user for one in openers(theirs.person.uid)}
    able = {user for user in everybody if as_(user).get(at("child", theirs)).status_code == 200}
    assert named == able


def test_a_manager_allocates_a_worker_who_then_opens_the_record(as_, manager, worker, theirs):
    assert as_(worker).get(at("child", theirs)).status_code == 404
    given = {"allocate-whom": f"user-{worker.pk}", "allocate-from": f"{TODAY:%d/%m/%Y}", "allocate-to": ""}
    assert as_(manager).post(at("allocate", theirs), given).status_code == 302
    assert as_(worker).get(at("child", theirs)).status_code == 200
    row = Allocation.objects.get(user=worker)
    assert (row.given_by, row.starts_on) == (manager, TODAY)
    as_(manager).post(at("end-allocation", theirs, row.pk))
    assert Allocation.objects.get(pk=row.pk).ends_on == TODAY


@pytest.mark.parametrize(("change", "said"), [
    ({"allocate-whom": ""}, "Choose who"), ({"allocate-whom": "user-999999"}, "Choose who"),
    ({"allocate-from": ""}, "Enter the first day"), ({"allocate-from": "31/2/2026"}, "From must be a real date"),
    ({"allocate-to": "1/1/2019"}, "The last day is before the first"),
])  # fmt: skip
def test_a_form_that_is_not_right_says_so_and_allocates_nobody(as_, manager, worker, theirs, change, said):
    given = {"allocate-whom": f"user-{worker.pk}", "allocate-from": "1/2/2026", "allocate-to": ""} | change
    assert said in as_(manager).post(at("allocate", theirs), given).text
    assert not Allocation.objects.filter(user=worker).exists()


def test_a_social_worker_neither_allocates_nor_restricts(as_, manager, worker, theirs):
    doors.allocate(theirs, to=worker, starts_on=TODAY, by=manager)
    client = as_(worker)
    for name, given in (
        ("allocate", {}),
        ("restrict", {"state-kind": "restricted", "state-reason": "x"}),
        ("shut", {}),
    ):
        assert client.post(at(name, theirs), given).status_code == 404
    assert not Restriction.objects.exists()
    assert Entry.objects.filter(outcome="refused").count() == 3


def test_a_restriction_counts_at_once_and_its_reason_is_sealed(as_, manager, worker, theirs):
    other = people.user("team-manager", strange=True)
    doors.allocate(theirs, to=manager, part="named", starts_on=TODAY, by=manager)
    as_(manager).post(at("restrict", theirs), {"state-kind": "restricted", "state-reason": "A parent works here."})
    assert as_(other).get(at("child", theirs)).status_code == 404
    assert b"parent" not in bytes(Restriction.objects.get().sealed_reason)
    page = as_(manager).get(at("who", theirs)).text
    assert "A parent works here." in page
    as_(manager).post(at("lift", theirs, Restriction.objects.get().pk))
    assert as_(other).get(at("child", theirs)).status_code == 200


def test_one_person_is_shut_out_and_cannot_lift_it_themselves(as_, manager, theirs):
    other = people.user("team-manager", strange=True)
    as_(manager).post(at("shut", theirs), {
        "shut-kind": "excluded", "shut-whom": f"user-{other.pk}", "shut-reason": "Asked for by the family.",
    })  # fmt: skip
    row = Restriction.objects.get()
    assert as_(other).get(at("child", theirs)).status_code == 404
    assert as_(other).post(at("lift", theirs, row.pk)).status_code == 404
    assert Restriction.objects.get().lifted_at is None


def test_who_says_that_they_know_the_family_is_shut_out_by_themselves(as_, manager, worker, theirs):
    doors.allocate(theirs, to=worker, starts_on=TODAY, by=manager)
    client = as_(worker)
    assert "Say how you know" in client.post(at("conflict", theirs), {"conflict-reason": ""}).text
    assert client.post(at("conflict", theirs), {"conflict-reason": "My cousin."}).status_code == 302
    assert client.get(at("child", theirs)).status_code == 404
    assert "My cousin." in as_(manager).get(at("who", theirs)).text


# What a shut record leaves to be seen ---------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["restricted", "sealed", "conflict", "excluded"])
def test_a_child_who_is_shut_is_in_no_search_no_family_and_no_recent_list(as_, state):
    user, sister = people.user("team-manager"), people.child("Ama", "Okafor")
    hidden = people.child("Zebedee", "Okafor")
    Relationship.objects.create(person=sister.person, other=hidden.person, kind="sibling")
    client = as_(user)
    assert "Zebedee" in client.get(at("child", sister)).text
    client.get(at("child", hidden))
    Allocation.objects.filter(child=hidden.person.uid, user=user).delete()
    whom = user if state in ("conflict", "excluded") else None
    Restriction.objects.create(child=hidden.person.uid, kind=state, user=whom)
    pages = [
        client.post(reverse("record:find"), {"q": "okafor"}, follow=True), client.get(reverse("start")),
        *(client.get(at(name, sister)) for name in ("child", "chronology", "chronology-print")),
    ]  # fmt: skip
    assert not any("Zebedee" in page.text for page in pages)
    assert "1 child matches" in pages[0].text
    gone = client.get(at("child", hidden))
    strange = client.get(reverse("record:child", args=["00000000-0000-4000-8000-000000000000"]))
    assert (gone.status_code, bare(gone.text)) == (404, bare(strange.text))


def test_a_brother_out_of_reach_is_named_in_the_family_and_not_linked(as_, worker, theirs, manager):
    brother = people.child("Kwame", "Okafor", strange=True)
    Relationship.objects.create(person=theirs.person, other=brother.person, kind="sibling")
    doors.allocate(theirs, to=worker, starts_on=TODAY, by=manager)
    page = as_(worker).get(at("child", theirs)).text
    assert "Kwame" in page
    assert at("child", brother) not in page


# Emergencies ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("whom", ["KW-77", "Ama Okafor 3/5/2014", "okafor ama 3 may 2014"])
def test_a_record_opens_in_an_emergency_with_a_banner_and_a_manager_to_check_it(as_, manager, worker, whom):
    child = people.child(strange=True, reference="KW-77")
    client = as_(worker)
    assert client.get(at("child", child)).status_code == 404
    page = client.post(reverse("record:emergency"), {"whom": whom, **WHY}, follow=True)
    assert "only because you said that there is an emergency" in page.text
    assert "Marisol Okwuosa checks by" in page.text
    row = Emergency.objects.get()
    assert row.ends_at - row.at == timedelta(hours=4)
    assert row.review_by == add_working_days(timezone.localdate(row.at), 3)
    assert b"alone" not in bytes(row.sealed_reason)
    assert [e.purpose for e in Entry.objects.filter(child=child.person.uid, outcome="allowed")] == ["safeguarding"] * 2
    assert "only because" in client.get(at("chronology", child)).text


@pytest.mark.parametrize("whom", ["Ama 3/5/2014", "Okafor", "Ama Okafor", "3/5/2014"])
def test_it_is_no_search(as_, manager, worker, whom):
    people.child(strange=True)
    page = as_(worker).post(reverse("record:emergency"), {"whom": whom, **WHY})
    assert "Enter the child’s number, or given name, family name and date of birth" in page.text


def test_nobody_several_and_one_who_stays_shut_look_the_same(as_, manager, worker):
    people.child("Twin", "Okafor", strange=True)
    people.child("Twin", "Okafor", strange=True)
    sealed = people.child("Sealed", "Okafor", strange=True)
    Restriction.objects.create(child=sealed.person.uid, kind="sealed")
    pages = [as_(worker).post(reverse("record:emergency"), {"whom": f"{name} Okafor 3/5/2014", **WHY}).text
             for name in ("Nobody", "Twin", "Sealed")]  # fmt: skip
    (same,) = {re.sub("(Nobody|Twin|Sealed) Okafor", "", bare(page)) for page in pages}
    assert "No one record fits this exactly" in same
    assert not Emergency.objects.exists()


def bare(page):
    """Without what is new on every page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", page)


def test_a_record_that_is_open_anyway_needs_no_emergency(as_, manager, worker, theirs):
    doors.allocate(theirs, to=worker, starts_on=TODAY, by=manager)
    as_(worker).post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    assert not Emergency.objects.exists()


def test_without_anybody_to_check_it_no_record_opens(as_, worker):
    people.child(strange=True)
    page = as_(worker).post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    assert "Nobody is named here who could check this" in page.text
    assert not Emergency.objects.exists()


def test_the_reviewer_is_a_manager_of_the_same_team_before_another(worker):
    from keepwell.web.access.actions import reviewer_for

    other = make_team(name="Another team", kind=Team.Kind.SOCIAL_WORK, by=None)
    people.user("team-manager", "Far Away", team=other, strange=True)
    near = people.user("team-manager", "Near By", strange=True)
    assert reviewer_for(worker) == near
    assert reviewer_for(near).name == "Far Away"


def test_it_ends_when_it_is_given_back(as_, manager, worker):
    child = people.child(strange=True)
    client = as_(worker)
    client.post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    assert client.post(at("emergency-end", child)).status_code == 302
    assert client.get(at("child", child)).status_code == 404


def test_a_manager_checks_it_once_and_nobody_their_own(as_, manager, worker):
    people.child(strange=True)
    as_(worker).post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    row = Emergency.objects.get()
    check = reverse("record:emergency-check", args=[row.pk])
    client = as_(manager)
    assert "Ffion Aldous" in client.get(reverse("record:emergencies")).text
    assert "Found alone in the street" in client.get(check).text
    assert "Choose what you found" in client.post(check, {"note": "x"}).text
    client.post(check, {"found": "right", "note": "The duty desk confirms it."})
    row.refresh_from_db()
    assert (row.found, row.reviewed_by) == ("right", manager)
    client.post(check, {"found": "wrong", "note": "Changed my mind."})
    row.refresh_from_db()
    assert row.found == "right"
    assert "The duty desk confirms it." in client.get(check).text
    Emergency.objects.update(user=manager, reviewer=worker)
    assert client.get(check).status_code == 404


def test_a_pastoral_lead_opens_nothing_in_an_emergency_and_checks_nothing(as_):
    client = as_(people.user("pastoral-lead"))
    assert client.get(reverse("record:emergency")).status_code == 404
    assert client.get(reverse("record:emergencies")).status_code == 404
