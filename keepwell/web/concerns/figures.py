"""The body map as SVG: figures to point at, and the picture of marks that were described."""

from collections import Counter
from functools import lru_cache

from django.utils.safestring import mark_safe

from ..record.charts.drawing import GRID, INK, QUIET, el, words
from .bodymap import HIGH, REGIONS, SIDES, WIDE

SKIN, MARK = "#f7f3ec", "#8c1d14"
BOX = 20  # of a radio, in the units of the figure: 24 pixels and more on the narrowest screen
STEP = 20  # between marks at one place
SPREAD = (0, 1, -1, 2, -2)


def _outline(side):
    """The figure: its places as pale ellipses over a pale body."""
    body = [
        el("ellipse", cx=120, cy=60, rx=46, ry=56), el("rect", x=104, y=108, width=32, height=30, rx=8),
        el("rect", x=72, y=132, width=96, height=140, rx=26),
        *(el("path", d=_limb(*ends), stroke_width=width, stroke_linecap="round", stroke=SKIN, fill="none")
          for width, *ends in _limbs()),
    ]  # fmt: skip
    places = [
        el("ellipse", cx=one.x, cy=one.y, rx=one.rx, ry=one.ry, fill="#fff", stroke=GRID, stroke_width=1)
        for one in REGIONS.values() if one.side == side
    ]  # fmt: skip
    return el("g", *body, fill=SKIN, stroke=GRID), el("g", *places)


def _limbs():
    for x in (1, -1):
        yield 26, 120 - 44 * x, 146, 120 - 81 * x, 270
        yield 34, 120 - 22 * x, 270, 120 - 24 * x, 440


def _limb(x1, y1, x2, y2):
    return f"M{x1} {y1}L{x2} {y2}"


@lru_cache(maxsize=200)  # the same for everybody, and some hundred elements
def picker(name, chosen="", about=""):
    """Both figures with a radio at each place, all of one group: by keyboard, by pointer, without scripts."""
    return mark_safe("".join(_to_point_at(name, side, chosen, about) for side in SIDES))  # noqa: S308 - made by el


def _to_point_at(name, side, chosen, about):
    radios = [_radio(name, one, one.id == chosen) for one in REGIONS.values() if one.side == side]
    figure = el(
        "svg", *_outline(side), words(SIDES[side], WIDE / 2, HIGH - 4, size=14, fill=QUIET, text_anchor="middle"),
        *radios, viewBox=f"0 0 {WIDE} {HIGH}", class_="kw-figure",
    )  # fmt: skip
    return el(
        "div", figure, class_="kw-figure__half", role="group", aria_label=f"{about} {SIDES[side].lower()} of the body"
    )


def _radio(name, region, checked):
    more = {"checked": "checked"} if checked else {}
    radio = el("input", type="radio", name=name, value=region.id, aria_label=region.title, title=region.title,
               class_="kw-figure__radio", **more).replace("</input>", "")  # fmt: skip
    return el("foreignObject", mark_safe(radio), x=region.x - BOX / 2, y=region.y - BOX / 2, width=BOX, height=BOX)  # noqa: S308


def picture(marks, id="body"):
    """The marks, numbered as in the table beside it, on a front and a back. '' without any."""
    if not marks:
        return ""
    title = f"Body map: {len(marks)} mark{'' if len(marks) == 1 else 's'}"
    said = " ".join(f"{number}: {mark.said}." for number, mark in enumerate(marks, 1))
    halves = [
        el("g", *_outline(side), words(SIDES[side], WIDE / 2, HIGH - 4, size=16, text_anchor="middle"),
           *_numbers(marks, side), transform=f"translate({i * WIDE} 0)")
        for i, side in enumerate(SIDES)
    ]  # fmt: skip
    return el(
        "svg", el("title", title, id=f"{id}-title"), el("desc", said, id=f"{id}-desc"), *halves,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {2 * WIDE} {HIGH}", width=2 * WIDE, height=HIGH,
        class_="kw-drawing kw-body-picture", role="img", aria_labelledby=f"{id}-title {id}-desc",
        font_family="system-ui, sans-serif",
    )  # fmt: skip


def _numbers(marks, side):
    there = Counter()
    for number, mark in enumerate(marks, 1):
        region = REGIONS.get(mark.region)
        if region and region.side == side:
            x = region.x + SPREAD[there[region.id] % len(SPREAD)] * STEP
            there[region.id] += 1
            yield el("circle", cx=x, cy=region.y, r=10, fill="#fff", stroke=MARK, stroke_width=3)
            yield words(str(number), x, region.y + 5, size=14, fill=INK, font_weight="bold", text_anchor="middle")
