"""Referral, episode and closure."""

from datetime import date

import polars as pl

from keepwell.clocks.working_days import add_working_days
from keepwell.returns.checking import Rule
from keepwell.returns.cin.census import yes
from keepwell.returns.cin.declaring import REFERENCE, pair_rule, row_rule
from keepwell.returns.cin.words import (
    ASSESSED_AND_CLOSED,
    Assessments,
    ChildIdentifiers,
    ChildProtectionPlans,
    CINdetails,
    CINplanDates,
    Section47,
    acted_on,
    codes,
    no_action,
    not_no,
    outside_period,
)

SOURCE_ASKED_SINCE = date(2013, 4, 1)  # referrals before this day need no source (8866)
PREGNANCY = "-280d"


@pair_rule(
    "8555Q", CINdetails.CINreferralDate, ChildIdentifiers.PersonDeathDate,
    together=("a.CINreferralDate", "b.PersonDeathDate"),
)  # fmt: skip
def referred_after_death(e, c):
    """The child was referred after the date of death. Check both dates."""
    return e.CINreferralDate > c.PersonDeathDate


def _late_assessment(a):
    closed = a.case.CINclosureDate
    return (a.AssessmentActualStartDate > closed) | (a.AssessmentAuthorisationDate > closed)


def _late_enquiry(s):
    closed = s.case.CINclosureDate
    return (s.S47ActualStartDate > closed) | (s.DateOfInitialCPC > closed)


def _late_protection(p):
    return p.CPPendDate > p.case.CINclosureDate


def _late_plan(n):
    closed = n.case.CINclosureDate
    return (n.CINPlanStartDate > closed) | (n.CINPlanEndDate > closed)


@row_rule(
    "8565", CINdetails.CINclosureDate, CINdetails.DateOfInitialCPC, Assessments.AssessmentActualStartDate,
    Assessments.AssessmentAuthorisationDate, Section47.S47ActualStartDate, Section47.DateOfInitialCPC,
    ChildProtectionPlans.CPPendDate, CINplanDates.CINPlanStartDate, CINplanDates.CINPlanEndDate,
    together=("CINdetailsID",),
)  # fmt: skip
def activity_after_closure(e, a, s, p, n):
    """Something in this episode is dated after the episode was closed. Check the closing date and the later dates."""
    late = [
        yes(e.DateOfInitialCPC > e.CINclosureDate),
        e.any("Assessments", _late_assessment, within="episode"),
        e.any("Section47", _late_enquiry, within="episode"),
        e.any("ChildProtectionPlans", _late_protection, within="episode"),
        e.any("CINplanDates", _late_plan, within="episode"),
    ]
    return pl.any_horizontal(late), _late_assessment(a), _late_enquiry(s), _late_protection(p), _late_plan(n)


@row_rule("8568", CINdetails.ReferralNFA)
def action_not_said(e):
    """It is not said whether the referral led to no further action. Give 1 for yes or 0 for no."""
    return e.ReferralNFA.is_null()


@row_rule("8569Q", CINdetails.CINreferralDate, together=("CINdetailsID", "CINreferralDate"), needs=REFERENCE)
def old_referral_without_action(e):
    """The referral was before the census year and is not said to have led to action. Check whether it belongs here."""
    before = add_working_days(e.first_date, -1)
    return (e.CINreferralDate < before) & not_no(e.ReferralNFA)


@pair_rule("8585Q", ChildIdentifiers.PersonDeathDate, CINdetails.ReasonForClosure)
def died_without_date(c, e):
    """The episode was closed because the child died, and there is no date of death."""
    return c.PersonDeathDate.is_null() & (e.ReasonForClosure == "RC2")


@row_rule("8590", ChildIdentifiers.LAchildID, together=())
def no_episode(c):
    """This child has no episode of need in the return. Add the episode or leave the child out."""
    return ~c.any("CINdetails")


@row_rule("8600", CINdetails.CINreferralDate, needs=REFERENCE)
def referral_date_missing(e):
    """The referral date is missing or after the reference date."""
    return e.CINreferralDate.is_null() | (e.CINreferralDate > e.reference)


@pair_rule(
    "8606", CINdetails.CINreferralDate, ChildIdentifiers.PersonBirthDate, ChildIdentifiers.ExpectedPersonBirthDate,
    together=("a.CINreferralDate",),
)  # fmt: skip
def referred_before_conception(e, c):
    """The child was referred more than 280 days before the birth or the expected birth. Check the dates."""
    days = (c.PersonBirthDate, c.ExpectedPersonBirthDate)
    return pl.any_horizontal(yes(e.CINreferralDate < day.dt.offset_by(PREGNANCY)) for day in days)


@row_rule("8610", CINdetails.ReferralNFA, CINdetails.PrimaryNeedCode, together=("CINdetailsID",))
def need_missing(e):
    """The referral led to action, and the main need of the child is missing."""
    return acted_on(e) & e.PrimaryNeedCode.is_null()


@row_rule("8620", CINdetails.CINclosureDate, needs=REFERENCE)
def closed_in_another_year(e):
    """The closing date is outside the census year."""
    return outside_period(e, e.CINclosureDate)


@row_rule("8630", CINdetails.CINreferralDate, CINdetails.CINclosureDate, together=("CINreferralDate", "CINclosureDate"))
def closed_before_referral(e):
    """The episode was closed before the child was referred. Check both dates."""
    return e.CINclosureDate < e.CINreferralDate


