"""Evidence of what is held: rows of the record, how they came, and how what was written is locked."""

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length

from keepwell.policy.columns import empty_places, within
from keepwell.web.record import models, vault
from keepwell.web.site.promises.evidence.emptiness import filled
from keepwell.web.site.promises.evidence.found import Found, NotMade, NotThere, evidence

# What a reader calls the rows of each kind.
WORDS = {
    "Adoption": "adoption decisions",
    "Assessment": "assessments",
    "AssessmentFactor": "factors found",
    "Attendance": "terms of attendance",
    "CareLeaverContact": "birthdays of care leavers",
    "Conference": "conferences",
    "Contact": "ways of contact",
    "EducationPlan": "plans",
    "Episode": "episodes",
    "HealthEvent": "health events",
    "LegalStatus": "legal statuses",
    "PeriodOfCare": "periods of care",
    "PlacedForAdoption": "decisions to place for adoption",
    "Placement": "placements",
    "ProtectionPlan": "plans",
    "ProtectionReview": "reviews",
    "Referral": "referrals",
    "Section47Enquiry": "enquiries",
    "YearlyOutcomes": "years of outcomes",
}
SEALED_AT_LEAST = 28  # bytes: the nonce and the tag of AES-GCM


@evidence("coverage")
def coverage(look):
    """Compares every column of the record and of its forms with the kinds of information that the policy declares, and
    looks whether nothing is kept where it says so."""
    try:
        from keepwell.web.access.coverage import coverage as compare
    except ImportError:
        raise NotThere from None
    found = compare(look.policy)
    used = sum(bool(columns) for columns in found.by_category.values())
    apart = len(found.not_personal) + len(found.of_staff)
    words = (
        f"{len(found.declared)} columns belong to {used} kinds of information and {apart} tell nothing about a child"
    )
    kept, more = _nothing_where_it_is_said(look, found)
    words = f"{words}; {len(found.undeclared)} are undeclared.{more}"
    return Found(bool(found.declared) and not found.undeclared and kept, words)


def _nothing_where_it_is_said(look, found):
    """Are the places that the policy calls empty so? With a sentence, where there are any."""
    if not found.empty:
        return True, ""
    wrong = filled(look.policy)
    said = f"yet {', '.join(wrong)} hold something" if wrong else "and nothing is"
    return not wrong, f" In {len(found.empty)} columns nothing should be kept, {said}."


@evidence("held")
def held(look, *names):
    """Counts the rows held, and those of a file that are neither in the record nor set aside with a reason."""
    _stop_where_nothing_is_kept(look, names)
    parts, figures, lost = [], {}, _lost(look)
    for name in names:
        figures[name] = getattr(models, name).objects.count()
        parts.append(f"{WORDS[name]}: {{{name}}}")
    words = f"Held: {', '.join(parts)}."
    return Found(
        not lost, words if not lost else f"{words} Rows of files that were lost: {{lost}}.", figures | _if(lost)
    )


def _stop_where_nothing_is_kept(look, names):
    """A controller that says it keeps nothing of all this makes no such promise. That it is so, coverage looks at."""
    places = empty_places(look.policy.objects)
    within_one = [within(f"record.{name}.id", places) for name in names]
    if all(within_one):
        raise NotMade(f"Nothing is kept there: {places[within_one[0]].why}")


def _if(lost):
    return {"lost": lost} if lost else {}


def _lost(look):
    """Rows taken in that became nothing and have no reason. A whole census has a heading, which is nobody's row."""
    heading = Q(table="Header", child__isnull=True)
    return look.once("lost", models.SourceRow.objects.filter(~heading, became__isnull=True, aside="").count)


@evidence("dental")
def dental(look):
    """Counts the dental checks held by day, and the years for which it is known whether there was one."""
    by_day = models.HealthEvent.objects.filter(kind="dental check").count()
    by_year = models.YearlyOutcomes.objects.filter(teeth_checked__isnull=False).count()
    lost = _lost(look)
    words = "Dental checks by day: {by_day}; years for which it is known whether there was one: {by_year}."
    return Found(not lost, words, {"by_day": by_day, "by_year": by_year})


@evidence("sdq")
def sdq(look):
    """Counts scores and reasons for there being none; reads in the policy that refusing is an answer of its own."""
    fact = look.policy.fields["feelings"]
    rows = models.YearlyOutcomes.objects.aggregate(
        scored=Count("pk", filter=Q(sdq_score__isnull=False)),
        refused=Count("pk", filter=Q(sdq_reason__in=fact.refusal_codes)),
    )
    scored = rows["scored"] + models.Sdq.objects.filter(score__isnull=False).count()
    kept = fact.obligation == "voluntary" and bool(fact.refusal_codes)
    words = "Scores held: {scored}; refusals kept as such: {refused}. Answering is "
    return Found(kept, f"{words}{'a choice' if kept else 'not declared as a choice'}.", {**rows, "scored": scored})


@evidence("refusals")
def refusals(look):
    """Counts characteristics, those that refuse and those that wait for an answer among them; none may be blank."""
    fact = look.policy.fields["ethnicity"]
    rows = models.Characteristic.objects.aggregate(
        answers=Count("pk"),
        refused=Count("pk", filter=Q(code__in=fact.refusal_codes)),
        waiting=Count("pk", filter=Q(code__in=fact.waiting_codes)),
        blank=Count("pk", filter=Q(code="")),
    )
    apart = fact.refusal_codes and fact.waiting_codes and not set(fact.refusal_codes) & set(fact.waiting_codes)
    blank = "Blank answers: {blank}." if rows["blank"] else "None is blank."
    words = f"Answers held: {{answers}}; refused: {{refused}}; not asked or answered yet: {{waiting}}. {blank}"
    return Found(not rows["blank"] and bool(apart), words, rows)


@evidence("narrative")
def narrative(look):
    """Counts notes and documents, and those whose child has no key or whose words are shorter than a seal."""
    keyless = ~Exists(models.ChildKey.objects.filter(child=OuterRef("child")))
    notes = models.Note.objects.annotate(length=Length("sealed_text")).aggregate(
        notes=Count("pk"), bare=Count("pk", filter=keyless | Q(length__gt=0, length__lt=SEALED_AT_LEAST))
    )
    documents = models.Document.objects.aggregate(documents=Count("pk"), bare=Count("pk", filter=keyless))
    bare = notes.pop("bare") + documents.pop("bare")
    kept = not bare and vault.master_path().exists()
    words = "Notes: {notes}, documents: {documents}, "
    words += "every one of them locked with a key of the child's own." if kept else "not all of them locked."
    return Found(kept, words, notes | documents)


@evidence("provenance")
def provenance(look):
    """Counts the files taken in, the rows traced to their line, and those that are lost."""
    files, rows, lost = models.SourceFile.objects.count(), models.SourceRow.objects.count(), _lost(look)
    words = "Files taken in: {files}; rows traced to file and line: {rows}; lost: "
    return Found(not lost, words + ("{lost}." if lost else "none."), {"files": files, "rows": rows} | _if(lost))


@evidence("corrections")
def corrections(look):
    """Counts corrections, and those without a reason or without what was said before and after."""
    rows = models.Correction.objects.aggregate(
        made=Count("pk"), bare=Count("pk", filter=Q(reason="") | Q(before__isnull=True, after__isnull=True))
    )
    bare = rows["bare"]
    words = "Corrections made: {made}, "
    return Found(
        not bare,
        words + ("lacking a reason or what was said before: {bare}." if bare else "none without a reason."),
        rows,
    )
