"""Figures: what falls into which part, who sees which numbers, and the children behind them."""

from datetime import date

import pytest
from django.core.cache import caches
from django.urls import reverse

from keepwell.statistics.measures import MEASURES
from keepwell.statistics.periods import Period
from keepwell.web.access.models import Allocation, Entry, Restriction
from keepwell.web.record import models as m
from keepwell.web.seeing import figuring
from keepwell.web.seeing.queries import figures as counts
from keepwell.web.seeing.queries import scope as scopes
from keepwell.web.seeing.queries.counting import RULES, facts_of
from tests.web.record import people
from tests.web.work import made

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
YEAR = Period("2026", "2025-26", date(2025, 4, 1), date(2026, 3, 31), True)
BORN = date(2014, 5, 3)


@pytest.fixture(autouse=True)
def nothing_kept():
    caches["process"].clear()


def parts(measure, *children, period=YEAR):
    """{child: part} of one figure; None for a child who does not count."""
    found = dict(row[:2] for row in RULES[measure](facts_of([period], {c.pk for c in children}), period))
    return [found.get(child.pk) for child in children]


def referred(child, on, **more):
    return m.Referral.objects.create(child=child, referred_on=on, **more)


def signed_in(client, role, **more):
    user = people.user(role, **more)
    client.force_login(user, backend=BACKEND)
    return user


def test_every_figure_has_its_rule():
    assert set(RULES) == set(MEASURES)


def test_assessments_are_timed_from_the_referral():
    children = [people.child() for _ in range(4)]
    for child, start, end in zip(children, (date(2025, 6, 2), date(2025, 6, 2), None, date(2025, 6, 2)),
                                 (date(2025, 8, 1), date(2025, 8, 4), date(2025, 8, 1), date(2026, 4, 1)),
                                 strict=True):  # fmt: skip
        m.Assessment.objects.create(child=child, referral=referred(child, start), authorised_on=end)
    assert parts("assessments", *children) == ["in-time", "late", "not-known", None]


def test_conferences_are_timed_from_the_enquiry():
    children = [people.child() for _ in range(3)]
    for child, held in zip(children, (date(2025, 6, 20), date(2025, 6, 23), date(2025, 6, 20)), strict=True):
        referral = referred(child, date(2025, 6, 1))
        enquiry = m.Section47Enquiry.objects.create(child=child, referral=referral, started_on=date(2025, 6, 2))
        m.Conference.objects.create(child=child, referral=referral, held_on=held,
                                    enquiry=None if child is children[2] else enquiry)  # fmt: skip
    assert parts("conferences", *children) == ["in-time", "late", "not-known"]


def test_a_referral_within_twelve_months_is_one_again():
    again, just, not_again = (people.child() for _ in range(3))
    for child, before in ((again, date(2025, 3, 1)), (just, date(2024, 6, 1)), (not_again, date(2024, 5, 31))):
        referred(child, before)
        referred(child, date(2025, 6, 1))
    assert parts("re-referrals", again, just, not_again) == ["again", "again", "first"]


def test_plans_for_a_second_time():
    soon, ago, told, first = (people.child() for _ in range(4))
    for child, ended in ((soon, date(2023, 6, 1)), (ago, date(2023, 5, 31))):
        m.ProtectionPlan.objects.create(child=child, referral=referred(child, date(2022, 1, 1)),
                                        starts_on=date(2022, 2, 1), ends_on=ended)  # fmt: skip
    for child in (soon, ago, told, first):
        referral = referred(child, date(2025, 5, 1))
        m.ProtectionPlan.objects.create(child=child, referral=referral, starts_on=date(2025, 6, 1),
                                        previous_plans=1 if child is told else 0)  # fmt: skip
    assert parts("repeat-plans", soon, ago, told, first) == ["two-years", "longer-ago", "longer-ago", "first"]


