"""What people give one another to do: actions agreed in supervision, and children who get another worker."""

from django.conf import settings
from django.db import models

from ...staff.models import both_or_neither


def _person(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Action(models.Model):
    """Something to do about a child, agreed in supervision: what (sealed under the child's key), who, by when."""

    child = models.ForeignKey("record.Child", on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey("record.Note", on_delete=models.CASCADE, related_name="+")
    seal = models.UUIDField(unique=True, editable=False)
    sealed_what = models.BinaryField()
    given_to = _person()
    due_on = models.DateField(null=True)
    given_at = models.DateTimeField()
    given_by = _person()
    done_at = models.DateTimeField(null=True)
    done_by = _person(null=True)

    class Meta:
        ordering = [models.F("due_on").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["given_to", "done_at"], name="action_of")]
        constraints = [both_or_neither("done_at", "done_by", "action_done_at_and_by")]


class Move(models.Model):
    """A child's worker changed: from whom to whom, on which day, why (sealed under the child's key), by whom."""

    child = models.ForeignKey("record.Child", on_delete=models.CASCADE, related_name="+")
    seal = models.UUIDField(unique=True, editable=False)
    sealed_reason = models.BinaryField()
    from_user = _person(null=True)
    to_user = _person()
    on = models.DateField()
    at = models.DateTimeField()
    by = _person()

    class Meta:
        ordering = ["-at", "-pk"]
