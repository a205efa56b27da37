"""Figures over time as bars of a hundred per cent, each with its words and its numbers in the table beside it."""

from keepwell.web.record.charts.drawing import INK, LEFT, LETTER, QUIET, RIGHT, el, picture, words

BAR, ROW, TOP, NAMES = 22, 40, 12, 230
FILLS = {"good": "#1b5e55", "bad": "#ffffff", "": "#bccfcb"}
HATCH, UNITS = "M0 8 8 0", "userSpaceOnUse"


def shares(figure, id="figure"):
    """The Figure's parts as shares of each period, the latest first. '' when no share can be shown."""
    lines = [line for line in figure.lines if line.row.total and not line.row.hidden]
    if not lines:
        return ""
    rows = [_bar(line, TOP + ROW * i, id) for i, line in enumerate(lines)]
    key, height = _key(figure.measure, TOP + ROW * len(lines) + 8, id)
    description = " ".join(
        f"{line.period.title}: " + ", ".join(f"{part.title} {share} %" for part, _, share in line.cells) + "."
        for line in lines
    )
    title = f"{figure.measure.title}: shares of {len(lines)} period{'s' if len(lines) != 1 else ''}"
    tile = {"width": 8, "height": 8}
    stripes = el("path", d=HATCH, stroke="#b1251d", stroke_width=2, fill="none")
    hatch = el("pattern", el("rect", fill="#fff", **tile), stripes, id=f"{id}-bad", patternUnits=UNITS, **tile)
    dot = el("circle", cx=4, cy=4, r=1.5, fill=INK)
    dots = el("pattern", el("rect", fill=FILLS[""], **tile), dot, id=f"{id}-second", patternUnits=UNITS, **tile)
    return picture(id, title, description, height, el("defs", hatch, dots), *rows, *key)


def _looks(parts, id):
    """A fill for each part: one colour for good, hatched for bad, plain and dotted for the others."""
    plain = iter((FILLS[""], f"url(#{id}-second)", "#ffffff", "#f3f7f6"))
    known = {"good": FILLS["good"], "bad": f"url(#{id}-bad)"}
    used, found = set(), []
    for part in parts:
        fill = known.get(part.tone) if part.tone not in used else None
        used.add(part.tone)
        found.append(fill or next(plain))
    return found


def _bar(line, top, id):
    inside = [words(line.period.title, LEFT, top + 16, size=14)]
    x, wide = float(LEFT + NAMES), RIGHT - LEFT - NAMES
    looks = _looks([part for part, _, _ in line.cells], id)
    for (part, number, share), fill in zip(line.cells, looks, strict=True):
        width = wide * number / line.row.total
        if number:
            tip = el("title", f"{part.title}: {share} %")
            inside.append(el("g", tip, el("rect", x=x, y=top, width=width, height=BAR, fill=fill, stroke=INK,
                                          stroke_width=1)))  # fmt: skip
        x += width
    return el("g", *inside)


def _key(measure, top, id):
    inside, x, y = [], LEFT, top
    for part, fill in zip(measure.parts, _looks(measure.parts, id), strict=True):
        wide = 40 + LETTER * len(part.title)
        if x > LEFT and x + wide > RIGHT:
            x, y = LEFT, y + 24
        inside.append(el("rect", x=x, y=y, width=22, height=14, fill=fill, stroke=QUIET, stroke_width=1))
        inside.append(words(part.title, x + 28, y + 12, size=14))
        x += wide
    return inside, y + 26
