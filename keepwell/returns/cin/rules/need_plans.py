"""Child in need plans."""

from keepwell.returns.checking import Rule
from keepwell.returns.cin.declaring import REFERENCE, pair_rule, row_rule
from keepwell.returns.cin.words import (
    ChildIdentifiers,
    ChildProtectionPlans,
    CINdetails,
    CINplanDates,
    Reviews,
    outside_period,
    overlaps,
)

START, END = CINplanDates.CINPlanStartDate, CINplanDates.CINPlanEndDate


@pair_rule("4001", ChildProtectionPlans.CPPendDate, END, within="episode", together=("a.CINdetailsID",))
def two_kinds_of_open_plan(p, n):
    """The episode has an open child protection plan and an open child in need plan. End the one that is over."""
    return p.CPPendDate.is_null() & n.CINPlanStartDate.is_not_null() & n.CINPlanEndDate.is_null()


@pair_rule(
    "4003", Reviews.CPPreviewDate, ChildProtectionPlans.CPPendDate, START, within="episode",
    beside="ChildProtectionPlans", together=("a.CPPreviewDate",),
)  # fmt: skip
def protection_reviewed_during_need_plan(r, n):
    """A child protection plan was reviewed while the child had a child in need plan. Check the dates of the plans."""
    during = overlaps(r.CPPreviewDate, n.CINPlanStartDate, n.CINPlanEndDate, r.reference, ends_inside=False)
    return during & r.CPPreviewDate.ne_missing(r.plan.CPPendDate)


@row_rule("4004", END, together=("CINdetailsID",))
def several_open_need_plans(n):
    """The episode has more than one child in need plan without an end."""
    unended = n.count("CINplanDates", lambda m: m.CINPlanEndDate.is_null(), within="episode")
    return n.CINPlanEndDate.is_null() & (unended >= 2)


@pair_rule("4008", ChildIdentifiers.PersonDeathDate, START, together=("a.PersonDeathDate",))
def need_plan_started_after_death(c, n):
    """The child in need plan started after the date of death. Check both dates."""
    return n.CINPlanStartDate > c.PersonDeathDate


@pair_rule("4009Q", ChildIdentifiers.PersonDeathDate, END, together=("a.PersonDeathDate",))
def need_plan_ended_after_death(c, n):
    """The child in need plan ended after the date of death. Check both dates."""
    return n.CINPlanEndDate > c.PersonDeathDate


@row_rule("4010", START, needs=REFERENCE)
def need_plan_start_missing(n):
    """The start of the child in need plan is missing or after the reference date."""
    return n.CINPlanStartDate.is_null() | (n.CINPlanStartDate > n.reference)


@row_rule("4011", END, START, together=(END.column, START.column))
def need_plan_ended_before_start(n):
    """The child in need plan ended before it started. Check both dates."""
    return n.CINPlanEndDate < n.CINPlanStartDate


@row_rule("4012Q", START, END, together=(START.column, END.column))
def need_plan_of_one_day(n):
    """The child in need plan started and ended on the same day. Check both dates."""
    return n.CINPlanStartDate == n.CINPlanEndDate


@row_rule("4013", END, needs=REFERENCE)
def need_plan_ended_in_another_year(n):
    """The child in need plan ended outside the census year."""
    return outside_period(n, n.CINPlanEndDate)


@pair_rule("4014", START, second=(START, END), together=("a.CINPlanStartDate", "b.CINPlanStartDate"), needs=REFERENCE)
def need_plans_overlap(n, other):
    """Two child in need plans of this child overlap: one starts before the other has ended. Check their dates."""
    overlap = overlaps(n.CINPlanStartDate, other.CINPlanStartDate, other.CINPlanEndDate, n.reference)
    return (n.row != other.row) & overlap


@pair_rule(
    "4015", START, CINdetails.CINreferralDate, within="episode",
    together=("a.CINPlanStartDate", "b.CINreferralDate"),
)  # fmt: skip
def need_plan_before_referral(n, e):
    """The child in need plan started before the child was referred. Check both dates."""
    return n.CINPlanStartDate < e.CINreferralDate


@pair_rule(
    "4016", START, ChildProtectionPlans.CPPstartDate, ChildProtectionPlans.CPPendDate,
    together=("a.CINPlanStartDate",), needs=REFERENCE,
)  # fmt: skip
def need_plan_during_protection(n, p):
    """The child in need plan started while the child had a child protection plan. Check the dates of both plans."""
    return overlaps(n.CINPlanStartDate, p.CPPstartDate, p.CPPendDate, n.reference, ends_inside=False)


@pair_rule("4017", ChildProtectionPlans.CPPstartDate, START, END, together=("a.CPPstartDate",), needs=REFERENCE)
def protection_during_need_plan(p, n):
    """The child protection plan started while the child had a child in need plan. Check the dates of both plans."""
    return overlaps(p.CPPstartDate, n.CINPlanStartDate, n.CINPlanEndDate, p.reference, ends_inside=False)


RULES = [value for value in globals().values() if isinstance(value, Rule)]
