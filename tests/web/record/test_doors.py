"""The pages of the door: who may open a record, to whom it is closed, emergencies and their check."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from keepwell.clocks.working_days import add_working_days
from keepwell.web.access.models import Allocation, Emergency, Entry, Restriction
from keepwell.web.record.actions import doors
from keepwell.web.record.models import Relationship, YearlyOutcomes
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
    given = {"allocate-whom": f"user-{worker.pk}", "allocate-part": "worker", "allocate-from": f"{TODAY:%d/%m/%Y}",
             "allocate-to": ""}  # fmt: skip
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
    ({"allocate-to": "1/3/2026"}, "That last day is over"), ({"allocate-part": "self"}, "Choose as what"),
])  # fmt: skip
def test_a_form_that_is_not_right_says_so_and_allocates_nobody(as_, manager, worker, theirs, change, said):
    given = {"allocate-whom": f"user-{worker.pk}", "allocate-part": "worker", "allocate-from": "1/2/2026",
             "allocate-to": ""} | change  # fmt: skip
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


# What goes wrong ------------------------------------------------------------------------------------------------------


def given_to(one, **more):
    key = f"team-{one.pk}" if isinstance(one, Team) else f"user-{one.pk}"
    return {"allocate-whom": key, "allocate-part": "worker", "allocate-from": f"{TODAY:%d/%m/%Y}", **more}


def test_nobody_is_allocated_who_left_or_holds_no_role_any_more(as_, manager, worker, theirs):
    worker.roles_held.update(ends_on=TODAY - timedelta(1))
    gone = people.user("social-worker", strange=True)
    type(gone).objects.filter(pk=gone.pk).update(leaves_on=TODAY - timedelta(1))
    for one in (worker, gone):
        assert "Choose who" in as_(manager).post(at("allocate", theirs), given_to(one)).text
        assert one.name not in as_(manager).get(at("who", theirs)).text
    assert Allocation.objects.count() == 1


def test_a_team_is_allocated_once(as_, manager, theirs):
    page = as_(manager).post(at("allocate", theirs), given_to(people.the_team()))
    assert "They are allocated in these days already" in page.text
    assert Allocation.objects.count() == 1


def test_an_allocation_that_has_not_begun_is_taken_back_whole(as_, manager, worker, theirs):
    later = TODAY + timedelta(9)
    as_(manager).post(at("allocate", theirs), given_to(worker, **{"allocate-from": f"{later:%d/%m/%Y}"}))
    row = Allocation.objects.get(user=worker)
    page = as_(manager).post(at("end-allocation", theirs, row.pk), follow=True)
    assert "The allocation is taken back." in page.text
    assert not Allocation.objects.filter(user=worker).exists()


def test_one_that_is_over_or_follows_from_files_does_not_end_again(as_, manager, worker, theirs):
    over = Allocation.objects.create(child=theirs.person.uid, user=worker, starts_on=people.SINCE,
                                     ends_on=date(2021, 1, 1))  # fmt: skip
    followed = Allocation.objects.create(child=theirs.person.uid, user=worker, starts_on=TODAY, source="files")
    for row, said in ((over, "has ended already"), (followed, "follows from files")):
        assert said in as_(manager).post(at("end-allocation", theirs, row.pk), follow=True).text
        assert Allocation.objects.get(pk=row.pk).ends_on == row.ends_on
    assert as_(manager).get(at("who", theirs)).text.count("End today") == 1  # of the team


def test_numbers_of_another_childs_rows_are_not_here_and_logged(as_, manager, worker, theirs):
    other = people.child("Kofi", "Larkspur", strange=True)
    row = Allocation.objects.create(child=other.person.uid, user=worker, starts_on=TODAY)
    shut = Restriction.objects.create(child=other.person.uid, kind="excluded", user=worker)
    client = as_(manager)
    for address in (at("end-allocation", theirs, row.pk), at("lift", theirs, shut.pk),
                    at("lift", theirs, 10**30), reverse("record:emergency-check", args=[77])):  # fmt: skip
        before = Entry.objects.filter(outcome="refused").count()
        assert client.post(address).status_code == 404
        assert Entry.objects.filter(outcome="refused").count() == before + 1
    assert Allocation.objects.get(pk=row.pk).ends_on is None
    assert Restriction.objects.get(pk=shut.pk).lifted_at is None


def test_a_manager_may_not_check_their_own_and_that_they_tried_is_logged(as_, manager, worker):
    child = people.child(strange=True)
    as_(manager).post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    people.user("team-manager", "Another Manager", strange=True)
    as_(manager).post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    one = Emergency.objects.get()
    assert as_(manager).get(reverse("record:emergency-check", args=[one.pk])).status_code == 404
    assert Entry.objects.filter(outcome="refused", action="check an emergency").exists()
    assert one.child == child.person.uid


def test_what_is_lifted_already_says_so_to_the_second_manager(as_, manager, theirs):
    other, third = (people.user("team-manager", name, strange=True) for name in ("Second Manager", "Shut Out"))
    row = doors.restrict(theirs, kind="excluded", user=third, reason="Asked for.", by=manager)
    assert "It is lifted." in as_(manager).post(at("lift", theirs, row.pk), follow=True).text
    assert "Somebody lifted this already." in as_(other).post(at("lift", theirs, row.pk), follow=True).text
    assert Restriction.objects.get().lifted_by == manager


def test_two_managers_who_check_at_once_do_not_write_over_each_other(manager, worker):
    from keepwell.web.access.actions import DoorError

    child, other = people.child(strange=True), people.user("team-manager", strange=True)
    doors.open_in_emergency(child, reason="Danger.", by=worker)
    mine, theirs = Emergency.objects.get(), Emergency.objects.get()
    doors.review(mine, found="right", note="Looked.", by=manager)
    with pytest.raises(DoorError, match="Somebody checked this already"):
        doors.review(theirs, found="wrong", note="Looked too.", by=other)
    assert Emergency.objects.get().found == "right"


def test_a_second_reason_for_the_same_state_is_not_lost_without_a_word(as_, manager, theirs):
    doors.allocate(theirs, to=manager, starts_on=TODAY, by=manager)
    first, second = ({"state-kind": "restricted", "state-reason": one} for one in ("First.", "Second reason."))
    as_(manager).post(at("restrict", theirs), first)
    page = as_(manager).post(at("restrict", theirs), second).text
    assert "This is so already" in page
    assert "Second reason." in page
    assert Restriction.objects.count() == 1


def test_a_manager_who_shuts_themselves_out_is_told(as_, manager, theirs):
    page = as_(manager).post(at("restrict", theirs), {"state-kind": "restricted", "state-reason": "x"}, follow=True)
    assert "The record is closed to you too" in page.text
    officer = people.user("data-protection-officer", strange=True)
    assert "This record is restricted to those who work" in as_(officer).get(at("who", theirs)).text
    as_(officer).post(at("lift", theirs, Restriction.objects.get().pk))
    assert as_(manager).get(at("child", theirs)).status_code == 200


def test_whole_states_are_chosen_and_never_preset(as_, manager, theirs):
    page = as_(manager).post(at("restrict", theirs), {"state-reason": "x"})
    assert "Choose what it is" in page.text
    assert "checked" not in as_(manager).get(at("who", theirs)).text
    assert not Restriction.objects.exists()


@pytest.mark.parametrize(("reason", "said"), [
    ("x" * 2_001, "Shorten this to 2,000 characters or fewer"),
    ("a\x00b", "This has a character that cannot be kept"), ("   ", "Say "),
])  # fmt: skip
def test_a_reason_that_cannot_be_kept_is_one_sentence(as_, manager, worker, theirs, reason, said):
    people.child("Kofi", "Larkspur", strange=True)
    pages = [
        as_(manager).post(at("restrict", theirs), {"state-kind": "restricted", "state-reason": reason}),
        as_(manager).post(at("conflict", theirs), {"conflict-reason": reason}),
        as_(worker).post(reverse("record:emergency"), {"whom": "Kofi Larkspur 3/5/2014", **WHY, "reason": reason}),
    ]
    for page in pages:
        assert said in page.text
        assert "govuk-error-summary" in page.text
        assert page.status_code == 200
    assert not Restriction.objects.exists()
    assert not Emergency.objects.exists()


def test_a_script_in_a_reason_is_words(as_, manager, worker, theirs):
    doors.allocate(theirs, to=manager, starts_on=TODAY, by=manager)
    script = "<script>alert(1)</script>\nSecond line"
    doors.restrict(theirs, kind="restricted", reason=script, by=manager)
    doors.open_in_emergency(theirs, reason=script, by=worker)
    check = reverse("record:emergency-check", args=[Emergency.objects.get().pk])
    for page in (as_(manager).get(at("who", theirs)).text, as_(manager).get(check).text):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Second line" in page


@pytest.mark.parametrize("name", ["allocate", "restrict", "shut", "conflict", "emergency-end"])
def test_who_comes_back_to_an_address_of_a_form_after_signing_in_reads_a_sentence(as_, manager, theirs, name):
    page = as_(manager).get(at(name, theirs))
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "If you were signed out while you filled in a form" in page.text


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
    assert [e.purpose for e in Entry.objects.filter(child=child.person.uid, outcome="allowed")] == ["safeguarding"] * 3
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


def test_it_is_given_back_once_and_a_page_from_before_does_nothing_more(as_, manager, worker):
    child = people.child(strange=True)
    client = as_(worker)
    client.post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    assert "closed to you again" in client.post(at("emergency-end", child), follow=True).text
    ended = Emergency.objects.get().ends_at
    assert "No emergency of yours is open" in client.post(at("emergency-end", child), follow=True).text
    assert Emergency.objects.get().ends_at == ended
    assert client.get(at("chronology", child)).status_code == 404


def test_sent_twice_it_opens_once(as_, manager, worker):
    people.child(strange=True)
    for _ in range(2):
        page = as_(worker).post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY}, follow=True)
    assert "no new emergency was written down" in page.text
    assert Emergency.objects.count() == 1


def test_every_page_of_the_record_has_the_banner(as_, manager, worker):
    child = people.whole_record(people.child(strange=True))
    client = as_(worker)
    client.post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    row = YearlyOutcomes.objects.get(child=child)
    for address in (
        *(at(name, child) for name in ("child", "chronology", "chronology-print", "told", "tell", "consent", "who")),
        at("add", child, "ssda903-oc2"), at("correct", child, "ssda903-oc2", row.pk),
        at("remove", child, "ssda903-oc2", row.pk),
    ):  # fmt: skip
        assert "only because you said that there is an emergency" in client.get(address).text, address


def test_the_start_page_says_how_many_wait_and_how_many_are_overdue(as_, manager, worker):
    assert " to check</strong>" not in as_(manager).get(reverse("start")).text
    for given in ("Ama", "Kofi"):
        doors.open_in_emergency(people.child(given, strange=True), reason="Danger.", by=worker)
    assert "2 to check" in as_(manager).get(reverse("start")).text
    Emergency.objects.filter(pk=Emergency.objects.first().pk).update(review_by=TODAY - timedelta(1))
    assert "1 overdue, 2 to check" in as_(manager).get(reverse("start")).text
    assert " to check</strong>" not in as_(worker).get(reverse("start")).text


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


def test_the_log_of_the_child_tells_of_the_emergency_in_words(as_, manager, worker):
    child = people.child(strange=True)
    client = as_(worker)
    client.post(reverse("record:emergency"), {"whom": "Ama Okafor 3/5/2014", **WHY})
    client.post(at("emergency-end", child))
    doors.review(Emergency.objects.get(), found="right", note="Looked.", by=manager)
    page = as_(people.user("data-protection-officer", strange=True)).get(at("opened", child)).text
    for said in ("Said that there is an emergency", "Gave the record back", "Checked an emergency"):
        assert said in page
