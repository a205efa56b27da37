"""Decisions that a child should be placed for adoption: their dates, and what the episodes say of them."""

import polars as pl

from keepwell.returns.checking import Rule, each_rule, fields_of, pair_rule, rule
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import ADOPTED, PLACED_FOR_ADOPTION, not_respite

Placed, Episodes, AD1 = (fields_of(TABLES[name]) for name in ("PlacedAdoption", "Episodes", "AD1"))

ADOPTION = ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR")
CEASED = ("DATE_PLACED_CEASED", "REASON_PLACED_CEASED")
BOTH = ("Episodes", "PlacedAdoption")
LAST_YEAR = "PlacedAdoption_last"


# Dates and codes


@rule("115", Placed.DATE_PLACED)
def decision_date_unreadable(p):
    """The date of the decision to place for adoption is not a date of the calendar written day/month/year."""
    return p.unreadable.DATE_PLACED


@rule("116", Placed.DATE_PLACED_CEASED)
def ceased_date_unreadable(p):
    """The date from which adoption was no longer the plan is not a date of the calendar written day/month/year."""
    return p.unreadable.DATE_PLACED_CEASED


@rule("120", Placed.REASON_PLACED_CEASED)
def ceased_reason_not_listed(p):
    """The reason why adoption is no longer the plan is not a code from RD1 to RD4."""
    return p.unknown.REASON_PLACED_CEASED


@rule("119", Placed.REASON_PLACED_CEASED, Placed.DATE_PLACED_CEASED)
def date_or_reason_alone(p):
    """When adoption is no longer the plan, both the date and the reason are needed, but only one of them is given."""
    return p.any_filled(*CEASED) & p.any_empty(*CEASED)


@rule("563", Placed.DATE_PLACED, *(getattr(Placed, column) for column in reversed(CEASED)))
def ceased_without_decision(p):
    """A decision to place for adoption has ended, but the date it was made is missing. Give that date."""
    return ~p.any_empty(*CEASED) & p.DATE_PLACED.is_null()


@rule("522", Placed.DATE_PLACED, Placed.DATE_PLACED_CEASED)
def ceased_before_decision(p):
    """Adoption stopped being the plan before the decision to place for adoption was made. Check the two dates."""
    return p.DATE_PLACED_CEASED < p.DATE_PLACED


@rule("184", Placed.DATE_PLACED, Placed.DOB)
def decided_before_birth(p):
    """The decision to place for adoption is dated before the child's birth. Check that date and the date of birth."""
    return pl.coalesce(p.child.DOB, p.DOB) > p.DATE_PLACED


@rule("579", Placed.DATE_PLACED, Placed.DATE_PLACED_CEASED)
def decided_before_previous_ceased(p):
    """This decision to place for adoption was made while the child's previous one still stood. Check their dates."""
    still_stood = p.previous.DATE_PLACED_CEASED.is_null() | (p.DATE_PLACED < p.previous.DATE_PLACED_CEASED)
    return p.previous.exists & still_stood


@rule("583", Placed.DATE_PLACED, Placed.DATE_PLACED_CEASED)
def earlier_decision_open(p):
    """The child has a later decision to place for adoption, but the date on which this one ended is missing."""
    later = p.next.DATE_PLACED.is_not_null()  # the last in the file of equals has none after it
    return p.DATE_PLACED.is_not_null() & later & p.DATE_PLACED_CEASED.is_null()


# Beside the adoption


@pair_rule("523", AD1.DATE_INT, Placed.DATE_PLACED, pairs=("AD1", "PlacedAdoption"))
def two_dates_of_decision(a, p):
    """The adoption's details and the decision to place for adoption give different dates of decision."""
    return a.DATE_INT != p.DATE_PLACED


@pair_rule(
    "525", Placed.DATE_PLACED_CEASED, *(getattr(AD1, column) for column in ADOPTION), pairs=("AD1", "PlacedAdoption")
)
def ceased_yet_adopted(a, p):
    """Adoption is no longer the plan for this child, but there are details of an adoption. Remove what is not so."""
    return p.DATE_PLACED_CEASED.is_not_null() & a.any_filled(*ADOPTION)


# Beside the episodes


@pair_rule("117", Placed.DATE_PLACED_CEASED, Placed.DATE_PLACED, Episodes.DEC, Episodes.REC, Episodes.DECOM, pairs=BOTH)
def decision_after_care(e, p):
    """The decision to place for adoption was made, or ended, after the child left care or after the year.

    Check the dates of the decision and of the child's last episode.
    """
    late = (p.year.end < p.DATE_PLACED) | (p.DATE_PLACED > e.DEC)
    ceased_late = (p.year.end < p.DATE_PLACED_CEASED) | (p.DATE_PLACED_CEASED > e.DEC)
    return e.last(_not_continued) & (late | ceased_late)


@pair_rule("118", Placed.DATE_PLACED_CEASED, Episodes.DECOM, Episodes.LS, pairs=BOTH)
def ceased_before_care(e, p):
    """Adoption stopped being the plan before the child's care began, or before the year. Check the dates."""
    too_early = (p.DATE_PLACED_CEASED < e.DECOM) | (p.year.start > p.DATE_PLACED_CEASED)
    return e.first(not_respite) & too_early


