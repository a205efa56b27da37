"""The questions that a record of processing answers: 42 points, in our words.

Sources: UK GDPR, Article 30 (points 1 to 24 broadly), Data Protection Act 2018, Schedule 1, paragraph 41, and the
Information Commissioner's guidance on documentation, which recommends the rest.

Each question is a function from an activity to its answer, registered under its number. An empty answer is no answer:
`where` then says what to write, and in which place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from keepwell.policy.papers.processing.activities import Activity, Facts

RUNNING = "the running system answers this, and this record was made from the policy file alone"


@dataclass(frozen=True)
class Asked:
    """What a question may look at. `facts` are absent when the record is made from the file alone."""

    policy: object
    on: date
    activity: Activity
    facts: Facts | None

    @property
    def basis(self):
        return self.activity.basis


@dataclass(frozen=True)
class Question:
    """`common`: the answer is the same for every activity."""

    number: int
    text: str
    where: str
    common: bool
    answer: Callable[[Asked], str]


QUESTIONS: dict[int, Question] = {}


def question(number: int, text: str, where: str, *, common: bool = False):
    """Registers the function under that number."""

    def register(answer):
        if number in QUESTIONS:
            raise ValueError(f"Question {number} is written twice.")
        QUESTIONS[number] = Question(number, text, where, common, answer)
        return answer

    return register


def questions() -> list[Question]:
    return [QUESTIONS[number] for number in sorted(QUESTIONS)]


def sentences(parts) -> str:
    """The parts as sentences one after the other."""
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def lines(parts) -> str:
    """The parts as sentences, each on a line of its own: the renderers make a list of them."""
    return "\n".join(f"{part.rstrip('.')}." for part in parts if part)
