"""SVG elements, and time from left to right."""

from datetime import date, timedelta

from django.utils.html import conditional_escape, escape
from django.utils.safestring import mark_safe

WIDTH, LEFT, RIGHT = 960, 12, 948
LETTER = 8.5  # width of a wide letter at 15 px, to keep words inside the picture
TICKS = 10
INK, QUIET, GRID = "#16201f", "#4a5755", "#bccfcb"


def el(_name, *inside, **attributes):
    """An element: attributes in HTML's spelling with _ for -, text inside escaped unless made here."""
    given = "".join(f' {k.rstrip("_").replace("_", "-")}="{escape(_number(v))}"' for k, v in attributes.items())
    parts = "".join(conditional_escape(part) for part in inside)
    return mark_safe(f"<{_name}{given}>{parts}</{_name}>")  # noqa: S308 - all parts are escaped


def _number(value):
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def words(text, x, y, *, size=15, fill=INK, **more):
    return el("text", text, x=x, y=y, font_size=size, fill=fill, **more)


def picture(id, title, description, height, *inside, width=WIDTH):
    titles = el("title", title, id=f"{id}-title"), el("desc", description, id=f"{id}-desc")
    return el(
        "svg", *titles, *inside, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width,
        height=height, class_="kw-drawing", role="img", aria_labelledby=f"{id}-title {id}-desc",
        font_family="system-ui, sans-serif",
    )  # fmt: skip


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
