"""The kinds of object by which a controller shows that it keeps to the law: what guards the information, where it lies,
what was assessed and reviewed, and what happens when something goes wrong. The record of processing reads them.

All are optional: what a file leaves out, the record says is unanswered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keepwell.policy.declaring import Declared, Selection, id_of, ids_of, one_of, some_of

# The principles of UK GDPR, Article 5, in the order of the article.
PRINCIPLES = ("lawfulness", "purpose", "minimisation", "accuracy", "storage", "security", "accountability")


@dataclass(frozen=True, kw_only=True)
class Safeguard(Declared, Selection):
    """Something done to guard information, and the principles of Article 5 it serves. Without categories: all."""

    describes: str
    kind: str = one_of("technical", "organisational", "physical")
    principles: tuple[str, ...] = some_of(*PRINCIPLES, default=("security",))


@dataclass(frozen=True, kw_only=True)
class Place(Declared, Selection):
    """Where information is stored or handled, and by which processor where it is not by us. Without categories: all."""

    describes: str
    country: str
    processor: str | None = id_of("processor", default=None)


@dataclass(frozen=True, kw_only=True)
class Transfer(Declared, Selection):
    """When information leaves the United Kingdom, to whom, and what protects it there. Without categories: any."""

    to: str
    safeguard: str
    purposes: tuple[str, ...] = ids_of("purpose")
    law: tuple[str, ...] = ids_of("source")


@dataclass(frozen=True, kw_only=True)
class Steward(Declared, Selection):
    """Who, by role, answers for information being right and complete. Without categories: all of it."""

    answers_for: str


@dataclass(frozen=True, kw_only=True)
class Assessment(Declared):
    """An assessment for purposes: whether one is needed and why, where it is kept, and when it was last looked at.

    `kind`: impact (UK GDPR, Article 35) or interests (the balance that Article 6(1)(f) asks for). No day in
    `reviewed_on` means that it has not been done yet. Without purposes: for all.
    """

    kind: str = one_of("impact", "interests", default="impact")
    purposes: tuple[str, ...] = ids_of("purpose")
    needed: bool
    why: str
    kept_at: str = ""
    reviewed_on: date | None = None
    reviewed_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Automated(Declared):
    """What a computer works out about people for purposes: whether it scores them, and whether it decides alone.

    Without purposes: for all. `law` is asked for where it decides.
    """

    describes: str
    profiling: bool
    decides: bool
    purposes: tuple[str, ...] = ids_of("purpose")
    law: tuple[str, ...] = ids_of("source")


@dataclass(frozen=True, kw_only=True)
class Breach(Declared):
    """A step when information is lost, changed or seen by the wrong person: what is done, how soon, by which law."""

    describes: str
    clock: str
    law: tuple[str, ...] = ids_of("source")


KINDS = {
    "safeguard": Safeguard,
    "place": Place,
    "transfer": Transfer,
    "steward": Steward,
    "assessment": Assessment,
    "automated": Automated,
    "breach": Breach,
}
