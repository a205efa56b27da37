"""Read return XML as a stream, one child at a time: no entities, no network, no document type, little memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl
from lxml import etree

from keepwell.returns import cells
from keepwell.returns.findings import AsideRow, Finding, ReadingError, plural
from keepwell.returns.loaded import Return, SourceFile
from keepwell.returns.sources import Source
from keepwell.returns.tables import Table
from keepwell.returns.xml_stream import SAFE, Watched, document_type, local

# libxml2 keeps line numbers of elements in sixteen bits; beyond, it tells the line of the text that follows.
_LAST_LINE = 65_535
_PORTION = 20_000
_SHOWN = 100_000  # characters kept of an element that is set aside


def text_of(element) -> str:
    """The text of a field exactly as in the file, without that of elements inside it."""
    text = element.text or ""
    return text + "".join(inner.tail or "" for inner in element) if len(element) else text


def line_of(element) -> int:
    """The 1-based line of an element; beyond line 65,535 worked out from the text in or after it."""
    line = element.sourceline or 0
    if line < _LAST_LINE:
        return line
    if element.text:
        return line - element.text.count("\n")
    if len(element):
        return line_of(element[0])
    return line - (element.tail or "").count("\n")


def end_of(element) -> int:
    """The line an element ends on, as near as its text tells."""
    if len(element):
        return end_of(element[-1]) + (element[-1].tail or "").count("\n")
    return line_of(element) + (element.text or "").count("\n")


def whole_text(element) -> str:
    """An element as XML for what is set aside; a very long one is shortened and says so."""
    text = etree.tostring(element, encoding="unicode", with_tail=False).strip()
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " ... (shortened)"


@dataclass
class XmlReading:
    """One XML file while it is read: rows by table, findings, and what is set aside."""

    source: Source
    collection: str
    tables: dict[str, Table]
    findings: list[Finding] = field(default_factory=list)
    aside: list[AsideRow] = field(default_factory=list)
    # (table, element) -> number of times, for things that are told once.
    counts: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, list[tuple]] = field(default_factory=dict)
    _frames: dict[str, list[pl.DataFrame]] = field(default_factory=dict)
    extras: tuple[str, ...] = ()

    def add(self, table: str, row_cells: dict, line: int, place: dict | None = None) -> None:
        """One row: cells by column, the line, and further place columns such as _child."""
        waiting = self._rows.setdefault(table, [])
        waiting.append((row_cells, line, place or {}))
        if len(waiting) == _PORTION:
            self._flush(table)

    def _flush(self, table: str) -> None:
        waiting = self._rows.pop(table, [])
        frame = pl.from_dicts([row for row, _, _ in waiting], schema=dict.fromkeys(self._names(table), pl.Utf8))
        frame = frame.with_columns(pl.when(pl.all() != "").then(pl.all()).name.keep())
        places = [pl.Series("_line", [line for _, line, _ in waiting], dtype=pl.Int64)]
        if self.collection == "cin":
            places.append(pl.Series("_child", [place.get("_child") for _, _, place in waiting], dtype=pl.Int64))
        self._frames.setdefault(table, []).append(frame.with_columns(places))

    def _names(self, table: str) -> list[str]:
        return [*self.tables[table].names, *(column.name for column in self.tables[table].derived)]

    def tell(self, kind: str, text: str, line: int | None, table=None, column=None, child=None) -> None:
        self.findings.append(Finding(self.source.name, line, table, column, kind, text, child))

    def put_aside(self, text: str, line: int | None, reason: str, table: str | None = None) -> None:
        self.aside.append(AsideRow(self.source.name, line, table, text, reason))

    def unknown(self, element, table: str | None, child: str | None, reason: str = "", kind="unknown element") -> None:
        """An element that does not belong where it stands: told, and set aside with its text."""
        line, name = line_of(element), local(element)
        reason = reason or f"The element {name} does not belong here; it was set aside."
        self.tell(kind, reason, line, table, None, child)
        self.put_aside(whole_text(element), line, reason, table)

    def stray(self, text: str | None, line: int, inside: str, child: str | None) -> None:
        """Text where only elements belong."""
        if text and text.strip():
            reason = f"There is text between the elements of {inside}; it was set aside."
            line += text[: len(text) - len(text.lstrip())].count("\n")
            self.tell("stray text", reason, line, None, None, child)
            self.put_aside(text.strip(), line, reason)

    def strays(self, element, child: str | None) -> None:
        """Stray text directly inside an element: before its first child and after each of its children."""
        text = element.text
        if text and not text.isspace():
            self.stray(text, line_of(element), local(element), child)
        for inner in element:
            tail = inner.tail
            if tail and not tail.isspace():
                self.stray(inner.tail, end_of(inner), local(element), child)

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def tell_counts(self) -> None:
        for what, count in self.counts.items():
            self.tell("note", what.format(count=f"{count:,}"), None)

    def finished(self, shown: str, stream: Watched) -> Return:
        """The return of everything read, its tables typed and in the declared order."""
        about = SourceFile(self.source.name, stream.drain(), stream.bytes, stream.encoding)
        if stream.mended:
            letters = plural(stream.mended, "letter")
            text = f"{self.source.name} is not all UTF-8: {letters} of it were read as Windows-1252; check them."
            self.tell("note", text, None)
        for table in list(self._rows):
            self._flush(table)
        self.tell_counts()
        read = Return(self.collection, "xml", shown, [about], findings=self.findings, aside=self.aside)
        for name, table in self.tables.items():
            if name in self._frames:
                self._type(read, table, pl.concat(self._frames.pop(name)))
        return read

    def _type(self, read: Return, table: Table, frame: pl.DataFrame) -> None:
        frame = frame.with_columns(pl.lit(self.source.name).alias("_file"))
        places = [name for name in cells.PLACE_COLUMNS if name in frame.columns]
        raw = frame.select(*table.names, *places)
        given = [column.name for column in table.derived if frame[column.name].null_count() < frame.height]
        data, findings = cells.load(table, self.collection, raw, frame.select(*given, "_file", "_line"))
        read.tables[table.name] = data
        read.findings += findings


def children(reading: XmlReading, stream: Watched, wanted: str, also: tuple[str, ...] = ()) -> Iterator:
    """Each complete element of the name wanted (or of also), in order; it is emptied once the caller comes back.

    Elements and text between them that do not belong are set aside. When the file breaks off or stops being XML, what
    is complete has been given, the rest is told as one finding and the piece that was begun is set aside.
    """
    tags = tuple("{*}" + name for name in (wanted, *also))
    events = etree.iterparse(stream, events=("start", "end"), tag=tags, **SAFE)
    open_now, root, count = None, None, 0
    try:
        for event, element in events:
            if root is None:
                root = _safe_root(reading, element)
            if event == "start":
                open_now = element if open_now is None else open_now
            elif element is open_now:
                count += local(element) == wanted
                yield element
                open_now = None
                _sweep(reading, element, tags)
    except etree.XMLSyntaxError as error:
        _tell_break(reading, error, open_now, wanted, count)
    if root is None and events.root is not None:
        root = _safe_root(reading, events.root)
    if root is not None:
        _sweep_rest(reading, root, tags)


def _safe_root(reading: XmlReading, element):
    tree = element.getroottree()
    if tree.docinfo.internalDTD is not None:
        raise ReadingError(document_type(reading.source))
    return tree.getroot()


def _sweep(reading: XmlReading, element, tags: tuple[str, ...]) -> None:
    """Empty an element that has been read, and take away what stands before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        first = parent[0]
        _check_passed(reading, first, parent, tags)
        del parent[0]


