"""The tables of a child's page: for each category of the policy which facts are shown and in which words."""

from collections.abc import Callable
from dataclasses import dataclass

from ..models import (
    Address,
    Adoption,
    Alert,
    Assessment,
    AssessmentFactor,
    Attendance,
    CareLeaverContact,
    Characteristic,
    Conference,
    Contact,
    DeprivationOfLiberty,
    EducationPlan,
    Episode,
    HealthEvent,
    Identifier,
    Involvement,
    LegalStatus,
    MissingEpisode,
    Name,
    NeedPlan,
    Offence,
    PeriodOfCare,
    PlacedForAdoption,
    Placement,
    PreProceedings,
    PreviousPermanence,
    ProtectionPlan,
    ProtectionReview,
    Referral,
    Review,
    SchoolPlace,
    Sdq,
    Section47Enquiry,
    SocialWorkerInvolvement,
    SubstanceUse,
    UnaccompaniedStatus,
    Visit,
    YearlyOutcomes,
)
from .cells import Cell, cell, day, said, until

SEALED = Cell("Sealed address", tag="Sealed", colour="red")


@dataclass(frozen=True)
class Sheet:
    """One kind of fact as a table. `columns` are (heading, what it says, category it needs besides the sheet's)."""

    category: str
    caption: str
    model: type
    columns: tuple
    latest: str = "starts_on"  # the newest by this field comes first
    kind: str = ""  # kind of the chronology that has all of them
    where: Callable = lambda row: True
    whole: bool = False  # all rows, because a drawing beside it shows them all


def sheet(category, caption, model, *columns, **rest):
    return Sheet(
        category, caption, model, tuple(c if len(c) == 3 else (*c, None) for c in map(_column, columns)), **rest
    )


def _column(column):
    heading, say, *needs = column
    return (heading, said(say) if isinstance(say, str) else say, *needs)


def dates(*, starts="starts_on", ends="ends_on", still="Still open"):
    return ("From", starts), ("To", until(ends, still=still))


def yearly(category, caption, *columns):
    """What the yearly return says besides the dated facts: rows that say nothing of the category are left out."""
    fields = [field for _, field in columns]
    return sheet(
        category, caption, YearlyOutcomes, ("Year", lambda row, rows: Cell(year_ending(row.year))), *columns,
        latest="year", where=lambda row: any(getattr(row, f) not in (None, "") for f in fields),
    )  # fmt: skip


def year_ending(year):
    return f"Year ending 31 March {year}"


def _address(row, rows):
    return SEALED if row.sealed else Cell(", ".join(row.lines) or "Not recorded")


def _factors(row, rows):
    found = [f.label("code") for f in rows.of(AssessmentFactor) if f.assessment_id == row.pk]
    return Cell("; ".join(found) or "None recorded")


def _target(row, rows):
    own = [c.target_on for c in rows.of(Conference) if c.enquiry_id == row.pk and c.target_on]
    return day(own[0]) if own else Cell("Not recorded")


def _change(row, rows):
    own = [e for e in rows.of(Episode) if e.placement_id == row.pk and e.reason_place_change]
    return cell(own[-1], "reason_place_change") if own else Cell("")


def _reason_started(row, rows):
    own = [e for e in rows.of(Episode) if e.period_id == row.pk]
    return cell(own[0], "category_of_need") if own else Cell("Not recorded")


def _reason_ended(row, rows):
    own = [e for e in rows.of(Episode) if e.period_id == row.pk]
    return cell(own[-1], "reason_ended") if own and row.ends_on else Cell("")


def _postcode(row, rows):
    """A postcode would give away an address that is kept secret."""
    if any(a.sealed for a in rows.of(Address)):
        return Cell("Not shown: an address is sealed")
    return cell(row, "postcode")


def _worker(row, rows):
    return Cell(rows.called(row.person_id).full)


def _team(row, rows):
    work = getattr(row.person, "professional", None)
    return Cell(", ".join(filter(None, (work.team, work.organisation))) if work else "")


def _attended(row, rows):
    return Cell(f"{row.per_cent} %" if row.per_cent is not None else "Not recorded")


def _contact(row, rows):
    return Cell(row.value, tag="Do not contact" if row.do_not_contact else "", colour="red")


def _score(row, rows):
    if row.score is None:
        return Cell("Not recorded")
    return Cell(f"{row.score} of 40" if 0 <= row.score <= 40 else f"{row.score}, which is not a score from 0 to 40")


def is_kind(*kinds):
    return lambda row: row.kind in kinds


def _is_ehcp(row):
    return "EHC" in row.kind.upper()


