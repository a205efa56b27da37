"""The record of processing activities: 42 questions asked of each activity, answered from the policy file.

What the file does not say is printed as unanswered, with the place where the answer belongs.
"""

from __future__ import annotations

from datetime import date

from keepwell.policy.blocks import Section
from keepwell.policy.papers.paper import Paper, paper, said, section, table
from keepwell.policy.papers.processing import keeping, showing, uses, who  # noqa: F401 (the questions)
from keepwell.policy.papers.processing.activities import Activity, Facts, activities
from keepwell.policy.papers.processing.questions import Asked, Question, questions

HEADINGS = ("Question", "Answer")


def answers(policy, on: date, facts: Facts | None = None) -> dict[Activity, dict[Question, str]]:
    """Activity -> question -> its answer, empty where there is none."""
    return {
        activity: {one: one.answer(Asked(policy, on, activity, facts)) for one in questions()}
        for activity in activities(policy, on)
    }


def counted(held: dict[Question, str]) -> int:
    """How many of the questions were answered from data."""
    return sum(bool(answer) for answer in held.values())


def record_of_processing(policy, on: date, facts: Facts | None = None) -> Paper:
    """`facts` are what the running system adds; without them the record says that it was made from the file alone."""
    found = answers(policy, on, facts)
    everywhere = {one: answer for one, answer in next(iter(found.values()), {}).items() if one.common}
    return paper(
        policy, on, "record-of-processing", "Record of processing activities",
        "What is done with personal information, activity by activity, as UK GDPR Article 30 asks.",
        (
            section("how-complete", "How complete this record is", said(_how(facts, found)), _counts(found)),
            section("every-activity", "The same for every activity",
                    _table("Answers that hold for every activity", everywhere)),
            *(_activity(activity, held) for activity, held in found.items()),
            section("unanswered", "What is unanswered, and where to write the answer", _unanswered(found)),
        ),
    )  # fmt: skip


def _how(facts: Facts | None, found) -> str:
    made = "the policy file and the running system" if facts else "the policy file alone"
    return (
        f"This record is made from {made}. It has {len(found)} activities: what is used for one purpose on one lawful"
        f" basis. Of each, {len(questions())} questions are asked. Those whose answer is the same everywhere are"
        " answered once."
    )


def _counts(found):
    rows = (
        ((one.title, f"{counted(held)} of {len(held)}", _missed(held)), f"purpose.{one.purpose.id}")
        for one, held in found.items()
    )  # fmt: skip
    return table("Questions answered from data, by activity", ("Activity", "Answered", "Unanswered"), rows)


def _missed(held: dict[Question, str]) -> str:
    return ", ".join(str(one.number) for one, answer in held.items() if not answer) or "None"


def _activity(activity: Activity, held: dict[Question, str]) -> Section:
    own = {one: answer for one, answer in held.items() if not one.common}
    words = f"{counted(held)} of {len(held)} questions are answered from data, those for every activity included."
    ids = [f"purpose.{activity.purpose.id}", *([f"basis.{activity.basis.id}"] if activity.basis else [])]
    count = said(words, *ids)
    return section(f"activity-{activity.id}", activity.title, count, _table(f"Answers for: {activity.title}", own))


def _table(caption: str, held: dict[Question, str]):
    rows = (((f"{one.number}. {one.text}", answer or _missing(one)), "") for one, answer in held.items())
    return table(caption, HEADINGS, rows)


def _missing(one: Question) -> str:
    return f"Unanswered. Where it belongs: {one.where}."


def _unanswered(found):
    missing = {one: [a for a, held in found.items() if not held[one]] for one in questions()}
    rows = tuple(
        ((f"{one.number}. {one.text}", _of(lacking, found), one.where[0].upper() + one.where[1:]), "")
        for one, lacking in missing.items() if lacking
    )  # fmt: skip
    if not rows:
        return said("Nothing: every question is answered for every activity.")
    return table("Unanswered questions", ("Question", "For", "Where the answer belongs"), rows)


def _of(lacking, found) -> str:
    return "Every activity" if len(lacking) == len(found) else "; ".join(one.title for one in lacking)
