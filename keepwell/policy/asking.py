"""What is said beside a question: duty or choice, on whom, by which law, and what happens without an answer.

Forms show it and each telling keeps it, so the same words make the notice's table, the form and the record of what
somebody was told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from keepwell.policy.columns import ANYWHERE
from keepwell.policy.objects import Field
from keepwell.policy.wording import DUTY, DUTY_ON, source_titles

# The same as a few words in front of a question. The duty of the council is said by the council: "ours".
SHORT = {"needed": "Needed to help", "voluntary": "A choice"}
SHORT_DUTY = {
    "us": "Our duty",
    "council": "Our duty",
    "parent": "A duty of the parent",
    "young person": "A duty of the young person",
}
TOLD = ("title", "duty", "who", "law", "consequence")  # what is told of a question, in the order in which it is told


@dataclass(frozen=True)
class Question:
    """A fact that is asked for, in the words of the policy. `fact` is the id of its `[field]`."""

    fact: str
    category: str
    title: str
    short: str
    duty: str
    who: str
    law: str
    consequence: str
    choice: bool
    refusal_codes: tuple[str, ...]
    waiting_codes: tuple[str, ...]

    @property
    def words(self) -> dict[str, str]:
        """What somebody is told of it, by key: title, duty, who, law, consequence."""
        return {key: getattr(self, key) for key in TOLD}

    @property
    def digest(self) -> str:
        """SHA-256 of those words: the same digest is the same telling, whatever else changed in the file."""
        return hashlib.sha256(json.dumps(self.words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def questions(policy, on: date) -> dict[str, Question]:
    """Every question of that day by the id of its field, in the order of the file."""
    return {id: _question(policy, one) for id, one in policy.fields.items() if one.in_force(on)}


def question_of(policy, item: str, on: date) -> Question | None:
    """The question behind a column (`ssda903.Header.ETHNIC`) or a field's own id; None when the policy asks no such."""
    place, _, column = item.rpartition(".")
    anywhere = f"{place.partition('.')[0]}.{ANYWHERE}.{column}"
    found = _by_item(policy)
    one = policy.fields.get(item) or found.get(item) or found.get(anywhere)
    return _question(policy, one) if one and one.in_force(on) else None


@lru_cache(maxsize=8)
def _by_item(policy) -> Mapping[str, Field]:
    return {item: one for one in policy.fields.values() for item in one.items}


def _question(policy, one: Field) -> Question:
    short = SHORT_DUTY.get(one.duty_on, "A duty") if one.obligation == "statutory" else SHORT[one.obligation]
    return Question(
        fact=one.id,
        category=one.category,
        title=one.title,
        short=short,
        duty=DUTY[one.obligation],
        who=DUTY_ON[one.duty_on],
        law=source_titles(policy, one.law),
        consequence=one.consequence,
        choice=one.obligation == "voluntary",
        refusal_codes=one.refusal_codes,
        waiting_codes=one.waiting_codes,
    )
