"""A made-up school register, as a management system would export it: a row a pupil and day."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from keepwell.clocks.school_days import Terms

from .chance import chance, rng_for

HEAD = ("Pupil number", "Date", "AM", "PM")
_DAY = timedelta(days=1)
# First and last days of the six half-terms of a school year: (years after it began, month, day).
HALF_TERMS = (
    ((0, 9, 3), (0, 10, 23)), ((0, 11, 2), (0, 12, 18)), ((1, 1, 5), (1, 2, 12)), ((1, 2, 22), (1, 3, 26)),
    ((1, 4, 12), (1, 5, 28)), ((1, 6, 7), (1, 7, 21)),
)  # fmt: skip
SINGLE = (("I", 40), ("M", 25), ("L", 30), ("O", 6), ("U", 5), ("C", 4), ("B", 6), ("V", 6))


def terms(year: int) -> Terms:
    """The terms of the made-up schools in the school year that begins in September of `year`."""
    return Terms((date(year + a, m, d), date(year + b, n, e)) for (a, m, d), (b, n, e) in HALF_TERMS)


def register_rows(numbers: Iterable[str], *, seed: int, years: Iterable[int], on: date) -> Iterator[tuple]:
    """(pupil number, day, morning, afternoon) for pupils with these numbers, school days up to `on`."""
    days = [day for year in years for day in _school_days(year) if day <= on]
    for number in numbers:
        yield from _pupil(rng_for(seed, "register", number), number, days)


def _school_days(year):
    held, day = terms(year), date(year, 9, 1)
    while day <= held.last:
        if held.is_school_day(day):
            yield day
        day += _DAY


def _pupil(rng: random.Random, number: str, days: list[date]) -> Iterator[tuple]:
    """Most are well and there; some are ill for long, go on holiday, or stay away."""
    often = rng.choice((0.01, 0.02, 0.03, 0.05, 0.12))
    spell, left = "", 0
    for day in days:
        if not left and chance(rng, 0.006):
            spell, left = rng.choice((("I", rng.randint(2, 4)), ("I", rng.randint(1, 6)), ("G", rng.randint(3, 6)),
                                      ("O", rng.randint(1, 12)), ("I", rng.randint(2, 18))))  # fmt: skip
        if left:
            left -= 1
            yield number, f"{day:%d/%m/%Y}", spell, spell
        else:
            yield number, f"{day:%d/%m/%Y}", *(_mark(rng, half, often) for half in (0, 1))


def _mark(rng, half, often):
    if not chance(rng, often):
        return "/\\"[half]
    return rng.choices([code for code, _ in SINGLE], [weight for _, weight in SINGLE])[0]