def test_each_child_has_one_status():
    cared, planned, in_need, closed, not_helped = (people.child() for _ in range(5))
    people.care(cared, date(2025, 1, 1))
    for child in (cared, planned):
        m.ProtectionPlan.objects.create(child=child, referral=referred(child, date(2025, 1, 1)),
                                        starts_on=date(2025, 2, 1))  # fmt: skip
    referred(in_need, date(2025, 1, 1))
    referred(closed, date(2025, 1, 1), closed_on=date(2026, 3, 31))
    referred(not_helped, date(2025, 1, 1), no_further_action=True)
    assert parts("status", cared, planned, in_need, closed, not_helped) == ["looked-after", "plan", "need", None, None]


def test_placements_and_how_settled():
    settled, moved, new, left = (people.child() for _ in range(4))
    for child, since in ((settled, date(2022, 1, 1)), (moved, date(2022, 1, 1)), (new, date(2026, 1, 1))):
        people.care(child, since)
    people.care(left, date(2022, 1, 1), date(2026, 3, 31))
    m.Placement.objects.filter(child=moved).update(ends_on=date(2025, 6, 1))
    for day, kind in ((1, "U6"), (2, "T1"), (3, "K2"), (4, "U6")):
        m.Placement.objects.create(child=moved, kind=kind, starts_on=date(2025, 6, day),
                                   ends_on=None if day == 4 else date(2025, 6, day + 1))  # fmt: skip
    assert parts("moves", settled, moved, new, left) == ["fewer", "three", "fewer", None]
    assert parts("settled", settled, moved, new, left) == ["settled", "moved", None, None]


def test_reviews_and_visits_of_looked_after_children():
    good, late, none = (people.child() for _ in range(3))
    for child in (good, late, none):
        people.care(child, date(2025, 12, 1))
    for child, day in ((good, date(2025, 12, 31)), (late, date(2026, 1, 2))):
        m.Review.objects.create(child=child, held_on=day)
    m.Review.objects.create(child=good, held_on=date(2026, 3, 31))
    m.Visit.objects.create(child=good, on=date(2026, 2, 17))
    m.Visit.objects.create(child=late, on=date(2026, 2, 16))
    m.Visit.objects.create(child=none, on=date(2026, 4, 1))
    m.Visit.objects.create(child=none, on=date(2026, 3, 1), seen=False)
    assert parts("care-reviews", good, late, none) == ["in-time", "late", "late"]
    assert parts("visits", good, late, none) == ["in-time", "late", "none"]
    made.step(none, "looked-after-visit", date(2026, 3, 1))
    assert parts("visits", none) == ["in-time"]


def test_plan_reviews():
    good, late, young = (people.child() for _ in range(3))
    for child, start in ((good, date(2025, 10, 1)), (late, date(2025, 10, 1)), (young, date(2026, 2, 1))):
        plan = m.ProtectionPlan.objects.create(child=child, referral=referred(child, start), starts_on=start)
        if child is good:
            m.ProtectionReview.objects.create(child=child, plan=plan, held_on=date(2026, 1, 1))
    assert parts("plan-reviews", good, late, young) == ["in-time", "late", None]


def test_scores_by_band_with_their_mean():
    children = [people.child(born_on=BORN) for _ in range(8)]
    for child in children:
        people.care(child, date(2024, 1, 1))
    for child, score in zip(children, (13, 14, 16, 17, 40, 5, None), strict=False):
        m.Sdq.objects.create(child=child, on=date(2025, 6, 1), score=score)
    m.Sdq.objects.create(child=children[0], on=date(2025, 4, 2), score=40)  # an older one of the same year
    m.YearlyOutcomes.objects.create(child=children[7], year=2026, sdq_score=20)
    said = ["usual", "borderline", "borderline", "concern", "concern", "usual", "none", "concern"]
    assert parts("sdq", *children) == said
    facts = facts_of([YEAR], {c.pk for c in children})
    ((_, numbers, mean),) = counts.tables(MEASURES["sdq"], [YEAR], facts)
    assert numbers == (2, 2, 3, 1)
    assert mean == 17.9  # (13 + 14 + 16 + 17 + 40 + 5 + 20) / 7


