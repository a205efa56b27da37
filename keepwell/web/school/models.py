"""What a school writes down of a pupil day by day, and the plans for their learning."""

import hashlib

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from keepwell.attendance.register import AM, PM

from ..record.models.base import ChildFact, dates

HALVES = ((AM, "Morning"), (PM, "Afternoon"))
TERMS = (("autumn", "Autumn"), ("spring", "Spring"), ("summer", "Summer"))


def _staff():
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class RegisterFile(models.Model):
    """A register file that was taken in: how much of it, and its account, sealed under the master key.

    The account may hold numbers of pupils whom nobody knows here, so only whoever brought the file reads it.
    """

    digest = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = _staff()
    lines = models.IntegerField()
    new = models.IntegerField()
    same = models.IntegerField()
    amended = models.IntegerField()
    troubles = models.IntegerField()
    seal = models.UUIDField()
    sealed_account = models.BinaryField()

    class Meta:
        ordering = ["-at", "-pk"]


class Register(ChildFact):
    """A child's marks in one school year, two characters a day from 1 August `year` on (keepwell.attendance.register).

    What a mark was before stands in `Amendment`; marks are never taken away. `amended` counts those, and `digest` is
    the `digest_of` what stands here: a mark that somebody changed past Keepwell shows.
    """

    year = models.IntegerField()
    marks = models.TextField()
    amended = models.IntegerField(default=0, editable=False)
    digest = models.TextField(editable=False, default="")

    def put(self, marks, amended=0):
        """Other marks stand here now, `amended` of them where another stood."""
        self.marks, self.amended = marks, self.amended + amended
        self.digest = self.digest_of()

    def digest_of(self):
        """SHA-256 of the year, how many marks were amended, and the marks."""
        return hashlib.sha256(f"{self.year} {self.amended} {self.marks}".encode()).hexdigest()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["child", "year"], name="register_of_year")]


class Amendment(ChildFact):
    """A mark that was amended: what it was and became, why, when and by whom. The regulations ask for all of these."""

    on = models.DateField()
    half = models.SmallIntegerField(choices=HALVES)
    was = models.TextField()
    now = models.TextField()
    reason = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = _staff()
    file = models.ForeignKey(RegisterFile, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["on", "half", "pk"]


class Exclusion(ChildFact):
    """A suspension or permanent exclusion, with those who must be told of it and the day on which they were."""

    KINDS = {
        "suspension": "Suspension",
        "lunchtime": "Suspension at lunchtimes",
        "permanent": "Permanent exclusion",
    }
    kind = models.TextField(choices=KINDS.items())
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    sessions = models.IntegerField(null=True, blank=True)
    reasons = models.JSONField(default=list)
    returned_on = models.DateField(null=True, blank=True)
    told_parents_on = models.DateField(null=True, blank=True)
    told_council_on = models.DateField(null=True, blank=True)
    told_worker_on = models.DateField(null=True, blank=True)
    told_virtual_head_on = models.DateField(null=True, blank=True)
    seal = models.UUIDField()
    sealed_note = models.BinaryField(default=b"", blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = _staff()
    history = HistoricalRecords()

    class Meta:
        ordering = dates()


class PlanStage(ChildFact):
    """A stage that the council's work on an education, health and care plan reached on a day."""

    STAGES = {
        "asked": "Assessment asked for",
        "assess": "Decided to assess",
        "no-assess": "Decided not to assess",
        "advice-asked": "Advice asked for",
        "advice": "Advice received",
        "plan": "Decided to make a plan",
        "no-plan": "Decided not to make a plan",
        "draft": "Draft plan sent",
        "final": "Final plan sent",
        "appeal": "Appeal made",
        "review": "Review meeting held",
        "review-keep": "Decided after the review to keep the plan",
        "review-amend": "Decided after the review to change the plan",
        "amended": "Changed plan sent",
        "ceased": "Plan ended",
    }
    stage = models.TextField(choices=STAGES.items())
    on = models.DateField()
    at = models.DateTimeField(auto_now_add=True)
    by = _staff()
    history = HistoricalRecords()

    class Meta:
        ordering = ["on", "pk"]


class PlanPart(ChildFact):
    """One part (A to K) of a child's education, health and care plan, sealed under the child's own key.

    Who may read it follows from its section (`school.parts`); what it said before are its versions.
    """

    section = models.TextField()
    seal = models.UUIDField()
    sealed_words = models.BinaryField()
    at = models.DateTimeField(auto_now=True)
    by = _staff()
    history = HistoricalRecords()

    class Meta:
        ordering = ["section"]
        constraints = [models.UniqueConstraint(fields=["child", "section"], name="plan_part_once")]


class EducationTerm(ChildFact):
    """The personal education plan of one term. What is written in it is sealed under the child's own key, as JSON."""

    STATES = {
        "draft": "Being written",
        "waiting": "Waits for the virtual school",
        "approved": "Approved",
        "returned": "Returned to be mended",
    }
    year = models.IntegerField()
    term = models.TextField(choices=TERMS)
    meeting_on = models.DateField(null=True, blank=True)
    state = models.TextField(choices=STATES.items(), default="draft")
    seal = models.UUIDField()
    sealed_words = models.BinaryField()
    at = models.DateTimeField(auto_now=True)
    by = _staff()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _staff()
    sealed_why = models.BinaryField(default=b"", blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "pk"]
        constraints = [models.UniqueConstraint(fields=["child", "year", "term"], name="education_plan_of_term")]


class Leaving(ChildFact):
    """A pupil leaves a school: the last day, where to, and when they start there."""

    school = models.TextField(blank=True, default="")
    leaves_on = models.DateField()
    destination = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True, blank=True)
    council_told_on = models.DateField(null=True, blank=True)
    file_sent_on = models.DateField(null=True, blank=True)
    protection_file_sent_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = _staff()
    history = HistoricalRecords()

    class Meta:
        ordering = ["leaves_on", "pk"]
