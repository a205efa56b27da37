"""Moving a note or a step that was recorded for the wrong child."""

from datetime import date

import pytest
from django.urls import reverse

from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import models as m
from keepwell.web.record import opening, vault
from keepwell.web.record.actions import indexing, moving
from keepwell.web.record.mapping.people import read
from keepwell.web.record.queries import wording
from tests.web.record import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return people.user("social-worker", "Ffion Aldous", strange=True)


@pytest.fixture
def two(worker):
    children = people.child("Ama", "Okafor", strange=True), people.child("Kofi", "Larkspur", strange=True)
    for child in children:
        Allocation.objects.create(child=child.person.uid, user=worker, starts_on=people.SINCE)
    return children


@pytest.fixture
def signed(client, worker):
    client.force_login(worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def at(child, note, kind="note"):
    return reverse("record:move-note", args=[child.person.uid, kind, note.pk])


def given(child, **more):
    return {"number": child.person.reference, "reason": "I mixed up two visits."} | more


def test_a_note_goes_with_its_words_and_versions_and_leaves_only_a_trace(signed, worker, two):
    wrong, right = two
    note = people.note(wrong, "The first words.")
    note.significant = True
    note.save()
    indexing.index()
    chronology = signed.get(reverse("record:chronology", args=[wrong.person.uid])).text
    assert at(wrong, note) in chronology
    assert "The first words" not in signed.get(at(wrong, note)).text
    assert signed.post(at(wrong, note), given(right)).status_code == 302
    note.refresh_from_db()
    key = vault.keys_of([right.pk])[right.pk]
    assert (note.child_id, read(note, key)["text"]) == (right.pk, "The first words.")
    assert {read(old, key)["text"] for old in note.history.all()} == {"The first words."}
    left = signed.get(reverse("record:chronology", args=[wrong.person.uid])).text
    assert "was moved to the right record" in left
    assert "Ffion Aldous" in left
    for told in ("first words", "Kofi", "Larkspur", "mixed up"):
        assert told not in left
    assert (
        "had been recorded for another child" in signed.get(reverse("record:chronology", args=[right.person.uid])).text
    )
    assert {e.child for e in Entry.objects.filter(action=moving.WHAT)} == {wrong.person.uid, right.person.uid}
    assert moving.reason_of(m.Moved.objects.get(gave=False)) == "I mixed up two visits."
    looked = wording.look(wording.Sought("first"), opening.reader(worker))
    assert [hit.child.pk for hit in looked.hits] == [right.pk]
    assert m.Words.objects.get().child_id == right.pk


@pytest.mark.parametrize(("change", "said"), [
    ({"number": ""}, "Enter the right child’s number"),
    ({"number": "Kofi"}, "given name, family name and date of birth"),
    ({"number": "P0"}, "No one other record that is open to you"), ({"reason": " "}, "Say why it belongs there"),
])  # fmt: skip
def test_a_form_that_is_not_right_moves_nothing(signed, two, change, said):
    note = people.note(two[0])
    assert said in signed.post(at(two[0], note), given(two[1], **change)).text
    assert not m.Moved.objects.exists()


def test_neither_to_a_closed_record_nor_to_the_same_nor_from_another(signed, worker, two):
    wrong, right = two
    note = people.note(wrong)
    assert "No one other record" in signed.post(at(wrong, note), given(wrong)).text
    assert signed.post(at(right, note), given(wrong)).status_code == 404
    assert signed.get(at(wrong, note, "document")).status_code == 404
    Restriction.objects.create(child=right.person.uid, kind="excluded", user=worker)
    assert "No one other record that is open to you" in signed.post(at(wrong, note), given(right)).text
    note.refresh_from_db()
    assert (note.child_id, m.Moved.objects.count()) == (wrong.pk, 0)


def test_what_does_not_open_stays_where_it_is(signed, two):
    note = people.note(two[0])
    m.Note.objects.update(sealed_text=b"x" * 40)
    assert "This cannot be opened" in signed.post(at(two[0], note), given(two[1])).text
    assert m.Note.objects.get().child_id == two[0].pk


def test_a_step_goes_unless_it_wrote_a_row_that_still_stands(worker, two):
    from keepwell.web.access.forms_in_force import forms
    from keepwell.web.record.actions import stepping

    wrong, right = two
    by = {"by": worker, "purpose": "support"}
    form = forms()["case-note"]
    step = stepping.take(wrong, form=form, answers={"on": date.today(), **_words(form)}, **by)
    assert wording.look(wording.Sought("unicorn"), opening.reader(worker)).hits[0].child == wrong
    moving.move("step", step.pk, frm=wrong, to=right, reason="x", **by)
    step.refresh_from_db()
    assert "unicorn" in str(stepping.read(step))
    assert step.child_id == right.pk
    m.Step.objects.update(kind="visit", key=m.Visit.objects.create(child=right, on=date.today()).pk)
    with pytest.raises(moving.NotMoved, match="This also wrote something in the record"):
        moving.move("step", step.pk, frm=right, to=wrong, reason="x", **by)
    m.Visit.objects.all().delete()
    moving.move("step", step.pk, frm=right, to=wrong, reason="x", **by)
    step.refresh_from_db()
    assert (step.kind, step.key, step.child_id) == ("", None, wrong.pk)


def _words(form):
    return {q.id: "A unicorn at the window." for q in form.questions if q.kind == "text"}
