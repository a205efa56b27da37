"""Read an SSDA903 XML file: one CHILD element at a time, into the same tables as the CSV files.

Where the file has one cell and the tables several: CHILD is the CHILDID of the child's HEADER. DOB of every other table
is the element DOB inside its own element when there is one (an empty one means missing), else that of the HEADER; SEX
of UASC is that of the HEADER. UASC, OC3 and AD1 have no element of their own: their items stand in the HEADER, and make
a row when the leading item (UASC, IN_TOUCH, DATE_INT) has text, or when another of them says more than 0 or false. A
UASC flag of 0 or false alone makes no row. The flag itself is kept beside the Header row. A HEADER with nothing of its
own but CHILDID makes no Header row when the child has other rows.
"""

from keepwell.returns.loaded import Return
from keepwell.returns.progress import Meter
from keepwell.returns.sources import Source
from keepwell.returns.ssda903.elements import (
    CHILD,
    COLUMN_OF,
    FLAG,
    GROUPS,
    HEADER,
    HEADER_ITEMS,
    NUMBER,
    ROWS,
    Group,
    element_name,
)
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.xml_files import XmlReading, children, line_of, text_of
from keepwell.returns.xml_stream import Watched, local

_NO = ("", "0", "FALSE")
_HEADER_NAMES = frozenset([NUMBER, FLAG, *HEADER_ITEMS, *(item for group in GROUPS for item in group.items)])

# Elements that a row of each table may hold.
_KNOWN = {
    name: frozenset(
        spelt for column in table.columns + table.derived for spelt in (column.name, element_name(column.name))
    )
    for name, table in TABLES.items()
}


def read_ssda903(source: Source, shown: str, meter: Meter) -> Return:
    """The return in one XML file. Raises ReadingError when it has a document type."""
    reading = XmlReading(source, "ssda903", TABLES)
    with source.open() as opened:
        stream = Watched(opened, meter)
        for element in children(reading, stream, CHILD):
            _child(reading, element)
        return reading.finished(shown, stream)


def _child(reading: XmlReading, element) -> None:
    raw = next((inner.text for inner in element.iter("{*}" + NUMBER) if inner.text), None)
    child = (raw or "").strip().upper() or None
    reading.strays(element, child)
    headers = [inner for inner in element if local(inner) == HEADER]
    texts = [_items(reading, header, raw, child) for header in headers]
    birth = texts[0].get("DOB") if texts else None
    _header_rows(reading, headers, texts, element, raw)
    for header, items in zip(headers, texts, strict=True):
        _groups(reading, header, items)
        _rows(reading, header, {"CHILD": items["CHILD"], "DOB": items.get("DOB")}, child)
    for inner in element:
        if local(inner) not in (HEADER, NUMBER):
            _row(reading, inner, {"CHILD": raw, "DOB": birth}, child)


def _items(reading: XmlReading, header, raw: str | None, child: str | None) -> dict[str, str | None]:
    """The single items of a HEADER by column; empty ones are there with empty text."""
    reading.strays(header, child)
    items: dict[str, str | None] = {}
    for inner in header:
        if local(inner) in _HEADER_NAMES:
            _item(reading, inner, items, "Header", child)
    items["CHILD"] = items.get("CHILD") or raw
    return items


def _item(reading: XmlReading, element, items: dict, table: str, child: str | None) -> None:
    name = local(element)
    column = COLUMN_OF.get(name, name)
    if column in items:
        reading.unknown(element, table, child, f"{name} is given twice; the second was set aside.")
        return
    if element.attrib:
        reading.count(f"{{count}} {name} elements have attributes, which were left out.")
    items[column] = text_of(element)
    for inner in element:
        reading.unknown(inner, table, child)


def _header_rows(reading: XmlReading, headers: list, texts: list[dict], element, raw: str | None) -> None:
    told = False
    for header, items in zip(headers, texts, strict=True):
        if any(name in items for name in HEADER_ITEMS):
            reading.add("Header", items, line_of(header))
            told = True
    others = any(local(inner) in ROWS for inner in element.iterdescendants())
    grouped = any(makes_row(group, items) for items in texts for group in GROUPS)
    if not told and not others and not grouped:
        # Nothing but a number is still a child.
        items = texts[0] if texts else {"CHILD": raw}
        if any(items.values()):
            reading.add("Header", items, line_of(headers[0] if headers else element))


def _groups(reading: XmlReading, header, items: dict) -> None:
    for group in GROUPS:
        if makes_row(group, items):
            reading.add(group.table, items, line_of(header))
        elif any(_plain(items.get(item)) for item in group.items):
            items_left = f"{group.table} items that say only 0 or false were left out"
            reading.count(items_left + " for {count} children; no row was made of them.")


def makes_row(group: Group, items: dict) -> bool:
    """Whether the items of a HEADER make a row of the group's table."""
    lead = _plain(items.get(group.lead))
    if lead and (group.lead != FLAG or lead not in _NO):
        return True
    return any(_plain(items.get(item)) not in _NO for item in group.items)


def _plain(text: str | None) -> str:
    return (text or "").strip().upper()


def _rows(reading: XmlReading, header, shared: dict, child: str | None) -> None:
    for inner in header:
        if local(inner) not in _HEADER_NAMES:
            _row(reading, inner, shared, child)


def _row(reading: XmlReading, element, shared: dict, child: str | None) -> None:
    """An element that makes one row; shared are the cells it takes from the HEADER unless it has its own."""
    table = ROWS.get(local(element))
    if table is None:
        reading.unknown(element, None, child)
        return
    reading.strays(element, child)
    items: dict[str, str | None] = {}
    for inner in element:
        if local(inner) in _KNOWN[table]:
            _item(reading, inner, items, table, child)
        else:
            reading.unknown(inner, table, child)
    reading.add(table, {**shared, **items}, line_of(element))
