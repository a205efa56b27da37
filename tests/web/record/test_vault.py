"""What was written about a child opens only with that child's key, and only in its own place."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keepwell.web.record import vault
from keepwell.web.record.models import Child, ChildKey, Person

pytestmark = pytest.mark.django_db


def child(reference):
    return Child.objects.create(person=Person.objects.create(reference=reference, folded=reference, kind="child"))


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_what_is_sealed_opens_again(db, text):
    (key,) = vault.keys_of([child(f"A{Child.objects.count()}").pk]).values()
    assert vault.unseal(key, vault.seal(key, text, "note", 1, "text"), "note", 1, "text") == text


def test_the_same_words_never_look_the_same():
    (key,) = vault.keys_of([child("A").pk]).values()
    assert vault.seal(key, "She said no.", "note", 1) != vault.seal(key, "She said no.", "note", 1)


def test_another_childs_key_does_not_open_it():
    ada, ben = child("A"), child("B")
    keys = vault.keys_of([ada.pk, ben.pk])
    sealed = vault.seal(keys[ada.pk], "words", "note", 1, "text")
    with pytest.raises(InvalidTag):
        vault.unseal(keys[ben.pk], sealed, "note", 1, "text")


def test_the_words_of_one_note_cannot_stand_in_another():
    (key,) = vault.keys_of([child("A").pk]).values()
    with pytest.raises(InvalidTag):
        vault.unseal(key, vault.seal(key, "words", "note", 1, "text"), "note", 2, "text")


def test_a_key_is_kept_and_only_wrapped():
    ada = child("A")
    sealed = vault.seal(vault.keys_of([ada.pk])[ada.pk], "words", "note", 1)
    assert vault.unseal(vault.keys_of([ada.pk])[ada.pk], sealed, "note", 1) == "words"
    assert ChildKey.objects.count() == 1


def test_without_its_key_nothing_opens():
    ada = child("A")
    sealed = vault.seal(vault.keys_of([ada.pk])[ada.pk], "words", "note", 1)
    ChildKey.objects.all().delete()
    with pytest.raises(InvalidTag):
        vault.unseal(vault.keys_of([ada.pk])[ada.pk], sealed, "note", 1)


def test_the_master_key_is_nobody_elses_to_read(settings):
    vault.master()
    assert (settings.KEEPWELL_KEYS / "master.key").stat().st_mode & 0o077 == 0
