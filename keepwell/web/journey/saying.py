"""A step in words: its questions and answers as its form was then, those of other categories left out."""

from dataclasses import dataclass, field
from datetime import date

from keepwell.codes import CODE_SETS

from ..record.models import Step
from ..record.queries.cells import day


@dataclass(frozen=True)
class Said:
    """A question and its answer in words; `turns` of a repeat are lists of (question, words)."""

    ask: str
    words: str = ""
    turns: list = field(default_factory=list)
    narrative: bool = False


def say(words_of_form, answers, may):
    """[Said] of the answers that `may(category)` opens; `words_of_form` is FormVersion.words or Form.words."""
    for question in words_of_form["questions"]:
        value = answers.get(question["id"])
        if value in (None, "", []) or not may(question["category"]):
            continue
        if question["kind"] == "repeat":
            turns = [[(one["ask"], answer(one, turn[one["id"]])) for one in question["questions"] if one["id"] in turn]
                     for turn in value]  # fmt: skip
            yield Said(question["ask"], turns=turns)
        else:
            yield Said(question["ask"], answer(question, value), narrative=question["narrative"])


def closed(words_of_form, may):
    """How many questions of the form are not open to the reader."""
    return sum(not may(question["category"]) for question in words_of_form["questions"])


def answer(question, value):
    """One answer in words."""
    if isinstance(value, list):
        return "; ".join(answer({**question, "kind": "choice"}, one) for one in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if question["kind"] == "day":
        return day(value if isinstance(value, date) else date.fromisoformat(value)).text
    if question.get("codes"):
        return CODE_SETS[question["codes"]].label(value) or str(value)
    return dict(map(tuple, question["choices"])).get(value, str(value))


def voice(step):
    """How it was written and whether the child knows: sentences."""
    return [words for words in (Step.VOICE.get(step.voice), Step.KNOWN.get(step.child_knows)) if words]
