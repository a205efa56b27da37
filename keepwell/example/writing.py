"""Write a made-up council to files, child by child: people and SSDA903 as CSV, the CIN census as XML."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from keepwell.returns.atomic import whole_file
from keepwell.returns.cin.tables import TABLES as CIN
from keepwell.returns.people.tables import TABLES as PEOPLE
from keepwell.returns.ssda903.tables import TABLES as SSDA903
from keepwell.returns.tables import Table
from keepwell.returns.writing import write_cin_xml

from . import cin
from .authority import Authority, Record
from .places import AUTHORITY_GSS
from .ssda903 import Rows, View

Progress = Callable[[int, int], None]

README = """This council does not exist.

{name} and everybody in these files are invented: the children, their families, carers, workers, schools and homes.
Names were put together by chance. Telephone numbers, postcodes, NHS numbers and other identifiers are of kinds that
belong to nobody. If something here looks like a person you know, it is a coincidence.

Made by Keepwell for trying things out and for tests: {children} children, seed {seed}, as known on {on}.

people/            Keepwell's own people files: names, addresses, relationships, notes, schools and so on
<year>/ssda903/    the return on children looked after, for the collection year that ends in <year>
<year>/cin/        the children in need census of the same year
"""


class Tables:
    """The open CSV files of one folder, written to row by row and put in place together at the end."""

    def __init__(self, stack: ExitStack, folder: Path, declared: Mapping[str, Table]):
        self.paths = [folder / table.usual_name for table in declared.values()]
        self.writers = {name: _writer(stack, folder, table) for name, table in declared.items()}

    def add(self, rows: Rows) -> None:
        for name, found in rows.items():
            self.writers[name].writerows(found)


def _writer(stack: ExitStack, folder: Path, table: Table):
    text = io.TextIOWrapper(stack.enter_context(whole_file(folder / table.usual_name)), encoding="utf-8", newline="")
    stack.callback(text.detach)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.names)
    return writer


def write_authority(authority: Authority, out: Path, progress: Progress | None = None) -> list[Path]:
    """Write the council under `out` and return the paths written, the people files first.

    progress is called with (children done, children in all). Files appear once they are whole. Takes some two
    milliseconds a child; the census rows of all years are held in memory, about a gigabyte for 100,000 children.
    OSError when the folder cannot be written.
    """
    out = Path(out)
    census: dict[int, Rows] = {view.year: _census_start(view) for view in authority.views}
    with ExitStack() as stack:
        people = Tables(stack, out / "people", PEOPLE)
        returns = {
            view.year: Tables(stack, out / str(view.year) / "ssda903", _declared(view)) for view in authority.views
        }
        for rows in authority.people():
            people.add(rows)
        done = 0
        for adults, records in authority.records():
            people.add(adults)
            for record in records:
                _add(record, people, returns, census)
            done += len(records)
            if progress:
                progress(done, authority.children)
    paths = people.paths + [path for tables in returns.values() for path in tables.paths]
    return (
        paths
        + [path for view in authority.views for path in _finish(authority, out, view, census)]
        + [_readme(authority, out)]
    )


def _declared(view: View) -> dict[str, Table]:
    return {name: table for name, table in SSDA903.items() if table.since is None or table.since <= view.year}


def _census_start(view: View) -> Rows:
    return {"Header": [(None, *cin.header(view))], **{name: [] for name in CIN if name != "Header"}}


def _add(record: Record, people: Tables, returns: dict[int, Tables], census: dict[int, Rows]) -> None:
    people.add(record.people)
    for year, rows in record.ssda903.items():
        returns[year].add(rows)
    for year, rows in record.cin.items():
        _add_to_census(census[year], rows)


def _add_to_census(census: Rows, rows: Rows) -> None:
    """Rows with the leading `_child` cell: the ordinal of the child in the file."""
    if not rows:
        return
    ordinal = str(len(census["ChildIdentifiers"]) + 1)
    for name, found in rows.items():
        census[name].extend((ordinal, *row) for row in found)


def _finish(authority: Authority, out: Path, view: View, census: dict[int, Rows]) -> list[Path]:
    settings = {
        "local_authority": AUTHORITY_GSS,
        "collection_start": view.start.strftime("%d/%m/%Y"),
        "collection_end": view.end.strftime("%d/%m/%Y"),
    }
    told = out / str(view.year) / "ssda903" / "return.json"
    _write_text(told, json.dumps(settings, indent=2) + "\n")
    path = out / str(view.year) / "cin" / f"cin_census_{view.year}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_cin_xml(census.pop(view.year), path)
    return [told, path]


def _readme(authority: Authority, out: Path) -> Path:
    words = {"name": authority.name, "children": f"{authority.children:,}", "seed": authority.seed, "on": authority.on}
    return _write_text(out / "README.txt", README.format(**words))


def _write_text(path: Path, text: str) -> Path:
    with whole_file(path) as stream:
        stream.write(text.encode())
    return path
