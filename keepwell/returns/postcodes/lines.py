"""The files of a directory, read a piece at a time into the four columns that look-ups ask for.

Nothing is unpacked to disk, and no more than one piece of a file's text is in memory.
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from keepwell.returns.progress import Meter

from .grid import british
from .layouts import NAMES, POSTCODE, Layout
from .published import Published, readable

PIECE = 1 << 25  # bytes
# The whole of Great Britain lies below these; 0 and 9999999 stand for no place.
FARTHEST_EAST, FARTHEST_NORTH = 800_000, 1_400_000
NO_PLACE = ("9", "90")  # positional quality: the ONS's, Code-Point Open's


def pieces(published: Published, path, meter: Meter) -> Iterator[pl.DataFrame]:
    """Every line as pcd_abbr (null where it cannot be read), oseast1m, osnrth1m, laua, ended, introduced."""
    with readable(path):
        for source in published.files:
            with source.open() as stream:
                for lines in _lines(stream, published.layout.headed, meter):
                    yield _tidy(_cells(lines, published.layout))


def _lines(stream: BinaryIO, headed: bool, meter: Meter):
    """Pieces that end with a line, without the header."""
    if headed:
        meter.add(len(stream.readline()))
    while piece := stream.read(PIECE):
        piece += stream.readline()
        meter.add(len(piece))
        yield piece


def _cells(lines, layout: Layout):
    """The cells as trimmed text, one column for each of NAMES, null where empty.

    No cell of these files holds a comma, so quote marks mean nothing and a stray one harms only its own cell.
    """
    header = ",".join(str(place) for place in range(layout.width)).encode() + b"\n"
    places = sorted({str(place) for place in layout.columns.values()}, key=int)
    text = pl.read_csv(
        header + lines, columns=places, infer_schema=False, quote_char=None, encoding="utf8-lossy",
        truncate_ragged_lines=True, raise_if_empty=False,
    )  # fmt: skip
    return text.select(
        pl.col(str(layout.columns[what])).str.strip_chars('" \r').replace("", None).alias(what)
        if what in layout.columns
        else pl.lit(None, dtype=pl.Utf8).alias(what)
        for what in NAMES
    )


def _tidy(cells):
    squeezed = pl.col("postcode").str.replace_all(" ", "", literal=True).str.to_uppercase()
    cells = cells.with_columns(
        pl.when(squeezed.str.contains(POSTCODE)).then(squeezed).alias("pcd_abbr"),
        _authority().alias("laua"),
        *_place(),
    )
    return _on_one_grid(cells).select(
        "pcd_abbr", "oseast1m", "osnrth1m", "laua", pl.col("ended").is_not_null(), "introduced"
    )


def _authority():
    """As published, but the county where a district's row names its county: today's, whatever the numbers become."""
    given = pl.col("authority").str.to_uppercase()
    district = given.str.starts_with("E07") & pl.col("county").str.contains(r"^E10[0-9]{6}$")
    # Code-Point Open leaves the district empty where it knows no more than the country.
    abroad = pl.when(pl.col("country").str.contains(r"^[WSN]9[0-9]{7}$")).then(pl.col("country"))
    told = pl.when(district).then(pl.col("county")).otherwise(given)
    return pl.coalesce(pl.when(told.str.contains(r"^[A-Z][0-9]{8}$")).then(told), abroad)


def _place():
    east, north = (pl.col(c).cast(pl.Float64, strict=False) for c in ("east", "north"))
    there = (
        east.is_between(0, FARTHEST_EAST, "none") & north.is_between(0, FARTHEST_NORTH, "none")
        & ~pl.col("quality").is_in(NO_PLACE).fill_null(False)
    )  # fmt: skip
    return [pl.when(there).then(c).cast(pl.Int32).alias(name) for c, name in ((east, "oseast1m"), (north, "osnrth1m"))]


def _on_one_grid(cells):
    """Northern Ireland's figures are of the Irish Grid: worked out anew from latitude and longitude, or missing."""
    irish = (pl.col("laua").str.starts_with("N") | pl.col("pcd_abbr").str.starts_with("BT")).fill_null(False)
    here, there = cells.filter(~irish), cells.filter(irish)
    if there.is_empty():
        return here
    lat, long = (there[c].cast(pl.Float64, strict=False) for c in ("lat", "long"))
    known = lat.is_between(49, 61) & long.is_between(-11, 2)  # 99.999999 stands for none
    places = zip(("oseast1m", "osnrth1m"), british(lat, long), strict=True)
    columns = [pl.when(known).then(metres.round()).cast(pl.Int32).alias(name) for name, metres in places]
    return pl.concat([here, there.with_columns(columns)])
