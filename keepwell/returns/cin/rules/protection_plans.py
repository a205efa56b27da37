"""Child protection plans and their reviews."""

from keepwell.returns.checking import Rule
from keepwell.returns.cin.census import yes
from keepwell.returns.cin.declaring import REFERENCE, pair_rule, row_rule
from keepwell.returns.cin.words import (
    ChildIdentifiers,
    ChildProtectionPlans,
    CINdetails,
    Reviews,
    Section47,
    codes,
    not_yes,
    outside_period,
    overlaps,
)

START, END = ChildProtectionPlans.CPPstartDate, ChildProtectionPlans.CPPendDate


@pair_rule(
    "1105", START, CINdetails.CINreferralDate, within="episode", together=("a.CPPstartDate", "b.CINreferralDate")
)
def plan_before_referral(p, e):
    """The child protection plan started before the child was referred. Check both dates."""
    return p.CPPstartDate < e.CINreferralDate


def _begun(p):
    return yes(p.in_period(p.CPPstartDate))


def _needed(s):
    """An enquiry that is not said to need no conference."""
    return not_yes(s.ICPCnotRequired)


def _from_enquiry(p):
    """A plan of the year whose first day is that of a conference after an enquiry."""
    on = ("CPPstartDate", "DateOfInitialCPC")
    return _begun(p) & p.any("Section47", _needed, within="episode", on=on)


def _from_episode(p):
    on = ("CPPstartDate", "DateOfInitialCPC")
    return _begun(p) & p.any("CINdetails", within="episode", on=on)


@row_rule(
    "2885", START, Section47.DateOfInitialCPC, CINdetails.DateOfInitialCPC,
    together=("CINdetailsID", "CPPstartDate"), needs=REFERENCE,
)  # fmt: skip
def plan_without_conference(p, s, e):
    """A child protection plan did not start on the day of an initial conference. Check the start and the conference."""
    enquired = p.any("Section47", _needed, within="episode")
    unmatched = _begun(p) & ((enquired & ~_from_enquiry(p)) | (~enquired & ~_from_episode(p)))

    def no_plan_of(row, matched):
        plans = "ChildProtectionPlans"
        return row.any(plans, _begun, within="episode") & ~row.any(plans, matched, within="episode")

    not_enquired = ~e.any("Section47", _needed, within="episode")
    return unmatched, _needed(s) & no_plan_of(s, _from_enquiry), not_enquired & no_plan_of(e, _from_episode)


@row_rule("8720", START, needs=REFERENCE)
def start_missing(p):
    """The start of the child protection plan is missing or after the reference date."""
    return p.CPPID.is_not_null() & (p.CPPstartDate.is_null() | (p.CPPstartDate > p.reference))


@row_rule("8730", ChildProtectionPlans.NumberOfPreviousCPP)
def earlier_plans_not_counted(p):
    """The number of earlier child protection plans is missing or is not a whole number. Give 0 when there were none."""
    return ~yes(p.given.NumberOfPreviousCPP.str.contains(r"^(\+?[0-9]+|-0+)(\.0*)?$"))


@row_rule("8840", START, END, together=(START.column, END.column))
def plan_of_one_day(p):
    """The child protection plan started and ended on the same day. Check both dates."""
    return p.CPPstartDate == p.CPPendDate


@pair_rule("8841", START, Reviews.CPPreviewDate, within="plan", together=("a.CPPstartDate", "b.CPPreviewDate"))
def review_before_start(p, r):
    """The plan was reviewed on the day it started or before. Check both dates."""
    return r.CPPreviewDate <= p.CPPstartDate


@row_rule("8842Q", Reviews.CPPreviewDate)
def review_without_date(r):
    """A review of the child protection plan has no date."""
    return r.CPPreviewDate.is_null()


@row_rule("8905", ChildProtectionPlans.InitialCategoryOfAbuse)
def first_category_unknown(p):
    """The category of abuse at the start of the plan is missing or its code is not on the list."""
    return ~yes(p.InitialCategoryOfAbuse.is_in(codes("CategoryOfAbuse")))


@row_rule("8910", ChildProtectionPlans.LatestCategoryOfAbuse)
def latest_category_unknown(p):
    """The latest category of abuse of the plan is missing or its code is not on the list."""
    return ~yes(p.LatestCategoryOfAbuse.is_in(codes("CategoryOfAbuse")))


@pair_rule("8915", START, ChildIdentifiers.PersonDeathDate, together=("a.CPPstartDate", "b.PersonDeathDate"))
def plan_started_after_death(p, c):
    """The child protection plan started after the date of death. Check both dates."""
    return p.CPPstartDate > c.PersonDeathDate


@pair_rule("8920", END, ChildIdentifiers.PersonDeathDate, together=("a.CPPendDate", "b.PersonDeathDate"))
def plan_ended_after_death(p, c):
    """The child protection plan ended after the date of death. Check both dates."""
    return p.CPPendDate > c.PersonDeathDate


@row_rule("8925", START, END, together=(START.column, END.column))
def plan_ended_before_start(p):
    """The child protection plan ended before it started. Check both dates."""
    return p.CPPendDate < p.CPPstartDate


@row_rule("8930", END, needs=REFERENCE)
def plan_ended_in_another_year(p):
    """The child protection plan ended outside the census year."""
    return outside_period(p, p.CPPendDate)


@row_rule("8935", END, together=())
def several_open_plans(p):
    """The child has more than one child protection plan without an end. A child can have one at a time."""
    return p.CPPendDate.is_null() & (p.count("ChildProtectionPlans", lambda q: q.CPPendDate.is_null()) >= 2)


@pair_rule(
    "8940", START, second=(START, END), together=("a.CINdetailsID", "a.CPPID", "b.CINdetailsID", "b.CPPID"),
    needs=REFERENCE,
)  # fmt: skip
def plans_overlap(p, other):
    """Two child protection plans of this child overlap: one starts before the other ends. Check their dates."""
    overlap = overlaps(p.CPPstartDate, other.CPPstartDate, other.CPPendDate, p.reference)
    return (p.row != other.row) & overlap


RULES = [value for value in globals().values() if isinstance(value, Rule)]