def _check_passed(reading: XmlReading, element, parent, tags: tuple[str, ...]) -> None:
    names = {tag.removeprefix("{*}") for tag in tags}
    if local(element) not in names and not _holds(element, tags):
        reading.unknown(element, None, None)
    reading.stray(element.tail, line_of(element), local(parent), None)


def _holds(element, tags: tuple[str, ...]) -> bool:
    """Whether something that was read stood inside: then the element is a frame around it, such as Children."""
    return next(element.iterdescendants(*tags), None) is not None


def _sweep_rest(reading: XmlReading, element, tags: tuple[str, ...]) -> None:
    """What is left at the end of the file: the frames, and anything in them that was not read."""
    names = {tag.removeprefix("{*}") for tag in tags}
    reading.stray(element.text, line_of(element), local(element), None)
    for inner in element:
        if _holds(inner, tags):
            _sweep_rest(reading, inner, tags)
        elif local(inner) not in names and (len(inner) or (inner.text or "").strip()):
            reading.unknown(inner, None, None)
        reading.stray(inner.tail, line_of(inner), local(element), None)


def _tell_break(reading: XmlReading, error, open_now, wanted: str, count: int) -> None:
    line = error.lineno or None
    begun = open_now is not None
    text = (
        f"{reading.source.name} breaks off or is no longer XML at line {line}: {plural(count, wanted + ' element')} "
        f"before it {'was' if count == 1 else 'were'} read, the rest could not be."
    )
    reading.tell("broken file", text, line)
    if begun:
        reason = "The file breaks off inside this element, so it was not read."
        reading.put_aside(whole_text(open_now), line_of(open_now), reason)
