"""A manager's yes or no to something that somebody wrote about a child."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ...staff.models import both_or_neither


def _person(**more):
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Approval(models.Model):
    """Somebody asks that something be approved, and somebody else approves it or gives it back.

    about, key       what it is of: a word such as `assessment`, and the key of its row
    categories       of the policy: who may edit all of them for the child may answer
    digest           SHA-256 of exactly what was shown; `sealed_content` is the same, under the child's own key
    sealed_comment   what the one who answered wrote, sealed too
    """

    class Answer(models.TextChoices):
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Given back"

    child = models.ForeignKey("record.Child", on_delete=models.CASCADE, related_name="+")
    about = models.TextField()
    key = models.BigIntegerField()
    title = models.TextField()
    categories = models.JSONField(default=list)
    seal = models.UUIDField(unique=True, editable=False)
    digest = models.TextField()
    sealed_content = models.BinaryField()
    asked_at = models.DateTimeField()
    asked_by = _person()
    answer = models.TextField(choices=Answer.choices, blank=True, default="")
    sealed_comment = models.BinaryField(blank=True, default=b"")
    answered_at = models.DateTimeField(null=True)
    answered_by = _person(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["about", "key"], name="approval_of")]
        constraints = [
            both_or_neither("answered_at", "answered_by", "approval_answered_at_and_by"),
            models.CheckConstraint(condition=~Q(asked_by=F("answered_by")), name="approval_by_another"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="approval_answered",
            ),
        ]
