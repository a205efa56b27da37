"""return.json: what a folder says about the return in it, such as the end of its collection year."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from keepwell.returns.findings import Finding
from keepwell.returns.sources import SETTINGS, Source

DATES = ("collection_start", "collection_end")
AUTHORITY = "local_authority"
# The codes of the Office for National Statistics: a letter for the country and eight figures.
_CODE = re.compile(r"[EWSN]\d{8}")
_WORD = re.compile(r"[A-Z][A-Z0-9_-]{0,19}")


def read_settings(source: Source) -> tuple[dict, list[Finding]]:
    """The settings, and a finding when the file is not one JSON object; it is then ignored."""
    try:
        settings = json.loads(source.bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return {}, [_ignored(source, "is not JSON")]
    if not isinstance(settings, dict):
        return {}, [_ignored(source, "does not hold one object in braces")]
    return settings, []


def _ignored(source: Source, why: str) -> Finding:
    text = f'{source.name} {why} and was ignored; write for example {{"collection_end": "31/03/2026"}}.'
    return Finding(source.name, None, None, None, "unknown file", text)


@dataclass(frozen=True)
class Stated:
    """What a return.json says that can be used, and a sentence for each thing that cannot."""

    start: date | None = None
    end: date | None = None
    authority: str | None = None
    ignored: tuple[str, ...] = ()


def stated(settings: dict) -> Stated:
    """Dates and authority of a return's settings. What cannot be used is told and the rest is kept."""
    ignored: list[str] = []
    start, end = (_day(settings, key, ignored) for key in DATES)
    if start and end and start > end:
        ignored.append(f"{SETTINGS}: collection_start is after collection_end, so both were ignored; mend one of them.")
        start = end = None
    authority = _authority(settings, ignored)
    ignored += [_unknown(key) for key in settings if key not in (*DATES, AUTHORITY)]
    return Stated(start, end, authority, tuple(ignored))


def _day(settings, key, ignored):
    """A date written dd/mm/yyyy; yyyy-mm-dd is read too."""
    if key not in settings:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        with suppress(ValueError):
            return datetime.strptime(str(settings[key]).strip(), form).date()
    ignored.append(f"{SETTINGS}: {key} is no date of the calendar and was ignored; write it like 31/03/2026.")
    return None


def _authority(settings, ignored):
    """The code as areas are compared by it. The department's number says nothing about areas: it is not used."""
    if AUTHORITY not in settings:
        return None
    given = settings[AUTHORITY]
    given = given.strip().upper() if isinstance(given, str) else ""
    if not is_authority(given):
        used = bool(_WORD.fullmatch(given))
        ignored.append(
            f"{SETTINGS}: local_authority is no code of nine characters such as E10000016 and was "
            f"{'compared as it stands' if used else 'ignored'}; rules about areas need that code."
        )
        return given if used else None
    return given


def is_authority(code: str) -> bool:
    """Is it the code of nine characters by which maps and directories know an authority?"""
    return bool(_CODE.fullmatch(code))


def _unknown(key):
    named = f"the key {key}" if key.isprintable() and len(key) <= 40 else "a key"
    return f"{SETTINGS}: {named} means nothing here and was ignored; known are {', '.join((AUTHORITY, *DATES))}."
