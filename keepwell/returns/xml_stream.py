"""The bytes of an XML file on their way to the parser: safe settings, no document type, digest, mended letters."""

import hashlib
import re
from functools import lru_cache
from typing import BinaryIO

from lxml import etree

from keepwell.returns.encodings import Mender, xml_encoding
from keepwell.returns.findings import ReadingError
from keepwell.returns.progress import Meter
from keepwell.returns.sources import DAMAGED, Source

# A document type may hold entities that grow without end or name other files; returns never need one.
_PROLOG = 1 << 16
_COMMENTS = re.compile(rb"<!--.*?(-->|\Z)|<\?.*?(\?>|\Z)", re.DOTALL)
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte order marks and blanks
_START = 512  # bytes enough for the XML declaration

# No entity is expanded, no other file is fetched, and the parser's own limits on depth and length stay.
SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def local(element) -> str:
    """The name of an element without its namespace."""
    return _without_namespace(element.tag)


@lru_cache(4096)  # a return has some hundred names and asks for each of them many thousand times
def _without_namespace(tag: str) -> str:
    return tag[tag.rfind("}") + 1 :]


def begins_like_xml(start: bytes) -> bool:
    return start.replace(b"\0", b"").lstrip(_BEFORE).startswith(b"<")


def refuse_document_type(source: Source) -> None:
    """Raises ReadingError when the file begins with a document type, in whatever encoding."""
    with source.open() as stream:
        prolog = stream.read(_PROLOG).replace(b"\0", b"")
    if _COMMENTS.sub(b"", prolog).lstrip(_BEFORE).upper().startswith(b"<!DOCTYPE"):
        raise ReadingError(document_type(source))


def document_type(source: Source) -> str:
    """The sentence for a file that has one."""
    return (
        f"{source.name} begins with a document type (<!DOCTYPE ...>), which no return has and which can be used to "
        "harm a computer; it was not read."
    )


class Watched:
    """A stream that takes the digest of what passes and tells the meter; UTF-8 is mended on its way to the parser."""

    def __init__(self, stream: BinaryIO, meter: Meter):
        self._stream = stream
        self._meter = meter
        self._digest = hashlib.sha256()
        self._start: bytes | None = self._take(_START)
        self.encoding = xml_encoding(self._start)
        self._mender = Mender() if self.encoding in ("utf-8", "ascii", "us-ascii") else None
        self.bytes = 0

    def _take(self, size: int) -> bytes:
        try:
            data = self._stream.read(size)
        except DAMAGED:
            # A damaged zip or disk: to the parser the file ends here, and it says so.
            return b""
        self._digest.update(data)
        self._meter.add(len(data))
        return data

    def read(self, size: int = -1) -> bytes:
        """The next bytes, mended; empty only at the end."""
        data, self._start = (self._start or self._take(size)), None
        self.bytes += len(data)
        if self._mender is None:
            return data
        mended = self._mender.feed(data, not data)
        # A portion may be the middle of one character.
        return mended if mended or not data else self.read(size)

    @property
    def mended(self) -> int:
        """How many letters were not UTF-8."""
        return self._mender.count if self._mender else 0

    def drain(self) -> str:
        """Read what is left, and give the sha256 of the whole."""
        while self.read(1 << 20):
            pass
        return self._digest.hexdigest()


def names_at_start(source: Source, most: int = 500) -> list[str]:
    """Names of the first elements of a file, enough to tell one return from another."""
    names = []
    with source.open() as stream:
        try:
            for _, element in etree.iterparse(stream, events=("start",), **SAFE):
                names.append(local(element))
                if len(names) == most:
                    break
        except etree.XMLSyntaxError:
            pass
    return names
