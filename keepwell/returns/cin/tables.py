"""The tables of the children in need census, collections 2025-26 and 2026-27.

The census is one XML file; the readers make tables of it. LAchildID is repeated on every row of a child, and the
numbering columns are added: CINdetailsID counts the CINdetails elements of a child from 1, AssessmentID and CPPID count
assessments and plans inside their episode, so they repeat from episode to episode.
"""

from keepwell.returns.tables import Column, Table, declared

CHILD = Column("LAchildID", "text", key=True, required=True, rule="8500", label="Child's local number")
EPISODE = Column("CINdetailsID", "integer", label="Number of the episode of need")
ASSESSMENT = Column("AssessmentID", "integer", label="Number of the assessment in its episode")
PLAN = Column("CPPID", "integer", label="Number of the plan in its episode")


def _text(name, label, required=False, rule=None):
    return Column(name, "text", required=required, rule=rule, label=label)


def _date(name, label, required=False):
    return Column(name, "date", required=required, label=label)


def _code(name, codes, label, required=False, rule=None, since=None, until=None):
    return Column(name, "code", codes, required=required, rule=rule, label=label, since=since, until=until)


def _flag(name, label, required=False, rule=None):
    return Column(name, "flag", required=required, rule=rule, label=label)


HEADER = Table(
    "Header",
    (
        _text("Collection", "Name of the collection", required=True),
        Column("Year", "integer", required=True, label="Year of the reference date"),
        _date("ReferenceDate", "Reference date", required=True),
        _text("SourceLevel", "Kind of sender", required=True),
        _code("LEA", "local_authority", "Local authority", required=True),
        _text("SoftwareCode", "Software"),
        _text("Release", "Version of the software"),
        _text("SerialNo", "Number of the file"),
        _text("DateTime", "When the file was made", required=True),
    ),
    usual_name="Header",
    title="About the file",
    about="One row: who made the file, when, and for which year.",
)

CHILD_IDENTIFIERS = Table(
    "ChildIdentifiers",
    (
        CHILD,
        _text("UPN", "Unique pupil number", rule="1520"),
        _text("FormerUPN", "Former unique pupil number", rule="1560Q"),
        _code("UPNunknown", "cin.UPNunknown", "Reason for no unique pupil number"),
        _date("PersonBirthDate", "Date of birth"),
        _date("ExpectedPersonBirthDate", "Expected date of birth"),
        _code("Sex", "cin.Sex", "Sex", required=True, rule="4180", since=2025),
        # Given way to Sex; met only in files of earlier years.
        _code("GenderCurrent", "cin.GenderCurrent", "Gender (earlier collections)", until=2024),
        _date("PersonDeathDate", "Date of death"),
    ),
    usual_name="ChildIdentifiers",
    title="Children",
    about="One row for each child: who they are.",
)

CHILD_CHARACTERISTICS = Table(
    "ChildCharacteristics",
    (CHILD, _code("Ethnicity", "cin.Ethnicity", "Ethnicity", required=True, rule="4220")),
    usual_name="ChildCharacteristics",
    title="Ethnicity",
    about="One row for each child.",
)

DISABILITIES = Table(
    "Disabilities",
    (CHILD, _code("Disability", "cin.Disability", "Disability", required=True, rule="8540")),
    usual_name="Disabilities",
    title="Disabilities",
    about="One row for each disability of a child, or one that says there is none.",
)

CIN_DETAILS = Table(
    "CINdetails",
    (
        CHILD,
        EPISODE,
        _date("CINreferralDate", "Referred", required=True),
        _code("ReferralSource", "cin.ReferralSource", "Who referred the child", rule="8866"),
        _code("PrimaryNeedCode", "cin.PrimaryNeedCode", "Main need", rule="8650"),
        _date("CINclosureDate", "Closed"),
        _code("ReasonForClosure", "cin.ReasonForClosure", "Reason for closing", rule="8640"),
        _date("DateOfInitialCPC", "Initial conference held without an enquiry here"),
        _flag("ReferralNFA", "Referral led to no further action", required=True, rule="8568"),
    ),
    usual_name="CINdetails",
    title="Episodes of need",
    about="One row for each referral and what followed from it.",
)

