"""May this role do this, with this category, for this purpose? Deny by default; the clause is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from keepwell.policy.objects import FORMS, Action, Basis, Category, Forbid, Grant, Purpose, RoleText

FORM_WORDS = {
    "named": "under the person's name",
    "coded": "under a code in place of the name",
    "counted": "as figures that name nobody",
}
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

    def decide(self, ask: Ask) -> Decision:
        """The first that speaks: undeclared words, a ban, the purpose's limits, a missing basis, the grants."""
        return (
            self._undeclared(ask)
            or self._forbidden(ask)
            or self._beyond_purpose(ask)
            or self._without_basis(ask)
            or _granted(ask)
            or _not_granted(ask)
        )

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

    def _forbidden(self, ask: Ask) -> Decision | None:
        for forbid in self.forbids.values():
            if forbid.in_force(ask.on) and _forbids(forbid, ask):
                return Decision(REFUSED, f"forbid.{forbid.id}", forbid.why)
        return None

    def _beyond_purpose(self, ask: Ask) -> Decision | None:
        purpose, action = self.purposes[ask.purpose], self.actions[ask.action]
        clause, title = f"purpose.{ask.purpose}", self.categories[ask.category].title
        if FORMS.index(action.form) > FORMS.index(purpose.form):
            may, wanted = FORM_WORDS[purpose.form], FORM_WORDS[action.form]
            return Decision(REFUSED, clause, f"“{purpose.title}” uses information {may}, not {wanted}.")
        if ask.category in purpose.categories:
            return None
        if ask.category not in purpose.flag_only:
            return Decision(REFUSED, clause, f"“{purpose.title}” does not use “{title}”.")
        if ask.action != "flag":
            return Decision(REFUSED, clause, f"“{purpose.title}” may learn that “{title}” exists, not what it says.")
        return None

    def _without_basis(self, ask: Ask) -> Decision | None:
        if self.bases_for(ask.category, ask.purpose, ask.on):
            return None
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


def decide(
    roles: Mapping[str, Role],
    book: Rulebook,
    role_ids: Iterable[str],
    action: str,
    category: str,
    purpose: str,
    on: date,
) -> Decision:
    """What a person with these roles may do. A role the policy does not know grants nothing."""
    held = sorted(set(role_ids))
    known = tuple(roles[role_id] for role_id in held if role_id in roles)
    unknown = tuple(role_id for role_id in held if role_id not in roles)
    return book.decide(Ask(known, unknown, action, category, purpose, on))


def _undeclared(why: str) -> Decision:
    return Decision(UNDECLARED, "policy.undeclared", why)


def _forbids(forbid: Forbid, ask: Ask) -> bool:
    return (
        (not forbid.roles or bool(ask.role_ids & set(forbid.roles)))
        and not ask.role_ids & set(forbid.but_for)
        and (not forbid.actions or ask.action in forbid.actions)
        and (not forbid.categories or ask.category in forbid.categories)
        and (not forbid.purposes or ask.purpose in forbid.purposes)
    )


def _granted(ask: Ask) -> Decision | None:
    for role in ask.roles:
        if not role.text.in_force(ask.on):
            continue
        for grant in role.grants.values():
            if grant.in_force(ask.on) and _covers(grant, ask):
                clause = f"role.{role.id}.grants.{grant.id}"
                return Decision(ALLOWED, clause, f"{role.title}: {grant.title or role.describes}")
    return None


def _covers(grant: Grant, ask: Ask) -> bool:
    return ask.action in grant.actions and ask.category in grant.categories and ask.purpose in grant.purposes


def _not_granted(ask: Ask) -> Decision:
    if ask.unknown and not ask.roles:
        return _undeclared(f"The policy declares no role “{'”, “'.join(ask.unknown)}”.")
    if not ask.roles:
        return Decision(REFUSED, "policy.default", "You hold no role in this policy, so nothing is open to you.")
    held = ", ".join(role.title for role in ask.roles)
    return Decision(REFUSED, "policy.default", f"Nothing in the policy lets {held} do this for this purpose.")
