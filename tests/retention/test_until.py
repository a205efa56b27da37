"""Until when a record is kept. The periods are those of the law and of the policies that come with Keepwell."""

from datetime import date, timedelta
from itertools import permutations
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.policy import load, shipped
from keepwell.retention import Gap, Hold, Life, until

BORN = date(2010, 5, 6)


def rule(id="one", trigger="birth", years=25, limit="maximum", **more):
    usual = {"subjects": (), "then": "review", "standing": "local", "law": (id,)}
    return SimpleNamespace(id=id, trigger=trigger, years=years, limit=limit, **(usual | more))


def life(born=BORN, died=None, subjects=("child-in-need",), **events):
    return Life(
        subjects=frozenset(subjects), born=born, died=died, events={k.replace("_", "-"): v for k, v in events.items()}
    )


# The schedules that come with Keepwell --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def policies():
    return {kind: load(shipped(kind)) for kind in ("local-authority", "school", "department")}


CARE, PUPIL = ("looked-after",), ("pupil",)
CASES = [
    # kind of information, who, and the day with the rule that set it
    ("identity", life(subjects=CARE), date(2085, 5, 6), "in-care"),
    ("care", life(subjects=CARE), date(2085, 5, 6), "in-care"),
    ("identity", life(subjects=CARE, died=date(2020, 1, 31)), date(2035, 1, 31), "in-care-died"),
    ("care", life(subjects=CARE, died=BORN), date(2025, 5, 6), "in-care-died"),
    ("care", life(subjects=CARE, died=date(2028, 5, 5)), date(2043, 5, 5), "in-care-died"),
    ("care", life(subjects=CARE, died=date(2028, 5, 6)), date(2085, 5, 6), "in-care"),
    ("adoption", life(subjects=(*CARE, "adopted"), adoption_order=date(2013, 7, 1)), date(2113, 7, 1), "adopted"),
    ("identity", life(subjects=(*CARE, "adopted"), adoption_order=date(2013, 7, 1)), date(2113, 7, 1), "adopted"),
    ("need", life(subjects=(*CARE, "adopted"), adoption_order=date(2013, 7, 1)), date(2085, 5, 6), "in-care"),
    ("adoption", life(subjects=CARE), date(2085, 5, 6), "not-adopted"),
    ("need", life(), date(2035, 5, 6), "in-need"),
    ("need", life(case_closed=date(2026, 3, 31)), date(2035, 5, 6), "in-need"),
    ("need", life(case_closed=date(2029, 3, 31)), date(2036, 3, 31), "in-need-late"),
    ("ehcp", life(), date(2041, 5, 6), "special-needs"),
    ("ehcp", life(subjects=CARE), date(2085, 5, 6), "in-care"),
    ("care", life(), None, None),
]


@pytest.mark.parametrize(("category", "of", "on", "by"), CASES)
def test_council_s_schedule(policies, category, of, on, by):
    found = until([r for r in policies["local-authority"].retention.values() if category in r.categories], of)
    assert (found.on, found.rule and found.rule.id) == (on, by)


@pytest.mark.parametrize(
    ("kind", "category", "of", "on", "by"),
    [
        (
            "school",
            "concern",
            life(subjects=PUPIL, leaving=date(2021, 7, 20)),
            date(2035, 5, 6),
            "protection-file-last",
        ),
        ("school", "special-needs", life(subjects=PUPIL), date(2041, 5, 6), "special-needs"),
        ("school", "attendance", life(subjects=PUPIL, entry=date(2026, 7, 20)), date(2032, 7, 20), "register"),
        ("school", "consent", life(subjects=PUPIL, leaving=date(2034, 7, 20)), date(2040, 7, 20), "consent"),
        ("department", "care", life(subjects=PUPIL, collected=date(2026, 12, 31)), date(2036, 12, 31), "returns"),
    ],
)
def test_schedule_of_a_school_and_of_the_department(policies, kind, category, of, on, by):
    found = until([r for r in policies[kind].retention.values() if category in r.categories], of)
    assert (found.on, found.rule.id) == (on, by)


# Days -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "years", "on"),
    [
        (date(2008, 2, 29), 75, date(2083, 2, 28)),
        (date(2008, 2, 29), 100, date(2108, 2, 29)),
        (date(2000, 2, 29), 100, date(2100, 2, 28)),
        (date(2010, 12, 31), 25, date(2035, 12, 31)),
        (date(2010, 5, 6), 0, date(2010, 5, 6)),
        (date(9990, 5, 6), 25, date.max),
    ],
)
def test_anniversary(born, years, on):
    assert until([rule(years=years)], life(born)).on == on


def test_the_day_itself_is_not_past():
    kept = until([rule()], life())
    assert [kept.past(kept.on + timedelta(d)) for d in (-1, 0, 1)] == [False, False, True]


def test_death_before_18_takes_the_place_of_birth_in_the_same_law_alone():
    care, died = rule("care", years=75, law=("reg",)), rule("died", "death-under-18", 15, law=("reg",))
    other = rule("other", years=31, law=("toolkit",))
    gone = life(died=date(2012, 5, 6))
    assert until([care, died], gone).on == date(2027, 5, 6)
    assert until([care, died, other], gone).rule.id == "other"
    assert until([care, died], life(died=date(2060, 1, 1))).rule.id == "care"


