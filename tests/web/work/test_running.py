"""Which clocks the rows of a child's record run."""

from datetime import date, timedelta

import pytest

from keepwell.web.record import models as m
from tests.web.record import people
from tests.web.work.made import referral, running, step

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 3)
DAY = timedelta(days=1)


@pytest.fixture
def child():
    return people.child(born_on=date(2014, 5, 3))


def visit(child, on, reason="Looked after", seen=True):
    return m.Visit.objects.create(child=child, on=on, reason=reason, seen=seen)


# Protection -----------------------------------------------------------------------------------------------------------


def test_assessment_runs_from_its_start_until_it_is_authorised(child):
    case = referral(child, MARCH)
    m.Assessment.objects.create(child=child, referral=case, started_on=MARCH + DAY, authorised_on=MARCH + 9 * DAY)
    m.Assessment.objects.create(child=child, referral=case, started_on=MARCH + 90 * DAY)
    assert running(child)["assessment"] == [(MARCH + DAY, MARCH + 9 * DAY, ""), (MARCH + 90 * DAY, None, "")]


def test_assessment_of_a_closed_case_ends_with_it(child):
    case = referral(child, MARCH, closed_on=MARCH + 5 * DAY)
    m.Assessment.objects.create(child=child, referral=case, started_on=MARCH)
    assert running(child)["assessment"] == [(MARCH, None, "the case was closed.")]


def test_referral_without_an_assessment_says_nothing_before_keepwell_is_the_record(child):
    referral(child, MARCH)
    assert "assessment" not in running(child)
    step(child, "contact", MARCH)
    assert running(child)["assessment"] == [(MARCH, None, "")]


def test_referral_without_further_action_needs_no_assessment(child):
    referral(child, MARCH, no_further_action=True)
    step(child, "contact", MARCH)
    assert "assessment" not in running(child)


def test_contact_is_decided_by_the_step_that_followed_it(child):
    first = step(child, "contact", MARCH, outcome="referral")
    step(child, "contact", MARCH + 30 * DAY, outcome="referral")
    step(child, "contact", MARCH + 40 * DAY, outcome="none", ends_on=MARCH + 41 * DAY)
    step(child, "referral", MARCH, ends_on=MARCH + DAY, after=first)
    assert running(child)["contact-screened"] == [
        (MARCH, MARCH + DAY, ""), (MARCH + 30 * DAY, None, ""), (MARCH + 40 * DAY, MARCH + 41 * DAY, "")
    ]  # fmt: skip


def test_conference_runs_from_the_strategy_discussion(child):
    enquiry = m.Section47Enquiry.objects.create(
        child=child, referral=referral(child, MARCH), started_on=MARCH + 2 * DAY
    )
    assert running(child)["conference"] == [(MARCH + 2 * DAY, None, "")]
    step(child, "strategy-discussion", MARCH, kind="cin-section47", key=enquiry.pk)
    m.Conference.objects.create(child=child, referral=enquiry.referral, enquiry=enquiry, held_on=MARCH + 14 * DAY)
    assert running(child)["conference"] == [(MARCH, MARCH + 14 * DAY, "")]


def test_no_conference_is_due_where_none_is_needed(child):
    case = referral(child, MARCH)
    m.Section47Enquiry.objects.create(child=child, referral=case, started_on=MARCH, conference_not_required=True)
    assert "conference" not in running(child)


def test_plan_is_reviewed_three_months_after_the_conference_and_then_half_yearly(child):
    case = referral(child, MARCH)
    m.Conference.objects.create(child=child, referral=case, held_on=MARCH)
    plan = m.ProtectionPlan.objects.create(child=child, referral=case, starts_on=MARCH + DAY)
    m.ProtectionReview.objects.create(child=child, plan=plan, held_on=MARCH + 80 * DAY)
    found = running(child)
    assert found["first-review-conference"] == [(MARCH, MARCH + 80 * DAY, "")]
    assert found["review-conference"] == [(MARCH + 80 * DAY, None, "")]
    assert "core-group" not in found
    step(child, "core-group", MARCH + 6 * DAY)
    step(child, "protection-visit", MARCH)
    assert running(child)["core-group"] == [(MARCH, MARCH + 6 * DAY, "")]


