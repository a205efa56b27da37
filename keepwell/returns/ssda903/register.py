"""The provider register: what the published lists say of the provider whose number an episode gives (terms 9).

A provider may have several listings; what is asked of it holds when any listing says so. Numbers are compared as text,
also where the register came from a sheet that keeps them as numbers.

    provider(e).exists           is the episode's number in the register?
    provider(e).places           list of the placement codes that its listings allow; .provider_codes likewise
    provider(e).postcodes        list of the postcodes of its listings, without spaces
    provider(e).authorities      list of the authorities those postcodes are in
    provider(e).ended_on         when its last registration ended; missing while any listing has no end

A published list may not tell the placements, the kind of provider or the address: it then holds ANY, which agrees with
whatever the episode says, so that nothing is found against a provider of whom nobody knows better.
"""

import polars as pl

from keepwell.codes import code_set
from keepwell.returns.kinds import either_way
from keepwell.returns.providers.listings import ANY
from keepwell.returns.ssda903.derived import authority_of, look_up, numbered_text, numbers_asked_for, squeezed

NO_NUMBER = "XXXXXXX"  # stands for a carer who has no number
TEXTS = ("URN", "PLACE_CODES", "PROVIDER_CODES", "POSTCODE", "LA_CODE_INFERRED")
WORDS = ("exists", "places", "provider_codes", "postcodes", "authorities", "ended_on")


def numbered(e):
    """Does the episode name a provider by number?"""
    return e.URN.is_not_null() & (e.URN != NO_NUMBER)


class provider:
    """What the register says of the provider of an episode. A rule that asks is not run without a register."""

    def __init__(self, e):
        self._row = e
        if not e.case.providers:
            e.lack("provider register")

    def __getattr__(self, word):
        if word not in WORDS:
            raise AttributeError(f"the register has no word {word}")
        if word == "authorities" and not self._row.case.tells_authorities:
            self._row.lack("postcodes")
        table = self._row.table
        return self._row.prepared(f"provider.{word}", None, lambda bench: _found(bench, table, word))


def _found(bench, table, word):
    register = bench.once("providers", lambda: _by_number(bench))
    episodes = bench.frame(table).select("URN", "PL_POST", "PL_LA")
    found = episodes.join(register, on="URN", how="left", maintain_order="left")
    if word in ("postcodes", "authorities"):
        return _agreeing(found, word, bench.case.authority)
    return found[word].fill_null(False) if word == "exists" else found[word]


def _agreeing(found, word, authority):
    """A provider with a listing that does not tell its address is where the episode says, and in the council's area
    and elsewhere: neither can be held against it."""
    said = {"postcodes": [squeezed(pl.col("PL_POST"))], "authorities": [pl.col("PL_LA"), pl.lit(authority, pl.Utf8)]}
    anywhere = pl.concat_list(word, *said[word])
    return found.select(pl.when(pl.col("anywhere")).then(anywhere).otherwise(word).alias(word))[word]


def _by_number(bench):
    """One row for each number, with what all its listings say."""
    rows = _listings(bench.case.providers).filter(pl.col("URN").is_in(numbers_asked_for(bench.case).implode()))
    looked_up = look_up(bench, rows["POSTCODE"])["authority"]
    rows = rows.with_columns(pl.coalesce(authority_of(pl.col("LA_CODE_INFERRED")), looked_up).alias("authority"))
    return rows.group_by("URN").agg(
        pl.lit(True).first().alias("exists"),
        _codes("PLACE_CODES").alias("places"),
        _codes("PROVIDER_CODES").alias("provider_codes"),
        pl.col("POSTCODE").drop_nulls().unique().alias("postcodes"),
        pl.col("authority").drop_nulls().unique().alias("authorities"),
        (pl.col("POSTCODE") == ANY).any().alias("anywhere"),
        pl.when(pl.col("REG_END").is_null().any()).then(None).otherwise(pl.col("REG_END").max()).alias("ended_on"),
    )


def _codes(column):
    codes = pl.col(column).str.replace_all(r"\s", "").str.split(",").explode()
    return codes.filter(codes != "").unique()


def _listings(providers):
    """The register with every column there, as text in upper case; numbers without the .0 that sheets give them."""
    there = providers.with_columns(
        pl.lit(None, dtype=pl.Utf8).alias(c) for c in (*TEXTS, "REG_END") if c not in providers.columns
    )
    texts = [pl.col(c).cast(pl.Utf8).str.strip_chars().str.to_uppercase().replace("", None) for c in TEXTS]
    there = there.select(*texts, _day(there))
    every = [pl.col(column).replace(ANY, ",".join(codes)) for column, codes in _every_code().items()]
    return there.with_columns(numbered_text(pl.col("URN")), squeezed(pl.col("POSTCODE")), *every)


def _every_code():
    known = {"PLACE_CODES": code_set("ssda903.PLACE"), "PROVIDER_CODES": code_set("ssda903.PLACE_PROVIDER")}
    return {column: {**codes.codes, **codes.withdrawn} for column, codes in known.items()}


def _day(there):
    day = pl.col("REG_END")
    return either_way(day.str.strip_chars()) if there["REG_END"].dtype == pl.Utf8 else day.cast(pl.Date)
