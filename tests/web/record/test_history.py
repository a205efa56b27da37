"""No old value of a contested row is ever lost, on whichever road it changes."""

import pytest

from keepwell.web.record.mapping.shelf import Held, Shelf
from keepwell.web.record.models import Address, Person

pytestmark = pytest.mark.django_db


def lived(person, postcode):
    (made,) = Address.objects.bulk_create([Address(person=person, postcode=postcode)])
    return made


@pytest.fixture
def person():
    return Person.objects.create(reference="A", folded="A")


def test_a_row_taken_in_bulk_has_no_version_until_it_changes(person):
    assert lived(person, "QZ1 1AA").history.count() == 0


def test_a_single_save_keeps_the_old_value(person):
    address = lived(person, "QZ1 1AA")
    address.postcode = "QZ2 2BB"
    address.save()
    address.postcode = "QZ3 3CC"
    address.save()
    assert [v.postcode for v in address.history.order_by("pk")] == ["QZ1 1AA", "QZ2 2BB", "QZ3 3CC"]


def test_a_bulk_change_keeps_the_old_value(person):
    address = lived(person, "QZ1 1AA")
    shelf = Shelf(Address, ("postcode",), owner="person")
    shelf.update([Held(person.pk, None, {"postcode": "QZ2 2BB"}, address.pk, {"postcode"})])
    assert [v.postcode for v in address.history.order_by("pk")] == ["QZ1 1AA", "QZ2 2BB"]
    assert Address.objects.get().postcode == "QZ2 2BB"


def test_a_deleted_row_leaves_its_last_value(person):
    address = lived(person, "QZ1 1AA")
    address.delete()
    assert [v.postcode for v in Address.history.all()] == ["QZ1 1AA"]
