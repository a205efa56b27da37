"""The actions of a child's plans and reviews: who does what by when, and what came of each."""

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidTag
from django.urls import reverse

from ..access.forms_in_force import forms
from ..record import vault
from ..record.actions import stepping
from ..record.due import Asked
from ..record.models import Step
from ..record.targets import ENDS, TARGETS
from ..work.queries.children import allocated_to
from ..work.queries.standing import left
from .models import Followed
from .saying import answer

STEPS, BY = "steps", "by"  # the question of plans and reviews that asks what will be done, and its day


@dataclass(frozen=True)
class Action:
    """One action. `turn` is [(question, words)] without the day, `said` the same as the step holds it; `by` the day.

    came   the Followed row about it, or None when nobody has said what came of it; `note` its words
    """

    step: Step
    number: int
    turn: list
    said: dict
    by: date | None
    came: Followed | None = None
    note: str = ""

    @property
    def is_open(self):
        return self.came is None or self.came.came == "open"

    @property
    def is_done(self):
        return self.came is not None and self.came.came == "done"

    @property
    def what(self):
        return "; ".join(words for _, words in self.turn)


@dataclass(frozen=True)
class Plan:
    """The actions of one plan or review."""

    step: Step
    actions: list


@dataclass(frozen=True)
class Progress:
    """How many actions there are, are done, and will not be done."""

    all: int
    done: int
    dropped: int

    @classmethod
    def of(cls, plans):
        actions = [one for plan in plans for one in plan.actions]
        done = sum(one.is_done for one in actions)
        return cls(len(actions), done, len(actions) - done - sum(one.is_open for one in actions))


def asking():
    """{id of form: the category of the question} of the forms that ask what will be done."""
    return {form.id: one.category for form in forms().values() for one in form.questions
            if one.id == STEPS and one.kind == "repeat"}  # fmt: skip


def plans_of(opened):
    """The Plans of an opened record that this reader may see: the latest of each form, the latest first."""
    asked = asking()
    steps = [one for one in latest_of([opened.child.pk]) if opened.may(asked[one.form])]
    plans = _read(steps, [opened.child.pk]) if steps else []
    return [plan for plan in reversed(plans) if plan.actions]


def action_at(opened, step, number):
    """The Action of this step (key) with this number, or None."""
    mine = [one for plan in plans_of(opened) if plan.step.pk == step for one in plan.actions]
    return next((one for one in mine if one.number == number), None)


def may_follow(opened, action):
    category = asking()[action.step.form]
    return category in opened.may_do("edit", {category})


def told(opened):
    """What pages say of the actions: `plans` as (plan, [(action, left, may say what came of it)]), and `progress`."""
    plans, today = plans_of(opened), date.today()
    shown = [(plan, [(one, left(one.by, today), may_follow(opened, one)) for one in plan.actions]) for plan in plans]
    return {"plans": shown, "progress": Progress.of(plans)}


def asked(user):
    """What was Asked of the worker of these children: the open actions with a day of their plans, without the words."""
    uids, wanted = allocated_to(user, date.today()), asking()
    children = list(Step.objects.filter(child__person__uid__in=uids, form__in=wanted).order_by().values_list(
        "child", "child__person__uid").distinct())  # fmt: skip
    uid_of = dict(children)
    for plan in _read(latest_of(uid_of), list(uid_of)):
        step = plan.step
        for one in plan.actions:
            if one.is_open and one.by:
                href = reverse("journey:action", args=[uid_of[step.child_id], step.pk, one.number])
                yield Asked(step.child_id, f"Action: {step.version.title}", one.by, href,
                            frozenset({wanted[step.form]}))  # fmt: skip


def latest_of(children):
    """The latest step of each form that says what will be done, of each of these children, while its plan stands."""
    rows = Step.objects.filter(child__in=list(children), form__in=asking()).select_related("version", "by")
    latest = {(step.child_id, step.form): step for step in rows}
    stands = _standing({step.child_id for step in latest.values()}, {step.form for step in latest.values()})
    found = [step for step in latest.values() if step.child_id in stands[step.form]]
    return sorted(found, key=lambda step: (step.on or date.min, step.pk))


def _standing(children, ids):
    """{form: children of whom everything stands that it speaks of}: a plan that has ended asks for nothing."""
    known, there, found = {}, forms(), {}
    for form in (there[id] for id in ids):
        found[form.id] = set(children)
        for slug in (*form.needs, *(row.kind for row in form.rows if row.does == "add" and row.kind in ENDS)):
            if slug not in known:
                rows = TARGETS[slug].shelf.load(list(children))
                known[slug] = {row.owner for row in rows if TARGETS[slug].stands(row.facts)}
            found[form.id] &= known[slug]
    return found


def _read(steps, children):
    keys, came = vault.keys_of(children) if steps else {}, defaultdict(dict)
    for row in Followed.objects.filter(step__in=[one.pk for one in steps]).select_related("by"):
        came[row.step_id][row.number] = row
    return [Plan(step, _actions(step, keys[step.child_id], came[step.pk])) for step in steps]


def _actions(step, key, came):
    """None where the answers cannot be opened any more."""
    try:
        turns = stepping.read(step, key).get("answers", {}).get(STEPS) or []
    except InvalidTag:
        return []
    question = next((one for one in step.version.words["questions"] if one["id"] == STEPS), {"questions": []})
    return [_action(step, number, turn, question["questions"], came.get(number), key)
            for number, turn in enumerate(turns)]  # fmt: skip


def _action(step, number, turn, questions, row, key):
    words = [(one["ask"], answer(one, turn[one["id"]])) for one in questions if one["id"] != BY and turn.get(one["id"])]
    by = date.fromisoformat(turn[BY]) if turn.get(BY) else None
    said = read(row, key) if row else None
    if said and said["turn"] == turn:
        return Action(step, number, words, turn, by, row, said["note"])
    return Action(step, number, words, turn, by)


def read(row, key):
    """{"turn", "note"} of a Followed; None when it does not open any more."""
    try:
        return json.loads(vault.unseal(key, row.sealed_words, "plan action", row.seal, "words"))
    except InvalidTag:
        return None