def test_what_goes_elsewhere_sets_no_end_for_what_stays():
    goes = rule("goes", "leaving", 0, "exactly", then="pass-on")
    assert until([goes], life(leaving=date(2021, 7, 20))).rule is None
    assert until([goes, rule()], life(leaving=Gap.NOT_YET)).on == date(2035, 5, 6)


def test_of_two_rules_with_one_day_the_law_is_named():
    assert until([rule("ours"), rule("law", standing="law")], life()).rule.id == "law"
    assert until([rule("law", standing="law"), rule("ours")], life()).rule.id == "law"


# What is not known ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "of",
    [
        life(None),
        life(None, case_closed=date(1950, 1, 1)),
        life(None, died=date(1950, 1, 1)),
        life(died=BORN - timedelta(1)),
        life(date(1900, 1, 1), case_closed=Gap.NOT_KNOWN),
    ],
)
def test_what_cannot_be_worked_out_is_kept(of):
    rules = [rule(), rule("late", "case-closed", 7, "minimum"), rule("died", "death-under-18", 15, "exactly")]
    kept = until(rules, of)
    assert (kept.on, kept.gap) == (None, Gap.NOT_KNOWN)
    assert not kept.past(date.max)


def test_an_open_case_is_kept_however_old():
    kept = until([rule(), rule("late", "case-closed", 7, "minimum")], life(date(1950, 1, 1), case_closed=Gap.NOT_YET))
    assert (kept.gap, kept.rule.id, kept.past(date.max)) == (Gap.NOT_YET, "late", False)


def test_a_record_that_no_rule_reaches_is_kept():
    kept = until([rule(subjects=("adopted",))], life())
    assert (kept.on, kept.rule, kept.gap, kept.past(date.max)) == (None, None, None, False)


# At least, and no longer than -----------------------------------------------------------------------------------------


def test_at_least_may_be_kept_longer():
    kept = until([rule(limit="minimum")], life())
    assert (kept.reached(date(2036, 1, 1)), kept.past(date(2036, 1, 1))) == (True, False)


@pytest.mark.parametrize("limit", ["exactly", "maximum"])
def test_the_longest_prevails_even_over_a_maximum(limit):
    kept = until([rule("most", limit=limit), rule("least", years=31, limit="minimum")], life())
    assert (kept.rule.id, kept.past(date(2041, 5, 6)), kept.past(date(2041, 5, 7))) == ("least", False, True)


# Holds ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends_on", "past"), [(None, False), (date(2036, 1, 1), False), (date(2035, 12, 31), True)]
)  # fmt: skip
def test_a_hold_keeps_what_is_past_its_date(ends_on, past):
    kept = until([rule()], life(), [Hold(why="A court's order", starts_on=date(2030, 1, 1), ends_on=ends_on)])
    assert (kept.on, kept.reached(date(2036, 1, 1)), kept.past(date(2036, 1, 1))) == (date(2035, 5, 6), True, past)


def test_a_hold_that_has_not_begun_holds_nothing():
    assert until([rule()], life(), [Hold(why="Later", starts_on=date(2040, 1, 1))]).past(date(2036, 1, 1))


# Properties -----------------------------------------------------------------------------------------------------------

days = st.dates(date(1880, 1, 1), date(2120, 1, 1))
maybe = st.one_of(days, st.sampled_from(Gap))
TRIGGERS = ("birth", "death-under-18", "adoption-order", "case-closed", "entry")
some_rules = st.lists(
    st.builds(
        rule,
        id=st.sampled_from("abc"),
        trigger=st.sampled_from(TRIGGERS),
        years=st.integers(0, 120),
        limit=st.sampled_from(["minimum", "exactly", "maximum"]),
        standing=st.sampled_from(["law", "guidance", "local"]),
    ),
    max_size=5,
)
lives = st.builds(
    Life,
    subjects=st.just(frozenset({"child-in-need"})),
    born=st.none() | days,
    died=st.none() | days,
    events=st.dictionaries(st.sampled_from(TRIGGERS[2:]), maybe),
)


@given(some_rules, lives)
def test_never_shorter_than_any_rule_that_reaches_the_child(rules, of):
    kept = until(rules, of)
    other_limb = any(r.trigger == "death-under-18" and of.day_of(r.trigger) is not None for r in rules)
    for one in rules:
        alone = until([one], of)
        if one.trigger == "birth" and other_limb:
            continue
        assert kept.gap or alone.on is None or kept.on >= alone.on
        assert not alone.gap or kept.gap


@given(some_rules, lives, days)
def test_nothing_with_a_gap_is_ever_past(rules, of, today):
    kept = until(rules, of)
    assert (kept.on is None) == (kept.gap is not None or kept.rule is None)
    assert not (kept.past(today) and kept.on is None)


@given(some_rules, lives)
def test_the_order_of_the_rules_does_not_matter(rules, of):
    found = {(kept.on, kept.gap, kept.firm) for kept in (until(p, of) for p in permutations(rules[:4]))}
    assert len(found) == 1


@given(some_rules, lives, st.sampled_from(TRIGGERS[2:]), days, days)
def test_a_later_entry_never_brings_the_day_forward(rules, of, trigger, one, two):
    first, last = sorted((one, two))
    early, late = (
        until(rules, Life(subjects=of.subjects, born=of.born, died=of.died, events={**of.events, trigger: day}))
        for day in (first, last)
    )
    assert early.gap or early.on is None or late.on >= early.on
