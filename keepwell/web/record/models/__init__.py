from .care import (
    Adoption,
    CareLeaverContact,
    DeprivationOfLiberty,
    Episode,
    LegalStatus,
    MissingEpisode,
    PeriodOfCare,
    PlacedForAdoption,
    Placement,
    PreviousPermanence,
    Review,
    SocialWorkerInvolvement,
    UnaccompaniedStatus,
)
from .narrative import ChildKey, Document, Note
from .need import (
    Assessment,
    AssessmentFactor,
    Conference,
    NeedPlan,
    PreProceedings,
    ProtectionPlan,
    ProtectionReview,
    Referral,
    Section47Enquiry,
    Visit,
)
from .outcomes import (
    Attendance,
    EducationPlan,
    HealthEvent,
    Offence,
    SchoolPlace,
    Sdq,
    SubstanceUse,
    YearlyOutcomes,
)
from .people import (
    Address,
    Alert,
    Characteristic,
    Child,
    Contact,
    Identifier,
    Involvement,
    Name,
    NameKey,
    Person,
    Professional,
    Relationship,
)
from .provenance import Finding, Import, SourceFile, SourceRow

__all__ = [
    "Address", "Adoption", "Alert", "Assessment", "AssessmentFactor", "Attendance", "CareLeaverContact",
    "Characteristic", "Child", "ChildKey", "Conference", "Contact", "DeprivationOfLiberty", "Document",
    "EducationPlan", "Episode", "Finding", "HealthEvent", "Identifier", "Import", "Involvement", "LegalStatus",
    "MissingEpisode", "Name", "NameKey", "NeedPlan", "Note", "Offence", "PeriodOfCare", "Person",
    "PlacedForAdoption", "Placement", "PreProceedings", "PreviousPermanence", "Professional", "ProtectionPlan",
    "ProtectionReview", "Referral", "Relationship", "Review", "SchoolPlace", "Sdq", "Section47Enquiry",
    "SocialWorkerInvolvement", "SourceFile", "SourceRow", "SubstanceUse", "UnaccompaniedStatus", "Visit",
    "YearlyOutcomes",
]
