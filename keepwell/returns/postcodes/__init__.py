"""The postcode directory: taken from the ONS Postcode Directory or Code-Point Open, and kept as one small table.

The table is one Parquet file in the folder of the installation, sorted by postcode, with its own description inside it,
so that table and description are replaced together. It holds pcd_abbr (upper case, no spaces), oseast1m and osnrth1m
(metres on the British National Grid; missing where the directory knows no place) and laua (authority or county).
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import polars as pl

from keepwell.returns.atomic import whole_file
from keepwell.returns.findings import ReadingError, plural
from keepwell.returns.progress import Meter

from .layouts import CODE_POINT
from .lines import pieces
from .published import find

FILE = "postcodes.parquet"
COLUMNS = ("pcd_abbr", "oseast1m", "osnrth1m", "laua")
KEY = "keepwell"
# Measured on 2.6 million rows: look-ups of a council take some 30 ms, of a child 2 ms; smaller groups are slower.
ROWS_TOGETHER = 32_768
AREAS = 100  # a whole directory has some 120 postcode areas


@dataclass(frozen=True)
class Loaded:
    """What is in the table: which directory, of which month, and counts of postcodes.

    kind       "ONS Postcode Directory" or "Code-Point Open"
    file       name of the file or folder it came from
    month      "2025-11", the month of the edition; None where nothing tells it
    loaded_on  the day it was taken in, ISO
    postcodes  how many there are; of these ended are no longer in use, without_place have no grid reference and
               without_authority no authority
    areas      postcode areas (the letters a postcode begins with)
    unreadable lines without a postcode, left out; repeated lines of a postcode that was there already, left out
    """

    kind: str
    file: str
    month: str | None
    loaded_on: str
    postcodes: int
    ended: int
    without_place: int
    without_authority: int
    areas: int
    unreadable: int
    repeated: int

    @property
    def edition(self) -> str:
        """As a report names it: "ONS Postcode Directory, November 2025"."""
        when = date.fromisoformat(f"{self.month}-01") if self.month else None
        return f"{self.kind}, {when:%B %Y}" if when else f"{self.kind}, edition not told"

    def remarks(self) -> tuple[str, ...]:
        """What a person should know before relying on it."""
        said = []
        if self.unreadable:
            said.append(f"{plural(self.unreadable, 'line')} without a postcode that can be read left out.")
        if self.repeated:
            said.append(f"{plural(self.repeated, 'line')} of a postcode given before left out.")
        if 2 * self.without_authority > self.postcodes:
            said.append("Most postcodes have no authority that is known here: the edition is probably of before 2011.")
        if self.areas < AREAS:
            said.append(f"Only {plural(self.areas, 'postcode area')}: a whole directory has about 120. Postcodes of "
                        "the others will be reported as unknown.")  # fmt: skip
        if self.kind == CODE_POINT:
            said.append("Code-Point Open has no postcodes of Northern Ireland and none that are no longer in use; "
                        "they will be reported as unknown. The ONS Postcode Directory has both.")  # fmt: skip
        return tuple(said)


def load(path: Path, home: Path, *, progress: Callable[[int, int], None] | None = None) -> Loaded:
    """Take a directory in and replace the table of the installation, all at once; `progress(done, total)` in bytes.

    Raises ReadingError, with one sentence, when the path holds no directory; the table is then as it was.
    """
    path = Path(path)
    published = find(path)
    meter = Meter(published.size, progress)
    rows = pl.concat(list(pieces(published, path, meter)) or [_nothing()])
    read = rows.filter(pl.col("pcd_abbr").is_not_null())
    if read.is_empty():
        raise ReadingError(f"{path} has no line with a postcode that can be read.")
    table = _settled(read)
    month = published.month or _newest(table)
    loaded = Loaded(
        kind=published.layout.kind, file=path.name, month=f"{month:%Y-%m}" if month else None,
        loaded_on=date.today().isoformat(), unreadable=len(rows) - len(read), repeated=len(read) - len(table),
        **_counts(table),
    )  # fmt: skip
    _keep(table.select(COLUMNS), loaded, home / FILE)
    meter.finish()
    return loaded


def directory(home: Path) -> pl.LazyFrame | None:
    """The table of the installation, to be filtered by the postcodes asked for; None when none is loaded.

    Raises ReadingError when the file is there and is no table.
    """
    return pl.scan_parquet(home / FILE, glob=False) if about(home) else None


def about(home: Path) -> Loaded | None:
    """What is loaded, or None. Raises ReadingError when the file is there and is no table."""
    path = home / FILE
    if not path.is_file():
        return None
    try:
        return Loaded(**json.loads(pl.read_parquet_metadata(path)[KEY]))
    except (OSError, pl.exceptions.PolarsError, KeyError, TypeError, ValueError):
        raise ReadingError(f"The postcode table {path} cannot be read; load the directory again.") from None


def _settled(read):
    """One row for each postcode, in order: one in use before one that ended, then the one introduced last."""
    sorted_rows = read.sort("pcd_abbr", "ended", "introduced", descending=[False, False, True], nulls_last=True)
    return sorted_rows.filter(pl.col("pcd_abbr").ne_missing(pl.col("pcd_abbr").shift()))


def _newest(table):
    """The month in which the newest postcode came into use, at most a few weeks before the edition."""
    months = table["introduced"].drop_nulls()
    newest = months.filter(months.str.contains(r"^(19|20)[0-9]{2}(0[1-9]|1[0-2])$")).max()
    return date(int(newest[:4]), int(newest[4:]), 1) if newest else None


def _counts(table):
    nowhere = pl.col("laua").is_null() | pl.col("laua").str.contains(r"^[LM]|9{8}$")
    return table.select(
        pl.len().alias("postcodes"),
        pl.col("ended").sum(),
        pl.col("oseast1m").is_null().sum().alias("without_place"),
        nowhere.sum().alias("without_authority"),
        pl.col("pcd_abbr").str.extract("^([A-Z]+)").n_unique().alias("areas"),
    ).row(0, named=True)


def _keep(table, loaded, path):
    with whole_file(path) as stream:
        table.write_parquet(
            stream, compression="lz4", row_group_size=ROWS_TOGETHER, metadata={KEY: json.dumps(asdict(loaded))}
        )


def _nothing():
    texts = {"pcd_abbr": pl.Utf8, "oseast1m": pl.Int32, "osnrth1m": pl.Int32, "laua": pl.Utf8}
    return pl.DataFrame(schema=texts | {"ended": pl.Boolean, "introduced": pl.Utf8})
