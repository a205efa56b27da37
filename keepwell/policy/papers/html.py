"""A paper as a page of its own: nothing is fetched, every word of the policy is text, and it prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from keepwell.policy.blocks import Block, BulletList, Definitions, Paragraph, Section, Table, WarningText
from keepwell.policy.papers.links import runs
from keepwell.policy.papers.paper import Paper, headed

# From this many sections on, a page has a list of them.
CONTENTS_FROM = 4
PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body{classes}>
<a class="skip" href="#words">Skip to the text</a>
<div class="sheet{wide}">
<header>
<h1>{heading}</h1>
<p>{summary}</p>
<p>{line}</p>
</header>
{contents}<main id="words" tabindex="-1">
{words}
</main>
<footer>
<h2>Which version this is</h2>
<dl class="made">
{made}
</dl>
</footer>
</div>
</body>
</html>
"""


def page(paper: Paper) -> str:
    """The paper as a whole HTML document."""
    return _page(paper, _contents(paper.sections), "\n".join(_section(one) for one in paper.sections))


def index(paper: Paper, entries: Iterable[tuple[str, str, Iterable[tuple[str, str]]]]) -> str:
    """A page that leads to others: `paper` says what they have in common; an entry is title, summary, (file, words)."""
    items = "\n".join(
        f"<li><strong>{escape(title)}</strong><br>{escape(summary)}<br>{_files(title, files)}</li>"
        for title, summary, files in entries
    )
    return _page(paper, "", "\n".join(_section(one) for one in paper.sections) + f"\n<ul>\n{items}\n</ul>")


def _page(paper: Paper, contents: str, words: str) -> str:
    made = "\n".join(f"<div><dt>{escape(word)}</dt> <dd>{escape(value)}</dd></div>" for word, value in paper.made)
    return PAGE.format(
        title=escape(f"{paper.title} – {paper.controller}"), style=_style(), heading=escape(paper.title),
        classes=' class="large"' if paper.large else "", wide=" wide" if paper.wide else "",
        summary=escape(paper.summary), line=escape(paper.line), made=made, contents=contents, words=words,
    )  # fmt: skip


def _files(title: str, files: Iterable[tuple[str, str]]) -> str:
    return ", ".join(
        f'<a href="{escape(name)}">{escape(words)}<span class="unseen">: {escape(title)}</span></a>'
        for name, words in files
    )


@cache
def _style() -> str:
    return files(__package__).joinpath("paper.css").read_text("utf-8")


def _contents(sections: tuple[Section, ...]) -> str:
    if len(sections) < CONTENTS_FROM:
        return ""
    items = "\n".join(f'<li><a href="#{escape(one.id)}">{escape(one.heading)}</a></li>' for one in sections)
    return f'<nav aria-label="On this page">\n<ol>\n{items}\n</ol>\n</nav>\n'


def _section(one: Section) -> str:
    heading = f'<h2 id="{escape(one.id)}">{escape(one.heading)}</h2>'
    return "\n".join(
        (
            f'<section aria-labelledby="{escape(one.id)}">',
            heading,
            *(_block(block) for block in one.blocks),
            "</section>",
        )
    )


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return f"<p>{_words(block.text)}</p>"
        case WarningText():
            return f'<p class="warning"><strong>Warning: {_words(block.text)}</strong></p>'
        case BulletList():
            return _lead(block) + _list(block.items)
        case Definitions():
            pairs = "\n".join(f"<dt>{_words(term)}</dt> <dd>{_words(meaning)}</dd>" for term, meaning in block.pairs)
            return f'<dl class="terms">\n{pairs}\n</dl>'
        case Table():
            return "\n".join(_table(block))


def _lead(block: BulletList) -> str:
    tag = "h3" if headed(block) else "p"
    return f"<{tag}>{_words(block.lead)}</{tag}>\n" if block.lead else ""


def _list(items: Iterable[str]) -> str:
    return "<ul>{}</ul>".format("".join(f"<li>{_words(item)}</li>" for item in items))


def _table(block: Table) -> Iterator[str]:
    # A table that is wider than the window is scrolled, also by keyboard.
    yield f'<div class="scroll" role="region" aria-label="Table: {escape(block.caption)}" tabindex="0">'
    yield f"<table>\n<caption>{escape(block.caption)}</caption>"
    yield "<thead><tr>{}</tr></thead>".format("".join(f'<th scope="col">{escape(one)}</th>' for one in block.headings))
    yield "<tbody>"
    for head, *cells in block.rows:
        yield f'<tr><th scope="row">{_words(head)}</th>{"".join(f"<td>{_cell(one)}</td>" for one in cells)}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _cell(text: str) -> str:
    """A cell of several lines is a list."""
    return _list(text.split("\n")) if "\n" in text else _words(text)


def _words(text: str) -> str:
    return "".join(f'<a href="{escape(to)}">{escape(words)}</a>' if to else escape(words) for words, to in runs(text))
