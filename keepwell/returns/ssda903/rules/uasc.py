"""Unaccompanied asylum-seeking children (UASC): who they are, and when they cease to be."""

from keepwell.clocks.ages import plus_years
from keepwell.returns.checking import Rule, each_rule, fields_of, pair_rule, rule
from keepwell.returns.checking.words import years_after, yes
from keepwell.returns.ssda903.tables import TABLES
from keepwell.returns.ssda903.words import followed_up, in_year, uasc_flag

Header, UASC, OC3 = (fields_of(TABLES[name]) for name in ("Header", "UASC", "OC3"))

LAST_YEAR = {"needs": ("previous year",)}


def was(row):
    """Was the child unaccompanied last year, as far as last year's return says?"""
    return yes(uasc_flag(row, "_last"))


def is_now(row):
    return yes(uasc_flag(row))


def has_ended(u):
    return u.DUC.is_not_null()


@rule("104", UASC.DUC)
def end_before_the_year(u):
    """The date on which the child ceased to be unaccompanied is before the collection year or is not a real date.
    Check it."""
    return u.unreadable.DUC | (u.year.start > u.DUC)


@rule("105", Header.UASC, forms=("xml",))
def flag_missing(h):
    """It is not said whether this is an unaccompanied asylum-seeking child. Answer 0 for no or 1 for yes."""
    return h.UASC.is_null()


def not_ended_last_year(p):
    """Last year's row has no end within last year."""
    return ~yes(p.DUC.is_between(plus_years(p.case.start, -1), plus_years(p.case.end, -1)))


@rule("205A", Header.CHILD, Header.UASC, UASC.CHILD, also=("UASC",), optional=("Header_last",), **LAST_YEAR)
def no_longer_without_end(h):
    """Last year this was an unaccompanied asylum-seeking child and now it is not, but last year's return gives no end
    in that year, or this year's still gives one. Check the end date and both years' answers."""
    no_end = ~h.any("UASC_last") | h.any("UASC_last", not_ended_last_year)
    return ~is_now(h) & was(h) & (h.any("UASC", has_ended) | no_end)


def ended_before_adulthood(p):
    return years_after(p.DOB, 18) != p.DUC


def other_end(u, p):
    return u.DUC.ne_missing(p.DUC)


@rule("205B", UASC.DUC, Header.UASC, also=("Header",), optional=("Header", "Header_last"), **LAST_YEAR)
def still_although_ended(u):
    """The child is unaccompanied in both years, but one of the returns gives an end date that does not go with that.
    Check this year's and last year's end dates."""
    new = ~u.any("UASC_last") | u.any_with("UASC_last", other_end)
    ended_otherwise = ~u.year.holds(u.DUC) & new
    return is_now(u) & was(u) & (u.any("UASC_last", ended_before_adulthood) | yes(ended_otherwise))


@rule("205C", UASC.DUC, Header.UASC, also=("Header",), optional=("Header", "Header_last"), **LAST_YEAR)
def end_of_what_never_was(u):
    """An end date is given, although the child is unaccompanied in neither year. Check the date and both answers."""
    return ~is_now(u) & ~was(u) & (has_ended(u) | u.any("UASC_last", has_ended))


@each_rule(
    "205D", Header.CHILD, Header.UASC, UASC.CHILD,
    optional=("Header", "UASC", "Header_last", "UASC_last"), **LAST_YEAR,
)  # fmt: skip
def newly_unaccompanied(row):
    """The child was in last year's return too, but was not unaccompanied then and is now. Check both years' answers."""
    told_by_header = row.table == "UASC" and "Header" in row.case.tables
    then = row.any("Header_last") | row.any("UASC_last")
    return then & is_now(row) & ~was(row) & (not told_by_header)


@rule("231", Header.DOB, Header.UASC, query=True)
def very_young(h):
    """The unaccompanied asylum-seeking child is under 11 at the end of the year. Please check that this is right."""
    return is_now(h) & (plus_years(h.case.end, -11) < h.DOB)


@pair_rule("303", UASC.DUC, Header.UASC, pairs=("UASC", "Header"))
def end_without_flag(u, h):
    """An end date is given for a child who is not said to be unaccompanied. Check the date and the answer."""
    return has_ended(u) & ~is_now(h)


@rule("304", UASC.DUC)
def ended_after_adulthood(u):
    """The child ceased to be unaccompanied after the 18th birthday, the latest day there can be. Check the date."""
    return years_after(u.DOB, 18) < u.DUC


@rule("1014", UASC.DUC, OC3.IN_TOUCH, OC3.ACTIV, OC3.ACCOM, also={"OC3": followed_up})
def care_leaver_details(u):
    """The unaccompanied young person was not looked after this year but has care leaver details. Check which of the two
    is right."""
    return u.any("Episodes") & ~u.any("Episodes", in_year) & u.any("OC3", followed_up)


RULES = [v for v in globals().values() if isinstance(v, Rule)]
