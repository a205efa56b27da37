"""The record of processing: 42 questions of each activity, and honest about those without an answer."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from keepwell.policy.blocks import words
from keepwell.policy.papers.processing import Facts, answers, counted, record_of_processing
from keepwell.policy.papers.processing.activities import activities
from keepwell.policy.papers.processing.questions import questions
from tests.policy.papers.conftest import ON

ONLY_RUNNING = [21, 22, 40]


@pytest.fixture(scope="module")
def found(policy):
    return answers(policy, ON)


def numbered(held):
    return {question.number: answer for question, answer in held.items()}


def of(found, id):
    """Number -> answer, of one activity."""
    return next(numbered(held) for activity, held in found.items() if activity.id == id)


def without(policy, kind):
    return replace(policy, objects={**policy.objects, kind: {}})


def missing(policy):
    return {n for held in answers(policy, ON).values() for n, answer in numbered(held).items() if not answer}


def test_there_are_42_questions():
    assert [one.number for one in questions()] == list(range(1, 43))
    assert all(one.text and one.where for one in questions())


def test_every_use_of_every_category_stands_in_an_activity(policy):
    used = {(c, p.id) for p in policy.purposes.values() for c in (*p.categories, *p.flag_only)}
    assert {(c, one.purpose.id) for one in activities(policy, ON) for c in one.categories} == used


def test_use_without_a_basis_is_an_activity_of_its_own(policy):
    bare = replace(
        policy, objects={**policy.objects, "basis": {k: v for k, v in policy.bases.items() if k != "learning"}}
    )
    (one,) = (a for a in activities(bare, ON) if a.basis is None)
    assert one.categories == ("education", "attendance", "ehcp")
    held = numbered(answers(bare, ON)[one])
    assert [n for n in (25, 26, 27, 28, 29, 35, 38) if held[n]] == []


def test_shipped_policy_answers_all_but_what_only_the_system_knows(found):
    for activity, held in found.items():
        wanting = sorted([*ONLY_RUNNING, *([38] if activity.basis.article6 == "6(1)(a)" else [])])
        assert [n for n, answer in numbered(held).items() if not answer] == wanting
        assert counted(held) == 42 - len(wanting)


def test_running_system_answers_the_rest(policy):
    facts = Facts("All of it.", "Nothing departs.", "None yet.", "No breach.")
    assert {counted(held) for held in answers(policy, ON, facts).values()} == {42}
    said = "\n".join(words(b) for s in record_of_processing(policy, ON, facts).sections for b in s.blocks)
    assert "made from the policy file and the running system" in said
    assert "every question is answered for every activity" in said


def test_record_says_it_was_made_from_the_file_alone(made):
    said = "\n".join(words(block) for section in made["record-of-processing"].sections for block in section.blocks)
    assert "made from the policy file alone" in said
    assert said.count("39 of 42") == 2 * len(
        [s for s in made["record-of-processing"].sections if s.id.startswith("activity-")]
    )


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("steward", {8}), ("safeguard", {23}), ("place", {17, 18, 24}), ("assessment", {33, 34}),
        ("automated", {30, 31, 32}), ("breach", {39}), ("retention", {19, 20}), ("right", {35}), ("origin", {14}),
    ],
)  # fmt: skip
def test_what_the_file_leaves_out_is_unanswered_with_its_place(policy, kind, numbers):
    bare = without(policy, kind)
    assert missing(bare) == numbers | set(ONLY_RUNNING)
    last = record_of_processing(bare, ON).sections[-1].blocks[-1]
    assert {int(row[0].partition(".")[0]) for row in last.rows} == numbers | set(ONLY_RUNNING)
    assert all(row[1] == "Every activity" and row[2] for row in last.rows)


def test_review_without_a_day_or_contract_without_a_place_is_unanswered(changed):
    bare = changed(
        ("reviewed_on = 2026-10-19\n", ""),
        ('contract = "Register of contracts, in the council\'s legal department"\n', ""),
    )
    assert missing(bare) == {41, 42, *ONLY_RUNNING}


def test_activity_of_the_returns(found):
    held = of(found, "returns-returns")
    assert "6(1)(c)" in held[25]
    assert "section 83" in held[25]
    assert held[15] == "The Department for Education"
    assert held[28] == "Article 9(2)(g)."
    assert "paragraph 6" in held[29]
    assert held[17] == "None."


def test_activity_without_special_categories_needs_no_condition(found):
    held = of(found, "administration-running")
    assert held[13] == "Neither."
    assert held[28].startswith("Not needed")
    assert held[29].startswith("Not needed")


def test_transfer_is_in_the_activities_it_serves(found):
    assert "another country" in of(found, "safeguarding-protect")[17]
    assert "Articles 44 to 49" in of(found, "safeguarding-protect")[18]


def test_place_abroad_is_a_transfer(changed):
    away = changed(('describes = "The record, the log and the encrypted backups."\ncountry = "United Kingdom"',
                    'describes = "The record."\ncountry = "Ruritania"'))  # fmt: skip
    held = of(answers(away, ON), "returns-returns")
    assert held[17] == "Our data centre (Ruritania)."
    assert held[18].startswith("A written contract")


def test_controller_abroad_names_its_representative(changed):
    away = changed(('country = "United Kingdom"\n', 'country = "Ruritania"\n'))
    assert 5 in missing(away)
    away = changed(('country = "United Kingdom"\n', 'country = "Ruritania"\nrepresentative = "Fern Ltd, London"\n'))
    assert 5 not in missing(away)


def test_decision_by_a_computer_needs_its_law(changed):
    deciding = (('decides = false\nlaw = ["automated-decisions"]', "decides = true"),)
    assert 32 in missing(changed(*deciding))
    held = of(answers(changed(*deciding), ON), "returns-returns")
    assert held[30] == "No profiling; decisions are made by a computer alone."


def test_consent_is_answered_by_the_running_system(policy):
    from keepwell.policy.papers.processing.questions import QUESTIONS, Asked

    consented = SimpleNamespace(article6="6(1)(a)", article9="")
    asked = Asked(policy, ON, replace(activities(policy, ON)[0], basis=consented), None)
    assert QUESTIONS[38].answer(asked) == ""
    assert QUESTIONS[38].answer(replace(asked, facts=Facts(consents="12 held."))) == "12 held."
