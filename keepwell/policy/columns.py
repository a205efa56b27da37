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
HOUSE = "house.toml"  # where the program itself declares what tells nothing about a child in any installation
# The returns of which all tables together may be said to be empty; elsewhere each table is named.
RETURNS = ("ssda903", "cin", "people")


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


@dataclass(frozen=True, kw_only=True)
class Empty(Declared):
    """Places in which this controller keeps nothing, and why. The promises page counts whether they are empty.

    `places`: a table ("record.Placement.*"), a column ("record.Child.is_mother"), all of a return ("ssda903.*"), or a
    form that nobody here may use ("desk.forms.CheckForm.*"), whose tables are named too.
    """

    why: str
    places: tuple[str, ...] = field(default=MISSING)


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


def empty_places(objects: Mapping[str, Mapping]) -> dict[str, Empty]:
    """Place -> what says that nothing is kept there."""
    return {place: empty for empty in objects["empty"].values() for line in empty.places for place in line.split()}


def within(column: str, places) -> str | None:
    """The place among these in which a column lies, or None."""
    table = column.rpartition(".")[0]
    whole = f"{table.partition('.')[0]}.*"
    return next((one for one in (column, f"{table}.*", whole) if one in places), None)


# checking


def check_columns(objects: Mapping[str, Mapping], house: Mapping[str, Apart], mistakes) -> None:
    """Notes lines that name no column, a column declared twice, kept for no category, or kept where nothing is."""
    seen = {column: f"apart.{id} of {HOUSE}" for id, one in house.items() for column in named(one.columns)}
    for id, fact in objects["field"].items():
        for item in fact.items:
            if item in seen and HOUSE in seen[item]:
                _again(f"field.{id}.items", item, seen, mistakes)
            seen[item] = f"field.{id}"
    for id, kept in objects["kept"].items():
        _check_lines(f"kept.{id}", kept.columns, mistakes)
        _check_once(f"kept.{id}", kept.columns, seen, mistakes)
        if not kept.categories:
            mistakes.note(f"kept.{id}.categories", "names no category. Say whose facts these columns hold.")
    check_apart({id: one for id, one in objects["apart"].items() if id not in house}, mistakes, seen)
    _check_empty(objects, mistakes)


def check_apart(apart: Mapping[str, Apart], mistakes, seen: dict[str, str] | None = None) -> None:
    """Notes lines that name no column, and columns that are declared before or twice."""
    seen = {} if seen is None else seen
    for id, one in apart.items():
        _check_lines(f"apart.{id}", one.columns, mistakes)
        _check_once(f"apart.{id}", one.columns, seen, mistakes)


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
            _again(f"{path}.columns", column, seen, mistakes)
        seen[column] = path


def _again(path: str, column: str, seen: dict[str, str], mistakes) -> None:
    mend = "Take it out of this file" if HOUSE in seen[column] else "Take it out of one of them"
    mistakes.note(path, f"declares {column}, which {seen[column]} declares too. {mend}.")


def _check_empty(objects: Mapping[str, Mapping], mistakes) -> None:
    places = empty_places(objects)
    for place, empty in places.items():
        if not _fit(place):
            text = (
                f"should name tables, such as “record.Placement.*”, or columns; “{place[:60]}” is neither. Correct it."
            )
            mistakes.note(f"empty.{empty.id}.places", text)
    for column in declared_columns(objects):
        if place := within(column, places):
            text = (
                f"says that nothing is kept in {place}, and {column} is declared with a category. Take one of them out."
            )
            mistakes.note(f"empty.{places[place].id}.places", text)


def _fit(place: str) -> bool:
    """A table of a return or of the record, one column of it, a whole return, or a form. Reports keep nothing."""
    parts = place.split(".")
    whole = len(parts) == 2 and parts[0] in RETURNS and parts[1] == ANYWHERE
    one = len(parts) > 2 and ANYWHERE not in parts[:-1] and parts[0] != "report"
    return all(parts) and (whole or one)
