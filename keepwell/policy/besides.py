"""What two policy files differ in that no sentence of `diff` tells, so that nothing is lost: keys, and mere wording."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from keepwell.policy.timed import differences

# Keys that are read by people only. Where they alone differ, nothing changes for anybody.
WORDS = frozenset(
    {"id", "title", "describes", "why", "child", "includes", "words", "consequence", "note", "arrangement", "work"}
    | {"safeguard", "originator", "document", "url", "group", "department", "example"}
)
SELECTED = {"categories", "groups", "but_not"}
# Keys of which `diff` speaks in sentences; and kinds of which it tells what begins and ends.
TOLD = {
    "category": {"tier", "legal", "also", "collected", "processed", "held", "shared", "subjects"},
    "purpose": {"form", "flag_only", "break_glass", *SELECTED},
    "basis": {"article6", "article9", "article10", "schedule1", "enactments", "purposes", *SELECTED},
    "field": {"obligation", "duty_on", "refusal_codes", "items"},
    "role": {"reach", "grants"},
    "recipient": {"routine", "purposes", "gateways", *SELECTED},
    "retention": {"trigger", "years", "then", "limit", "subjects", *SELECTED},
    "right": {"clock", "applies_to"},
}
# Kinds that speak by what is decided and by where facts are kept alone.
DECIDING = {"forbid": {"states", "spares", "roles", "but_for", "actions", "purposes", *SELECTED}, "action": {"form"}}
PLACES = ("kept", "apart")


def besides(old, new) -> Iterator[str]:
    """Each difference as a line of key, what was and what is."""
    yield from _keys("controller", old.controller, new.controller, set())
    yield from differences(old, new)
    for kind in new.objects:
        was, now = old.objects.get(kind, {}), new.objects[kind]
        if kind not in TOLD and kind not in PLACES:
            yield from (f"{kind}.{id} is gone: {was[id].title}" for id in was if id not in now)
            yield from (f"{kind}.{id} is new: {now[id].title}" for id in now if id not in was)
        told = TOLD.get(kind) or DECIDING.get(kind, set())
        for id in now if kind not in PLACES else ():
            if id in was:
                yield from _keys(f"{kind}.{id}", was[id], now[id], told)
                yield from _dates(f"{kind}.{id}", old, new, was[id], now[id])


def _keys(path: str, was, now, told: set[str]) -> Iterator[str]:
    for key in fields(now):
        if key.name not in WORDS | told | {"valid_from", "valid_to"}:
            before, after = getattr(was, key.name), getattr(now, key.name)
            if before != after:
                yield f"{path}.{key.name}: {shown(before)} becomes {shown(after)}"


def _dates(path: str, old, new, was, now) -> Iterator[str]:
    """First and last days, where they are not just the first day of each file."""
    own = was.valid_from == old.valid_from and now.valid_from == new.valid_from
    if was.valid_from != now.valid_from and not own:
        yield f"{path}, first day: {shown(was.valid_from)} becomes {shown(now.valid_from)}"
    if was.valid_to != now.valid_to:
        yield f"{path}, last day: {shown(was.valid_to)} becomes {shown(now.valid_to)}"
    for id, grant in getattr(now, "grants", {}).items():
        if id in was.grants:
            yield from _dates(f"{path}.grants.{id}", old, new, was.grants[id], grant)


def shown(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "nothing"
    if value is None or value == "":
        return "nothing"
    return f"{value.day} {value:%B %Y}" if hasattr(value, "strftime") else str(value)


def reworded(old, new) -> list[str]:
    """The keys of which only the words differ, and the notices whose text does."""
    found = list(_reworded("policy", old.head, new.head, ("title", "version")))
    found += _reworded("controller", old.controller, new.controller, WORDS)
    for kind, members in new.objects.items():
        for id, now in members.items():
            if was := old.objects.get(kind, {}).get(id):
                found += _reworded(f"{kind}.{id}", was, now, WORDS)
                found += _grants(f"{kind}.{id}", was, now)
    audiences = dict.fromkeys((*old.texts, *new.texts))
    return found + [f"notice.{one}" for one in audiences if old.texts.get(one) != new.texts.get(one)]


def _grants(path: str, was, now) -> Iterator[str]:
    both: Mapping[str, Any] = getattr(now, "grants", {})
    for id, grant in both.items():
        if id in was.grants:
            yield from _reworded(f"{path}.grants.{id}", was.grants[id], grant, WORDS)


def _reworded(path: str, was, now, keys) -> Iterator[str]:
    for key in fields(now):
        if key.name in keys and getattr(was, key.name) != getattr(now, key.name):
            yield f"{path}.{key.name}"
