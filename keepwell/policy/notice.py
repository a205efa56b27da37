"""The notice: the file's own blocks, with what the objects state put where the file asks for it."""

from __future__ import annotations

import re
from datetime import date

from keepwell.policy.blocks import Block, BulletList, Notice, Paragraph, Section, WarningText
from keepwell.policy.building import Mistakes, nearest
from keepwell.policy.dated import on_day
from keepwell.policy.objects import BlockText, NoticeText
from keepwell.policy.shows import SHOWS

PLACE = re.compile(r"\{([^{}]*)\}")


def build(policy, text: NoticeText, audience: str, on: date) -> Notice:
    """The notice of this policy for one audience, of what is in force on that day."""
    in_force = on_day(policy, on)
    sections = [
        Section(
            section.id,
            fill(policy, section.heading),
            tuple(b for one in section.block for b in _blocks(policy, one, in_force)),
        )
        for section in text.section
    ]
    if policy.controller.example:
        sections[0] = _warned(sections[0], policy.controller.example)
    return Notice(
        audience=audience,
        title=fill(policy, text.title),
        controller=policy.controller.name,
        version=policy.version,
        valid_from=policy.valid_from,
        digest=policy.digest,
        sections=tuple(sections),
    )


def fill(policy, text: str) -> str:
    """The text with each `{controller.name}`, `{right.access.clock}` or `{policy.digest}` in place."""
    return PLACE.sub(lambda place: shown(_value(policy, place[1])), text)


def shown(value) -> str:
    """A value as a sentence would have it: dates as 3 March 2027."""
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)


def check(policy, mistakes: Mistakes) -> None:
    """Notes blocks that say nothing or too much, show the unknown, or name what is not declared."""
    for audience, text in policy.texts.items():
        path = f"notice.{audience}"
        _check_sections(text, path, mistakes)
        _check_places(policy, f"{path}.title", text.title, mistakes)
        for n, section in enumerate(text.section, start=1):
            _check_places(policy, f"{path}.section[{n}].heading", section.heading, mistakes)
            for m, block in enumerate(section.block, start=1):
                _check_block(policy, f"{path}.section[{n}].block[{m}]", block, mistakes)


def _warned(section: Section, warning: str) -> Section:
    return Section(section.id, section.heading, (WarningText(warning, ("controller",)), *section.blocks))


def _blocks(policy, block: BlockText, in_force) -> tuple[Block, ...]:
    if block.shows:
        made = SHOWS[block.shows](in_force)
        return (Paragraph(fill(policy, block.lead), block.ids), *made) if block.lead else tuple(made)
    ids = tuple(dict.fromkeys((*block.ids, *_places(block))))
    if block.items:
        items = tuple(fill(policy, item) for item in block.items)
        return (BulletList(items, fill(policy, block.lead), ids),)
    return (Paragraph(fill(policy, block.text), ids),)


def _places(block: BlockText) -> list[str]:
    """The objects that a block names in its placeholders."""
    found = PLACE.findall(" ".join((block.text, block.lead, *block.items)))
    return [place.rpartition(".")[0] for place in found]


def _value(policy, place: str):
    """What stands behind `kind.id.key` or `controller.key`. KeyError or AttributeError when nothing does."""
    if place == "policy.digest":
        return policy.digest
    reference, _, key = place.rpartition(".")
    return getattr(policy.find(reference), key)


def _check_sections(text: NoticeText, path: str, mistakes: Mistakes) -> None:
    if not text.section:
        mistakes.note(path, f"has no sections. Add [[{path}.section]] with an id and a heading.")
    seen = set()
    for n, section in enumerate(text.section, start=1):
        if section.id in seen:
            where = f"{path}.section[{n}].id"
            mistakes.note(where, f"“{section.id}” is the id of an earlier section too. Give this one another id.")
        seen.add(section.id)


def _check_block(policy, path: str, block: BlockText, mistakes: Mistakes) -> None:
    if sum(map(bool, (block.text, block.items, block.shows))) != 1:
        mistakes.note(path, "should have exactly one of “text”, “items” or “shows”. Add the one or remove the others.")
    if block.shows and block.shows not in SHOWS:
        text = f"cannot be “{block.shows}”.{nearest(block.shows, SHOWS)} Use one of: {', '.join(SHOWS)}."
        mistakes.note(f"{path}.shows", text)
    for key, words in (("text", block.text), ("lead", block.lead), ("items", " ".join(block.items))):
        _check_places(policy, f"{path}.{key}", words, mistakes)
    for reference in block.ids:
        try:
            policy.find(reference)
        except KeyError:
            text = f"names “{reference}”, which is not declared. Write kind and id, such as “right.access”."
            mistakes.note(f"{path}.ids", text)


def _check_places(policy, path: str, words: str, mistakes: Mistakes) -> None:
    for place in PLACE.findall(words):
        try:
            _value(policy, place)
        except (KeyError, AttributeError):
            text = f"has {{{place}}}, which stands for nothing. Write one such as {{controller.name}}."
            mistakes.note(path, text)
