"""What is wrong with a file of clocks, said to the person who edits it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field


class ClockError(ValueError):
    """A file of clocks that cannot be used. `problems` holds every mistake: file, key, and how to mend it.

    `notes` holds the same as pairs of key and text, for who shows mistakes of several kinds together.
    """

    def __init__(self, problems, notes=()):
        self.problems, self.notes = tuple(problems), tuple(notes)
        super().__init__("\n".join(self.problems))


@dataclass
class Mistakes:
    """The mistakes found so far in one file."""

    file: str
    found: list[tuple[str, str]] = field(default_factory=list)

    def note(self, key: str, text: str) -> None:
        self.found.append((key, text))

    def said(self) -> list[str]:
        """Every mistake as a sentence: file, key, and how to mend it."""
        return [f"{self.file}, {key}: {text}" if key else f"{self.file}: {text}" for key, text in self.found]

    def stop_if_any(self) -> None:
        if self.found:
            raise ClockError(self.said(), self.found)


def nearest(word: str, known) -> str:
    """`Did you mean …?` when a known word is close."""
    close = difflib.get_close_matches(str(word), list(known), n=1)
    return f" Did you mean “{close[0]}”?" if close else ""
