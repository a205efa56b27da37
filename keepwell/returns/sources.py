"""Where the bytes of a return come from: one file, the files of a folder, or the members of a zip."""

import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from keepwell.returns.findings import Finding, ReadingError

PREVIOUS = "previous"  # the sub-folder that holds last year's return; read by naming it
SETTINGS = "return.json"
# A return of a whole authority is some hundred megabytes; beyond this a zip is a mistake or an attack.
LARGEST_ZIP = 4 * 1024**3
MOST_MEMBERS = 10_000
# What Python raises when the bytes of a file or of a zip's member cannot be read to the end.
DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error)
_UNSEEN = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Source:
    """One file to read: its name as shown to people, its size in bytes, and how to open it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    def bytes(self) -> bytes:
        with self.open() as stream:
            return stream.read()


@dataclass(frozen=True)
class Sources:
    """All files of a path in order of name, with findings about what is passed over."""

    files: list[Source]
    findings: list[Finding]
    single: bool = False

    @property
    def size(self) -> int:
        return sum(source.size for source in self.files)


def gather(path) -> Sources:
    """The files of a path. Raises ReadingError when it does not exist, cannot be opened or is a broken zip."""
    path = Path(path)
    if not path.exists():
        raise ReadingError(f"{path} does not exist; check the spelling of the path.")
    if path.is_dir():
        return _folder(path)
    if path.suffix.lower() == ".zip":
        return _zip(path)
    return Sources([_file(path)], [], single=True)


def _file(path: Path) -> Source:
    return Source(path.name, path.stat().st_size, lambda: path.open("rb"))


def _folder(path: Path) -> Sources:
    try:
        entries = sorted(path.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise ReadingError(f"The folder {path} cannot be opened: {_cause(error)}.") from error
    findings = [_passed_over(entry.name) for entry in entries if entry.is_dir() and not entry.name.startswith(".")]
    return Sources([_file(entry) for entry in entries if entry.is_file() and not _unseen(entry.name)], findings)


def _passed_over(name: str) -> Finding:
    if name.lower() == PREVIOUS:
        text = f"The folder {name} was not read: it holds last year's return, which is read by naming that folder."
    else:
        text = f"The folder {name} was not read; name it on its own to read it."
    return Finding(name, None, None, None, "note", text)


def _unseen(name: str) -> bool:
    """Files that computers leave behind: nobody means them to be read."""
    return name.startswith(".") or any(name.startswith(unseen) for unseen in _UNSEEN)


def _zip(path: Path) -> Sources:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise ReadingError(_broken_zip(path, error)) from error
    members = [member for member in archive.infolist() if not member.is_dir()]
    _refuse_unsafe(path, members)
    return _members(archive, members)


def _broken_zip(path: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{path.name} cannot be opened: {_cause(error)}."
    with path.open("rb") as stream:
        start = stream.read(2)
    if start == b"PK":
        return f"The zip {path.name} is cut short or damaged; copy or download it again."
    return f"{path.name} is named .zip but is not a zip file."


def _refuse_unsafe(path: Path, members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if total > LARGEST_ZIP:
        raise ReadingError(
            f"The zip {path.name} would unpack to more than {LARGEST_ZIP // 1024**3} gigabytes and was not opened."
        )
    if len(members) > MOST_MEMBERS:
        raise ReadingError(f"The zip {path.name} holds more than {MOST_MEMBERS:,} files and was not opened.")
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError(f"The zip {path.name} is locked with a password; unpack it and name the folder.")
    if any(_escapes(member.filename) for member in members):
        raise ReadingError(f"The zip {path.name} holds a file that points outside the zip and was not opened.")


def _escapes(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or not path.parts or ":" in path.parts[0]


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Sources:
    wanted = [member for member in members if not any(map(_unseen, member.filename.split("/")))]
    top = _common_top([member.filename for member in wanted])
    files, folders = [], set()
    for member in sorted(wanted, key=lambda member: member.filename):
        inner = member.filename[len(top) :]
        if "/" in inner:
            folders.add(inner.split("/")[0])
        else:
            files.append(_member(archive, member, inner))
    return Sources(files, [_passed_over(folder) for folder in sorted(folders)])


def _common_top(names: list[str]) -> str:
    """The one folder that all members lie in, with its slash: people zip the folder as often as its files."""
    tops = {name.split("/")[0] + "/" if "/" in name else "" for name in names}
    return tops.pop() if len(tops) == 1 else ""


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Source:
    return Source(name, member.file_size, lambda: archive.open(member))


def _cause(error: Exception) -> str:
    """The system's own words without its path and number."""
    if isinstance(error, PermissionError):
        return "you are not allowed to open it"
    return (getattr(error, "strerror", None) or "it cannot be opened").lower()
