"""Ideas that many rules of the census share, and the fields they mark.

A flag is true for yes, false for no and missing otherwise, so "is not yes" and "is not no" include missing.
"""

from keepwell.codes import code_set
from keepwell.returns.checking.rules import Mark, fields_of

from .tables import TABLES

(
    Header, ChildIdentifiers, ChildCharacteristics, Disabilities, CINdetails, Assessments, CINplanDates, Section47,
    ChildProtectionPlans, Reviews,
) = (
    fields_of(TABLES[name])
    for name in (
        "Header", "ChildIdentifiers", "ChildCharacteristics", "Disabilities", "CINdetails", "Assessments",
        "CINplanDates", "Section47", "ChildProtectionPlans", "Reviews",
    )
)  # fmt: skip
# The factors of an assessment are a table of their own; what is wrong of them is marked on the assessment.
FACTORS = Mark("Assessments", "AssessmentFactors")

ASSESSED_AND_CLOSED = ["RC8", "RC9"]  # closed after assessment: no further action, or early help


def codes(name):
    """The codes of a list of the census."""
    return list(code_set(f"cin.{name}").codes)


def not_yes(flag):
    return flag.ne_missing(True)


def not_no(flag):
    return flag.ne_missing(False)


def no_action(e):
    """The referral led to no further action."""
    return e.ReferralNFA


def acted_on(e):
    """The referral led to something: it says so."""
    return ~e.ReferralNFA


def outside_period(e, day):
    return day.is_not_null() & ~e.in_period(day)


def weekend(day):
    return day.dt.weekday() >= 6


def overlaps(start, other_start, other_end, open_until, *, ends_inside=True):
    """Does something start while the other runs? Without an end the other runs until `open_until`, that day included.

    ends_inside: starting on the day the other ends counts as well.
    """
    closed = (start <= other_end) if ends_inside else (start < other_end)
    return (start >= other_start) & (closed | (other_end.is_null() & (start <= open_until)))
