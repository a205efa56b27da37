"""Until when a record is kept: counted for all, and in a quiet line on the child's page for those who may know why."""

from datetime import date

import pytest

from keepwell.clocks.ages import plus_years
from keepwell.policy import load, shipped
from keepwell.retention import Gap, Hold
from keepwell.web.record import models as m
from keepwell.web.record.kept import UNTOLD
from keepwell.web.record.queries import keeping, lives
from tests.web.record import people

pytestmark = pytest.mark.django_db

COUNCIL, SCHOOL, DEPARTMENT = (load(shipped(kind)) for kind in ("local-authority", "school", "department"))
TODAY = date(2026, 11, 22)
OURS = {"school": SCHOOL.controller.name, "urn": SCHOOL.controller.urn}


def child(years=0, days=0, **more):
    """A child who has that birthday today, or had it so many days ago."""
    born = plus_years(TODAY, -years)
    return people.child("Ama", "Okafor", born_on=date.fromordinal(born.toordinal() - days), strange=True, **more)


def adopted(of, on):
    m.Episode.objects.create(child=of, starts_on=plus_years(on, -2), ends_on=on, reason_ended="E11")


def past(policy=COUNCIL, **more):
    return keeping.count(policy, TODAY, **more).past


# A council -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "over"), [(0, 0), (1, 1)])
def test_child_in_need_until_the_25th_birthday(days, over):
    child(25, days)
    assert past() == over


@pytest.mark.parametrize(("years", "over"), [(6, 0), (7, 0), (8, 1)])
def test_help_that_ended_late(years, over):
    m.Referral.objects.create(child=child(40), referred_on=plus_years(TODAY, -20), closed_on=plus_years(TODAY, -years))
    assert past() == over


def test_help_that_never_ended_is_kept():
    of = child(60)
    m.Referral.objects.create(child=of, referred_on=date(1990, 1, 1), closed_on=date(1991, 1, 1))
    m.Referral.objects.create(child=of, referred_on=date(1992, 1, 1))
    assert (past(), keeping.of_child(of, COUNCIL, TODAY).gap) == (0, Gap.NOT_YET)


def test_referral_without_further_action_ended_with_the_referral():
    m.Referral.objects.create(child=child(60), referred_on=date(1990, 1, 1), no_further_action=True)
    assert past() == 1


@pytest.mark.parametrize(("years", "days", "over"), [(26, 0, 0), (75, 0, 0), (75, 1, 1)])
def test_child_in_care_until_75_years(years, days, over):
    people.care(child(years, days), date(1990, 1, 1), date(1991, 1, 1))
    assert past() == over


@pytest.mark.parametrize("of_care", lives.OF_CARE)
def test_any_row_of_care_gives_the_long_time(of_care):
    of_care.objects.create(child=child(30), **({"year": 2010} if of_care is m.YearlyOutcomes else {}))
    assert past() == 0


@pytest.mark.parametrize(("died", "over"), [(date(2011, 11, 22), 0), (date(2011, 11, 21), 1)])
def test_child_who_died_in_care(died, over):
    of = people.child(born_on=date(2005, 5, 3), died_on=died, strange=True)
    people.care(of, date(2009, 1, 1), died)
    assert past() == over


def test_adopted_child_100_years_from_the_order_and_the_rest_75_from_birth():
    of = child(80)
    adopted(of, plus_years(TODAY, -79))
    assert keeping.of_child(of, COUNCIL, TODAY).on == plus_years(TODAY, 21)
    assert past() == 0
    # What no rule keeps for 100 years is past its date while the rest is not.
    m.Referral.objects.create(child=of, referred_on=date(1960, 1, 1), closed_on=date(1961, 1, 1))
    assert past() == 1


def test_row_of_two_kinds_is_kept_as_long_as_the_longest():
    m.EducationPlan.objects.create(child=child(26), kind="EHCP")
    found = keeping.Schedule(COUNCIL, TODAY).tables[m.EducationPlan]
    assert len(found) == 2
    assert past() == 1  # who the child is, but not the plan, which is kept for 31 years
    assert not keeping._holding({m.EducationPlan: set()})


def test_adoption_whose_day_is_not_known_is_kept():
    of = child(300)
    m.Episode.objects.create(child=of, reason_ended="E12")
    assert (past(), keeping.of_child(of, COUNCIL, TODAY).gap) == (0, Gap.NOT_KNOWN)


def test_birth_that_is_not_known_is_counted_and_kept():
    of = people.child(born_on=None, strange=True)
    m.Referral.objects.create(child=of, referred_on=date(1950, 1, 1), closed_on=date(1951, 1, 1))
    assert keeping.count(COUNCIL, TODAY) == keeping.Counts(children=1, no_birth=1)


def test_hold_is_listed_and_not_past():
    held, free = child(26), child(26)
    hold = (Hold(why="A court's order", starts_on=date(2020, 1, 1)),)
    assert keeping.count(COUNCIL, TODAY) == keeping.Counts(children=2, past=2)
    assert keeping.count(COUNCIL, TODAY, {held.pk: hold}) == keeping.Counts(children=2, past=1, held=1)
    assert free.pk != held.pk


