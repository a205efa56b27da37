"""Writes the pages about the tables of each return from their declarations: `make docs`."""

from pathlib import Path

from keepwell.codes import code_set
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903

HERE = Path(__file__).resolve().parent
KINDS = {"flag": "1 or 0", "partial date": "date, ZZ for what is unknown", "integer": "whole number"}
PAGES = {
    "ssda903-tables.md": (
        "SSDA903: children looked after", SSDA903,
        "Dates are written dd/mm/yyyy. CHILD is the council's own number of the child. Files may have any name.",
    ),
    "cin-tables.md": (
        "CIN census: children in need", CIN,
        "The census is one XML file; dates are written yyyy-mm-dd. LAchildID, CINdetailsID, AssessmentID and CPPID "
        "of the nested tables are counted by the reader.",
    ),
    "people-files.md": (
        "People files: what neither return carries", PEOPLE,
        "CSV files for names, families, addresses, notes and school. Dates are written yyyy-mm-dd or dd/mm/yyyy; "
        "person_id and child_id are the council's own number, the same as CHILD and LAchildID. Files may have any "
        "name; a folder needs only the tables it has, but everybody spoken of must be in People, now or before.",
    ),
}  # fmt: skip


def page(title, tables, words):
    parts = [f"# {title}", "Made from the declared tables by `make docs`; do not edit.", words]
    return "\n\n".join([*parts, *(section(t) for t in tables.values())]) + "\n"


def section(table):
    lines = [f"## {table.name}" + (f": {table.title}" if table.title.casefold() != table.name.casefold() else ""), ""]
    lines += [table.about, ""] if table.about else []
    lines += [
        f"Usual name: `{table.usual_name}`"
        + (f". Since {table.since - 1}-{table.since % 100:02}." if table.since else ".")
    ]
    lines += ["", "| column | what | kind |", "|---|---|---|"]
    return "\n".join([*lines, *(row(c) for c in table.columns)])


def row(column):
    kind = KINDS.get(column.kind, column.kind)
    if column.codes and column.kind == "code":
        kind += f": {code_set(column.codes).title.lower()}"
    marks = [
        m for m, on in (("says whose row it is", column.key), ("required", column.required and not column.key)) if on
    ]
    return f"| `{column.name}` | {column.label} | {'; '.join([kind, *marks])} |"


def main():
    for name, parts in PAGES.items():
        (HERE / name).write_text(page(*parts), encoding="utf-8")


if __name__ == "__main__":
    main()
