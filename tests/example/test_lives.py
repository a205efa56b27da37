"""The lives make sense: dates in order, ages plausible, nothing known before it happened. Over many seeds."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.clocks.ages import age_on, plus_years
from keepwell.clocks.working_days import is_working_day, working_days_between
from keepwell.example import authority

SOME = settings(max_examples=8, deadline=None)
seeds = st.integers(0, 10**6)
days = st.dates(date(2024, 6, 1), date(2027, 3, 31))


def lives(seed, on=date(2026, 11, 21), children=60):
    return list(authority(children, seed, on).lives())


@SOME
@given(seeds, days)
def test_lives_spans_end_after_they_start(seed, on):
    for life in lives(seed, on):
        spans = [(e.starts_on, e.ends_on) for e in life.care] + [(a.starts_on, a.ends_on) for a in life.allocations]
        for referral in life.referrals:
            spans += [(p.starts_on, p.ends_on) for p in referral.plans + referral.protection]
        assert all(start < end for start, end in spans)


@SOME
@given(seeds)
def test_lives_episodes_are_chained_within_a_period(seed):
    for life in lives(seed):
        for before, after in pairwise(life.care):
            if after.rne == "S":
                assert before.rec != "X1"
                assert before.ends_on < after.starts_on
            else:
                assert before.rec == "X1"
                assert before.ends_on == after.starts_on
        if life.care:
            assert life.care[0].rne == "S"
            assert life.care[-1].rec != "X1"


@SOME
@given(seeds)
def test_lives_everything_in_a_case_lies_between_referral_and_closure(seed):
    for life in lives(seed):
        for referral in life.referrals:
            dates = [a.starts_on for a in referral.assessments] + [a.authorised_on for a in referral.assessments]
            dates += [e.starts_on for e in referral.enquiries]
            dates += [e.conference_on for e in referral.enquiries if e.conference_on]
            dates += [day for p in referral.plans + referral.protection for day in (p.starts_on, p.ends_on)]
            last = referral.closed_on or referral.on
            assert all(referral.on <= day <= last for day in dates)


@SOME
@given(seeds)
def test_lives_a_case_is_closed_before_the_next_referral(seed):
    for life in lives(seed):
        for before, after in pairwise(life.referrals):
            assert (before.closed_on or before.on) < after.on


@SOME
@given(seeds)
def test_lives_conferences_follow_the_enquiry_on_a_working_day_and_start_the_plan(seed):
    for life in lives(seed):
        for referral in life.referrals:
            held = {e.conference_on for e in referral.enquiries} | {referral.conference_on}
            assert all(p.starts_on in held for p in referral.protection)
            for enquiry in referral.enquiries:
                if enquiry.conference_on:
                    assert is_working_day(enquiry.conference_on)
                    assert 0 < working_days_between(enquiry.starts_on, enquiry.conference_on) <= 22


@SOME
@given(seeds)
def test_lives_ages_are_plausible(seed):
    for life in lives(seed):
        for episode in life.care:
            assert 0 <= age_on(life.born_on, episode.starts_on) < 18
            assert episode.ends_on <= plus_years(life.born_on, 18)
        for referral in life.referrals:
            assert life.born_on - timedelta(280) <= referral.on < plus_years(life.born_on, 18)
        for episode in life.care:
            assert episode.where.place not in ("K3", "P3") or age_on(life.born_on, episode.starts_on) >= 16


@SOME
@given(seeds)
def test_lives_parents_were_grown_up_enough(seed):
    for family in authority(60, seed, date(2026, 11, 21)).families():
        parents = {p.person_id: p for p in family.adults}
        for life in family.children:
            mothers = [t.other for t in life.person.ties if t.relationship == "mother"]
            assert all(16 <= age_on(parents[m].born_on, life.born_on) <= 50 for m in mothers)


@SOME
@given(seeds)
def test_lives_brothers_and_sisters_share_their_mother_and_the_first_referral(seed):
    for family in authority(60, seed, date(2026, 11, 21)).families():
        assert len({t.other for life in family.children for t in life.person.ties if t.relationship == "mother"}) <= 1
        assert len({life.referrals[0].on for life in family.children}) == 1
        for life in family.children:
            siblings = {t.other for t in life.person.ties if t.relationship in ("sibling", "half-sibling")}
            assert siblings == {other.child_id for other in family.children if other is not life}


def test_lives_reviews_of_plans_come_in_three_then_six_months_mostly():
    gaps = [
        (after - before).days
        for life in lives(3, children=1500)
        for referral in life.referrals
        for plan in referral.protection
        for before, after in pairwise([plan.starts_on, *plan.reviews])
    ]
    late = [gap for gap in gaps if gap > 184]
    assert gaps
    assert 0 < len(late) < len(gaps) / 10


def test_lives_a_child_does_not_change_with_the_number_of_children():
    few, many = lives(5, children=50), lives(5, children=300)
    for one, same in list(zip(few, many, strict=False))[:45]:
        assert (one.born_on, one.person.given, one.storyline) == (same.born_on, same.person.given, same.storyline)
        assert [r.on for r in one.referrals] == [r.on for r in same.referrals]
        assert [e.starts_on for e in one.care] == [e.starts_on for e in same.care]
