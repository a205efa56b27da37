"""A notice as data: sections of blocks. Who publishes decides how they look.

Each block names the ids of the objects it states (`category.need`, `basis.care`), so that a page can lead
from a sentence to the evidence for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Paragraph:
    text: str
    ids: tuple[str, ...] = ()
    kind: str = "paragraph"


@dataclass(frozen=True)
class WarningText:
    """A paragraph that must not be missed."""

    text: str
    ids: tuple[str, ...] = ()
    kind: str = "warning"


@dataclass(frozen=True)
class BulletList:
    """`lead` is the line above the list, or empty. `item_ids` runs beside `items`."""

    items: tuple[str, ...]
    lead: str = ""
    ids: tuple[str, ...] = ()
    item_ids: tuple[tuple[str, ...], ...] = ()
    kind: str = "list"


@dataclass(frozen=True)
class Table:
    """The first cell of a row heads it. Every row is as long as `headings`. `row_ids` runs beside `rows`."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ids: tuple[str, ...] = ()
    row_ids: tuple[tuple[str, ...], ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Definitions:
    """Pairs of a term and what it means. `pair_ids` runs beside `pairs`."""

    pairs: tuple[tuple[str, str], ...]
    ids: tuple[str, ...] = ()
    pair_ids: tuple[tuple[str, ...], ...] = ()
    kind: str = "definitions"


Block = Paragraph | WarningText | BulletList | Table | Definitions


@dataclass(frozen=True)
class Section:
    """`id` is fit for an anchor on the page."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Notice:
    """The notice for one audience, made from one policy file whose meaning has this digest."""

    audience: str
    title: str
    controller: str
    version: str
    valid_from: date
    digest: str
    sections: tuple[Section, ...]

    @property
    def ids(self) -> frozenset[str]:
        """Every object that some block states."""
        return frozenset(id for section in self.sections for block in section.blocks for id in block.ids)

    @property
    def text(self) -> str:
        """All words of the notice, one block after the other."""
        return "\n".join(line for section in self.sections for line in (section.heading, *map(words, section.blocks)))


def words(block: Block) -> str:
    """The words of one block, cells and items on lines of their own."""
    match block:
        case Paragraph() | WarningText():
            return block.text
        case BulletList():
            return "\n".join(filter(None, (block.lead, *block.items)))
        case Table():
            return "\n".join((block.caption, *(" | ".join(row) for row in (block.headings, *block.rows))))
        case Definitions():
            return "\n".join(f"{term}: {meaning}" for term, meaning in block.pairs)
