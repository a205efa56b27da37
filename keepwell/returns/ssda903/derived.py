"""Columns of Episodes that follow from others: whose area the placement is in, and how far it is from home (terms 8).

PL_LA is the authority of the placement, PL_LOCATION whether that is the returning authority, PL_DISTANCE the miles from
home. They are worked out once, from the postcode directory, before the rules run. What the return says in a column of
that name stands; only cells that it leaves empty are filled.

Where neither the directory nor the return can tell such a column, the rules that speak of it are not run. A return that
carries the column, with any cell of it filled, can tell it: the rules run without a directory, and a cell that is left
empty is missing. PL_LOCATION is also told by PL_LA when the returning authority is known.
"""

import polars as pl

from keepwell.returns.checking.bench import Bench
from keepwell.returns.checking.case import LAST
from keepwell.returns.checking.checker import Derivation

METRES_IN_A_MILE = 1609.3  # the return's own figure
POSTCODES = ("HOME_POST", "PL_POST")
EPISODES = ("Episodes", "Episodes" + LAST)

# County -> districts, by the last three figures of E10000... and E07000...: in 2009 they were numbered by county.
# St Albans, Welwyn Hatfield, East Hertfordshire, Stevenage, East Suffolk and West Suffolk got new numbers later.
DISTRICTS = {
    3: range(8, 13), 7: range(32, 40), 8: range(40, 48), 11: range(61, 66), 12: range(66, 78), 13: range(78, 84),
    14: range(84, 95), 15: (*range(95, 105), 240, 241, 242, 243), 16: range(105, 117), 17: range(117, 129),
    18: range(129, 136), 19: range(136, 143), 20: range(143, 150), 24: range(170, 177), 25: range(177, 182),
    28: range(192, 200), 29: (*range(200, 207), 244, 245), 30: range(207, 218), 31: range(218, 223),
    32: range(223, 230), 34: range(234, 240),
}  # fmt: skip
COUNTY_OF = {f"E07{d:06}": f"E10{county:06}" for county, districts in DISTRICTS.items() for d in districts}
# What has become of authorities since 2013: wholly part of one that exists today. An older directory or register still
# names them. Counties that were divided (Cumbria, Dorset, Northamptonshire) have no successor; their districts have.
SUCCESSORS = {
    **dict.fromkeys(("E06000028", "E06000029", "E07000048"), "E06000058"),  # Bournemouth, Christchurch and Poole, 2019
    **{f"E07{district:06}": "E06000059" for district in range(49, 54)},  # Dorset, 2019
    **{f"E07{district:06}": "E06000060" for district in range(4, 8)}, "E10000002": "E06000060",  # Buckinghamshire, 2020
    **{f"E07{district:06}": "E06000061" for district in (150, 152, 153, 156)},  # North Northamptonshire, 2021
    **{f"E07{district:06}": "E06000062" for district in (151, 154, 155)},  # West Northamptonshire, 2021
    **{f"E07{district:06}": "E06000063" for district in (26, 28, 29)},  # Cumberland, 2023
    **{f"E07{district:06}": "E06000064" for district in (27, 30, 31)},  # Westmorland and Furness, 2023
    **{f"E07{district:06}": "E06000065" for district in range(163, 170)}, "E10000023": "E06000065",  # North Yorkshire
    **{f"E07{district:06}": "E06000066" for district in (*range(187, 192), 246)}, "E10000027": "E06000066",  # Somerset
    "E06000048": "E06000057", "E08000020": "E08000037",  # Northumberland and Gateshead got new numbers in 2013,
    "E08000016": "E08000038", "E08000019": "E08000039",  # Barnsley and Sheffield in 2025
}  # fmt: skip
TODAY = COUNTY_OF | SUCCESSORS
COUNTRIES = {"W": "WAL", "S": "SCO", "N": "NIR"}
FEW = 16  # postcodes of the episodes of one child; see _are


def _untold(case):
    """(table, column) that nobody can tell -> the input that is lacking."""
    told = {}
    for table in EPISODES:
        if table in case.tables:
            told |= {(table, column): need for column, need in _lacking(case, table).items()}
    return told


def _lacking(case, table):
    lacking = {}
    if case.postcodes is None:
        lacking = {column: "postcodes" for column in ("PL_LA", "PL_DISTANCE") if not case.gives(table, column)}
    if not case.gives(table, "PL_LOCATION"):
        if "PL_LA" in lacking:
            lacking["PL_LOCATION"] = "postcodes"
        elif case.authority is None:
            lacking["PL_LOCATION"] = "local authority"
    return lacking


def _fill_both(bench):
    """Fill the derived columns of this and last year's episodes."""
    for table in EPISODES:
        if bench.frame(table).height:
            _fill(bench, table)


