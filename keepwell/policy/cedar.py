"""The policy as Cedar: deny by default, a ban beats a grant, and each decision names its clause.

A question to Cedar is: may an asker do an Action with a Category, in the context of the roles held, the purpose, the
day, and how the asker stands to the child: the roles that reach it, the states of its record, what brings them near?
What the file declares is written as policies whose @id is the clause:

    role.R.grants.G     permits what the grant states, for a child whom the role reaches, or in an emergency
    forbid.F            forbids what the ban states, but for what a role grants that the ban leaves alone
    purpose.P           forbids what goes beyond the purpose: another category, or a form it does not use
    basis.P             forbids what has no lawful basis for the purpose
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from cedarpy import PolicySet, is_authorized_batch

from keepwell.policy.objects import FORMS, Basis, Forbid, Grant, Purpose, RoleText
from keepwell.policy.standing import Standing

if TYPE_CHECKING:
    from keepwell.policy.decisions import Rulebook

ASKER = {"type": "Asker", "id": "asker"}


class Broken(Exception):
    """Cedar could not answer. Nothing is allowed, and the reason holds nothing about anybody."""


class Judge:
    """Answers questions about one rulebook; its policies are parsed once."""

    def __init__(self, book: Rulebook):
        self.text = "\n\n".join(written(book))
        self._policies = PolicySet.from_str(self.text)

    def decide(
        self, roles: Iterable[str], action: str, categories: Iterable[str], purpose: str, on: date, standing: Standing
    ) -> list[tuple[bool, tuple[str, ...]]]:
        """For each category: is it allowed, and the clauses that decided, in the order of the file."""
        context = {
            "roles": sorted(set(roles)),
            "reached": sorted(standing.reached),
            "states": sorted(standing.states),
            "near": sorted(standing.near),
            "purpose": purpose,
            "day": on.toordinal(),
        }
        asked = [
            {
                "principal": ASKER,
                "action": _one("Action", action),
                "resource": _one("Category", one),
                "context": context,
            }
            for one in categories
        ]
        return [_answer(result) for result in is_authorized_batch(asked, self._policies, [])]


def _answer(result) -> tuple[bool, tuple[str, ...]]:
    if result.diagnostics.errors:
        raise Broken(f"{len(result.diagnostics.errors)} policies could not be asked")
    named = result.diagnostics.id_annotations_by_reason
    order = sorted(result.diagnostics.reasons, key=lambda one: int(one.removeprefix("policy")))
    return result.allowed, tuple(named[one] for one in order)


def _one(kind: str, id: str) -> dict[str, str]:
    return {"type": kind, "id": id}


# writing


def written(book: Rulebook) -> Iterator[str]:
    """The policies of a rulebook, in the order in which their clauses speak: bans, purposes, bases, grants."""
    urgent = tuple(id for id, purpose in book.purposes.items() if purpose.break_glass)
    for forbid in book.forbids.values():
        yield _forbid(forbid, [book.roles[id] for id in forbid.but_for if id in book.roles], urgent)
    for purpose in book.purposes.values():
        yield from _limits(purpose, book.actions)
    for purpose in book.purposes.values():
        yield _basis(purpose, book.bases.values())
    for id in sorted(book.roles):
        role = book.roles[id]
        for grant in role.grants.values():
            yield _grant(role, grant, urgent)


def _grant(role: RoleText, grant: Grant, urgent: tuple[str, ...]) -> str:
    asked = [_reaches(role, urgent), _of_purposes(grant.purposes), *_dated(role), *_dated(grant)]
    return _policy("permit", f"role.{role.id}.grants.{grant.id}", grant.actions, grant.categories, asked)


def _reaches(role: RoleText, urgent: tuple[str, ...]) -> str:
    """An emergency brings a child within reach of every role held, for the purposes that know emergencies."""
    held = f"context.roles.contains({_text(role.id)})"
    return f"(context.reached.contains({_text(role.id)}) || ({held} && {_is_near('emergency', urgent)}))"


def _granted(role: RoleText, grant: Grant, urgent: tuple[str, ...]) -> str:
    """Does this grant give what is asked?"""
    asked = [
        _among("action", "Action", grant.actions), _among("resource", "Category", grant.categories),
        _reaches(role, urgent), _of_purposes(grant.purposes), *_dated(role), *_dated(grant),
    ]  # fmt: skip
    return f"({' && '.join(asked)})"


def _is_near(word: str, urgent: tuple[str, ...]) -> str:
    near = f"context.near.contains({_text(word)})"
    return f"({near} && {_of_purposes(urgent)})" if word == "emergency" else near


def _forbid(forbid: Forbid, left_alone: Iterable[RoleText], urgent: tuple[str, ...]) -> str:
    asked = [f"context.roles.containsAny({_texts(forbid.roles)})"] if forbid.roles else []
    asked += [f"context.states.containsAny({_texts(forbid.states)})"] if forbid.states else []
    asked += [_of_purposes(forbid.purposes)] if forbid.purposes else []
    # What such a role grants is left alone, not the person: their other roles stay banned.
    excepted = [_granted(role, grant, urgent) for role in left_alone for grant in role.grants.values()]
    excepted += [_is_near(word, urgent) for word in forbid.spares]
    asked += _dated(forbid)
    return _policy("forbid", f"forbid.{forbid.id}", forbid.actions, forbid.categories, asked, excepted)


def _limits(purpose: Purpose, actions: Mapping) -> Iterator[str]:
    """What the purpose does not use: forms beyond its own, then other categories."""
    beyond = [id for id, action in actions.items() if FORMS.index(action.form) > FORMS.index(purpose.form)]
    asked, clause = [_of_purposes((purpose.id,))], f"purpose.{purpose.id}"
    if beyond:
        yield _policy("forbid", clause, beyond, (), asked)
    used = [_among("resource", "Category", purpose.categories)]
    if purpose.flag_only:
        flagged = _among("resource", "Category", purpose.flag_only)
        used.append(f'(action == Action::"flag" && {flagged})')
    yield _policy("forbid", clause, (), (), asked, used)


def _basis(purpose: Purpose, bases: Iterable[Basis]) -> str:
    lawful = [
        "(" + " && ".join([_among("resource", "Category", basis.categories), *_dated(basis)]) + ")"
        for basis in bases
        if purpose.id in basis.purposes
    ]
    return _policy("forbid", f"basis.{purpose.id}", (), (), [_of_purposes((purpose.id,))], lawful)


def _policy(effect, clause, actions, categories, asked, excepted=()):
    """One policy; no actions or no categories: all of them. It does not hold where one of `excepted` does."""
    action = f"action in {_ids('Action', actions)}" if actions else "action"
    asked = [*([_among("resource", "Category", categories)] if categories else []), *asked]
    lines = [f"@id({_text(clause)})", f"{effect} (principal, {action}, resource)"]
    lines += [f"when {{ {' && '.join(asked)} }}"] if asked else []
    lines += [f"unless {{ {' || '.join(excepted)} }}"] if excepted else []
    return "\n".join(lines) + ";"


def _of_purposes(purposes: Iterable[str]) -> str:
    return f"{_texts(purposes)}.contains(context.purpose)"


def _among(what: str, kind: str, ids: Iterable[str]) -> str:
    return f"{what} in {_ids(kind, ids)}"


def _dated(declared) -> list[str]:
    since = [f"context.day >= {declared.valid_from.toordinal()}"] if declared.valid_from else []
    until = [f"context.day <= {declared.valid_to.toordinal()}"] if declared.valid_to else []
    return since + until


def _ids(kind: str, ids: Iterable[str]) -> str:
    return "[" + ", ".join(f"{kind}::{_text(id)}" for id in ids) + "]"


def _texts(words: Iterable[str]) -> str:
    return "[" + ", ".join(_text(word) for word in words) + "]"


def _text(word: str) -> str:
    """A word as Cedar writes it; ids of a policy file are plain."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
