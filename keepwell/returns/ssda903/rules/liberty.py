"""Deprivation of liberty orders of the High Court, collected from 2026-27."""

import polars as pl

from keepwell.returns.checking import Rule, each_rule, fields_of, pair_rule, rule
from keepwell.returns.checking.words import yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import period_end, period_start

DoLo, Episodes, Header = (fields_of(TABLES[name]) for name in ("DoLo", "Episodes", "Header"))
FIRST = 2027  # the collection year of the first orders


@rule("700", DoLo.DOLO_START, since=FIRST)
def start_missing(d):
    """The start of the order is missing, or is not a date of the calendar written day/month/year."""
    return d.DOLO_START.is_null()


@rule("701", DoLo.DOLO_END, since=FIRST)
def end_unreadable(d):
    """The end of the order is not a date of the calendar written day/month/year. Correct it."""
    return d.unreadable.DOLO_END


@rule("702", DoLo.DOLO_START, DoLo.DOLO_END, since=FIRST)
def ends_before_it_starts(d):
    """The order ends before it starts, or on the same day. Check the two dates."""
    return d.DOLO_END <= d.DOLO_START


@rule("703", DoLo.DOLO_START, since=FIRST)
def start_after_the_year(d):
    """The order starts after the collection year. Check the start date, or leave the order to a later return."""
    return d.DOLO_START > d.year.end


@rule("704", DoLo.DOLO_END, since=FIRST)
def end_outside_the_year(d):
    """The order ends before or after the collection year. Check the end date; leave it empty while the order runs."""
    return ~d.year.holds(d.DOLO_END)


@rule("705", DoLo.DOLO_START, DoLo.DOLO_END, since=FIRST)
def starts_before_previous_ends(d):
    """The order starts before the child's previous order ended, or that one has no end. Check the dates of both."""
    before = d.before(pl.coalesce(d.DOLO_END, d.DOLO_START), d.DOLO_START)
    return before.exists & (before.DOLO_END.is_null() | (d.DOLO_START < before.DOLO_END))


def not_carried_on(last):
    """An order that was open in last year's return and that no order of this year carries on."""
    open_then = last.DOLO_END.is_null() & last.DOLO_START.is_not_null()
    return open_then & ~last.any_with("DoLo", lambda last, now: last.DOLO_START == now.DOLO_START)


@each_rule("706", DoLo.DOLO_START, Header.CHILD, since=FIRST, optional=("Header",), needs=("previous year",))
def open_order_lost(row):
    """An order of this child was open in last year's return and is not in this one. Carry it on with the same start.

    Shown on the child's first order of this year, or on the child where there is none.
    """
    lost = row.any("DoLo_last", not_carried_on)
    return lost & (~row.previous.exists if row.table == "DoLo" else ~row.any("DoLo"))


def within_period_of_care(d, e):
    """Does the order lie within the period of care of this episode, as far as rule 707 asks?"""
    first, last = period_start(e), period_end(e)
    ended = d.DOLO_END.is_between(first, last) | ((d.DOLO_END >= first) & last.is_null())
    running = d.DOLO_END.is_null() & last.is_null() & (d.DOLO_START >= first)
    return ended | running


@rule("707", DoLo.DOLO_END, since=FIRST)
def outside_care(d):
    """The order lies outside every period in which the child was looked after. Check its dates and the episodes."""
    in_care = d.any("Episodes", lambda e: e.DECOM.is_not_null())
    return d.DOLO_START.is_not_null() & in_care & ~d.any_with("Episodes", within_period_of_care)


@rule("708", DoLo.DOLO_START, DoLo.DOB, since=FIRST)
def starts_before_birth(d):
    """The order starts before the child was born, or on that day. Check the start date and the date of birth."""
    return d.DOLO_START <= d.DOB


def overlaps(e, d):
    """Do the order and the episode share a day? Both dates of the order must be known."""
    begun = (d.DOLO_START <= e.DEC) | (e.DEC.is_null() & d.DOLO_START.is_not_null())
    return (d.DOLO_END >= e.DECOM) & begun


@pair_rule(
    "709", Episodes.PLACE, DoLo.DOLO_START, DoLo.DOLO_END, pairs=("Episodes", "DoLo"), query=True, since=FIRST
)  # fmt: skip
def unexpected_placement(e, d):
    """During the order the child is in a placement other than K2, Z12 or Z13, which is unusual. Check the placement."""
    return overlaps(e, d) & ~yes(e.PLACE.is_in(["K2", "Z12", "Z13"]))


@pair_rule("710", Episodes.PLACE, DoLo.DOLO_START, DoLo.DOLO_END, pairs=("Episodes", "DoLo"), since=FIRST)
def impossible_placement(e, d):
    """During the order the child is in a placement that rules it out (K1, K3, P1 or R5). Check the placement."""
    return overlaps(e, d) & e.PLACE.is_in(["K1", "K3", "P1", "R5"])


RULES = [found for found in globals().values() if isinstance(found, Rule)]
