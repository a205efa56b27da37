"""The lead: settles which child it is, decides and says why, asks people to act; nobody's words are lost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from keepwell.policy import shipped
from keepwell.web.access.models import Allocation, Entry
from keepwell.web.concerns import sealing
from keepwell.web.concerns.actions.raising import raise_concern
from keepwell.web.concerns.models import Attached, Concern, Doing, Linked, Moved
from keepwell.web.concerns.queries.reading import parts_of, read, versions_of
from keepwell.web.record import vault
from keepwell.web.record.files import Handed
from keepwell.web.record.models import ChildKey
from tests.web.record import people

from .said import TODAY, day

pytestmark = pytest.mark.django_db
KOFI = {"name": "Kofi L", "part": "alleged", "words": "Pushed somebody."}
WORDS = {"about": "Ama, Robins class", "child_words": "He hit me", "seen": "A red mark.", "opinion": "",
         "where": "Yard", "told_by": "", "marks": [], "people": [KOFI]}  # fmt: skip
DECIDED = {"category": "physical", "decision": "refer", "reason": "A mark, and her words.", "feedback": "Thank you."}


@pytest.fixture
def raised(assistant):
    """A function that raises a concern."""

    def make(child=None, **more):
        given = {"on": TODAY - timedelta(days=3), "at_time": "", "how": "saw", "danger": False, "by": assistant}
        return raise_concern(child=child, words=WORDS | more.pop("words", {}), **{**given, **more})

    return make


def at(name, concern, *more):
    return reverse(f"concerns:{name}", args=[concern.seal, *more])


def was(page):
    return re.search(r'name="was" value="([^"]+)"', page.text)[1]


def decided(client, concern, **change):
    return client.post(at("decide", concern), {"was": was(client.get(at("concern", concern))), **DECIDED, **change})


# What waits -------------------------------------------------------------------------------------------------------


def test_the_oldest_waits_on_top_and_one_of_yesterday_is_overdue(as_, lead, raised, pupil):
    first, second = raised(), raised(pupil())
    Concern.objects.filter(pk=first.pk).update(raised_at=timezone.now() - timedelta(days=1))
    page = as_(lead).get(reverse("concerns:waiting")).text
    assert page.index(f"Note {first.pk}<") < page.index(f"Note {second.pk}<")
    assert page.count("Overdue by") == 1
    assert "Which child?" in page
    assert "Ama Okafor" in page
    assert Entry.objects.filter(action="list", child=second.child.person.uid).count() == 1


def test_the_start_page_says_how_many_wait_and_how_many_past_their_day(as_, lead, assistant, raised, pupil):
    stranger = people.child("Zed", "Elsewhere", strange=True)
    Concern.objects.create(child=stranger, seal=stranger.person.uid, on=TODAY, how="saw", sealed_words=b"")
    late, _, done = raised(), raised(pupil()), raised()
    start = reverse("start")
    client = as_(lead)
    assert "3 to decide" in client.get(start).text
    Concern.objects.filter(pk=done.pk).update(decided_at=timezone.now(), decided_by=lead)
    Concern.objects.filter(pk=late.pk).update(raised_at=timezone.now() - timedelta(days=1))
    assert "1 overdue, 2 to decide" in client.get(start).text
    assert "to decide" not in as_(assistant).get(start).text


def test_a_child_without_a_record_can_be_given_one_by_who_may(as_, lead, raised, settings):
    note, new = raised(), reverse("record:new")
    page = as_(lead).get(at("concern", note)).text
    assert f'href="{new}"' in page
    assert as_(lead).get(new).status_code == 200
    settings.KEEPWELL_POLICY = shipped("local-authority")  # there a school's lead makes no records
    page = as_(lead).get(at("concern", note)).text
    assert "Which child is it?" in page
    assert new not in page


def test_those_of_another_school_do_not_wait_here(as_, lead, raised):
    stranger = people.child("Zed", "Elsewhere", strange=True)
    other = Concern.objects.create(child=stranger, seal=stranger.person.uid, on=TODAY, how="saw", sealed_words=b"")
    client = as_(lead)
    assert "Zed Elsewhere" not in client.get(reverse("concerns:waiting")).text
    assert client.get(at("concern", other)).status_code == 404


def test_a_note_about_nobody_yet_goes_to_the_lead_of_the_team_else_to_every_lead(as_, lead, raised, of_school):
    elsewhere = people.user("safeguarding-lead", strange=True, team=people.the_team("Mossbank"))
    near = raised()
    assert as_(lead).get(at("concern", near)).status_code == 200
    assert as_(elsewhere).get(at("concern", near)).status_code == 404
    alone = people.user("teaching-assistant", strange=True, team=people.the_team("Robins class"))
    far = raised(by=alone)
    assert as_(elsewhere).get(at("concern", far)).status_code == 200
    assert as_(lead).get(at("concern", far)).status_code == 200


# Which child ------------------------------------------------------------------------------------------------------


def test_the_likely_children_are_offered_and_the_chosen_one_s_key_takes_the_note_with_its_versions_and_files(
    as_, lead, raised, pupil, settings
):
    child, other = pupil("Ama", "Okafor"), pupil("Kofi", "Larkspur")
    people.child("Ama", "Elsewhere", strange=True)
    concern = raised(files=[Handed("a.txt", b"A drawing.", "text/plain")])
    client = as_(lead)
    decided(client, concern)
    before = Attached.objects.get().seal
    page = client.get(at("concern", concern)).text
    assert "Ama Okafor" in page
    assert "Ama Elsewhere" not in page
    assert "Kofi Larkspur" not in page
    assert "Kofi Larkspur" in client.post(at("seek", concern), {"q": "Larkspur"}).text
    client.post(at("settle", concern), {"child": str(child.person.uid)})
    concern.refresh_from_db()
    key = vault.keys_of([child.pk])[child.pk]
    assert concern.child == child
    assert {row.child_id for row in Concern.history.all()} == {child.pk}
    assert all(
        read(row, key).opens and not read(row, vault.master()).opens for row in (concern, *Concern.history.all())
    )
    row = Attached.objects.get()
    assert sealing.read_file(key, row) == ("a.txt", b"A drawing.")
    assert row.seal != before
    assert other.pk not in ChildKey.objects.values_list("child", flat=True)
    assert not Moved.objects.exists()


def test_the_old_file_is_gone_once_all_of_it_is_kept(lead, raised, pupil, settings, django_capture_on_commit_callbacks):
    from keepwell.web.concerns.actions import deciding

    concern = raised(files=[Handed("a.txt", b"A drawing.", "text/plain")])
    with django_capture_on_commit_callbacks(execute=True):
        deciding.settle(concern, pupil(), by=lead)
    assert len([one for one in settings.MEDIA_ROOT.rglob("*") if one.is_file()]) == 1


def test_of_two_who_settle_it_the_second_is_told_and_moves_nothing(as_, lead, raised, pupil):
    from keepwell.web.concerns.actions import deciding

    first, second, concern = pupil("Ama"), pupil("Mia"), raised()
    stale = Concern.objects.get()
    deciding.settle(concern, first, by=lead)
    with pytest.raises(deciding.ConcernError, match="settled meanwhile"):
        deciding.settle(stale, second, by=lead)
    page = as_(lead).post(at("settle", concern), {"child": str(second.person.uid)}, follow=True)
    assert "Somebody has settled meanwhile" in page.text
    assert Concern.objects.get().child == first
    assert not Moved.objects.exists()


@pytest.mark.parametrize("chosen", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_a_child_who_is_none_is_not_chosen(as_, lead, raised, chosen):
    concern = raised()
    assert "Choose which child it is" in as_(lead).post(at("settle", concern), {"child": chosen}).text
    assert Concern.objects.get().child is None


def test_a_child_of_whom_the_lead_may_not_know_is_not_chosen(as_, lead, raised):
    stranger, concern = people.child(strange=True), raised()
    as_(lead).post(at("settle", concern), {"child": str(stranger.person.uid)})
    assert Concern.objects.get().child is None


def test_from_the_wrong_child_it_is_moved_and_both_records_say_only_that(as_, lead, raised, pupil):
    wrong, right = pupil("Mia", "Fenn"), pupil("Ama", "Okafor")
    concern, client = raised(wrong), as_(lead)
    assert "Ama Okafor" in client.post(at("move", concern), {"q": "Okafor"}).text
    client.post(at("move", concern), {"child": str(right.person.uid)})
    concern.refresh_from_db()
    assert concern.child == right
    assert all(one.opens for one in versions_of(concern))
    assert [(one.child, one.way, one.by) for one in Moved.objects.order_by("pk")] == [
        (wrong, "away", lead), (right, "here", lead),
    ]  # fmt: skip
    for child, way in ((wrong, "moved away"), (right, "moved here")):
        page = client.get(reverse("concerns:pattern", args=[child.person.uid])).text
        assert way in page
    left = client.get(reverse("record:child", args=[wrong.person.uid])).text
    assert "moved away" in left
    assert "He hit me" not in left
    assert "Okafor" not in left


# The decision -----------------------------------------------------------------------------------------------------


def test_a_decision_has_its_reason_and_the_one_who_raised_it_hears_what_is_meant_for_them(as_, lead, assistant, raised):
    concern = raised()
    assert decided(as_(lead), concern).status_code == 302
    concern.refresh_from_db()
    assert (concern.category, concern.decision, concern.decided_by) == ("physical", "refer", lead)
    assert b"words" not in bytes(concern.sealed_reason)
    page = as_(assistant).get(reverse("concerns:raised")).text
    assert "Read and decided" in page
    assert "Thank you." in page
    assert "A mark, and her words." not in page
    assert "refer" not in page.lower().replace("prefer", "")


@pytest.mark.parametrize("decision", ["none", "refer", "monitor"])
def test_no_decision_is_kept_without_its_reason_not_even_not_to_refer(as_, lead, raised, decision):
    concern = raised()
    page = decided(as_(lead), concern, decision=decision, reason="  ")
    assert "Give the reason" in page.text
    assert "Thank you." in page.text
    assert Concern.objects.get().decided_at is None


def test_of_two_who_decide_at_once_the_second_sees_both_and_loses_no_word(as_, lead, head, raised):
    concern, client = raised(), as_(lead)
    seen = was(client.get(at("concern", concern)))
    client.post(at("decide", concern), {"was": seen, **DECIDED})
    second = as_(head).post(at("decide", concern), {
        "was": seen, "category": "neglect", "decision": "monitor", "reason": "It looks like hunger.",
        "feedback": ""})  # fmt: skip
    assert "Somebody changed this while you were writing" in second.text
    assert "It looks like hunger." in second.text
    assert "A mark, and her words." in second.text
    assert "Thank you." in second.text  # was not touched by the second, so it is as the first made it
    assert Concern.objects.get().decision == "refer"
    again = as_(head).post(at("decide", concern), {
        "was": was(second), "category": "neglect", "decision": "monitor", "reason": "Both.",
        "feedback": "Thank you."})  # fmt: skip
    assert again.status_code == 302
    assert Concern.objects.get().decision == "monitor"
    assert [one.reason for one in versions_of(concern)] == ["Both.", "A mark, and her words.", ""]


def test_a_page_that_does_not_say_what_it_showed_overwrites_nothing(as_, lead, raised):
    concern, client = raised(), as_(lead)
    decided(client, concern)
    for said in ("", "forged"):
        page = client.post(at("decide", concern), {"was": said, **DECIDED, "reason": "Another."})
        assert "Somebody changed this" in page.text
    assert read(Concern.objects.get()).reason == "A mark, and her words."


def test_words_are_mended_as_a_new_version_and_two_who_mend_see_each_other(as_, lead, head, raised):
    concern = raised()
    client = as_(lead)
    seen = was(client.get(at("mend", concern)))
    new = {"child_words": "He hit me", "seen": "Two red marks.\r\nOne is old.", "opinion": "", "where": "Yard"}
    assert client.post(at("mend", concern), {"was": seen, **new}).status_code == 302
    page = as_(head).post(at("mend", concern), {"was": seen, **new, "seen": "A red mark.", "where": "By the gate"})
    assert "which now says: Two red marks." in page.text
    assert "By the gate" in page.text
    versions = versions_of(Concern.objects.get())
    assert [one.words["seen"] for one in versions] == ["Two red marks.\nOne is old.", "A red mark."]
    assert versions[0].words["people"] == WORDS["people"]
    shown = client.get(at("versions", concern)).text
    assert "Two red marks." in shown
    assert "A red mark." in shown


# Who is to do what ------------------------------------------------------------------------------------------------


def test_an_action_has_an_owner_and_a_day_and_is_done_once(as_, lead, head, assistant, raised):
    concern, client = raised(), as_(lead)
    page = client.get(at("concern", concern)).text
    assert "Ada Lovell" in page
    assert f'value="user-{assistant.pk}"' not in page  # who may not read it is not asked
    sent = {"what": "Ring the duty desk.", "owner": f"user-{head.pk}", **day(TODAY, "due_on")}
    assert client.post(at("doing", concern), sent).status_code == 302
    row = Doing.objects.get()
    assert b"duty" not in bytes(row.sealed_what)
    assert "Ring the duty desk." in client.get(at("concern", concern)).text
    client.post(at("done", concern, row.pk))
    first = Doing.objects.get().done_at
    client.post(at("done", concern, row.pk))
    assert (Doing.objects.get().done_at, Doing.objects.get().done_by) == (first, lead)
    for change in ({"what": ""}, {"owner": f"user-{assistant.pk}"}, day(TODAY, "x") | {"due_on_year": ""}):
        assert "There is a problem" in client.post(at("doing", concern), {**sent, **change}).text


def test_an_action_goes_under_the_child_s_key_with_the_note(lead, head, raised, pupil):
    from keepwell.web.concerns.actions import deciding
    from keepwell.web.concerns.queries.reading import doings_of

    concern, child = raised(), pupil()
    deciding.ask_for(concern, what="Ring.", owner=head, due_on=TODAY, by=lead)
    settled = deciding.settle(concern, child, by=lead)
    assert [what for _, what in doings_of(settled, sealing.key_of(child.pk))] == ["Ring."]


# Other children in it ---------------------------------------------------------------------------------------------


def test_another_child_s_record_gets_their_own_part_and_nothing_else(as_, lead, raised, pupil):
    ama, kofi = pupil("Ama", "Okafor"), pupil("Kofi", "Larkspur")
    concern, client = raised(ama), as_(lead)
    page = client.get(at("link", concern, 0)).text
    assert "Kofi Larkspur" in page
    sent = {"child": str(kofi.person.uid), "part": "alleged", "words": "Pushed another child in the yard.",
            "why": "His teacher must know."}  # fmt: skip
    assert "why their record needs it" in client.post(at("link", concern, 0), {**sent, "why": " "}).text
    assert client.post(at("link", concern, 0), sent).status_code == 302
    assert [words for _, *words in parts_of(kofi)] == [["Pushed another child in the yard.", "His teacher must know."]]
    theirs = client.get(reverse("record:child", args=[kofi.person.uid])).text
    assert "Pushed another child in the yard." in theirs
    for secret in ("He hit me", "A red mark", "Okafor", str(concern.seal)):
        assert secret not in theirs
    assert (
        "Named in a note of concern about another: may have done the harm"
        in client.get(reverse("record:chronology", args=[kofi.person.uid])).text
    )
    assert "In a note about another" in client.get(reverse("concerns:pattern", args=[kofi.person.uid])).text
    assert client.get(at("link", concern, 0)).status_code == 404  # linked already
    client.post(at("unlink", concern, 0))
    assert not Linked.objects.exists()


def test_the_child_whom_the_note_is_about_is_not_linked_to_it(as_, lead, raised, pupil):
    ama = pupil("Ama", "Okafor")
    concern = raised(ama, words={"people": [{"name": "Ama Okafor", "part": "victim", "words": "x"}]})
    sent = {"child": str(ama.person.uid), "part": "victim", "words": "x", "why": "x"}
    assert "The note is about this child" in as_(lead).post(at("link", concern, 0), sent).text


# Who may not ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["teaching-assistant", "class-teacher", "pastoral-lead", "office", "governor",
                                  "data-protection-officer", "operator"])  # fmt: skip
def test_nobody_else_reads_or_decides(as_, of_school, raised, pupil, role):
    """A data protection officer sees notes on the child's page, when somebody asks; these pages are for deciding."""
    child = pupil()
    concern, client = raised(child), as_(of_school(role))
    for name in ("concern", "versions", "mend", "move"):
        assert client.get(at(name, concern)).status_code == 404
    for name, sent in (("decide", DECIDED), ("settle", {}), ("seek", {}), ("doing", {})):
        assert client.post(at(name, concern), sent).status_code == 404
    assert client.get(reverse("concerns:pattern", args=[child.person.uid])).status_code == 404
    assert client.get(reverse("concerns:waiting")).status_code == 404
    assert Concern.objects.get().decided_at is None


