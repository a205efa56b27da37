"""Write an SSDA903 XML file. Element names and their places are those of ssda903/elements.py."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from lxml import etree

from keepwell.returns.atomic import whole_file
from keepwell.returns.left_out import Losses, WritingError, check_width, check_xml_text
from keepwell.returns.ssda903.elements import (
    CHILD,
    EPISODE,
    FLAG,
    GROUPS,
    HEADER,
    HEADER_ITEMS,
    NUMBER,
    ROOT,
    ROWS,
    Group,
    element_name,
)
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.xml import makes_row


class _Row:
    """One row to be written: its table, 1-based number among the rows given, and cells by column."""

    def __init__(self, table: str, number: int, cells: Sequence[str | None]):
        self.table = table
        self.number = number
        self.cells = {name: cell or None for name, cell in zip(TABLES[table].names, cells, strict=True)}

    def says_something(self) -> bool:
        return any(cell for name, cell in self.cells.items() if name not in ("CHILD", "DOB"))


# The rows of one child by table.
_Rows = dict[str, list[_Row]]


def write_ssda903_xml(
    tables: Mapping[str, Sequence[Sequence[str | None]]],
    path: Path,
    *,
    uasc: Mapping[str, str] | None = None,
    left_out: list | None = None,
):
    """The return as one XML file; returns its path.

    tables: rows by table of ssda903/tables.py, cells as text in the order of the table. uasc gives the UASC flag of a
    child where it was read from a file; otherwise it is 1 for a child with a UASC row and 0 for others. The second
    Header row of a child becomes a CHILD element of its own, without the child's other rows.

    XML has one place where the tables have several: a second UASC, OC3 or AD1 row of a child, one without its leading
    item, and a DOB or SEX in them unlike the Header's cannot be written. They are added to left_out as LeftOut; without
    that list they raise WritingError, as does a character that XML cannot hold.
    """
    path = Path(path)
    losses = Losses(left_out)
    with whole_file(path) as stream, etree.xmlfile(stream, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element(ROOT):
            for number, rows in _by_child(tables).items():
                for element in _children(number, rows, uasc or {}, losses):
                    xml.write("\n")
                    xml.write(element, pretty_print=True)
    return path


def _by_child(tables: Mapping) -> dict[str | None, _Rows]:
    """Rows by child in order of first appearance, the tables in their declared order."""
    unknown = set(tables) - set(TABLES)
    if unknown:
        raise WritingError(f"{min(unknown)} is not a table of the SSDA903 return; its tables are {', '.join(TABLES)}.")
    children: dict[str | None, _Rows] = {}
    for name, table in TABLES.items():
        rows = tables.get(name, ())
        check_width(rows, table.names, name)
        for number, cells in enumerate(rows, 1):
            row = _Row(name, number, cells)
            children.setdefault(row.cells["CHILD"], {}).setdefault(name, []).append(row)
    return children


def _children(number: str | None, rows: _Rows, uasc: Mapping[str, str], losses: Losses):
    """The CHILD elements of one child: the first has everything, those of further Header rows only that row."""
    first, *others = rows.get("Header") or [None]
    if number is None and first is not None and len(rows) > 1:
        # Without a number nobody can say that the other rows belong to this Header row.
        others, first = [first, *others], None
    yield _child(number, first, rows, uasc.get(number), losses)
    for header in others:
        yield _child(number, header, {"Header": [header]}, uasc.get(number), losses)


def _child(number: str | None, header_row: _Row | None, rows: _Rows, flag: str | None, losses: Losses):
    child = etree.Element(CHILD)
    header = etree.SubElement(child, HEADER)
    if number:
        _text(header, NUMBER, number, header_row or next(iter(rows.values()))[0], "CHILD")
    _items(header, header_row, HEADER_ITEMS)
    if header_row is not None and not len(header.findall("*")) > (1 if number else 0):
        # A Header row with nothing but a number: an empty element tells it from no Header row.
        etree.SubElement(header, "DOB")
    _flag(header, header_row, rows.get("UASC", []), flag)
    for group in GROUPS:
        _group(header, group, header_row, rows.get(group.table, ()), losses)
    for element, table in ROWS.items():
        for row in rows.get(table, ()):
            _row(child if element == EPISODE else header, element, row, header_row)
    return child


def _text(parent, element: str, text: str, row: _Row, column: str) -> None:
    check_xml_text(text, row.table, row.number, column)
    etree.SubElement(parent, element).text = text


def _items(parent, row: _Row | None, columns: Sequence[str]) -> None:
    for column in columns:
        if row is not None and row.cells[column]:
            _text(parent, element_name(column), row.cells[column], row, column)


def _flag(header, header_row: _Row | None, rows: list[_Row], flag: str | None) -> None:
    """Rule 105 wants the flag on every child of an XML return."""
    said = any(row.says_something() for row in rows)
    row = header_row or (rows[0] if said else None)
    if row is not None:
        _text(header, FLAG, flag or ("1" if said else "0"), row, FLAG)


def _group(header, group: Group, header_row: _Row | None, rows: list[_Row], losses: Losses) -> None:
    written = False
    flag = header.findtext(FLAG)
    for row in rows:
        if written:
            losses.add(group.table, row.number, None, f"a child has one {group.table} row in XML")
        elif not _has_place(group, row, flag):
            losses.add(group.table, row.number, None, f"without {group.lead} XML cannot tell that there is a row")
        else:
            _items(header, row, group.items)
            _check_shared(row, header_row, losses)
            written = True


def _has_place(group: Group, row: _Row, flag: str | None) -> bool:
    """Whether a reader would make a row of what is written: see ssda903/xml.py."""
    lead = flag if group.lead == FLAG else row.cells[group.lead]
    return makes_row(group, {**row.cells, group.lead: lead})


def _check_shared(row: _Row, header_row: _Row | None, losses: Losses) -> None:
    for column in ("DOB", "SEX"):
        above = header_row.cells[column] if header_row else None
        if column in row.cells and row.cells[column] != above:
            losses.add(row.table, row.number, column, f"it differs from the child's Header, and XML has one {column}")


def _row(parent, element: str, row: _Row, header_row: _Row | None) -> None:
    """A repeated element; its DOB is written only where it differs from the Header's, empty when it is missing."""
    inside = etree.SubElement(parent, element)
    columns = [name for name in row.cells if name not in ("CHILD", "DOB")]
    above = header_row.cells["DOB"] if header_row else None
    if "DOB" in row.cells and row.cells["DOB"] != above:
        if row.cells["DOB"]:
            columns = ["DOB", *columns]
        else:
            etree.SubElement(inside, "DOB")
    _items(inside, row, columns)
