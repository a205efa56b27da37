"""Putting two records together and taking them apart: every row, every text, and what may not be done."""

from collections import Counter
from datetime import date

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwell.web.access.door import NotForYou
from keepwell.web.access.models import Allocation, Emergency, Entry, Restriction
from keepwell.web.record import graph, vault
from keepwell.web.record import models as m
from keepwell.web.record.actions import doors, merging, unmerging
from keepwell.web.record.actions.documents import keep_document
from keepwell.web.record.mapping.people import read
from keepwell.web.record.queries import finding, merged
from keepwell.web.record.queries.asked import read as asked
from keepwell.web.record.queries.documents import read_document
from keepwell.web.record.queries.returned import rows_of
from tests.web.record import people

pytestmark = pytest.mark.django_db
TODAY = date.today()
BY = {"purpose": "support"}
FOLLOW = {*graph.followed(), m.Merge, m.Pair}


@pytest.fixture
def manager():
    return people.user("team-manager", "Marisol Okwuosa")


def put_together(kept, gone, by):
    return merging.merge(kept, gone, reason="The same birth certificate.", by=by, **BY)


def take_apart(merge, by):
    return unmerging.undo(merge, reason="Two birth certificates.", by=by, **BY)


def picture(*children):
    """Everything that the database has of these children, rows as text, sealed texts opened."""
    found, ids, uids = {}, [c.pk for c in children], [c.person.uid for c in children]
    keys = vault.keys_of(ids)
    for model, pointer in graph.pointers():
        if model in FOLLOW or graph.is_old(model):
            continue
        for row in model._base_manager.filter(**{f"{pointer.attname}__in": ids}):
            found[graph.label(model), pointer.name, row.pk] = said(row, keys)
    for child in m.Child.objects.filter(pk__in=ids).select_related("person"):
        found["child", child.pk] = said(child, keys) + said(child.person, keys)
    for model in (Allocation, Restriction, Emergency):
        found |= {(model.__name__, row.pk): said(row, keys, "child") for row in model.objects.filter(child__in=uids)}
    for child in ids:
        words = m.NameKey.objects.filter(person=child).values_list("word", "sound")
        found["words of names", child] = sorted(words)
    return found


def said(row, keys, owner="child_id"):
    text = serializers.serialize("python", [row])[0]["fields"]
    sealed = [name for name in text if name.startswith("sealed_")]
    if isinstance(row, m.Document):
        return [repr(read_document(row)), row.child_id]
    for name in sealed:
        key = keys.get(getattr(row, "child_id", None)) or keys[m.Child.objects.get(person__uid=row.child).pk]
        word = {"Restriction": "door", "Emergency": "door"}.get(type(row).__name__, type(row).__name__.lower())
        text[name] = vault.unseal(key, getattr(row, name), word, row.seal, name.removeprefix("sealed_"))
    return [str(text)]


def two_children(**more):
    one = people.whole_record(people.child("Ama", "Okafor"), **more)
    two = people.whole_record(people.child("Amma", "Okafor", sex="F"), **more)
    return one, two


def test_everything_of_both_is_in_the_record_that_stays_and_can_be_read(manager, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    one, two = two_children()
    keep_document(two, name="Report.pdf", content=b"what was seen", media_type="application/pdf")
    before = Counter(key[0] for key in picture(one, two))
    gone = two.person
    merge, done = put_together(one, two, manager)
    assert not m.Person.objects.filter(pk=gone.pk).exists()
    after = picture(one)
    assert Counter(key[0] for key in after)["record.note"] == before["record.note"]
    texts = [read(note, vault.keys_of([one.pk])[one.pk])["title"] for note in m.Note.objects.filter(child=one)]
    assert sorted(texts) == ["A bruise seen", "A bruise seen", "Home visit", "Home visit"]
    assert read_document(m.Document.objects.get(child=one)) == ("Report.pdf", b"what was seen")
    assert done.shut == 0
    assert m.Person.objects.get(pk=one.pk).sex == "F"  # known of the other alone
    assert finding.find(asked(gone.reference, TODAY), m.Child.objects.all()).hits[0].child == one
    assert finding.find(asked("Amma Okafor", TODAY), m.Child.objects.all()).hits[0].called.full == "Ama Okafor"
    assert merged.stays_as(gone.uid) == one
    assert unmerging.reason_of(merge) == "The same birth certificate."


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_taken_apart_both_are_as_they_were(data, manager):
    """Whatever rows each of them has, and whatever stands between them."""
    one, two = people.child("Ama", "Okafor"), people.child(data.draw(st.sampled_from(["Ama", "Kofi"])), "Okafor")
    for child in (one, two):
        if data.draw(st.booleans()):
            people.whole_record(child)
        for _ in range(data.draw(st.integers(0, 2))):
            people.note(
                child, text=data.draw(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30))
            )
        if data.draw(st.booleans()):
            people.number(child, "upn", data.draw(st.sampled_from(["X1", "X2"])))
        if data.draw(st.booleans()):
            doors.restrict(child, kind="excluded", user=people.user("auditor"), reason="A neighbour.", by=manager)
    if data.draw(st.booleans()):
        m.Relationship.objects.create(person=one.person, other=two.person, kind="sibling")
        m.Relationship.objects.create(person=two.person, other=one.person, kind="sibling")
    kept, gone = data.draw(st.permutations([one, two]))
    vault.keys_of([one.pk, two.pk])
    before = picture(one, two)
    gone_uid = gone.person.uid
    merge, _ = put_together(kept, gone, manager)
    assert not [key for key in picture(kept) if key[-1] == gone.pk and key[0] == "child"]
    back, done = take_apart(merge, manager)
    assert back.person.uid == gone_uid
    assert (done.gone, done.since) == (0, {})
    assert picture(*m.Child.objects.filter(pk__in=[one.pk, two.pk]).select_related("person")) == before


