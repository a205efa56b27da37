"""Write a CIN census file, its elements in the order of the schema."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from keepwell.returns.atomic import whole_file
from keepwell.returns.cin.tables import TABLES
from keepwell.returns.cin.tree import CHILD, HEADER, ONCE, Part
from keepwell.returns.left_out import Losses, WritingError, check_width, check_xml_text

# Columns that the reader adds by counting elements; they are not written.
_NUMBERS = ("CINdetailsID", "AssessmentID", "CPPID")


class _Row:
    """One row to be written: its table, 1-based number among the rows given, child, and cells by column."""

    def __init__(self, table: str, number: int, cells: Sequence[str | None]):
        self.table = table
        self.number = number
        self.child = cells[0]
        self.cells = dict(zip(TABLES[table].names, cells[1:], strict=True))


def write_cin_xml(tables: Mapping[str, Sequence[Sequence[str | None]]], path: Path, *, left_out: list | None = None):
    """The census as one XML file; returns its path.

    tables: rows by table of cin/tables.py, cells as text in the order of the table after a leading "_child" cell, the
    ordinal of the child ("1", "2", ...; None in Header). Children are written in the order of that ordinal, episodes,
    assessments and plans in the order of their number; a reader counts them anew. All review dates of a plan stand in
    one Reviews element, and a review without a date is an empty one.

    A row that has no place (its episode or plan is not there; a local number unlike that of its child) is added to
    left_out as LeftOut; without that list it raises WritingError. So does a character that XML cannot hold.
    """
    path = Path(path)
    losses = Losses(left_out)
    index = _index(tables)
    headers = [_Row("Header", number, cells) for number, cells in enumerate(tables.get("Header", ()), 1)]
    with whole_file(path) as stream, etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("Message"):
            for header in headers:
                _put(xml, _header(header))
            with xml.element("Children"):
                for child in _in_order({key[0] for groups in index.values() for key in groups}):
                    _put(xml, _child(child, index, losses))
        _tell_unplaced(index, losses)
    return path


def _put(xml, element) -> None:
    xml.write("\n")
    xml.write(element, pretty_print=True)


def _index(tables: Mapping) -> dict[str, dict[tuple, list[_Row]]]:
    """Rows by table and by what they stand in: (child,), (child, episode) or (child, episode, assessment or plan)."""
    index: dict[str, dict[tuple, list[_Row]]] = {}
    own = {part.table: part.number for part in _all_parts(CHILD)}
    for table, rows in tables.items():
        if table == "Header":
            check_width(rows, ["_child", *TABLES[table].names], table)
            continue
        if table not in own:
            raise WritingError(f"{table} is not a table of the CIN census; its tables are {', '.join(TABLES)}.")
        check_width(rows, ["_child", *TABLES[table].names], table)
        keys = [name for name in TABLES[table].names if name in _NUMBERS and name != own[table]]
        groups = index[table] = defaultdict(list)
        for number, cells in enumerate(rows, 1):
            row = _Row(table, number, cells)
            groups[(row.child, *(row.cells[key] for key in keys))].append(row)
    return index


def _all_parts(parts) -> Iterator[Part]:
    for part in parts:
        yield part
        yield from _all_parts(part.parts.values())


def _in_order(numbers: set[str | None]) -> list[str | None]:
    return sorted(numbers, key=_as_number)


def _as_number(text: str | None) -> tuple[float, str]:
    return (int(text), "") if text and text.isdecimal() else (float("inf"), text or "")


def _header(row: _Row):
    header = etree.Element("Header")
    for name, fields in HEADER.items():
        inner = etree.SubElement(header, name)
        for field in fields:
            _field(inner, row, field)
    return header


def _field(parent, row: _Row, name: str) -> None:
    text = row.cells[name]
    if text:
        check_xml_text(text, row.table, row.number, name)
        etree.SubElement(parent, name).text = text


def _child(child: str | None, index: dict, losses: Losses):
    element = etree.Element("Child")
    identifiers = index.get("ChildIdentifiers", {}).get((child,), [])
    local = identifiers[0].cells["LAchildID"] if identifiers else None
    for part in CHILD:
        _parts(element, part, (child,), local, index, losses)
    return element


def _parts(parent, part: Part, key: tuple, local: str | None, index: dict, losses: Losses) -> None:
    """All elements of one part that stand inside the parent, whose key is given."""
    rows = index.get(part.table, {}).pop(key, [])
    if part.element in ONCE:
        for row in rows[1:]:
            losses.add(row.table, row.number, None, f"a child has one {part.element} element")
        rows = rows[:1]
    for row in rows:
        _check_local(row, local, losses)
    if part.each:
        _listings(parent, part, rows)
        return
    if part.number:
        rows = sorted(rows, key=lambda row: _as_number(row.cells[part.number]))
    for row in rows:
        element = etree.SubElement(parent, part.element)
        inner_key = (*key, row.cells[part.number]) if part.number else key
        for item in part.order:
            if isinstance(item, Part):
                _parts(element, item, inner_key, local, index, losses)
            else:
                _field(element, row, item)


def _check_local(row: _Row, local: str | None, losses: Losses) -> None:
    if row.cells["LAchildID"] != local:
        reason = "its child has another number, and the file tells a child's number once"
        losses.add(row.table, row.number, "LAchildID", reason)


def _listings(parent, part: Part, rows: list[_Row]) -> None:
    """Values that follow one another share one element; one without a value is an empty element of its own."""
    listing = None
    for row in rows:
        empty = not row.cells[part.each]
        if listing is None or (empty and part.row_when_empty):
            listing = etree.SubElement(parent, part.element)
        if empty and part.row_when_empty:
            listing = None
        elif empty:
            etree.SubElement(listing, part.each)
        else:
            _field(listing, row, part.each)


def _tell_unplaced(index: dict, losses: Losses) -> None:
    for table, groups in index.items():
        for row in (row for rows in groups.values() for row in rows):
            losses.add(table, row.number, None, "the episode, assessment or plan it belongs to is not there")
