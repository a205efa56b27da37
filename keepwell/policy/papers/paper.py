"""A paper: what a policy file says for one use, as sections of blocks. The renderers decide how it looks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from keepwell.policy.blocks import Block, BulletList, Paragraph, Section, Table, WarningText
from keepwell.policy.notice import shown


@dataclass(frozen=True)
class Paper:
    """One paper. `name` is fit for a file and an address; `summary` says in a sentence what it is for.

    `wide`: its tables have many columns, so that a sheet of paper is turned. `large`: in large letters.
    """

    name: str
    title: str
    summary: str
    controller: str
    version: str
    valid_from: date
    as_at: date
    digest: str
    sections: tuple[Section, ...]
    wide: bool = False
    large: bool = False

    @property
    def line(self) -> str:
        """Whose paper this is and which version, for its head."""
        return f"{self.controller}, version {self.version}, in force from {shown(self.valid_from)}."

    @property
    def made(self) -> tuple[tuple[str, str], ...]:
        """What stands at the end of every paper: pairs of a word and its value."""
        return (
            ("Controller", self.controller),
            ("Version", self.version),
            ("In force from", shown(self.valid_from)),
            ("As at", shown(self.as_at)),
            ("Hash of the policy file’s content (SHA-256)", self.digest),
        )


def paper(policy, on: date, name: str, title: str, summary: str, sections: Iterable[Section], **looks) -> Paper:
    """The paper with what it has from the policy. A file that speaks of nobody real is warned of at its head."""
    return Paper(
        name, title, summary, policy.controller.name, policy.version, policy.valid_from, on, policy.digest,
        warned(policy, tuple(sections)), **looks,
    )  # fmt: skip


def warned(policy, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections with the warning of an example file before all else; the notice's own has it already."""
    first, warning = sections[0], policy.controller.example
    if not warning or any(isinstance(block, WarningText) and block.text == warning for block in first.blocks):
        return sections
    return (Section(first.id, first.heading, (WarningText(warning, ("controller",)), *first.blocks)), *sections[1:])


def headed(block: BulletList) -> bool:
    """Is the line above a list its heading? One that ends like a sentence leads into it instead."""
    return block.lead[-1:].isalnum()


def said(text: str, *ids: str) -> Paragraph:
    return Paragraph(text, ids)


def section(id: str, heading: str, *blocks: Block) -> Section:
    return Section(id, heading, blocks)


def table(caption: str, headings: Iterable[str], rows: Iterable[tuple[tuple[str, ...], str]]) -> Table:
    """A table of (cells, id) pairs; the id is that of the object a row states, or empty."""
    rows = tuple(rows)
    row_ids = tuple((id,) if id else () for _, id in rows)
    ids = tuple(dict.fromkeys(id for ids in row_ids for id in ids))
    return Table(caption, tuple(headings), tuple(cells for cells, _ in rows), ids, row_ids)


def in_force(policy, kind: str, on: date) -> list:
    """The objects of a kind that are in force on that day, in the order of the file."""
    return [one for one in policy.objects[kind].values() if one.in_force(on)]
