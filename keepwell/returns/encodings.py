"""From bytes to text: which encoding a file has, and what a file that is not text looks like."""

import codecs
import re

# What files begin with, and what to call them.
_LOOKS = (
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document or spreadsheet"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
NOT_TEXT = "a file that is not text"

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# Bytes that are not UTF-8 arrive as these half characters and leave as the Windows characters they stand for.
_HALVES = re.compile("[\udc80-\udcff]")


def looks_like(data: bytes) -> str | None:
    """What bytes that are not text look like ("a PDF document"), or None when they may be text."""
    for start, name in _LOOKS:
        if data.startswith(start):
            return name
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\0" in data:
        return NOT_TEXT
    return None


def _office(data: bytes) -> str:
    if b"xl/" in data:
        return "a spreadsheet; save it as CSV"
    return "a word-processor document" if b"word/" in data else "a zip file"


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of the encoding: UTF-8, UTF-16 with its mark, else Windows-1252 as older systems write.

    Never fails: bytes that Windows-1252 leaves undefined become the control characters of the same number.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data, name)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _windows(data)


def _marked(data: bytes, name: str) -> tuple[str, str]:
    try:
        return data.decode(name), name
    except UnicodeDecodeError:
        if name == "utf-8-sig":
            return _windows(data[len(codecs.BOM_UTF8) :])
        # Cut in the middle of a character: the rest is still worth reading.
        return data.decode(name, errors="replace"), name


def _windows(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return "".join(_one(byte) for byte in data), "cp1252"


def xml_encoding(start: bytes) -> str:
    """The encoding an XML file says it has; UTF-8 when it says nothing."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(start.removeprefix(codecs.BOM_UTF8))
    return declared[1].decode("ascii").lower() if declared else "utf-8"


class Mender:
    """Turns a stream of bytes that should be UTF-8 into UTF-8, taking what is not as Windows-1252.

    Files that say UTF-8 and hold a few letters of Windows would otherwise break off at the first of them.
    count says how many there were.
    """

    def __init__(self):
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
        self.count = 0

    def feed(self, data: bytes, final: bool) -> bytes:
        text = self._decoder.decode(data, final)
        try:
            return text.encode("utf-8")
        except UnicodeEncodeError:
            mended, count = _HALVES.subn(lambda half: _one(ord(half[0]) - 0xDC00), text)
            self.count += count
            return mended.encode("utf-8")


def _one(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
