from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from keepwell.policy import load, shipped

POLICY = load(shipped())
ON = date(2026, 11, 21)
WORDS = st.sampled_from(["", "wizard", "view ", "Section47", "pastoral", "*"])
roles = st.lists(st.sampled_from(sorted(POLICY.roles)) | WORDS, max_size=4)
actions = st.sampled_from(sorted(POLICY.actions)) | WORDS
categories = st.sampled_from(sorted(POLICY.categories)) | WORDS
purposes = st.sampled_from(sorted(POLICY.purposes)) | WORDS


@given(roles, actions, categories, purposes)
def test_decide_allows_only_what_a_grant_states(role_ids, action, category, purpose):
    decision = POLICY.decide(role_ids, action, category, purpose, on=ON)
    granted = [
        grant
        for id in role_ids
        if id in POLICY.roles
        for grant in POLICY.roles[id].grants.values()
        if action in grant.actions and category in grant.categories and purpose in grant.purposes
    ]
    if decision.allowed:
        assert POLICY.find("role." + decision.clause.split(".")[1]).grants[decision.clause.split(".")[3]] in granted
    assert granted or not decision.allowed


@given(roles, actions, categories, purposes)
def test_decide_undeclared_is_its_own_outcome(role_ids, action, category, purpose):
    decision = POLICY.decide(role_ids, action, category, purpose, on=ON)
    declared = action in POLICY.actions and category in POLICY.categories and purpose in POLICY.purposes
    if not declared:
        assert (decision.outcome, decision.clause) == ("undeclared", "policy.undeclared")
    assert not (decision.undeclared and decision.allowed)
    assert decision.why


@given(roles, actions, categories, purposes)
def test_decide_does_not_hang_on_order_or_repetition(role_ids, action, category, purpose):
    once = POLICY.decide(role_ids, action, category, purpose, on=ON)
    assert POLICY.decide([*reversed(role_ids), *role_ids], action, category, purpose, on=ON) == once


@given(st.sampled_from(sorted(POLICY.roles)), actions, categories, purposes)
def test_role_may_agrees_with_decide(role_id, action, category, purpose):
    alone = POLICY.roles[role_id].may(action, category=category, purpose=purpose, on=ON)
    assert alone == POLICY.decide([role_id], action, category, purpose, on=ON)


@given(roles, actions, categories, purposes)
def test_decide_allows_nothing_without_lawful_basis(role_ids, action, category, purpose):
    if POLICY.decide(role_ids, action, category, purpose, on=ON).allowed:
        assert POLICY.bases_for(category, purpose, on=ON)


def test_decide_without_role_is_refused():
    decision = POLICY.decide([], "view", "identity", "support", on=ON)
    assert (decision.outcome, decision.clause) == ("refused", "policy.default")


def test_decide_unknown_role_alone_is_undeclared():
    assert POLICY.decide(["wizard"], "view", "identity", "support", on=ON).undeclared


def test_decide_unknown_role_takes_nothing_away():
    assert POLICY.decide(["social-worker", "wizard"], "view", "identity", "support", on=ON).allowed


def test_decide_names_the_grant(written):
    decision = written().decide(["worker"], "view", "identity", "support", on=ON)
    assert (decision.allowed, decision.clause) == (True, "role.worker.grants.casework")


def test_decide_before_the_policy_is_in_force(written):
    decision = written().decide(["worker"], "view", "identity", "support", on=date(2025, 12, 31))
    assert decision.undeclared
    assert "not in force on 31 December 2025" in decision.why


def test_decide_grant_ends_by_its_date(written):
    policy = written(('actions = ["view"]\n', 'actions = ["view"]\nvalid_to = 2026-06-30\n'))
    ask = ("worker",), "view", "identity", "support"
    assert policy.decide(*ask, on=date(2026, 6, 30)).allowed
    assert policy.decide(*ask, on=date(2026, 7, 1)).clause == "policy.default"


def banned(written, more):
    ban = f'[forbid.names]\ntitle = "No names"\nwhy = "Nobody reads names."\n{more}\n[gateway.returns]'
    return written(("[gateway.returns]", ban)).decide(["worker"], "view", "identity", "support", on=ON)


def test_decide_forbid_wins(written):
    decision = banned(written, 'categories = ["identity"]')
    assert (decision.outcome, decision.clause, decision.why) == ("refused", "forbid.names", "Nobody reads names.")


def test_decide_forbid_of_another_category_is_silent(written):
    assert banned(written, 'categories = ["health"]').allowed


def test_decide_forbid_leaves_named_roles_alone(written):
    assert banned(written, 'but_for = ["worker"]').allowed


def test_decide_forbid_ends_by_its_date(written):
    assert banned(written, "valid_to = 2026-01-31").allowed


def test_decide_without_basis_is_undeclared(written):
    decision = written(
        (
            'groups = ["person"]\npurposes = ["support"]\narticle6',
            'categories = ["health"]\npurposes = ["support"]\narticle6',
        )
    ).decide(["worker"], "view", "identity", "support", on=ON)
    assert decision.undeclared
    assert "No lawful basis is declared" in decision.why


def test_decide_purpose_limits_the_form(written):
    policy = written(('form = "named"\ngroups', 'form = "counted"\ngroups'))
    assert policy.decide(["worker"], "view", "identity", "support", on=ON).clause == "purpose.support"