@row_rule("8640", CINdetails.ReasonForClosure)
def reason_unknown(e):
    """The code of the reason for closing is not on the list."""
    return ~e.ReasonForClosure.is_in(codes("ReasonForClosure"))


@row_rule("8650", CINdetails.PrimaryNeedCode)
def need_unknown(e):
    """The code of the main need is not on the list."""
    return ~e.PrimaryNeedCode.is_in(codes("PrimaryNeedCode"))


@row_rule("8805", CINdetails.CINclosureDate, CINdetails.ReasonForClosure, together=("CINclosureDate",))
def closed_without_reason(e):
    """The episode has a closing date, and the reason for closing is missing."""
    return e.CINclosureDate.is_not_null() & e.ReasonForClosure.is_null()


@row_rule("8810", CINdetails.ReasonForClosure, CINdetails.CINclosureDate, together=("ReasonForClosure", "CINdetailsID"))
def reason_without_closing(e):
    """The episode has a reason for closing, and the closing date is missing."""
    return e.ReasonForClosure.is_not_null() & e.CINclosureDate.is_null()


def _open(e):
    return e.CINclosureDate.is_null() & acted_on(e)


@row_rule("8815", CINdetails.CINclosureDate, together=())
def several_open_episodes(e):
    """The child has more than one open episode of need. Only the latest may be open: give the others a closing date."""
    return _open(e) & (e.count("CINdetails", _open) >= 2)


def _left_open(e):
    return e.CINreferralDate.is_not_null() & ~e.latest("CINreferralDate") & _open(e)


@row_rule("8816", CINdetails.CINreferralDate, together=("CINdetailsID", "CINreferralDate"))
def earlier_episode_open(e):
    """An episode of need is still open although the child has been referred again since. Close the earlier one."""
    return _left_open(e) | (e.latest("CINreferralDate") & e.any("CINdetails", _left_open))


@pair_rule(
    "8820", CINdetails.CINreferralDate, second=(CINdetails.CINreferralDate, CINdetails.CINclosureDate),
    together=("a.CINdetailsID", "b.CINdetailsID"), needs=REFERENCE,
)  # fmt: skip
def episodes_overlap(e, other):
    """Two episodes of need of this child overlap: one starts before the other is closed. Check their dates."""
    start, end = other.CINreferralDate, other.CINclosureDate
    ended = e.CINreferralDate < end
    running = end.is_null() & (e.CINreferralDate < e.reference) & acted_on(other)
    return (e.row != other.row) & (e.CINreferralDate >= start) & (ended | running)


@row_rule("8825Q", CINdetails.ReasonForClosure, together=("CINdetailsID",))
def closed_after_no_assessment(e):
    """The episode was closed after assessment, and it has no assessment."""
    return e.ReasonForClosure.is_in(ASSESSED_AND_CLOSED) & ~e.any("Assessments", within="episode")


def _assessed(a):
    return a.AssessmentActualStartDate.is_not_null() | a.AssessmentAuthorisationDate.is_not_null()


def _enquired(s):
    return s.S47ActualStartDate.is_not_null() | s.DateOfInitialCPC.is_not_null()


@row_rule("8831", CINdetails.DateOfInitialCPC, Assessments.LAchildID, Section47.LAchildID, together=("CINdetailsID",))
def activity_despite_no_action(e, a, s):
    """The referral led to no further action, and yet the episode has an assessment, an enquiry or a conference."""
    active = [
        e.DateOfInitialCPC.is_not_null(),
        e.any("Assessments", _assessed, within="episode"),
        e.any("Section47", _enquired, within="episode"),
    ]
    return no_action(e) & pl.any_horizontal(active), _assessed(a) & no_action(a.case), _enquired(s) & no_action(s.case)


@pair_rule(
    "8832", ChildProtectionPlans.LAchildID, CINdetails.ReferralNFA, within="episode", together=("a.CINdetailsID",)
)
def protection_despite_no_action(p, e):
    """The referral led to no further action, and yet the episode has a child protection plan."""
    return no_action(e)


@row_rule("8866", CINdetails.CINreferralDate, CINdetails.ReferralSource, together=("CINreferralDate",))
def source_unknown(e):
    """The source of the referral is missing or its code is not on the list."""
    return (e.CINreferralDate >= SOURCE_ASKED_SINCE) & ~yes(e.ReferralSource.is_in(codes("ReferralSource")))


def _only_assessed(e):
    """Closed after assessment, yet with more than an assessment."""
    tables = ("ChildProtectionPlans", "Section47", "CINplanDates")
    more = (e.any(table, within="episode") for table in tables)
    return e.ReasonForClosure.is_in(ASSESSED_AND_CLOSED) & pl.any_horizontal(e.DateOfInitialCPC.is_not_null(), *more)


@row_rule(
    "2990", CINdetails.DateOfInitialCPC, ChildProtectionPlans.LAchildID, CINplanDates.LAchildID, Section47.LAchildID,
    together=("CINdetailsID",),
)  # fmt: skip
def more_than_assessed(e, *others):
    """The episode was closed after assessment, and yet it has a conference, an enquiry or a plan."""
    return _only_assessed(e), *(yes(row.case.ReasonForClosure.is_in(ASSESSED_AND_CLOSED)) for row in others)


@pair_rule("4000", CINplanDates.LAchildID, CINdetails.ReferralNFA, within="episode", together=("a.CINdetailsID",))
def plan_despite_no_action(n, e):
    """The referral led to no further action, and yet the episode has a child in need plan."""
    return no_action(e)


RULES = [value for value in globals().values() if isinstance(value, Rule)]
