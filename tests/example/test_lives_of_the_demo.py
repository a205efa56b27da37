"""The texts of the demo: they fit the forms of the steps, and are written as the pages ask people to write."""

from datetime import date

import pytest

from keepwell.codes import CODE_SETS
from keepwell.example.lives import day, filled, lives
from keepwell.forms import shipped
from keepwell.web.concerns.words import CATEGORIES, DECISIONS, HOW
from keepwell.wording import read

ON = date(2026, 11, 22)  # a Sunday
SAID = lives(ON)
STEPS = [one for story in SAID["stories"]["story"] for one in story["step"]] + SAID["around"]["step"]


def texts(said):
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict | list):
        for one in said.values() if isinstance(said, dict) else said:
            yield from texts(one)


def wrong_answers(questions, answers):
    known = {one.id: one for one in questions}
    yield from (f"{id}: no such question" for id in answers.keys() - known.keys())
    for id, one in known.items():
        if one.required and one.asked(answers) and id not in answers:
            yield f"{id}: not answered"
        yield from _wrong(one, answers.get(id)) if id in answers else ()


def _wrong(question, given):
    codes = CODE_SETS[question.codes].for_year(2026).codes if question.codes else dict(question.choices)
    chosen = given if isinstance(given, list) else [given]
    if question.kind in ("choice", "choices"):
        yield from (f"{question.id}: {one} cannot be chosen" for one in chosen if one not in codes)
    kind = {"day": date, "yes-no": bool, "number": int, "repeat": list, "choices": list}.get(question.kind, str)
    if not isinstance(given, kind):
        yield f"{question.id}: {given!r} is no answer"
    for turn in given if question.kind == "repeat" else ():
        yield from wrong_answers(question.questions, turn)


@pytest.mark.parametrize("step", STEPS, ids=lambda one: f"{one['form']}-{one['ago']}")
def test_each_step_answers_its_form(step):
    form = shipped()[step["form"]]
    answers = {"on": day(ON, step["ago"]), **step.get("answers", {})}
    assert list(wrong_answers(form.questions, answers)) == []
    assert ({"voice", "knows"} <= step.keys()) == form.voice


def test_a_wrong_answer_would_be_found():
    found = list(wrong_answers(shipped()["referral"].questions, {"source": "9Z", "reason": 3, "none": ""}))
    assert {one.split(":")[0] for one in found} == {
        "none",
        "on",
        "source",
        "need",
        "reason",
        "outcome",
        "why",
        "ends_on",
    }


def test_nobody_writes_words_of_the_office_or_words_that_judge():
    said = [filled(one, name="Alex", sex="F") for one in texts(SAID) if " " in one]  # and no ids
    assert len(said) > 200
    hints = {(hint.kind, hint.what) for one in said for hint in read(one).hints if hint.kind in ("jargon", "label")}
    assert hints == set()
    assert not [one for one in said if "{" in one]


def test_concerns_are_decided_in_words_that_there_are():
    for one in SAID["concerns"]["concern"]:
        assert one["how"] in HOW
        decided = one.get("decided", {"category": "other", "decision": "other"})
        assert decided["category"] in CATEGORIES
        assert decided["decision"] in DECISIONS


def test_days_never_fall_on_a_weekend_but_for_today():
    assert day(ON, 0) == ON
    assert day(ON, 1) == date(2026, 11, 20)
    assert day(ON, -7) == date(2026, 11, 30)
    assert {day(ON, ago).weekday() for ago in range(-30, 30) if ago} == {0, 1, 2, 3, 4}


def test_an_age_is_a_day_of_birth():
    (orla, *_) = SAID["stories"]["story"]
    assert orla["born"] == date(2017, 9, 13)
