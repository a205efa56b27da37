"""The work with a child, step by step, as people recorded it in forms."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from .base import ChildFact


class FormVersion(models.Model):
    """A form as it was when somebody filled it in: every version once. `words` is the form as its file said it.

    `apart`   what is written in it is of an adoption: it is sealed under the child's second key, and in no search
    """

    digest = models.TextField(unique=True)
    form = models.TextField()
    title = models.TextField()
    words = models.JSONField()
    apart = models.BooleanField(default=False)
    kept_at = models.DateTimeField(auto_now_add=True)


class Step(ChildFact):
    """One step: a contact, a visit, a strategy discussion, a plan. `form` is the form's id in `keepwell.forms`.

    What the returns carry stands in their own tables; `kind` and `key` name that row as `record.kinds.KINDS` does. All
    other answers are sealed under the child's key (those of an adoption under the second), with `seal` as for a note;
    what clocks and figures count by stands open: the days `on` and `ends_on` and the code `outcome`. `after` is the
    step that it followed. Steps with the same `group` were recorded at once for several children, each of whom has a
    copy of their own. `giver` is who told us (`record.givers`).
    """

    VOICE = {
        "by": "Written by the child",
        "with": "Written with the child",
        "words": "About the child, with what they said in their own words",
        "about": "Written about the child",
    }
    KNOWN = {
        "knows": "The child knows what is written here",
        "not-yet": "Not told yet, for a reason given",
        "too-young": "Too young to be told; it is written so that they can read it later",
    }

    seal = models.UUIDField(unique=True)
    form = models.TextField()
    version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, default="")
    after = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by")
    kind = models.TextField(blank=True, default="")
    key = models.BigIntegerField(null=True, blank=True)
    group = models.UUIDField(null=True, blank=True)
    significant = models.BooleanField(default=False)
    voice = models.TextField(blank=True, default="", choices=VOICE.items())
    child_knows = models.TextField(blank=True, default="", choices=KNOWN.items())
    sealed_answers = models.BinaryField()
    giver = models.TextField(blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    history = HistoricalRecords()

    class Meta:
        ordering = [models.F("on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["child", "form"], name="step_of"),
            models.Index(fields=["form", "on"], name="step_on"),
            models.Index(fields=["kind", "key"], name="step_row"),
        ]
