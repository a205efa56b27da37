"""What people have recorded in the demo: stories, visits, notes of concern, plans. Texts stand in the files beside it.

Days are counted back from the day the demo is made, so that something is always overdue, due today and due this week.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from keepwell.clocks.ages import plus_years

HERE = Path(__file__).parent
FILES = ("stories", "around", "work", "concerns")
THEIRS = {  # sex as SSDA903 has it -> the words for the child
    "F": {"they": "she", "them": "her", "their": "her"},
    "M": {"they": "he", "them": "him", "their": "his"},
}
NEITHER = {"they": "they", "them": "them", "their": "their"}


def lives(on: date) -> dict[str, dict]:
    """{file: what it says}, with every day filled in as seen from `on`; texts still have {name} in them."""
    return {name: _days(tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")), on) for name in FILES}


def _days(said: Any, on: date) -> Any:
    if isinstance(said, list):
        return [_days(one, on) for one in said]
    if not isinstance(said, Mapping):
        return said
    match said:
        case {"years": int(years), "days": int(days)}:
            return plus_years(on - timedelta(days), -years)
        case {"ago": int(ago)} if len(said) == 1:
            return day(on, ago)
        case {"ahead": int(ahead)} if len(said) == 1:
            return day(on, -ahead)
    return {key: _days(one, on) for key, one in said.items()}


def day(on: date, ago: int) -> date:
    """So many days before `on`, after it when negative. On a weekend: the Friday before, or the Monday after."""
    found = on - timedelta(ago)
    late = found.weekday() - 4
    if ago == 0 or late <= 0:
        return found
    return found - timedelta(late) if ago > 0 else found + timedelta(3 - late)


def filled(said: Any, *, name: str, sex: str) -> Any:
    """Texts with the child's name and the words for them: {name}, {they}, {them}, {their}; {they_} begins a line."""
    words = {"name": name, **THEIRS.get(sex, NEITHER)}
    words |= {f"{key}_": word.capitalize() for key, word in words.items()}
    return _filled(said, words)


def _filled(said, words):
    if isinstance(said, str):
        for key, word in words.items():
            said = said.replace(f"{{{key}}}", word)
        return said
    if isinstance(said, list):
        return [_filled(one, words) for one in said]
    return {key: _filled(one, words) for key, one in said.items()} if isinstance(said, Mapping) else said