def test_health_is_every_six_months_under_five():
    young, old, dentist, told = (people.child(born_on=b) for b in (date(2022, 1, 1), BORN, BORN, BORN))
    for child in (young, old, dentist, told):
        people.care(child, date(2024, 1, 1))
        m.HealthEvent.objects.create(child=child, kind="dental check" if child is dentist else "health assessment",
                                     on=date(2024 if child is told else 2025, 9, 30))  # fmt: skip
    m.YearlyOutcomes.objects.create(child=told, year=2026, health_assessed=True, teeth_checked=False)
    assert parts("health", young, old, dentist, told) == ["late", "in-time", "late", "in-time"]
    assert parts("dental", young, old, dentist, told) == ["late", "late", "in-time", "late"]
    made.step(old, "dental-check", date(2025, 9, 1))
    assert parts("dental", old) == ["in-time"]


def test_care_leavers():
    yes, no, gone = (people.child() for _ in range(3))
    for child, codes in ((yes, ("YES", "F1", "U1")), (no, ("REFU", "G5", "U2")), (gone, ("DIED", "", ""))):
        m.CareLeaverContact.objects.create(child=child, year=2026, in_touch=codes[0], activity=codes[1],
                                           accommodation=codes[2])  # fmt: skip
    for figure in ("in-touch", "activity", "accommodation"):
        assert parts(figure, yes, no, gone) == ["yes", "no", None]


# Who sees which -----------------------------------------------------------------------------------------------------


@pytest.fixture
def placed():
    """Eleven children looked after since 2022: ten in one placement, one with three in the year."""
    children = [people.child(f"Child{i}", "Okafor", born_on=BORN) for i in range(11)]
    for child in children:
        people.care(child, date(2022, 1, 1))
    for day in (1, 2):
        m.Placement.objects.create(child=children[0], kind="U6", starts_on=date(2025, 6, day),
                                   ends_on=date(2025, 6, day + 1))  # fmt: skip
    return children


def line(scope, measure="moves"):
    made = counts.figure(MEASURES[measure], counts.periods_of(MEASURES[measure], scope), scope)
    return next(one for one in made.lines if one.period.slug == "2026")


def test_exact_by_name_and_hidden_for_who_only_counts(placed):
    assert line(scopes.named(people.user(), "x")).row.parts == (1, 10, 0)
    seen = line(scopes.counted(people.user("auditor"), "x"))
    assert (seen.row.parts, seen.row.total) == ((None, None, 0), 11)
    assert seen.headline[2] is None


def test_out_of_reach_is_not_counted(placed):
    stranger = people.user(strange=True)
    assert line(scopes.named(stranger, "x")).row.total == 0
    Allocation.objects.create(child=placed[0].person.uid, user=stranger, starts_on=date(2020, 1, 1))
    assert line(scopes.named(stranger, "x")).row.parts == (1, 0, 0)
    Restriction.objects.create(child=placed[0].person.uid, kind="excluded", user=stranger)
    assert line(scopes.named(stranger, "x")).row.total == 0


def test_a_second_role_does_not_widen_the_first(placed):
    """An adoption worker reaches all, and may not read of need; a social worker reads of need, of their own."""
    both = people.user(strange=True)
    people.give_role(user=both, role="adoption-worker", starts_on=people.SINCE, team=people.the_team(), by=None)
    for child in placed:
        referred(child, date(2025, 6, 1))
    Allocation.objects.create(child=placed[0].person.uid, user=both, starts_on=date(2020, 1, 1))
    assert line(scopes.named(both, "x")).row.total == 11
    assert line(scopes.named(both, "x"), "re-referrals").row.total == 1


def test_who_counts_sees_whole_years_alone(placed):
    scope = scopes.counted(people.user("auditor"), "x")
    assert all(period.over for period in counts.periods_of(MEASURES["moves"], scope, "quarter"))


def test_the_children_behind_a_number_are_listed_and_logged(placed, client):
    user = signed_in(client, "social-worker")
    page = client.get(reverse("seeing:figure", args=["moves"])).content.decode()
    behind = reverse("seeing:figure-children", args=["moves", "2026", "three"])
    assert f'href="{behind}"' in page
    listed = client.get(behind).content.decode()
    assert "Child0 Okafor" in listed
    assert "Child1 Okafor" not in listed
    entry = Entry.objects.get(action="list", child=placed[0].person.uid)
    assert (entry.actor, entry.categories) == (f"user {user.pk}", ["care", "identity", "placement"])
    assert not Entry.objects.filter(action="list", child=placed[1].person.uid).exists()


