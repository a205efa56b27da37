"""From latitude and longitude to the British National Grid, so that a place in Northern Ireland can be compared.

The directory gives Northern Ireland on the Irish Grid, whose figures mean other places; its latitude and longitude mean
the same everywhere. The way is the Ordnance Survey's, from its guide to coordinate systems in Great Britain: seven
figures from the satellites' ellipsoid to Airy's, then its transverse Mercator projection. It agrees with the
directory's own figures to a metre; a tenth of a mile, the return's smallest step, is 161 metres.
"""

from math import pi, radians

import polars as pl

AIRY = (6377563.396, 6356256.909)  # half axes of the ellipsoid, metres
SATELLITES = (6378137.000, 6356752.3141)
SHIFT = (-446.448, 125.157, -542.060)  # metres
TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))
GROWTH = 20.4894e-6
SCALE, ORIGIN, MERIDIAN = 0.9996012717, radians(49), radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000, -100_000


def british(lat: pl.Series, long: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Easting and northing in metres of WGS84 latitude and longitude in degrees.

    Series, not expressions: a step's result is used many times in the next, and an expression would work it out anew.
    """
    return _projected(*_on_airy(*_turned(*_in_space(lat * (pi / 180), long * (pi / 180)))))


def _in_space(lat, long):
    a, b = SATELLITES
    squash = 1 - (b / a) ** 2
    radius = a / (1 - squash * lat.sin() ** 2).sqrt()
    return radius * lat.cos() * long.cos(), radius * lat.cos() * long.sin(), radius * (1 - squash) * lat.sin()


def _turned(x, y, z):
    (tx, ty, tz), (rx, ry, rz), grown = SHIFT, TURN, 1 + GROWTH
    return (
        tx + grown * x - rz * y + ry * z,
        ty + rz * x + grown * y - rx * z,
        tz - ry * x + rx * y + grown * z,
    )


def _on_airy(x, y, z):
    """Latitude and longitude in radians, by Bowring's closed form."""
    a, b = AIRY
    squash, stretch = 1 - (b / a) ** 2, (a / b) ** 2 - 1
    flat = (x**2 + y**2).sqrt()
    angle = (z * a / (flat * b)).arctan()
    lat = ((z + stretch * b * angle.sin() ** 3) / (flat - squash * a * angle.cos() ** 3)).arctan()
    return lat, (y / x).arctan()  # x is positive between 90 degrees west and east


def _projected(lat, long):
    """The guide's series, its terms in powers of the distance from the central meridian."""
    a, b = AIRY
    squash = 1 - (b / a) ** 2
    bend = 1 - squash * lat.sin() ** 2
    across, along = a * SCALE / bend.sqrt(), a * SCALE * (1 - squash) / bend**1.5
    eta, t, c, p = across / along - 1, lat.tan(), lat.cos(), long - MERIDIAN
    north = (
        _arc(lat) + FALSE_NORTH
        + across / 2 * lat.sin() * c * p**2
        + across / 24 * lat.sin() * c**3 * (5 - t**2 + 9 * eta) * p**4
        + across / 720 * lat.sin() * c**5 * (61 - 58 * t**2 + t**4) * p**6
    )  # fmt: skip
    east = (
        FALSE_EAST + across * c * p
        + across / 6 * c**3 * (across / along - t**2) * p**3
        + across / 120 * c**5 * (5 - 18 * t**2 + t**4 + 14 * eta - 58 * t**2 * eta) * p**5
    )  # fmt: skip
    return east, north


def _arc(lat):
    """Metres along the meridian from the grid's origin."""
    a, b = AIRY
    n = (a - b) / (a + b)
    less, more = lat - ORIGIN, lat + ORIGIN
    return b * SCALE * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * less.sin() * more.cos()
        + (15 / 8 * n**2 + 15 / 8 * n**3) * (2 * less).sin() * (2 * more).cos()
        - 35 / 24 * n**3 * (3 * less).sin() * (3 * more).cos()
    )  # fmt: skip
