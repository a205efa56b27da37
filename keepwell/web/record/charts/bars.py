"""Placements as bars over time, and the legal statuses below them."""

from dataclasses import dataclass
from datetime import date

from .drawing import INK, LEFT, LETTER, QUIET, RIGHT, WIDTH, Axis, el, in_words, picture, words

ROW, BAR, TOP = 46, 18, 34


@dataclass(frozen=True)
class Bar:
    """One row: `kind` is a code of the list of placements (or of legal statuses), `label` its words."""

    label: str
    kind: str
    starts_on: date | None
    ends_on: date | None


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


def placements(bars, statuses, today, id="placements", beside=()):
    """Placements as bars over time, one row each, with the legal statuses as a strip below. '' without any.

    `beside` are further strips below, (title, Bars) each; of them only what lies in the time of the rest is drawn.
    """
    if not bars:
        return ""
    days = [d for b in (*bars, *statuses) for d in (b.starts_on, b.ends_on) if d]
    if any(b.starts_on and not b.ends_on for b in bars):
        days.append(today)
    axis, bottom = Axis(days, today), TOP + ROW * len(bars)
    rows = [_row(bar, axis, TOP + ROW * i, today, id) for i, bar in enumerate(bars)]
    strips, end = [], bottom + 18
    for name, own in (("Legal status", statuses), *((name, _during(own, axis)) for name, own in beside)):
        strip, end = _strip(name, own, axis, end + 12, today)
        strips += strip
    key, height = _key(bars, end + 18, id)
    title = f"Placements over time: {len(bars)} placement{'s' if len(bars) != 1 else ''}"
    described = [*bars, *(bar for _, own in beside for bar in own)]
    description = " ".join(f"{bar.label}: {said(bar, today)}." for bar in described)
    return picture(
        id, title, description, height, el("defs", *(_pattern(name, id) for name in LOOKS)), *axis.drawn(TOP, bottom),
        *rows, *_gaps(bars, axis), *axis.today(today, TOP, bottom), *strips, *key,
    )  # fmt: skip


def said(bar, today):
    """When a row was, in words, with what is odd about it."""
    if bar.starts_on is None and bar.ends_on is None:
        return "dates not known"
    if bar.starts_on is None:
        return f"start not known, until {in_words(bar.ends_on)}"
    if bar.ends_on is None:
        return (
            f"from {in_words(bar.starts_on)} until now"
            if bar.starts_on <= today
            else f"to start {in_words(bar.starts_on)}"
        )
    if bar.ends_on < bar.starts_on:
        return f"{in_words(bar.starts_on)}, but ends before it starts: {in_words(bar.ends_on)}"
    return f"{in_words(bar.starts_on)} to {in_words(bar.ends_on)}"


def _row(bar, axis, top, today, id):
    text = f"{bar.label}, {said(bar, today)}"
    if bar.starts_on is None and bar.ends_on is None:
        return words(text, LEFT, top + 18)
    start = axis.x(bar.starts_on or bar.ends_on)
    fits = start + LETTER * len(text) < RIGHT
    label = words(text, start, top + 18) if fits else words(text, RIGHT, top + 18, text_anchor="end")
    return el("g", label, _mark(bar, axis, start, top + 23, today, id))


def _mark(bar, axis, start, top, today, id):
    fill = f"url(#{id}-{family(bar.kind)})"
    if bar.starts_on is None or (bar.ends_on and bar.ends_on < bar.starts_on):
        return _odd(start, top)
    if bar.ends_on is None:
        end = max(axis.x(today), start + 6) if bar.starts_on <= today else start + 6
        tip = min(end + 9, WIDTH - 1)
        arrow = f"M{start:.1f} {top}H{end:.1f}L{tip:.1f} {top + BAR / 2}L{end:.1f} {top + BAR}H{start:.1f}Z"
        return el("path", d=arrow, fill=fill, stroke=INK, stroke_width=1)
    return el("rect", x=start, y=top, width=max(axis.x(bar.ends_on) - start, 3.0), height=BAR, fill=fill, stroke=INK,
              stroke_width=1)  # fmt: skip


