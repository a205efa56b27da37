"""The answers of steps among the words that search finds: each of the category of its own question."""

from django.urls import reverse

from ..access.forms_in_force import forms
from ..record.actions.stepping import read
from ..record.models import Step
from ..record.searching.sources import Passage, Source, Told, add
from .saying import say


def passages(step, key):
    """The answers of a step as they are shown, each with its question."""
    answers = read(step, key)["answers"]
    return [
        Passage(question["category"], words, said.ask)
        for question in step.version.words["questions"]
        for said in say({"questions": [question]}, answers, lambda category: True)
        if (words := said.words or "\n".join(words for turn in said.turns for _, words in turn))
    ]


def told(steps, uids):
    return {
        step.pk: Told(step.on, step.version.title, step.by.name if step.by else "",
                      reverse("journey:step", args=[uids[step.child_id], step.pk]), step.significant)
        for step in steps
    }  # fmt: skip


def home(step):
    return step.version.words["category"]


def categories():
    return {one.category for form in forms().values() for one in (form, *form.questions)}


add(Source("step", Step, ("sealed_answers",), passages, told, home, categories, within=("version", "by"),
           apart="version__apart"))  # fmt: skip
