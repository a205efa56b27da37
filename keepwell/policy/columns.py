"""Where the program keeps facts: which of its columns hold which categories, and which tell nothing about a child.

A column is named by its place and its own name: `record.Person.born_on` (a field of a model), `cin.Header.Year` (a
column of a return), `record.forms.FindForm.q` (a field of a form), `report.lines.child` (a column of a report).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field

from keepwell.policy.declaring import Declared, Selection, one_of

# The place of keys in every table. It reaches keys only, so that no new fact can hide behind it.
ANYWHERE = "*"


@dataclass(frozen=True, kw_only=True)
class Kept(Declared, Selection):
    """Columns that hold facts of these categories. With several, the row says which, or it speaks of all.

    `whole`: they hold whole rows of any kind, and each fact in them is of the category of its own column.
    `columns` are lines of places and names, "record.Name people.Names: given, family".
    """

    title: str = ""
    whole: bool = False
    columns: tuple[str, ...] = field(default=MISSING)


@dataclass(frozen=True, kw_only=True)
class Apart(Declared):
    """Columns that tell nothing about a child or family: of nobody, or of the people who work here; and why."""

    about: str = one_of("nobody", "staff")
    why: str
    columns: tuple[str, ...] = field(default=MISSING)


def named(lines) -> Iterator[str]:
    """Every column of lines such as "record.Name people.Names: given, family"."""
    for line in lines:
        places, _, names = line.partition(":")
        for place in places.split():
            yield from (f"{place}.{name.strip()}" for name in names.split(","))


def declared_columns(objects: Mapping[str, Mapping]) -> dict[str, tuple[str, ...]]:
    """Column -> its categories, by what is kept and by the facts of the returns. `ssda903.*.DOB` is of any table."""
    found: dict[str, dict] = {}
    for fact in objects["field"].values():
        for item in fact.items:
            found.setdefault(item, {})[fact.category] = None
    for kept in objects["kept"].values():
        found |= {column: dict.fromkeys(kept.categories) for column in named(kept.columns)}
    return {column: tuple(categories) for column, categories in found.items()}


def columns_apart(objects: Mapping[str, Mapping]) -> dict[str, Apart]:
    """Column -> what says that it tells nothing about a child. `*.id` is the key of any table."""
    return {column: apart for apart in objects["apart"].values() for column in named(apart.columns)}


def whole_rows(objects: Mapping[str, Mapping]) -> frozenset[str]:
    """Columns that hold whole rows of any kind."""
    return frozenset(column for kept in objects["kept"].values() if kept.whole for column in named(kept.columns))


def check_columns(objects: Mapping[str, Mapping], mistakes) -> None:
    """Notes lines that name no column, a column declared twice, and columns kept for no category."""
    seen = {item: f"field.{id}" for id, fact in objects["field"].items() for item in fact.items}
    for kind in ("kept", "apart"):
        for id, member in objects[kind].items():
            _check_lines(f"{kind}.{id}", member.columns, mistakes)
            _check_once(f"{kind}.{id}", member.columns, seen, mistakes)
    for id, kept in objects["kept"].items():
        if not kept.categories:
            mistakes.note(f"kept.{id}.categories", "names no category. Say whose facts these columns hold.")


def _check_lines(path: str, lines, mistakes) -> None:
    for line in lines:
        places, colon, names = line.partition(":")
        fit = places.split() and colon and all(name.strip() for name in names.split(","))
        wild = ANYWHERE in places and (places.strip() != ANYWHERE or path.startswith("kept."))
        if not fit or wild:
            text = f"should hold lines such as “record.Name: given, family”; this one is “{line[:60]}”. Correct it."
            mistakes.note(f"{path}.columns", text)


def _check_once(path: str, lines, seen: dict[str, str], mistakes) -> None:
    for column in named(lines):
        if column in seen:
            text = f"declares {column}, which {seen[column]} declares too. Take it out of one of them."
            mistakes.note(f"{path}.columns", text)
        seen[column] = path
