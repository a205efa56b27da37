"""From the text of a CSV file to rows of cells, each with the line it starts on; nothing is trimmed or changed."""

import csv
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from keepwell.returns.recognise import fold, known_names

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
# After so many quote marks that are never closed, the rest of a file is read without regard to quotes.
_TRIES = 200
_BEGINNING = 1 << 20  # characters; no header is longer
_BREAK = re.compile(r"\r\n|\r|\n")

# A cell may be longer than csv's guard of 131,072 characters; the file is in memory already.
csv.field_size_limit(min(sys.maxsize, 2**31 - 1))


@dataclass(frozen=True, slots=True)
class Row:
    """Cells exactly as in the file; line is the first and lines the number of lines; unclosed: a quote mark was opened
    here and not closed, so the line was read with the mark as an ordinary character."""

    line: int
    cells: list[str]
    lines: int = 1
    unclosed: bool = False


class Rows:
    """The rows of a text, blank lines left out; consumed follows the characters read.

    width, if given, is the number of columns of a table whose cells never hold a line break (all of SSDA903): a quoted
    cell that holds what looks like whole rows of it is then a forgotten quote mark, not a cell.
    """

    def __init__(self, text: str, separator: str, width: int | None = None):
        # newline="" keeps \r\n and \n inside quoted cells as they are.
        self._text = io.StringIO(text, newline="")
        self._separator = separator
        self._width = width
        self._ended = False
        self.consumed = 0

    def __iter__(self) -> Iterator[Row]:
        done = 0
        for _ in range(_TRIES):
            unclosed = None
            for row in self._quoted(done):
                if row.unclosed:
                    unclosed = row
                    break
                yield row
            if unclosed is None:
                return
            # The position was set back to the start of that row.
            yield from self._plain(unclosed.line, 1)
            done = unclosed.line
        yield from self._plain(done + 1, None)

    def _lines(self) -> Iterator[str]:
        for line in self._text:
            self.consumed += len(line)
            yield line
        self._ended = True

    def _quoted(self, done: int) -> Iterator[Row]:
        """Rows from the present position on; the first that is not closed is the last given."""
        self._ended = False
        reader = csv.reader(self._lines(), delimiter=self._separator)
        before, start = 0, self.consumed
        for cells in reader:
            line, count = done + before + 1, reader.line_num - before
            # csv asks for a line beyond the last one only while a quote mark is open.
            if self._ended or (count > 1 and self._swallows(cells)):
                self._go_back(start)
                yield Row(line, cells, count, True)
                return
            before, start = reader.line_num, self.consumed
            if cells:
                yield Row(line, cells, count)

    def _go_back(self, position: int) -> None:
        self._text.seek(position)
        self.consumed = position

    def _swallows(self, cells: list[str]) -> bool:
        """Whether a cell of several lines holds separators enough to be rows of their own."""
        if self._width is None:
            return False
        for place, cell in enumerate(cells):
            *inner, last = _BREAK.split(cell)
            after = len(cells) - place - 1
            if any(self._is_row(line, 0) for line in inner[1:]) or (inner and self._is_row(last, after)):
                return True
        return False

    def _is_row(self, line: str, after: int) -> bool:
        separators = line.count(self._separator)
        return separators > 0 and separators + 1 + after >= self._width

    def _plain(self, first: int, count: int | None) -> Iterator[Row]:
        """Lines read one by one with quote marks as ordinary characters."""
        number = first
        while count is None or number < first + count:
            line = self._text.readline()
            if not line:
                return
            self.consumed += len(line)
            cells = next(csv.reader([line], delimiter=self._separator, quoting=csv.QUOTE_NONE), [])
            if cells:
                yield Row(number, cells, 1, True)
            number += 1


def find_separator(text: str) -> str:
    """The separator that makes most columns known to some table; the comma when none does better."""
    return max(SEPARATORS, key=lambda separator: (_known(text, separator), separator == ","))


def _known(text: str, separator: str) -> int:
    first = first_row(text, separator)
    return sum(fold(cell) in known_names() for cell in first.cells) if first else 0


def first_row(text: str, separator: str) -> Row | None:
    """The first row with any text: the header, which is looked for at the beginning of the text only."""
    return next((row for row in Rows(text[:_BEGINNING], separator) if any(row.cells)), None)


def as_text(cells: list[str]) -> str:
    """Cells as one line of CSV, for what is set aside."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
