"""A school year as a calendar of squares, one a session, and attendance by week as a line.

Each square has its code, so that nothing is told by colour alone; the page has every number in tables beside them.
"""

from datetime import timedelta

from keepwell.attendance.register import BLANK, HALVES, first_day, unpacked
from keepwell.codes.attendance import ACTIVITY, AUTHORISED, CODES, NOT_POSSIBLE, PRESENT, UNAUTHORISED

from ..record.charts.drawing import GRID, INK, LEFT, QUIET, RIGHT, el, in_words, picture, words

LOOKS = {  # fill, line
    PRESENT: ("#e4edeb", GRID),
    ACTIVITY: ("#d9e6f4", GRID),
    AUTHORISED: ("#fff3bf", "#8a6d00"),
    UNAUTHORISED: ("#f6d3cc", "#b1251d"),
    NOT_POSSIBLE: ("#ffffff", GRID),
}
SHORT = {PRESENT: "Present", ACTIVITY: "Other educational activity", AUTHORISED: "Authorised absence",
         UNAUTHORISED: "Unauthorised absence", NOT_POSSIBLE: "Not a possible session"}  # fmt: skip
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SQUARE, GUTTER, TOP = 17, 64, 40
PLOT_TOP, PLOT_BOTTOM = 20, 220


def calendar(year, id="calendar"):
    """The squares of a `queries.registers.Year`; '' when nothing is marked."""
    if year.is_empty:
        return ""
    held = [(year.own.session(i), unpacked(mark)) for i, mark in enumerate(year.marks) if mark != BLANK]
    monday = held[0][0].on - timedelta(days=held[0][0].on.weekday())
    last = max(4, *(session.on.weekday() for session, _ in held))
    step = min(SQUARE + 2, (RIGHT - GUTTER) / ((held[-1][0].on - monday).days // 7 + 1))
    squares = [_square(session, code, monday, step) for session, code in held]
    bottom = TOP + (last + 1) * (2 * SQUARE + 6)
    key, height = _key({CODES[code].meaning for _, code in held}, bottom + 14)
    count = year.count
    title = f"Attendance in {year.title}: a square for each session"
    told = (f"{count.possible} sessions possible, {count.attended} attended, {count.authorised} missed with leave, "
            f"{count.unauthorised} without. Each session stands in the table below.")  # fmt: skip
    return picture(id, title, told, height, *_months(held, monday, step), *_weekdays(last), *squares, *key)


def _square(session, code, monday, step):
    days = (session.on - monday).days
    x, y = GUTTER + days // 7 * step, TOP + days % 7 * (2 * SQUARE + 6) + session.half * SQUARE
    fill, line = LOOKS[CODES[code].meaning]
    box = el("rect", x=x, y=y, width=step - 2, height=SQUARE - 1, fill=fill, stroke=line, stroke_width=1)
    return el(
        "g",
        el("title", f"{in_words(session.on)}, {HALVES[session.half]}: {code}, {CODES[code].words}"),
        box,
        words(code, x + (step - 2) / 2, y + 12.5, size=11, text_anchor="middle"),
    )


def _months(held, monday, step):
    """Each month's name over the first week with a session of it."""
    seen, taken = set(), -1.0
    for session, _ in held:
        month = (session.on.year, session.on.month)
        x = GUTTER + (session.on - monday).days // 7 * step
        if month not in seen and x > taken:
            seen.add(month)
            taken = x + 30
            yield words(f"{session.on:%b}", x, TOP - 12, size=14, fill=QUIET)


def _weekdays(last):
    for day in range(last + 1):
        yield words(DAYS[day], LEFT, TOP + day * (2 * SQUARE + 6) + 22, size=14, fill=QUIET)


def _key(meanings, top):
    drawn, x, y = [], float(LEFT), top
    for meaning in (one for one in SHORT if one in meanings):
        wide = 34 + 8 * len(SHORT[meaning])
        if x > LEFT and x + wide > RIGHT:
            x, y = float(LEFT), y + 24
        fill, line = LOOKS[meaning]
        drawn += [el("rect", x=x, y=y, width=16, height=16, fill=fill, stroke=line, stroke_width=1),
                  words(SHORT[meaning], x + 23, y + 13, size=14)]  # fmt: skip
        x += wide
    return drawn, y + 28


def by_week(year, id="weeks"):
    """The share attended in each school week, as a line; '' without any week."""
    if not year.weeks:
        return ""
    first, span = first_day(year.year), 365
    points = [(LEFT + 40 + (w.monday - first).days / span * (RIGHT - LEFT - 60), _y(w.count.per_cent), w)
              for w in year.weeks]  # fmt: skip
    line = el("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points), fill="none", stroke="#14596b",
              stroke_width=2)  # fmt: skip
    dots = [
        el("g", el("title", f"Week of {in_words(w.monday)}: {w.count.per_cent:g} per cent"),
           el("circle", cx=x, cy=y, r=4, fill="#14596b"))
        for x, y, w in points
    ]  # fmt: skip
    lowest = min(year.weeks, key=lambda w: w.count.per_cent)
    told = (f"{len(year.weeks)} school weeks. The lowest is that of {in_words(lowest.monday)} with "
            f"{lowest.count.per_cent:g} per cent.")  # fmt: skip
    return picture(id, f"Attendance by week in {year.title}, per cent", told, PLOT_BOTTOM + 40, *_scale(), line, *dots,
                   *_ends(year, points))  # fmt: skip


def _y(per_cent):
    return PLOT_BOTTOM - per_cent / 100 * (PLOT_BOTTOM - PLOT_TOP)


def _scale():
    for share in (0, 50, 90, 100):
        y = _y(share)
        dashes = {"stroke_dasharray": "6 4"} if share in (50, 90) else {}
        yield el("line", x1=LEFT + 36, x2=RIGHT, y1=y, y2=y, stroke=QUIET if dashes else GRID, stroke_width=1, **dashes)
        yield words(f"{share}%", LEFT, y + 5, size=13, fill=QUIET)


def _ends(year, points):
    """Month names under the line, where there is room for them."""
    seen, taken = set(), -1.0
    for x, _, week in points:
        if week.monday.month not in seen and x > taken:
            seen.add(week.monday.month)
            taken = x + 36
            yield words(f"{week.monday:%b}", x, PLOT_BOTTOM + 22, size=13, fill=INK)
