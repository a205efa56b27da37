"""The folder where one installation keeps its database, keys and files.

`KEEPWELL_HOME` names it; without it, `var/` in the working folder. Nothing is read from it that this
module or a command did not write there first.
"""

import contextlib
import os
import secrets
from pathlib import Path

from keepwell.home import home


def keys() -> Path:
    """The folder of keys inside `home()`; backups of the database must not contain it."""
    folder = home() / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def collected() -> Path:
    """The folder that `collectstatic` fills inside `home()`."""
    folder = home() / "static"
    folder.mkdir(exist_ok=True)
    return folder


def secret_key() -> str:
    """The key that signs sessions and links, made at first use (`keys/secret.key`, mode 0600)."""
    path = keys() / "secret.key"
    with contextlib.suppress(FileExistsError):
        _write_once(path, secrets.token_urlsafe(64))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, text: str) -> None:
    # A finished file is linked into place, so that two processes starting together agree on one key
    # and none reads a half-written one.
    if path.exists():
        raise FileExistsError(path)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
        os.link(draft, path)
    finally:
        draft.unlink()
