"""How each dated fact of the record is told in the chronology: its kind, its category, and its sentence.

`tests/web/record/test_chronology.py` demands that every date of every fact is told here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

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
    UnaccompaniedStatus,
    Visit,
    YearlyOutcomes,
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


def _with(text, *more, by=": "):
    more = [m for m in more if m]
    return text + by + "; ".join(more) if more else text


def code(text, name, *others):
    return lambda row, story: _with(text, *(row.label(n) for n in (name, *others)))


def plain(text, *names):
    return lambda row, story: _with(text, *(str(getattr(row, n)) for n in names if getattr(row, n) not in (None, "")))


def _period_starts(row, story):
    own = [e for e in story.rows.of(Episode) if e.period_id == row.pk]
    need = own[0].label("category_of_need") if own and story.may("need") else ""
    return _with("Started to be looked after", need)


def _period_ends(row, story):
    own = [e for e in story.rows.of(Episode) if e.period_id == row.pk]
    return _with("Stopped being looked after", own[-1].label("reason_ended") if own else "")


def _placement_ends(row, story):
    own = [e for e in story.rows.of(Episode) if e.placement_id == row.pk and e.reason_place_change]
    return _with("Placement ended", row.label("kind"), own[-1].label("reason_place_change") if own else "")


def _assessment_ends(row, story):
    factors = [f.label("code") for f in story.rows.of(AssessmentFactor) if f.assessment_id == row.pk]
    return _with("Assessment authorised", *factors)


def _sdq(row, story):
    if row.score is None:
        return _with("Strengths and difficulties questionnaire without a score", row.completed_by)
    by = f", completed by {row.completed_by}" if row.completed_by else ""
    return f"Strengths and difficulties score {row.score} of 40{by}"


def _alert(text):
    return lambda row, story: _with(text, " – ".join(filter(None, (row.kind, row.text))))


def _address(text):
    def say(row, story):
        where = "a sealed address" if row.sealed else ", ".join(row.lines) or "an address without lines"
        return f"{text}: {row.get_kind_display().lower()}, {where}"

    return say


def _named(text):
    return lambda row, story: f"{text} {row.full} ({row.get_kind_display().lower()})"


def _numbered(text):
    return lambda row, story: f"{row.get_kind_display()} {text}: {row.value}"


def _related(text):
    def say(row, story):
        return f"{story.rows.called(row.other_id).full} {text}: {row.get_kind_display().lower()}"

    return say


def _worker(text):
    return lambda row, story: _with(f"{row.role or 'Worker'} {text}")


def _worker_name(row, story):
    return story.rows.called(row.person_id).full


def _visit(row, story):
    seen = {True: "child seen", False: "child not seen", None: ""}[row.seen]
    alone = {True: "seen alone", False: "not seen alone", None: ""}[row.seen_alone]
    return _with("Visit", row.reason, seen, alone)


def _note(row, story):
    return Note.KINDS.get(row.kind, row.kind or "Note")


def _author(row, story):
    return story.rows.called(row.written_by_id).full if row.written_by_id else ""


def _plan(text):
    return lambda row, story: _with(f"{row.kind or 'Education plan'} {text}", row.need)


def _health(row, story):
    return _with(row.get_kind_display() or "Health event", row.outcome)


def _yearly(*said):
    def say(row, story):
        words = {True: "yes", False: "no"}
        parts = [f"{text} {words.get(getattr(row, n), getattr(row, n))}" for n, text in said if _given(row, n)]
        return _with("The yearly return says", *parts)

    return say


def _given(row, name):
    return getattr(row, name) not in (None, "")


def _attended(row, story):
    part = f"present {row.present} of {row.possible} sessions" if row.possible else "sessions not recorded"
    return _with("Attendance", part, f"{row.per_cent} %" if row.per_cent is not None else "")


def _health_category(row):
    return {"dental check": "dental", "immunisations": "immunisation"}.get(row.kind, "health")


def _plan_category(row):
    return "ehcp" if "EHC" in row.kind.upper() else "education"


def _note_category(row):
    return "concern" if row.kind == "concern" else "narrative"


NOTE_KINDS = {"concern": "concern", "visit": "visit", "child's words": "words"}


def spell(model, kind, category, starts, ends, **more):
    """A fact with a beginning and an end; undated it is told by its beginning."""
    return Telling(model, kind, category, {"ends_on": ends, "starts_on": starts}, undated=starts, **more)


def once(model, kind, category, say, on="on", **more):
    return Telling(model, kind, category, {on: say}, undated=say, **more)


TELLINGS = (
    Telling(Name, "life", "identity", {"ends_on": _named("No longer called"), "starts_on": _named("Called")}),
    Telling(Identifier, "life", "identity", {"ends_on": _numbered("no longer used"), "starts_on": _numbered("given")}),
    Telling(Characteristic, "life", "characteristics",
            {"ends_on": lambda r, s: f"{r.get_kind_display()} no longer recorded as {r.label()}",
             "starts_on": lambda r, s: f"{r.get_kind_display()} recorded as {r.label()}"}),
    Telling(Relationship, "life", "relationships",
            {"ends_on": _related("no longer in this relationship"), "starts_on": _related("came into the child’s life")}),
    Telling(Address, "address", "address",
            {"ends_on": _address("Left"), "starts_on": _address("Moved")}, undated=_address("Address")),
    spell(Involvement, "worker", "worker", _worker("began"), _worker("ended"), who=_worker_name),
    spell(SocialWorkerInvolvement, "worker", "worker", plain("Social worker began", "worker"),
          lambda r, s: _with(_with("Social worker ended", r.worker), r.label("reason_ended")), follows=True),
    Telling(Referral, "referral", "need",
            {"closed_on": code("Case closed", "reason_closed"),
             "referred_on": lambda r, s: _with("Referred", r.label("source"), r.label("primary_need"),
                                               "no further action" if r.no_further_action else "")},
            undated=code("Referred", "source", "primary_need")),
    Telling(Assessment, "assessment", "assessment",
            {"started_on": lambda r, s: "Assessment started", "reviewed_on": lambda r, s: "Assessment looked at on the way",
             "authorised_on": _assessment_ends}, undated=lambda r, s: "Assessment"),
    once(Section47Enquiry, "section47", "section47",
         lambda r, s: _with("Section 47 enquiry started", "conference not needed" if r.conference_not_required else ""),
         on="started_on"),
    Telling(Conference, "conference", "conference",
            {"target_on": lambda r, s: "Initial child protection conference due by this day",
             "held_on": lambda r, s: "Initial child protection conference held"},
            undated=lambda r, s: "Initial child protection conference", categories={"target_on": "section47"}),
    spell(ProtectionPlan, "plan", "protection-plan", code("Child protection plan started", "initial_category"),
          code("Child protection plan ended", "latest_category")),
    once(ProtectionReview, "review", "protection-plan", lambda r, s: "Child protection review conference", on="held_on"),
    spell(NeedPlan, "plan", "need-plan", plain("Child in need plan started"), plain("Child in need plan ended")),
    Telling(PreProceedings, "court", "pre-proceedings",
            {"starts_on": plain("Pre-proceedings started"), "letter_sent_on": plain("Letter before proceedings sent"),
             "first_meeting_on": plain("First pre-proceedings meeting"),
             "decided_on": code("Decided how pre-proceedings end", "outcome"),
             "court_application_on": plain("Applied to court"),
             "letter_initiated_on": plain("Letter that starts proceedings")}, undated=plain("Pre-proceedings")),
    spell(PeriodOfCare, "care", "care", _period_starts, _period_ends),
    spell(LegalStatus, "legal", "care", code("Legal status", "code"), code("Legal status ended", "code"), follows=True),
    spell(Placement, "placement", "placement", code("Moved to", "kind", "provider"), _placement_ends, follows=True),
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
    once(HealthEvent, "health", _health_category, _health),
    once(Sdq, "sdq", "sdq", _sdq),
    Telling(SubstanceUse, "substance", "substance",
            {"found_on": plain("Drug or alcohol problem found"), "help_offered_on": plain("Help with drugs or alcohol offered"),
             "help_received_on": plain("Help with drugs or alcohol received")}, undated=plain("Drug or alcohol problem")),
    once(Offence, "offending", "offending", plain("Conviction, final warning or reprimand", "outcome")),
    spell(SchoolPlace, "school", "education", plain("Started at school", "school", "year_group"),
          plain("Left school", "school"), follows=True),
    Telling(EducationPlan, "education-plan", _plan_category,
            {"ends_on": _plan("ended"), "starts_on": _plan("started"), "reviewed_on": _plan("reviewed")},
            undated=_plan("recorded")),
    Telling(Adoption, "adoption", "adoption",
            {"decided_on": plain("Decided that the child should be adopted"),
             "matched_on": code("Matched with adopters", "adopters", "adopters_sex", "adopters_status")},
            undated=plain("Adoption")),
    spell(PlacedForAdoption, "adoption", "placed-for-adoption", plain("Adoption became the plan"),
          code("Adoption is no longer the plan", "reason_ended")),
    once(Visit, "visit", "narrative", _visit),
    Telling(Alert, "alert", "alert",
            {"ends_on": _alert("Alert ended"), "starts_on": _alert("Alert"),
             "review_on": _alert("Alert to be looked at again")}, undated=_alert("Alert")),
    Telling(Note, lambda r: NOTE_KINDS.get(r.kind, "note"), _note_category, {"on": _note}, undated=_note, who=_author),
    once(Document, "note", "narrative", plain("Document", "media_type")),
    Telling(CareLeaverContact, "leaving", "care-leaver", {},
            undated=lambda r, s: _with("Care leaver", _with("in touch", r.label("in_touch")), r.label("activity"),
                                       r.label("accommodation")), when=lambda r: year_ending(r.year)),
    Telling(Attendance, "school", "attendance", {}, undated=_attended,
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
    Telling(YearlyOutcomes, kind, category, {}, undated=_yearly(*said), when=lambda r: year_ending(r.year))
    for category, (kind, said) in YEARLY.items()
)
SAYS_NOTHING = {
    (YearlyOutcomes, category): (lambda row, said=said: not any(_given(row, n) for n, _ in said))
    for category, (_, said) in YEARLY.items()
}
MONTHS = "January February March April May June July August September October November December".split()


def whole(text):
    """The date, when all of it is known; else None."""
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def partial(text):
    """A date of which only a part is known, as words: "ZZ/03/2015" is "March 2015"."""
    day, month, year = ([*text.split("/"), "", "", ""])[:3]
    known = month.isdigit() and 1 <= int(month) <= 12
    words = [day if day.isdigit() and known else "", MONTHS[int(month) - 1] if known else "", year if year.isdigit() else ""]
    return " ".join(filter(None, words)) or text
