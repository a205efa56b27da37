"""What holds of the checker whatever a return says: of every rule of both returns, on random small returns."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keepwell.returns.catalogue import TABLES, rules_of
from keepwell.returns.checking import bench

from .made import checked, found, maker

SEEDS = st.integers(0, 10**6)
COLLECTIONS = pytest.mark.parametrize("collection", ["ssda903", "cin"])
few = settings(max_examples=3)


def every_rule_has_an_outcome(collection, seed):
    """With tables that are empty or not there, as CSV or XML."""
    tables, rng = maker(collection, seed).made(), random.Random(seed)
    tables = {name: rng.choice([rows] * 8 + [[]]) for name, rows in tables.items() if rng.random() < 0.9}
    report = checked(collection, tables, FORM=rng.choice(["csv", "xml"]))
    assert set(report.outcomes) == {rule.code for rule in rules_of(collection)}
    assert {o.state for o in report.outcomes.values()} <= {"passed", "failed", "not run"}, _broken(report)
    failed = {code for code, o in report.outcomes.items() if o.state == "failed"}
    assert failed == set(report.failing["rule"])


def _broken(report):
    return {code: o.why for code, o in report.outcomes.items() if o.state == "could not run"}


def the_order_of_the_rules_changes_nothing(collection, seed):
    tables, rules = maker(collection, seed).made(), list(rules_of(collection))
    before = checked(collection, tables, rules)
    random.Random(seed).shuffle(rules)
    after = checked(collection, tables, rules)
    assert found(after, tables) == found(before, tables)
    assert after.outcomes == before.outcomes


def the_order_of_the_rows_changes_nothing(collection, seed):
    tables = maker(collection, seed, untied=True).made()
    moved = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
    assert found(checked(collection, moved), moved) == found(checked(collection, tables), tables)


def a_broken_child_disturbs_no_other(collection, seed):
    tables = maker(collection, seed).made()
    broken = _with_broken(collection, tables, seed)
    old = {row["#"] for rows in tables.values() for row in rows}
    mine = {one for one in found(checked(collection, broken), broken) if one[2] in old}
    assert mine == {one for one in found(checked(collection, tables), tables) if one[2] is not None}


def _with_broken(collection, tables, seed):
    """The return with rows of a child whose every cell is junk or empty, and such rows of no child, put in anywhere."""
    make = maker(collection, seed + 1, blank=0.3, junk=1)
    make.rows, rng = 10**6, make.rng
    broken = {}
    for name, rows in tables.items():
        broken[name] = list(rows)
        key = TABLES[collection][name.removesuffix("_last")].key
        for child in ("broken", None, None) if key else ():
            row = make.row(name.removesuffix("_last"), "broken") | {key: child}
            row |= {"UPN": f"X{row['#']}"} if "UPN" in row else {}  # that two children share one is another matter
            broken[name].insert(rng.randint(0, len(broken[name])), row)
    return broken


def a_rule_alone_says_what_it_says_among_others(collection, seed, many=25):
    tables, rules = maker(collection, seed).made(), rules_of(collection)
    together = checked(collection, tables)
    for rule in random.Random(seed).sample(rules, min(many, len(rules))):
        alone = checked(collection, tables, [rule])
        assert alone.outcomes == {rule.code: together.outcomes[rule.code]}
        assert alone.rows(rule.code) == together.rows(rule.code)


def one_child_alone_is_told_what_the_whole_return_tells(collection, seed):
    """Of one child's rows every rule says what it says of them in the whole return, or that it needs the whole."""
    tables = maker(collection, seed).made()
    key = "CHILD" if collection == "ssda903" else "LAchildID"
    whole = checked(collection, tables)
    for child in {row[key] for rows in tables.values() for row in rows if row.get(key)}:
        own = {name: [row for row in rows if row.get(key, child) == child] for name, rows in tables.items()}
        report = checked(collection, own, WHOLE=False)
        left = {c for c, o in report.outcomes.items() if o.why == "it asks about the whole return, not one child"}
        assert left == {rule.code for rule in rules_of(collection) if rule.whole}
        assert not _broken(report)
        ids = {row["#"] for rows in own.values() for row in rows if key in row}
        told = {one for one in found(whole, tables) if one[2] in ids and one[0] not in left}
        assert {one for one in found(report, own) if one[2] in ids} == told


def pairs_in_parts_change_nothing(collection, seed):
    tables = maker(collection, seed).made()
    at_once = found(checked(collection, tables), tables)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "MOST_PAIRS", 2)
        assert found(checked(collection, tables), tables) == at_once


@COLLECTIONS
@few
@given(seed=SEEDS)
def test_one_child_alone_is_told_what_the_whole_return_tells(collection, seed):
    one_child_alone_is_told_what_the_whole_return_tells(collection, seed)


@COLLECTIONS
@few
@given(seed=SEEDS)
def test_pairs_in_parts_change_nothing(collection, seed):
    pairs_in_parts_change_nothing(collection, seed)


@COLLECTIONS
@few
@given(seed=SEEDS)
def test_every_rule_has_an_outcome_and_can_be_run(collection, seed):
    every_rule_has_an_outcome(collection, seed)


@COLLECTIONS
@few
@given(seed=SEEDS)
def test_the_order_of_the_rules_changes_nothing(collection, seed):
    the_order_of_the_rules_changes_nothing(collection, seed)


@COLLECTIONS
@few
@given(seed=SEEDS)
def test_the_order_of_the_rows_changes_nothing(collection, seed):
    the_order_of_the_rows_changes_nothing(collection, seed)


@COLLECTIONS
@few
@given(seed=SEEDS)
def test_a_broken_child_disturbs_no_other(collection, seed):
    a_broken_child_disturbs_no_other(collection, seed)


@COLLECTIONS
@settings(max_examples=1)
@given(seed=SEEDS)
def test_a_rule_alone_says_what_it_says_among_others(collection, seed):
    a_rule_alone_says_what_it_says_among_others(collection, seed)


@pytest.mark.slow
@COLLECTIONS
@pytest.mark.parametrize(
    "holds",
    [
        every_rule_has_an_outcome,
        the_order_of_the_rules_changes_nothing,
        the_order_of_the_rows_changes_nothing,
        a_broken_child_disturbs_no_other,
        a_rule_alone_says_what_it_says_among_others,
        one_child_alone_is_told_what_the_whole_return_tells,
        pairs_in_parts_change_nothing,
    ],
)
def test_many_more_returns(holds, collection):
    for seed in range(4):
        holds(collection, seed)
