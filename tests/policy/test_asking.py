"""The words beside a question: those of the policy, for columns, wildcards and days."""

from dataclasses import replace
from datetime import date

import pytest

from keepwell.policy import load, shipped
from keepwell.policy.asking import question_of, questions

ON = date(2026, 11, 22)


def changed(tmp_path, old, new):
    text = shipped().read_text("utf-8")
    assert old in text
    file = tmp_path / "policy.toml"
    file.write_text(text.replace(old, new), "utf-8")
    return load(file)


def test_a_column_has_the_words_of_its_fact(policy):
    asked = question_of(policy, "ssda903.Header.ETHNIC", ON)
    assert (asked.fact, asked.short, asked.choice) == ("ethnicity", "A choice", True)
    assert asked.words["duty"] == "Your choice"
    assert asked.consequence == "We record that you chose not to say. You get the same help."
    assert "Data Protection Act 2018" in asked.law
    assert asked.refusal_codes == ("REFU",)
    assert asked.waiting_codes == ("NOBT",)


def test_a_column_of_any_table_is_found(policy):
    assert question_of(policy, "ssda903.Reviews.DOB", ON).fact == "birth"


def test_a_fact_is_found_by_its_id(policy):
    assert question_of(policy, "name", ON).short == "Needed to help"


def test_what_nobody_declares_has_no_words(policy):
    assert question_of(policy, "ssda903.Header.SHOE_SIZE", ON) is None
    assert question_of(policy, "", ON) is None


def test_a_duty_says_whose(policy):
    assert question_of(policy, "ssda903.Episodes.DECOM", ON).short == "Our duty"


def test_a_fact_that_is_not_in_force_yet_is_not_asked(tmp_path):
    policy = changed(tmp_path, "[field.touch]", "[field.touch]\nvalid_from = 2026-12-01")
    assert question_of(policy, "ssda903.OC3.IN_TOUCH", ON) is None
    assert "touch" not in questions(policy, ON)
    assert question_of(policy, "ssda903.OC3.IN_TOUCH", date(2026, 12, 1)).fact == "touch"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ('consequence = "Nothing happens. You get the same help."', 'consequence = "Nothing happens."', False),
        ('obligation = "voluntary"\nduty_on = "nobody"\nlaw = ["return-guides"]',
         'obligation = "needed"\nduty_on = "nobody"\nlaw = ["return-guides"]', False),
        ('version = "1.0"\nvalid_from', 'version = "1.1"\nvalid_from', True),
    ],
)  # fmt: skip
def test_a_digest_changes_with_the_words_and_with_nothing_else(policy, tmp_path, old, new, same):
    before, after = (question_of(one, "gender", ON) for one in (policy, changed(tmp_path, old, new)))
    assert (before.digest == after.digest) is same


def test_a_digest_does_not_hang_on_codes(policy):
    asked = question_of(policy, "gender", ON)
    assert replace(asked, refusal_codes=("X",)).digest == asked.digest
    assert replace(asked, law="Another Act").digest != asked.digest


def test_every_question_is_there_once(policy):
    assert list(questions(policy, ON)) == list(policy.fields)