def _odd(x, top):
    """A diamond with a mark of exclamation: something is wrong with the dates."""
    half, middle = BAR / 2, top + BAR / 2
    shape = f"M{x:.1f} {top}L{x + half:.1f} {middle}L{x:.1f} {top + BAR}L{x - half:.1f} {middle}Z"
    return el("g", el("path", d=shape, fill="#fff", stroke="#b1251d", stroke_width=2),
              words("!", x, middle + 5, fill="#b1251d", font_weight="bold", text_anchor="middle"))  # fmt: skip


def gaps(bars):
    """(row, from, to) for times between one placement and the next in which none is recorded."""
    until = None
    for i, bar in enumerate(bars):
        if until and bar.starts_on and bar.starts_on > until:
            yield i, until, bar.starts_on
        if bar.starts_on:
            until = max(until or date.min, bar.starts_on, bar.ends_on or date.max)


def _gaps(bars, axis):
    for i, start, end in gaps(bars):
        yield _dashes(axis.x(start), axis.x(end), TOP + ROW * i + 23 + BAR / 2)


def _dashes(start, end, y):
    return el("line", x1=start, x2=end, y1=y, y2=y, stroke=QUIET, stroke_width=2, stroke_dasharray="4 4")


def _during(bars, axis):
    """Those that touch the time of the axis."""
    return [
        b for b in bars if b.starts_on and b.starts_on <= axis.last and (b.ends_on is None or b.ends_on >= axis.first)
    ]


def _strip(name, statuses, axis, top, today):
    """What stood meanwhile, on one line, each with its code; (elements, where they end)."""
    drawn = [s for s in statuses if s.starts_on]
    if not drawn:
        return [], top - 12
    inside = [words(name, LEFT, top, size=14, fill=QUIET)]
    for i, status in enumerate(drawn):
        start = axis.x(status.starts_on)
        end = axis.x(max(status.ends_on or max(today, status.starts_on), status.starts_on))
        box = el("rect", x=start, y=top + 8, width=max(end - start, 3.0), height=24, stroke=INK, stroke_width=1,
                 fill=("#e4edeb", "#ffffff")[i % 2])  # fmt: skip
        texts = (f"{status.kind} {status.label}".strip(), status.kind, "")
        text = next(t for t in texts if not t or LETTER * len(t) < end - start - 4)
        code = [words(text, start + 5, top + 25, size=14)] if text else []
        inside.append(el("g", el("title", f"{status.label}, {said(status, today)}"), box, *code))
    return inside, top + 34


def _pattern(name, id):
    look = LOOKS[name]
    lines = [el("path", d=look.pattern, stroke="#fff", stroke_width=1.4, fill="none")] if look.pattern else []
    return el("pattern", el("rect", width=8, height=8, fill=look.fill), *lines, id=f"{id}-{name}", width=8, height=8,
              patternUnits="userSpaceOnUse")  # fmt: skip


def _key(bars, top, id):
    """What the patterns and dashes mean; (elements, height of the picture)."""
    items = [(LOOKS[n].title, f"url(#{id}-{n})") for n in dict.fromkeys(family(b.kind) for b in bars)]
    items += [("No placement recorded", None)] if any(gaps(bars)) else []
    inside, x, y = [], LEFT, top
    for title, fill in items:
        wide = 40 + LETTER * len(title)
        if x > LEFT and x + wide > RIGHT:
            x, y = LEFT, y + 24
        inside += [_swatch(x, y, fill), words(title, x + 28, y + 12, size=14)]
        x += wide
    return inside, y + 26


def _swatch(x, y, fill):
    if fill is None:
        return _dashes(x, x + 22, y + 7)
    return el("rect", x=x, y=y, width=22, height=14, fill=fill, stroke=INK, stroke_width=1)
