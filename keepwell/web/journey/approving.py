"""Steps that a manager approves: what is asked, and how it stands.

What is approved is the step in words, frozen as it was shown. A step that is changed afterwards is asked about anew.
"""

from dataclasses import dataclass

from ..record.actions import stepping
from ..work.actions import approvals
from ..work.queries import approvals as asked
from . import saying

ABOUT = "step"


@dataclass(frozen=True)
class Standing:
    """How the approval of a step stands: waiting, approved, given back, or approved as it was before a change."""

    approval: object
    current: bool
    may_see: bool

    @property
    def words(self):
        one = self.approval
        if not one.answer:
            return "Waits for a manager’s approval"
        said = "Approved" if one.answer == one.Answer.APPROVED else "Given back"
        return said if self.current else f"{said}, as it was before it was changed"

    @property
    def colour(self):
        if not self.approval.answer:
            return "blue"
        return "green" if self.current and self.approval.answer == self.approval.Answer.APPROVED else "orange"


def ask(step, form, *, by, purpose):
    """Ask a manager to approve the step as it stands; nothing for a form that needs no approval."""
    if form.approve:
        said = stepping.read(step)["answers"]
        approvals.ask(step.child, ABOUT, _text(form, said), key=step.pk, title=form.title, by=by, purpose=purpose,
                      categories=_categories(form, said), apart=step.version.apart)  # fmt: skip


def standing(step, form, opened):
    """The Standing of a step, or None when nobody was asked."""
    found = asked.of(ABOUT, step.pk)
    if not found:
        return None
    digest = approvals.digest_of(_text(form, stepping.read(step)["answers"]))
    return Standing(found[0], found[0].digest == digest, asked.may_see(opened, found[0]))


def _categories(form, answers):
    return {form.category, *(one.category for one in form.questions if one.id in answers)}


def _text(form, answers):
    """The step in words, as whoever approves it reads it."""
    return "\n\n".join(_of(one) for one in saying.say(form.words, answers, lambda _: True))


def _of(said):
    turns = ["; ".join(f"{ask} {words}" for ask, words in turn) for turn in said.turns]
    return "\n".join([said.ask, *(turns or [said.words])])
