"""Entries as the table has them, also when somebody wrote there by hand what no entry could say."""

import json
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from . import marks

AT_ONCE = 5_000  # rows of one query: a few megabytes
TOGETHER = 100  # ranges of one query
FIRST = -(2**63)  # the least key there can be; the database counts from 1, a hand may not


class Stored(NamedTuple):
    """`at` is None when the row does not say a moment."""

    key: int
    at: datetime | None
    told: bytes
    mark: bytes | None


def within(ranges, most=AT_ONCE):
    """Up to `most` entries with keys in these ranges (first, last; no end when last is None), in order of key."""
    columns = ", ".join(_column(name) for name in ("id", *marks.TOLD, "mark"))
    found, ranges = [], list(ranges)
    with connection.cursor() as cursor:
        fetch = _lenient if connection.vendor == "sqlite" else _fetch
        for part in range(0, len(ranges), TOGETHER):
            if len(found) < most:
                found += fetch(cursor, columns, ranges[part : part + TOGETHER], most - len(found))
    return found


def everything():
    """All entries in order of key, lists of some thousand."""
    first = FIRST
    while rows := within([(first, None)]):
        yield rows
        first = rows[-1].key + 1


def _column(name):
    # As text, so that a row which holds no moment is still read.
    return "CAST(at AS TEXT)" if name == "at" and connection.vendor == "sqlite" else name


def _fetch(cursor, columns, ranges, most):
    asked = " OR ".join("id >= %s" if last is None else "id BETWEEN %s AND %s" for _, last in ranges)
    values = [key for one in ranges for key in one if key is not None]
    cursor.execute(f"SELECT {columns} FROM access_entry WHERE {asked} ORDER BY id LIMIT %s", [*values, most])  # noqa: S608
    return [_read(row) for row in cursor.fetchall()]


def _lenient(cursor, *asked):
    """SQLite lets any bytes stand where text should."""
    driver = connection.connection
    before, driver.text_factory = driver.text_factory, partial(str, encoding="utf-8", errors="replace")
    try:
        return _fetch(cursor, *asked)
    finally:
        driver.text_factory = before


def _read(row):
    key, at, *words, categories, outcome, why, policy, mark = row
    mark = None if mark is None else mark if isinstance(mark, bytes) else _bytes(mark)
    try:
        actor, action, purpose, child = words
        moment, whom = _moment(at), child.hex if isinstance(child, UUID) else child
        said = marks.told(moment, actor, action, purpose, whom, _listed(categories), outcome, why, policy)
        return Stored(key, moment, said, mark)
    except (ValueError, TypeError, AttributeError):
        return Stored(key, None, repr(row[1:-1]).encode(), mark)


@lru_cache(maxsize=1_000)
def _listed(text):
    """Most entries have the categories of another one."""
    found = json.loads(text)
    if not isinstance(found, list):
        raise TypeError("categories are a list")
    return marks.listed(found)


def _bytes(mark):
    return (
        mark.encode() if isinstance(mark, str) else bytes(mark) if isinstance(mark, memoryview) else repr(mark).encode()
    )


def _moment(at):
    return at if isinstance(at, datetime) else datetime.fromisoformat(at).replace(tzinfo=UTC)
