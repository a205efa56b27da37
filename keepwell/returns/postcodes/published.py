"""A directory of postcodes as it is published: which files of a zip or a folder hold it, and of which month it is."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from keepwell.returns.findings import ReadingError
from keepwell.returns.sources import DAMAGED, Source

from .layouts import ONS, WANTED, Layout, layout

_LONGEST_HEADER = 1 << 16  # bytes
_BESIDE = {"doc", "docs", "documents", "__macosx"}  # folders with lists of codes and guides
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_NAME = re.compile(rf"(?i)(?<![a-z])({'|'.join(_MONTHS)})[a-z]*[ _-]*(20\d\d)(?!\d)")
_IN_METADATA = re.compile(r"(?i)copyright date\W+(20\d\d)(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Published:
    """The files of one directory, all of one layout; the month of its edition, where a file name or note tells it."""

    files: list[Source]
    layout: Layout
    month: date | None

    @property
    def size(self) -> int:
        return sum(source.size for source in self.files)


def find(path: Path) -> Published:
    """The directory in a zip, folder or CSV file. Raises ReadingError when there is none, or more than one."""
    with readable(path):
        entries = _entries(path)
        known = [(source, laid) for source in entries if (laid := _laid_out(source))]
    if not known:
        raise ReadingError(
            f"{path} is neither an ONS Postcode Directory (no CSV file in it has the columns {WANTED}) nor Code-Point "
            "Open (ten columns without a header, the postcode first)."
        )
    files, laid = _one(path, known)
    return Published(files, laid, _month(path, files, entries))


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Whatever breaks while the files of a path are read becomes one sentence."""
    try:
        yield
    except FileNotFoundError:
        raise ReadingError(f"{path} does not exist; check the spelling of the path.") from None
    except NotImplementedError:
        raise ReadingError(
            f"{path} is packed in a way that cannot be read here; unpack it and name the folder."
        ) from None
    except DAMAGED as trouble:
        if isinstance(trouble, OSError):
            why = (trouble.strerror or "no reason given").lower()
            raise ReadingError(f"{path} cannot be opened ({why}).") from None
        raise ReadingError(f"{path} is cut short or damaged; download it again.") from None


def _one(path, known):
    """The files of the one directory: the whole table rather than its copy in parts, one for each postcode area."""
    whole = [(source, laid) for source, laid in known if laid.kind == ONS and "multi_csv" not in source.name.lower()]
    chosen = whole or known
    if len(whole) > 1 or any(laid != chosen[0][1] for _, laid in chosen):
        names = " and ".join(sorted(source.name for source, _ in chosen)[:2])
        raise ReadingError(f"{path} holds more than one directory, such as {names}; name the file of one of them.")
    return [source for source, _ in chosen], chosen[0][1]


def _entries(path):
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.is_file() and _may_hold(p.relative_to(path).as_posix()))
        return [Source(p.relative_to(path).as_posix(), p.stat().st_size, _opener(p)) for p in found]
    if zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx":
        return _members(path)
    if path.suffix.lower() == ".zip" and path.stat().st_size:
        raise zipfile.BadZipFile
    return [Source(path.name, path.stat().st_size, _opener(path))]


def _opener(path):
    return lambda: path.open("rb")


def _members(path):
    archive = zipfile.ZipFile(path)
    members = [m for m in archive.infolist() if not m.is_dir() and _may_hold(m.filename)]
    if any(m.flag_bits & 1 for m in members):
        raise ReadingError(f"The zip {path} is locked with a password; unpack it and name the folder.")
    return [Source(m.filename, m.file_size, lambda m=m: archive.open(m)) for m in members]


def _may_hold(name):
    """Tables, and the note in which Code-Point Open says its date."""
    parts = PurePosixPath(name.lower().replace("\\", "/")).parts
    if parts[-1] == "metadata.txt":
        return True
    return parts[-1].endswith(".csv") and not parts[-1].startswith(".") and not _BESIDE & set(parts[:-1])


def _laid_out(source):
    with source.open() as stream:
        start = stream.read(_LONGEST_HEADER)
    return None if b"\0" in start else layout(start.decode("utf-8-sig", "replace").partition("\n")[0])


def _month(path, files, entries):
    """The first day of the month of the edition: from a file's name, the path's name or Code-Point Open's note."""
    for name in (PurePosixPath(files[0].name).name, path.name):
        if found := _IN_NAME.search(name):
            return date(int(found[2]), _MONTHS.index(found[1].lower()) + 1, 1)
    notes = [source for source in entries if source.name.lower().endswith("metadata.txt")]
    said = _IN_METADATA.search(notes[0].bytes().decode("utf-8", "replace")) if notes else None
    return date(int(said[1]), int(said[2]), 1) if said else None
