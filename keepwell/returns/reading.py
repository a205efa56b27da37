"""Read a return: a folder of CSV and XML files, one such file, or a zip of them.

`read` goes through every file once. All SSDA903 CSV files of a path make one return, all people CSV files another, and
each XML file one of its own. Whatever cannot be read is a finding or is set aside with its text; nothing is dropped.
"""

from keepwell.returns.cin.xml import read_cin
from keepwell.returns.csv_files import CsvFile, NotACsv, open_csv, read_table, set_aside
from keepwell.returns.findings import AsideRow, Finding, ReadingError
from keepwell.returns.loaded import Return, SourceFile, TableData
from keepwell.returns.progress import Meter, Progress
from keepwell.returns.recognise import COLLECTIONS
from keepwell.returns.settings import read_settings
from keepwell.returns.sources import DAMAGED, SETTINGS, Source, Sources, gather
from keepwell.returns.ssda903.xml import read_ssda903
from keepwell.returns.xml_stream import begins_like_xml, names_at_start, refuse_document_type

__all__ = ["AsideRow", "Finding", "ReadingError", "Return", "SourceFile", "TableData", "read"]

# Element names that only one of the two returns has.
_CIN = {"ChildIdentifiers", "ChildCharacteristics", "CINdetails", "CollectionDetails", "LAchildID", "ReferenceDate"}
_SSDA903 = {"CHILDID", "HEADER", "EPISODE"}


def read(path, *, progress: Progress | None = None) -> list[Return]:
    """The returns at a path: a folder, one CSV, one XML, or a .zip of these.

    A folder is read without its sub-folders. progress, if given, is called with (bytes done, bytes in all). Raises
    ReadingError, with one sentence, when nothing at the path is a return.
    """
    sources = gather(path)
    reading = _Reading(str(path), sources, Meter(sources.size, progress))
    for source in sources.files:
        reading.file(source)
    return reading.finished()


class _Reading:
    """One call of read: the returns so far, and what is to be said about the path as a whole."""

    def __init__(self, shown: str, sources: Sources, meter: Meter):
        self.shown = shown
        self.sources = sources
        self.meter = meter
        self.csv: dict[str, Return] = {}
        self.xml: list[Return] = []
        self.settings: dict = {}
        self.findings: list[Finding] = list(sources.findings)

    def file(self, source: Source) -> None:
        try:
            if source.name.lower() == SETTINGS and not self.sources.single:
                self.settings, findings = read_settings(source)
                self.findings += findings
            else:
                self._table_or_xml(source)
        except (ReadingError, NotACsv) as error:
            self._unknown(source, str(error))
        except DAMAGED:
            self._unknown(source, f"{source.name} is cut short or damaged and could not be read; copy it again.")

    def _table_or_xml(self, source: Source) -> None:
        with _opened(source) as stream:
            start = stream.read(4096)
        if begins_like_xml(start):
            self._xml_file(source)
        else:
            self._csv_file(source)

    def _xml_file(self, source: Source) -> None:
        refuse_document_type(source)
        names = names_at_start(source)
        if not names:
            raise NotACsv(f"{source.name} begins like XML but cannot be read as XML.")
        shown = self.shown if self.sources.single else f"{self.shown}/{source.name}"
        if names[0] == "Message" or _CIN.intersection(names):
            self.xml.append(read_cin(source, shown, self.meter))
        elif _SSDA903.intersection(names):
            self.xml.append(read_ssda903(source, shown, self.meter))
        else:
            raise NotACsv(f"{source.name} is XML but neither a CIN census nor an SSDA903 return.")

    def _csv_file(self, source: Source) -> None:
        file = open_csv(source.name, source.bytes())
        if file.table is None:
            self._unknown(source, _unrecognised(file))
            return
        read = self.csv.setdefault(file.match.collection, Return(file.match.collection, "csv", self.shown))
        read.files.append(file.source)
        if file.table.name in read.tables:
            self._duplicate(read, file)
        else:
            read.tables[file.table.name] = read_table(file, self.meter)
        read.findings += file.findings
        read.aside += file.aside

    def _duplicate(self, read: Return, file: CsvFile) -> None:
        first = next(other.name for other in read.files if other.table == file.table.name)
        reason = f"{file.name} is a second file for {file.table.name}; {first} was read and these rows set aside."
        file.note("duplicate table", reason)
        file.aside += set_aside(file, reason, self.meter)

    def _unknown(self, source: Source, text: str) -> None:
        self.findings.append(Finding(source.name, None, None, None, "unknown file", text))

    def finished(self) -> list[Return]:
        """Returns in the order SSDA903, people, XML; what concerns the path as a whole goes to the first."""
        returns = [self.csv[name] for name in COLLECTIONS if name in self.csv] + self.xml
        if not returns:
            raise ReadingError(self._nothing())
        for read in returns:
            read.settings = dict(self.settings)
            order = COLLECTIONS.get(read.collection, read.tables)
            read.tables = {name: read.tables[name] for name in order if name in read.tables}
        returns[0].findings[:0] = self.findings
        self.meter.finish()
        return returns

    def _nothing(self) -> str:
        told = [finding.text for finding in self.findings if finding.kind == "unknown file"]
        if len(told) == 1:
            return told[0]
        if not told:
            return f"{self.shown} holds no file to read; name a folder with the CSV or XML files of a return."
        return f"None of the {len(told)} files of {self.shown} is part of a return: {' '.join(told[:5])}"


def _opened(source: Source):
    try:
        return source.open()
    except (OSError, RuntimeError, NotImplementedError) as error:
        raise ReadingError(f"{source.name} cannot be opened; check that you may read it.") from error


def _unrecognised(file: CsvFile) -> str:
    nearest = file.match.nearest
    if nearest is None:
        return f"{file.name} is no table of a return: {file.match.reason}."
    return f"{file.name} is no table of a return: the nearest is {nearest.name}, but {file.match.reason}."
