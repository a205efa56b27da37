"""Answers that follow from others: the total of a questionnaire from its 25 answers."""

import re

from keepwell.outcomes import sdq

ANSWERS = re.compile(r"[012-]")
SHAPE = f"Write {len(sdq.ITEMS)} answers, each 0, 1 or 2, or - for one that was not answered"


class CannotTell(ValueError):
    """What follows cannot be worked out; `question` is the one to look at and `sentence` says why."""

    def __init__(self, question, sentence):
        super().__init__("it cannot be worked out")
        self.question, self.sentence = question, sentence


def work_out(form, answers):
    """What follows from the answers to a form, {question id: answer}; CannotTell when they do not fit together."""
    rule = RULES.get(form.id)
    return rule(answers) if rule else {}


def _sdq(answers):
    """The total from the 25 answers. A total that was written besides must be the same."""
    if "answers" not in answers:
        return {}
    given = ANSWERS.findall(answers["answers"])
    if len(given) != len(sdq.ITEMS) or re.sub(r"[012\s,;-]", "", answers["answers"]):
        raise CannotTell("answers", f"{SHAPE}. There are {len(given)} now.")
    items = dict(zip(sdq.ITEMS, (None if one == "-" else int(one) for one in given), strict=True))
    total = sdq.score(items, answers.get("who", "carer")).total
    if total is None:
        raise CannotTell("answers", "Too few were answered for a total: at least three of the five of each scale.")
    if answers.get("score", total) != total:
        raise CannotTell("score", f"The answers make {total}, and here is {answers['score']}. Look at both.")
    return {"score": total}


RULES = {"sdq": _sdq}
