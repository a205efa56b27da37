"""A rule of the lint, and what it finds. Each rule is registered under its id where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One defect: rule, file, key, line where known, what is wrong, what would mend it, and who says so."""

    id: str
    file: str
    line: int | None
    key: str
    wrong: str
    mend: str
    source: str

    def __str__(self) -> str:
        place = [self.file, *([f"line {self.line}"] if self.line else []), self.key]
        said = f"{self.id} {', '.join(filter(None, place))}: {self.wrong}"
        return said + (f" To mend: {self.mend}" if self.mend else "") + f" Source: {self.source}."


@dataclass(frozen=True)
class Rule:
    """`find` takes a draft and yields (key, what is wrong, what would mend it), each a sentence."""

    id: str
    title: str
    source: str
    find: Callable[..., Iterable[tuple[str, str, str]]]

    @property
    def rank(self) -> tuple[str, int]:
        """L before K, and in each by number."""
        return ("" if self.id[0] == "L" else self.id[0], int(self.id[1:]))


RULES: dict[str, Rule] = {}


def rule(id: str, title: str, source: str):
    """Registers the function under that id."""

    def register(find):
        if id in RULES:
            raise ValueError(f"The rule {id} is written twice.")
        RULES[id] = Rule(id, title, source, find)
        return find

    return register


def named(titles: Iterable[str], most: int = 3) -> str:
    """`“A”, “B” and 4 more`; `nothing` when there is none."""
    titles = [f"“{one}”" for one in titles]
    shown, left = titles[:most], len(titles) - most
    if left > 0:
        return f"{', '.join(shown)} and {left} more"
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else "".join(shown) or "nothing"
