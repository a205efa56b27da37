"""Drawings of the child's page, as SVG made here: placements over time, and strengths and difficulties scores.

Each is a picture with a title and a description for those who do not see it, and stands beside a table with the
same numbers. Nothing is told by colour alone. Any dates can be drawn: an end before its start is a point with a mark,
a row without dates is a line of text.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import mark_safe

WIDTH, LEFT, RIGHT = 960, 12, 948
ROW, BAR, TOP = 46, 18, 34
LETTER = 7.6  # width of an average letter at 15 px, to keep words inside the picture
TICKS = 10
INK, QUIET, GRID = "#16201f", "#4a5755", "#bccfcb"


@dataclass(frozen=True)
class Bar:
    """One row: `kind` is a code of the list of placements (or of legal statuses), `label` its words."""

    label: str
    kind: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Score:
    """`on` None and `year` given: a score of the yearly return, known only as of the year ending 31 March."""

    score: int | None
    on: date | None = None
    year: int | None = None


@dataclass(frozen=True)
class Look:
    title: str
    fill: str
    pattern: str  # path of the pattern over the fill, so that it is known without its colour


LOOKS = {
    "foster": Look("Foster care", "#1b5e55", ""),
    "residential": Look("Children's home, school or other residential care", "#2f5f9e", "M0 8 8 0"),
    "parents": Look("With parents", "#8a6d00", "M4 0V8"),
    "adoption": Look("Placed for adoption", "#7a3c8f", "M0 4H8"),
    "independent": Look("Supported or independent living", "#7a3c1c", "M0 0 8 8M0 8 8 0"),
    "secure": Look("Secure home or custody", "#16201f", "M0 0 8 8"),
    "temporary": Look("Temporary move", "#5b6b69", "M0 4H8M4 0V8"),
    "other": Look("Another or an unknown kind", "#8c4a6b", "M2 2h2v2h-2z"),
}
FAMILIES = (
    ("foster", ("U",)), ("adoption", ("A",)), ("secure", ("K1", "R5")), ("parents", ("P1",)),
    ("independent", ("P2", "P3", "H5", "K3")), ("residential", ("K", "R", "S")), ("temporary", ("T",)),
)  # fmt: skip


def family(kind):
    """Which look a placement has, by its code."""
    return next((name for name, codes in FAMILIES if kind.startswith(codes)), "other")


def el(_name, *inside, **attributes):
    """An element: attributes in HTML's spelling with _ for -, text inside escaped unless made here."""
    given = "".join(f' {k.rstrip("_").replace("_", "-")}="{escape(_number(v))}"' for k, v in attributes.items())
    return mark_safe(f"<{_name}{given}>{''.join(escape(part) for part in inside)}</{_name}>")


def _number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def words(text, x, y, *, size=15, fill=INK, **more):
    return el("text", text, x=x, y=y, font_size=size, fill=fill, **more)


def picture(id, title, description, height, *inside):
    titles = el("title", title, id=f"{id}-title"), el("desc", description, id=f"{id}-desc")
    return el(
        "svg", *titles, *inside, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height}", class_="kw-drawing",
        role="img", aria_labelledby=f"{id}-title {id}-desc", font_family="inherit", width=WIDTH, height=height,
    )  # fmt: skip


# Time -----------------------------------------------------------------------------------------------------------------


class Axis:
    """Days as places from left to right. Takes any days of the calendar, one or none."""

    def __init__(self, days, today):
        days = list(days) or [today]
        self.first, self.last = min(days), max(days)
        if (self.last - self.first).days < 90:  # a point needs some room around it
            self.first, self.last = _plus(self.first, -45), _plus(self.last, 45)

    def x(self, day):
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return LEFT + min(max(share, 0), 1) * (RIGHT - LEFT)

    def ticks(self):
        """First days of years, at most TICKS of them."""
        years = [y for y in range(self.first.year, min(self.last.year, 9998) + 2) if y > self.first.year]
        years = [y for y in years if y <= 9999 and date(y, 1, 1) <= self.last]
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if len(years) / s <= TICKS)
        return [date(y, 1, 1) for y in years if y % step == 0]

    def drawn(self, top, bottom):
        for day in self.ticks():
            x = self.x(day)
            yield el("line", x1=x, x2=x, y1=top, y2=bottom, stroke=GRID, stroke_width=1)
            yield words(str(day.year), min(max(x, LEFT + 18), RIGHT - 18), top - 8, size=14, fill=QUIET,
                        text_anchor="middle")  # fmt: skip

    def today(self, today, top, bottom):
        if not self.first <= today < self.last:
            return
        x = self.x(today)
        yield el("line", x1=x, x2=x, y1=top, y2=bottom, stroke=INK, stroke_width=1, stroke_dasharray="2 4")
        yield words("today", min(x, RIGHT - 20), bottom + 14, size=13, fill=QUIET, text_anchor="middle")


def _plus(day, days):
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def in_words(day):
    return f"{day.day} {day:%B} {day.year}" if day else "not known"


# Placements -----------------------------------------------------------------------------------------------------------


