"""What the person who runs Keepwell says by environment variables, read in one place."""

import os

YES = {"1", "true", "yes", "on"}
NO = {"", "0", "false", "no", "off"}


def flag(name: str) -> bool:
    """Whether the variable is switched on; raises ValueError with a sentence when it says neither yes nor no."""
    text = os.environ.get(name, "").strip().lower()
    if text in YES:
        return True
    if text in NO:
        return False
    raise ValueError(f"{name} must be 1 or 0; it is set to something else.")


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The comma-separated values of the variable, or `default` when it is empty."""
    found = [word.strip() for word in os.environ.get(name, "").split(",")]
    return [word for word in found if word] or list(default)


def number(name: str, default: int) -> int:
    """The whole number of the variable, 1 or more, or `default` when it is empty; ValueError with a sentence else."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ValueError(f"{name} must be a whole number from 1 on; it is set to something else.")
    return int(text)
