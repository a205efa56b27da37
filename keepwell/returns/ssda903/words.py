"""Ideas that many SSDA903 rules share, written in the words of `keepwell.returns.checking`."""

import polars as pl

from keepwell.returns.checking.case import LAST
from keepwell.returns.checking.stretches import stretch
from keepwell.returns.checking.words import yes

RESPITE = ["V3", "V4"]  # legal statuses of short breaks
ADOPTED = ["E11", "E12"]
PLACED_FOR_ADOPTION = ["A3", "A4", "A5", "A6"]
FOSTERED = ["U1", "U2", "U3", "U4", "U5", "U6"]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]


def in_year(e):
    """Is the episode open on any day of the collection year? (terms 6)"""
    return (e.year.end >= e.DECOM) & ((e.year.start <= e.DEC) | e.DEC.is_null())


def ended_by(e):
    """The day the episode ended; the last day of the collection year while it is open."""
    return e.DEC.fill_null(e.year.end)


def breaks_the_year(e):
    """Does this episode show that the child was not looked after for the whole twelve months? (terms 6, CLA)"""
    began = (e.RNE == "S") & (e.year.start < e.DECOM) & (e.year.end >= e.DECOM)
    ceased = ((e.REC != "X1") | e.REC.is_null()) & (e.year.start <= e.DEC) & (e.year.end > e.DEC)
    return began | ceased | (e.LS.is_in(RESPITE) & in_year(e))


def looked_after_all_year(row):
    """CLA: was the child of this row continuously looked after for the twelve months to 31 March? (terms 6)"""
    return row.any("Episodes", in_year) & ~row.any("Episodes", breaks_the_year)


def not_respite(e):
    """An episode that is no short break; a missing legal status counts as none."""
    return ~e.LS.is_in(RESPITE) | e.LS.is_null()


def uasc_flag(row, last=""):
    """Is the child of this row an unaccompanied asylum-seeking child: true, false or missing? (terms 7)

    The flag of the return itself where it carries one, otherwise whether the child has anything in the UASC table.
    `last="_last"` asks of the previous year. A rule is not run when the year it asks of says nothing.
    """
    teller = _flag_table(row.case, last)
    if teller is None:
        row.lack(f"UASC flags{last}")
        return pl.lit(None, dtype=pl.Boolean)
    if teller == f"Header{last}":
        return row.UASC if row.table == teller else row.partner(teller).UASC
    return row.any(f"UASC{last}", _says_more)


def uasc_known(case, last=None):
    """Does the return of a year ("" this, "_last" the previous; None either) say who is UASC?"""
    return any(_flag_table(case, year) is not None for year in (("", LAST) if last is None else (last,)))


def uasc_set(row):
    """Was the child of this row UASC this year or in the previous year, as far as the two returns say? (terms 7)

    A rule that asks is not run when neither says anything; one that is run all the same asks `uasc_known` first.
    """
    years = [year for year in ("", LAST) if uasc_known(row.case, year)] or [""]
    return pl.any_horizontal(*(yes(uasc_flag(row, year)) for year in years))


def followed_up(o):
    """Does the care leaver row say anything about how the young person is?"""
    return o.any_filled("IN_TOUCH", "ACTIV", "ACCOM")


def _says_more(u):
    """A UASC row with anything besides the child and the date of birth, readable or not."""
    return u.given.SEX.is_not_null() | u.given.DUC.is_not_null()


def _flag_table(case, last):
    """The table that tells the flags of a year; None when the return cannot tell them."""
    header, uasc = f"Header{last}", f"UASC{last}"
    if (header, "UASC") in case.undeclared:
        return header
    if case.form == "xml" and (header not in case.tables or not last or uasc not in case.tables):
        return header if header in case.tables else None  # last year's may have been a CSV return
    return uasc if uasc in case.tables else None


def _starts_period(e):
    """Does a new period of care begin with this episode: after the end of the one before it? (terms 6)"""
    return e.DEC.shift() < e.DECOM


def period_start(e):
    """The first day of the episode's period of care; missing when its own start is."""
    return stretch(e, _first_day, starts=_starts_period)


def period_end(e):
    """The last day of the episode's period of care; missing while it goes on."""
    return stretch(e, _last_day, starts=_starts_period)


def _first_day(e):
    return e.DECOM.first()


def _last_day(e):
    return e.DEC.last()
