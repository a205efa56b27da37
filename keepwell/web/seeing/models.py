"""What people marked as significant in a child's chronology."""

from django.conf import settings
from django.db import models


class Significance(models.Model):
    """An event of the chronology was marked as significant, or no longer. The latest row of an event holds.

    `model`, `key` and `field` name the fact that the event tells: a model of the record, the key of its row, and its
    date (or, for a row without a day, its category). The reason is sealed under the child's key.
    """

    child = models.ForeignKey("record.Child", on_delete=models.CASCADE, related_name="+")
    model = models.TextField()
    key = models.BigIntegerField()
    field = models.TextField()
    significant = models.BooleanField()
    seal = models.UUIDField(unique=True)
    sealed_reason = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["child", "model", "key"], name="significance_of")]
