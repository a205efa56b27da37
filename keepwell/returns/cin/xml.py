"""Read a CIN census file: one Child element at a time, into the tables of cin/tables.py.

Elements match with or without a namespace. An element that does not belong where it stands, text between elements and a
field given twice are told and set aside; the rest of the child is still read. Whether an assessment has an empty
FactorsIdentifiedAtAssessment element or none is not kept: both mean that no factor was given.
"""

from collections import Counter

from lxml import etree

from keepwell.returns.cin.tables import TABLES
from keepwell.returns.cin.tree import CHILD, HEADER, ONCE, Part
from keepwell.returns.loaded import Return
from keepwell.returns.progress import Meter
from keepwell.returns.sources import Source
from keepwell.returns.xml_files import XmlReading, children, line_of, text_of
from keepwell.returns.xml_stream import Watched, local

_PARTS = {part.element: part for part in CHILD}
# Text beside elements, anywhere in a child; most have none, and then nobody looks for it element by element.
_BESIDE = etree.XPath("boolean(descendant-or-self::*[*]/text()[normalize-space()])")


def read_cin(source: Source, shown: str, meter: Meter) -> Return:
    """The census in one XML file. Raises ReadingError when it has a document type."""
    reading = XmlReading(source, "cin", TABLES)
    with source.open() as opened:
        stream = Watched(opened, meter)
        ordinal = headers = 0
        for element in children(reading, stream, "Child", ("Header",)):
            if local(element) == "Header":
                headers += 1
                _header(reading, element)
            else:
                ordinal += 1
                _child(reading, element, ordinal)
        if not headers:
            text = f"{source.name} has no Header, so nobody can tell which year it is for."
            reading.tell("missing element", text, None)
        return reading.finished(shown, stream)


def _header(reading: XmlReading, element) -> None:
    reading.strays(element, None)
    row: dict[str, str] = {}
    for inner in element:
        if local(inner) in HEADER:
            reading.strays(inner, None)
            _fields(reading, inner, HEADER[local(inner)], row, "Header", None)
        else:
            reason = f"The Header element {local(inner)} is not part of the return; it was set aside."
            reading.unknown(inner, "Header", None, reason, kind="note")
    reading.add("Header", row, line_of(element))


def _fields(reading: XmlReading, element, wanted, row: dict, table: str, child: str | None) -> None:
    for inner in element:
        if local(inner) in wanted:
            _field(reading, inner, row, table, child)
        else:
            reading.unknown(inner, table, child)


def _field(reading: XmlReading, element, row: dict, table: str, child: str | None) -> None:
    """The text of a field exactly as in the file; the first counts when it is given twice."""
    name = local(element)
    if name in row:
        reading.unknown(element, table, child, f"{name} is given twice; the second was set aside.")
        return
    if element.attrib:
        reading.count(f"{{count}} {name} elements have attributes, which were left out.")
    row[name] = text_of(element)
    for inner in element:
        reading.unknown(inner, table, child)


class _Child:
    """The child being read: ordinal, local number as in the file and as told in findings."""

    def __init__(self, element, ordinal: int):
        self.place = {"_child": ordinal}
        self.raw = next((inner.text for inner in element.iter("{*}LAchildID") if inner.text), None)
        self.number = (self.raw or "").strip() or None
        self.has_strays = _BESIDE(element)


def _child(reading: XmlReading, element, ordinal: int) -> None:
    child = _Child(element, ordinal)
    if child.has_strays or not len(element):
        reading.strays(element, child.number)
    counts: Counter = Counter()
    for inner in element:
        part = _PARTS.get(local(inner))
        if part is None:
            reading.unknown(inner, None, child.number)
            continue
        counts[part.element] += 1
        if part.element in ONCE and counts[part.element] > 1:
            reason = f"{part.element} is given twice; the second was set aside."
            reading.unknown(inner, part.table, child.number, reason)
        else:
            _part(reading, inner, part, {"LAchildID": child.raw}, counts[part.element], child)
    for name in ONCE:
        if not counts[name]:
            text = f"This child has no {name} element; the rest of the child was read."
            reading.tell("missing element", text, line_of(element), name, None, child.number)


def _part(reading: XmlReading, element, part: Part, keys: dict, ordinal: int, child: _Child) -> None:
    """One element and all inside it; keys are the cells it shares with what it stands in."""
    if child.has_strays or not len(element):
        reading.strays(element, child.number)
    if part.each:
        _listing(reading, element, part, keys, child)
        return
    if part.number:
        keys = {**keys, part.number: str(ordinal)}
    row: dict[str, str] = {}
    counts: dict[str, int] = {}
    inner_parts = []
    for inner in element:
        name = local(inner)
        if name in part.parts:
            counts[name] = counts.get(name, 0) + 1
            inner_parts.append((inner, part.parts[name], counts[name]))
        elif name in part.fields and name not in row and not len(inner) and not inner.keys():
            row[name] = inner.text or ""  # the usual case of what _field does
        elif name in part.fields:
            _field(reading, inner, row, part.table, child.number)
        else:
            reading.unknown(inner, part.table, child.number)
    reading.add(part.table, {**keys, **row}, line_of(element), child.place)
    for inner, inner_part, number in inner_parts:
        _part(reading, inner, inner_part, keys, number, child)


def _listing(reading: XmlReading, element, part: Part, keys: dict, child: _Child) -> None:
    found = 0
    for inner in element:
        if local(inner) != part.each:
            reading.unknown(inner, part.table, child.number)
            continue
        row: dict[str, str] = {}
        _field(reading, inner, row, part.table, child.number)
        reading.add(part.table, {**keys, **row}, line_of(inner), child.place)
        found += 1
    if not found and part.row_when_empty:
        reading.add(part.table, dict(keys), line_of(element), child.place)
