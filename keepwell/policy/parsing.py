"""A policy file as text and as TOML, or the sentence that says why it is neither."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from keepwell.policy.errors import PolicyError, Problem


def read(path: Path) -> str:
    """The text of the file. PolicyError when it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        text = f"is not UTF-8 text: byte {error.start + 1} is not a letter of it. Save the file as UTF-8."
        raise PolicyError([Problem(path.name, None, "", text)]) from error
    except OSError as error:
        text = f"cannot be read: {error.strerror}. Check the name and that you may open it."
        raise PolicyError([Problem(path.name, None, "", text)]) from error


def parse(file: str, text: str) -> dict[str, Any]:
    """The tables of the file. PolicyError with the line when it is not TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError([_syntax(file, text, str(error))]) from error


def _syntax(file: str, text: str, said: str) -> Problem:
    """The parser's complaint in our words; a repeated table or key is the commonest."""
    place = re.search(r"line (\d+)", said)
    line = int(place[1]) if place else len(text.splitlines())
    if repeated := re.match(r"Cannot declare \((.*)\) twice", said):
        key = ".".join(re.findall(r"'([^']*)'", repeated[1]))
        return Problem(file, line, key, "is declared twice. Give one of the two another id, or remove it.")
    if "overwrite" in said:
        return Problem(file, line, "", "a key stands here that its table already has. Remove one of the two.")
    reason = said.partition(" (at ")[0]
    return Problem(file, line, "", f"is not TOML here ({reason}). Look for a missing quote, bracket or equals sign.")
