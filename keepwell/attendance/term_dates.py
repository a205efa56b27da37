"""The term dates of schools, from a file of the installation: `terms.toml` in its folder.

[[term]]
from = 2026-09-03
to = 2026-10-23
school = "100000"      # the school's number; without it the dates hold for every school

[[closed]]             # days without pupils within a term
on = [2026-09-25]
school = "100000"
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from keepwell.clocks.school_days import Terms

FILE = "terms.toml"
EVERY = ""


class TermsError(Exception):
    """The file cannot be used; its text says where and how to mend it."""


def read_terms(path: Path) -> Mapping[str, Terms]:
    """{school's number, or '' for every school: its Terms}; empty without a file. TermsError says what is wrong."""
    if not path.exists():
        return {}
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as trouble:
        raise TermsError(f"{path.name} cannot be read: {trouble}.") from None
    spans, closed = defaultdict(list), defaultdict(set)
    for n, one in enumerate(_tables(given, "term", path), start=1):
        first, last = _day(one.get("from"), "from", n, path), _day(one.get("to"), "to", n, path)
        if last < first:
            raise TermsError(f"{path.name}: term {n} ends before it begins. Correct one of its two dates.")
        spans[_school(one)].append((first, last))
    for n, one in enumerate(_tables(given, "closed", path), start=1):
        days = one.get("on")
        closed[_school(one)] |= {_day(day, "on", n, path) for day in (days if isinstance(days, list) else [days])}
    return {school: Terms(own, closed[school] | closed[EVERY]) for school, own in spans.items()}


def terms_of(held: Mapping[str, Terms], school: str) -> Terms | None:
    """The terms of a school by its number, else those of every school; None when nobody gave any."""
    return held.get(school) or held.get(EVERY)


def _tables(given, name, path):
    rows = given.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise TermsError(f"{path.name}: write each {name} as [[{name}]].")
    return rows


def _school(one):
    return str(one.get("school", EVERY))


def _day(value, key, n, path):
    if type(value) is not date:
        raise TermsError(
            f"{path.name}: “{key}” of entry {n} must be a date such as 2026-09-03, without quotation marks."
        )
    return value