def test_rule_that_has_ended_speaks_no_more(tmp_path):
    text = shipped("local-authority").read_text("utf-8")
    (tmp_path / "p.toml").write_text(
        text.replace("[retention.in-need]\n", "[retention.in-need]\nvalid_to = 2026-11-01\n")
    )
    child(26)
    assert (past(), past(load(tmp_path / "p.toml"))) == (1, 0)


# The short way round must not leave anybody out ----------------------------------------------------------------------


@pytest.mark.parametrize("policy", [COUNCIL, SCHOOL, DEPARTMENT], ids=lambda p: p.controller.kind)
def test_nobody_who_is_past_is_left_out_by_the_first_look(policy, monkeypatch):
    for years in (5, 18, 24, 25, 26, 31, 32, 74, 75, 76, 101, 130):
        for n in range(4):
            of = child(years, n % 2, died_on=plus_years(TODAY, -years + 10) if n == 3 and years > 10 else None)
            if n == 1:
                people.care(of, date(1990, 1, 1), date(1991, 1, 1))
            if n == 2:
                adopted(of, plus_years(TODAY, -years + 1))
            m.SchoolPlace.objects.create(child=of, ends_on=plus_years(TODAY, -years + 4), **OURS)
            taken = m.Import.objects.create(collection="cin", year=2026 - years, digest="x", source="x", form="csv")
            m.SourceRow.objects.create(taken_in=taken, table="x", file="x", line=1, child=of, became=1)
    quick = keeping.count(policy, TODAY)
    monkeypatch.setattr(keeping.Schedule, "may_be_past", lambda self: m.Child.objects.all())
    monkeypatch.setattr(keeping.Schedule, "_is_young", lambda self, life: False)
    assert quick == keeping.count(policy, TODAY)
    assert 0 < quick.past < quick.children


def test_many_children_in_few_statements(monkeypatch):
    for _ in range(30):
        people.care(child(26), date(2010, 1, 1))
    with people.counted() as sent:
        keeping.count(COUNCIL, TODAY)
    assert len(sent) <= 6
    monkeypatch.setattr(keeping, "CHUNK", 7)
    child(26)
    assert keeping.count(COUNCIL, TODAY) == keeping.Counts(children=31, past=1)


# A school, and the department ----------------------------------------------------------------------------------------


def test_school_keeps_until_the_25th_birthday_and_no_pupil_who_may_be_there_still():
    of = child(25)
    assert (past(SCHOOL), keeping.of_child(of, SCHOOL, TODAY).gap) == (0, Gap.NOT_KNOWN)  # nobody knows when they left
    place = m.SchoolPlace.objects.create(child=of, **OURS)
    assert keeping.of_child(of, SCHOOL, TODAY).gap is Gap.NOT_YET
    m.SchoolPlace.objects.create(child=of, school="Another School", urn="999999", ends_on=date(2025, 7, 20))
    place.ends_on = date(2010, 7, 20)
    place.save()
    assert keeping.of_child(of, SCHOOL, TODAY).on == TODAY
    assert past(SCHOOL) == 0
    m.Person.objects.filter(pk=of.pk).update(born_on=date(2001, 11, 21))
    assert past(SCHOOL) == 1


@pytest.mark.parametrize(("year", "over"), [(2015, 1), (2016, 0), (2026, 0)])
def test_department_keeps_a_return_for_ten_years_after_its_year(year, over):
    of = child(12)
    for one in (year, 2026):
        taken = m.Import.objects.create(collection="cin", year=one, digest="x", source="x", form="csv")
        m.SourceRow.objects.create(taken_in=taken, table="x", file="x", line=1, child=of, became=1)
    assert past(DEPARTMENT) == over
    assert keeping.of_child(of, DEPARTMENT, TODAY).on == date(2036, 12, 31)


# The child's page ----------------------------------------------------------------------------------------------------


def line(client, of):
    page = client.get(f"/children/{of.person.uid}/").text
    return next(one for one in page.splitlines() if '"kw-meta">Kept' in one or '"kw-meta">No rule' in one)


def test_page_says_until_when_and_because_of_what(reader):
    of = people.child(born_on=date(2014, 5, 3))
    assert "Kept until 3 May 2039. Record of a child we helped" in line(reader(), of)
    people.care(of, date(2020, 1, 1))
    told = line(reader(), of)
    assert "Kept until 3 May 2089." in told
    assert "Until 75 years after the child’s birth" in told.replace("&#x27;", "’").replace("'", "’")
    assert "Care Planning" in told


@pytest.mark.parametrize("role", ["safeguarding-lead", "adoption-worker"])
def test_page_tells_nothing_of_kinds_that_the_reader_may_not_know_of(reader, role):
    plain, cared, gone = (people.child(born_on=date(2014, 5, 3)) for _ in range(3))
    people.care(cared, date(2020, 1, 1))
    adopted(gone, date(2020, 1, 1))
    client = reader(role)
    assert {line(client, of) for of in (plain, cared, gone)} == {f'<p class="kw-meta">{UNTOLD}</p>'}


def test_page_says_why_no_day_can_be_worked_out(reader):
    assert "is not known, so none can be worked out" in line(reader(), people.child(born_on=None))
    of = people.child(born_on=date(2014, 5, 3))
    m.Referral.objects.create(child=of, referred_on=date(2026, 1, 1))
    assert "Kept, with no last day yet." in line(reader(), of)
    assert "25 May 2015, which has passed." in line(reader(), people.child(born_on=date(1990, 5, 25)))
