"""What is written of an adoption is sealed under a second key, found by no search, and moved and sealed anew whole."""

from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from django.urls import reverse

from keepwell.web.access.forms_in_force import forms
from keepwell.web.access.policy import policy
from keepwell.web.record import drafts, opening, vault
from keepwell.web.record import models as m
from keepwell.web.record.actions import drafts as drafted
from keepwell.web.record.actions import indexing, merging, moving, stepping, unmerging
from keepwell.web.record.actions.sealing_apart import how_it_stands, seal_apart
from keepwell.web.record.queries import wording
from keepwell.web.seeing.actions.significance import mark
from keepwell.web.site.promises.evidence import EVIDENCE, Look
from keepwell.web.work.actions import approvals
from keepwell.web.work.queries.approvals import content_of
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
BY = {"purpose": "support"}


@pytest.fixture
def worker():
    return people.user("adoption-worker")


@pytest.fixture(autouse=True)
def _keys(settings, tmp_path):
    settings.KEEPWELL_KEYS = tmp_path / "keys"


def review(child, worker, found="A unicorn at the window."):
    people.work_together(users=[worker], children=[child])
    return stepping.take(child, form=forms()["adoption-review"], answers={"on": TODAY, "found": found}, by=worker,
                         about={"voice": "about", "child_knows": "knows"}, **BY)  # fmt: skip


def as_before(*rows):
    """Seal the texts of these rows as they were before there was a second key, and throw those keys away."""
    for row in rows:
        key = vault.keys_of([row.child_id])[row.child_id]
        text = vault.unseal_bytes(key, row.sealed_answers, "step", row.seal, "answers")
        row.sealed_answers = vault.seal_bytes(key, text, "step", row.seal, "answers")
        type(row)._base_manager.bulk_update([row], ["sealed_answers"])
    m.AdoptionKey.objects.all().delete()


def evidence():
    return EVIDENCE["adoptions"](Look(policy(), TODAY))


def test_the_ordinary_key_opens_nothing_of_it(worker):
    child = people.child()
    step = review(child, worker)
    key = vault.keys_of([child.pk])[child.pk]
    with pytest.raises(InvalidTag):
        vault.unseal(key.alone, step.sealed_answers, "step", step.seal, "answers")
    assert "unicorn" in stepping.read(step)["answers"]["found"]
    stepping.change(step, form=forms()["adoption-review"], answers={"found": "No unicorn."}, by=worker,
                    was=stepping.mark_of(stepping.read(step)), **BY)  # fmt: skip
    said = [stepping.read(old)["answers"]["found"] for old in step.history.order_by("history_id")]
    assert said == ["A unicorn at the window.", "No unicorn."]
    # The master key unwraps the one, the adoption key the other, and neither both.
    held = m.AdoptionKey.objects.get()
    with pytest.raises(InvalidTag):
        vault._decrypt(vault.master(), held.wrapped, vault._second_of(child.pk))


def test_no_search_finds_it_nor_keeps_its_words(worker):
    child = people.child()
    review(child, worker)
    assert wording.look(wording.Sought("unicorn"), opening.reader(worker)).hits == []
    indexing.index(anew=True)
    assert not m.Words.objects.exists()
    assert (evidence().kept, evidence().figures["texts"]) == (True, 2)  # with its first version


def test_what_was_sealed_before_goes_under_the_second_key_and_the_promise_waits_for_it(worker):
    child, other = people.child(), people.child("Bea", "Okafor")
    step, note = review(child, worker), people.note(other)
    fact = ("record.step", step.pk, "on")
    mark(child, fact=fact, category="adoption", significant=True, reason="A home for good.", by=worker, **BY)
    asked = approvals.ask(child, "step", "All of it.", key=step.pk, title="x", categories=["adoption"], by=worker,
                          apart=True, **BY)  # fmt: skip
    assert (how_it_stands().texts, how_it_stands().anew) == (4, 0)
    as_before(step, step.history.get())
    found = evidence()
    assert (found.kept, found.figures["ordinary"], found.figures["shut"]) == (False, 2, 2)
    assert "open to the ordinary key: 2" in found.said()
    assert stepping.read(step)["answers"]["found"]  # it opens all the same
    seal_apart()
    assert (how_it_stands().texts, how_it_stands().anew) == (4, 0)
    step.refresh_from_db()
    assert "unicorn" in stepping.read(step)["answers"]["found"]
    again = seal_apart()
    assert again.anew == 0
    with pytest.raises(InvalidTag):  # its key was thrown away above
        content_of(asked)
    assert m.Note.objects.get().sealed_text == note.sealed_text