def test_a_lead_who_is_shut_out_of_the_record_reads_nothing_of_it(as_, lead, head, raised, pupil):
    from keepwell.web.record.actions import doors

    child = pupil()
    concern = raised(child)
    doors.restrict(child, kind="conflict", user=lead, reason="My niece.", by=lead)
    client = as_(lead)
    assert client.get(at("concern", concern)).status_code == 404
    assert f"Note {concern.pk}<" not in client.get(reverse("concerns:waiting")).text
    assert f"Note {concern.pk}<" in as_(head).get(reverse("concerns:waiting")).text


def test_where_the_policy_is_a_council_s_a_worker_decides_about_their_own_child(as_, db):
    child = people.child(strange=True)
    worker, other = (people.user("social-worker", strange=True) for _ in range(2))
    Allocation.objects.create(child=child.person.uid, user=worker, starts_on=people.SINCE)
    concern = raise_concern(child=child, on=TODAY, at_time="", how="saw", danger=False, words=WORDS, by=worker)
    assert as_(worker).get(at("concern", concern)).status_code == 200
    assert as_(other).get(at("concern", concern)).status_code == 404
    assert as_(worker).get(reverse("concerns:staff")).status_code == 404
    assert as_(worker).get(reverse("concerns:raise-staff")).status_code == 404
