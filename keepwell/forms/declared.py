"""What a form is: the declarations of a form file in memory. Every word that a file may use is listed here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256

KINDS = ("day", "time", "line", "text", "number", "yes-no", "choice", "choices", "repeat")
AREAS = {
    "front-door": "Contacts and referrals",
    "assessment": "Assessing and helping",
    "protection": "Keeping a child safe",
    "care": "Living in our care",
    "health": "Health and wellbeing",
    "education": "School",
    "adoption": "Adoption",
    "leaving": "Leaving care",
    "work": "Notes and supervision",
}
CONTROLLERS = ("school", "local-authority", "department")
DOES = ("add", "change", "follow")
# Answers that stand open beside the sealed ones, because clocks and figures count by them.
OPEN = ("on", "ends_on", "outcome")


@dataclass(frozen=True, kw_only=True)
class Condition:
    """An earlier question of the same form has one of these answers."""

    question: str
    answers: tuple[str, ...]

    def holds(self, answers) -> bool:
        """Is it so with these answers (id -> value)?"""
        given = answers.get(self.question)
        given = given if isinstance(given, list | tuple | set) else (given,)
        return any(_word(one) in self.answers for one in given)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `category` is that of the policy; `codes` names a set of `keepwell.codes` in place of `choices`.

    `past` refuses a day that has not come yet; `not_before` a day before the answer to another question. `fills` names
    where the page may find a first answer. `narrative` text is shown to the child some day: the page helps to write it
    so. `questions` are those of one turn of a repeat. `own` marks what a council asks besides.
    """

    id: str
    ask: str
    kind: str
    category: str
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    codes: str = ""
    required: bool = False
    past: bool = False
    not_before: str = ""
    most: int | None = None
    narrative: bool = False
    fills: str = ""
    shown_if: Condition | None = None
    questions: tuple[Question, ...] = ()
    own: bool = False

    def asked(self, answers) -> bool:
        """Is it asked at all, with these answers to the others?"""
        return self.shown_if is None or self.shown_if.holds(answers)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of the record that the form writes.

    kind    a table of a return, such as "cin-section47", or of the record, such as "visit"
    does    add a row; change the one that stands; or follow: end the one that stands and add one that goes on from it
    sets    column -> what: "@id" for an answer, "@clock:id:question" for the day a clock gives, else the value itself
    ends    what `follow` sets in the row that it ends
    each    the question of whose chosen answers each makes a row; "@each" is that answer
    when    only if this holds
    """

    kind: str
    does: str
    sets: tuple[tuple[str, str], ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    each: str = ""
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The step that comes next, always or when the condition holds, and the clock by which it is due."""

    form: str
    clock: str = ""
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form of one step of the work.

    needs     kinds of row of which one must stand (must have begun and not ended) before the step can be recorded
    but_not   kinds of row of which none may stand
    voice     does it ask how it was written and whether the child knows?
    group     may it be recorded for brothers and sisters at once?
    approve   must a manager approve it?
    """

    id: str
    title: str
    area: str
    about: str
    category: str
    controllers: tuple[str, ...]
    questions: tuple[Question, ...]
    rows: tuple[Row, ...] = ()
    next: tuple[Offer, ...] = ()
    needs: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    voice: bool = False
    group: bool = False
    approve: bool = False
    file: str = field(default="", compare=False)

    @cached_property
    def by_id(self) -> dict[str, Question]:
        return {one.id: one for one in self.questions}

    @cached_property
    def words(self) -> dict:
        """The form as plain data that JSON holds: what is kept of each version."""
        said = asdict(self)
        return {key: value for key, value in said.items() if key not in ("file", "rows", "next")}

    @cached_property
    def digest(self) -> str:
        """The fingerprint of its words: another one is another version."""
        return sha256(json.dumps(self.words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def categories(self) -> frozenset[str]:
        """Those of the form itself and of every question."""
        return frozenset({self.category, *(one.category for one in every(self.questions))})


def every(questions):
    """Questions with those inside of repeats."""
    for one in questions:
        yield one
        yield from every(one.questions)


def _word(answer) -> str:
    return {True: "yes", False: "no", None: ""}.get(answer, str(answer)) if isinstance(answer, bool | None) else answer
