"""The shape of a CIN census file: which elements hold which, in the order of the schema, and the table of each.

Readers and writers both follow this one description.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Part:
    """An element that makes rows.

    order: what it holds, in the order of the schema: names of fields, or further parts.
    number: the column that counts such elements inside their parent from 1.
    each: for a listing (Disabilities, Reviews), the element that makes one row; then order is that one field.
    row_when_empty: a listing without any such element is one row without a value.
    """

    element: str
    table: str
    order: tuple = ()
    number: str | None = None
    each: str | None = None
    row_when_empty: bool = False

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(item for item in self.order if isinstance(item, str))

    @cached_property
    def parts(self) -> dict[str, "Part"]:
        return {item.element: item for item in self.order if isinstance(item, Part)}


FACTORS = Part("FactorsIdentifiedAtAssessment", "AssessmentFactorsList", each="AssessmentFactors")
REVIEWS = Part("Reviews", "Reviews", each="CPPreviewDate", row_when_empty=True)
DISABILITIES = Part("Disabilities", "Disabilities", each="Disability")

ASSESSMENTS = Part(
    "Assessments",
    "Assessments",
    ("AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate", FACTORS),
    number="AssessmentID",
)
# The element is CINPlanDates and the table CINplanDates.
PLAN_DATES = Part("CINPlanDates", "CINplanDates", ("CINPlanStartDate", "CINPlanEndDate"))
SECTION_47 = Part(
    "Section47",
    "Section47",
    ("S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"),
)
PLANS = Part(
    "ChildProtectionPlans",
    "ChildProtectionPlans",
    (
        "CPPstartDate",
        "CPPendDate",
        "InitialCategoryOfAbuse",
        "LatestCategoryOfAbuse",
        "NumberOfPreviousCPP",
        REVIEWS,
    ),
    number="CPPID",
)
PRE_PROCEEDINGS = Part(
    "PreProceedingsandFGDM",
    "PreProceedings",
    (
        "PPStartDate",
        "LBPSentDate",
        "FGDMMeetingOffer",
        "FGDMMeetingFac",
        "InitialPPMeetingDate",
        "ReviewMeetingsCount",
        "StepDecisionDate",
        "PPOutcome",
        "CourtAppDate",
        "LetterInitCPDate",
    ),
)
IDENTIFIERS = Part(
    "ChildIdentifiers",
    "ChildIdentifiers",
    (
        "LAchildID",
        "UPN",
        "FormerUPN",
        "UPNunknown",
        "PersonBirthDate",
        "ExpectedPersonBirthDate",
        "Sex",
        "GenderCurrent",
        "PersonDeathDate",
    ),
)
CHARACTERISTICS = Part("ChildCharacteristics", "ChildCharacteristics", ("Ethnicity", DISABILITIES))
EPISODES = Part(
    "CINdetails",
    "CINdetails",
    (
        "CINreferralDate",
        "ReferralSource",
        "PrimaryNeedCode",
        "CINclosureDate",
        "ReasonForClosure",
        "DateOfInitialCPC",
        ASSESSMENTS,
        PLAN_DATES,
        SECTION_47,
        "ReferralNFA",
        PLANS,
        PRE_PROCEEDINGS,
    ),
    number="CINdetailsID",
)

# The parts of a Child element; the first two stand once.
CHILD: tuple[Part, ...] = (IDENTIFIERS, CHARACTERISTICS, EPISODES)
ONCE = (IDENTIFIERS.element, CHARACTERISTICS.element)

# The two parts of the file's Header and what they hold; together one row of the table Header.
HEADER: dict[str, tuple[str, ...]] = {
    "CollectionDetails": ("Collection", "Year", "ReferenceDate"),
    "Source": ("SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"),
}
