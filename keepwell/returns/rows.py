"""A return as rows, a few hundred children at a time, so that a large one never stands in memory as objects."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from .loaded import Return, TableData

CHILDREN = 1000


class Row(NamedTuple):
    """One row: where it stood, its cells as given (None = empty) and as values, in the table's column order.

    `extra` holds the cells of columns that the table does not declare, by column.
    """

    file: str
    line: int
    element: int | None  # ordinal of the Child element, in XML that has one
    given: tuple
    values: tuple
    extra: dict | None = None


def in_chunks(ret: Return, owners: Mapping[str, str], size: int = CHILDREN) -> Iterator[dict[str, list[Row]]]:
    """All rows of `ret` by table, those of one owner always together, at most `size` owners at a time.

    `owners` names the column of each table that says whose row it is; it is compared without regard to case.
    Rows without an owner come in the first chunk. Rows keep the order of their file.
    """
    chunk_of: dict[str | None, int] = {None: 0}
    rows_of: dict[str, list[list[int]]] = {}
    for name, data in ret.tables.items():
        rows_of[name] = by_chunk = []
        for i, owner in enumerate(_owners(data, owners[name])):
            chunk = chunk_of.setdefault(owner, len(chunk_of) // size)
            while len(by_chunk) <= chunk:
                by_chunk.append([])
            by_chunk[chunk].append(i)
    for chunk in range(1 + (len(chunk_of) - 1) // size):
        yield {
            name: list(_rows(ret.tables[name], by_chunk[chunk]))
            for name, by_chunk in rows_of.items()
            if chunk < len(by_chunk) and by_chunk[chunk]
        }


def _owners(data: TableData, column: str) -> Iterator[str | None]:
    for given in data.raw[column]:
        yield (given or "").strip().upper() or None


def _rows(data: TableData, which: list[int]) -> Iterator[Row]:
    names = [c.name for c in data.table.columns]
    place = ["_file", "_line", *(["_child"] if "_child" in data.raw.columns else [])]
    raw = data.raw[which]
    skip = len(place)
    given = raw.select([*place, *names]).iter_rows()
    values = data.values[which].select(names).iter_rows()
    for cells, typed, extra in zip(given, values, _extra(data, which), strict=True):
        yield Row(cells[0], cells[1], cells[2] if skip == 3 else None, cells[skip:], typed, extra)


def _extra(data: TableData, which: list[int]) -> Iterator[dict | None]:
    names = [c for c in data.extra.columns if c not in ("_file", "_line")]
    if not names:
        yield from (None for _ in which)
        return
    for cells in data.extra[which].select(names).iter_rows():
        yield {n: c for n, c in zip(names, cells, strict=True) if c is not None} or None