def test_marks_of_its_words_in_search_break_the_promise(worker):
    step = review(people.child(), worker)
    assert evidence().kept
    m.Words.objects.create(child=step.child, kind="step", key=step.pk, version=b"x", marks=b"x")
    assert "in search: 1" in evidence().said()
    assert not evidence().kept
    seal_apart()
    assert evidence().kept


def test_without_its_key_file_a_page_says_so_and_the_rest_opens(client, worker, settings):
    child = people.child()
    step = review(child, worker)
    note = people.note(child)
    vault.apart_path().unlink()
    vault._apart_master.cache_clear()
    client.force_login(worker)
    page = client.get(reverse("journey:step", args=[child.person.uid, step.pk]))
    assert page.status_code == 503
    assert "The key file adoption.key is missing" in page.text
    assert client.get(reverse("record:chronology", args=[child.person.uid])).status_code == 200
    assert vault.unseal(vault.keys_of([child.pk])[child.pk], note.sealed_text, "note", note.seal, "text")
    assert not evidence().kept
    with pytest.raises(vault.KeyMissing):
        review(child, worker)
    assert not vault.apart_path().exists()  # another file would open nothing of what is there


def test_it_goes_to_another_record_and_back_under_the_second_keys(worker):
    wrong, right = people.child(), people.child("Bea", "Okafor")
    step = review(wrong, worker)
    people.work_together(users=[worker], children=[right])
    moved = moving.move("step", step.pk, frm=wrong, to=right, reason="Two sisters.", by=worker, **BY)
    step.refresh_from_db()
    key = vault.keys_of([right.pk])[right.pk]
    assert "unicorn" in stepping.read(step)["answers"]["found"]
    assert not vault.opens_alone(key, step.sealed_answers, "step", step.seal, "answers")
    assert not vault.opens_alone(key, moved.sealed_reason, "moved", moved.seal, "reason")
    assert moving.reason_of(moved) == "Two sisters."
    manager = people.user("team-manager")
    people.work_together(users=[manager], children=[wrong, right])
    merge, _ = merging.merge(wrong, right, reason="One child.", by=manager, **BY)
    assert (evidence().kept, evidence().figures["texts"], m.AdoptionKey.objects.get().child) == (True, 3, wrong)
    back, done = unmerging.undo(merge, reason="Two.", by=manager, **BY)
    step.refresh_from_db()
    assert (step.child, done.shut) == (back, 0)
    assert "unicorn" in stepping.read(step)["answers"]["found"]
    assert (evidence().kept, evidence().figures["texts"]) == (True, 3)


def test_a_draft_of_it_is_sealed_with_the_adoption_key(client, worker):
    child = people.child()
    people.work_together(users=[worker], children=[child])
    client.force_login(worker)
    at = reverse("journey:record", args=[child.person.uid, "adoption-review"])
    client.post(at, {"found": "Half a word", drafts.PLACE: str(child.person.uid), drafts.LATER: "1"})
    draft = m.Draft.objects.get()
    about = drafted._about(draft.seal, worker)
    with pytest.raises(InvalidTag):
        vault.unseal(vault.master(), draft.sealed_fields, *about)
    assert "Half a word" in client.get(at).text
    # One begun before there was such a key is still there.
    drafted.forget(form=draft.form, place=draft.place, by=worker)
    drafted.keep(form="step-adoption-review", place=draft.place, fields=[("found", "Begun before")], by=worker)
    assert "Begun before" in client.get(at).text
