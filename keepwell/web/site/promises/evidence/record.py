"""Evidence of what is held: rows of the record, how they came, and how what was written is locked."""

from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length

from keepwell.web.record import models, vault
from keepwell.web.site.promises.evidence.emptiness import filled
from keepwell.web.site.promises.evidence.found import Found, NotThere, evidence

OWN_NUMBER = "^K[0-9]{9}$"  # as `actions.making` gives it
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
    look.stop_unless_kept(*(f"record.{name}.id" for name in names))
    parts, figures, lost = [], {}, _lost(look)
    for name in names:
        figures[name] = getattr(models, name).objects.count()
        parts.append(f"{WORDS[name]}: {{{name}}}")
    words = f"Held: {', '.join(parts)}."
    return Found(
        not lost, words if not lost else f"{words} Rows of files that were lost: {{lost}}.", figures | _if(lost)
    )


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
    """Counts the files taken in, the rows traced to their line, and those that are lost. Counts what was typed in
    (steps, corrections, rows of records made by hand), how much of it says who gave it, and what does not although it
    was typed in since that is asked. Each of them keeps its day and who typed it in."""
    files, rows, lost = models.SourceFile.objects.count(), models.SourceRow.objects.count(), _lost(look)
    words = "Files taken in: {files}; rows traced to file and line: {rows}; lost: " + ("{lost}" if lost else "none")
    typed = _typed(_asked_since())
    words += ". Typed in: {typed}, of which {told} say who gave it; silent since that is asked: "
    words += "{silent}" if typed["silent"] else "none"
    kept = not lost and not typed["silent"]
    return Found(kept, f"{words}; from before: {{before}}.", {"files": files, "rows": rows, **typed} | _if(lost))


def _typed(since):
    """{typed, told, silent, before} of what people typed in; silent is what was typed in after `since`."""
    found = {"typed": 0, "told": 0, "silent": 0}
    silent, late = Q(giver=""), Q(at__gte=since)
    for model in (models.Step, models.Correction, models.Given):
        counts = model.objects.order_by().aggregate(
            typed=Count("pk"), told=Count("pk", filter=~silent), silent=Count("pk", filter=silent & late)
        )
        found = {name: n + counts[name] for name, n in found.items()}
    found["before"] = found["typed"] - found["told"] - found["silent"]
    strangers = _made_by_hand(since)
    return found | {"typed": found["typed"] + strangers, "silent": found["silent"] + strangers}


def _made_by_hand(since):
    """People whose row somebody made by hand, with a number of our own, and of whom nothing says who told us."""
    told = models.Given.objects.filter(model="record.person").values("key")
    made = models.Person.history.filter(history_type="+", history_date__gte=since, reference__regex=OWN_NUMBER)
    there = models.Person.objects.filter(pk__in=made.values("id")).exclude(pk__in=told)
    return there.count()


def _asked_since():
    """When this house began to ask who gave it: the database was made ready for it then."""
    return MigrationRecorder.Migration.objects.get(app="record", name="0009_givers").applied


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
