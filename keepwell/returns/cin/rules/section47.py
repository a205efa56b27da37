"""Section 47 enquiries and initial child protection conferences."""

from keepwell.clocks.working_days import working_days_back
from keepwell.returns.checking import Rule
from keepwell.returns.cin.declaring import REFERENCE, pair_rule, row_rule
from keepwell.returns.cin.words import CINdetails, Section47, not_yes, outside_period, weekend

CONFERENCE_DAYS = 15  # working days in which a conference should follow an enquiry (8675Q)
START, HELD = Section47.S47ActualStartDate, Section47.DateOfInitialCPC


def _awaited(s):
    """A conference is needed and has not been held."""
    return s.DateOfInitialCPC.is_null() & ~s.ICPCnotRequired


@pair_rule(
    "1104", HELD, CINdetails.CINreferralDate, within="episode", together=("a.CINdetailsID", "a.DateOfInitialCPC")
)
def conference_before_referral(s, e):
    """The initial conference was held before the child was referred. Check both dates."""
    return s.DateOfInitialCPC < e.CINreferralDate


@pair_rule("2884", HELD, CINdetails.DateOfInitialCPC, together=("a.CINdetailsID", "a.DateOfInitialCPC"))
def conference_in_two_places(s, e):
    """The same initial conference is recorded with an enquiry and with an episode. Keep it in one place."""
    return s.DateOfInitialCPC == e.DateOfInitialCPC


@pair_rule(
    "2889", CINdetails.CINreferralDate, START, within="episode",
    together=("b.S47ActualStartDate", "a.CINreferralDate"),
)  # fmt: skip
def enquiry_before_referral(e, s):
    """The enquiry started before the child was referred. Check both dates."""
    return s.S47ActualStartDate < e.CINreferralDate


@row_rule("2991Q", Section47.LAchildID, together=("CINdetailsID",))
def enquiry_without_assessment(s):
    """The episode has an enquiry and no assessment. Check whether an assessment is missing."""
    return ~s.any("Assessments", within="episode")


@row_rule("8615", START, HELD, together=(START.column, HELD.column))
def conference_before_enquiry(s):
    """There was an initial conference, but the start of the enquiry is missing or later. Check both dates."""
    return s.DateOfInitialCPC.is_not_null() & (
        s.S47ActualStartDate.is_null() | (s.S47ActualStartDate > s.DateOfInitialCPC)
    )


@row_rule("8675Q", HELD, START, Section47.ICPCnotRequired, together=(START.column, "ICPCnotRequired"), needs=REFERENCE)
def conference_overdue(s):
    """The enquiry started more than 15 working days ago, and no initial conference is recorded. Was there one?"""
    return _awaited(s) & (s.S47ActualStartDate < working_days_back(s.reference_date, CONFERENCE_DAYS))


@row_rule("8715", HELD, needs=REFERENCE)
def conference_in_another_year(s):
    """The initial conference of the enquiry was held outside the census year."""
    return outside_period(s, s.DateOfInitialCPC)


@row_rule("8740", START, HELD, Section47.ICPCnotRequired, together=(START.column,), needs=REFERENCE)
def awaited_since_another_year(s):
    """A conference is needed and has not been held, and the enquiry started outside the census year."""
    return _awaited(s) & outside_period(s, s.S47ActualStartDate)


def _undecided(s):
    return s.DateOfInitialCPC.is_null() & not_yes(s.ICPCnotRequired)


@row_rule("8839", HELD, together=("CINdetailsID",))
def several_open_enquiries(s):
    """The episode has more than one enquiry whose initial conference has not been held and is still needed."""
    return _undecided(s) & (s.count("Section47", _undecided, within="episode") >= 2)


@pair_rule(
    "8868", HELD, Section47.ICPCnotRequired, CINdetails.CINclosureDate, within="episode", together=("a.CINdetailsID",)
)
def closed_with_conference_unclear(s, e):
    """The episode was closed, so its enquiry should have a conference date or say that none was needed, not both."""
    both = s.DateOfInitialCPC.is_not_null() & s.ICPCnotRequired
    return e.CINclosureDate.is_not_null() & (_undecided(s) | both)


@row_rule("8870Q", Section47.InitialCPCtarget)
def conference_due_at_weekend(s):
    """The initial conference was due on a Saturday or Sunday. Check the date."""
    return weekend(s.InitialCPCtarget)


@row_rule("8875", HELD)
def conference_at_weekend(s):
    """The initial conference was held on a Saturday or Sunday. Check the date."""
    return weekend(s.DateOfInitialCPC)


@pair_rule(
    "8890", START, second=(START, HELD), within="episode", together=("a.CINdetailsID", "a.S47ActualStartDate"),
    needs=REFERENCE,
)  # fmt: skip
def enquiries_overlap(a, b):
    """Two enquiries of this episode overlap: one starts before the conference of the other. Check their dates."""
    start, held = a.S47ActualStartDate, b.DateOfInitialCPC
    alike = (start == b.S47ActualStartDate) & a.DateOfInitialCPC.eq_missing(held)
    running = held.is_null() & (start <= a.reference) & not_yes(b.ICPCnotRequired)
    return ~alike & (start >= b.S47ActualStartDate) & ((start <= held) | running)


RULES = [value for value in globals().values() if isinstance(value, Rule)]
