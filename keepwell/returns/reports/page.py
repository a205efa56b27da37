"""One page that needs no other file: findings by rule and by child, what did not run, and how it was made."""

from pathlib import Path
from typing import BinaryIO

from keepwell.clocks.collection import CollectionYear

from .chart import bars
from .checked import Checked, Unread
from .elements import Html, listing, table, tag, text
from .made import made_by
from .totals import About, Totals, counted, noticed, outcomes, sums

ROWS = 200  # of one rule
CHILDREN = 500
ALL = "The spreadsheet and the CSV file of the same check have all of them."


class Page:
    """The page goes to the stream at the end; until then it holds sums and the first ROWS rows of each rule."""

    def __init__(self, stream: BinaryIO):
        self._stream, self._totals = stream, Totals(keep=ROWS)

    def add(self, checked: Checked) -> None:
        self._totals.add(checked)

    def unread(self, unread: Unread) -> None:
        self._totals.unread.append(unread)

    def close(self) -> None:
        self._stream.write(page(self._totals).encode("utf-8", "replace"))
        self._stream.flush()


def page(totals: Totals) -> str:
    """The whole document."""
    title = _title(totals)
    children = _children(totals)
    marks = {key: f"child-{n}" for n, key in enumerate(children, 1)}
    rules = totals.failing().to_dicts()
    sections = {
        "summary": ("Summary", _summary(totals)),
        "by-rule": ("Findings by rule", _by_rule(totals, rules, marks)),
        "by-child": ("Findings by child", _by_child(totals, children, marks)),
        "not-run": ("What did not run", _not_run(totals)),
        "reader": ("What the reader noticed", _reader(totals)),
        "made": ("How this was made", _made(totals)),
    }
    links = listing(tag("a", heading, href=f"#{mark}") for mark, (heading, _) in sections.items())
    body = (
        tag("section", tag("h2", heading, id=f"{mark}-heading"), inside, id=mark, aria_labelledby=f"{mark}-heading")
        for mark, (heading, inside) in sections.items()
    )
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    head = Html(
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        + tag("title", title)
        + tag("style", Html(style))
    )
    document = tag(
        "body",
        tag("a", "Skip to the findings", href="#main", class_="skip"),
        tag("header", tag("h1", title)),
        tag("nav", links, aria_label="On this page"),
        tag("main", *body, id="main", tabindex="-1"),
    )
    return "<!DOCTYPE html>\n" + tag("html", tag("head", head), document, lang="en-GB") + "\n"


def _title(totals):
    if len(totals.returns) == 1 and not totals.unread:
        return f"Check of {totals.returns[0].name}: {totals.returns[0].title}"
    return f"Check of {counted(len(totals.returns) + len(totals.unread), 'return')}"


def _summary(totals):
    rows = [
        (one.name, one.title, CollectionYear(one.ruleset).title, one.children, sum(one.rows.values()), one.errors,
         one.queries, outcomes(one))
        for one in totals.returns
    ]  # fmt: skip
    headings = ("Return", "Collection", "Rules of", "Children", "Rows", "Errors", "Queries", "Rules")
    several = len(totals.returns) > 1
    parts = [_notice(f"{one.name} could not be checked. {one.why}") for one in totals.unread]
    parts += [_notice(f"{one.name}: {note}" if several else note) for one in totals.returns for note in one.notes]
    if rows:
        parts.append(table("Returns that were checked", headings, rows, numbers=(3, 4, 5, 6)))
    return Html("".join(parts))


def _notice(sentence):
    return tag("p", sentence, class_="notice")


def _by_rule(totals, rules, marks):
    if not rules:
        return tag("p", "No rule that ran found anything. See below what did not run.")
    rows = [
        (tag("a", one["rule"], href=f"#rule-{one['rule']}"), one["severity"], one["findings"], one["children"],
         one["message"], one["state"])
        for one in rules
    ]  # fmt: skip
    headings = ("Rule", "Severity", "Findings", "Children", "What is wrong", "State")
    numbers = table("Rules with findings", headings, rows, numbers=(2, 3))
    return Html(bars(rules) + numbers + "".join(_rule(totals, one, marks) for one in rules))


