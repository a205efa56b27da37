"""Days as register files write them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

FIRST_YEAR = 2000
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_HERE = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$")
_SPELT = re.compile(r"^(?:[a-z]{3,9},? )?(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d{2})$")


@lru_cache(maxsize=4096)
def day_of(text: str) -> date | None:
    """The day of a text: 3/9/2026, 2026-09-03, 3 Sep 2026, also with a weekday or a time; None when it is none."""
    text = _CLOCK.sub("", text.strip()).strip().lower()
    try:
        if found := _ISO.match(text):
            day = date(*map(int, found.groups()))
        elif found := _HERE.match(text):
            day = date(_year(found[3]), int(found[2]), int(found[1]))
        elif (found := _SPELT.match(text)) and found[2][:3] in MONTHS:
            day = date(_year(found[3]), MONTHS.index(found[2][:3]) + 1, int(found[1]))
        else:
            return None
    except ValueError:
        return None
    return day if day.year >= FIRST_YEAR else None


def day_in(text: str) -> date:
    """The same; ValueError, with a sentence, when it is none."""
    if (day := day_of(text)) is None:
        raise ValueError(f"“{text.strip()[:30]}” is not a real date: write it as 3/9/2026.")
    return day


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)
