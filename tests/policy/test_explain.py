"""May a role do this? In ids and in sentences, against the policy we ship."""

from datetime import date

import pytest

from keepwell.policy.explain import explain, told, understand

ON = date(2026, 11, 22)

QUESTIONS = {
    "may a pastoral lead read a section 47 outcome": ("pastoral-lead", "view", "section47"),
    "Can the social worker correct care leaver accommodation?": ("social-worker", "edit", "care-leaver"),
    "safeguarding lead open child protection plans": ("safeguarding-lead", "view", "protection-plan"),
    "may an auditor count attendance": ("auditor", "count", "attendance"),
    "may a team manager read the log of who opened a record": ("team-manager", "view", "access-log"),
    "may a reviewing officer see s47 enquiries": ("reviewing-officer", "view", "section47"),
    "may an operator export adoption": ("operator", "export", "adoption"),
    "may a personal adviser see the dentist": ("personal-adviser", "view", "dental"),
    "may an auditor see the date of birth": ("auditor", "view", "identity"),
}


@pytest.mark.parametrize(("question", "meant"), QUESTIONS.items(), ids=QUESTIONS.keys())
def test_a_sentence_is_understood(policy, question, meant):
    understood = understand(policy, question)
    assert (understood.one("role"), understood.one("action"), understood.one("category")) == meant


def test_words_that_fit_several_list_them(policy):
    understood = understand(policy, "who may read a secret address")
    assert understood.fits["category"] == ("address", "sealed-address")
    assert understood.one("category") is None
    assert understood.fits["role"] == ()


def test_words_that_fit_nothing_are_told(policy):
    understood = understand(policy, "may a dragon read attendance")
    assert (understood.fits["role"], understood.left) == ((), ("dragon",))


@pytest.mark.parametrize("question", ["", "?", "… – …", "a" * 10_000, "[[role]]"])
def test_a_question_of_any_kind_is_taken(policy, question):
    assert understand(policy, question).fits["role"] == ()


def test_a_fact_leads_to_its_category(policy):
    understood = understand(policy, "may an auditor see the date of birth")
    assert understood.facts == {"identity": "Date of birth, or the date a baby is due"}


def test_every_id_and_title_of_a_role_is_understood(policy):
    for role in policy.roles.values():
        for name in (role.id, role.title):
            assert role.id in understand(policy, f"may a {name} read attendance").fits["role"], name


def test_every_title_of_a_category_is_understood(policy):
    for category in policy.categories.values():
        assert category.id in understand(policy, category.title).fits["category"], category.id


def test_only_that_it_exists(policy):
    answer = explain(policy, "pastoral-lead", "view", "section47", on=ON)
    assert answer.short == "only that it exists"
    assert not any(decision.allowed for decision in answer.decisions.values())
    assert answer.flags["pastoral"].clause == "role.pastoral-lead.grants.flags"


def test_yes_names_clause_words_and_law(policy):
    answer = explain(policy, "social-worker", "view", "section47", ["safeguarding"], on=ON)
    said = "\n".join(told(policy, answer, on=ON))
    assert answer.short == "yes"
    assert "role.social-worker.grants.casework" in said
    assert policy.roles["social-worker"].grants["casework"].title in said
    assert "Children Act 1989, section 47" in said
    assert "Children they are allocated to".lower() in said


def test_no_names_the_ban(policy):
    answer = explain(policy, "pastoral-lead", "view", "adoption", ["support"], on=ON)
    said = "\n".join(told(policy, answer, on=ON))
    assert answer.short == "no"
    assert "forbid.adoption-from-schools" in said
    assert policy.forbids["adoption-from-schools"].why in said


def test_what_is_not_declared_is_never_a_yes(policy):
    for asked in (("wizard", "view", "need"), ("auditor", "fly", "need"), ("auditor", "view", "dragons")):
        answer = explain(policy, *asked, on=ON)
        assert answer.short in ("no", "nobody has said"), asked
        assert "does not declare" in "\n".join(told(policy, answer, on=ON))


def test_the_answer_is_the_decision(policy):
    for role in policy.roles:
        answer = explain(policy, role, "view", "health", on=ON)
        for purpose, decision in answer.decisions.items():
            assert decision == policy.decide([role], "view", "health", purpose, on=ON)
