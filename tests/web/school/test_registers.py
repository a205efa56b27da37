"""Register files taken in, marks amended, and what of it each reader sees."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from keepwell.attendance.register import place_of, unpacked
from keepwell.policy import shipped
from keepwell.web.access import door
from keepwell.web.access.models import Entry
from keepwell.web.school.actions import registers
from keepwell.web.school.models import Amendment, Register, RegisterFile
from tests.web.record import people
from tests.web.school.registers import MONDAY, days, file, first, taken, weekdays

pytestmark = pytest.mark.django_db
WEEK = ["/ \\", "I I", "/ O", "L \\", "/ \\"]


@pytest.fixture
def school(settings):
    settings.KEEPWELL_POLICY = shipped("school")


def mark(child, session):
    row = Register.objects.get(child=child, year=2026)
    return unpacked(row.marks[place_of(session)])


def upload(client, content, name="register.csv"):
    return client.post(reverse("school:registers"), {"file": SimpleUploadedFile(name, content)}, follow=True)


# Taking in ------------------------------------------------------------------------------------------------------------


def test_marks_go_in_once_and_a_change_is_an_amendment_that_keeps_the_old_one():
    ama, worker = people.child(), people.user()
    _, account = taken(worker, *days(ama, *WEEK))
    assert (account.new, account.same, account.amended, account.children) == (10, 0, 0, 1)
    _, again = taken(worker, *days(ama, *WEEK))
    assert (again.new, again.same, again.amended) == (0, 10, 0)
    _, changed = taken(worker, *days(ama, "C1 \\", *WEEK[1:]))
    assert (changed.new, changed.same, changed.amended) == (0, 9, 1)
    assert mark(ama, first()) == "C1"
    one = Amendment.objects.get()
    assert (one.was, one.now, one.reason, one.by, one.on) == ("/", "C1", "The register file says so", worker, MONDAY)
    # A file with fewer marks takes none away.
    taken(worker, *days(ama, "- -"))
    assert mark(ama, first()) == "C1"


def test_every_child_of_a_file_is_in_the_log_and_strangers_are_listed():
    ama, kofi = people.child(), people.child("Kofi", "Larkspur", strange=True)
    worker = people.user(strange=True)
    people.work_together([worker], [ama])
    _, account = taken(worker, *days(ama, *WEEK), *days(kofi, *WEEK), "NOBODY,7/9/2026,/,/", "X,31/9/2026,/,/")
    assert [number for _, number in account.unknown] == [kofi.person.reference, "NOBODY", "X"]
    assert [(line, text[:14]) for line, text in account.troubles] == [(13, "“31/9/2026” is")]
    assert not Register.objects.filter(child=kofi).exists()
    logged = Entry.objects.filter(action="take in a register", child__isnull=False)
    assert [(e.child, e.categories) for e in logged] == [(ama.person.uid, ["attendance", "identity"])]


def test_a_pupil_is_known_by_upn_also_by_an_earlier_one_and_never_by_one_that_two_have():
    ama, kofi, worker = people.child(), people.child("Kofi", "Larkspur"), people.user()
    people.number(ama, "upn", "A820200412301")
    people.number(ama, "former_upn", "B820200412302")
    for child in (ama, kofi):
        people.number(child, "upn", "C820200412303")
    _, account = taken(worker, "a820200412301,7/9/2026,/,I", "B820200412302,8/9/2026,/,I", "C820200412303,9/9/2026,/,I")
    assert [number for _, number in account.unknown] == ["C820200412303"]
    assert (account.children, account.new) == (1, 4)


def test_the_operator_takes_in_a_register_and_an_auditor_does_not():
    ama = people.child(strange=True)
    _, account = taken(door.Operator("somebody"), *days(ama, *WEEK))
    assert account.new == 10
    with pytest.raises(door.NotForYou):
        taken(people.user("auditor"), *days(ama, *WEEK))


def test_summer_belongs_to_the_year_that_ends_and_years_stand_apart():
    ama, worker = people.child(), people.user()
    taken(worker, *days(ama, "/ \\", first=date(2026, 7, 20)), *days(ama, "I I"))
    assert sorted(Register.objects.values_list("year", flat=True)) == [2025, 2026]


def test_what_could_not_be_read_is_sealed_and_only_for_whoever_brought_the_file(as_):
    ama, client = people.child(), as_()
    page = upload(client, file(*days(ama, *WEEK), "NOBODY99,7/9/2026,/,/", f"{ama.person.reference},8/9/2026,Q9,/"))
    assert "NOBODY99, first on line 7" in page.text
    assert "Line 8: “Q9” is no attendance code" in page.text
    one = RegisterFile.objects.get()
    assert b"NOBODY99" not in bytes(one.sealed_account)
    assert as_(name="Another Worker").get(reverse("school:register-file", args=[one.pk])).status_code == 404


@pytest.mark.parametrize(("content", "says"), [
    (b"", "The file is empty"), (b"Name,Colour\nAda,red\n", "No column has the pupil"),
    (b"%PDF-1.7\x00\x01", "This is no CSV file and no .xlsx file"), (None, "Choose the register file"),
])  # fmt: skip
def test_a_file_that_is_no_register_says_why(as_, content, says):
    client = as_()
    page = upload(client, content) if content is not None else client.post(reverse("school:registers"), {})
    assert says in page.text
    assert not RegisterFile.objects.exists()


def test_in_a_school_the_office_brings_it_in_and_the_class_teacher_sees_it(as_, school):
    ama = people.child()
    assert "10 new marks" in upload(as_("office"), file(*days(ama, *WEEK))).text
    page = as_("class-teacher", name="Ms Teacher").get(reverse("school:child", args=[ama.person.uid])).text
    assert "70.0%" in page
    assert as_("governor", name="A Governor").get(reverse("school:attendance")).status_code == 404


# Amending -------------------------------------------------------------------------------------------------------------


def amended(client, child, **change):
    given = {"on_day": "7", "on_month": "9", "on_year": "2026", "half": "0", "code": "M", "reason": "A letter came."}
    return client.post(reverse("school:amend", args=[child.person.uid]), given | change, follow=True)


def test_a_mark_is_amended_with_its_reason_and_shown_with_who(as_):
    ama, client = people.child(), as_()
    taken(client.user, *days(ama, *WEEK))
    page = amended(client, ama).text
    assert mark(ama, first()) == "M"
    assert "A letter came." in page
    assert "Ffion Aldous, Tester" in page
    assert Amendment.objects.get().was == "/"


@pytest.mark.parametrize(("change", "says"), [
    ({"code": "/"}, "The register has / for that session already"), ({"code": "\\"}, "The register has / for that"),
    ({"on_day": "30", "on_month": "2"}, "Day must be a real date"), ({"reason": ""}, "Why is it amended?: write"),
    ({"on_year": "2031"}, "Day must be today or earlier"), ({"code": "H"}, "Choose the mark"),
    ({"on_day": "6"}, "The register has no mark for that session"),
])  # fmt: skip
def test_what_cannot_be_amended_says_why_and_keeps_what_was_typed(as_, change, says):
    ama, client = people.child(), as_()
    taken(client.user, *days(ama, *WEEK))
    page = amended(client, ama, **change).text
    assert says in page
    assert change.get("reason", "A letter came.") in page
    assert not Amendment.objects.exists()


def test_whoever_may_only_read_amends_nothing(as_):
    ama = people.child()
    taken(people.user(), *days(ama, *WEEK))
    client = as_("reviewing-officer")
    assert "Amend a mark" not in client.get(reverse("school:child", args=[ama.person.uid])).text
    assert amended(client, ama).status_code == 404


# The pages ------------------------------------------------------------------------------------------------------------


def test_a_child_s_page_says_what_was_reached_when_and_what_to_do(as_):
    ama, client = people.child(), as_()
    taken(client.user, *days(ama, "/ \\", *["O O"] * 11))
    page = client.get(reverse("school:child", args=[ama.person.uid]))
    text = page.text
    tenth = weekdays(11)[10]
    assert "Ten school days without leave" in text
    assert f'Reached on <time datetime="{tenth.isoformat()}">{tenth:%-d %B %Y}' in text
    assert "Tell the council" in text
    assert "10 school days from" in text  # as the clock explains it
    assert text.count("<svg") >= 2
    assert "8.3%" in text
    assert Entry.objects.filter(action="open", child=ama.person.uid, outcome="allowed").exists()


def test_a_year_without_a_register_is_said_and_a_made_up_year_is_this_one(as_):
    ama, client = people.child(), as_()
    address = reverse("school:child", args=[ama.person.uid])
    for query in ("", "?year=2019", "?year=x", "?year=99999999999"):
        assert "There is no register of this child" in client.get(address + query).text


def test_the_list_is_sorted_and_narrowed_and_logs_who_was_shown(as_):
    client = as_()
    ama, kofi, efua = (people.child(given, "Okafor") for given in ("Ama", "Kofi", "Efua"))
    taken(client.user, *days(ama, *["/ \\"] * 6), *days(kofi, "/ \\", *["O O"] * 5), *days(efua, "/ \\", "I I", "/ \\"))
    address = reverse("school:attendance")
    text = client.get(address).text
    assert [text.index(name) for name in ("Kofi Okafor", "Efua Okafor", "Ama Okafor")] == sorted(
        text.index(name) for name in ("Kofi Okafor", "Efua Okafor", "Ama Okafor")
    )
    by_name = client.get(address + "?sort=name").text
    assert by_name.index("Ama Okafor") < by_name.index("Efua Okafor") < by_name.index("Kofi Okafor")
    before = Entry.objects.filter(action="list").count()
    over = client.get(address + "?over=penalty").text
    assert "Kofi Okafor" in over
    assert "Ama Okafor" not in over
    assert Entry.objects.filter(action="list").count() == before + 1


def test_the_list_has_no_child_of_others(as_):
    ama, kofi = people.child(), people.child("Kofi", "Larkspur", strange=True)
    taken(door.Operator("somebody"), *days(ama, *WEEK), *days(kofi, *WEEK))
    client = as_(strange=True)
    people.work_together([client.user], [ama])
    page = client.get(reverse("school:attendance")).text
    assert "Ama Okafor" in page
    assert "Larkspur" not in page
    assert "1 pupil," in page


def test_the_list_takes_as_many_statements_for_many_as_for_few(as_):
    client, asked = as_(), []
    for n in (3, 30):
        for _ in range(n):
            taken(client.user, *days(people.child(), *["O O"] * 10))
        client.get(reverse("school:attendance"))
        with people.counted() as sent:
            client.get(reverse("school:attendance"))
        asked.append(len(sent))
    assert asked[1] <= asked[0] + 1


def test_a_sealed_or_restricted_child_is_not_counted(as_):
    from keepwell.web.access.models import Restriction

    ama = people.child()
    taken(people.user(), *days(ama, *WEEK))
    Restriction.objects.create(child=ama.person.uid, kind="sealed")
    assert "No register of" in as_("social-worker", name="B").get(reverse("school:attendance")).text


def test_an_old_file_is_read_by_its_own_days():
    ama, worker = people.child(), people.user()
    _, account = taken(worker, *days(ama, "/ \\", first=MONDAY - timedelta(days=800)))
    assert account.new == 2
    assert registers.account_of(RegisterFile.objects.get()).first == weekdays(1, MONDAY - timedelta(800))[0].isoformat()


def test_the_child_s_page_and_the_chronology_tell_of_it_to_those_who_may_see_it(as_):
    ama, client = people.child(), as_()
    taken(client.user, *days(ama, "/ \\", *["O O"] * 10))
    page = client.get(reverse("record:child", args=[ama.person.uid])).text
    assert "9.1%</strong> of 22 possible sessions" in page
    chronology = client.get(reverse("record:chronology", args=[ama.person.uid])).text
    assert "Ten school days without leave: 20 sessions missed" in chronology
    other = as_("adoption-worker", name="C").get(reverse("record:child", args=[ama.person.uid]))
    assert other.status_code == 404 or "possible sessions" not in other.text
