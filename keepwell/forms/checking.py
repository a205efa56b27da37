"""What must fit together among forms: conditions and rows name questions that are there, offers name forms."""

from __future__ import annotations

from collections.abc import Mapping

from keepwell.clocks.loading import clocks
from keepwell.clocks.mistakes import Mistakes, nearest
from keepwell.codes import CODE_SETS
from keepwell.forms.declared import CONTROLLERS, Form, every


def check(forms: Mapping[str, Form], mistakes: Mistakes) -> None:
    """Notes every name that leads nowhere."""
    for form in forms.values():
        path = f"form.{form.id}"
        _check_questions(path, form, mistakes)
        _check_rows(path, form, mistakes)
        for offer in form.next:
            _known(f"{path}.next", "form", offer.form, forms, mistakes)
            if offer.clock:
                _known(f"{path}.next", "clock", offer.clock, clocks(), mistakes)
            if offer.when and offer.when.question != "outcome":
                mistakes.note(f"{path}.next", "may depend on “outcome” only: the other answers are sealed.")
            _check_condition(f"{path}.next", offer.when, form.by_id, mistakes)
        for one in set(form.controllers) - set(CONTROLLERS):
            mistakes.note(f"{path}.controllers", f"names “{one}”. Use: {', '.join(CONTROLLERS)}.")


def _check_questions(path, form, mistakes):
    seen = {}
    for one in form.questions:
        place = f"{path}.question “{one.id}”"
        if one.id in seen:
            mistakes.note(place, "is there twice. Give one of them another id.")
        _check_condition(place, one.shown_if, seen, mistakes)
        seen[one.id] = one
    for one in every(form.questions):
        place = f"{path}.question “{one.id}”"
        if one.codes:
            _known(place, "code set", one.codes, CODE_SETS, mistakes)
        if one.not_before:
            _known(place, "question", one.not_before, form.by_id, mistakes)


def _check_rows(path, form, mistakes):
    for row in form.rows:
        place = f"{path}.row “{row.kind}”"
        _check_condition(place, row.when, form.by_id, mistakes)
        if row.each:
            _known(place, "question", row.each, form.by_id, mistakes)
        for _, what in (*row.sets, *row.ends):
            if what.startswith("@clock:"):
                _, clock, question = what.split(":")
                _known(place, "clock", clock, clocks(), mistakes)
                _known(place, "question", question, form.by_id, mistakes)
            elif what.startswith("@") and what != "@each":
                _known(place, "question", what[1:], form.by_id, mistakes)


def _check_condition(place, condition, known, mistakes):
    if condition is None:
        return
    if condition.question not in known:
        text = f"depends on “{condition.question}”, which is not asked before it.{nearest(condition.question, known)}"
        mistakes.note(place, text)
        return
    asked = known[condition.question]
    offered = {code for code, _ in asked.choices} or (set(CODE_SETS[asked.codes].codes) if asked.codes else set())
    offered = {"yes", "no"} if asked.kind == "yes-no" else offered
    for answer in condition.answers:
        if offered and answer not in offered:
            mistakes.note(place, f"waits for the answer “{answer}”, which nobody can give.{nearest(answer, offered)}")


def _known(place, what, name, known, mistakes):
    if name not in known:
        mistakes.note(place, f"names the {what} “{name}”, which is not there.{nearest(name, known)}")
