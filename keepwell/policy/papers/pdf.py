"""A paper as tagged PDF (PDF/UA-1): title, language, headings, lists and tables that a screen reader can follow.

Set by typst, which needs nothing of the machine: its fonts come with it. The same paper gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from keepwell.policy.blocks import Block, BulletList, Definitions, Paragraph, Table, WarningText
from keepwell.policy.notice import shown
from keepwell.policy.papers.links import runs
from keepwell.policy.papers.paper import Paper, headed

STANDARD = "ua-1"
MOST = 3.0  # a column is at most so many times as wide as the narrowest
LONGEST = 1.8  # letters of room for each of the longest word, which must not run into the next column


class NotSet(Exception):
    """A paper could not be set as PDF. The text says which and why."""


def pdf(paper: Paper) -> bytes:
    """The paper as PDF. Dated on the day it is as at, so that it does not change by being made again.

    NotSet when its words hold a sign that none of the fonts has: it would be missing on the sheet without a word.
    """
    import typst

    try:
        return _set(paper)
    except typst.TypstError as trouble:
        said = str(trouble.message).partition("\n")[0]
        raise NotSet(f"“{paper.title}” cannot be set as PDF: {said}. Change the words in the policy file.") from trouble


def _set(paper: Paper) -> bytes:
    import typst

    at = datetime(paper.as_at.year, paper.as_at.month, paper.as_at.day, tzinfo=UTC)
    return typst.compile(
        template(), format="pdf", sys_inputs={"paper": as_data(paper)}, pdf_standards=[STANDARD],
        ignore_system_fonts=True, timestamp=int(at.timestamp()),
    )  # fmt: skip


@cache
def template() -> bytes:
    return files(__package__).joinpath("paper.typ").read_bytes()


def typeset_by() -> str:
    """What sets the papers: with `as_data` and `template` it decides every byte."""
    return f"typst {version('typst')}"


def as_data(paper: Paper) -> str:
    """The paper as the JSON that the template reads."""
    return json.dumps({
        "title": paper.title, "line": paper.line, "summary": paper.summary, "controller": paper.controller,
        "version": paper.version, "as_at": shown(paper.as_at), "digest": paper.digest, "made": paper.made,
        "wide": paper.wide, "large": paper.large,
        "sections": [{"heading": one.heading, "blocks": list(map(_block, one.blocks))} for one in paper.sections],
    }, ensure_ascii=False)  # fmt: skip


def _block(block: Block) -> dict:
    match block:
        case Paragraph() | WarningText():
            return {"kind": block.kind, "text": list(runs(block.text))}
        case BulletList():
            return {
                "kind": block.kind,
                "lead": list(runs(block.lead)),
                "headed": headed(block),
                "items": [list(runs(one)) for one in block.items],
            }
        case Definitions():
            return {"kind": block.kind, "pairs": [[list(runs(one)) for one in pair] for pair in block.pairs]}
        case Table():
            return {
                "kind": block.kind, "caption": block.caption, "headings": block.headings, "widths": _widths(block),
                "rows": [[_lines(cell) for cell in row] for row in block.rows],
            }  # fmt: skip


def _lines(cell: str) -> list:
    return [list(runs(line)) for line in cell.split("\n")]


def _widths(block: Table) -> list[float]:
    """How wide the columns are to one another: by the root of how much stands in them, and of their longest word."""
    columns = [[row[n] for row in block.rows] for n in range(len(block.headings))]
    full = [_fullness(heading, cells) ** 0.5 for heading, cells in zip(block.headings, columns, strict=True)]
    return [round(min(one / min(full), MOST), 2) for one in full]


def _fullness(heading: str, cells: list[str]) -> float:
    word = max(len(word) for cell in (heading, *cells) for word in (*cell.split(), ""))
    return max(sum(map(len, cells)) / max(len(cells), 1), len(heading), LONGEST * word)
