"""Which editions of law and guidance the policy named, and who has read which."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from ...staff.models import both_or_neither


def _person(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Confirmed(models.Model):
    """Somebody says that they have read a source of the policy (its id) in this edition."""

    user = _person()
    source = models.TextField()
    edition = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "source", "edition"], name="confirmed_once")]


class Edition(models.Model):
    """How a source stood in the policy from when it was first seen so: its edition, what replaced it, whether it ended.

    The latest row of a source is how it stands. Every row but the `first` of a source that holds is a task: the keepers
    of the policy look again at what cites it. It is open until `looked_at`; `said` is what they found.
    """

    source = models.TextField()
    edition = models.TextField()
    replaced_by = models.TextField(blank=True, default="")
    ended = models.BooleanField(default=False)
    first = models.BooleanField(default=False)
    seen_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True)
    looked_by = _person(null=True)
    said = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [both_or_neither("looked_at", "looked_by", "edition_looked_at_and_by")]
