"""The passphrase of the extract: read from a file that only its owner opens, or made new."""

import os
import secrets

SHORTEST = 16  # characters; four unrelated words have about as many
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are taken for one another on paper
GROUPS, IN_GROUP = 6, 4  # 24 signs of 31: about 118 bits, which nobody guesses however fast


class PassphraseError(Exception):
    """Why this passphrase cannot be used, as a sentence."""


def read(path):
    """The passphrase in the first line of a file; spaces around it do not count."""
    try:
        mode, text = path.stat().st_mode, path.read_text("utf-8")
    except FileNotFoundError:
        raise PassphraseError(f"{path}: there is no such file. Make one with --new-passphrase.") from None
    except (OSError, UnicodeDecodeError) as trouble:
        raise PassphraseError(f"{path}: the passphrase cannot be read ({type(trouble).__name__}).") from None
    if os.name == "posix" and mode & 0o077:
        raise PassphraseError(f"{path}: others on this machine may read the passphrase. Close it: chmod 600 {path}")
    said = text.split("\n", 1)[0].strip()
    if len(said) < SHORTEST:
        raise PassphraseError(f"{path}: the passphrase is too short: {SHORTEST} characters or more in its first line.")
    return said


def make(path):
    """Write a new passphrase into a file that is not there yet; returns it."""
    said = "-".join("".join(secrets.choice(SIGNS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise PassphraseError(
            f"{path}: there is a passphrase already. Take it away first if it is to change."
        ) from None
    except OSError as trouble:
        raise PassphraseError(f"{path}: the passphrase cannot be written ({trouble.strerror}).") from None
    with open(handle, "w", encoding="utf-8") as file:
        file.write(said + "\n")
    return said
