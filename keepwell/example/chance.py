"""Choosing by chance, always from a named seed, so that the same council comes out every time."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TypeVar

T = TypeVar("T")


def rng_for(seed: int, *what: object) -> random.Random:
    """A generator for one thing (a child, a family, a worker), independent of all others.

    Seeded by text, which Python digests itself: the result does not depend on PYTHONHASHSEED.
    """
    return random.Random(":".join(str(part) for part in (seed, *what)))


def chance(rng: random.Random, share: float) -> bool:
    return rng.random() < share


def weighted(rng: random.Random, weights: Mapping[T, float]) -> T:
    """One key of `weights`, as often as its weight says. The mapping must not change afterwards."""
    keys, running = _running(tuple(weights.items()))
    return rng.choices(keys, cum_weights=running)[0]


@lru_cache(maxsize=1024)
def _running(items: tuple) -> tuple[Sequence, list[float]]:
    return [key for key, _ in items], list(accumulate(weight for _, weight in items))


def day_between(rng: random.Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included; `first` when they are the wrong way round."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def days(count: int) -> timedelta:
    return timedelta(days=count)


def weekday(day: date) -> date:
    """The same day, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > 4 else day