DATE = ("Date", "on")
SHEETS = (
    sheet("identity", "Names", Name, ("Kind", "kind"), ("Name", "full"), *dates(still="In use")),
    sheet("identity", "Numbers", Identifier, ("Kind", "kind"), ("Number", "value"), *dates(still="In use")),
    sheet("characteristics", "Characteristics", Characteristic, ("Kind", "kind"), ("Description", "code"),
          ("Who said so", "declared_by"), *dates(still="Current")),
    sheet("address", "Addresses", Address, ("Kind", "kind"), ("Address", _address), *dates(still="Current"),
          kind="address"),
    sheet("contact-details", "Contact details", Contact, ("Kind", "kind"), ("Number or address", _contact),
          ("Note", said("note", empty="")), latest="pk"),
    sheet("worker", "People who work with the child", Involvement, ("Name", _worker), ("Role", "role"),
          ("Team", _team), *dates(still="Now"), kind="worker"),
    sheet("worker", "Social workers, as the return counts them", SocialWorkerInvolvement, ("Registration", "worker"),
          *dates(still="Now"), ("Why it changed", said("reason_ended", empty="")), kind="worker"),
    sheet("need", "Referrals", Referral, ("Referred", "referred_on"), ("By", "source"), ("Main need", "primary_need"),
          ("No further action", "no_further_action"), ("Closed", until("closed_on")),
          ("Why closed", said("reason_closed", empty="")), latest="referred_on", kind="referral"),
    sheet("assessment", "Assessments", Assessment, ("Started", "started_on"), ("Looked at on the way", "reviewed_on"),
          ("Authorised", until("authorised_on")), ("Factors found", _factors), latest="started_on", kind="assessment"),
    sheet("need-plan", "Child in need plans", NeedPlan, *dates(), kind="plan"),
    sheet("section47", "Section 47 enquiries", Section47Enquiry, ("Started", "started_on"),
          ("Conference due by", _target), ("Conference not needed", "conference_not_required"),
          latest="started_on", kind="section47"),
    sheet("conference", "Initial child protection conferences", Conference, ("Held", "held_on"),
          latest="held_on", kind="conference", where=lambda row: row.held_on is not None),
    sheet("protection-plan", "Child protection plans", ProtectionPlan, *dates(),
          ("Category at first", "initial_category"),
          ("Latest category", "latest_category"), ("Plans before this one", "previous_plans"), kind="plan"),
    sheet("protection-plan", "Review conferences", ProtectionReview, ("Held", "held_on"), latest="held_on",
          kind="review"),
    sheet("pre-proceedings", "Steps before going to court", PreProceedings, ("Started", "starts_on"),
          ("Letter sent", "letter_sent_on"), ("First meeting", "first_meeting_on"), ("Decided", "decided_on"),
          ("Outcome", "outcome"), ("Applied to court", "court_application_on"), kind="court"),
    sheet("care", "Times of being looked after", PeriodOfCare, *dates(still="Still looked after"),
          ("Main need", _reason_started, "need"), ("Why it ended", _reason_ended), kind="care"),
    sheet("care", "Legal statuses", LegalStatus, *dates(still="Now"), ("Legal status", "code"), kind="legal",
          whole=True),
    sheet("placement", "Placements", Placement, *dates(still="Now"), ("Kind", "kind"), ("Provider", "provider"),
          ("Postcode", _postcode, "address"), ("Why it changed", _change), kind="placement", whole=True),
    sheet("review", "Reviews", Review, ("Held", "held_on"), ("How the child took part", "participation"),
          latest="held_on", kind="review"),
    sheet("missing", "Missing or away", MissingEpisode, *dates(still="Not yet back"), ("Kind", "kind"), kind="missing"),
    sheet("liberty", "Deprivation of liberty", DeprivationOfLiberty, *dates(), kind="liberty"),
    sheet("previous-permanence", "Earlier permanent homes", PreviousPermanence, ("Kind", "kind"),
          ("Council", "authority"), ("Date, as far as known", "on"), latest="pk"),
    sheet("unaccompanied", "Came to this country alone", UnaccompaniedStatus,
          ("Counted as unaccompanied until", until("ceased_on")), latest="ceased_on"),
    sheet("health", "Health assessments and development checks", HealthEvent, DATE, ("Kind", "kind"),
          ("Outcome", "outcome"), latest="on", kind="health",
          where=lambda row: row.kind not in ("dental check", "immunisations")),
    yearly("health", "Health in the yearly return", ("Health assessed", "health_assessed"),
           ("Development checked", "development_checked")),
    sheet("dental", "Dental checks", HealthEvent, DATE, ("Outcome", "outcome"), latest="on", kind="health",
          where=is_kind("dental check")),
    yearly("dental", "Teeth in the yearly return", ("Teeth checked", "teeth_checked")),
    sheet("immunisation", "Immunisations", HealthEvent, DATE, ("Outcome", "outcome"), latest="on", kind="health",
          where=is_kind("immunisations")),
    yearly("immunisation", "Immunisations in the yearly return", ("Up to date", "immunised")),
    sheet("sdq", "Strengths and difficulties scores", Sdq, DATE, ("Score", _score), ("Completed by", "completed_by"),
          latest="on", kind="sdq", whole=True),
    yearly("sdq", "Scores in the yearly return", ("Score", "sdq_score"), ("Why there is none", "sdq_reason")),
    sheet("substance", "Drugs and alcohol", SubstanceUse, ("Found", "found_on"), ("Help offered", "help_offered_on"),
          ("Help received", "help_received_on"), latest="found_on", kind="substance"),
    yearly("substance", "Drugs and alcohol in the yearly return", ("Problem found", "substance_misuse"),
           ("Help received", "intervention_received"), ("Help offered", "intervention_offered")),
    sheet("offending", "Convictions, final warnings and reprimands", Offence, DATE, ("Outcome", "outcome"),
          latest="on", kind="offending"),
    yearly("offending", "Offending in the yearly return", ("Convicted or warned", "convicted")),
    sheet("education", "Schools", SchoolPlace, ("School", "school"), ("Year group", "year_group"), *dates(still="Now"),
          kind="school"),
    sheet("education", "Personal education plans and support", EducationPlan, ("Kind", "kind"), *dates(),
          ("Reviewed", "reviewed_on"), ("Need", "need"), kind="education-plan", where=lambda row: not _is_ehcp(row)),
    sheet("attendance", "Attendance", Attendance, ("School year", "school_year"), ("Term", "term"),
          ("Attended", _attended), ("Sessions", "possible"), ("Present", "present"),
          ("Absent with leave", "authorised"),
          ("Absent without leave", "unauthorised"), latest="school_year"),
    sheet("ehcp", "Education, health and care plans", EducationPlan, *dates(), ("Reviewed", "reviewed_on"),
          ("Need", "need"), kind="education-plan", where=_is_ehcp),
    sheet("adoption", "The road to adoption", Adoption, ("Decided", "decided_on"), ("Matched", "matched_on"),
          ("By the foster carer", "by_foster_carer"), ("Adopters", "adopters"), ("Who they are", "adopters_sex"),
          ("Their status", "adopters_status"), latest="decided_on", kind="adoption"),
    sheet("placed-for-adoption", "Plans for adoption", PlacedForAdoption, *dates(),
          ("Why it ceased", said("reason_ended", empty="")), kind="adoption"),
    sheet("care-leaver", "Contact with the care leaver", CareLeaverContact,
          ("Year", lambda row, rows: Cell(year_ending(row.year))), ("In touch", "in_touch"), ("Occupation", "activity"),
          ("Lives", "accommodation"), latest="year", kind="leaving"),
    sheet("narrative", "Visits", Visit, DATE, ("Reason", "reason"), ("Child seen", "seen"),
          ("Seen alone", "seen_alone"), latest="on", kind="visit"),
    sheet("alert", "Alerts, past ones too", Alert, ("Kind", "kind"), ("Warning", "text"), *dates(),
          ("To be looked at again", "review_on"), kind="alert"),
)  # fmt: skip