def test_what_was_added_since_stays_and_is_told_and_a_new_restriction_holds_for_both(manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    people.note(two, "The first note.")
    merge, _ = put_together(one, two, manager)
    people.note(one, "Written since.")
    m.Note.objects.exclude(pk=None).order_by("pk").first().delete()
    doors.restrict(one, kind="excluded", user=people.user("auditor"), reason="A neighbour.", by=manager)
    back, done = take_apart(merge, manager)
    assert done.since == {"note": 1}
    assert done.gone == 1
    assert {r.child for r in Restriction.objects.all()} == {one.person.uid, back.person.uid}
    reasons = {doors.words_of(c, Restriction.objects.get(child=c.person.uid)) for c in (one, back)}
    assert reasons == {"A neighbour."}


def test_a_record_that_is_closed_to_the_person_is_not_put_together_and_nothing_is_told(manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    Restriction.objects.create(child=two.person.uid, kind="excluded", user=manager)
    for pair in ((one, two), (two, one)):
        with pytest.raises(NotForYou):
            put_together(*pair, manager)
    assert m.Child.objects.count() == 2


def test_the_record_from_before_an_adoption_stays_apart():
    officer = people.user("returns-officer")
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Larkspur")
    Restriction.objects.create(child=two.person.uid, kind="sealed")
    with pytest.raises(merging.MergeError, match="sealed after an adoption"):
        merging.merge(one, two, reason="x", by=officer, purpose="returns")


def test_a_restriction_of_either_holds_for_the_record_that_stays(manager):
    one, two, other = people.child("Ama", "Okafor"), people.child("Amma", "Okafor"), people.user("team-manager")
    doors.restrict(two, kind="excluded", user=other, reason="A neighbour.", by=manager)
    put_together(one, two, manager)
    with pytest.raises(NotForYou):
        put_together(one, one, other)
    assert Restriction.objects.get().child == one.person.uid


def test_a_damaged_text_stays_as_it_is_and_is_counted(manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    note = people.note(two, "Readable.")
    m.Note.objects.filter(pk=note.pk).update(sealed_title=b"x" * 40)
    merge, done = put_together(one, two, manager)
    assert done.shut == 1
    back, done = take_apart(merge, manager)
    note.refresh_from_db()
    assert (bytes(note.sealed_title), done.shut, note.child_id) == (b"x" * 40, 1, back.pk)


def test_three_records_are_taken_apart_the_last_first(manager):
    one, two, three = (people.child(given, "Okafor") for given in ("Ama", "Amma", "Amah"))
    people.note(three, "Of the third.")
    first, _ = put_together(two, three, manager)
    second, _ = put_together(one, two, manager)
    assert merged.uids_of(one) == [one.person.uid, two.person.uid, three.person.uid]
    first.refresh_from_db()
    with pytest.raises(merging.MergeError, match="take that one out first"):
        take_apart(first, manager)
    take_apart(second, manager)
    back, _ = take_apart(m.Merge.objects.get(pk=first.pk), manager)
    assert m.Note.objects.get().child == back
    assert read(m.Note.objects.get(), vault.keys_of([back.pk])[back.pk])["text"] == "Of the third."
    with pytest.raises(merging.MergeError, match="already"):
        take_apart(first, manager)


def test_a_return_has_the_child_once_and_source_rows_keep_what_they_said(manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    people.care(one, date(2026, 1, 1))
    people.care(two, date(2025, 5, 1), date(2025, 6, 1))
    assert len(rows_of("ssda903", 2026)["Header"]) == 2
    taken_in = m.Import.objects.create(
        collection="ssda903", year=2026, digest="x", source="x", form="csv", taken_by="x"
    )
    row = m.SourceRow.objects.create(taken_in=taken_in, table="Header", file="h.csv", line=2, child=two, became=two.pk,
                                     given={"SEX": ["1", "F"]})  # fmt: skip
    put_together(one, two, manager)
    row.refresh_from_db()
    assert (row.child_id, row.became, row.given) == (one.pk, one.pk, {"SEX": ["1", "F"]})
    tables = rows_of("ssda903", 2026)
    assert len(tables["Header"]) == 1
    assert len(tables["Episodes"]) == 2


def test_both_records_say_in_the_log_what_was_done(manager):
    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    put_together(one, two, manager)
    said = Entry.objects.filter(action="put two records together").values_list("child", "outcome")
    assert set(said) == {(one.person.uid, "allowed"), (two.person.uid, "allowed")}


def test_texts_that_no_room_has_said_how_to_seal_are_never_moved(manager, monkeypatch):
    from keepwell.web.record import resealing

    one, two = people.child("Ama", "Okafor"), people.child("Amma", "Okafor")
    people.note(two)
    monkeypatch.delitem(resealing._words, m.Note)
    with pytest.raises(merging.MergeError, match="Texts of notes cannot go"):
        put_together(one, two, manager)
    assert m.Child.objects.count() == 2


def test_every_room_has_said_how_the_texts_of_a_child_are_sealed():
    """A new model with sealed texts says so in its room's `ready`: `resealing.seals(Model, word)`."""
    from keepwell.web.record import resealing

    assert [graph.label(model) for model, _ in graph.pointers() if not resealing.is_known(model)] == []
