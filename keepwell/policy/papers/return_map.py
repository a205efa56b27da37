"""The map from return columns to facts, categories and law: what each column of a return tells, and why it may."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from keepwell.policy.columns import named
from keepwell.policy.papers.paper import Paper, paper, said, section, table
from keepwell.policy.wording import DUTY, source_titles

RETURNS = {"ssda903": "Children looked after return (SSDA903)", "cin": "Children in need census (CIN)"}
HEADINGS = ("Column", "What it tells", "Kind of information", "Duty or choice", "Law")
CSV = ("collection", "table", "column", "field", "field_title", "category", "category_title", "obligation", "law")


@dataclass(frozen=True)
class Column:
    """One column of a return. `table` is `*` where any table has it. `field` is empty where no fact is asked for."""

    collection: str
    table: str
    name: str
    field: str
    tells: str
    categories: tuple[str, ...]
    obligation: str
    law: tuple[str, ...]

    @property
    def place(self) -> str:
        return f"{'Any table' if self.table == '*' else self.table}: {self.name}"


def columns(policy, on: date) -> list[Column]:
    """Every return column that the policy declares, by collection, in the order of the file.

    A return that carries nothing about anybody here is left out: this controller does not make it.
    """
    found = [*_asked(policy, on), *_besides(policy, on)]
    made = {one.collection for one in found}
    found += [one for one in _of_nobody(policy) if one.collection in made]
    return sorted(found, key=lambda one: (list(RETURNS).index(one.collection), one.table != "*"))


def _split(column: str) -> tuple[str, str, str] | None:
    """(collection, table, column), or nothing when it is no column of a return."""
    parts = column.split(".")
    return (parts[0], parts[1], ".".join(parts[2:])) if parts[0] in RETURNS and len(parts) > 2 else None


def _asked(policy, on: date) -> Iterator[Column]:
    """The columns that carry a fact we ask for."""
    for fact in policy.fields.values():
        for place in filter(None, map(_split, fact.items if fact.in_force(on) else ())):
            yield Column(*place, fact.id, fact.title, (fact.category,), fact.obligation, fact.law)


def _besides(policy, on: date) -> Iterator[Column]:
    """The columns that are kept with a category and carry no single fact: their law is that of the returns."""
    for kept in policy.objects["kept"].values():
        for place in filter(None, map(_split, named(kept.columns))):
            yield Column(
                *place, "", kept.title or _titles(policy, kept.categories), kept.categories, "", _law(policy, kept, on)
            )


def _law(policy, kept, on: date) -> tuple[str, ...]:
    """The enactments of the bases on which these categories go into a return."""
    bases = (
        b
        for c in kept.categories
        for p in policy.purposes
        for b in policy.bases_for(c, p, on=on)
        if "returns" in b.purposes
    )
    return tuple(dict.fromkeys(id for basis in bases for id in basis.enactments))


def _of_nobody(policy) -> Iterator[Column]:
    for apart in policy.objects["apart"].values():
        for place in filter(None, map(_split, named(apart.columns))):
            yield Column(*place, "", f"Nothing about a child: {apart.title}", (), "", ())


def return_map(policy, on: date) -> Paper:
    found = columns(policy, on)
    intro = said(f"{len(found)} columns are declared. A column that is not declared stops the program when it starts.")
    sections = [section(f"of-{id}", title, _table(policy, title, [c for c in found if c.collection == id]))
                for id, title in RETURNS.items() if any(c.collection == id for c in found)]  # fmt: skip
    none = section("none", "No returns", said("This policy declares no column of a return."))
    return paper(
        policy, on, "return-map", "What each column of a return tells",
        "Every column of the statutory returns with its fact, its kind of information and its law.",
        (section("how-to-read", "How to read this", intro), *(sections or [none])), wide=True,
    )  # fmt: skip


def _table(policy, caption: str, found: list[Column]):
    rows = ((_row(policy, one), f"field.{one.field}" if one.field else "") for one in found)
    return table(caption, HEADINGS, rows)


def _row(policy, one: Column) -> tuple[str, ...]:
    duty = DUTY.get(one.obligation, "Follows from other facts" if one.categories else "No personal data")
    return (
        one.place,
        one.tells,
        _titles(policy, one.categories) or "None",
        duty,
        source_titles(policy, one.law) or "None",
    )


def _titles(policy, ids) -> str:
    return "; ".join(policy.categories[id].title for id in ids)


def as_csv(policy, on: date) -> str:
    """The same as comma-separated text: one line a column and category, with ids beside titles."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(CSV)
    for one in columns(policy, on):
        for category in one.categories or ("",):
            title = policy.categories[category].title if category else ""
            law = source_titles(policy, one.law)
            row = (one.collection, one.table, one.name, one.field, one.tells, category, title, one.obligation, law)
            writer.writerow(map(_harmless, row))
    return file.getvalue()


def _harmless(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
