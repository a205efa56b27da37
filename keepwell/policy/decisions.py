"""May this role do this, with this category, for this purpose? Cedar decides; here its answers get their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from keepwell.policy.cedar import Judge
from keepwell.policy.objects import FORMS, Action, Basis, Category, Forbid, Grant, Purpose, RoleText
from keepwell.policy.standing import Standing

FORM_WORDS = {
    "named": "under the person's name",
    "coded": "under a code in place of the name",
    "counted": "as figures that name nobody",
}
KEPT = 1024  # questions whose answers are kept in memory: roles, action, categories, purpose and day
ALLOWED, REFUSED, UNDECLARED = "allowed", "refused", "undeclared"


@dataclass(frozen=True)
class Decision:
    """`outcome` is allowed, refused, or undeclared: nobody has said. Only allowed lets anything happen.

    `clause` is the id of the deciding object (`role.social-worker.grants.casework`, `purpose.pastoral`,
    `forbid.adoption`, `policy.default`, `policy.undeclared`); `why` is a sentence without personal data.
    """

    outcome: str
    clause: str
    why: str

    @property
    def allowed(self) -> bool:
        return self.outcome == ALLOWED

    @property
    def undeclared(self) -> bool:
        return self.outcome == UNDECLARED


@dataclass(frozen=True)
class Ask:
    """One question: roles known to the policy and those that are not, and the ids of what is wanted."""

    roles: tuple[Role, ...]
    unknown: tuple[str, ...]
    action: str
    category: str
    purpose: str
    on: date
    standing: Standing | None = None  # to one child; None: asked of no child in particular

    @property
    def role_ids(self) -> frozenset[str]:
        return frozenset(role.id for role in self.roles)


@dataclass(frozen=True)
class Rulebook:
    """The declarations that a decision reads. Dates are those of the asking day."""

    categories: Mapping[str, Category]
    actions: Mapping[str, Action]
    purposes: Mapping[str, Purpose]
    bases: Mapping[str, Basis]
    forbids: Mapping[str, Forbid]
    roles: Mapping[str, RoleText]

    @cached_property
    def judge(self) -> Judge:
        return Judge(self)

    def decide(self, ask: Ask) -> Decision:
        """What Cedar says of one category; words that nobody has declared are not asked about."""
        return self.decide_each(ask, (ask.category,))[ask.category]

    def decide_each(self, ask: Ask, categories: Iterable[str]) -> dict[str, Decision]:
        """The same question about several categories, asked at once."""
        asks = {category: replace(ask, category=category) for category in categories}
        decided = {category: self._undeclared(one) for category, one in asks.items()}
        open_ = [category for category, decision in decided.items() if decision is None]
        answers = (
            self._answers(
                tuple(sorted(ask.role_ids)), ask.action, tuple(open_), ask.purpose, ask.on,
                ask.standing or Standing(ask.role_ids),
            )
            if open_
            else ()
        )  # fmt: skip
        for category, (allowed, clauses) in zip(open_, answers, strict=True):
            decided[category] = self._said(asks[category], allowed, clauses)
        return decided

    @cached_property
    def _answers(self):
        """Cedar's answers, kept: the same question about the same file and day has one answer."""
        return lru_cache(maxsize=KEPT)(self.judge.decide)

    def _said(self, ask: Ask, allowed: bool, clauses: tuple[str, ...]) -> Decision:
        if allowed:
            return _granted(ask, clauses[0])
        if not clauses:
            return _not_granted(ask)
        kind, _, id = clauses[0].partition(".")
        if kind == "forbid":
            return Decision(REFUSED, clauses[0], self.forbids[id].why)
        return self._beyond_purpose(ask) if kind == "purpose" else self._without_basis(ask)

    def bases_for(self, category: str, purpose: str, on: date) -> tuple[Basis, ...]:
        return tuple(
            basis
            for basis in self.bases.values()
            if category in basis.categories and purpose in basis.purposes and basis.in_force(on)
        )

    def _undeclared(self, ask: Ask) -> Decision | None:
        asked = (
            ("action", ask.action, self.actions),
            ("category", ask.category, self.categories),
            ("purpose", ask.purpose, self.purposes),
        )
        for kind, wanted, declared in asked:
            if wanted not in declared:
                return _undeclared(f"The policy declares no {kind} “{wanted}”.")
            if not declared[wanted].in_force(ask.on):
                return _undeclared(f"The {kind} “{wanted}” is not in force on {ask.on:%-d %B %Y}.")
        return None

    def _beyond_purpose(self, ask: Ask) -> Decision:
        """In words: what of it the purpose does not use."""
        purpose, action = self.purposes[ask.purpose], self.actions[ask.action]
        clause, title = f"purpose.{ask.purpose}", self.categories[ask.category].title
        if FORMS.index(action.form) > FORMS.index(purpose.form):
            may, wanted = FORM_WORDS[purpose.form], FORM_WORDS[action.form]
            return Decision(REFUSED, clause, f"“{purpose.title}” uses information {may}, not {wanted}.")
        if ask.category not in purpose.flag_only:
            return Decision(REFUSED, clause, f"“{purpose.title}” does not use “{title}”.")
        return Decision(REFUSED, clause, f"“{purpose.title}” may learn that “{title}” exists, not what it says.")

    def _without_basis(self, ask: Ask) -> Decision:
        title, purpose = self.categories[ask.category].title, self.purposes[ask.purpose].title
        return _undeclared(f"No lawful basis is declared for “{title}” when the purpose is “{purpose}”.")


@dataclass(frozen=True)
class Role:
    """A role as used: what it states, and the rulebook its grants stand in."""

    text: RoleText
    book: Rulebook = field(repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.text.id

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def describes(self) -> str:
        return self.text.describes

    @property
    def reach(self) -> str:
        return self.text.reach

    @property
    def grants(self) -> Mapping[str, Grant]:
        return self.text.grants

    def may(self, action: str, *, category: str, purpose: str, on: date | None = None) -> Decision:
        """What this role alone may do on that day (today when not given)."""
        return self.book.decide(Ask((self,), (), action, category, purpose, on or date.today()))


def ask(
    roles: Mapping[str, Role],
    role_ids: Iterable[str],
    action: str,
    category: str,
    purpose: str,
    on: date,
    standing: Standing | None = None,
) -> Ask:
    """A question by a person with these roles. A role the policy does not know grants nothing."""
    held = sorted(set(role_ids))
    known = tuple(roles[role_id] for role_id in held if role_id in roles)
    unknown = tuple(role_id for role_id in held if role_id not in roles)
    return Ask(known, unknown, action, category, purpose, on, standing)


def _undeclared(why: str) -> Decision:
    return Decision(UNDECLARED, "policy.undeclared", why)


def _granted(ask: Ask, clause: str) -> Decision:
    _, role_id, _, grant_id = clause.split(".", 3)
    role = next(role for role in ask.roles if role.id == role_id)
    return Decision(ALLOWED, clause, f"{role.title}: {role.grants[grant_id].title or role.describes}")


def _not_granted(ask: Ask) -> Decision:
    if ask.unknown and not ask.roles:
        return _undeclared(f"The policy declares no role “{'”, “'.join(ask.unknown)}”.")
    if not ask.roles:
        return Decision(REFUSED, "policy.default", "You hold no role in this policy, so nothing is open to you.")
    if ask.standing is not None and not ask.standing.reached:
        return Decision(REFUSED, "policy.reach", "No role of yours reaches this child.")
    held = ", ".join(role.title for role in ask.roles)
    return Decision(REFUSED, "policy.default", f"Nothing in the policy lets {held} do this for this purpose.")