def test_earlier_reviews_of_an_old_plan_are_not_known(child):
    plan = m.ProtectionPlan.objects.create(child=child, referral=referral(child, MARCH), starts_on=date(2024, 1, 9))
    m.ProtectionReview.objects.create(child=child, plan=plan, held_on=MARCH)
    assert running(child)["review-conference"] == [(MARCH, None, "")]
    assert "first-review-conference" not in running(child)


def test_short_orders_end_with_their_legal_status(child):
    m.LegalStatus.objects.create(child=child, code="L1", starts_on=MARCH, ends_on=MARCH + DAY)
    m.LegalStatus.objects.create(child=child, code="L2", starts_on=MARCH + DAY, ends_on=MARCH + 9 * DAY)
    m.LegalStatus.objects.create(child=child, code="L2", starts_on=MARCH + 9 * DAY)
    found = running(child)
    assert found["police-protection"] == [(MARCH, MARCH + DAY, "")]
    assert found["emergency-order"] == [(MARCH + DAY, MARCH + 9 * DAY, "")]
    assert found["emergency-order-extended"] == [(MARCH + 9 * DAY, None, "")]


# Looked after ---------------------------------------------------------------------------------------------------------


def test_import_alone_makes_nothing_due_that_no_import_could_end(child):
    people.care(child, MARCH)
    assert running(child).keys() == {"first-review"}


def test_one_who_comes_into_care_while_keepwell_is_the_record(child):
    people.care(child, MARCH)
    step(child, "contact", MARCH - DAY)
    assert running(child).keys() == {
        "care-plan", "placement-plan", "first-visit", "first-review", "first-health", "dental", "sdq",
        "contact-screened", "pathway-plan",
    }  # fmt: skip
    assert running(child)["pathway-plan"] == [
        (date(2030, 5, 3), None, "the young person is 21, and has not asked for help since.")
    ]


def test_since_of_the_policy_starts_what_repeats_and_leaves_what_came_once(child, settings, tmp_path):
    people.care(child, MARCH)
    text = settings.KEEPWELL_POLICY.read_text("utf-8")
    settings.KEEPWELL_POLICY = tmp_path / "own.toml"
    settings.KEEPWELL_POLICY.write_text(f"{text}\n[record]\nsince = 2026-09-01\n", "utf-8")
    found = running(child)
    assert found.keys() == {"first-review", "visit", "health", "dental", "sdq", "pathway-plan"}
    assert {found[clock][0][0] for clock in ("visit", "health", "dental", "sdq")} == {date(2026, 9, 1)}


def test_each_visit_starts_the_next(child):
    people.care(child, MARCH)
    step(child, "contact", MARCH)
    visit(child, MARCH + 5 * DAY)
    visit(child, MARCH + 20 * DAY, seen=False)
    visit(child, MARCH + 25 * DAY, reason="Child in need")
    step(child, "looked-after-visit", MARCH + 40 * DAY)
    found = running(child)
    assert found["first-visit"] == [(MARCH, MARCH + 5 * DAY, "")]
    assert found["visit"] == [(MARCH + 5 * DAY, MARCH + 40 * DAY, ""), (MARCH + 40 * DAY, None, "")]


def test_with_parents_visits_are_weekly_until_the_first_review(child):
    people.care(child, MARCH, kind="P1")
    step(child, "contact", MARCH)
    m.Review.objects.create(child=child, held_on=MARCH + 10 * DAY)
    for days in (6, 12):
        visit(child, MARCH + days * DAY)
    found = running(child)
    assert found["weekly-visit"] == [(MARCH, MARCH + 6 * DAY, ""), (MARCH + 6 * DAY, MARCH + 12 * DAY, "")]
    assert found["parents-visit"] == [(MARCH + 12 * DAY, None, "")]


def test_reviews_follow_one_another(child):
    people.care(child, MARCH)
    for days in (20, 100):
        m.Review.objects.create(child=child, held_on=MARCH + days * DAY)
    found = running(child)
    assert found["first-review"] == [(MARCH, MARCH + 20 * DAY, "")]
    assert found["second-review"] == [(MARCH + 20 * DAY, MARCH + 100 * DAY, "")]
    assert found["later-review"] == [(MARCH + 100 * DAY, None, "")]


