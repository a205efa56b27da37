"""From bytes to text: which encoding a file has, and what a file that is not text looks like."""

import codecs

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


def _one(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
