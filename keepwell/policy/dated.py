"""The policy as it stands on one day: without what has ended or not begun, and without its ids in other objects.

For what is published. Decisions read the days themselves, from the whole file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from keepwell.policy.declaring import Declared

# What others lean on keeps its place: a source that is over is told of with its days, a group is only a heading.
STAYS = {"source", "subject", "group", "action", "kept", "apart", "empty"}


def on_day(policy, day: date):
    """A Policy with what is in force on that day; the policy itself when that is all of it."""
    ended = {
        kind: {id for id, one in objects.items() if isinstance(one, Declared) and not one.in_force(day)}
        for kind, objects in policy.objects.items()
        if kind not in STAYS
    }
    if not any(ended.values()) and not _dated_grants(policy, day):
        return policy
    objects = {kind: _left(held, ended, kind, day) for kind, held in policy.objects.items()}
    roles = {id: replace(role, text=objects["role"][id]) for id, role in policy.roles.items() if id in objects["role"]}
    return replace(policy, objects=objects, roles=roles)


def _dated_grants(policy, day):
    return any(not grant.in_force(day) for role in policy.objects["role"].values() for grant in role.grants.values())


def _left(held, ended, kind, day):
    pruned = {id: _pruned(one, ended, day) for id, one in held.items() if id not in ended.get(kind, ())}
    return {id: one for id, one in pruned.items() if one is not None}


def _pruned(one, ended, day):
    """The object without ids of what has ended; None when it spoke of nothing else."""
    if not isinstance(one, Declared):
        return one
    changed = {}
    for key in fields(one):
        value, gone = getattr(one, key.name), ended.get(key.metadata.get("kind"), ())
        if isinstance(value, tuple) and any(id in gone for id in value):
            changed[key.name] = tuple(id for id in value if id not in gone)
            if not changed[key.name]:  # an empty list would mean any
                return None
        elif isinstance(value, str) and value in gone:
            return None
        elif isinstance(value, Mapping):
            changed[key.name] = _left(value, ended | {"grant": _over(value, day)}, "grant", day)
    return replace(one, **changed) if changed else one


def _over(grants, day):
    return {id for id, grant in grants.items() if not grant.in_force(day)}
