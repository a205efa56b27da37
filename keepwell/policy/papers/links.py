"""Addresses in running text: what a reader may follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

ADDRESS = re.compile(r"https?://[^\s<>\"'“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """(words, where they lead or nothing), in order. A stop at the end of a sentence is not part of an address."""
    at = 0
    for found in ADDRESS.finditer(text):
        words = found[0].rstrip(".,;:)!?")
        if found.start() > at:
            yield text[at : found.start()], ""
        yield words, words if "://" in words else f"mailto:{words}"
        at = found.start() + len(words)
    if at < len(text):
        yield text[at:], ""
