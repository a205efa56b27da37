"""What a file that somebody hands in really is: told from its content, never from its name alone.

`read` gives a Handed, or raises FileError with one sentence for the person. Photographs lose what the camera wrote into
them besides the picture (where and with what it was taken), but for the way up; the picture itself stays as it was, bit
by bit. A photograph is never decoded here, so that no broken picture can trip a decoder.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from . import pictures

LARGEST = 20 * 1024**2  # bytes
LONGEST_NAME = 120
_ODD = re.compile(r"[^\w .,()’'&+\-]")


class FileError(Exception):
    """A file that is not taken; its text is a sentence for the person."""


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: `endings` are those its name may have."""

    title: str
    media_type: str
    endings: tuple


@dataclass(frozen=True)
class Handed:
    """A file as it is kept."""

    name: str
    content: bytes
    media_type: str


JPEG = Kind("a JPEG photograph", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = Kind("a PNG picture", "image/png", (".png",))
PDF = Kind("a PDF", "application/pdf", (".pdf",))
DOCX = Kind(
    "a Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
)  # fmt: skip
ODT = Kind("an OpenDocument text", "application/vnd.oasis.opendocument.text", (".odt",))
TEXT = Kind("plain text", "text/plain", (".txt", ".csv", ".text"))
MP3 = Kind("an MP3 recording", "audio/mpeg", (".mp3",))
M4A = Kind("an M4A recording", "audio/mp4", (".m4a", ".mp4"))
WAV = Kind("a WAV recording", "audio/wav", (".wav",))
KINDS = (JPEG, PNG, PDF, DOCX, ODT, TEXT, MP3, M4A, WAV)
ACCEPT = ",".join(ending for kind in KINDS for ending in kind.endings)
TAKEN = "Photographs (JPEG or PNG), PDF, Word (.docx), OpenDocument (.odt), text and sound (MP3, M4A, WAV) are taken"

HEIC = (
    "{name} is a photograph in Apple’s own form (HEIC), which others cannot open: take it again from this page, or "
    "save it as JPEG first."
)
TOO_LARGE = (
    "{name} is larger than " + f"{LARGEST // 1024**2} megabytes: make it smaller, or hand it to the lead yourself."
)
STARTS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF), (b"ID3", MP3))


def read(upload):
    """The Handed of an uploaded file (a Django UploadedFile: `name`, `size`, `read`). FileError says why not."""
    name = safe(upload.name)
    if upload.size > LARGEST:  # before any of it is read
        raise FileError(TOO_LARGE.format(name=name))
    content = upload.read()
    if not content:
        raise FileError(f"{name} is empty: choose it again.")
    kind = kind_of(content)
    if kind is None:
        said = HEIC if _brand(content) in HEICS else "{name} is no kind of file that is taken here. " + f"{TAKEN}."
        raise FileError(said.format(name=name))
    _fits(name, kind)
    return Handed(name, _bare(name, content, kind), kind.media_type)


def safe(name):
    """A file's own name, without folders and signs that a page or a computer could trip over."""
    bare = _ODD.sub("_", PurePath((name or "").replace("\\", "/")).name).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    return (
        f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if dot and len(ending) < 10 else bare[:LONGEST_NAME]
    ) or "file"


def kind_of(content):
    """The Kind of this content; None when it is none of KINDS."""
    for start, kind in STARTS:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return WAV
    if len(content) > 2 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2:  # a frame of layer III without a title
        return MP3
    if _brand(content) in SOUND:
        return M4A
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    return TEXT if _is_text(content) else None


SOUND = (b"M4A ", b"M4B ")
HEICS = (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif")


def _brand(content):
    """The brand of a file of the MP4 family; b'' for any other."""
    return content[8:12] if content[4:8] == b"ftyp" else b""


def _packed(content):
    """A Word or OpenDocument text, by what is packed into it; one with a program (macros) in it is neither."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            names = set(pack.namelist())
            if "mimetype" in names and pack.getinfo("mimetype").file_size < 200:
                return ODT if pack.read("mimetype").decode("ascii", "replace") == ODT.media_type else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return None
    programs = any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js")) for name in names)
    return DOCX if {"[Content_Types].xml", "word/document.xml"} <= names and not programs else None


def _is_text(content):
    """Text as people save it: UTF-8 or the old code of Windows, no signs that cannot be seen, and no web page."""
    for code in ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        seen = all(sign.isprintable() or sign in "\t\r\n\f\ufeff" for sign in text)
        return seen and not text.lstrip().startswith("<")
    return False


def _fits(name, kind):
    ending = PurePath(name).suffix.lower()
    if ending not in kind.endings:
        called = f"is called {ending}" if ending else "has no ending in its name"
        raise FileError(f"{name} {called} but is {kind.title}: save it again as what it is, and choose it anew.")


def _bare(name, content, kind):
    try:
        return {JPEG: pictures.bare_jpeg, PNG: pictures.bare_png}.get(kind, bytes)(content)
    except ValueError:
        raise FileError(f"{name} cannot be read as a picture: it is broken. Take or save it again.") from None
