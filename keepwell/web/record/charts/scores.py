"""Strengths and difficulties scores as a line over the bands of the score."""

from dataclasses import dataclass
from datetime import date

from .drawing import GRID, LEFT, QUIET, RIGHT, Axis, el, in_words, picture, words


@dataclass(frozen=True)
class Score:
    """`on` None and `year` given: a score of the yearly return, known only as of the year ending 31 March."""

    score: int | None
    on: date | None = None
    year: int | None = None


# Bands of the score as the department's guidance on promoting the health of looked-after children has them.
BANDS = ((0, 13, "0 to 13: as for most children", "#f3f7f6"), (14, 16, "14 to 16: borderline", "#fff3bf"),
         (17, 40, "17 to 40: cause for concern", "#f6dcd6"))  # fmt: skip
HIGHEST, PLOT_TOP, PLOT_BOTTOM = 40, 16, 296


def band(score):
    """The words of the band that a score lies in; '' when it is no score from 0 to 40."""
    return next(
        (text.partition(": ")[2] for low, high, text, _ in BANDS if score is not None and low <= score <= high), ""
    )


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
    count = f"{len(placed)} score{'s' if len(placed) != 1 else ''}"
    title = f"Strengths and difficulties: {count} from 0 to 40, higher is more difficulty"
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
    place = min(max(x, LEFT + 10), RIGHT - 10)
    return el("g", mark, words(str(score.score), place, y - 10, font_weight="bold", text_anchor="middle"))


def _sdq_key(placed):
    if any(s.on is None for _, s in placed):
        y = PLOT_BOTTOM + 42
        yield el("rect", x=LEFT, y=y, width=10, height=10, fill="#fff", stroke="#14596b", stroke_width=2)
        yield words(
            "From the yearly return: the day is not known, drawn at the end of its year", LEFT + 18, y + 10, size=14
        )
