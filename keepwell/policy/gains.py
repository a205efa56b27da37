"""Who gains and who loses access by a new policy file, worked out by asking both what each role may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from keepwell.policy.besides import WORDS
from keepwell.policy.change import WORKER, Change, both, come, gone, kinds_of, titles
from keepwell.policy.columns import declared_columns
from keepwell.policy.wording import REACH


def roles(old, new, on: date | None) -> Iterator[Change]:
    for _, one in gone(old.roles, new.roles):
        yield Change(WORKER, f"{one.title}: the role ends, and with it all access.")
    for _, one in come(old.roles, new.roles):
        yield Change(WORKER, f"{one.title}: a new role. Reaches: {REACH[one.reach].lower()}.")
    for _, was, now in both(old.roles, new.roles):
        if was.reach != now.reach:
            text = f"{now.title}: reaches {REACH[now.reach].lower()}; before, {REACH[was.reach].lower()}."
            yield Change(WORKER, text)
    if _access(old) == _access(new):
        return
    for id in dict.fromkeys((*old.roles, *new.roles)):
        yield from _access_of(old, new, id, _may(old, id, on), _may(new, id, on))


def _access(policy):
    """Everything a decision reads: when it is the same in both files, so is every decision."""
    read = ("forbid", "purpose", "basis", "action", "category", "role")
    return {kind: {id: _reads(one) for id, one in policy.objects[kind].items()} for kind in read}


def _reads(one):
    plain = {key.name: getattr(one, key.name) for key in fields(one) if key.name not in WORDS}
    if "grants" in plain:
        plain["grants"] = {id: _reads(grant) for id, grant in one.grants.items()}
    return plain


def _may(policy, role_id: str, on: date | None) -> set[tuple[str, str, str]]:
    """(action, purpose, category) of all the role may do: only what some grant offers is asked."""
    role = policy.roles.get(role_id)
    day = on or max(date.today(), policy.valid_from)
    return {
        (action, purpose, category)
        for grant in (role.grants.values() if role else ())
        for action in grant.actions
        for purpose in grant.purposes
        for category, decision in policy.decide_each([role_id], action, grant.categories, purpose, on=day).items()
        if decision.allowed
    }


def _access_of(old, new, role_id: str, was: set, now: set) -> Iterator[Change]:
    was, now = _more_than_flags(was), _more_than_flags(now)
    for policy, found, word in ((new, now - was, "gains"), (old, was - now, "loses")):
        for (action, categories), purposes in _together(policy, found).items():
            what = f"“{policy.actions[action].title}” for {kinds_of(policy, categories)}"
            why = titles(policy, "purpose", purposes)
            yield Change(WORKER, f"{policy.roles[role_id].title} {word} {what}, when the purpose is {why}.")


def _more_than_flags(may: set) -> set:
    """Who may read need not be told that they may see that it is there."""
    return {(a, p, c) for a, p, c in may if a != "flag" or ("view", p, c) not in may}


def _together(policy, found: set) -> dict[tuple[str, tuple[str, ...]], list[str]]:
    """(action, categories) -> purposes, so that what is gained alike for several purposes is said once."""
    said: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for action in policy.actions:
        for purpose in policy.purposes:
            if ids := tuple(id for id in policy.categories if (action, purpose, id) in found):
                said.setdefault((action, ids), []).append(purpose)
    return said


def columns(old, new) -> Iterator[Change]:
    """Columns of the program that come under other categories: who may open those may open them."""
    was, now = declared_columns(old.objects), declared_columns(new.objects)
    for column in sorted(was.keys() & now.keys()):
        if set(was[column]) != set(now[column]):
            yield Change(
                WORKER,
                f"What is kept as {column} counts as {titles(new, 'category', now[column])}; before, as"
                f" {titles(old, 'category', was[column])}.",
            )
    for column in sorted(was.keys() - now.keys()):
        yield Change(WORKER, f"{column} is no longer declared as holding anything.")
    for column in sorted(now.keys() - was.keys()):
        yield Change(WORKER, f"{column} is declared as holding {titles(new, 'category', now[column])}.")
