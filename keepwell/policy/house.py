"""What tells nothing about a child in any installation: declared once, in house.toml, and part of every policy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from keepwell.policy.building import Mistakes, build_all
from keepwell.policy.columns import HOUSE, Apart, check_apart
from keepwell.policy.lines import Lines
from keepwell.policy.parsing import parse, read


@dataclass(frozen=True)
class House:
    """The objects of house.toml by id, and the same as the file gives them."""

    apart: Mapping[str, Apart]
    given: Mapping[str, Any]


@cache
def house() -> House:
    """The house that comes with the program."""
    return read_house(Path(__file__).with_name(HOUSE))


def read_house(path: Path) -> House:
    """The declarations of such a file. PolicyError names every mistake, with that file and its line."""
    text = read(path)
    given, mistakes = parse(path.name, text), Mistakes(path.name, Lines(text))
    for other in given.keys() - {"apart"}:
        mistakes.note(other, "does not belong here: this file has [apart.…] only. Move it to the policy file.")
    apart = build_all(Apart, "apart", given.get("apart", {}), mistakes)
    check_apart(apart, mistakes)
    mistakes.stop_if_any()
    return House(apart, given.get("apart", {}))


def with_house(own: Mapping[str, Apart], mistakes: Mistakes) -> dict[str, Apart]:
    """What a policy file declares apart, after the house. Notes an id that the house has."""
    for id in own.keys() & house().apart.keys():
        text = f"is declared in {HOUSE}, for every policy. Take it out of this file, or give it another id."
        mistakes.note(f"apart.{id}", text)
    return {**own, **house().apart}


def all_given(parsed: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a policy file with those of the house: what a policy's fingerprint is of."""
    return {**parsed, "apart": {**house().given, **parsed.get("apart", {})}}
