"""Looking for words in notes: what is found, what must not be, and that no trouble looks like nothing found."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from keepwell.web.access import door
from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import models as m
from keepwell.web.record import opening, vault
from keepwell.web.record.actions import indexing
from keepwell.web.record.queries import wording
from keepwell.web.record.searching import marking
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()


@pytest.fixture
def worker():
    return people.user("social-worker", "Ffion Aldous", strange=True)


@pytest.fixture
def signed(client, worker):
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def of(worker, *args, **more):
    child = people.child(*args, strange=True, **more)
    Allocation.objects.create(child=child.person.uid, user=worker, starts_on=people.SINCE)
    return child


def look(by, text, **more):
    return wording.look(
        wording.Sought(text, more.pop("first", None), more.pop("last", None)), opening.reader(by), **more
    )


def texts(looked):
    return {"".join(text for text, _ in hit.snippet) for hit in looked.hits}


# The words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("alike", [
    "visit visits visited visiting", "bruise bruises bruised bruising", "stop stopped stopping stops",
    "carry carries carried carrying", "O'Neill ONeill O’Neill", "Zoë zoe ZOE", "school schools school's", "2026",
])  # fmt: skip
def test_endings_capitals_and_accents_do_not_matter(alike):
    assert len(marking.stems(alike)) == 1


def test_other_words_stay_other_words():
    words = "mother father brother angry hungry kiss his thing nothing king class glass bed led red sing use us a I"
    assert len(marking.stems(words)) == len(words.split())


@given(st.lists(st.text(min_size=1, max_size=8), max_size=20), st.text(min_size=1, max_size=8))
def test_marks_hold_exactly_the_words_of_the_text(words, other):
    key, text = b"k" * 32, " ".join(words)
    kept = marking.marks(key, text, b"v")
    assert marking.is_whole(key, kept, b"v")
    for word in marking.stems(text):
        assert marking.holds(kept, [marking.mark(key, word)])
    for word in marking.stems(other) - marking.stems(text):
        assert not marking.holds(kept, [marking.mark(key, word)])


def test_marks_of_one_child_say_nothing_with_the_key_of_another():
    one, two = people.child(), people.child()
    people.note(one, "A bruise on the arm.")
    people.note(two, "A bruise on the arm.")
    indexing.index()
    first, second = (bytes(w.marks) for w in m.Words.objects.order_by("child"))
    pieces = [{marks[i : i + 8] for i in range(0, len(marks), 8)} for marks in (first, second)]
    assert not pieces[0] & pieces[1]
    assert b"bruise" not in first


# What is found --------------------------------------------------------------------------------------------------------


def test_all_the_words_in_one_text_newest_first_whether_it_is_prepared_or_not(worker):
    child, other = of(worker), of(worker, "Kofi", "Larkspur")
    people.note(child, "She was visited at her grandmother's.", on=TODAY - timedelta(9))
    people.note(other, "The grandmother visits on Fridays.", on=TODAY, title="A call", child_words="I like Fridays")
    people.note(other, "Nothing of this.", on=TODAY)
    for prepared in (False, True):
        if prepared:
            assert indexing.index() == 3
            assert indexing.index() == 0
        looked = look(worker, "visit grandmother")
        assert [hit.child.pk for hit in looked.hits] == [other.pk, child.pk]
        assert (looked.shut, looked.unread, looked.damaged, looked.children) == (0, 0, 0, 2)
    assert [t for t, sought in looked.hits[0].snippet if sought] == ["grandmother", "visits"]
    assert texts(look(worker, "friday like")) == {"The child’s own words: I like Fridays"}
    assert look(worker, "visit", first=TODAY).hits[0].child == other
    assert not look(worker, "visit unicorn").hits


def test_only_within_what_the_reader_may_see(worker):
    child, far = of(worker), people.child("Kofi", "Larkspur", strange=True)
    for one in (child, far):
        people.note(one, "A secret garden.")
        people.note(one, "A secret worry.", kind="concern")
    indexing.index()
    assert texts(look(worker, "secret")) == {"A secret garden.", "A secret worry."}
    lead = people.user("safeguarding-lead", strange=True)
    Allocation.objects.create(child=child.person.uid, team=people.the_team(), starts_on=people.SINCE)
    assert texts(look(lead, "secret")) == {"A secret worry."}  # a school reads concerns, not a council's notes
    assert len(look(people.user("data-protection-officer", strange=True), "secret").hits) == 4
    Restriction.objects.create(child=child.person.uid, kind="excluded", user=worker)
    assert (look(worker, "secret").hits, look(worker, "secret").known) == ([], 0)


def test_what_is_open_of_many_is_what_the_door_opens_of_each(worker):
    children = [people.child(given, "Okafor", strange=True) for given in ("Ama", "Efua", "Kofi", "Zoe")]
    readers = [worker, *(people.user(role, strange=True) for role in ("emergency-duty", "conference-chair", "auditor"))]
    for child in children[:3]:
        for reader in readers:
            Allocation.objects.create(child=child.person.uid, user=reader, starts_on=people.SINCE)
    Restriction.objects.create(child=children[0].person.uid, kind="restricted")
    Restriction.objects.create(child=children[1].person.uid, kind="conflict", user=worker)
    wanted = ["narrative", "concern", "adoption", "care"]
    for reader in readers:
        alone = {}
        for child in children:
            try:
                alone[child.pk] = door.open(child, by=reader).allowed & set(wanted)
            except door.NotForYou:
                continue
        assert door.visitor(reader).opens_among({c.pk: c.person.uid for c in children}, wanted) == alone


# What goes wrong ------------------------------------------------------------------------------------------------------


def test_a_damaged_row_of_the_index_is_read_itself_and_said(worker):
    child = of(worker)
    people.note(child, "The grandmother visits.")
    indexing.index()
    row = m.Words.objects.get()
    for damage in (bytes(row.marks)[:-8], b"", b"x" * 11, bytes(row.marks)[8:], bytes(8) + bytes(row.marks)[8:]):
        m.Words.objects.update(marks=damage)
        looked = look(worker, "grandmother")
        assert (len(looked.hits), looked.damaged) == (1, 1)
    indexing.index(anew=True)
    assert (look(worker, "grandmother").damaged, bytes(m.Words.objects.get().marks)) == (0, bytes(row.marks))


def test_marks_of_an_older_text_are_not_believed(worker):
    child = of(worker)
    note = people.note(child, "The grandmother visits.")
    indexing.index()
    key = vault.keys_of([child.pk])[child.pk]
    m.Note.objects.update(sealed_text=vault.seal(key, "The uncle visits.", "note", note.seal, "text"))
    assert not look(worker, "grandmother").hits
    assert len(look(worker, "uncle").hits) == 1
    assert indexing.catch_up([child.pk]) == 1
    assert m.Words.objects.count() == 1


def test_a_text_that_does_not_open_and_a_key_that_is_gone_are_said_and_not_nothing_found(signed, worker):
    child, gone = of(worker), of(worker, "Kofi", "Larkspur")
    people.note(child, "The grandmother visits.")
    people.note(gone, "The grandmother visits.")
    indexing.index()
    m.Note.objects.filter(child=child).update(sealed_text=b"x" * 50)
    m.ChildKey.objects.filter(child=gone).delete()
    looked = look(worker, "grandmother")
    assert (looked.hits, looked.shut) == ([], 2)
    page = signed.post(reverse("record:words"), {"words": "grandmother", "whose": "mine"}, follow=True).text
    assert "2 of the texts could not be opened" in page
    assert "No text that you may read" not in page
    assert not m.ChildKey.objects.filter(child=gone).exists()  # looking makes no key that opens nothing


def test_what_is_not_prepared_and_too_much_to_read_is_said(signed, worker, monkeypatch):
    child = of(worker)
    for _ in range(3):
        people.note(child, "The grandmother visits.")
    monkeypatch.setattr(wording, "MOST_READ", 2)
    looked = look(worker, "grandmother")
    assert (len(looked.hits), looked.unread) == (2, 1)
    page = signed.post(reverse("record:words"), {"words": "unicorn", "whose": "mine"}, follow=True).text
    assert "1 texts are not prepared for search yet" in page
    assert "No text that you may read" not in page


def test_a_reader_of_many_is_told_how_far_it_was_looked_and_goes_on(client, monkeypatch):
    officer = people.user("data-protection-officer", strange=True)
    children = [people.child(f"Ama{n}", "Okafor", strange=True) for n in range(5)]
    people.note(children[0], "The grandmother visits.")
    Allocation.objects.create(child=children[2].person.uid, user=officer, starts_on=people.SINCE)
    monkeypatch.setattr(wording, "MOST_CHILDREN", 3)
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post(reverse("record:words"), {"words": "grandmother", "whose": "all"}, follow=True).text
    assert "Looked through 3 of the 5 records that are open to you" in page
    page = client.get(reverse("record:words") + "?start=3").text
    assert "1 text has grandmother" in page
    assert wording._in_order(opening.reader(officer), False)[0] == children[2].pk
    assert client.get(reverse("record:words") + "?start=²3").status_code == 200


# The pages ------------------------------------------------------------------------------------------------------------


def test_what_is_looked_for_is_in_no_address_and_no_log_and_whose_notes_were_shown_is(signed, worker):
    child = of(worker)
    people.note(child, "The <b>grandmother</b> visits.")
    answer = signed.post(reverse("record:words"), {"words": "grandmother", "whose": "mine"})
    assert answer.headers["Location"] == reverse("record:words")
    page = signed.get(reverse("record:words")).text
    assert "The &lt;b&gt;<mark>grandmother</mark>&lt;/b&gt; visits." in page
    assert not any("grandmother" in str(vars(entry)) for entry in Entry.objects.all())
    shown = Entry.objects.get(child=child.person.uid, action="search in notes")
    assert shown.categories == ["identity", "narrative"]
    assert "grandmother" in signed.get(reverse("record:words-of-child", args=[child.person.uid])).text


@pytest.mark.parametrize(("given", "said"), [
    ({"words": ""}, "Enter a word"), ({"words": "x" * 201}, "Shorten what you look for"),
    ({"words": "a\x00"}, "Enter a word"), ({"words": "a", "whose": "hers"}, "Choose whose notes"),
    ({"words": "a", "first": "31/2/2026"}, "From must be a real date"), ({"words": "!?"}, "Enter a word"),
    ({"words": "a", "first": "3/5/2026", "last": "2/5/2026"}, "To must be the same day as From"),
])  # fmt: skip
def test_a_form_that_is_not_right_says_so(signed, given, said):
    assert said in signed.post(reverse("record:words"), given).text


def test_a_search_in_notes_needs_no_more_queries_for_more_children(worker):
    def cost():
        with people.counted() as sent:
            look(worker, "grandmother")
        return len(sent)

    of(worker)
    people.note(m.Child.objects.get(), "The grandmother visits.", written_by=people.person("Ruth", "Marsh"))
    first = cost()
    for n in range(6):
        people.note(of(worker, f"Kofi{n}"), "The grandmother visits.", written_by=people.person("Ruth", f"Marsh{n}"))
    assert cost() == first
