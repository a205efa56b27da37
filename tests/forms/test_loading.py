"""Form files: what they say is what is asked, and every mistake is told with its place."""

import tomllib

import pytest

from keepwell.codes import CODE_SETS
from keepwell.forms import FormError, parse_forms, shipped, with_own
from keepwell.forms.declared import Condition, every

ONE = """
[form.tea]
title = "Tea with the family"
area = "work"
about = "How it was."
category = "narrative"

[[form.tea.question]]
id = "on"
ask = "When was it?"
kind = "day"
required = true
"""


def parsed(text):
    return parse_forms("tea.toml", tomllib.loads(text))


def wrong(text):
    with pytest.raises(FormError) as said:
        parsed(text)
    return said.value.problems


def test_a_form_is_read():
    form = parsed(ONE)["tea"]
    assert (form.title, form.questions[0].kind, form.questions[0].category) == (
        "Tea with the family",
        "day",
        "narrative",
    )
    assert form.controllers == ("local-authority",)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ('kind = "day"', 'kind = "dai"'),
            "tea.toml, form.tea.question “on”.kind: cannot be “dai”. Did you mean “day”?",
        ),
        (('area = "work"', 'area = "garden"'), "form.tea.area: cannot be “garden”"),
        (("required = true", 'required = "yes"'), "should be true or false"),
        (('ask = "When was it?"', ""), "form.tea.question “on”.ask: is missing"),
        (('kind = "day"', 'kind = "choice"'), "offers no answers"),
        (('kind = "day"', 'kind = "repeat"'), "repeats nothing"),
        (("[form.tea]\n", "[form.tea]\ncolour = 1\n"), "form.tea.colour: is not a key of this table"),
        (('id = "on"', 'id = "On the day"'), "has an id that cannot be used"),
    ],
)
def test_each_mistake_is_told_with_its_place(change, said):
    assert any(said in problem for problem in wrong(ONE.replace(*change)))


def test_all_mistakes_of_a_file_are_told_at_once():
    assert len(wrong(ONE.replace('kind = "day"', 'kind = "dai"').replace('area = "work"', 'area = "garden"'))) == 2


def test_the_fingerprint_follows_the_questions():
    first, again = parsed(ONE)["tea"], parsed(ONE)["tea"]
    other = parsed(ONE.replace("When was it?", "Which day was it?"))["tea"]
    assert first.digest == again.digest != other.digest


# What a council adds


def own(tmp_path, text):
    path = tmp_path / "forms.toml"
    path.write_text(text, encoding="utf-8")
    return with_own(shipped(), path)


MORE = """
[[more.assessment.question]]
id = "young-carer"
ask = "Does the child care for somebody at home?"
kind = "yes-no"
category = "assessment"

[[more.assessment.question]]
id = "cares-for"
ask = "For whom?"
kind = "line"
shown_if = { question = "young-carer", is = ["yes"] }
"""


def test_a_council_asks_more(tmp_path):
    form = own(tmp_path, MORE)["assessment"]
    carer, whom = form.questions[-2:]
    assert (carer.own, whom.own, whom.category) == (True, True, "assessment")
    assert whom.asked({"young-carer": True})
    assert not whom.asked({"young-carer": False})
    assert not whom.asked({})
    assert form.digest != shipped()["assessment"].digest


def test_no_file_adds_nothing(tmp_path):
    assert with_own(shipped(), tmp_path / "none.toml") is shipped()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("more.assessment", "more.assesment"), "adds to a form that is not there. Did you mean “assessment”?"),
        (('id = "young-carer"', 'id = "analysis"'), "asks “analysis”, which the form asks already"),
        (('question = "young-carer"', 'question = "young"'), "depends on “young”, which is not asked before it"),
        (('is = ["yes"]', 'is = ["perhaps"]'), "waits for the answer “perhaps”, which nobody can give"),
    ],
)
def test_mistakes_of_a_council_s_file(tmp_path, change, said):
    with pytest.raises(FormError) as problem:
        own(tmp_path, MORE.replace(*change))
    assert said in str(problem.value)


# The forms that come with Keepwell


def test_shipped_forms_ask_each_thing_once_and_from_lists_that_are_there():
    for form in shipped().values():
        ids = [one.id for one in form.questions]
        assert len(ids) == len(set(ids)), form.id
        assert all(one.codes in CODE_SETS for one in every(form.questions) if one.codes), form.id


def test_shipped_forms_refuse_a_day_that_has_not_come():
    assert [form.id for form in shipped().values() if not form.by_id["on"].past] == []


def test_every_offer_leads_on_from_an_answer_that_can_be_given():
    for form in shipped().values():
        for offer in form.next:
            assert offer.form in shipped(), form.id
            assert offer.when is None or "outcome" in form.by_id, form.id


def test_narrative_is_asked_with_how_it_was_written_where_the_child_is_spoken_of():
    """Forms with the child's own words ask whether the child knows what is written."""
    assert [form.id for form in shipped().values() if "words" in form.by_id and not form.voice] == []


@pytest.mark.parametrize(
    ("answer", "holds"), [(True, True), (False, False), ("yes", True), (["a", "yes"], True), (None, False)]
)
def test_a_condition_reads_answers_of_any_kind(answer, holds):
    assert Condition(question="seen", answers=("yes",)).holds({"seen": answer}) is holds
