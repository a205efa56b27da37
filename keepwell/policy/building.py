"""From parsed TOML to declared objects: each mistake is noted with its key, and the search goes on."""

from __future__ import annotations

import difflib
import types
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from keepwell.policy.errors import PolicyError, Problem
from keepwell.policy.lines import Lines

WORDS = {
    str: "text in quotes",
    int: "a whole number",
    bool: "true or false, without quotes",
    date: "a date without quotes, such as 2026-11-21",
    tuple: 'a list, such as ["one", "two"]',
    dict: "a table",
}


BLANK = {str: "", int: 0, bool: False, date: None, tuple: (), dict: {}}


class Mistakes:
    """The mistakes found so far in one file. A `draft` keeps an object with a mistake, its key left blank."""

    def __init__(self, file: str, lines: Lines, *, draft: bool = False):
        self.file, self.lines, self.draft, self.found = file, lines, draft, []

    def note(self, key: str, text: str, line: int | None = None) -> None:
        self.found.append(Problem(self.file, line or self.lines.at(key), key, text))

    def stop_if_any(self) -> None:
        if self.found:
            raise PolicyError(sorted(self.found, key=lambda problem: (problem.line or 0, problem.key)))


def nearest(word: str, known) -> str:
    """`Did you mean …?` when a known word is close, else the known words when they are few."""
    known = [str(one) for one in known]
    if close := difflib.get_close_matches(word, known, n=1):
        return f" Did you mean “{close[0]}”?"
    return f" Known here: {', '.join(known)}." if 0 < len(known) <= 12 else ""


def build(declaration: type, path: str, given: Any, mistakes: Mistakes, **fixed):
    """One object of that declaration, or None when the file does not allow one."""
    if not isinstance(given, dict):
        mistakes.note(path, f"should be a table of keys. Write [{path}] on a line of its own and the keys below it.")
        return None
    keys = {key.name: key for key in fields(declaration) if key.name not in fixed}
    for unknown in given.keys() - keys.keys():
        mistakes.note(f"{path}.{unknown}", f"is not a key of this table.{nearest(unknown, keys)} Correct or remove it.")
    values, whole = dict(fixed), True
    for name, key in keys.items():
        value = _value(declaration, key, f"{path}.{name}", given.get(name, MISSING), mistakes)
        if value is MISSING and mistakes.draft:
            value = _blank(declaration, key)
        whole = whole and value is not MISSING
        values[name] = value
    return declaration(**values) if whole else None


def build_all(declaration: type, path: str, given: Any, mistakes: Mistakes) -> dict:
    """The objects of one kind by their ids, in the order of the file."""
    if not isinstance(given, dict):
        mistakes.note(path, f"should hold tables such as [{path}.some-id].")
        return {}
    built = {id: build(declaration, f"{path}.{id}", one, mistakes, id=id) for id, one in given.items()}
    return {id: one for id, one in built.items() if one is not None}


def _value(declaration: type, key: Field, path: str, given: Any, mistakes: Mistakes):
    """The value of one key; MISSING when it is required and absent or wrong."""
    kind, optional = _kind(_hints(declaration)[key.name])
    if given is MISSING:
        return _absent(key, kind, path, mistakes)
    if "within" in key.metadata:
        return build_all(key.metadata["within"], path, given, mistakes)
    if "list_of" in key.metadata:
        return _list(key.metadata["list_of"], path, given, mistakes)
    if not _fits(given, kind):
        mistakes.note(path, f"should be {WORDS[kind]}; it is {_shown(given)}.")
        return MISSING
    value = tidy(given)
    if _required(key) and value in ("", ()) and not optional:
        mistakes.note(path, "is empty. Fill it in.")
        return MISSING
    return value if _chosen(key, value, path, mistakes) else MISSING


def _absent(key: Field, kind: type, path: str, mistakes: Mistakes):
    if not _required(key):
        return _default(key)
    choices = key.metadata.get("choices")
    wanted = f"one of {', '.join(map(str, choices))}" if choices and kind is not tuple else WORDS[kind]
    mistakes.note(path, f"is missing. Add “{key.name} = …” with {wanted}.")
    return MISSING


def _blank(declaration: type, key: Field):
    """What stands in a draft for a value that is missing or wrong: the default, or nothing of its kind."""
    return BLANK[_kind(_hints(declaration)[key.name])[0]] if _required(key) else _default(key)


def _default(key: Field):
    return key.default if key.default is not MISSING else key.default_factory()


def _list(declaration: type, path: str, given: Any, mistakes: Mistakes):
    if not isinstance(given, list):
        mistakes.note(path, f"should be written as [[{path}]], once for each entry.")
        return MISSING
    built = [build(declaration, f"{path}[{n}]", one, mistakes) for n, one in enumerate(given, start=1)]
    return tuple(one for one in built if one is not None)


def _chosen(key: Field, value: Any, path: str, mistakes: Mistakes) -> bool:
    choices = key.metadata.get("choices")
    wrong = [one for one in (value if isinstance(value, tuple) else (value,)) if choices and one not in choices]
    for one in wrong:
        mistakes.note(path, f"cannot be {_shown(one)}. Use one of: {', '.join(repr(c) for c in choices)}.")
    return not wrong


def _required(key: Field) -> bool:
    return key.default is MISSING and key.default_factory is MISSING


@cache
def _hints(declaration: type) -> dict[str, Any]:
    return get_type_hints(declaration)


def _kind(hint) -> tuple[type, bool]:
    """The bare type of an annotation, and whether None is allowed."""
    if isinstance(hint, types.UnionType):
        return next(one for one in get_args(hint) if one is not types.NoneType), True
    return get_origin(hint) or hint, False


def _fits(given: Any, kind: type) -> bool:
    if kind is tuple:
        return isinstance(given, list) and all(isinstance(one, str) for one in given)
    if kind is date:
        return isinstance(given, date) and not isinstance(given, datetime)
    return type(given) is kind


def tidy(given: Any):
    """Text with each run of white space as one space, so that lines may break anywhere; lists as tuples."""
    if isinstance(given, str):
        return " ".join(given.split())
    if isinstance(given, list):
        return tuple(tidy(one) for one in given)
    return given


def _shown(given: Any) -> str:
    if isinstance(given, str):
        return f"“{given[:40]}”"
    return {list: "a list", dict: "a table"}.get(type(given), str(given))
