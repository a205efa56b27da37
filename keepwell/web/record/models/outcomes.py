"""How a child is doing: health, strengths and difficulties, substance use, offending, school."""

from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact, CodeField, dates


class YearlyOutcomes(ChildFact):
    """What the return says of a child looked after for the whole year ending 31 March `year`.

    The dated facts behind it are `HealthEvent`, `Sdq`, `SubstanceUse` and `Offence`.
    """

    year = models.IntegerField()
    sdq_score = models.BigIntegerField(null=True, blank=True)
    sdq_reason = CodeField(code_set="ssda903.SDQ_REASON")
    convicted = models.BooleanField(null=True, blank=True)
    development_checked = models.BooleanField(null=True, blank=True)
    immunised = models.BooleanField(null=True, blank=True)
    teeth_checked = models.BooleanField(null=True, blank=True)
    health_assessed = models.BooleanField(null=True, blank=True)
    substance_misuse = models.BooleanField(null=True, blank=True)
    intervention_received = models.BooleanField(null=True, blank=True)
    intervention_offered = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["year", "pk"]


class HealthEvent(ChildFact):
    """A health assessment, dental check, immunisation or development check on a day."""

    KINDS = {
        "health assessment": "Health assessment",
        "dental check": "Dental check",
        "immunisations": "Immunisations",
        "development check": "Development check",
    }

    kind = models.TextField(choices=KINDS.items())
    on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="")

    class Meta:
        ordering = dates(starts="on", ends="on")


class Sdq(ChildFact):
    """A strengths and difficulties questionnaire: 0 to 40, higher is more difficulty."""

    on = models.DateField(null=True, blank=True)
    score = models.BigIntegerField(null=True, blank=True)
    completed_by = models.TextField(blank=True, default="")

    class Meta:
        ordering = dates(starts="on", ends="on")


class SubstanceUse(ChildFact):
    """A substance misuse problem found, and the help offered and taken."""

    found_on = models.DateField(null=True, blank=True)
    help_offered_on = models.DateField(null=True, blank=True)
    help_received_on = models.DateField(null=True, blank=True)


class Offence(ChildFact):
    """A conviction, final warning or reprimand."""

    on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="")
    history = HistoricalRecords()


class SchoolPlace(ChildFact):
    """A school a child attended."""

    school = models.TextField(blank=True, default="")
    urn = models.TextField(blank=True, default="")
    year_group = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = dates()


class Attendance(ChildFact):
    """Sessions of one term: possible, present, absent with and without leave."""

    school_year = models.TextField(blank=True, default="")
    term = models.TextField(blank=True, default="")
    possible = models.BigIntegerField(null=True, blank=True)
    present = models.BigIntegerField(null=True, blank=True)
    authorised = models.BigIntegerField(null=True, blank=True)
    unauthorised = models.BigIntegerField(null=True, blank=True)

    @property
    def per_cent(self):
        return round(100 * self.present / self.possible, 1) if self.possible and self.present is not None else None


class EducationPlan(ChildFact):
    """An education, health and care plan, a personal education plan, or support for special needs."""

    kind = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    need = models.TextField(blank=True, default="")

    class Meta:
        ordering = dates()
