"""Assessments and the factors found in them."""

from keepwell.clocks.working_days import working_days_back
from keepwell.returns.checking import Rule
from keepwell.returns.cin.census import yes
from keepwell.returns.cin.declaring import REFERENCE, pair_rule, row_rule
from keepwell.returns.cin.words import (
    ASSESSED_AND_CLOSED,
    FACTORS,
    Assessments,
    CINdetails,
    codes,
    outside_period,
    overlaps,
)

ASSESSMENT_DAYS = 45  # working days in which an assessment should be completed (8670Q)
NO_FACTOR = "21"
START, END = Assessments.AssessmentActualStartDate, Assessments.AssessmentAuthorisationDate
ONE = ("CINdetailsID", "AssessmentID")


def _factors(a, where=None):
    """Has the assessment a factor for which `where` holds?"""
    return a.any("AssessmentFactorsList", where, within="assessment")


def _given(f):
    return f.AssessmentFactors.is_not_null()


def _no_factor(f):
    return f.AssessmentFactors == NO_FACTOR


@pair_rule(
    "1103", START, CINdetails.CINreferralDate, within="episode",
    together=("a.AssessmentActualStartDate", "b.CINreferralDate"),
)  # fmt: skip
def assessed_before_referral(a, e):
    """The assessment started before the child was referred. Check both dates."""
    return a.AssessmentActualStartDate < e.CINreferralDate


@row_rule("8608", START, END, together=(START.column, END.column))
def authorised_before_start(a):
    """The assessment was authorised before it started. Check both dates."""
    return a.AssessmentActualStartDate > a.AssessmentAuthorisationDate


@row_rule("8614", END, FACTORS, together=ONE)
def factors_before_authorisation(a):
    """The assessment has factors and no date of authorisation. Add the date, or leave the factors out until then."""
    return a.AssessmentAuthorisationDate.is_null() & _factors(a, _given)


@row_rule("8670Q", END, START, together=(START.column,), needs=REFERENCE)
def assessment_takes_long(a):
    """The assessment has been open for more than 45 working days. Check whether it has been completed."""
    first = working_days_back(a.reference_date, ASSESSMENT_DAYS)
    return a.AssessmentAuthorisationDate.is_null() & (a.AssessmentActualStartDate < first)


@row_rule("8696", END, needs=REFERENCE)
def authorised_in_another_year(a):
    """The assessment was authorised outside the census year."""
    return outside_period(a, a.AssessmentAuthorisationDate)


@row_rule("8736", END, START, together=("CINdetailsID", START.column), needs=REFERENCE)
def open_since_another_year(a):
    """The assessment has not been authorised, and it did not start within the census year. Check both dates."""
    unfinished = a.CINdetailsID.is_not_null() & a.AssessmentAuthorisationDate.is_null()
    return unfinished & ~yes(a.in_period(a.AssessmentActualStartDate))


@pair_rule(
    "8863Q", START, second=(START, END), within="episode",
    together=("a.CINdetailsID", "a.AssessmentActualStartDate"), needs=REFERENCE,
)  # fmt: skip
def assessments_overlap(a, b):
    """Two assessments of this episode overlap: one starts before the other is authorised. Check their dates."""
    start, end = b.AssessmentActualStartDate, b.AssessmentAuthorisationDate
    alike = (a.AssessmentActualStartDate == start) & a.AssessmentAuthorisationDate.eq_missing(end)
    return ~alike & overlaps(a.AssessmentActualStartDate, start, end, a.reference)


@pair_rule("8867", CINdetails.CINclosureDate, END, within="episode", together=("a.CINdetailsID", "a.CINclosureDate"))
def closed_before_authorisation(e, a):
    """The episode was closed, and an assessment of it was never authorised."""
    return e.CINclosureDate.is_not_null() & a.AssessmentAuthorisationDate.is_null()


@row_rule("8869", FACTORS)
def no_factor_beside_others(a):
    """Factor 21 says that no factor was found, so no other factor may stand beside it."""
    return _factors(a, _no_factor) & _factors(a, lambda f: f.AssessmentFactors != NO_FACTOR)


@pair_rule(
    "8873Q", FACTORS, CINdetails.ReasonForClosure, within="episode",
    together=("a.CINdetailsID", "a.AssessmentID", "b.ReasonForClosure"),
)  # fmt: skip
def nothing_found_yet_not_closed(a, e):
    """The only assessment found no factor, so the episode should have been closed with RC8 or RC9."""
    alone = a.count("Assessments", within="episode") == 1
    return alone & _factors(a, _no_factor) & ~yes(e.ReasonForClosure.is_in(ASSESSED_AND_CLOSED))


@row_rule("8896", END, together=("CINdetailsID",))
def several_open_assessments(a):
    """The episode has more than one assessment that has not been authorised."""
    unfinished = a.count("Assessments", lambda b: b.AssessmentAuthorisationDate.is_null(), within="episode")
    return a.AssessmentAuthorisationDate.is_null() & (unfinished >= 2)


@row_rule("8897Q", END, FACTORS, together=ONE, needs=REFERENCE)
def factors_missing(a):
    """The assessment was authorised, and its factors are missing or have a code that is not on the list."""
    known = codes("AssessmentFactors")
    wrong = ~_factors(a) | _factors(a, lambda f: ~yes(f.AssessmentFactors.is_in(known)))
    return (a.AssessmentAuthorisationDate >= a.first_day) & wrong


@row_rule("8898", FACTORS, together=ONE)
def factor_twice(a):
    """The same factor is given more than once for this assessment."""
    return _factors(a, lambda f: f.repeats("AssessmentFactors", within="assessment"))


@row_rule("8945Q", FACTORS)
def older_code_of_physical_abuse(a):
    """Factor 18A does not say by whom the child was hurt. Use 18B for another child or 18C for an adult."""
    return _factors(a, lambda f: f.AssessmentFactors.str.to_uppercase() == "18A")


@row_rule("8950Q", FACTORS)
def older_code_of_sexual_abuse(a):
    """Factor 19A does not say by whom the child was abused. Use 19B for another child or 19C for an adult."""
    return _factors(a, lambda f: f.AssessmentFactors.str.to_uppercase() == "19A")


RULES = [value for value in globals().values() if isinstance(value, Rule)]
