"""Files that were uploaded to be checked, until the check has ended.

They lie in a folder of the installation that only its own account opens, under a random name, and are taken away in
whatever way the check ends. What a check needs again later is kept apart: the provider register, which is about homes
and names no child.
"""

import hashlib
import re
import secrets
import shutil
import time
from pathlib import Path

from django.conf import settings

PARTS = ("this", "last", "register")
LARGEST = 2 * 1024**3  # bytes of one upload; the returns of the largest authority stay far below
UNCLAIMED = 60 * 60  # seconds after which what no run names is left over from a broken upload
_CHUNK = 1 << 20
_ODD = re.compile(r"[^\w .()\-]")


def folder_of(run):
    return Path(settings.KEEPWELL_INCOMING) / run.folder


def put_away(uploads):
    """Keep uploaded files, {part: [UploadedFile]}: (name of their folder, what to note of each file)."""
    name = secrets.token_hex(16)
    home, noted = Path(settings.KEEPWELL_INCOMING) / name, []
    home.mkdir(mode=0o700)
    for part, files in uploads.items():
        for file in files:
            to = home / part / safe(file.name)
            to.parent.mkdir(mode=0o700, exist_ok=True)
            digest, size = _copy(file.chunks(_CHUNK), to)
            noted.append({"part": part, "name": to.name, "sha256": digest, "bytes": size})
    return name, noted


def safe(name):
    """A file's own name, without what a file system or a page could trip over."""
    return _ODD.sub("_", Path(name).name).lstrip(".")[-120:] or "file"


def _copy(chunks, to):
    digest, size = hashlib.sha256(), 0
    with to.open("xb") as out:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return digest.hexdigest(), size


def path_of(run, part):
    """What the reader is to read: the one zip or file, or the folder of them."""
    folder = folder_of(run) / part
    files = sorted(folder.iterdir())
    return files[0] if len(files) == 1 else folder


def throw_away(name):
    """Take the files of a run away. Nothing happens when they are gone already."""
    if name:
        shutil.rmtree(Path(settings.KEEPWELL_INCOMING) / name, ignore_errors=True)


def sweep(claimed):
    """Take away what no run names any more: left by an upload or a worker that broke off."""
    oldest = time.time() - UNCLAIMED
    for left in Path(settings.KEEPWELL_INCOMING).iterdir():
        if left.name in claimed or left.stat().st_mtime > oldest:
            continue
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def keep_register(run_folder, noted):
    """Keep the register of an upload for later runs: its sha256, or '' when there is none."""
    for one in noted:
        if one["part"] == "register":
            kept = register_path(one["sha256"], one["name"])
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(Path(settings.KEEPWELL_INCOMING) / run_folder / "register" / one["name"], kept)
            return one["sha256"]
    return ""


def register_path(sha256, name):
    return Path(settings.KEEPWELL_INCOMING).parent / "registers" / f"{sha256}{Path(name).suffix.lower()}"