def test_first_review_that_is_known_of_a_long_stay_is_taken_for_a_later_one(child):
    people.care(child, date(2022, 3, 3))
    m.Review.objects.create(child=child, held_on=MARCH)
    assert running(child)["later-review"] == [(MARCH, None, "")]


def test_what_belongs_to_care_ends_with_it(child):
    people.care(child, MARCH, MARCH + 9 * DAY)
    assert running(child)["first-review"] == [(MARCH, None, "the child is no longer looked after.")]


def test_health_is_half_yearly_until_the_fifth_birthday():
    child = people.child("Ben", "Osei", born_on=date(2022, 1, 1))
    people.care(child, date(2025, 3, 3))
    for on in (date(2025, 4, 1), date(2025, 10, 1)):
        m.HealthEvent.objects.create(child=child, kind="health assessment", on=on)
    found = running(child)
    assert found["health-under-five"] == [
        (date(2025, 4, 1), date(2025, 10, 1), ""), (date(2025, 10, 1), None, "")
    ]  # fmt: skip
    assert found["health"] == [(date(2025, 10, 1), None, "")]


def test_return_interview_after_each_time_missing(child):
    people.care(child, MARCH)
    step(child, "contact", MARCH)
    for kind, days in (("M", 10), ("A", 20), ("M", 30)):
        start = MARCH + days * DAY
        m.MissingEpisode.objects.create(child=child, starts_on=start, ends_on=start + DAY, kind=kind)
    step(child, "return-interview", MARCH + 12 * DAY)
    assert running(child)["return-interview"] == [
        (MARCH + 11 * DAY, MARCH + 12 * DAY, ""),
        (MARCH + 31 * DAY, None, ""),
    ]


def test_short_breaks_are_no_time_in_care(child):
    people.care(child, MARCH, MARCH + 3 * DAY, status="V3")
    assert running(child) == {"short-break": [(MARCH, MARCH + 3 * DAY, "")]}


def test_temporary_placement_has_its_own_clock(child):
    m.PeriodOfCare.objects.create(child=child, starts_on=MARCH)
    m.Placement.objects.create(child=child, starts_on=MARCH + DAY, ends_on=MARCH + 4 * DAY, kind="T1")
    assert running(child)["hospital-placement"] == [(MARCH + DAY, MARCH + 4 * DAY, "")]


# Leaving care, adoption -----------------------------------------------------------------------------------------------


def test_pathway_plan_from_the_sixteenth_birthday_and_its_reviews():
    child = people.child("Cai", "Rees", born_on=MARCH.replace(year=2010))
    people.care(child, date(2020, 1, 1))
    assert "pathway-plan" not in running(child)
    step(child, "looked-after-visit", MARCH - DAY)
    assert running(child)["pathway-plan"][0][:2] == (MARCH, None)
    step(child, "pathway-plan", MARCH + 30 * DAY)
    found = running(child)
    assert found["pathway-plan"][0][:2] == (MARCH, MARCH + 30 * DAY)
    assert found["pathway-review"][0][:2] == (MARCH + 30 * DAY, None)


def test_care_leaver_is_seen_again_and_again_until_21():
    child = people.child("Cai", "Rees", born_on=date(2008, 1, 1))
    people.care(child, date(2020, 1, 1), MARCH)
    step(child, "leaver-contact", MARCH + 50 * DAY)
    (row,) = running(child)["adviser-visit"]
    assert row == (MARCH + 50 * DAY, None, "the young person is 21, and has not asked for help since.")


def test_reviews_of_a_child_placed_for_adoption(child):
    people.care(child, MARCH, kind="A4", status="E1")
    step(child, "contact", MARCH)
    step(child, "adoption-review", MARCH + 20 * DAY)
    found = running(child)
    assert found["adoption-placed-review"] == [(MARCH, MARCH + 20 * DAY, "")]
    assert found["adoption-second-review"] == [(MARCH + 20 * DAY, None, "")]
    assert found["adoption-first-review"] == [(MARCH, MARCH, "")]
