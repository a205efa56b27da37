"""What the columns of a directory of postcodes are called, in any edition, and where they stand.

The Office for National Statistics heads its columns, and renames them now and then: pcd, pcd7; oslaua, laua, lad25cd.
Code-Point Open has ten columns and no header. The names are matched in any case; where several editions' codes stand
side by side (lad24cd, lad25cd), the newest year counts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAMES = {
    "postcode": ("pcds", "pcd7", "pcd", "pcd8", "pcd2", "postcode", "pc"),
    "east": ("oseast1m", "east1m", "eastings", "ea"),
    "north": ("osnrth1m", "north1m", "northings", "no"),
    "authority": ("oslaua", "laua", "lad", "ladcd", "admin_district_code", "dc"),
    "county": ("oscty", "cty", "ctycd", "admin_county_code", "cc"),
    "country": ("ctry", "ctrycd", "country_code", "cy"),
    "quality": ("osgrdind", "gridind", "positional_quality_indicator", "pq"),
    "introduced": ("dointr",),
    "ended": ("doterm",),
    "lat": ("lat",),
    "long": ("long",),
}
YEARLY = {"authority": r"lad(\d{2,4})cd", "county": r"cty(\d{2,4})cd", "country": r"ctry(\d{2,4})cd"}
NEEDED = ("postcode", "east", "north", "authority")
WANTED = "pcds (or pcd, pcd7), oseast1m (or east1m), osnrth1m (or north1m) and oslaua (or laua, lad25cd)"
POSTCODE = r"^([A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA)$"  # without spaces

ONS, CODE_POINT = "ONS Postcode Directory", "Code-Point Open"
_CODE_POINT_NAMES = ("pc", "pq", "ea", "no", "cy", "rh", "lh", "cc", "dc", "wc")


@dataclass(frozen=True)
class Layout:
    """kind: which directory; width: how many columns; columns: what -> position from 0; headed: a header line first."""

    kind: str
    width: int
    columns: Mapping[str, int]
    headed: bool


def layout(line: str) -> Layout | None:
    """The layout of a file that begins with this line, or None when it is neither directory."""
    cells = [cell.strip().strip('"').strip() for cell in line.removeprefix("\ufeff").split(",")]
    if _is_code_point(cells):
        return Layout(CODE_POINT, len(cells), _columns(_CODE_POINT_NAMES), headed=False)
    names = [cell.lower() for cell in cells]
    columns = _columns(names)
    if any(what not in columns for what in NEEDED):
        return None
    return Layout(ONS if "introduced" in columns else CODE_POINT, len(cells), columns, headed=True)


def _is_code_point(cells):
    first = cells[0].replace(" ", "").upper()
    return len(cells) == len(_CODE_POINT_NAMES) and re.match(POSTCODE, first) and cells[2].isdigit()


def _columns(names):
    found = {}
    for what in NAMES:
        place = _newest(what, names)
        if place is None:
            place = next((names.index(name) for name in NAMES[what] if name in names), None)
        if place is not None:
            found[what] = place
    return found


def _newest(what, names):
    """Where the column of the newest year stands: lad25cd rather than lad24cd."""
    matches = [(re.fullmatch(YEARLY.get(what, "(?!)"), name), place) for place, name in enumerate(names)]
    dated = [(int(match[1]) % 100, place) for match, place in matches if match]
    return max(dated)[1] if dated else None
