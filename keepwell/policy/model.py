"""A policy in memory: the objects of one file, the questions it answers, the notice it makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from keepwell.clocks.declared import Clock
from keepwell.clocks.loading import clocks
from keepwell.policy import decisions, notice
from keepwell.policy.blocks import Notice
from keepwell.policy.decisions import Decision, Role, Rulebook
from keepwell.policy.objects import Basis, Controller, Head, NoticeText, Retention
from keepwell.policy.standing import Standing


@dataclass(frozen=True, eq=False)
class Policy:
    """What one file declares. Nothing in it changes; load the file again to see an edit.

    `objects` holds every declared object by kind and id; the properties below name the kinds. `digest` is
    the SHA-256 of the file's meaning, printed on everything made from it. `clocks` are the statutory clocks by id with
    the times that this controller set itself. `recording_since` is the day from which Keepwell is the record.
    """

    file: str
    digest: str
    head: Head
    controller: Controller
    objects: Mapping[str, Mapping[str, Any]]
    texts: Mapping[str, NoticeText]
    roles: Mapping[str, Role]
    book: Rulebook
    clocks: Mapping[str, Clock] = field(default_factory=clocks)
    recording_since: date | None = None

    def decide(
        self,
        role_ids: Iterable[str],
        action: str,
        category: str,
        purpose: str,
        *,
        on: date | None = None,
        standing: Standing | None = None,
    ) -> Decision:
        """May a person with these roles do this on that day (today when not given)?

        `standing` is how they stand to the child whom it is about; without it the question is of no child in
        particular, and every role reaches as far as it ever does.

        Never raises for unknown words: what the policy does not declare has the outcome *undeclared*,
        which allows nothing.
        """
        asked = decisions.ask(self.roles, role_ids, action, category, purpose, on or date.today(), standing)
        return self.book.decide(asked)

    def decide_each(
        self,
        role_ids: Iterable[str],
        action: str,
        categories: Iterable[str],
        purpose: str,
        *,
        on: date | None = None,
        standing: Standing | None = None,
    ) -> dict[str, Decision]:
        """`decide` for several categories at once: category -> Decision."""
        asked = decisions.ask(self.roles, role_ids, action, "", purpose, on or date.today(), standing)
        return self.book.decide_each(asked, categories)

    def notice(self, audience: str = "adult", *, on: date | None = None) -> Notice:
        """The privacy notice for `adult`, `child` or `easy` as it stands on that day (today when not given).

        KeyError for an audience the file does not write to.
        """
        return notice.build(self, self.texts[audience], audience, on or date.today())

    def bases_for(self, category: str, purpose: str, *, on: date | None = None) -> tuple[Basis, ...]:
        """The lawful bases of this category for this purpose on that day."""
        return self.book.bases_for(category, purpose, on or date.today())

    def retention_of(self, category: str) -> tuple[Retention, ...]:
        """Every rule that can set how long this category is kept; the longest that applies prevails."""
        return tuple(rule for rule in self.retention.values() if category in rule.categories)

    def find(self, reference: str) -> Any:
        """The object behind `category.need`, `controller` or `policy`. KeyError when there is none."""
        if reference in ("controller", "policy"):
            return self.controller if reference == "controller" else self.head
        kind, _, id = reference.partition(".")
        return self.objects[kind][id]

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def version(self) -> str:
        return self.head.version

    @property
    def valid_from(self) -> date:
        return self.head.valid_from

    @property
    def sources(self):
        return self.objects["source"]

    @property
    def subjects(self):
        return self.objects["subject"]

    @property
    def groups(self):
        return self.objects["group"]

    @property
    def categories(self):
        return self.objects["category"]

    @property
    def origins(self):
        return self.objects["origin"]

    @property
    def fields(self):
        return self.objects["field"]

    @property
    def actions(self):
        return self.objects["action"]

    @property
    def purposes(self):
        return self.objects["purpose"]

    @property
    def bases(self):
        return self.objects["basis"]

    @property
    def forbids(self):
        return self.objects["forbid"]

    @property
    def gateways(self):
        return self.objects["gateway"]

    @property
    def recipients(self):
        return self.objects["recipient"]

    @property
    def retention(self):
        return self.objects["retention"]

    @property
    def rights(self):
        return self.objects["right"]

    @property
    def processors(self):
        return self.objects["processor"]

    @property
    def joint_controllers(self):
        return self.objects["joint-controller"]
