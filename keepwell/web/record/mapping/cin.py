"""The children in need census and the record."""

from ..models import (
    Assessment,
    AssessmentFactor,
    Characteristic,
    NeedPlan,
    PreProceedings,
    ProtectionPlan,
    ProtectionReview,
    Referral,
    Section47Enquiry,
)
from .child import ChildShelf
from .conferences import WithConference
from .shelf import Shelf
from .ssda903 import never, on_a_day, overlaps
from .table import TableMap

FIRST_PRE_PROCEEDINGS_YEAR = 2027  # they joined the census in 2026-27
CASE = ("CINdetails", ("_child", "CINdetailsID"))


def begun(fact):
    """Part of the census once it has begun; its case decides the rest."""
    return lambda facts, year: facts[fact] is None or facts[fact] <= year.end


def open_case(facts, year):
    """A case open on any day of the year; a referral that led to nothing counts in the year it was made."""
    if facts["no_further_action"]:
        return on_a_day("referred_on")(facts, year)
    return overlaps("referred_on", "closed_on")(facts, year)


def enquiry_of_the_year(facts, year):
    """An enquiry begun in the year, or followed by a conference in it."""
    last = max(filter(None, (facts["started_on"], facts["conference_on"])), default=None)
    return begun("started_on")(facts, year) and (last is None or last >= year.start)


def found_by_then(facts, year):
    """Factors are what an assessment found: part of the census once the assessment was authorised."""
    return facts["authorised_on"] is not None and facts["authorised_on"] <= year.end


def table(name, shelf, columns, **rest):
    return TableMap(name, shelf, columns, owner="LAchildID", **rest)


MAPS = {m.name: m for m in (
    table(
        "ChildIdentifiers", ChildShelf(),
        {"UPN": "upn", "FormerUPN": "former_upn", "UPNunknown": "upn_unknown", "PersonBirthDate": "born_on",
         "ExpectedPersonBirthDate": "birth_expected_on", "Sex": "sex", "GenderCurrent": "gender",
         "PersonDeathDate": "died_on"},
        once=True, keeps=True, makes_owner=True, in_year=never, until={"PersonDeathDate": ("PersonDeathDate",)},
    ),
    table(
        "ChildCharacteristics", ChildShelf(), {"Ethnicity": "ethnicity"}, once=True, keeps=True, in_year=never,
    ),
    table(
        "Disabilities", Shelf(Characteristic, ("code",), owner="person", fixed={"kind": "disability"}),
        {"Disability": "code"}, key=("code",), in_year=lambda facts, year: True,
    ),
    table(
        "CINdetails",
        WithConference(Referral, ("referred_on", "source", "primary_need", "closed_on", "reason_closed",
                                  "no_further_action"), carried=("conference_on",), link="referral"),
        {"CINreferralDate": "referred_on", "ReferralSource": "source", "PrimaryNeedCode": "primary_need",
         "CINclosureDate": "closed_on", "ReasonForClosure": "reason_closed", "DateOfInitialCPC": "conference_on",
         "ReferralNFA": "no_further_action"},
        key=("referred_on",), ids=CASE[1], until={"CINclosureDate": ("CINclosureDate", "ReasonForClosure"),
                                                  "DateOfInitialCPC": ("DateOfInitialCPC",)},
        since=("DateOfInitialCPC",), in_year=open_case,
    ),
    table(
        "Assessments", Shelf(Assessment, ("started_on", "reviewed_on", "authorised_on"), parent="referral"),
        {"AssessmentActualStartDate": "started_on", "AssessmentInternalReviewDate": "reviewed_on",
         "AssessmentAuthorisationDate": "authorised_on"},
        key=("started_on",), parent=CASE, ids=("_child", "CINdetailsID", "AssessmentID"),
        until={"AssessmentInternalReviewDate": ("AssessmentInternalReviewDate",),
               "AssessmentAuthorisationDate": ("AssessmentAuthorisationDate",)},
        in_year=overlaps("started_on", "authorised_on"),
    ),
    table(
        "AssessmentFactorsList", Shelf(AssessmentFactor, ("code",), parent="assessment"),
        {"AssessmentFactors": "code"}, key=("code",),
        parent=("Assessments", ("_child", "CINdetailsID", "AssessmentID")), in_year=found_by_then,
    ),
    table(
        "CINplanDates", Shelf(NeedPlan, ("starts_on", "ends_on"), parent="referral"),
        {"CINPlanStartDate": "starts_on", "CINPlanEndDate": "ends_on"},
        key=("starts_on",), parent=CASE, until={"CINPlanEndDate": ("CINPlanEndDate",)}, in_year=overlaps(),
    ),
    table(
        "Section47",
        WithConference(Section47Enquiry, ("started_on", "conference_not_required"), parent="referral",
                       carried=("conference_target_on", "conference_on"), link="enquiry"),
        {"S47ActualStartDate": "started_on", "InitialCPCtarget": "conference_target_on",
         "DateOfInitialCPC": "conference_on", "ICPCnotRequired": "conference_not_required"},
        key=("started_on",), parent=CASE, until={"DateOfInitialCPC": ("DateOfInitialCPC",)},
        in_year=enquiry_of_the_year,
    ),
    table(
        "ChildProtectionPlans",
        Shelf(ProtectionPlan, ("starts_on", "ends_on", "initial_category", "latest_category", "previous_plans"),
              parent="referral"),
        {"CPPstartDate": "starts_on", "CPPendDate": "ends_on", "InitialCategoryOfAbuse": "initial_category",
         "LatestCategoryOfAbuse": "latest_category", "NumberOfPreviousCPP": "previous_plans"},
        key=("starts_on",), parent=CASE, ids=("_child", "CINdetailsID", "CPPID"),
        until={"CPPendDate": ("CPPendDate",)}, in_year=overlaps(),
    ),
    table(
        "Reviews", Shelf(ProtectionReview, ("held_on",), parent="plan"), {"CPPreviewDate": "held_on"},
        key=("held_on",), parent=("ChildProtectionPlans", ("_child", "CINdetailsID", "CPPID")),
        in_year=begun("held_on"),
    ),
    table(
        "PreProceedings",
        Shelf(PreProceedings, ("starts_on", "letter_sent_on", "family_meeting_offered", "family_meeting_held",
                               "first_meeting_on", "review_meetings", "decided_on", "outcome",
                               "court_application_on", "letter_initiated_on"), parent="referral"),
        {"PPStartDate": "starts_on", "LBPSentDate": "letter_sent_on", "FGDMMeetingOffer": "family_meeting_offered",
         "FGDMMeetingFac": "family_meeting_held", "InitialPPMeetingDate": "first_meeting_on",
         "ReviewMeetingsCount": "review_meetings", "StepDecisionDate": "decided_on", "PPOutcome": "outcome",
         "CourtAppDate": "court_application_on", "LetterInitCPDate": "letter_initiated_on"},
        key=("starts_on",), parent=CASE,
        in_year=lambda facts, year: year.end.year >= FIRST_PRE_PROCEEDINGS_YEAR and begun("starts_on")(facts, year),
    ),
)}  # fmt: skip