def _fill(bench, table):
    if bench.case.postcodes is not None:
        home, place = (look_up(bench, bench.frame(table)[column]) for column in POSTCODES)
        bench.fill(table, place["authority"].alias("PL_LA"))
        bench.fill(table, _miles(home, place).alias("PL_DISTANCE"))
    told = bench.case.postcodes is not None or bench.case.gives(table, "PL_LA")
    if told and bench.case.authority is not None:
        bench.fill(
            table, bench.frame(table).select(_location(bench.case.authority).alias("PL_LOCATION"))["PL_LOCATION"]
        )


def _location(authority):
    inside = pl.when(pl.col("PL_LA") == authority).then(pl.lit("IN")).otherwise(pl.lit("OUT"))
    return pl.when(pl.col("PL_LA").is_not_null()).then(inside)


def _miles(home, place):
    """As the crow flies, to one decimal; missing when either postcode is missing or unknown."""
    east, north = home["east"] - place["east"], home["north"] - place["north"]
    return ((east**2 + north**2).sqrt() / METRES_IN_A_MILE).round(1)


# the directory


def squeezed(postcode):
    """A postcode (expression or Series) as postcodes are compared: upper case without spaces."""
    return postcode.str.replace_all(r"\s", "").str.to_uppercase()


def authority_of(laua: pl.Expr) -> pl.Expr:
    """Today's authority of a district's or an authority's code: a district's county, the country outside England.

    Anything else is missing: the directory's stand-ins for the Channel Islands and the Isle of Man are no authority.
    """
    country = laua.str.extract(r"^([WSN])[0-9]{8}$").replace_strict(COUNTRIES, default=None)
    told = pl.when(laua.str.contains(r"^(E(06|07|08|09|10)[0-9]{6}|WAL|SCO|NIR)$")).then(laua.replace(TODAY))
    return pl.coalesce(country, told)


def look_up(bench: Bench, postcodes: pl.Series) -> pl.DataFrame:
    """known, east, north (metres) and authority of each postcode; known is false and the rest missing if it is not."""
    asked = pl.DataFrame({"post": squeezed(postcodes)})
    places = bench.once("postcodes", lambda: _places(bench.case))
    return asked.join(places, on="post", how="left", maintain_order="left").with_columns(
        pl.col("known").fill_null(False)
    )


def is_known(e, column: str) -> pl.Expr:
    """Is the postcode in this column of the episode in the directory?"""
    return e.prepared(f"known.{column}", None, lambda bench: look_up(bench, bench.frame(e.table)[column])["known"])


def _places(case):
    """The directory's rows of the postcodes that this run can ask for."""
    if case.postcodes is None:
        kinds = {"post": pl.Utf8, "known": pl.Boolean, "east": pl.Float64, "north": pl.Float64, "authority": pl.Utf8}
        return pl.DataFrame(schema=kinds)
    asked = case.postcodes.lazy().filter(_are(pl.col("pcd_abbr"), _asked_for(case)))
    return asked.select(
        pl.col("pcd_abbr").alias("post"),
        pl.lit(True).alias("known"),
        pl.col("oseast1m").cast(pl.Float64, strict=False).alias("east"),
        pl.col("osnrth1m").cast(pl.Float64, strict=False).alias("north"),
        authority_of(pl.col("laua")).alias("authority"),
    ).collect().unique("post", keep="first")  # fmt: skip


def _are(column, asked):
    """A few are compared one by one: then a table on disk is read only where it can hold them (2 ms, not 30)."""
    if 0 < len(asked) <= FEW:
        return pl.any_horizontal(column == postcode for postcode in asked)
    return column.is_in(asked.implode())


def _asked_for(case):
    """The postcodes of the episodes, and of the listings of the providers that they name."""
    columns = [column for name in POSTCODES for column in _cells(case, name)]
    if case.providers is not None and "POSTCODE" in case.providers.columns:
        named = numbered_text(pl.col("URN")).is_in(numbers_asked_for(case).implode())
        columns.append(case.providers.filter(named)["POSTCODE"].cast(pl.Utf8))
    every = pl.concat([c.alias("post") for c in columns]) if columns else pl.Series("post", [], dtype=pl.Utf8)
    return squeezed(every.drop_nulls()).unique()


def numbers_asked_for(case) -> pl.Series:
    """The provider numbers that the episodes of both years name."""
    columns = _cells(case, "URN")
    return pl.concat(columns).drop_nulls().unique() if columns else pl.Series("URN", [], dtype=pl.Utf8)


def numbered_text(urn: pl.Expr) -> pl.Expr:
    """A provider number as it is compared, without the .0 that sheets give it."""
    return urn.cast(pl.Utf8).str.strip_chars().str.to_uppercase().str.replace(r"\.0+$", "")


def _cells(case, column):
    return [case.tables[table].values[column] for table in EPISODES if table in case.tables]


prepare = Derivation(untold=_untold, fill=_fill_both)