def test_who_counts_finds_no_link_and_no_list(placed, client):
    signed_in(client, "auditor")
    page = client.get(reverse("seeing:service-figure", args=["moves"])).content.decode()
    assert "/2026/" not in page
    assert ">c</abbr>" in page
    assert "Okafor" not in page
    refused = Entry.objects.filter(outcome="refused").count()
    for address in (reverse("seeing:figures"), reverse("seeing:figure-children", args=["moves", "2026", "three"])):
        assert client.get(address).status_code == 404
    assert Entry.objects.filter(outcome="refused").count() == refused + 2


@pytest.mark.parametrize("few", [900, 5])
def test_a_long_list_of_children_has_pages_and_logs_only_what_it_shows(placed, client, monkeypatch, few):
    monkeypatch.setattr(counts, "FEW", few)
    monkeypatch.setattr(figuring, "CHILDREN", 4)
    signed_in(client, "social-worker")
    place, listed = reverse("seeing:figure-children", args=["moves", "2026", "fewer"]), set()
    for number in (1, 2, 3):
        page = client.get(f"{place}?page={number}").content.decode()
        listed |= {name for name in (f"Child{i} Okafor" for i in range(11)) if name in page}
        assert Entry.objects.filter(action="list").count() == min(4 * number, 10)
    assert len(listed) == 10


@pytest.mark.parametrize("address", ["moves/2026/four", "moves/2099/three", "moves/20xx/three", "in-touch/2026-q1/yes",
                                     "nothing/2026/three"])  # fmt: skip
def test_an_address_that_names_no_number_is_not_there(address, client):
    signed_in(client, "social-worker")
    assert client.get(f"/figures/{address}/").status_code == 404


def test_a_figure_of_closed_categories_is_not_there(client):
    signed_in(client, "safeguarding-lead")
    assert client.get(reverse("seeing:figure", args=["repeat-plans"])).status_code == 200
    assert client.get(reverse("seeing:figure", args=["moves"])).status_code == 404
    assert "Three or more placements" not in client.get(reverse("seeing:figures")).content.decode()


def test_the_overview_tells_caseloads_and_asks_few_questions(placed, client):
    signed_in(client, "team-manager", name="Marisol Okwuosa")
    client.get(reverse("seeing:figures"))
    with people.counted() as sent:
        page = client.get(reverse("seeing:figures")).content.decode()
    assert "Three or more placements" in page
    assert "Marisol Okwuosa" in page.partition('id="caseloads"')[2]
    assert len(sent) < 70
    quarters = client.get(reverse("seeing:figure", args=["moves"]) + "?by=quarter").content.decode()
    assert "January to March 2026" in quarters
    teams = client.get(reverse("seeing:figure", args=["moves"]) + "?by=team").content.decode()
    assert "The team</th>" in teams


def test_many_children_are_counted_once_in_a_while(placed, client, monkeypatch):
    monkeypatch.setattr(counts, "FEW", 5)
    signed_in(client, "returns-officer")
    place = reverse("seeing:figure", args=["moves"])
    first = client.get(place).content.decode()
    with people.counted() as sent:
        assert client.get(place).content.decode().count("<td") == first.count("<td")
    assert not any("record_placement" in sql for sql in sent)
    m.Child.objects.filter(pk=placed[0].pk).first().person.delete()  # other children: counted anew
    with people.counted() as sent:
        client.get(place)
    assert any("record_placement" in sql for sql in sent)


@pytest.mark.parametrize(("role", "pages"), [("social-worker", {"figures"}), ("auditor", {"service"}),
                                             ("team-manager", {"figures", "service"}), ("pastoral-lead", set()),
                                             ("data-protection-officer", set())])  # fmt: skip
def test_the_start_page_offers_what_can_be_opened(role, pages, client):
    signed_in(client, role)
    page = client.get(reverse("start")).content.decode()
    assert {name for name in ("figures", "service") if f'href="/{name}/"' in page} == pages
    for name in ("figures", "service"):
        assert client.get(reverse(f"seeing:{name}")).status_code == (200 if name in pages else 404)
