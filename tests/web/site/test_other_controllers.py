"""A school's and the department's policy in force: public pages, promises made and kept, and what is refused."""

from datetime import date

import pytest
from django.core.cache import caches
from django.utils import timezone

from keepwell.policy import shipped
from keepwell.web.access import door
from keepwell.web.access.models import Allocation, Entry
from keepwell.web.access.policy import policy
from keepwell.web.desk.actions import files
from keepwell.web.record.models import Child, Import, Offence, Person, Placement, SchoolPlace, SourceRow
from keepwell.web.site.promises import checking, listing
from keepwell.web.site.promises.checking import KEPT, NOT_BUILT, NOT_KEPT, NOT_MADE
from keepwell.web.staff.actions import give_role, join
from keepwell.web.staff.models import Team
from tests.web.record import people

pytestmark = pytest.mark.django_db

KINDS = ("school", "department")


@pytest.fixture(params=KINDS)
def kind(request, settings):
    caches["process"].clear()
    settings.KEEPWELL_POLICY = shipped(request.param)
    return request.param


@pytest.fixture
def school(settings):
    caches["process"].clear()
    settings.KEEPWELL_POLICY = shipped("school")


def checked():
    return checking.check_all(listing.load(), policy(), timezone.localdate())


@pytest.mark.parametrize("address", ["/notice/", "/notice/child/", "/notice/easy/", "/promises/", "/help/"])
def test_public_pages_are_there(kind, client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert policy().controller.name in response.text


@pytest.mark.parametrize(
    ("kind", "role"), [("school", "safeguarding-lead"), ("department", "collections-officer")], indirect=["kind"]
)
def test_somebody_who_works_there_has_a_start_page(kind, role, client):
    bryn = join(email="bryn@example.org", name="Bryn Talgarth", job_title="", by=None)
    give_role(user=bryn, role=role, starts_on=date(2020, 1, 1), by=None)
    client.force_login(bryn)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        ("school", "data-protection-officer", 200),
        ("school", "governor", 404),
        ("department", "collections-officer", 200),
        ("department", "statistician", 404),
    ],
    indirect=["kind"],
)
def test_a_child_s_page_opens_for_those_whose_work_it_is(kind, role, status, client):
    child = people.child("Ama", "Okafor", born_on=date(2017, 5, 3))
    bryn = join(email="bryn@example.org", name="Bryn Talgarth", job_title="", by=None)
    give_role(user=bryn, role=role, starts_on=date(2020, 1, 1), by=None)
    client.force_login(bryn)
    assert client.get(f"/children/{child.person.uid}/").status_code == status
    assert client.get(f"/children/{child.person.uid}/chronology/").status_code == status
    assert client.get("/find/?q=okafor").status_code == status


@pytest.mark.parametrize(("role", "reads"), [("safeguarding-lead", True), ("teaching-assistant", False)])
def test_of_a_pupil_with_a_concern_a_teaching_assistant_sees_who_it_is_and_nothing_else(school, role, reads, client):
    child = people.child("Ama", "Okafor", born_on=date(2017, 5, 3))
    people.note(child, kind="concern", on=date(2026, 3, 2), title="Came to school hungry", text="She said so.")
    alderbrook = Team.objects.create(name="Alderbrook", kind="school", urn="000002")
    Allocation.objects.create(child=child.person.uid, team=alderbrook, starts_on=date(2025, 9, 1))
    bryn = join(email="bryn@example.org", name="Bryn Talgarth", job_title="", by=None)
    give_role(user=bryn, role=role, team=alderbrook, starts_on=date(2020, 1, 1), by=None)
    client.force_login(bryn)
    for place in ("", "chronology/", "chronology/print/"):
        page = client.get(f"/children/{child.person.uid}/{place}").text
        assert "Okafor" in page
        assert ("Came to school hungry" in page or "She said so" in page) == reads


def test_no_promise_is_broken_and_the_list_is_whole(kind):
    found = checked()
    assert list(found.checked) == list(range(1, 121))
    assert [n for n, one in found.checked.items() if one.state == NOT_KEPT] == []
    assert found.count(KEPT) > 20
    assert not any("could not be checked" in one.said() for one in found.checked.values())


