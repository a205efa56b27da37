"""On which line of a TOML file a key stands, so that a person can find it."""

from __future__ import annotations

import re

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


class Lines:
    """Looks keys up by their dotted path (`category.need.tier`, `notice.adult.section[2].heading`).

    The parser of the standard library keeps no positions, so headers and keys are found by their shape.
    A path that is not found gives the line of the nearest table above it, or None.
    """

    def __init__(self, text: str):
        self.of: dict[str, int] = {}
        table, counts = "", {}
        for number, line in enumerate(text.splitlines(), start=1):
            if header := HEADER.match(line):
                table = self._open(header[2].replace('"', ""), header[1] == "[[", counts)
                for path in _above(table):
                    self.of.setdefault(path, number)
            elif key := KEY.match(line):
                self.of.setdefault(f"{table}.{key[1]}" if table else key[1], number)

    @staticmethod
    def _open(name: str, repeated: bool, counts: dict[str, int]) -> str:
        parts, given = [], name.split(".")
        for n, part in enumerate(given, start=1):
            parts.append(part.strip())
            path = ".".join(parts)
            if path in counts and not (repeated and n == len(given)):
                parts[-1] += f"[{counts[path]}]"
        path = ".".join(parts)
        if repeated:
            counts[path] = counts.get(path, 0) + 1
            path += f"[{counts[path]}]"
        return path

    def at(self, path: str) -> int | None:
        while path:
            if path in self.of:
                return self.of[path]
            path = path.rpartition(".")[0]
        return None


def _above(path: str) -> list[str]:
    """The path and every path it lies in."""
    parts = path.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
