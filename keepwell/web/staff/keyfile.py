"""Keys of the house as files beside the database: read, and made once whoever starts first."""

import contextlib
import os
import secrets

LENGTH = 32  # bytes: AES-256, and the digest that HMAC-SHA256 makes


def read(place):
    """The bytes of the file; None when it is not there."""
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None


def make(place):
    """The bytes of a new key, or of the one that another process made meanwhile."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A finished file is linked into place: of two processes that start together both take the one that was first.
    draft = place.with_name(f"{place.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secrets.token_bytes(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, place)
    draft.unlink()
    return place.read_bytes()
