"""Cedar decides as a plain reading of the file does, and is asked about many categories at once."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keepwell.policy import load, shipped
from keepwell.policy.cedar import Broken, Judge
from keepwell.policy.standing import NEAR, STATES, Standing

from . import plain

POLICY = load(shipped())
FIRST = date(2026, 10, 25)  # the policy is in force from 1 November
days = st.integers(0, 40).map(lambda n: FIRST + timedelta(n))
roles = st.lists(st.sampled_from([*sorted(POLICY.roles), "wizard"]), max_size=4)
actions = st.sampled_from(sorted(POLICY.actions))
categories = st.sampled_from(sorted(POLICY.categories))
purposes = st.sampled_from(sorted(POLICY.purposes))


@given(roles, actions, categories, purposes, days)
def test_cedar_and_the_plain_reading_agree(role_ids, action, category, purpose, on):
    decision = POLICY.decide(role_ids, action, category, purpose, on=on)
    assert (decision.outcome, decision.clause) == plain.decide(POLICY, role_ids, action, category, purpose, on)


some = lambda words: st.sets(st.sampled_from(words)).map(frozenset)  # noqa: E731
reading = st.sampled_from(["view", "flag", "add"])
close = st.sampled_from(["support", "safeguarding", "pastoral", "returns", "rights-request"])
facts = st.sampled_from(["identity", "section47", "concern", "adoption"])


@given(roles, some([*sorted(POLICY.roles), "wizard"]), some(STATES), some(NEAR), reading, facts, close)
def test_they_agree_for_one_child(role_ids, reached, states, near, action, category, purpose):
    """Whatever reaches the child, whatever state the record is in, and however near the person is."""
    standing, on = Standing(reached & set(role_ids), states, near), date(2026, 11, 22)
    decision = POLICY.decide(role_ids, action, category, purpose, on=on, standing=standing)
    told = plain.decide(POLICY, role_ids, action, category, purpose, on, standing)
    assert (decision.outcome, decision.clause) == told


def test_they_agree_on_every_question_that_one_role_can_ask():
    on = date(2026, 11, 22)
    for role in [*POLICY.roles, "wizard"]:
        for action in POLICY.actions:
            for purpose in POLICY.purposes:
                decided = POLICY.decide_each([role], action, POLICY.categories, purpose, on=on)
                for category, decision in decided.items():
                    told = decision.outcome, decision.clause
                    assert told == plain.decide(POLICY, [role], action, category, purpose, on), (role, action, category)


BAN = """[forbid.{id}]
title = "A ban"
why = "It is banned."
{more}

[gateway.returns]"""


@pytest.mark.parametrize("more", [
    "", 'roles = ["worker"]', 'but_for = ["worker"]', 'actions = ["view"]', 'purposes = ["support"]',
    'categories = ["health"]', 'categories = ["identity"]\nvalid_to = 2026-01-31', 'valid_from = 2027-01-01',
    'roles = ["worker"]\nbut_for = ["worker"]',
])  # fmt: skip
def test_they_agree_on_bans_of_every_kind(written, more):
    policy = written(("[gateway.returns]", BAN.format(id="b", more=more)))
    for on in (date(2026, 1, 31), date(2026, 11, 22), date(2027, 1, 1)):
        for ids in ([], ["worker"], ["worker", "wizard"]):
            for category in policy.categories:
                for action in policy.actions:
                    decision = policy.decide(ids, action, category, "support", on=on)
                    assert (decision.outcome, decision.clause) == plain.decide(
                        policy, ids, action, category, "support", on
                    )


def test_categories_are_asked_at_once_and_answers_are_kept(monkeypatch, written):
    policy, asked = written(), []
    decide = Judge.decide
    monkeypatch.setattr(Judge, "decide", lambda *given: asked.append(given) or decide(*given))
    for _ in range(3):
        decided = policy.decide_each(["worker"], "view", policy.categories, "support", on=date(2026, 11, 22))
    assert len(asked) == 1
    assert set(decided) == set(policy.categories)


def test_an_answer_that_cedar_cannot_give_allows_nothing(written):
    class NoDay:
        def toordinal(self):
            return "no day"

    judge, to = written().book.judge, Standing(frozenset({"worker"}))
    with pytest.raises(Broken):
        judge.decide(["worker"], "view", ["identity"], "support", NoDay(), to)
