"""A policy file as far as it can be understood: what lint looks at, also when the loader would refuse it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from keepwell.policy import notice
from keepwell.policy.building import Mistakes, build, tidy
from keepwell.policy.columns import check_columns
from keepwell.policy.errors import Problem
from keepwell.policy.house import house
from keepwell.policy.lines import Lines
from keepwell.policy.loading import assembled, declared, finished
from keepwell.policy.model import Policy
from keepwell.policy.objects import BlockText, Category, Controller, Head, Retention, Source
from keepwell.policy.parsing import parse, read
from keepwell.policy.references import check_bases, check_dates, check_ids
from keepwell.policy.timed import timed


@dataclass(frozen=True, eq=False)
class Draft:
    """The objects with blanks for what is missing, the file's own words, and what the loader says against it.
    The policy in it has no digest: it is not to be obeyed.

    `on` is the day for which the file is judged: a notice is judged as if it were published then.
    """

    file: str
    policy: Policy
    parsed: dict[str, Any]
    lines: Lines
    problems: tuple[Problem, ...]
    on: date

    @property
    def head(self) -> Head:
        return self.policy.head

    @property
    def controller(self) -> Controller:
        return self.policy.controller

    def all(self, kind: str) -> list:
        """The objects of that kind, in the order of the file."""
        return list(self.policy.objects[kind].values())

    def sources(self, ids) -> list[Source]:
        """The sources with these ids; an id that is not declared is the loader's matter."""
        return [self.policy.sources[id] for id in ids if id in self.policy.sources]

    def categories(self, ids) -> list[Category]:
        return [self.policy.categories[id] for id in ids if id in self.policy.categories]

    def whom(self, category: Category) -> set[str]:
        """The kinds of people in law whom a category is about."""
        return self.kinds(category.subjects)

    def kinds(self, subjects) -> set[str]:
        known = [self.policy.subjects[id] for id in subjects if id in self.policy.subjects]
        return {one.means or one.id for one in known}

    def keeping(self, category: Category, subject: str) -> list[Retention]:
        """The rules that set how long a category is kept for that kind of person."""
        rules = self.policy.retention_of(category.id)
        return [rule for rule in rules if not rule.subjects or subject in self.kinds(rule.subjects)]

    def right(self, means: str):
        """The right in law that goes by this word, or None."""
        return next((one for one in self.all("right") if (one.means or one.id) == means), None)

    def blocks(self) -> Iterator[tuple[str, BlockText, str]]:
        """Key, block and its own words, of every block of every audience."""
        for audience, text in self.policy.texts.items():
            for n, section in enumerate(text.section, start=1):
                for m, block in enumerate(section.block, start=1):
                    words = " ".join(filter(None, (block.text, block.lead, *block.items)))
                    yield f"notice.{audience}.section[{n}].block[{m}]", block, words

    def saying(self, pattern: str) -> list[tuple[str, BlockText, str]]:
        """The blocks whose words match, capitals or not."""
        return [one for one in self.blocks() if re.search(pattern, one[2], re.IGNORECASE)]

    @cached_property
    def shown(self) -> set[str]:
        """What the blocks of the notice for adults ask to be shown."""
        return {block.shows for key, block, _ in self.blocks() if key.startswith("notice.adult") and block.shows}

    @cached_property
    def stated(self) -> set[str]:
        """The ids that blocks of the notice name."""
        return {id for _, block, _ in self.blocks() for id in block.ids}

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        """Every text of the file with its key."""
        return list(_texts("", self.parsed))


def draft(path: Path | str, on: date) -> Draft:
    """PolicyError when the file cannot be read or is not TOML; everything else is left to the rules."""
    path = Path(path)
    text = read(path)
    lines = Lines(text)
    parsed, mistakes = parse(path.name, text), Mistakes(path.name, lines, draft=True)
    head, controller, objects, texts = declared(parsed, mistakes)
    head, controller = head or _blank(Head), controller or _blank(Controller)
    check_ids(objects, mistakes)
    check_dates(objects, mistakes)
    objects = finished(objects, head)
    check_bases(objects["basis"], objects["category"], mistakes)
    check_columns(objects, house().apart, mistakes)
    policy = assembled(path.name, "", head, controller, objects, texts, *timed(parsed, mistakes))
    notice.check(policy, mistakes)
    return Draft(path.name, policy, parsed, lines, tuple(mistakes.found), on)


def _blank(declaration: type):
    return build(declaration, "", {}, Mistakes("", Lines(""), draft=True))


def _texts(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, tidy(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _texts(f"{path}.{key}".strip("."), one)
    elif isinstance(value, list):
        for n, one in enumerate(value, start=1):
            yield from _texts(f"{path}[{n}]" if isinstance(one, dict) else path, one)
