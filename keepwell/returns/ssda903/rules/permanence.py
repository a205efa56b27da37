"""Previous permanence: adoption, guardianship or another order before the child came into care again."""

from datetime import date

import polars as pl

from keepwell.returns.checking import Rule, fields_of, rule
from keepwell.returns.checking.words import yes
from keepwell.returns.ssda903.tables import TABLES

Episodes, PrevPerm = fields_of(TABLES["Episodes"]), fields_of(TABLES["PrevPerm"])

ASKED_SINCE = date(2016, 4, 1)
NONE = "Z1"  # there was no earlier permanent arrangement


def dated(e):
    return e.DECOM.is_not_null()


def is_first(e):
    return e.first()


def latest_day(text):
    """The latest day that a partly unknown date could be; missing with an unknown year (rule 632)."""
    filled = text.str.replace("/ZZ/", "/12/", literal=True).str.replace("^ZZ/", "1/")
    day = filled.str.to_date("%d/%m/%Y", strict=False)
    return pl.when(text.str.starts_with("ZZ/")).then(day.dt.month_end()).otherwise(day)


def incomplete(p):
    return p.PREV_PERM.is_null() | ((p.PREV_PERM != NONE) & p.any_empty("LA_PERM", "DATE_PERM"))


@rule("630", Episodes.RNE)
def arrangement_not_told(e):
    """The child came into care this year, but what permanent arrangement there was before is not told in full.
    Add the arrangement, its authority and its date, or Z1 for none."""
    began = (e.RNE == "S") & (e.year.start <= e.DECOM)
    return began & (~e.any("PrevPerm") | e.any("PrevPerm", incomplete))


@rule("631", PrevPerm.PREV_PERM)
def arrangement_unknown_code(p):
    """The earlier permanent arrangement is not on the list of codes. Check the code."""
    return p.unknown.PREV_PERM


@rule("632", PrevPerm.DATE_PERM, Episodes.DECOM, also={"Episodes": is_first})
def arrangement_not_before_care(p):
    """The date of the earlier permanent arrangement cannot be read, or is not before the first episode began. Check it;
    write ZZ for an unknown day or month."""
    return p.unreadable.DATE_PERM | yes(latest_day(p.DATE_PERM) >= p.partner("Episodes", dated).DECOM)


@rule("633", PrevPerm.LA_PERM)
def authority_unknown_code(p):
    """The authority of the earlier permanent arrangement is not on the list of codes. Check the number."""
    return p.unknown.LA_PERM


@rule("634", PrevPerm.LA_PERM, PrevPerm.PREV_PERM, PrevPerm.DATE_PERM, Episodes.DECOM, also=("Episodes",))
def care_before_it_was_asked(p):
    """An earlier permanent arrangement is told of a child who came into care before 1 April 2016, when this was not yet
    asked. Take it out, or check the episodes."""
    told = p.any_filled("PREV_PERM", "DATE_PERM", "LA_PERM")
    return told & (p.partner("Episodes", dated, latest=True).DECOM < ASKED_SINCE)


@rule("635", PrevPerm.LA_PERM, PrevPerm.DATE_PERM, PrevPerm.PREV_PERM)
def details_of_no_arrangement(p):
    """An authority or a date is given, but no earlier permanent arrangement. Add its code, or take the details out."""
    return p.any_filled("LA_PERM", "DATE_PERM") & ((p.PREV_PERM == NONE) | p.PREV_PERM.is_null())


RULES = [v for v in globals().values() if isinstance(v, Rule)]
