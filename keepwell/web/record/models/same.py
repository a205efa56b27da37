"""The same child twice: two records that may be of one child, and two records that were put together."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .people import Child


def _staff():
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")


class Pair(models.Model):
    """Two records that are alike, the one with the lower id first. `why` holds codes of `likeness.WHY`.

    `said` is what somebody answered who made the second record in spite of the first, or who looked at both. A pair
    that somebody looked at and found to be two children has `settled_at`, and is never offered again.
    """

    SAID = {
        "family": "Brothers or sisters, such as twins",
        "other": "Two children of similar names",
        "unsure": "I am not sure: somebody should look at both",
    }

    first = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    why = models.JSONField(default=list)
    said = models.TextField(blank=True, default="", choices=SAID.items())
    found_at = models.DateTimeField(auto_now_add=True)
    found_by = _staff()
    settled_at = models.DateTimeField(null=True)
    settled_by = _staff()

    class Meta:
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]


class Merge(models.Model):
    """The record of `child` took in that of the person who had `uid` and `number` (in capitals), until it was undone.

    `moved` says which rows went over, {model: {field: [keys]}}, `marks` the last key of each model at that time, so
    that what was added later can be told. What could not go over, and the key of the other record, are sealed under
    the key of the record that stayed, with `seal`: who destroys that key destroys both.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    uid = models.UUIDField(db_index=True)
    number = models.TextField(db_index=True)
    seal = models.UUIDField(unique=True)
    moved = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    sealed_aside = models.BinaryField(default=b"")
    sealed_reason = models.BinaryField(default=b"")
    sealed_undoing = models.BinaryField(default=b"")
    at = models.DateTimeField(auto_now_add=True)
    by = _staff()
    undone_at = models.DateTimeField(null=True)
    undone_by = _staff()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["uid"], condition=Q(undone_at=None), name="merged_once"),
        ]