# Groups of the page, in order, with the categories of each and what they are called here.
GROUPS = (
    ("person", "The child", {
        "identity": "Names and numbers", "characteristics": "Characteristics", "address": "Addresses",
        "contact-details": "Contact details", "worker": "Workers", "alert": "Alerts"}),
    ("need", "Need and protection", {
        "need": "Child in need", "assessment": "Assessments", "need-plan": "Child in need plans",
        "section47": "Section 47 enquiries", "conference": "Conferences", "protection-plan": "Child protection plans",
        "pre-proceedings": "Before going to court", "concern": "Notes of concern"}),
    ("care", "Care", {
        "placement": "Placements", "care": "Looked after", "review": "Reviews", "missing": "Missing or away",
        "liberty": "Deprivation of liberty", "previous-permanence": "Earlier permanent homes",
        "unaccompanied": "Unaccompanied asylum-seeking child"}),
    ("health", "Health and wellbeing", {
        "sdq": "Strengths and difficulties", "health": "Health", "dental": "Dental checks",
        "immunisation": "Immunisations", "substance": "Drugs and alcohol", "offending": "Offending"}),
    ("education", "School", {
        "education": "School and support", "attendance": "Attendance", "ehcp": "Education, health and care plans"}),
    ("leaving", "Adoption and leaving care", {
        "adoption": "Adoption", "placed-for-adoption": "Placed for adoption", "care-leaver": "Leaving care"}),
    ("notes", "Notes", {"narrative": "Notes, visits and the child’s own words"}),
)  # fmt: skip
CALLED = {c: title for _, _, categories in GROUPS for c, title in categories.items()} | {
    "relationships": "Family and other relationships",
    "sealed-address": "Sealed addresses",
    "access-log": "Who opened the record",
}