ASSESSMENTS = Table(
    "Assessments",
    (
        CHILD,
        EPISODE,
        ASSESSMENT,
        _date("AssessmentActualStartDate", "Assessment started", required=True),
        _date("AssessmentInternalReviewDate", "Assessment looked at again"),
        _date("AssessmentAuthorisationDate", "Assessment authorised"),
    ),
    usual_name="Assessments",
    title="Assessments",
    about="One row for each assessment of an episode.",
)

ASSESSMENT_FACTORS = Table(
    "AssessmentFactorsList",
    (
        CHILD,
        EPISODE,
        ASSESSMENT,
        _code("AssessmentFactors", "cin.AssessmentFactors", "Factor found", required=True, rule="8897Q"),
    ),
    usual_name="AssessmentFactorsList",
    title="Factors found at assessment",
    about="One row for each factor of an assessment.",
)

PLAN_DATES = Table(
    "CINplanDates",
    (
        CHILD,
        EPISODE,
        _date("CINPlanStartDate", "Plan started", required=True),
        _date("CINPlanEndDate", "Plan ended"),
    ),
    usual_name="CINplanDates",
    title="Child in need plans",
    about="One row for each child in need plan of an episode.",
)

SECTION_47 = Table(
    "Section47",
    (
        CHILD,
        EPISODE,
        _date("S47ActualStartDate", "Enquiry started", required=True),
        _date("InitialCPCtarget", "Initial conference due"),
        _date("DateOfInitialCPC", "Initial conference held"),
        _flag("ICPCnotRequired", "No initial conference needed"),
    ),
    usual_name="Section47",
    title="Section 47 enquiries",
    about="One row for each enquiry of an episode, and the conference it led to.",
)

PLANS = Table(
    "ChildProtectionPlans",
    (
        CHILD,
        EPISODE,
        PLAN,
        _date("CPPstartDate", "Plan started", required=True),
        _date("CPPendDate", "Plan ended"),
        _code("InitialCategoryOfAbuse", "cin.CategoryOfAbuse", "Category at the start", required=True, rule="8905"),
        _code("LatestCategoryOfAbuse", "cin.CategoryOfAbuse", "Latest category", required=True, rule="8910"),
        Column("NumberOfPreviousCPP", "integer", required=True, label="Number of earlier plans"),
    ),
    usual_name="ChildProtectionPlans",
    title="Child protection plans",
    about="One row for each child protection plan of an episode.",
)

REVIEWS = Table(
    "Reviews",
    (CHILD, EPISODE, PLAN, _date("CPPreviewDate", "Review held", required=True)),
    usual_name="Reviews",
    title="Reviews of child protection plans",
    about="One row for each review date; a Reviews element without a date is one row without a date.",
)

PRE_PROCEEDINGS = Table(
    "PreProceedings",
    (
        CHILD,
        EPISODE,
        _date("PPStartDate", "Pre-proceedings started"),
        _date("LBPSentDate", "Letter before proceedings sent"),
        _flag("FGDMMeetingOffer", "Family group meeting offered"),
        _flag("FGDMMeetingFac", "Family group meeting held"),
        _date("InitialPPMeetingDate", "First pre-proceedings meeting"),
        Column("ReviewMeetingsCount", "integer", label="Number of review meetings"),
        _date("StepDecisionDate", "Decision to step up or down"),
        # The list of outcomes has not been published yet: any code is kept and none is called unknown.
        _code("PPOutcome", "cin.PPOutcome", "Outcome"),
        _date("CourtAppDate", "Application to court"),
        _date("LetterInitCPDate", "Letter of first pre-proceedings"),
    ),
    usual_name="PreProceedings",
    title="Pre-proceedings and family group decision-making",
    since=2027,
    about="One row for each time before care proceedings; known from a public sample only.",
)

TABLES: dict[str, Table] = declared(
    HEADER, CHILD_IDENTIFIERS, CHILD_CHARACTERISTICS, DISABILITIES, CIN_DETAILS, ASSESSMENTS, ASSESSMENT_FACTORS,
    PLAN_DATES, SECTION_47, PLANS, REVIEWS, PRE_PROCEEDINGS,
)  # fmt: skip
