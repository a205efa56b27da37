"""The parts of an education, health and care plan: each of its own kinds of information, sealed, with its versions."""

import pytest
from django.urls import reverse

from keepwell.web.access.models import Entry
from keepwell.web.school.actions import parts as actions
from keepwell.web.school.models import PlanPart
from keepwell.web.school.parts import SECTIONS
from tests.web.record import people

pytestmark = pytest.mark.django_db


def at(name, child, *more):
    return reverse(f"school:{name}", args=[child.person.uid, *more])


def said(section):
    return f"Words of part {section}."


@pytest.fixture
def ama():
    """A child with a whole plan, written by a social worker."""
    child, worker = people.child(), people.user("social-worker", "Bryn Talgarth")
    people.work_together(users=[worker], children=[child])
    for id, section in SECTIONS.items():
        actions.write(child, section=section, words=said(id), seen="", by=worker, purpose="support")
    return child


def test_each_part_is_sealed_and_open_to_who_reads_its_kinds(as_, ama):
    assert not any(b"Words" in bytes(part.sealed_words) for part in PlanPart.objects.all())
    page = as_("social-worker").get(at("ehc", ama)).text
    assert all(said(id) in page for id in SECTIONS)
    assert "Closed to you" not in page
    head = as_("virtual-school-head").get(at("ehc", ama)).text
    open_to = [id for id in SECTIONS if said(id) in head]
    assert open_to == ["A", "B", "E", "F", "I", "J"]
    assert head.count("Closed to you") == len(SECTIONS) - len(open_to)
    assert "Your role does not open what this part needs: Health." in head
    # Whether a closed part is written is not told: without it the page says the same of it.
    PlanPart.objects.filter(section__in=("C", "D", "G", "H1", "H2", "K")).delete()
    again = as_("virtual-school-head").get(at("ehc", ama)).text
    assert [again.count(words) for words in ("Closed to you", "is not told")] == [6, 6]


def test_an_address_of_a_closed_part_is_a_refusal_and_logged(as_, ama):
    client = as_("virtual-school-head")
    assert client.get(at("ehc-part", ama, "A")).status_code == 200
    for name in ("ehc-part", "ehc-write"):
        before = Entry.objects.filter(outcome="refused").count()
        assert client.get(at(name, ama, "C")).status_code == 404
        assert Entry.objects.filter(outcome="refused").count() == before + 1
    # Who reads a part does not write in it for that.
    assert client.post(at("ehc-write", ama, "A"), {"words": "Mine", "seen": ""}).status_code == 404
    assert as_("social-worker").get(at("ehc-part", ama, "Z")).status_code == 404
    assert PlanPart.objects.get(section="A").history.count() == 1


def test_a_change_is_a_version_and_nobody_writes_over_another(as_, ama):
    client, part = as_("social-worker"), PlanPart.objects.get(section="F")
    page = client.get(at("ehc-write", ama, "F"))
    assert said("F") in page.text
    seen = page.context["form"]["seen"].value()
    after = client.post(at("ehc-write", ama, "F"), {"words": "Two hours of speech therapy", "seen": seen}, follow=True)
    assert "Saved: part F" in after.text
    late = client.post(at("ehc-write", ama, "F"), {"words": "One hour", "seen": seen})
    assert "Somebody else wrote in this part while you did" in late.text
    assert "One hour</textarea>" in late.text
    assert "Two hours of speech therapy" in late.text
    part.refresh_from_db()
    assert actions.words_of(part) == "Two hours of speech therapy"
    client.post(at("ehc-write", ama, "F"), {"words": "One hour", "seen": late.context["form"].data["seen"]})
    versions = client.get(at("ehc-part", ama, "F")).text
    order = [versions.index(words) for words in ("One hour", "Two hours of speech therapy", said("F"))]
    assert order == sorted(order)
    too_long = client.post(at("ehc-write", ama, "F"), {"words": "x" * 40_001, "seen": ""})
    assert "shorten it to 40,000 characters" in too_long.text


def test_a_part_that_was_damaged_says_so_and_the_others_open(as_, ama):
    PlanPart.objects.filter(section="B").update(sealed_words=b"x" * 60)
    page = as_("social-worker").get(at("ehc", ama)).text
    assert "This cannot be opened any more." in page
    assert said("A") in page
