"""Concerns over time as SVG: one line for each kind, and one for each brother or sister."""

from datetime import timedelta

from ..record.charts.drawing import GRID, INK, LEFT, QUIET, RIGHT, Axis, el, in_words, picture, words

TOP, ROW, DOT = 34, 44, 7
FULL, HOLLOW = "#1b5e55", "#fff"


def timeline(points, siblings, today, id="concerns"):
    """A dot for each concern, hollow while it is not decided; '' without any."""
    lines = _lines(points, siblings)
    days = [point.on for _, own in lines for point in own]
    if not days:
        return ""
    axis = Axis([*days, today, min(days) - timedelta(days=1)], today)
    bottom = TOP + ROW * len(lines)
    drawn = [part for i, line in enumerate(lines) for part in _line(line, axis, TOP + ROW * i)]
    count = f"{len(points)} concern{'' if len(points) == 1 else 's'}"
    said = " ".join(f"{title}: {', '.join(in_words(point.on) for point in own)}." for title, own in lines)
    return picture(id, f"Concerns over time: {count}", said, bottom + 24, *axis.drawn(TOP, bottom), *drawn,
                   *axis.today(today, TOP, bottom))  # fmt: skip


def _lines(points, siblings):
    """(title, points) of each line of the picture."""
    rows = {}
    for point in points:
        rows.setdefault(point.row, []).append(point)
    return [*rows.items(), *((f"{one.name}, sibling", one.points) for one in siblings if one.points)]


def _line(line, axis, top):
    title, points = line
    yield words(title, LEFT, top + 16, size=14, fill=QUIET)
    yield el("line", x1=LEFT, x2=RIGHT, y1=top + 30, y2=top + 30, stroke=GRID, stroke_width=1)
    for point in points:
        said = el("title", f"{in_words(point.on)}: {point.decision}")
        yield el("circle", said, cx=axis.x(point.on), cy=top + 30, r=DOT,
                 fill=FULL if point.decided else HOLLOW, stroke=INK, stroke_width=2)  # fmt: skip
