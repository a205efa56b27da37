"""Notes of concern, what the lead decides about them, and concerns about staff, which lie apart."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from ..record.models import Child
from ..staff.models import both_or_neither
from .words import CATEGORIES, DECISIONS, HOW, IN_FILE, PARTS, STAFF_DECISIONS


def _staff(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", **more)


class Concern(models.Model):
    """What somebody saw, heard or was told; whom it is about is settled by the lead, or known from the start.

    All that was written is sealed: under the child's key once the child is settled, before that under the master key.
    `sealed_words` holds, as data: about, child_words, seen, told_by, opinion, where, marks (of the body map) and people
    (name, part, words). What the waiting list and the figures count by stands open. `in_file` says whether it
    belongs in the child's file, `sealed_file_why` why; until that is said nobody reads it but those who decide.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    seal = models.UUIDField(unique=True)
    raised_by = _staff()
    raised_at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    at_time = models.TextField(blank=True, default="")
    how = models.TextField(choices=HOW.items())
    danger = models.BooleanField(default=False)
    sealed_words = models.BinaryField()
    category = models.TextField(blank=True, default="", choices=CATEGORIES.items())
    decision = models.TextField(blank=True, default="", choices=DECISIONS.items())
    sealed_reason = models.BinaryField(blank=True, default=b"")
    sealed_feedback = models.BinaryField(blank=True, default=b"")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _staff(blank=True)
    in_file = models.TextField(blank=True, default="", choices=IN_FILE.items())
    sealed_file_why = models.BinaryField(blank=True, default=b"")
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = _staff(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["raised_at", "pk"]
        indexes = [
            models.Index(fields=["child", "on"], name="concern_of"),
            models.Index(fields=["decided_at", "raised_at"], name="concern_waits"),
            models.Index(fields=["raised_by", "-raised_at"], name="concern_raised"),
        ]


class Linked(models.Model):
    """Another child with a part in a concern: on their own record stands this alone, under their own key.

    `number` is the place of the person in the concern's list of people; `sealed_why` says why their record needs it.
    """

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="linked")
    number = models.IntegerField()
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    part = models.TextField(choices=PARTS.items())
    seal = models.UUIDField(unique=True)
    sealed_words = models.BinaryField()
    sealed_why = models.BinaryField(blank=True, default=b"")
    by = _staff()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["concern", "number"], name="linked_once")]


class Attached(models.Model):
    """A photograph or document of a concern; its content lies sealed in the files folder under the name `seal`."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="files")
    seal = models.UUIDField(unique=True)
    sealed_name = models.BinaryField()
    media_type = models.TextField()
    size = models.BigIntegerField()
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]


class Doing(models.Model):
    """What somebody is to do because of a concern, by a day."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="doings")
    seal = models.UUIDField(unique=True)
    sealed_what = models.BinaryField()
    owner = _staff()
    due_on = models.DateField()
    given_by = _staff()
    given_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = _staff(blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "done_at"], name="doing_of_owner")]
        constraints = [both_or_neither("done_at", "done_by", "doing_done_at_and_by")]


class Moved(models.Model):
    """A trace on a record that a note of concern was moved away from it, or to it: not what it says, nor whose else."""

    WAYS = {"away": "A note of concern that was not about this child was moved away",
            "here": "A note of concern was moved here from where it did not belong"}  # fmt: skip

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    way = models.TextField(choices=WAYS.items())
    at = models.DateTimeField(default=timezone.now)
    by = _staff()

    class Meta:
        ordering = ["-at", "-pk"]


class StaffConcern(models.Model):
    """A concern about somebody who works here. It is in no child's record, and sealed under a key of its own.

    `sealed_words` holds, as data: about, seen, where, others; `sealed_decision`: reason, told.
    """

    seal = models.UUIDField(unique=True)
    raised_by = _staff()
    raised_at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    sealed_words = models.BinaryField()
    harm = models.BooleanField(default=False)
    officer_told_on = models.DateField(null=True, blank=True)
    decision = models.TextField(blank=True, default="", choices=STAFF_DECISIONS.items())
    sealed_decision = models.BinaryField(blank=True, default=b"")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _staff(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-raised_at", "-pk"]
