"""Checks of a return: what was asked for and how far it is, what was found, and what was said about it."""

from django.conf import settings
from django.db import models

from keepwell.clocks.collection import CollectionYear
from keepwell.web.record.models import Child

COLLECTIONS = {"ssda903": "SSDA903", "cin": "CIN census"}


class Run(models.Model):
    """One check of one return.

    What it found is written in the transaction that says that it has finished: a run that was stopped, that could not
    be run or whose worker went away has no findings and says so.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        FINISHED = "finished", "Finished"
        STOPPED = "stopped", "Stopped"
        FAILED = "failed", "Could not run"

    FROM = {"record": "The record", "files": "Files that were uploaded", "none": "Not looked at"}

    collection = models.TextField(choices=COLLECTIONS.items())
    year = models.IntegerField(help_text="The collection year: the year it ends in.")
    ruleset = models.IntegerField(help_text="The collection year whose rules are taken.")
    this_from = models.TextField(choices=FROM.items())
    last_from = models.TextField(choices=FROM.items(), default="none")
    authority = models.TextField(blank=True, help_text="Nine-character code of the authority that makes the return.")
    register = models.TextField(blank=True, help_text="sha256 of the provider register, '' without one.")
    files = models.JSONField(default=list, help_text="part (this, last, register), name, sha256 and bytes of each.")
    folder = models.TextField(blank=True, help_text="Where the uploaded files lie until the run has ended.")

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    state = models.TextField(choices=State.choices, default=State.WAITING)
    why = models.TextField(blank=True, help_text="One sentence: why it was stopped or could not be run.")
    doing = models.TextField(blank=True, help_text="What is being done, in words.")
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0, help_text="0 while it is not known.")
    heard_at = models.DateTimeField(null=True, help_text="When the worker last told how far it is.")
    worker = models.TextField(blank=True, help_text="Machine and number of the process that runs it.")
    stop_asked_at = models.DateTimeField(null=True)
    stop_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    errors = models.IntegerField(default=0)
    queries = models.IntegerField(default=0)
    new = models.IntegerField(default=0, help_text="Findings that the run before did not have.")
    mended = models.IntegerField(default=0, help_text="Findings of the run before that are gone.")
    unseen = models.IntegerField(default=0, help_text="Findings of the run before whose rule did not run this time.")
    children = models.IntegerField(default=0)
    outcomes = models.JSONField(default=dict, help_text="rule: state, why, severity and sentence.")
    about = models.JSONField(default=dict, help_text="form, start and end of the return, and rows by table.")
    noticed = models.JSONField(default=dict, help_text="What the reader noticed: counts by kind, and sentences.")
    before = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    forgotten_at = models.DateTimeField(null=True, help_text="When its findings were let go; its counts stay.")

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["collection", "year", "state"], name="run_of_return")]
        constraints = [
            models.CheckConstraint(
                name="run_stopped_by_somebody",
                condition=models.Q(stop_asked_at__isnull=True, stop_asked_by__isnull=True)
                | models.Q(stop_asked_at__isnull=False, stop_asked_by__isnull=False),
            )
        ]

    @property
    def title(self):
        return f"{COLLECTIONS[self.collection]} {CollectionYear(self.year).title}"

    @property
    def rules_of(self):
        return CollectionYear(self.ruleset).title

    @property
    def is_open(self):
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def has_findings(self):
        """Are its findings there to be read, were there any?"""
        return self.state == self.State.FINISHED and self.forgotten_at is None

    def count(self, state):
        """How many rules ended in that state: passed, failed, not run or could not run."""
        return sum(o["state"] == state for o in self.outcomes.values())


class RunFinding(models.Model):
    """One row that breaks one rule.

    It goes with the child when the child's record is destroyed, and with its run; nothing else points at it.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="findings")
    rule = models.TextField()
    severity = models.TextField(help_text="error or query")
    table = models.TextField(blank=True, help_text="'' for the whole return; ends in _last for last year's.")
    row = models.IntegerField(null=True, help_text="1-based in its own table.")
    file = models.TextField(blank=True)
    line = models.IntegerField(null=True)
    number = models.TextField(blank=True, help_text="The child's number, as the return has it.")
    child = models.ForeignKey(Child, null=True, on_delete=models.CASCADE, related_name="+")
    became = models.BigIntegerField(null=True, help_text="Key of the row in the record; the table says of which kind.")
    fields = models.JSONField(default=list, help_text="Columns that the rule marks.")
    cells = models.JSONField(default=dict, help_text="The row as it was given: column and text.")
    fingerprint = models.TextField()
    is_new = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["run", "rule"], name="finding_of_rule"),
            models.Index(fields=["run", "number"], name="finding_of_child"),
            models.Index(fields=["run", "fingerprint"], name="finding_known_by"),
        ]


class Explanation(models.Model):
    """Why a query is right as it stands. It holds for later checks of the same return, until it is withdrawn.

    Errors cannot be explained: the department refuses a return for them, so they are mended.
    """

    collection = models.TextField(choices=COLLECTIONS.items())
    year = models.IntegerField()
    fingerprint = models.TextField()
    rule = models.TextField()
    child = models.ForeignKey(Child, null=True, on_delete=models.CASCADE, related_name="+")
    note = models.TextField()
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    explained_at = models.DateTimeField(auto_now_add=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "year", "fingerprint"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_explanation_holds",
            ),
            models.CheckConstraint(
                name="explanation_withdrawn_by_somebody",
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