def _rule(totals, one, marks):
    kept = totals.rows.get(one["rule"], [])
    several = len(totals.returns) > 1
    headings = [*(["Return"] if several else []), "Child", "Table", "Row", "Line of the file", "Look at"]
    rows = [_place(row, several, marks) for row in kept]
    more = one["findings"] - len(kept)
    parts = [
        tag("h3", f"{one['rule']} ({one['severity']})", id=f"rule-{one['rule']}"),
        tag("p", one["message"]),
        table(f"Rows that rule {one['rule']} found", headings, rows, numbers=[len(headings) - 3, len(headings) - 2]),
    ]
    if more > 0:
        parts.append(tag("p", _more(more, "more finding", "more findings")))
    return Html("".join(parts))


def _place(row, several, marks):
    name, child, where, number, line, fields = row
    mark = marks.get((name, child))
    who = tag("a", child, href=f"#{mark}") if mark else child
    if child is None:
        who = "not one child"
    look = ", ".join(fields)
    return [*([name] if several else []), who, where or "the whole return", number, line, look]


def _children(totals):
    """(return, child) -> its rules with their counts, those with most findings first."""
    found = {}
    for name, child, rule, _, n in totals.by_child().iter_rows():
        if (name, child) not in found and len(found) == CHILDREN:
            break
        found.setdefault((name, child), []).append((rule, n))
    return found


def _by_child(totals, children, marks):
    if not children:
        return tag("p", "No finding is about one child.")
    several = len(totals.returns) > 1
    rows = []
    for (name, child), rules in children.items():
        links = [f"{tag('a', rule, href=f'#rule-{rule}')}{f' ({n:,})' if n > 1 else ''}" for rule, n in rules]
        who = tag("span", child, id=marks[name, child])
        rows.append([who, *([name] if several else []), sum(n for _, n in rules), Html(", ".join(links))])
    headings = ("Child", *(["Return"] if several else []), "Findings", "Rules")
    every = totals.by_child().select("return", "child").unique().height
    made = table("Children with findings, most findings first", headings, rows, numbers=[len(headings) - 2])
    more = every - len(children)
    return Html(made + (tag("p", _more(more, "more child", "more children")) if more else ""))


def _more(count, one, many):
    return f"{counted(count, one, many)} {'is' if count == 1 else 'are'} not listed here. {ALL}"


def _not_run(totals):
    reasons = totals.reasons()
    if not reasons:
        return tag("p", "Every rule that was asked for ran.")
    rows = [(state, why, ", ".join(rules), returns) for state, why, rules, returns in reasons]
    headings = ("State", "Why", "Rules", "Returns")
    said = "A rule that did not run has found nothing because it did not look."
    return Html(tag("p", said) + table("Rules that did not run, and why", headings, rows, numbers=(3,)))


def _reader(totals):
    told = [one for one in totals.returns if one.noticed]
    if not told:
        return tag("p", "Every file, row and cell could be read.")
    rows = [(one.name, noticed(one)) for one in told]
    parts = [table("How often the reader noticed something", ("Return", "What"), rows)]
    for one in told:
        if one.told:
            first = tag("p", f"{one.name}: the first {len(one.told)} that are more than notes")
            parts += [first, listing(one.told)]
    return Html("".join(parts))


def _made(totals):
    rows = [*made_by(), *(row for one in totals.returns for row in _files(one))]
    return table("Programs and files", ("What", "Which"), rows)


def _files(one: About):
    yield (
        "Checked",
        Html(f"{text(one.name)} at {text(f'{one.checked_at:%d/%m/%Y %H:%M %Z}')}, read from {tag('code', one.path)}"),
    )
    dates = f"dates of {CollectionYear(one.year).title}, rules of {CollectionYear(one.ruleset).title}; {sums(one)}"
    yield ("By", f"{one.title}, {dates}")
    for file in one.files:
        yield ("File", Html(f"{text(file.name)}, {file.bytes:,} bytes, sha256 {tag('code', file.sha256)}"))
    for name in one.beside:
        yield ("Also read", name)
