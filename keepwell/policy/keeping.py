"""A notice as plain data and back, so that each version can be kept and opened as it was."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from keepwell.policy.blocks import Block, BulletList, Definitions, Notice, Paragraph, Section, Table, WarningText

KINDS = {one.kind: one for one in (Paragraph, WarningText, BulletList, Table, Definitions)}


def as_data(notice: Notice) -> dict[str, Any]:
    """Text, numbers, lists and dicts: fit for JSON. The first day is an ISO date."""
    return {**asdict(notice), "valid_from": notice.valid_from.isoformat()}


def from_data(data: dict[str, Any]) -> Notice:
    """The Notice that `as_data` was given. KeyError or TypeError when it is no such data."""
    sections = tuple(
        Section(one["id"], one["heading"], tuple(_block(block) for block in one["blocks"])) for one in data["sections"]
    )
    return Notice(**{**data, "valid_from": date.fromisoformat(data["valid_from"]), "sections": sections})


def _block(data: dict[str, Any]) -> Block:
    return KINDS[data["kind"]](**{key: _frozen(value) for key, value in data.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list | tuple) else value
