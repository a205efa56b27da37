"""How each dated fact of the record is told in the chronology: its kind, its category, and its sentence.

`tests/web/record/test_chronology.py` demands that every date of every fact is told here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..models import (
    Address,
    Adoption,
    Alert,
    Assessment,
    Attendance,
    CareLeaverContact,
    Characteristic,
    Conference,
    Consent,
    DeprivationOfLiberty,
    Document,
    EducationPlan,
    Episode,
    HealthEvent,
    Identifier,
    Involvement,
    LegalStatus,
    MissingEpisode,
    Name,
    NeedPlan,
    Note,
    Offence,
    PeriodOfCare,
    PlacedForAdoption,
    Placement,
    PreProceedings,
    PreviousPermanence,
    ProtectionPlan,
    ProtectionReview,
    Referral,
    Relationship,
    Review,
    SchoolPlace,
    Sdq,
    Section47Enquiry,
    SocialWorkerInvolvement,
    SubstanceUse,
    Told,
    UnaccompaniedStatus,
    Visit,
    YearlyOutcomes,
)
from .sentences import (
    address,
    alert,
    assessment_ends,
    attended,
    author,
    code,
    health,
    health_category,
    is_given,
    joined,
    named,
    note,
    note_category,
    numbered,
    partial,
    period_ends,
    period_starts,
    placement_ends,
    plain,
    plan,
    plan_category,
    related,
    sdq,
    visit,
    whole,
    worker,
    worker_name,
    yearly,
)
from .sheets import year_ending

# Kinds as the reader filters by them.
KINDS = {
    "life": "Birth, name and family",
    "referral": "Referrals",
    "assessment": "Assessments",
    "section47": "Section 47 enquiries",
    "conference": "Conferences",
    "plan": "Plans",
    "review": "Reviews",
    "court": "Before going to court",
    "care": "Coming into and leaving care",
    "legal": "Legal status",
    "placement": "Placements",
    "missing": "Missing or away",
    "liberty": "Deprivation of liberty",
    "concern": "Notes of concern",
    "visit": "Visits",
    "note": "Case notes",
    "words": "The child’s own words",
    "alert": "Alerts",
    "health": "Health",
    "sdq": "Strengths and difficulties",
    "substance": "Drugs and alcohol",
    "offending": "Offending",
    "school": "School and attendance",
    "education-plan": "Education plans",
    "adoption": "Adoption",
    "leaving": "Leaving care",
    "worker": "Workers",
    "told": "Told and agreed",
    "address": "Addresses",
}


@dataclass(frozen=True)
class Telling:
    """`dates` are date fields, each with the sentence of that day: a function of the row and of the story.

    `undated` is the sentence of a row without any date; None when such a row is no event. `follows` joins the end of
    one row with the start of the next on the same day. `when` names the time of a fact that has no day.
    """

    model: type
    kind: str | Callable
    category: str | Callable
    dates: dict
    undated: Callable | None = None
    follows: bool = False
    who: Callable = lambda row, story: ""
    when: Callable = lambda row: ""
    day: Callable = lambda row: None  # of a fact whose date is kept as text
    categories: dict = field(default_factory=dict)  # date field -> another category

    def category_of(self, row, name=None):
        if name in self.categories:
            return self.categories[name]
        return self.category(row) if callable(self.category) else self.category

    def kind_of(self, row):
        return self.kind(row) if callable(self.kind) else self.kind


NOTE_KINDS = {"concern": "concern", "visit": "visit", "child's words": "words"}


def spell(model, kind, category, starts, ends, **more):
    """A fact with a beginning and an end; undated it is told by its beginning."""
    return Telling(model, kind, category, {"ends_on": ends, "starts_on": starts}, undated=starts, **more)


def once(model, kind, category, say, on="on", **more):
    return Telling(model, kind, category, {on: say}, undated=say, **more)


TELLINGS = (
    Telling(Name, "life", "identity", {"ends_on": named("No longer called"), "starts_on": named("Called")}),
    Telling(Identifier, "life", "identity", {"ends_on": numbered("no longer used"), "starts_on": numbered("given")}),
    Telling(Characteristic, "life", "characteristics",
            {"ends_on": lambda r, s: f"{r.get_kind_display()} no longer recorded as {r.label()}",
             "starts_on": lambda r, s: f"{r.get_kind_display()} recorded as {r.label()}"}),
    Telling(Relationship, "life", "relationships",
            {"ends_on": related("ended"),
             "starts_on": related("began")}),
    Telling(Address, "address", "address",
            {"ends_on": address("Left"), "starts_on": address("Moved")}, undated=address("Address")),
    spell(Involvement, "worker", "worker", worker("began"), worker("ended"), who=worker_name),
    spell(SocialWorkerInvolvement, "worker", "worker",
          lambda r, s: joined("Social worker began", r.worker, r.label("reason_ended")),
          plain("Social worker ended", "worker"), follows=True),
    Telling(Referral, "referral", "need",
            {"closed_on": code("Case closed", "reason_closed"),
             "referred_on": lambda r, s: joined("Referred", r.label("source"), r.label("primary_need"),
                                               "no further action" if r.no_further_action else "")},
            undated=code("Referred", "source", "primary_need")),
    Telling(Assessment, "assessment", "assessment",
            {"started_on": lambda r, s: "Assessment started",
             "reviewed_on": lambda r, s: "Assessment looked at on the way",
             "authorised_on": assessment_ends}, undated=lambda r, s: "Assessment"),
    once(Section47Enquiry, "section47", "section47",
         lambda r, s: joined("Section 47 enquiry started", r.conference_not_required and "no conference needed"),
         on="started_on"),
    Telling(Conference, "conference", "conference",
            {"target_on": lambda r, s: "Initial child protection conference due by this day",
             "held_on": lambda r, s: "Initial child protection conference held"},
            undated=lambda r, s: "Initial child protection conference", categories={"target_on": "section47"}),
    spell(ProtectionPlan, "plan", "protection-plan", code("Child protection plan started", "initial_category"),
          code("Child protection plan ended", "latest_category")),
    once(ProtectionReview, "review", "protection-plan", lambda r, s: "Child protection review conference",
         on="held_on"),
    spell(NeedPlan, "plan", "need-plan", plain("Child in need plan started"), plain("Child in need plan ended")),
    Telling(PreProceedings, "court", "pre-proceedings",
            {"starts_on": plain("Pre-proceedings started"), "letter_sent_on": plain("Letter before proceedings sent"),
             "first_meeting_on": plain("First pre-proceedings meeting"),
             "decided_on": code("Decided how pre-proceedings end", "outcome"),
             "court_application_on": plain("Applied to court"),
             "letter_initiated_on": plain("Letter that starts proceedings")}, undated=plain("Pre-proceedings")),
    spell(PeriodOfCare, "care", "care", period_starts, period_ends),
    spell(LegalStatus, "legal", "care", code("Legal status", "code"), code("Legal status ended", "code"), follows=True),
    spell(Placement, "placement", "placement", code("Moved to", "kind", "provider"), placement_ends, follows=True),
    spell(Episode, "care", "care", code("Care episode started", "reason_started"),
          code("Care episode ended", "reason_ended")),
    once(Review, "review", "review", code("Review", "participation"), on="held_on"),
    spell(MissingEpisode, "missing", "missing", code("Missing or away", "kind"), code("Came back", "kind")),
    spell(DeprivationOfLiberty, "liberty", "liberty", plain("Deprivation of liberty began"),
          plain("Deprivation of liberty ended")),
    Telling(PreviousPermanence, "care", "previous-permanence", {},
            undated=code("Left an earlier permanent home", "kind", "authority"), when=lambda r: partial(r.on),
            day=lambda r: whole(r.on)),
    once(UnaccompaniedStatus, "care", "unaccompanied",
         plain("No longer counted as an unaccompanied asylum-seeking child"), on="ceased_on"),
    once(HealthEvent, "health", health_category, health),
    once(Sdq, "sdq", "sdq", sdq),
    Telling(SubstanceUse, "substance", "substance",
            {"found_on": plain("Drug or alcohol problem found"),
             "help_offered_on": plain("Help with drugs or alcohol offered"),
             "help_received_on": plain("Help with drugs or alcohol received")},
            undated=plain("Drug or alcohol problem")),
    once(Offence, "offending", "offending", plain("Conviction, final warning or reprimand", "outcome")),
    spell(SchoolPlace, "school", "education", plain("Started at school", "school", "year_group"),
          plain("Left school", "school"), follows=True),
    Telling(EducationPlan, "education-plan", plan_category,
            {"ends_on": plan("ended"), "starts_on": plan("started"), "reviewed_on": plan("reviewed")},
            undated=plan("recorded")),
    Telling(Adoption, "adoption", "adoption",
            {"decided_on": plain("Decided that the child should be adopted"),
             "matched_on": code("Matched with adopters", "adopters", "adopters_sex", "adopters_status")},
            undated=plain("Adoption")),
    spell(PlacedForAdoption, "adoption", "placed-for-adoption", plain("Adoption became the plan"),
          code("Adoption is no longer the plan", "reason_ended")),
    once(Visit, "visit", "narrative", visit),
    Telling(Alert, "alert", "alert",
            {"ends_on": alert("Alert ended"), "starts_on": alert("Alert"),
             "review_on": alert("Alert to be looked at again")}, undated=alert("Alert")),
    Telling(Note, lambda r: NOTE_KINDS.get(r.kind, "note"), note_category, {"on": note}, undated=note, who=author),
    once(Document, "note", "narrative", plain("Document", "media_type")),
    once(Told, "told", "consent", lambda r, s: joined("Told how the record is used", r.get_how_display())),
    Telling(Consent, "told", "consent",
            {"on": lambda r, s: joined(r.get_answer_display(), r.title),
             "ends_on": lambda r, s: joined("Agreed until this day", r.title),
             "withdrawn_on": lambda r, s: joined("No longer agreed", r.title)}),
    Telling(CareLeaverContact, "leaving", "care-leaver", {},
            undated=lambda r, s: joined("Care leaver", joined("in touch", r.label("in_touch")), r.label("activity"),
                                       r.label("accommodation")), when=lambda r: year_ending(r.year)),
    Telling(Attendance, "school", "attendance", {}, undated=attended,
            when=lambda r: " ".join(filter(None, (r.school_year, r.term)))),
)  # fmt: skip

# What the yearly return says, by the category that each fact belongs to.
YEARLY = {
    "sdq": ("sdq", (("sdq_score", "score"), ("sdq_reason", "no score because"))),
    "health": ("health", (("health_assessed", "health assessed"), ("development_checked", "development checked"))),
    "dental": ("health", (("teeth_checked", "teeth checked"),)),
    "immunisation": ("health", (("immunised", "immunisations up to date"),)),
    "substance": ("substance", (("substance_misuse", "drug or alcohol problem"),
                                ("intervention_received", "help received"), ("intervention_offered", "help offered"))),
    "offending": ("offending", (("convicted", "convicted or warned"),)),
}  # fmt: skip
TELLINGS += tuple(
    Telling(YearlyOutcomes, kind, category, {}, undated=yearly(*said), when=lambda r: year_ending(r.year))
    for category, (kind, said) in YEARLY.items()
)
SAYS_NOTHING = {
    (YearlyOutcomes, category): (lambda row, said=said: not any(is_given(row, n) for n, _ in said))
    for category, (_, said) in YEARLY.items()
}