def placements(bars, statuses, today, id="placements"):
    """Placements as bars over time, one row each, with the legal statuses as a strip below. '' without any."""
    if not bars:
        return ""
    days = [d for b in (*bars, *statuses) for d in (b.starts_on, b.ends_on) if d]
    if any(b.starts_on and not b.ends_on for b in bars):
        days.append(today)
    axis, bottom = Axis(days, today), TOP + ROW * len(bars)
    rows = [_row(bar, axis, TOP + ROW * i, today, id) for i, bar in enumerate(bars)]
    legal, end = _strip(statuses, axis, bottom + 30, today, id)
    key, height = _key(bars, end + 18, id)
    title = f"Placements over time: {len(bars)} placement{'s' if len(bars) != 1 else ''}"
    description = " ".join(f"{bar.label}: {said(bar, today)}." for bar in bars)
    return picture(
        id, title, description, height, el("defs", *(_pattern(name, id) for name in LOOKS)), *axis.drawn(TOP, bottom),
        *rows, *_gaps(bars, axis), *axis.today(today, TOP, bottom), *legal, *key,
    )  # fmt: skip


def said(bar, today):
    """When a row was, in words, with what is odd about it."""
    if bar.starts_on is None and bar.ends_on is None:
        return "dates not known"
    if bar.starts_on is None:
        return f"start not known, until {in_words(bar.ends_on)}"
    if bar.ends_on is None:
        return f"from {in_words(bar.starts_on)} until now" if bar.starts_on <= today else f"to start {in_words(bar.starts_on)}"
    if bar.ends_on < bar.starts_on:
        return f"{in_words(bar.starts_on)}, but ends before it starts: {in_words(bar.ends_on)}"
    return f"{in_words(bar.starts_on)} to {in_words(bar.ends_on)}"


def _row(bar, axis, top, today, id):
    text = f"{bar.label}, {said(bar, today)}"
    if bar.starts_on is None and bar.ends_on is None:
        return words(text, LEFT, top + 18)
    start = axis.x(bar.starts_on or bar.ends_on)
    label = words(text, max(LEFT, min(start, RIGHT - LETTER * len(text))), top + 18)
    return el("g", label, _mark(bar, axis, start, top + 23, today, id))


def _mark(bar, axis, start, top, today, id):
    fill = f"url(#{id}-{family(bar.kind)})"
    if bar.starts_on is None or (bar.ends_on and bar.ends_on < bar.starts_on):
        return _odd(start, top)
    if bar.ends_on is None:
        end = max(axis.x(today), start + 6) if bar.starts_on <= today else start + 6
        tip = min(end + 9, WIDTH - 1)
        return el("path", d=f"M{start:.1f} {top}H{end:.1f}L{tip:.1f} {top + BAR / 2}L{end:.1f} {top + BAR}H{start:.1f}Z",
                  fill=fill, stroke=INK, stroke_width=1)  # fmt: skip
    return el("rect", x=start, y=top, width=max(axis.x(bar.ends_on) - start, 3.0), height=BAR, fill=fill, stroke=INK,
              stroke_width=1)  # fmt: skip


def _odd(x, top):
    """A diamond with a mark of exclamation: something is wrong with the dates."""
    half, middle = BAR / 2, top + BAR / 2
    shape = f"M{x:.1f} {top}L{x + half:.1f} {middle}L{x:.1f} {top + BAR}L{x - half:.1f} {middle}Z"
    return el("g", el("path", d=shape, fill="#fff", stroke="#b1251d", stroke_width=2),
              words("!", x, middle + 5, fill="#b1251d", font_weight="bold", text_anchor="middle"))  # fmt: skip


def _gaps(bars, axis):
    """A dashed line where no placement is recorded between one and the next."""
    until = None
    for i, bar in enumerate(bars):
        if until and bar.starts_on and bar.starts_on > until:
            y = TOP + ROW * i + 23 - (ROW - BAR) / 2 + 4
            yield el("line", x1=axis.x(until), x2=axis.x(bar.starts_on), y1=y, y2=y, stroke="#b1251d", stroke_width=2,
                     stroke_dasharray="5 4")  # fmt: skip
        if bar.ends_on and bar.starts_on and bar.ends_on >= bar.starts_on:
            until = max(until, bar.ends_on) if until else bar.ends_on
        elif bar.starts_on and bar.ends_on is None:
            until = date.max


def _strip(statuses, axis, top, today, id):
    """The legal statuses on one line, each with its code; (elements, where they end)."""
    drawn = [s for s in statuses if s.starts_on]
    if not drawn:
        return [], top - 12
    inside = [words("Legal status", LEFT, top, size=14, fill=QUIET)]
    for i, status in enumerate(drawn):
        start = axis.x(status.starts_on)
        end = axis.x(max(status.ends_on or max(today, status.starts_on), status.starts_on))
        box = el("rect", x=start, y=top + 8, width=max(end - start, 3.0), height=24, stroke=INK, stroke_width=1,
                 fill=("#e4edeb", "#ffffff")[i % 2])  # fmt: skip
        fits = end - start > LETTER * len(status.kind) + 4
        code = [words(status.kind, start + 5, top + 25, size=14)] if fits else []
        inside.append(el("g", el("title", f"{status.label}, {said(status, today)}"), box, *code))
    return inside, top + 34


