"""A document about a child is kept so that only its own child's key opens it."""

from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.record.actions.documents import keep_document
from keepwell.web.record.models import Child, ChildKey, Person
from keepwell.web.record.queries.documents import read_document

from . import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Child.objects.create(person=Person.objects.create(reference="A", folded="A", kind="child"))


def kept(ada, content=b"A drawing of a house."):
    return keep_document(ada, name="house.png", content=content, media_type="image/png")


def files(folder):
    return [p for p in Path(folder).rglob("*") if p.is_file()]


def test_it_comes_back_with_its_name(ada):
    assert read_document(kept(ada)) == ("house.png", b"A drawing of a house.")


def test_neither_file_nor_folder_nor_row_tells_what_it_is(ada, tmp_path):
    document = kept(ada)
    (file,) = files(tmp_path)
    assert b"drawing" not in file.read_bytes()
    assert "house" not in str(file)
    assert b"house" not in bytes(document.sealed_name)
    assert file.stat().st_mode & 0o077 == 0


def test_an_empty_document_is_a_document(ada):
    assert read_document(kept(ada, b"")) == ("house.png", b"")


def test_a_changed_file_does_not_open(ada, tmp_path):
    document = kept(ada)
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(InvalidTag):
        read_document(document)


def test_one_document_cannot_stand_for_another(ada, tmp_path):
    first, second = kept(ada), kept(ada, b"A letter.")
    paths = {p.name: p for p in files(tmp_path)}
    paths[first.seal.hex].write_bytes(paths[second.seal.hex].read_bytes())
    with pytest.raises(InvalidTag):
        read_document(first)


def test_without_the_childs_key_it_is_gone(ada):
    document = kept(ada)
    ChildKey.objects.all().delete()
    with pytest.raises(InvalidTag):
        read_document(document)


def test_whoever_may_read_notes_saves_the_file_and_that_is_in_the_log(reader, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    child = people.child()
    document = keep_document(child, name="haus <b>é.txt", content=b"<script>alert(1)</script>", media_type="text/plain")
    client = reader()
    answer = client.get(reverse("record:document", args=[child.person.uid, document.pk]))
    assert (answer.content, answer.headers["Content-Type"]) == (b"<script>alert(1)</script>", "text/plain")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Entry.objects.filter(action="read a document", outcome="allowed", child=child.person.uid).count() == 1


def test_a_document_of_another_child_one_that_is_broken_and_one_for_nobody_here_are_not_there(
    reader, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    child, other = people.child(), people.child("Kofi")
    document = keep_document(child, name="a.txt", content=b"x", media_type="text/plain")
    client = reader()
    assert client.get(reverse("record:document", args=[other.person.uid, document.pk])).status_code == 404
    (file,) = files(tmp_path)
    file.write_bytes(b"junk" * 20)
    assert client.get(reverse("record:document", args=[child.person.uid, document.pk])).status_code == 404
    assert (
        reader("pastoral-lead").get(reverse("record:document", args=[child.person.uid, document.pk])).status_code == 404
    )
    assert Entry.objects.filter(outcome="refused").count() == 3