def test_a_record_past_its_date_breaks_the_promise_of_every_controller(kind):
    child = people.child("Ama", "Okafor", born_on=date(1990, 5, 3))
    school = policy().controller
    SchoolPlace.objects.create(child=child, school=school.name, urn=school.urn, ends_on=date(2008, 7, 20))
    taken = Import.objects.create(collection="cin", year=2005, digest="x", source="x", form="csv", taken_by="x")
    SourceRow.objects.create(taken_in=taken, table="x", file="x", line=2, child=child, became=child.pk)
    one = checked().checked[49]
    assert (one.state, "past their date: 1." in one.said()) == (NOT_KEPT, True)
    Person.objects.update(born_on=date(2020, 5, 3))
    Import.objects.update(year=2025)
    assert checked().checked[49].state == NOT_BUILT


def test_a_school_says_that_it_makes_no_returns(school):
    found = checked().checked
    for number in (12, 17):  # referrals; episodes of being looked after
        assert found[number].state == NOT_MADE
        assert "councils do" in found[number].said()
    assert found[21].said() == "The notice of a school makes no such promise."  # a score of feelings
    assert found[66].state == NOT_MADE
    assert (found[8].state, found[14].state) == (KEPT, KEPT)


def test_what_is_not_yet_built_stays_so_for_a_school(school):
    assert checked().checked[56].state == NOT_BUILT  # files for the next school


def test_a_clause_that_a_school_should_have_is_missed(school, settings, tmp_path):
    text = settings.KEEPWELL_POLICY.read_text("utf-8")
    settings.KEEPWELL_POLICY = tmp_path / "school.toml"
    settings.KEEPWELL_POLICY.write_text(text.replace("[right.compensation]", "[right.money]").replace(
        "right.compensation", "right.money").replace('title = "To ask for compensation"',
        'title = "To ask for compensation"\nmeans = "compensation"'), "utf-8")  # fmt: skip
    one = next(p for p in listing.load().promises.values() if "right.compensation" in p.rests_on)
    assert "right.compensation" in checked().checked[one.number].trouble


def test_a_council_makes_every_promise():
    assert checked().count(NOT_MADE) == 0


def test_a_row_where_nothing_should_be_breaks_the_promise(school):
    assert "nothing should be kept, and nothing is" in checked().checked[8].said()
    child = people.child("Ama", "Okafor", born_on=date(2017, 5, 3))
    Placement.objects.create(child=child, starts_on=date(2026, 1, 1), kind="U1")
    one = checked().checked[8]
    assert one.state == NOT_KEPT
    assert "yet record.Placement.* hold something" in one.said()
    assert "Ama" not in one.said()


def test_a_removed_row_is_found_in_the_old_versions(school):
    child = people.child("Ama", "Okafor", born_on=date(2017, 5, 3))
    Offence.objects.create(child=child, on=date(2026, 1, 1)).delete()
    assert not Offence.objects.exists()
    assert "record.Offence.*" in checked().checked[8].said()


def test_a_single_column_that_should_be_empty_is_looked_at(school):
    people.child("Ama", "Okafor", born_on=date(2017, 5, 3))
    assert checked().checked[8].state == KEPT
    Child.objects.update(is_mother=False)
    assert "record.Child.is_mother" in checked().checked[8].said()


def test_a_school_takes_in_no_return_of_a_council(school, tmp_path):
    (tmp_path / "header.csv").write_text(
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,03/05/2017,WBRI,,,\n", encoding="utf-8"
    )
    (taken,) = files.import_path(tmp_path, by=door.Operator("pat"), year=2026)
    assert "not taken in. The policy in force, school.toml, lets nobody here take in SSDA903." in taken.trouble
    assert not Child.objects.exists()
    assert Entry.objects.get(action="import").outcome == "refused"


def test_a_school_takes_in_people_files(school, tmp_path):
    (tmp_path / "people.csv").write_text("person_id,kind,sex,born_on,died_on\n7,child,1,2017-05-03,\n", "utf-8")
    (tmp_path / "names.csv").write_text("person_id,kind,given,family\n7,legal,Ama,Okafor\n", "utf-8")
    (taken,) = files.import_path(tmp_path, by=door.Operator("pat"))
    assert not taken.trouble
    assert Child.objects.count() == 1
    assert checked().checked[8].state == KEPT


def test_under_a_school_a_pastoral_lead_reads_no_note_of_concern(school):
    bryn = join(email="bryn@example.org", name="Bryn Talgarth", job_title="", by=None)
    give_role(user=bryn, role="pastoral-lead", starts_on=date(2020, 1, 1), by=None)
    assert door.purpose_of(bryn) == "pastoral"
    assert not door.may(bryn, "view", "concern", "pastoral").allowed
    assert not door.may(bryn, "view", "section47", "safeguarding").allowed