@pair_rule("1003", Placed.DATE_PLACED, Episodes.DECOM, Episodes.RNE, pairs=BOTH)
def decided_before_care(e, p):
    """The decision to place for adoption is dated before the child started to be looked after. Check the two dates."""
    return e.first(_starts_care) & (p.DATE_PLACED < e.DECOM)


@rule("551", Episodes.PLACE)
def placed_without_decision(e):
    """The child is in a placement for adoption, but a decision to place for adoption, or its date, is missing."""
    undated = e.any("PlacedAdoption", lambda p: p.DATE_PLACED.is_null())
    return _in_placement(e) & (undated | ~e.any("PlacedAdoption"))


@pair_rule("552", Placed.DATE_PLACED, Episodes.DECOM, pairs=BOTH)
def placed_before_decision(e, p):
    """The child's first placement for adoption began before the latest decision to place for adoption.

    Check the two dates.
    """
    return e.first(_in_placement) & p.last() & (p.DATE_PLACED > e.DECOM)


@each_rule("553", Episodes.CHILD, Placed.CHILD, Placed.DATE_PLACED, *(getattr(Placed, column) for column in CEASED))
def order_without_decision(row):
    """The child is under a placement order, but there is no decision to place for adoption, or it has ended.

    Check the legal status, and when the order and the decision ended.
    """
    if row.table == "Episodes":
        return _under_order(row) & ~row.any("PlacedAdoption")
    return row.any_filled(*CEASED) & row.any("Episodes", lambda e: _under_order(e) & e.DEC.is_null())


@pair_rule("554", Placed.DATE_PLACED, Episodes.DECOM, Episodes.LS, pairs=BOTH)
def order_before_decision(e, p):
    """The child's placement order began before the decision to place for adoption was made. Check the two dates."""
    return e.first(_under_order) & (p.DATE_PLACED > e.DECOM)


@each_rule("557", Episodes.PLACE, Episodes.LS, Episodes.REC, *(getattr(Placed, column) for column in CEASED))
def left_placement_without_ceasing(row):
    """The child left a placement for adoption or a placement order without being adopted.

    Say when and why adoption stopped being the plan, or check the reason the episode ended.
    """
    if row.table == "PlacedAdoption":
        return row.any_empty(*CEASED) & row.any("Episodes", _left_unadopted)
    undecided = ~row.any("PlacedAdoption") | row.any("PlacedAdoption", lambda p: p.any_empty(*CEASED))
    return _left_unadopted(row) & undecided


@rule("558", Episodes.REC)
def adopted_though_ceased(e):
    """The child was adopted, but every one of the decisions to place for adoption is said to have ended.

    Remove the end of the decision that led to the adoption.
    """
    standing = e.any("PlacedAdoption", lambda p: p.DATE_PLACED_CEASED.is_null())
    return e.REC.is_in(ADOPTED) & (e.count("PlacedAdoption") > 1) & ~standing


# Beside last year's decisions


@rule("559", Placed.DATE_PLACED, needs={"previous year"})
def decision_new_to_us(p):
    """The decision to place for adoption is dated before this year, but last year's return had none for this child."""
    return (p.year.start > p.DATE_PLACED) & ~p.any(LAST_YEAR, lambda last: last.DATE_PLACED.is_not_null())


@rule("560", Placed.DATE_PLACED, Placed.DATE_PLACED_CEASED, needs={"previous year"})
def open_decision_gone(p):
    """Last year's return had a decision to place for adoption that had not ended, and this year's has none of its date.

    Check the date of the decision.
    """
    return p.any(LAST_YEAR, _gone)


@rule("561", Placed.DATE_PLACED, needs={"previous year"})
def ended_decision_again(p):
    """This decision to place for adoption had ended in last year's return. Give the date of the new decision."""
    return p.any_with(LAST_YEAR, lambda p, last: (p.DATE_PLACED == last.DATE_PLACED) & last.any_filled(*CEASED))


@rule("584", Placed.DATE_PLACED, needs={"previous year"})
def decision_not_after_last_years(p):
    """The decision to place for adoption should be later than the one that had ended in last year's return.

    Its date is missing or not later.
    """
    ended = p.partner(LAST_YEAR, lambda last: last.any_filled(*CEASED), latest=True)
    return ended.exists & (p.DATE_PLACED.is_null() | (p.DATE_PLACED <= ended.DATE_PLACED))


def _not_continued(e):
    return (e.REC != "X1") | e.REC.is_null()


def _starts_care(e):
    return e.RNE == "S"


def _in_placement(e):
    return e.PLACE.is_in(PLACED_FOR_ADOPTION)


def _under_order(e):
    return e.LS == "E1"


def _left_unadopted(e):
    return (_in_placement(e) | _under_order(e)) & ~e.REC.is_in(["X1", *ADOPTED])


def _gone(last):
    """A decision of last year that had not ended, and that no row of this year has the date of."""
    standing = last.DATE_PLACED.is_not_null() & last.DATE_PLACED_CEASED.is_null()
    return standing & ~last.any_with("PlacedAdoption", lambda last, p: last.DATE_PLACED == p.DATE_PLACED)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
