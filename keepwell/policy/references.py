"""Ids that point at other objects: each must exist, and what hangs together in law must be complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from keepwell.policy.building import Mistakes, nearest
from keepwell.policy.declaring import Selection
from keepwell.policy.objects import Basis, Category


def check_ids(objects: Mapping[str, Mapping], mistakes: Mistakes) -> None:
    """Notes every id that no object of its kind bears."""
    for kind, members in objects.items():
        for id, member in members.items():
            _check_one(f"{kind}.{id}", member, objects, mistakes)


def _check_one(path: str, member, objects: Mapping[str, Mapping], mistakes: Mistakes) -> None:
    for key in fields(member):
        value = getattr(member, key.name)
        if kind := key.metadata.get("kind"):
            for id in value if isinstance(value, tuple) else (value,) if value else ():
                if id not in objects[kind]:
                    mistakes.note(
                        f"{path}.{key.name}",
                        f"names the {kind} “{id}”, which this file does not declare."
                        f"{nearest(id, objects[kind])} Correct it, or add [{kind}.{id}].",
                    )
        elif "within" in key.metadata:
            for id, inner in value.items():
                _check_one(f"{path}.{key.name}.{id}", inner, objects, mistakes)


def check_dates(objects: Mapping[str, Mapping], mistakes: Mistakes) -> None:
    """Notes every object that ends before it begins."""
    for kind, members in objects.items():
        for id, member in members.items():
            if member.valid_from and member.valid_to and member.valid_to < member.valid_from:
                text = f"ends on {member.valid_to} before it begins on {member.valid_from}. Correct one of them."
                mistakes.note(f"{kind}.{id}.valid_to", text)


def spread(member, categories: Mapping[str, Category]):
    """The member with its groups written out as categories, and its inner selections too."""
    changes = {}
    if isinstance(member, Selection):
        named = set(member.categories) | {id for id, one in categories.items() if one.group in member.groups}
        changes["categories"] = tuple(id for id in categories if id in named and id not in member.but_not)
    for key in fields(member):
        if "within" in key.metadata:
            inner = getattr(member, key.name)
            changes[key.name] = MappingProxyType({id: spread(one, categories) for id, one in inner.items()})
    return replace(member, **changes) if changes else member


def check_bases(bases: Mapping[str, Basis], categories: Mapping[str, Category], mistakes: Mistakes) -> None:
    """Notes a basis that covers special category or offence data without the further condition these need."""
    conditions = {
        "art9": ("article9", "an Article 9 condition"),
        "art10": ("article10", "an Article 10 condition"),
    }
    for id, basis in bases.items():
        for legal, (key, words) in conditions.items():
            covered = [c for c in basis.categories if legal in categories[c].classes]
            if covered and not getattr(basis, key):
                mistakes.note(
                    f"basis.{id}.{key}",
                    f"is missing: the basis covers “{covered[0]}”, which needs {words}."
                    " Add the condition, or take the category out of this basis.",
                )
