"""The picture of a laid out family."""

import textwrap

from keepwell.web.record.charts.drawing import INK, QUIET, el, in_words, picture, words

from .layout import SYMBOL
from .people import TIES

LETTERS, NAME_LINES = 16, 2  # of a name, in a line
PAPER, OWN = "#ffffff", "#e4edeb"
SHAPES = (("male", "Square: male"), ("female", "Circle: female"), ("", "Diamond: sex not recorded or not shown"))


def drawn(laid, members, id="family"):
    """The picture of a Layout of these Members; `id` is unique on the page."""
    by_key = {m.key: m for m in members}
    key, height = _key(laid, members)
    inside = [_line(line) for line in laid.lines]
    inside += [_person(by_key[who], x, y) for who, (x, y) in laid.places.items()]
    title = f"The family as recorded: {len(members)} {'person' if len(members) == 1 else 'people'}"
    description = " ".join(said(m) for m in sorted(members, key=lambda m: (m.generation, m.order)))
    return picture(id, title, description, height, *inside, *key, width=max(laid.width, 560))


def said(member):
    """A person in one sentence, for those who do not see the picture."""
    parts = [member.name, member.words.lower(), member.sex]
    parts += [dates(member), "has parental responsibility" if member.responsible else ""]
    return ", ".join(part for part in parts if part) + "."


def dates(member):
    if member.dead:
        died = f"died {in_words(member.died_on)}" if member.died_on else "has died"
        return f"born {in_words(member.born_on)}, {died}" if member.born_on else died
    return f"born {in_words(member.born_on)}" if member.born_on else ""


def _years(member):
    born, died = (day.year if day else "" for day in (member.born_on, member.died_on))
    if member.dead:
        return f"{born or '?'} to {died or '?'}, died" if born or died else "has died"
    return f"born {born}" if born else ""


def _person(member, x, y):
    inside = [el("title", said(member)), *_symbol(member.sex, x, y, own=member.kind == "self")]
    if member.responsible:
        inside.append(words("PR", x, y + 5, size=14, font_weight="bold", text_anchor="middle"))
    if member.dead:
        half = SYMBOL // 2
        cross = f"M{x - half} {y - half}L{x + half} {y + half}M{x + half} {y - half}L{x - half} {y + half}"
        inside.append(el("path", d=cross, stroke=INK, stroke_width=2))
    top = y - 10
    for i, (text, bold) in enumerate(_texts(member)):
        more = {"font_weight": "bold"} if bold else {"fill": QUIET}
        inside.append(words(text, x + SYMBOL // 2 + 8, top + 17 * i, size=14, **more))
    return el("g", *inside)


def _texts(member):
    """At most five short lines: two of the name, two of what they are, the years."""
    found = [(text, True) for text in short(member.name)]
    found += [(text, False) for text in short(member.words)]
    return found + ([(_years(member), False)] if _years(member) else [])


def short(text, lines=NAME_LINES):
    """A text in a few lines that fit a cell; what does not fit is left out with a mark."""
    return textwrap.wrap(text, LETTERS, max_lines=lines, placeholder="…", break_on_hyphens=True) or []


def _symbol(sex, x, y, own=False, size=SYMBOL):
    half, look = size / 2, {"fill": OWN if own else PAPER, "stroke": INK, "stroke_width": 4 if own else 2}
    if sex == "male":
        return [el("rect", x=x - half, y=y - half, width=size, height=size, **look)]
    if sex == "female":
        return [el("circle", cx=x, cy=y, r=half, **look)]
    shape = f"M{x} {y - half}L{x + half} {y}L{x} {y + half}L{x - half} {y}Z"
    return [el("path", d=shape, **look)]


def _line(line):
    title, dashes = TIES[line.tie.kind]
    look = {"stroke": INK, "stroke_width": 2, **({"stroke_dasharray": dashes} if dashes else {})}
    runs = [el("line", x1=a, y1=b, x2=c, y2=d, **look) for a, b, c, d in line.runs]
    joins = [el("circle", cx=x, cy=y, r=3, fill=INK) for x, y in line.joins]
    return el("g", el("title", title), *runs, *joins)


def _key(laid, members):
    """What the symbols and lines mean; (elements, height of the picture). One line each, so that any width will do."""
    y, inside = laid.height + 10, []
    used = {m.sex for m in members}
    marks = [lambda x, y, sex=sex: _symbol(sex, x, y, size=18) for sex, _ in SHAPES if sex in used]
    items = list(zip([text for sex, text in SHAPES if sex in used], marks, strict=True))
    bold = {"font_weight": "bold", "text_anchor": "middle"}
    if any(m.responsible for m in members):
        items.append(("Parental responsibility for the child", lambda x, y: [words("PR", x, y + 5, size=14, **bold)]))
    if any(m.dead for m in members):
        items.append(("Has died", lambda x, y: [el("path", d=f"M{x - 9} {y - 9}l18 18M{x + 9} {y - 9}l-18 18",
                                                   stroke=INK, stroke_width=2)]))  # fmt: skip
    for kind in dict.fromkeys(line.tie.kind for line in laid.lines):
        items.append((TIES[kind][0], lambda x, y, dashes=TIES[kind][1]: [_swatch(x, y, dashes)]))
    for text, mark in items:
        inside += [*mark(36, y), words(text, 70, y + 5, size=14)]
        y += 26
    return inside, y


def _swatch(x, y, dashes):
    more = {"stroke_dasharray": dashes} if dashes else {}
    return el("line", x1=x - 24, x2=x + 24, y1=y, y2=y, stroke=INK, stroke_width=2, **more)
