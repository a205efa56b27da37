"""One table of a file of clocks: is each key known, there and of its kind?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from keepwell.clocks.mistakes import Mistakes, nearest

WORDS = {
    str: "text in quotes",
    int: "a whole number, without quotes",
    bool: "true or false, without quotes",
    date: "a date without quotes, such as 2026-11-22",
    list: 'a list, such as ["death", "18"]',
    dict: "a table, such as { length = 60, unit = \"working days\" }",
}  # fmt: skip


@dataclass(frozen=True)
class Key:
    """A key that a table may have: its kind, the words it may be, and whether it must be there."""

    kind: type
    choices: tuple[str, ...] = ()
    needed: bool = True


def build(path: str, given: Any, keys: Mapping[str, Key], mistakes: Mistakes, *, quiet=False) -> dict | None:
    """The values of the table by key, or None when it has a mistake. `quiet` when they were noted before."""
    notes = Mistakes(mistakes.file)
    if isinstance(given, dict):
        values = _values(path, given, keys, notes)
    else:
        notes.note(path, f"should be a table of keys. Write [{path}] on a line of its own and the keys below it.")
    if not quiet:
        mistakes.found += notes.found
    return None if notes.found else values


def _values(path: str, given: dict, keys: Mapping[str, Key], notes: Mistakes) -> dict:
    for unknown in given.keys() - keys.keys():
        notes.note(f"{path}.{unknown}", f"is not a key of this table.{nearest(unknown, keys)} Correct or remove it.")
    for name, key in keys.items():
        if name in given:
            _look(f"{path}.{name}", given[name], key, notes)
        elif key.needed:
            wanted = f"one of {', '.join(key.choices)}" if key.choices else WORDS[key.kind]
            notes.note(f"{path}.{name}", f"is missing. Add “{name} = …” with {wanted}.")
    return {name: given[name] for name in keys if name in given}


def _look(path: str, value: Any, key: Key, notes: Mistakes) -> None:
    # A time is a date to Python, and true a whole number: neither is meant.
    if (
        not isinstance(value, key.kind)
        or isinstance(value, datetime)
        or (isinstance(value, bool) != (key.kind is bool))
    ):
        notes.note(path, f"should be {WORDS[key.kind]}.")
    elif key.choices and value not in key.choices:
        notes.note(path, f"cannot be “{value}”.{nearest(value, key.choices)} Use one of: {', '.join(key.choices)}.")
    elif key.kind is str and not value.strip():
        notes.note(path, "is empty. Fill it in.")
    elif key.kind is int and not 0 <= value <= 2000:
        notes.note(path, "should be from 0 to 2000. Correct it, or use a longer unit.")