def _pattern(name, id):
    look = LOOKS[name]
    lines = [el("path", d=look.pattern, stroke="#fff", stroke_width=1.4, fill="none")] if look.pattern else []
    return el("pattern", el("rect", width=8, height=8, fill=look.fill), *lines, id=f"{id}-{name}", width=8, height=8,
              patternUnits="userSpaceOnUse")  # fmt: skip


def _key(bars, top, id):
    """What the patterns mean, and a dashed line if there is one; (elements, height of the picture)."""
    inside, x, y = [], LEFT, top
    for name in dict.fromkeys(family(b.kind) for b in bars):
        wide = 34 + LETTER * len(LOOKS[name].title)
        if x > LEFT and x + wide > RIGHT:
            x, y = LEFT, y + 24
        box = el("rect", x=x, y=y, width=22, height=14, fill=f"url(#{id}-{name})", stroke=INK, stroke_width=1)
        inside += [box, words(LOOKS[name].title, x + 28, y + 12, size=14)]
        x += wide + 12
    return inside, y + 26


# Strengths and difficulties -------------------------------------------------------------------------------------------

# Bands of the score as the department's guidance on promoting the health of looked-after children has them.
BANDS = ((0, 13, "0 to 13: as for most children", "#f3f7f6"), (14, 16, "14 to 16: borderline", "#fff3bf"),
         (17, 40, "17 to 40: cause for concern", "#f6dcd6"))  # fmt: skip
HIGHEST, PLOT_TOP, PLOT_BOTTOM = 40, 16, 296


def band(score):
    """The words of the band that a score lies in; '' when it is no score from 0 to 40."""
    return next((text.partition(": ")[2] for low, high, text, _ in BANDS if score is not None and low <= score <= high), "")


def sdq(scores, today, id="sdq"):
    """Scores over time as points joined by a line, over the bands. '' when none can be placed."""
    placed = sorted(((_day(s), s) for s in scores if _day(s) and band(s.score)), key=lambda p: (p[0], p[1].score))
    if not placed:
        return ""
    axis = Axis([day for day, _ in placed], today)
    points = [(axis.x(day), _y(s.score), s) for day, s in placed]
    dated = " ".join(f"{x:.1f},{y:.1f}" for x, y, s in points if s.on)
    line = el("polyline", points=dated, fill="none", stroke="#14596b", stroke_width=2)
    description = "; ".join(f"{s.score} {_when(s)}, {band(s.score)}" for _, s in placed) + "."
    title = f"Strengths and difficulties: {len(placed)} score{'s' if len(placed) != 1 else ''} from 0 to 40, higher is more difficulty"
    return picture(id, title, description, PLOT_BOTTOM + 60, *_bands(), *_years(axis), line,
                   *(_point(x, y, s) for x, y, s in points), *_sdq_key(placed))  # fmt: skip


def _day(score):
    if score.on or not score.year or not 1 <= score.year <= 9999:
        return score.on
    return date(score.year, 3, 31)


def _when(score):
    return f"on {in_words(score.on)}" if score.on else f"in the year ending 31 March {score.year}"


def _y(score):
    return PLOT_BOTTOM - score / HIGHEST * (PLOT_BOTTOM - PLOT_TOP)


def _bands():
    for low, high, text, fill in BANDS:
        top, bottom = _y(min(high + 0.5, HIGHEST)), _y(max(low - 0.5, 0))
        yield el("rect", x=LEFT, y=top, width=RIGHT - LEFT, height=bottom - top, fill=fill)
        yield el("line", x1=LEFT, x2=RIGHT, y1=top, y2=top, stroke=GRID, stroke_width=1)
        yield words(text, LEFT + 6, (top + bottom) / 2 + 5, size=14, fill=QUIET)


def _years(axis):
    for day in axis.ticks():
        x = axis.x(day)
        yield el("line", x1=x, x2=x, y1=PLOT_BOTTOM, y2=PLOT_BOTTOM + 6, stroke=QUIET, stroke_width=1)
        yield words(str(day.year), min(max(x, LEFT + 18), RIGHT - 18), PLOT_BOTTOM + 22, size=14, fill=QUIET,
                    text_anchor="middle")  # fmt: skip


def _point(x, y, score):
    if score.on:
        mark = el("circle", cx=x, cy=y, r=5, fill="#14596b")
    else:
        mark = el("rect", x=x - 5, y=y - 5, width=10, height=10, fill="#fff", stroke="#14596b", stroke_width=2)
    return el("g", mark, words(str(score.score), min(x, RIGHT - 10), y - 10, font_weight="bold", text_anchor="middle"))


def _sdq_key(placed):
    if any(s.on is None for _, s in placed):
        y = PLOT_BOTTOM + 42
        yield el("rect", x=LEFT, y=y, width=10, height=10, fill="#fff", stroke="#14596b", stroke_width=2)
        yield words("From the yearly return: the day is not known, drawn at the end of its year", LEFT + 18, y + 10, size=14)
