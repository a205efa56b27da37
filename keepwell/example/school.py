"""Schools, attendance and education plans, for children of school age."""

import random
from datetime import date

from keepwell.clocks.ages import age_on

from .chance import chance, days
from .life import Life
from .places import School, schools

TERMS = {"autumn": (9, 4, 75), "spring": (1, 6, 60), "summer": (4, 20, 55)}  # first month and day, school days
NEEDS = (
    "Speech, language and communication",
    "Social, emotional and mental health",
    "Moderate learning difficulty",
    "Autism",
)


def year_group(born_on: date, year: int) -> int:
    """The year group in the school year that begins in September of `year`; 0 is reception."""
    return age_on(born_on, date(year, 8, 31)) - 4


def schooling(rng: random.Random, life: Life, on: date, since: date) -> tuple[list, list, list]:
    """(schools, attendance, education plans) as rows without the child's number, for school years from `since` to `on`.

    Attendance is kept for children who are looked after only.
    """
    special = life.disabilities != ("NONE",) and chance(rng, 0.5)
    attended, marks, plans, current, began = [], [], [], None, None
    for year in range(since.year - 1, on.year + 1):
        group, first = year_group(life.born_on, year), date(year, 9, 4)
        if not 0 <= group <= 13 or first > on or first >= life.known_until or (life.arrived_on or first) > first:
            continue
        phase = "special" if special else "primary" if group < 7 else "secondary"
        if current is None or current.phase != phase or chance(rng, 0.04):
            if current:
                attended.append((current, began, date(year, 7, 22), group - 1))
            current, began = rng.choice(schools()[phase]), first
        marks += _attendance(rng, life, year, on)
    if current:
        attended.append((current, began, None, group_now(life, on)))
        plans = _plans(rng, life, began, on, special)
    return attended, marks, plans


def group_now(life: Life, on: date) -> int:
    return min(13, max(0, year_group(life.born_on, on.year if on.month > 8 else on.year - 1)))


def _attendance(rng, life: Life, year: int, on: date) -> list[tuple]:
    found = []
    for term, (month, day, length) in TERMS.items():
        first = date(year if term == "autumn" else year + 1, month, day)
        last = first + days(length * 7 // 5 + 14)
        if last > on or not any(e.starts_on <= first < e.ends_on for e in life.care):
            continue
        absent = min(length, int(rng.expovariate(1 / 5)))
        excused = rng.randint(absent // 2, absent)
        found.append(
            (
                f"{year}-{(year + 1) % 100:02d}",
                term,
                2 * length,
                2 * (length - absent),
                2 * excused,
                2 * (absent - excused),
            )
        )
    return found


def _plans(rng, life: Life, began: date, on: date, special: bool) -> list[tuple]:
    """(kind, starts, ends, reviewed, need): a health and care plan or school support, and a PEP while looked after."""
    found = []
    if special or chance(rng, 0.14):
        start = min(began + days(rng.randint(20, 200)), on)
        reviewed = start + days(rng.randint(250, 364))
        kind = "EHCP" if special or chance(rng, 0.4) else "SEN support"
        found.append((kind, start, None, reviewed if reviewed <= on else None, rng.choice(NEEDS)))
    stays = [e for e in life.care if e.legal_status not in ("V3", "V4")]
    if stays and stays[0].starts_on + days(30) <= on:
        start = max(stays[0].starts_on + days(rng.randint(6, 20)), began)
        if start <= min(on, stays[-1].ends_on):
            reviewed = start + days(120)
            found.append(
                (
                    "PEP",
                    start,
                    stays[-1].ends_on,
                    reviewed if reviewed <= on else None,
                    "Reading, attendance and friendships",
                )
            )
    return found


def teacher_of(attended: list[tuple[School, date, date | None, int]]) -> str | None:
    return attended[-1][0].teacher if attended else None
